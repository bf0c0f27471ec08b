/** What the page of changes says, in Spanish. */
import type { Translation, Words } from '../translation.ts';

export const changes: Translation<Pick<Words, 'changes'>> = {
  changes: {
    title: 'Qué ha cambiado en las cifras',
    description:
      'Objetivos y definiciones que han cambiado, interrupciones y lagunas en los registros, días aún provisionales y festivos.',
    latest: (date: string, what: string) => `El último cambio, el ${date}: ${what}`,
    latestTarget: (date: string) => `Los objetivos cambiaron por última vez el ${date}.`,
    news: {
      target: {
        new: 'un objetivo nuevo',
        changed: 'un objetivo que ha cambiado',
        ended: 'un objetivo que ya no rige',
      },
      definition: (figure: string) => `«${figure}» se cuenta de otra manera`,
      cause: {
        renamed: 'una causa con otro nombre',
        merged: 'causas que se han unido',
        split: 'una causa que se ha dividido',
      },
      revision: 'valores definitivos que se han revisado',
      correction: 'valores erróneos que se han corregido',
      recount: 'valores que se cuentan con otras reglas',
      retirement: (figure: string) => `«${figure}» ya no se publica`,
      gap: 'no hay registros de horas en las que la gente suele ponerse en contacto',
      outage: 'una interrupción',
    },
    none: 'Hasta ahora no ha cambiado nada en las cifras: no consta ningún objetivo, definición, interrupción ni laguna.',
    unsettledHeading: 'Días que aún pueden cambiar',
    unsettled: (from: string, to: string, until: string) =>
      `Los días del ${from} al ${to} son provisionales; el último será definitivo el ${until}.`,
    unsettledDay: (day: string, until: string) => `El ${day} es provisional y será definitivo el ${until}.`,
    figures: (n: number, days: number) =>
      n === 1
        ? `Una cifra, definitiva ${days} días después del final de su periodo`
        : `${n} cifras, definitivas ${days} días después del final de su periodo`,
    settled: 'Ningún día es provisional en este momento.',
    howHeading: 'Cómo una cifra pasa a ser definitiva',
    how: 'Una cifra es provisional desde el día siguiente a su periodo: los registros que llegan tarde todavía se cuentan. Cuando han pasado los días indicados, es definitiva. Una semana o un mes esperan a su último día. Una cifra que solo abarca parte de su tiempo se marca como incompleta.',
    listHeading: 'Cambios, del más reciente al más antiguo',
    list: 'Las cifras de antes y después de uno de estos cambios pueden diferir solo por él. Las horas de una interrupción o de una laguna se marcan como incompletas o sin registro, nunca se cuentan como cero.',
    kinds: {
      target: 'Objetivo',
      outage: 'Interrupción',
      gap: 'Laguna',
      definition: 'Definición',
      holiday: 'Festivo',
      action: 'Medida',
      judgement: 'Veredicto',
      cause: 'Causa',
      responsible: 'Norma',
      retirement: 'Fin de una cifra',
    },
    promise: {
      kind: 'Promesa',
      said: {
        new: 'Una nueva promesa:',
        changed: 'Una promesa modificada:',
        ended: 'Una promesa que ya no rige:',
      },
      news: {
        new: 'una nueva promesa',
        changed: 'una promesa modificada',
        ended: 'una promesa que ya no rige',
      },
    },
    targetNew: 'Un objetivo nuevo:',
    targetChanged: 'Un objetivo que ha cambiado:',
    judged: (weeks: number, verdict: string) => `Una medida fue juzgada a las ${weeks} semanas, ${verdict}:`,
    targetEnded: 'Un objetivo que ya no rige:',
    before: 'Antes:',
    definition: (figure: string) => `«${figure}» se cuenta de otra manera:`,
    outage: (channel: string) => `${channel}:`,
    gap: (channel: string) =>
      `${channel}: no hay registros, aunque a esas horas la gente suele ponerse en contacto.`,
    cause: {
      renamed: 'Una causa tiene otro nombre:',
      merged: 'Se han unido causas:',
      split: 'Se ha dividido una causa:',
    },
    log: {
      kinds: {
        revision: 'Revisión',
        correction: 'Corrección',
        recount: 'Contado de otra manera',
        definition: 'Definición',
        mapping: 'Causa',
        retirement: 'Fin de una cifra',
      },
      revision: (n: number, count: string, figures: string) =>
        n === 1
          ? `Un valor que era definitivo ha cambiado por registros que llegaron más tarde: ${figures}.`
          : `${count} valores que eran definitivos han cambiado por registros que llegaron más tarde: ${figures}.`,
      correction: (n: number, count: string, figures: string) =>
        n === 0
          ? 'Se ha corregido un error; ningún valor ya publicado ha cambiado.'
          : n === 1
            ? `Un valor era erróneo y se ha corregido: ${figures}.`
            : `${count} valores eran erróneos y se han corregido: ${figures}.`,
      recount: (n: number, count: string, figures: string) =>
        n === 1
          ? `Un valor que era definitivo ha cambiado en una edición hecha con otras reglas o con otra versión del programa: ${figures}.`
          : `${count} valores que eran definitivos han cambiado en una edición hecha con otras reglas o con otra versión del programa: ${figures}.`,
      others: (count: string) => `${count} más`,
      ended: (figure: string, date: string) =>
        `«${figure}» termina: a partir del ${date} ya no se publica. Lo que se publicó se conserva.`,
      decided: (role: string) => `Lo ha decidido: ${role}.`,
      notice: (days: string) => `Anunciado ${days} días antes.`,
      noticeShort: (n: number, days: string) =>
        n === 1
          ? 'Anunciado un día antes; lo habitual son cuatro semanas.'
          : `Anunciado ${days} días antes; lo habitual son cuatro semanas.`,
      noticeNone: 'Anunciado solo cuando ya había terminado; lo habitual son cuatro semanas antes.',
      instead: (figure: string) => `«${figure}» ocupa su lugar.`,
      beside: (days: string) => `Las dos se publicaron una junto a la otra durante ${days} días.`,
      besideShort: (n: number, days: string) =>
        n === 1
          ? 'Las dos se publicaron una junto a la otra durante un día; lo habitual es un año.'
          : `Las dos se publicaron una junto a la otra durante ${days} días; lo habitual es un año.`,
      touches: (n: number, count: string) =>
        n === 1 ? 'La cifra afectada' : `Las ${count} cifras afectadas`,
      before: 'como era',
      after: 'como es desde entonces',
      points: 'Cada valor que cambió, el anterior y el nuevo:',
      otherwise: 'se cuenta de otra manera',
      earlier: (date: string) => `Aquí se revisó un valor el ${date}. Lo que estaba publicado antes:`,
      earlierTable: 'la tabla como era',
      earlierLink: 'qué ha cambiado',
      noticeName: 'Qué ha cambiado en esta cifra',
      noticeSince: (date: string, said: string) => `Cambio del ${date}. ${said}`,
      noticeAhead: (date: string, said: string) => `Cambio previsto el ${date}. ${said}`,
      noticeLink: 'Más sobre este cambio',
      feeds: 'Para recibir avisos de los cambios, suscríbase:',
      feedsOf: 'Para recibir avisos de cualquier cambio en esta cifra, suscríbase:',
      source: 'todos los cambios',
      atom: 'Atom',
      jsonFeed: 'JSON Feed',
      feedTitle: (organisation: string) => `Qué ha cambiado en las cifras · ${organisation}`,
      feedTitleOf: (figure: string, organisation: string) =>
        `Qué ha cambiado en «${figure}» · ${organisation}`,
    },
    moment: (date: string, time: string) => `${date}, ${time}`,
    holidaysHeading: 'Festivos',
    holidays:
      'En estos días se pone en contacto más o menos gente de lo habitual, y las líneas pueden estar cerradas.',
    actions: 'Lo que se hace con las causas tiene sus propias páginas:',
    source: 'todos los sucesos',
  },
};
