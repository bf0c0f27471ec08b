/** What the page of promises says, in Spanish. */
import type { Translation, Words } from '../translation.ts';
import { de } from './grammar.ts';

export const promises: Translation<Pick<Words, 'promises'>> = {
  promises: {
    title: 'Promesas cumplidas',
    menu: 'Promesas',
    description: 'Lo que se prometió a los clientes, si se cumplió a tiempo y cuánto se tardó en realidad.',
    emptyHeading: 'No consta ninguna promesa',
    empty:
      'La empresa no ha indicado qué promete a sus clientes. Cuando lo haga, cada promesa figurará aquí con su fuente y con lo que fue de ella.',
    heading: (met: number, all: number, month: string) =>
      met === all
        ? all === 1
          ? `La única promesa con objetivo lo alcanzó en ${month}`
          : `Las ${all} promesas con objetivo lo alcanzaron en ${month}`
        : met === 0
          ? all === 1
            ? `La única promesa con objetivo no lo alcanzó con claridad en ${month}`
            : `Ninguna de las ${all} promesas con objetivo lo alcanzó con claridad en ${month}`
          : `${met} de las ${all} promesas con objetivo ${met === 1 ? 'lo alcanzó' : 'lo alcanzaron'} con claridad en ${month}`,
    headingNoAims: (month: string) => `Lo que se prometió y lo que fue de ello en ${month}`,
    least: (share: string) => `La menos cumplida se cumplió en el ${share} de los casos:`,
    rule: 'Una promesa cuenta el día en que vence, se trabaje ese día o no. Lo vencido y no hecho cuenta como incumplido; lo que el cliente retiró antes de vencer no cuenta ni a favor ni en contra.',
    kicker: 'Lo prometido y lo hecho',
    quoted: (words: string) => `«${words}»`,
    kept: (words: string, share: string, count: string, month: string) =>
      `${words} Cumplida en el ${share} de los ${count} casos que vencían en ${month}`,
    noneDue: (words: string, month: string) => `${words} No venció nada en ${month}`,
    hidden: (words: string, month: string) =>
      `${words} Cuántas veces se cumplió en ${month} se oculta para proteger a las personas`,
    unknown: (words: string) => `${words} Los registros no dicen si se cumplió`,
    halfAndNine: (half: string, nine: string) =>
      `La mitad se hizo en ${half} o menos; nueve de cada diez, en ${nine} o menos.`,
    halfAtOnce: (nine: string) =>
      `Más de la mitad no llevó tiempo alguno; nueve de cada diez se hicieron en ${nine} o menos.`,
    halfOnly: (half: string) =>
      `La mitad se hizo en ${half} o menos; no consta que se hicieran nueve de cada diez.`,
    halfHidden: 'Cuánto se tardó en la mitad se oculta para proteger a las personas.',
    nineHidden: (half: string) =>
      `La mitad se hizo en ${half} o menos; cuánto se tardó en nueve de cada diez se oculta para proteger a las personas.`,
    notHalf: 'No consta que se hiciera ni la mitad.',
    standing: {
      met: (aim: string) => `Nuestro objetivo es el ${aim}, y lo alcanzamos.`,
      missed: (aim: string) => `Nuestro objetivo es el ${aim}, y no lo alcanzamos.`,
      too_close: (aim: string) =>
        `Nuestro objetivo es el ${aim}: la diferencia es demasiado pequeña para saber si se alcanzó.`,
    },
    noAim: 'No nos hemos fijado ningún objetivo para ella.',
    change: {
      rose: (month: string, share: string) => `Claramente más que en ${month} (${share}).`,
      fell: (month: string, share: string) => `Claramente menos que en ${month} (${share}).`,
      unclear: (month: string, share: string) => `Sin cambio claro respecto a ${month} (${share}).`,
    },
    overdue: (count: string) => `De todo lo vencido hasta hoy, unos ${count} casos siguen sin hacerse.`,
    noneOverdue: 'Nada de lo vencido sigue abierto.',
    promisedWithin: (time: string) => `prometido: en ${time}`,
    promisedSpan: (from: string, to: string) => `prometido: de ${from} a ${to}`,
    half: (time: string) => `la mitad en ${time}`,
    nine: (time: string) => `nueve de cada diez en ${time}`,
    stepTitle: (time: string, share: string) => `en ${time}: ${share} hecho`,
    axisDays: 'Días desde la promesa hasta su cumplimiento',
    axisTime: 'Tiempo desde la promesa hasta su cumplimiento',
    figure: (heading: string, steps: string) => `${heading}. Escalera de la parte hecha: ${steps}.`,
    range: {
      day: (range: string) =>
        `Como los días difieren, la cifra podría haber sido ${range}: lo que vence el mismo día comparte su suerte.`,
      week: (range: string) =>
        `Como las semanas difieren, la cifra podría haber sido ${range}: lo que vence a la vez comparte suerte.`,
      month: (range: string) =>
        `Como los meses difieren, la cifra podría haber sido ${range}: lo que vence a la vez comparte suerte.`,
      alone: (range: string) =>
        `Solo por azar la cifra podría haber sido ${range}; aún no se sabe cuánto comparte su suerte lo que vence a la vez.`,
    },
    withdrawn: (count: string) => `No se cuentan ${count} que los clientes retiraron antes de vencer.`,
    notKnown: (count: string) => `De otros ${count} los registros no dicen nada.`,
    twice: (share: string) => `El doble del tiempo prometido bastó para el ${share}.`,
    grouped:
      'Los casos escasos se cuentan junto con los que tardaron más, para proteger a las personas: la escalera nunca queda por encima de la verdad.',
    civilDays: 'Los días son los del calendario: prometido el lunes y hecho el martes es un día.',
    stepTable: (words: string, month: string) => `Cuánto se tardó, con vencimiento en ${month}: ${words}`,
    within: 'En',
    done: 'Hechos',
    soFar: 'En total',
    longer: 'Más, o aún abierto',
    stillOpen: 'Aún abierto',
    more: 'más de un año',
    monthsKicker: 'Cumplidas, mes a mes',
    monthsHeading: {
      rose: (month: string, share: string, before: string, beforeShare: string) =>
        `En ${month} se cumplieron más que en ${before}: ${share} frente al ${beforeShare}`,
      fell: (month: string, share: string, before: string, beforeShare: string) =>
        `En ${month} se cumplieron menos que en ${before}: ${share} frente al ${beforeShare}`,
      unclear: (month: string, share: string, before: string, beforeShare: string) =>
        `Sin cambio claro: ${share} cumplido en ${month}, ${beforeShare} en ${before}`,
    },
    monthsFirst: (month: string, share: string) => `${share} cumplido en ${month}`,
    monthsHidden: 'Cumplidas a tiempo, mes a mes',
    line: 'Cumplidas',
    lineDetail: 'hechas a tiempo, de las que vencían en el mes',
    ourAim: 'nuestro objetivo',
    aim: (share: string) => `objetivo ${share}`,
    monthTitle: (month: string, share: string, count: string) => `${month}: ${share} de ${count} cumplidas`,
    monthsFigure: (heading: string, from: string, to: string) =>
      `${heading}. Línea de la parte cumplida por mes de vencimiento, ${de(from)} a ${to}.`,
    changed: (month: string) => `otra promesa desde ${month}`,
    monthTable: (words: string) => `Cumplidas por mes de vencimiento: ${words}`,
    month: 'Vencimiento en',
    due: 'Vencidas',
    share: 'Cumplidas',
    limits: 'Margen',
    promisedAt: 'Prometido en:',
    dueBy: 'Cómo se fija el vencimiento:',
    earlier: (from: string, to: string) => `Del ${from} al ${to} decía:`,
    until: (to: string) => `Hasta el ${to} decía:`,
    silentTitle: 'Lo que no se puede comprobar',
    silences: {
      not_recorded: 'Nada de lo que registramos dice si esta promesa se cumple.',
      no_records: 'Todavía no se ha cargado ningún registro de ella.',
    },
    source: 'Promesas',
  },
};
