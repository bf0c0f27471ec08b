/** Ce que dit la page des meilleures heures autour de ses figures. */
export const bestTimes = {
  bestTimes: {
    titleOf: (of: string) => `Quand appeler\u00a0: ${of}`,
    channels: 'Par canal',
    lines: 'Par ligne de service',
    nextDays: 'Aujourd’hui et les sept prochains jours',
    yours: (ranges: string) => `À votre heure\u00a0: ${ranges}`,
    take: 'À emporter',
    calendar: 'Le prochain bon moment, à inscrire dans votre agenda',
    embed: 'Pour votre propre site',
    embedHelp: 'Une phrase avec la meilleure heure, toujours la dernière, dans un cadre\u00a0:',
    linkHelp: 'Ou un lien vers cette page\u00a0:',
    embedTitle: (name: string) => `Quand appeler ${name}`,
    asOf: (date: string) => `En date du ${date}`,
    source: 'Les chiffres qui le fondent',
  },
};
