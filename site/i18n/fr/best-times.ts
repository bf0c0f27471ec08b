/** Ce que dit la page des meilleures heures autour de ses figures. */
export const bestTimes = {
  bestTimes: {
    titleOf: (of: string) => `Quand appeler\u00a0: ${of}`,
    channels: 'Par canal',
    lines: 'Par ligne de service',
    nextDays: 'Aujourd’hui et les sept prochains jours',
    withheld: {
      no_records: 'Il n’y a pas encore de données dont on puisse tirer un conseil.',
      too_few:
        'Trop peu de personnes prennent contact ici pour dire quand c’est le plus rapide sans rien révéler d’une seule.',
      records_ended: (date: string) =>
        `Aucun conseil n’est donné\u00a0: les données s’arrêtent le ${date}, et les attentes de cette semaine ne sont pas connues.`,
      not_by_the_hour:
        'Les données n’indiquent pas d’heures, seulement des jours entiers\u00a0: aucune heure ne peut être conseillée.',
      not_yet: 'Le conseil du jour est en préparation\u202f; il figurera ici dans quelques minutes.',
    },
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
