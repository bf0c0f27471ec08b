/** Lo que dice la página de las mejores horas alrededor de sus figuras. */
export const bestTimes = {
  bestTimes: {
    titleOf: (of: string) => `Cuándo llamar: ${of}`,
    channels: 'Por canal',
    lines: 'Por línea de servicio',
    nextDays: 'Hoy y los próximos siete días',
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
