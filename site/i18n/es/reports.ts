import type { Translation } from '../translation.ts';

export const reports = {
  reports: {
    title: 'Día a día',
    description:
      'Una página para cada día: cuántas personas se pusieron en contacto, cuánto esperaron y si se cumplió lo prometido.',
    none: 'Todavía no hay ningún informe diario.',
    noneMore: 'El primer informe aparecerá aquí al día siguiente de los primeros registros.',
    reported: (days: string) =>
      days === '1' ? 'Un día tiene informe.' : `${days} días tienen informe propio.`,
    intro:
      'Cada día lleva su número de contactos: cuantos más, más intenso el color. Un borde discontinuo señala las cifras que aún pueden cambiar.',
    monthHeading: (month: string, day: string, count: string) =>
      `${month}: el máximo, el ${day}, ${count} contactos`,
    monthDays: (month: string) => `Días de ${month}`,
    dayName: (date: string, reading: string) => `${date}: ${reading}`,
    reading: (count: string) => `${count} contactos`,
    years: 'Años',
    latest: 'Los últimos meses',
    newest: (date: string) => `El último informe: ${date}`,

    heading: (date: string, count: string, change: string) => `${date}: ${count} contactos${change}`,
    partialHeading: (date: string, count: string) =>
      `${date}: ${count} contactos registrados, y una parte del día sin registros`,
    closedHeading: (date: string) => `${date}: cerrado`,
    missingHeading: (date: string) => `${date}: sin registros`,
    hiddenHeading: (date: string) => `${date}: tan pocos contactos que su número no se muestra`,
    pageTitle: (date: string) => `Informe del ${date}`,
    holiday: (name: string) => `Fue festivo: ${name}.`,
    open: (hours: string) => `Horario de ese día: ${hours}.`,
    openChannel: (channel: string, hours: string) => `${channel} ${hours}`,
    closedChannel: 'cerrado',
    outage: (from: string, to: string, channel: string | null, note: string) =>
      `De ${from} a ${to} hubo una interrupción${channel === null ? '' : ` (${channel})`}: ${note}.`,
    state: {
      final: (from: string) => `Estas cifras son definitivas desde el ${from}.`,
      provisional: (from: string) =>
        `Estas cifras son provisionales: los registros que lleguen tarde pueden cambiarlas hasta el ${from}.`,
      partial: (from: string) =>
        `Faltan registros de una parte del día y las cifras están incompletas; los que lleguen tarde pueden cambiarlas hasta el ${from}.`,
      partialOver: 'Faltan registros de una parte del día y las cifras están incompletas.',
    },
    met: (met: string, all: string) =>
      all === '1'
        ? `${met === '1' ? 'El único objetivo que se puede comprobar se cumplió.' : 'El único objetivo que se puede comprobar no se cumplió.'}`
        : `De ${all} objetivos que se pueden comprobar, ${met === '0' ? 'no se cumplió ninguno' : `se ${met === '1' ? 'cumplió' : 'cumplieron'} ${met}`}.`,

    previous: 'El día anterior',
    next: 'El día siguiente',
    steps: 'Otros días',
    history: 'Este día en el historial',

    hours: {
      kicker: 'Contactos por hora',
      heading: (from: string, to: string, count: string) =>
        `La hora con más contactos fue de ${from} a ${to}: ${count}`,
      headingClosed: 'Nadie podía ponerse en contacto',
      headingNone: 'Nadie se puso en contacto',
      stretch: (from: string, to: string) => `${from} a ${to}`,
      gap: (stretches: string) => `Sin registros de ${stretches}: eso no es cero.`,
      headingUnknown: 'No se puede mostrar cómo se repartieron los contactos a lo largo del día',
      usual: (weekday: string) => `– un ${weekday} normal`,
      title: (from: string, to: string, reading: string) => `De ${from} a ${to}: ${reading}`,
      titleUsual: (from: string, to: string, reading: string, usual: string) =>
        `De ${from} a ${to}: ${reading}; lo habitual: ${usual}`,
      figure: (heading: string, low: string, high: string) =>
        `${heading}. Barras de contactos por hora, entre ${low} y ${high}, con lo habitual de ese día de la semana como línea.`,
      figureBare: (heading: string) => `${heading}.`,
      note: (weekday: string) =>
        `Un ${weekday} normal es el valor central de los ocho anteriores, sin contar festivos; no se muestra si se conocen demasiado pocos.`,
      leftOut: 'No se incluyen los contactos que terminaron en el menú o encontraron la línea ocupada.',
      table: 'Contactos por hora',
      tableName: 'Tabla: contactos por hora',
      hour: 'Desde',
      own: 'Contactos',
      usualColumn: 'Lo habitual',
    },
    figures: {
      kicker: 'El día en cifras',
      heading: (share: string, time: string, channel: string) =>
        `Se respondió en ${time} al ${share} de ${channel}`,
      headingPlain: 'Junto a la semana y el año anteriores',
      standfirst: (week: string, year: string) =>
        `Junto al ${week} y al ${year}, el mismo día de la semana o el mismo festivo.`,
      standfirstWeek: (week: string) => `Junto al ${week}; el año anterior no tuvo ese festivo.`,
      holidayBeside: (date: string, name: string) => `El ${date} fue festivo (${name}).`,
      table: 'Todos los canales juntos',
      tableOne: 'Todas las cifras del día',
      figure: 'Cifra',
      day: 'El día',
      week: 'Una semana antes',
      year: 'Un año antes',
      targetMet: (aim: string) => `objetivo ${aim}: cumplido`,
      targetMissed: (aim: string) => `objetivo ${aim}: no cumplido`,
      targetUnknown: (aim: string) => `objetivo ${aim}: no se puede saber`,
    },
    channels: {
      kicker: 'Cada canal por separado',
      heading: (parts: string) => `Por canal: ${parts}`,
      part: (channel: string, count: string) => `${channel}, ${count}`,
    },
    reasons: {
      kicker: 'Por qué se pusieron en contacto',
      heading: 'De qué trataron los contactos del día',
      member: {
        category: 'Motivo',
        queue: 'Línea de servicio',
        cause: 'Queja sobre',
        language: 'Idioma',
      },
      tables: {
        category: 'Contactos por motivo',
        queue: 'Contactos por línea de servicio',
        cause: 'Quejas según su causa',
        language: 'Contactos por idioma',
      },
      count: 'Número',
      share: 'Proporción',
      note: 'Los números por motivo, causa e idioma se redondean a 5, y los pequeños no se muestran para proteger a las personas.',
    },
    download: (date: string) => `Informe del ${date}`,
    list: 'La lista de todos los días',
  },
} satisfies Translation;
