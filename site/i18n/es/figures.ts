/** In Spanish: what the figures of the first page and of the subjects say. */
import { capitalise } from '../capitalise.ts';
import type { Translation } from '../translation.ts';
import { withoutArticle } from './grammar.ts';

export const figures = {
  contacts: {
    kicker: 'Contactos al día',
    heading: (count: string, week: string, change: string) =>
      `${count} contactos en la semana del ${week}${change}`,
    more: (share: string, than: string) => `, un ${share} más que ${than}`,
    fewer: (share: string, than: string) => `, un ${share} menos que ${than}`,
    same: (than: string) => `, más o menos los mismos que ${than}`,
    aYearBefore: 'un año antes',
    theWeekBefore: 'la semana anterior',
    hiddenHeading: 'El número de contactos de la última semana se oculta para proteger a las personas',
    firstHeading: (count: string, date: string) =>
      `${count} contactos hasta el ${date}, los primeros registrados`,
    noWeekHeading: (date: string) => `Contactos al día, hasta el ${date}`,
    standfirst: (from: string, to: string) => `Cada barra es un día, del ${from} al ${to}.`,
    beforeLabel: '– mismo día de la semana, un año antes',
    table: 'Contactos al día, por semanas',
    week: 'Semana del',
    total: 'Semana',
    title: (date: string, value: string) => `${capitalise(date)}: ${value}`,
    titleBefore: (date: string, value: string, before: string) =>
      `${capitalise(date)}: ${value}; el mismo día de la semana un año antes: ${before}`,
    figure: (heading: string, from: string, to: string, low: string, high: string) =>
      `${heading}. Barras de contactos al día, del ${from} al ${to}, entre ${low} y ${high}.`,
    leftOut: 'No se incluyen las llamadas que terminaron en el menú o encontraron la línea ocupada.',
    absentHeading: 'No se registra cuántas personas se ponen en contacto',
    absent: 'Hasta ahora solo se han publicado otros registros, como las encuestas.',
  },

  categories: {
    kicker: 'Por qué nos contactan',
    headings: {
      information: (share: string) => `La búsqueda de información motivó ${share}`,
      transaction: (share: string) => `Los trámites motivaron ${share}`,
      problem: (share: string) => `Los problemas motivaron ${share}`,
      complaint: (share: string) => `Las quejas supusieron ${share}`,
      idea: (share: string) => `Las ideas motivaron ${share}`,
      compliment: (share: string) => `Las felicitaciones supusieron ${share}`,
    },
    other: (name: string, share: string) => `${name}: ${share}`,
    standfirst: (period: string, total: string) => `${total} contactos por motivo, ${period}.`,
    standfirstBare: (period: string) => `Por motivo, ${period}.`,
    unclassified: (share: string) =>
      `Del ${share} no se conoce el motivo; esos contactos se muestran aparte, sin repartirlos entre los demás.`,
    table: (period: string) => `Contactos por motivo, ${period}`,
    column: 'Motivo',
    rounded:
      'Los recuentos se redondean a múltiplos de 5, y los pequeños se ocultan para proteger a las personas.',
    figure: (heading: string, rows: string) => `${heading}. ${rows}.`,
    absentHeading: 'No se registra por qué motivo se ponen en contacto',
    absent: 'Los registros no dan el motivo de los contactos, así que no se muestra ninguno.',
  },

  service: {
    kicker: 'Atención a tiempo, según dos relojes',
    heading: (share: string, contacts: string, time: string, month: string, target: string) =>
      `El ${share} de ${contacts} se atendió en ${time} o menos en ${month}${target}`,
    headingHidden: (month: string) =>
      `Cuántos se atendieron a tiempo en ${month} se oculta para proteger a las personas`,
    headingNeverTold:
      'Cuántos se atendieron a tiempo se oculta para proteger a las personas, en todos los meses',
    hiddenMonth: (month: string) => `El mes de ${month} se oculta para proteger a las personas.`,
    hiddenMonths: (count: string) => `${count} meses posteriores se ocultan para proteger a las personas.`,
    above: (aim: string) => `, por encima del objetivo del ${aim}`,
    close: (aim: string) => `, demasiado cerca del objetivo del ${aim} para decidir`,
    met: (aim: string) => `, justo el objetivo del ${aim}`,
    below: (aim: string) => `, por debajo del objetivo del ${aim}`,
    change: {
      rose: (from: string, value: string) => `Es claramente más que en ${from} (${value}).`,
      fell: (from: string, value: string) => `Es claramente menos que en ${from} (${value}).`,
      unclear: (from: string, value: string) =>
        `Sin cambio claro respecto a ${from} (${value}): la diferencia entre unos días y otros es mayor.`,
      plain: (from: string, value: string) => `En ${from} fue el ${value}.`,
    },
    customer: (share: string, time: string, target: string) =>
      `Según el reloj del cliente, que arranca con la primera solicitud, el ${share} obtuvo lo que necesitaba en ${time} o menos${target}.`,
    customerUnknown: 'A partir de estos registros no se puede calcular el reloj del cliente.',
    ourUnknownHeading: 'No se registra cuántos se atendieron a tiempo',
    ourClock: 'Según nuestro reloj',
    customerClock: 'Según el reloj del cliente',
    ourDetail: (time: string) => `de la cola a la respuesta: ${time}`,
    customerDetail: (time: string) => `de la solicitud a la solución: ${time}`,
    target: (aim: string) => `objetivo: ${aim}`,
    latest: (name: string, value: string) => `${name}: ${value}`,
    inMonth: (month: string) => `en ${month}`,
    atDots: (month: string) => `En ${month}, los puntos mayores:`,
    ourAim: 'según nuestro reloj',
    customerAim: 'según el del cliente',
    recast: (within: string) => `línea fina: antes, ${within}`,
    recastColumn: (within: string) => `Todos los meses, ${within}`,
    recastNote: (time: string) =>
      `La línea fina cuenta los meses anteriores al cambio de objetivo según el plazo del objetivo de hoy (${time}), para que todos los meses puedan compararse. Entonces ese plazo no se había prometido.`,
    since: (month: string, within: string) => `desde ${month}: ${within}`,
    cutAxis: (from: string) => `El eje empieza en el ${from}.`,
    table: (channel: string) => `Atención a tiempo por meses: ${withoutArticle(channel)}`,
    tableChannels: (period: string) => `Por canal, ${period}`,
    month: 'Mes',
    channel: 'Canal',
    ours: 'Nuestro reloj',
    customers: 'Reloj del cliente',
    n: 'Contactos',
    nQueued: 'Contactos en cola',
    nAsked: 'Todas las solicitudes',
    aim: (share: string, time: string) => `objetivo: ${share} en ${time}`,
    within: (time: string) => `en ${time} o menos`,
    title: (month: string, name: string, value: string, n: string) =>
      `${capitalise(month)}. ${name}: ${value} de ${n}`,
    titleBare: (month: string, name: string, value: string) => `${capitalise(month)}. ${name}: ${value}`,
    figure: (heading: string, from: string, to: string) =>
      `${heading}. Líneas con la proporción atendida a tiempo cada mes, de ${from} a ${to}.`,
    absentHeading: 'No se registra cuánto se espera',
    absent:
      'Los registros no contienen tiempos de espera, así que no se puede mostrar ninguno de los dos relojes.',
    withinUnknown: (time: string) =>
      `Los registros contienen tiempos de espera, pero no dicen a cuántas personas se respondió en ${time} o menos, el tiempo del objetivo.`,
    withinUnknownUnset: (time: string) =>
      `Los registros contienen tiempos de espera, pero no dicen a cuántas personas se respondió en ${time} o menos, y ningún objetivo propio fija otro tiempo.`,
    tooEarly: {
      absentHeading: 'Aún no se conoce de ningún mes cuántos recibieron respuesta a tiempo',
      absent: 'Los registros no contienen todavía ningún mes que se pueda mostrar.',
    },
  },

  causes: {
    kicker: 'De qué tratan las quejas',
    complaints: 'las quejas',
    heading: (cause: string, share: string) => `${cause}: ${share}`,
    standfirst: (period: string, total: string) => `${total} quejas por causa, ${period}.`,
    standfirstBare: (period: string) => `Por causa, ${period}.`,
    beforeLabel: (month: string) => `| ${month}`,
    more: (count: string) => `${count} más`,
    fewer: (count: string) => `${count} menos`,
    same: 'sin cambio',
    table: (period: string) => `Quejas por causa, ${period}`,
    column: 'Causa',
    count: 'Quejas',
    share: 'Proporción',
    before: (month: string) => capitalise(month),
    note: 'De un mes a otro solo se compara lo contado: las diferencias pequeñas pueden deberse al azar.',
    figure: (heading: string, rows: string) => `${heading}. ${rows}.`,
    absentHeading: 'No se registra de qué tratan las quejas',
    absent: 'Los registros no dicen qué contactos eran quejas ni cuál fue su causa.',
    noCause: { absent: 'Los registros dicen qué contactos eran quejas, pero no cuál fue su causa.' },
    hiddenHeading: 'De qué tratan las quejas se oculta para proteger a las personas',
    moreRows: (n: number) => `${n} más en la tabla.`,
  },

  satisfaction: {
    kicker: 'Satisfacción',
    heading: (share: string, month: string) =>
      `El ${share} de quienes respondieron estaba satisfecho en ${month}`,
    meanHeading: (mean: string, month: string) => `Un ${mean} sobre 5 de quienes respondieron en ${month}`,
    change: {
      rose: (month: string) => `, más que en ${month}`,
      fell: (month: string) => `, menos que en ${month}`,
      unclear: (month: string) => `; sin cambio claro respecto a ${month}`,
    },
    firstMonth: '; aún es pronto para comparar',
    hiddenAlways: 'La satisfacción se oculta para proteger a las personas, en todos los meses',
    hiddenHeading: (month: string) => `La satisfacción en ${month} se oculta para proteger a las personas`,
    aboveTarget: (aim: string) => `Está por encima del objetivo del ${aim}.`,
    belowTarget: (aim: string) => `Está por debajo del objetivo del ${aim}.`,
    nearTarget: (aim: string) => `Demasiado cerca del objetivo del ${aim} para decir si se cumplió o no.`,
    noTarget: 'No se ha fijado ningún objetivo.',
    yearChange: {
      rose: (month: string) => `Hubo más personas satisfechas que un año antes, en ${month}.`,
      fell: (month: string) => `Hubo menos personas satisfechas que un año antes, en ${month}.`,
      unclear: (month: string) => `Sin cambio claro respecto a un año antes, en ${month}.`,
    },
    whole: 'Todo sobre este mes',
    responseOf: (asked: string, answered: string, share: string) =>
      `Preguntamos a ${asked} personas y respondieron ${answered}: el ${share}.`,
    leftOutOf: (count: string) =>
      `Quienes dejaron de esperar no entran en esta cifra: este mes fueron ${count}.`,
    meanYearChange: {
      rose: (month: string) => `Más alta que un año antes, en ${month}.`,
      fell: (month: string) => `Más baja que un año antes, en ${month}.`,
      unclear: (month: string) => `Sin cambio claro respecto a un año antes, en ${month}.`,
    },
    response: (share: string) => `Respondió el ${share} de las personas encuestadas.`,
    responseUnknown: 'No se registra a cuántas personas se preguntó.',
    band: 'La banda clara es el margen que permite el número de respuestas: 19 de cada 20 veces, la cifra entre todos los que podrían responder queda dentro.',
    leftOut: 'Las personas que dejaron de esperar no entran en esta cifra.',
    target: (aim: string) => `objetivo: ${aim}`,
    ofAnswers: (n: string) => `de ${n}`,
    table: 'La satisfacción y con qué se compara',
    column: 'Mes',
    value: 'Satisfechos',
    mean: 'Media, de 1 a 5',
    range: 'Intervalo del 95\u00a0%',
    answers: 'Respuestas',
    title: (month: string, value: string, n: string) => `${capitalise(month)}: ${value} de ${n} respuestas`,
    titleBare: (month: string, value: string) => `${capitalise(month)}: ${value}`,
    figure: (heading: string, rows: string) => `${heading}. ${rows}.`,
    targetRow: 'Objetivo',
    absentHeading: 'No se registra si las personas quedaron satisfechas',
    absent: 'No se ha publicado ninguna encuesta.',
  },

  week: {
    kicker: 'Cuándo ponerse en contacto',
    kickerPhone: 'Cuándo llamar',
    heading: (quick: string, slow: string) => `Menos espera: ${quick}; más espera: ${slow}`,
    slowest: (when: string, people: string, time: string) =>
      `En el peor momento (${when}), la mitad de ${people} espera más de ${time}.`,
    slowestThen: (when: string, people: string, time: string) =>
      `En el peor momento (${when}), la mitad de ${people} esperaba más de ${time}.`,
    headingAlike: (contacts: string, time: string) =>
      `La mitad de ${contacts} recibe respuesta en aproximadamente ${time} a casi cualquier hora`,
    headingAtOnce: 'A cualquier hora, la mitad de quienes esperan recibe respuesta en segundos',
    headingPlain: (people: string) => `Cuánto espera la mitad de ${people}, hora por hora`,
    standfirst:
      'La espera habitual en cada hora de la semana, a lo largo de medio año; las semanas recientes cuentan más.',
    cells:
      'El color: en ese tiempo recibe respuesta la mitad. La cifra: en ese tiempo la reciben nueve de cada diez (s: segundos, m: minutos).',
    cellsLong:
      'El color: en ese tiempo recibe respuesta la mitad. La cifra: en ese tiempo la reciben nueve de cada diez (h: horas).',
    thin: 'Rayado: de esa hora solo se conocen unos pocos días, tantos como indica la cifra.',
    borrowed: (text: string, days: string) => `${text}; solo se conocen ${days} horas así`,
    frame: 'Los recuadros marcan los tramos más largos de las horas más rápidas.',
    scale: 'La mitad recibe respuesta en',
    last: 'más',
    quiet: 'las horas más rápidas',
    title: (weekday: string, from: string, to: string, value: string, n: string) =>
      `${capitalise(weekday)}, de ${from} a ${to}: ${value}, ${n} contactos`,
    titleBare: (weekday: string, from: string, to: string, value: string) =>
      `${capitalise(weekday)}, de ${from} a ${to}: ${value}`,
    table: 'La espera habitual por día de la semana y hora, en minutos y segundos',
    tableNinety:
      'En cuánto tiempo reciben respuesta nueve de cada diez, por día de la semana y hora, en minutos y segundos',
    tableShare: (time: string) => `Cuántos reciben respuesta en ${time} o menos, por día de la semana y hora`,
    hour: 'Desde',
    note: 'No se incluyen los días festivos.',
    figure: (quiet: string, slow: string) => `${quiet} ${slow}.`.trim(),
    absentHeading: 'No se registra a qué hora hay menos espera',
    absent: 'Los registros no contienen tiempos de espera por horas.',
    tooFew: {
      absentHeading: 'Aún no se puede decir a qué hora hay menos espera',
      absent:
        'En el último medio año, ninguna hora de la semana reunió suficientes personas en espera para decir cuánto se tarda.',
    },
  },
} satisfies Translation;
