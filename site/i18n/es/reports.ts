import type { Translation } from '../translation.ts';

export const reports = {
  reports: {
    title: 'Día a día',
    description:
      'Una página para cada día: cuántas personas se pusieron en contacto, cuánto esperaron y si se cumplió lo prometido.',
    none: 'Todavía no hay ningún informe diario.',
    noneMore: 'El primer informe aparecerá aquí al día siguiente de los primeros registros.',
    reported: (days: string, weeks: string, months: string) =>
      `Días con informe: ${days}; semanas: ${weeks}; meses: ${months}.`,
    intro:
      'Cada día lleva su número de contactos: cuantos más, más intenso el color. Un borde discontinuo señala las cifras que aún pueden cambiar.',
    monthHeading: (month: string, day: string, count: string) =>
      `${month}: el máximo, el ${day}, ${count} contactos`,
    monthHeadingTold: (month: string, day: string, count: string) =>
      `${month}: de los días que se muestran, el máximo, el ${day}, ${count} contactos`,
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
    hiddenHeading: (date: string) => `${date}: el número de contactos se oculta para proteger a las personas`,
    titles: {
      day: (date: string) => `Informe del ${date}`,
      week: (name: string) => `Informe de la ${name}`,
      month: (name: string) => `Informe de ${name}`,
    },
    weekName: (week: string, year: string, from: string, to: string) =>
      `semana ${week} de ${year}, del ${from} al ${to}`,
    week: (week: string) => `Semana ${week}`,
    within: 'También dentro de',
    columns: {
      day: ['El día', 'Una semana antes', 'Un año antes'],
      week: ['La semana', 'La semana anterior', 'Un año antes'],
      month: ['El mes', 'El mes anterior', 'Un año antes'],
    },
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
      period: {
        partial: (from: string) =>
          `Faltan registros de una parte de este tiempo y las cifras están incompletas; los que lleguen tarde pueden cambiarlas hasta el ${from}.`,
        partialOver: 'Faltan registros de una parte de este tiempo y las cifras están incompletas.',
      },
    },
    met: (met: string, all: string) =>
      all === '1'
        ? `${met === '1' ? 'El único objetivo que se puede comprobar se cumplió.' : 'El único objetivo que se puede comprobar no se cumplió.'}`
        : `De ${all} objetivos que se pueden comprobar, ${met === '0' ? 'no se cumplió ninguno' : `se ${met === '1' ? 'cumplió' : 'cumplieron'} ${met}`}.`,

    previous: { day: 'El día anterior', week: 'La semana anterior', month: 'El mes anterior' },
    next: { day: 'El día siguiente', week: 'La semana siguiente', month: 'El mes siguiente' },
    steps: 'Otros informes',
    history: {
      day: 'Este día en el historial',
      week: 'Esta semana en el historial',
      month: 'Este mes en el historial',
    },

    hours: {
      kicker: 'Contactos por hora',
      heading: (from: string, to: string, count: string) =>
        `La hora con más contactos fue de ${from} a ${to}: ${count}`,
      headingTold: (from: string, to: string, count: string) =>
        `De las horas que se muestran, la de más contactos fue de ${from} a ${to}: ${count}`,
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
    days: {
      kicker: 'Contactos por día',
      heading: (day: string, count: string) => `El día con más contactos fue el ${day}: ${count}`,
      headingTold: (day: string, count: string) =>
        `De los días que se muestran, el de más contactos fue el ${day}: ${count}`,
      headingUnknown: 'No se puede mostrar cómo se repartieron los contactos entre los días',
      usual: '| lo habitual',
      titleUsual: (day: string, reading: string, usual: string) =>
        `${day}: ${reading}; lo habitual: ${usual}`,
      figure: (heading: string, low: string, high: string) =>
        `${heading}. Barras de contactos por día, entre ${low} y ${high}, cada una junto a lo habitual de su día de la semana.`,
      note: 'Lo habitual de un día es el valor central de los ocho mismos días de la semana anteriores, sin contar festivos.',
      table: 'Contactos por día',
      tableName: 'Tabla: contactos por día',
      day: 'Día',
    },
    levels: {
      headingPlain: 'Cuántos se atendieron a tiempo, según ambos relojes',
      column: 'Según qué reloj',
      table: 'Atención a tiempo',
      absentHeading: 'No se sabe cuántos se atendieron a tiempo',
      absent: 'Los registros de este tiempo no tienen esperas, así que no se puede mostrar ningún reloj.',
    },
    complaints: {
      table: 'Quejas según su causa, y qué se hace con ellas',
      action: 'Qué se hace',
      noAction: 'nada registrado',
      noneHeading: 'Nadie se quejó',
      none: 'No hay ninguna queja registrada en este tiempo.',
      absentHeading: 'No se sabe de qué trataban las quejas',
      absent: 'Los registros de este tiempo no distinguen las quejas según su causa.',
    },
    actions: {
      absent: 'En ese momento no había registrada ninguna medida sobre una causa.',
      table: 'Medidas, y qué resultó de ellas',
      column: 'Medida',
      since: 'Desde',
      about: 'Sobre',
      verdict: 'Qué cambió',
      planned: 'sin empezar',
    },
    satisfaction: {
      heading: (share: string) => `El ${share} de quienes respondieron quedó satisfecho`,
      hiddenHeading: 'La satisfacción se oculta para proteger a las personas',
      table: 'Qué dijeron las personas',
      absentHeading: 'No se sabe si las personas quedaron satisfechas',
      absent: 'En este tiempo no se preguntó a nadie, o nadie respondió.',
    },
    figures: {
      kicker: { day: 'El día en cifras', week: 'La semana en cifras', month: 'El mes en cifras' },
      tableName: 'Tabla: todas las cifras',
      heading: (share: string, time: string, channel: string) =>
        `Se respondió en ${time} al ${share} de ${channel}`,
      headingPlain: {
        day: 'Todas las cifras junto a la semana y el año anteriores',
        week: 'Todas las cifras junto a la semana y el año anteriores',
        month: 'Todas las cifras junto al mes y el año anteriores',
      },
      standfirst: (week: string, year: string) =>
        `Junto al ${week} y al ${year}, el mismo día de la semana o el mismo festivo.`,
      standfirstWeek: (week: string) => `Junto al ${week}; el año anterior no tuvo ese festivo.`,
      holidayBeside: (date: string, name: string) => `El ${date} fue festivo (${name}).`,
      table: 'Todos los canales juntos',
      tableOne: 'Todas las cifras del día',
      figure: 'Cifra',
      targetMet: (aim: string) => `objetivo ${aim}: cumplido`,
      targetMissed: (aim: string) => `objetivo ${aim}: no cumplido`,
      targetUnknown: (aim: string) => `objetivo ${aim}: no se puede saber`,
      targetClose: (aim: string) => `objetivo ${aim}: demasiado justo para decidir`,
      targetDays: (from: string, to: string, note: string) => `del ${from} al ${to}: ${note}`,
    },
    channels: {
      kicker: 'Cada canal por separado',
      heading: (parts: string) => `Por canal: ${parts}`,
      part: (channel: string, count: string) => `${channel}, ${count}`,
    },
    reasons: {
      kicker: 'Por qué se pusieron en contacto',
      heading: 'De qué trataron los contactos',
      member: {
        category: 'Motivo',
        queue: 'Línea de servicio',
        language: 'Idioma',
      },
      tables: {
        category: 'Contactos por motivo',
        queue: 'Contactos por línea de servicio',
        language: 'Contactos por idioma',
      },
      count: 'Número',
      share: 'Proporción',
      note: 'Los números por motivo, causa e idioma se redondean a 5, y los pequeños no se muestran para proteger a las personas.',
    },
    list: 'La lista de todos los informes',
    monthReport: (month: string) => `Informe de ${month}`,
    longer: 'Informes del mes y de las semanas que terminan en él',
  },
} satisfies Translation;
