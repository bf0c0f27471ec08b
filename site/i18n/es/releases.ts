/** What the release calendar says, in Spanish. */
import type { Translation, Words } from '../translation.ts';
import { a, clockHour } from './grammar.ts';

export const releases: Translation<Pick<Words, 'releases'>> = {
  releases: {
    title: 'Calendario de publicación',
    description:
      'Cuándo se publican las cifras, con doce meses de antelación; cuáles llegaron tarde; quién las ve antes; y cuándo estas páginas estuvieron fuera de alcance.',
    none: 'Todavía no se ha publicado ningún calendario',
    next: (date: string, time: string) =>
      `Las próximas cifras se publican el ${date}, ${a(clockHour(time))} a más tardar`,
    overdue: (n: number, count: string, moment: string) =>
      n === 1
        ? `Una publicación está pendiente desde el ${moment}`
        : `${count} publicaciones están pendientes, la primera desde el ${moment}`,
    asOf: (moment: string) =>
      `Así estaba cuando se hizo esta página, el ${moment}. Si una fecha ha pasado y sus cifras no están aquí, llegan tarde.`,
    nextHeading: (date: string) => `Para el ${date}`,
    stages: {
      provisional: 'primeras cifras, provisionales',
      counts: 'la mayoría de las cifras, definitivas',
      first_contact: 'contactos repetidos, cifras definitivas',
      complaint_handling: 'plazos de las quejas, definitivos',
    },

    ruleHeading: (first: string, last: string) =>
      `Las primeras cifras salen al día siguiente; las definitivas, de ${first} a ${last} días después`,
    rule: 'Lo que vale para un día vale también para una semana y para un mes, desde su último día.',
    terms: {
      provisional: 'Primeras cifras',
      counts: 'La mayoría de las cifras, definitivas',
      first_contact: 'Contactos repetidos y lo resuelto en el primer contacto, definitivos',
      complaint_handling: 'Cuánto tardaron las quejas, por mes, definitivo',
    },
    dayAfter: 'Al día siguiente; hasta que son definitivas, los registros tardíos todavía las cambian.',
    daysAfter: (days: string) => `${days} días después.`,
    latest: (time: string) =>
      `Hora límite: ${time}. Nada se retiene hasta entonces. Un día en que todas las líneas están cerradas no tiene publicación, y lo que termina ese día sale después del siguiente día de atención.`,
    responsible: (who: string) => `Responde de lo que se publica y de las fechas: ${who}.`,

    aheadHeading: (month: string) => `Semanas y meses hasta ${month}`,
    ahead: 'La tabla para descargar tiene también cada día, y cuándo cada semana es definitiva.',
    subscribe: 'Semanas y meses como archivo de calendario (ICS)',
    putOffHeading: (n: number, count: string) =>
      n === 0
        ? 'No se ha aplazado ninguna fecha'
        : n === 1
          ? 'Se aplazó una fecha'
          : `Se aplazaron ${count} fechas`,
    putOff: (what: string, from: string, to: string) => `${what}: del ${from} al ${to}.`,
    whatever: 'Todo lo que toca ese día',
    told: (date: string) => `Anunciado el ${date}.`,
    toldNext: 'Se anunciará con la próxima edición.',
    untold: 'Ninguna edición lo anunció antes de la fecha, así que cuenta como retraso.',
    putOffFrom: (from: string) => `aplazado desde el ${from}`,

    pastHeading: (late: number, lateCount: string, all: number, allCount: string, since: string) =>
      all === 0
        ? 'Desde la primera edición aún no tocaba publicar nada'
        : late === 0
          ? all === 1
            ? 'La única publicación que tocaba hasta ahora llegó a tiempo'
            : `Las ${allCount} publicaciones previstas desde el ${since} llegaron a tiempo`
          : `Publicaciones previstas desde el ${since}: ${allCount}; tarde o aún pendientes: ${lateCount}`,
    past: 'Lo que cuenta es cuándo una edición contuvo esas cifras por primera vez. Cada día, semana y mes tiene varias publicaciones, una por cada vez que tocan sus cifras.',
    kinds: { late: 'Tarde', overdue: 'Pendiente' },
    late: (span: string, moment: string, edition: string) =>
      `Publicado con un retraso de ${span}, el ${moment}, en la edición ${edition}:`,
    missing: (span: string) => `Tocaba hace ${span} y aún no se ha publicado:`,
    more: (count: string) => `Anteriores: ${count}`,
    rest: (n: number, count: string) =>
      n === 1
        ? 'Otro día más está en la tabla para descargar.'
        : `Otros ${count} días están en la tabla para descargar.`,

    earlyHeading: (n: number, count: string) =>
      n === 0
        ? 'No consta nadie que vea las cifras antes que los demás'
        : n === 1
          ? 'Un cargo ve las cifras antes que los demás'
          : `${count} cargos ven las cifras antes que los demás`,
    early: 'Así lo declara la organización. Nadie de fuera puede comprobarlo.',
    before: (span: string, reason: string) => `${span} antes de publicarse: ${reason}`,

    awayHeading: (n: number, count: string) =>
      n === 0
        ? 'No consta ninguna interrupción de Candour'
        : n === 1
          ? 'Candour estuvo fuera de alcance una vez'
          : `Candour estuvo fuera de alcance ${count} veces`,
    awayNote:
      'El servidor de estas páginas anota cada minuto que está en marcha. Si no lo hizo durante cinco minutos o más, nadie podía consultarlo: eso consta aquí por sí solo, y la base de datos no deja que nadie lo borre. Las copias de las páginas en otros lugares pueden haber seguido accesibles.',
    awayDay: (date: string, from: string, to: string, span: string) =>
      `El ${date}, de ${from} a ${to}: ${span}`,
    away: (from: string, to: string, span: string) => `Del ${from} al ${to}: ${span}`,

    source: 'todo el calendario',
    fromOthers: 'Cuándo se publican las próximas cifras, y cuáles llegaron tarde:',
  },
};
