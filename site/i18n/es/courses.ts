/** In Spanish: what the reasons month by month, the steps of waiting and the small lines of figures say. */
import { capitalise } from '../capitalise.ts';
import type { Translation } from '../translation.ts';
import { withoutArticle } from './grammar.ts';

export const courses = {
  dayCourse: {
    kicker: 'Un día frente a uno habitual',
    soFar: (count) => `Por ahora, ${count}`,
    ordinary: (weeks, from, to) =>
      `Lo habitual es la media de ${weeks} semanas, del ${from} al ${to}, sin festivos.`,
    rangeNote:
      'La banda se deduce de cuánto variaron esas horas en esas semanas. Unas 2 de cada 10 quedan fuera solo por azar.',
    note: 'Las horas con muy pocos contactos se ocultan para proteger a las personas y no entran en ninguna suma de horas; las horas nocturnas en las que casi nadie contacta figuran solo en la tabla.',
    reported: (date) => `Estas cifras son del informe del ${date}.`,
    unreachableBare: (below) => `Las cifras en directo no están disponibles. ${below}`,
    downloads: 'Contactos por hora',
    downloadsUsual: 'Una semana habitual',
    absentHeading: 'No consta cómo transcurre un día hora a hora',
    absent: 'Los registros no contienen contactos por hora.',
  },

  reasonMonths: {
    kicker: 'Los motivos, mes a mes',
    heading: (name: string, months: string, of: string) =>
      `El motivo más frecuente en ${months} de ${of} meses: ${name}`,
    headingAll: (name: string, of: string) => `El motivo más frecuente en los ${of} meses: ${name}`,
    headingPlain: (from: string, to: string) => `Contactos por motivo, de ${from} a ${to}`,
    standfirst: (from: string, to: string) => `Cada barra es un mes, de ${from} a ${to}.`,
    share: (name: string, before: string, from: string, now: string, to: string) =>
      `${name}: el ${before} de los contactos en ${from} y el ${now} en ${to}.`,
    title: (month: string, name: string, value: string) => `${capitalise(month)}. ${name}: ${value}`,
    figure: (heading: string, from: string, to: string) =>
      `${heading}. Barras apiladas de los contactos por motivo, mes a mes, de ${from} a ${to}.`,
    counted:
      'Una parte oculta o sin registro no es un cero: figura encima de la barra, y de un mes así no se calculan porcentajes.',
    table: 'Contactos por motivo, mes a mes',
    column: 'Mes',
    absentHeading: 'No se registran los motivos mes a mes',
    absent: 'Se han publicado los motivos de menos de dos meses completos.',
  },

  waitSteps: {
    kicker: 'Cuánto se tardó',
    heading: (share: string, contacts: string, time: string, month: string, lost: string) =>
      `El ${share} de ${contacts} se atendió en ${time} o menos en ${month}; el ${lost} se abandonó`,
    headingBare: (share: string, contacts: string, time: string, month: string) =>
      `El ${share} de ${contacts} se atendió en ${time} o menos en ${month}`,
    standfirst: (n: string, month: string) =>
      `Las ${n} solicitudes de hablar con una persona en ${month}: cada barra empieza donde termina la anterior.`,
    within: (time: string) => `hasta ${time}`,
    between: (from: string, to: string) => `de ${from} a ${to}`,
    later: (time: string) => `más de ${time}`,
    gaveUp: 'abandonos',
    other: 'otro resultado',
    unknownRest: (time: string) => `no en ${time}`,
    notAnswered: 'sin respuesta',
    soFar: (share: string) => `${share} hasta aquí`,
    before: (month: string) => `Gris fino: ${month}`,
    quickest: (time: string) =>
      `El tiempo más corto que se publica es de ${time}: incluye a quienes se atendió al instante.`,
    neither: (share: string) =>
      `El ${share} ni se atendió ni se abandonó: dejaron un mensaje, pidieron que se les llamara, seguían abiertos o los registros no lo dicen.`,
    aim: 'El objetivo no cuenta lo que ni se atendió ni se abandonó; se muestra en el lugar que le corresponde entre el total.',
    unknown: (share: string) =>
      `En hasta el ${share} no consta la espera; si se atendieron, se cuentan entre los que esperaron más.`,
    joined: 'Los escalones de muy pocas personas se unen al siguiente para protegerlas.',
    table: (channel: string, month: string) => `Cuánto se tardó en ${month}: ${withoutArticle(channel)}`,
    column: 'Respuesta',
    share: 'Proporción',
    total: 'Hasta aquí',
    figure: (heading: string, rows: string) => `${heading}. ${rows}.`,
    absentHeading: 'No se registra por escalones cuánto se tardó',
    absent: 'Los registros no dicen cuántos se atendieron en segundos y en minutos.',
  },

  sparkline: {
    label: (name: string, from: string, to: string, low: string, high: string, last: string) =>
      `${name}, de ${from} a ${to}: entre ${low} y ${high}; en el último mes, ${last}.`,
    labelHidden: (name: string, from: string, to: string, low: string, high: string) =>
      `${name}, de ${from} a ${to}: entre ${low} y ${high}; sin cifra del último mes.`,
    last: (value: string, month: string) => `${value} en ${month}`,
    note: 'Las líneas pequeñas muestran hasta 13 meses de todos los canales juntos: cada una va de su mes más bajo a su mes más alto, así que dicen la evolución y no el tamaño. Un corte es un mes sin registro; un rayado, un mes oculto.',
  },
} satisfies Translation;
