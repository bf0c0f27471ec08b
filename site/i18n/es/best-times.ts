/** Lo que dice la página de las mejores horas alrededor de sus figuras. */
export const bestTimes = {
  bestTimes: {
    titleOf: (of: string) => `Cuándo llamar: ${of}`,
    channels: 'Por canal',
    lines: 'Por línea de servicio',
    nextDays: 'Hoy y los próximos siete días',
    withheld: {
      no_records: 'Todavía no hay registros de los que se pueda sacar un consejo.',
      too_few:
        'Aquí se ponen en contacto muy pocas personas para decir cuándo es más rápido sin revelar algo de una sola.',
      records_ended: (date: string) =>
        `No se da ningún consejo: los registros terminan el ${date} y no se conocen las esperas de esta semana.`,
      not_by_the_hour:
        'Los registros no indican horas, solo días enteros, por lo que no se puede recomendar ninguna hora.',
      not_yet: 'El consejo de hoy se está preparando; aparecerá aquí en unos minutos.',
    },
    yours: (ranges: string) => `Según su reloj: ${ranges}`,
    take: 'Para llevar',
    calendar: 'El próximo buen momento como entrada para su calendario',
    embed: 'Para su propio sitio web',
    embedHelp: 'Una frase con la mejor hora, siempre la última, en un marco:',
    linkHelp: 'O un enlace a esta página:',
    embedTitle: (name: string) => `Cuándo llamar a ${name}`,
    asOf: (date: string) => `A fecha de ${date}`,
    source: 'Las cifras en que se basa',
  },
};
