/** What the page of complaints says, in Spanish. */
import type { Translation, Words } from '../translation.ts';

export const complaints: Translation<Pick<Words, 'complaints'>> = {
  complaints: {
    title: 'Quejas',
    description: 'De qué se quejó la gente, si eso cambió, cómo se resolvió y qué se hace al respecto.',
    causes: {
      kicker: 'De qué tratan las quejas',
      complaints: 'quejas',
      heading: (cause: string, share: string, change: string) => `${cause}: la causa de ${share}${change}`,
      change: {
        rose: (period: string) => `, más que en ${period}`,
        fell: (period: string) => `, menos que en ${period}`,
        no_clear_change: (period: string) => `; sin cambio claro desde ${period}`,
      },
      noneHeading: (period: string) => `Nadie se quejó en ${period}`,
      none: (period: string) =>
        `Los registros de ${period} no contienen ninguna queja: es un cero, no una laguna.`,
      unknownHeading: (period: string) => `No consta de qué trataban las quejas de ${period}`,
      hiddenHeading: (period: string) =>
        `Las causas de las quejas de ${period} se ocultan para proteger a las personas`,
      absentHeading: 'No consta de qué tratan las quejas',
      absent: 'Los registros no dicen qué contactos eran quejas.',
      total: (count: string, period: string) => `${count} quejas en ${period}.`,
      totalPer: (count: string, period: string, rate: string) =>
        `${count} quejas en ${period}, ${rate} por cada 1000 contactos.`,
      against: {
        rose: (period: string, range: string) => `Por día son más que en ${period}: ${range}.`,
        fell: (period: string, range: string) => `Por día son menos que en ${period}: ${range}.`,
        no_clear_change: (period: string, range: string) =>
          `Sin cambio claro desde ${period}: por día cabe ${range}.`,
      },
      roseAll: (causes: string, period: string) => `Claramente más que en ${period}: ${causes}.`,
      fellAll: (causes: string, period: string) => `Claramente menos que en ${period}: ${causes}.`,
      noneMoved: (period: string) =>
        `Por separado, ninguna causa ha subido ni bajado con claridad desde ${period}.`,
      newAll: (causes: string, period: string) => `Sin ninguna en ${period}: ${causes}.`,
      unstated: (share: string) => `De ${share} no consta la causa.`,
      together: (share: string, sum: string) => `${share}, en total ${sum}`,
      row: {
        rose: (amount: string) => `subió: ${amount}`,
        fell: (amount: string) => `bajó: ${amount}`,
        no_clear_change: () => 'sin cambio claro',
        none_before: () => 'ninguna antes',
        none: () => 'ninguna ni antes ni ahora',
        broken: () => 'no comparable',
        hidden: () => 'oculto',
        not_known: () => 'no se sabe',
      },
      brokenNote: (causes: string) =>
        `No comparable: ${causes}. Entretanto se unieron o dividieron causas, de modo que se cuentan otros contactos.`,
      testNote: (comparisons: number) =>
        `Los meses de una misma causa difieren más que por simple azar: cuánto, lo dicen sus meses anteriores, y solo una diferencia mayor se llama cambio. Las ${comparisons} comparaciones se prueban juntas, de modo que en 19 de cada 20 informes en los que nada cambió ninguna se llama cambio. Los márgenes son tan anchos como eso exige.`,
      testNoteOne:
        'Los meses difieren más que por simple azar: cuánto, lo dicen los meses anteriores, y solo una diferencia mayor se llama cambio, de modo que en 19 de cada 20 informes en los que nada cambió no se anuncia ninguno. El margen es tan ancho como eso exige.',
      shareNote: 'Las partes son de las quejas cuyo número se muestra.',
      moreRows: (n: number) => `${n} más en la tabla.`,
      table: (period: string) => `Quejas por causa y sus cambios, ${period}`,
      cumulative: 'Acumulado',
      from: (period: string) => `Desde ${period}`,
      more: (share: string) => `${share} más`,
      fewer: (share: string) => `${share} menos`,
      same: 'las mismas',
      times: (factor: string) => `${factor} veces tantas`,
      range: (low: string, high: string) => `de ${low} a ${high}`,
      source: 'Quejas por causa, con todas las cifras de esta página',
    },
    parts: {
      kicker: 'De qué se componen las causas',
      heading: (part: string, cause: string, count: string) =>
        `${part}: ${count} quejas, dentro de «${cause}»`,
      standfirst: (period: string) => `Dentro de cada causa, tal como se anotó, ${period}.`,
      hiddenHeading: 'De qué se componen las causas se oculta para proteger a las personas',
      absentHeading: 'No consta de qué se componen las causas',
      absent: 'Los registros no nombran causas más finas.',
      detail: (share: string, cause: string) => `${share} de «${cause}»`,
      table: (period: string) => `De qué se componen las causas, ${period}`,
      column: 'Elemento',
      share: 'Parte de la causa',
      note: 'Los números se redondean uno por uno: los elementos no siempre suman su causa, y algunas quejas no nombran ninguno.',
    },
    months: {
      kicker: 'Cada causa, mes a mes',
      heading: (rose: string, from: string, to: string) => `${rose}, de ${from} a ${to}`,
      headingPlain: (from: string, to: string) => `Quejas por causa, de ${from} a ${to}`,
      rose: (cause: string) => `Claramente más quejas que un año antes: ${cause}`,
      fell: (cause: string) => `Claramente menos quejas que un año antes: ${cause}`,
      none: 'Ninguna causa tiene claramente más o menos quejas que un año antes',
      standfirst:
        'Cada imagen tiene su propia escala, desde cero: compare sus meses, no su altura con la de otra.',
      signs: (list: string) => `Encima de los meses: ${list}.`,
      sign: {
        action: 'empieza una medida sobre esta causa',
        cause: 'causas con otro nombre, unidas o divididas',
        responsible: 'se considera responsable otra norma',
        target: 'cambia un objetivo',
        definition: 'las quejas se cuentan de otra manera',
      },
      table: 'Quejas por causa y mes',
      column: 'Mes',
      all: 'Todas',
      absentHeading: 'Todavía no hay meses que comparar',
      absent: 'Las quejas por causa se muestran mes a mes en cuanto dos meses tienen registros.',
    },
    handling: {
      kicker: 'Cómo se trataron las quejas',
      heading: (half: string, ninety: string, month: string) =>
        `La mitad de las quejas de ${month} se resolvió en ${half}, nueve de cada diez en ${ninety}`,
      headingHalf: (half: string, month: string, followed: string) =>
        `La mitad de las quejas de ${month} se resolvió en ${half}; nueve de cada diez, no en los ${followed} conocidos hasta ahora`,
      headingOpen: (month: string, followed: string) =>
        `De las quejas de ${month}, menos de la mitad se resolvió en los ${followed} conocidos hasta ahora`,
      headingKept: (share: string, month: string) =>
        `${share} de las quejas que vencían en ${month} se resolvieron a tiempo`,
      days: (n: number) => (n === 1 ? 'un día' : `${n} días`),
      kept: (share: string, range: string, n: string) =>
        `${share} de las ${n} quejas que vencían se resolvieron en el plazo prometido${range}.`,
      keptRange: (range: string) => `, en un margen de ${range}`,
      keptChange: {
        rose: (period: string) => `Es una parte mayor que en ${period}.`,
        fell: (period: string) => `Es una parte menor que en ${period}.`,
        no_clear_change: (period: string) => `Sin cambio claro desde ${period}.`,
      },
      cases: (n: string, all: string) =>
        `Se conoce la duración de las ${n} que se llevaron como casos, de ${all} en total; las demás terminaron con la llamada.`,
      open: 'Las quejas que siguen abiertas cuentan: han tardado más de lo que se sabe por ahora.',
      absentHeading: 'No consta cuánto tardaron las quejas',
      absent: 'Los registros no dicen cuándo vencían las quejas ni cuándo se resolvieron.',
      panels: {
        rate: 'Por cada 1000 contactos',
        kept: 'Resueltas en el plazo prometido',
        median: 'La mitad resuelta en, días',
        ninety: 'Nueve de cada diez en, días',
      },
      table: (period: string) => `Cómo se trataron las quejas por causa, ${period}`,
      monthsTable: 'Cómo se trataron las quejas, por mes',
      all: 'Todas las quejas',
      median: 'La mitad en',
      ninety: 'Nueve de cada diez en',
      keptColumn: 'A tiempo',
      moreThan: (days: string) => `más de ${days}`,
    },
    duties: {
      heading: {
        all: 'Cada causa tiene una medida que la nombra',
        some: (causes: string) => `Sin medida: ${causes}`,
        none: 'Ninguna medida nombra alguna de estas causas',
      },
      intro:
        'De cada causa: qué norma o práctica propia considera responsable la empresa, y qué hace al respecto.',
      responsible: 'Responsable',
      notSaid: 'La empresa no ha dicho qué norma o práctica es responsable.',
      since: (date: string) => `desde el ${date}`,
      between: (from: string, to: string) => `del ${from} al ${to}`,
      before: 'Antes',
      actions: 'Medida',
      noAction: 'Ninguna. No hay registrada ninguna medida que nombre esta causa.',
    },
  },
};
