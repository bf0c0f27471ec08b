/** Lo que dicen las figuras de la página sobre la satisfacción además de su nota. */
import { capitalise } from '../capitalise.ts';

export const satisfaction = {
  satisfactionMonths: {
    kicker: 'Mes a mes',
    year: {
      rose: (share: string, month: string, before: string) =>
        `El ${share} estaba satisfecho en los 12 meses hasta ${month}, más que en los 12 anteriores (${before})`,
      fell: (share: string, month: string, before: string) =>
        `El ${share} estaba satisfecho en los 12 meses hasta ${month}, menos que en los 12 anteriores (${before})`,
      unclear: (share: string, month: string, before: string) =>
        `El ${share} estaba satisfecho en los 12 meses hasta ${month}; sin cambio claro respecto a los 12 anteriores (${before})`,
    },
    apart: (high: string, highMonth: string, low: string, lowMonth: string) =>
      `${capitalise(highMonth)} fue el mes con más personas satisfechas (${high}) y ${lowMonth}, el de menos (${low})`,
    alike: (from: string, to: string) => `Sin diferencia clara entre los meses, de ${from} a ${to}`,
    extremes: (low: string, lowMonth: string, high: string, highMonth: string) =>
      `El mes completo más bajo fue ${lowMonth} (${low}) y el más alto, ${highMonth} (${high}).`,
    range: (low: string, high: string) => `Los meses completos están entre el ${low} y el ${high}.`,
    noTwo: 'Ninguno se distingue claramente de otro.',
    meanHeading: (low: string, high: string, from: string, to: string) =>
      `De ${from} a ${to}, los meses completos están entre ${low} y ${high} sobre 5`,
    meanSame: (mean: string, from: string, to: string) =>
      `De ${from} a ${to}, cada mes completo obtuvo ${mean} sobre 5`,
    meanUnknown:
      'Las sumas de notas no dicen cuánto podría desviarse la mayoría de las medias, así que no se dice que un mes sea mejor que otro.',
    detail: 'de quienes respondieron en el mes',
    atDot: (month: string) => `En ${month}, el punto mayor:`,
    withRange: (title: string, range: string) => `${title}; intervalo del 95\u00a0%: ${range}`,
    figure: (heading: string, from: string, to: string) =>
      `${heading}. Una línea de la satisfacción por mes, de ${from} a ${to}.`,
    table: 'La satisfacción por mes',
  },
  answerSpread: {
    kicker: 'Cómo se reparten las respuestas',
    heading: (best: string, worst: string, month: string) =>
      `En ${month}, el ${best} dio la mejor nota y el ${worst}, la peor`,
    bestHeading: (best: string, month: string) => `En ${month}, el ${best} dio la mejor nota`,
    hiddenHeading: (month: string) =>
      `El reparto de las respuestas de ${month} se oculta para proteger a las personas`,
    mean: (mean: string) => `La media es de ${mean} sobre 5.`,
    meanBetween: (mean: string, low: string, high: string) =>
      `La media es de ${mean} sobre 5; el número de respuestas permite de ${low} a ${high}.`,
    worst: '1, lo peor',
    best: '5, lo mejor',
    answers: (count: string) => `${count} respuestas`,
    note: 'Los recuentos se redondean a 5, y los puntos que pocos eligieron se ocultan.',
    hidden: 'Cuando un recuento oculto podría deducirse de los demás, se ocultan más con él.',
    original: (mean: string) => `En la escala propia de la encuesta, la media es de ${mean}.`,
    table: (month: string) => `Respuestas por punto en ${month}`,
    column: 'Punto',
    count: 'Respuestas',
    share: 'Proporción',
    absentHeading: 'No se registra cómo se reparten las respuestas',
    absent: 'Solo se han publicado sumas de la encuesta, o nada.',
  },
  recommend: {
    kicker: '¿Nos recomendarían?',
    heading: (score: string, month: string) => `El índice de recomendación fue de ${score} en ${month}`,
    hiddenHeading: (month: string) =>
      `El índice de recomendación de ${month} se oculta para proteger a las personas`,
    change: {
      rose: (month: string) => `Es más alto que en ${month}.`,
      fell: (month: string) => `Es más bajo que en ${month}.`,
      no_clear_change: (month: string) => `Sin cambio claro respecto a ${month}.`,
      too_early: (month: string) => `Es pronto para compararlo con ${month}.`,
    },
    unchanged: (month: string, earlier: string) => `Sin cambio claro respecto a ${month} ni a ${earlier}.`,
    nothingBefore: 'No hay un mes anterior con el que compararlo.',
    counts: (yes: string, perhaps: string, no: string) =>
      `Unas ${yes} personas respondieron 9 o 10; unas ${perhaps} respondieron 7 u 8, y unas ${no} respondieron 6 o menos.`,
    widest: 'Los recuentos en que se basa se ocultan, así que la banda es la más ancha que permite.',
    alike: 'Todos respondieron lo mismo: de ahí no se deduce cuánto podrían diferir otras personas.',
    table: 'El índice de recomendación y con qué se compara',
    column: 'Mes',
    score: 'Índice, de −100 a 100',
    range: 'Intervalo del 95\u00a0%',
    answers: 'Respuestas',
    between: (low: string, high: string) => `de ${low} a ${high}`,
    title: (month: string, score: string, n: string) => `${month}: ${score}, ${n} respuestas`,
    absentHeading: 'No se registra si las personas nos recomendarían',
    absent: 'No se preguntó a nadie o no se ha publicado ninguna respuesta.',
  },
  satisfactionBy: {
    by: {
      channel: {
        kicker: 'Por canal',
        heading: (best: string, high: string, worst: string, low: string) =>
          `Más personas satisfechas por ${best.toLowerCase()} (${high}) que por ${worst.toLowerCase()} (${low})`,
        alike: (month: string) => `Sin diferencia clara entre canales en ${month}`,
        column: 'Canal',
        absentHeading: 'No se conoce la satisfacción por canal',
      },
      category: {
        kicker: 'Por motivo',
        heading: (best: string, high: string, worst: string, low: string) =>
          `${best}: ${high} de satisfechos; ${worst.toLowerCase()}: ${low}`,
        alike: (month: string) => `Sin diferencia clara entre motivos en ${month}`,
        column: 'Motivo',
        absentHeading: 'No se conoce la satisfacción por motivo',
      },
    },
    standfirst: 'La banda clara es el margen que permite el número de respuestas.',
    few: (count: string, least: string) => `No se dibujan: ${count} con menos de ${least} respuestas.`,
    table: {
      channel: (month: string) => `Satisfacción por canal en ${month}`,
      category: (month: string) => `Satisfacción por motivo en ${month}`,
    },
    absent: 'Al menos dos necesitan 30 respuestas en un mes.',
  },
};
