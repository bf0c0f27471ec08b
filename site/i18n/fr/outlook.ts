/** In French: what is said of the coming days, in advice on when to come, and of how good both were. */
import { listIn } from '../list.ts';
import type { Words } from '../translation.ts';
import { withoutArticle } from './grammar.ts';

export const outlook: Pick<Words, 'comingDays' | 'callAdvice' | 'trackRecord'> = {
  comingDays: {
    kicker: 'Les jours à venir',
    heading: (quiet, few, busy, many, contacts) =>
      `Le plus calme\u00a0: ${quiet}, environ ${few}\u00a0${withoutArticle(contacts)}\u202f; le plus chargé\u00a0: ${busy}, environ ${many}`,
    headingQuiet: (day, count, contacts) =>
      `Le plus calme\u00a0: ${day}, environ ${count}\u00a0${withoutArticle(contacts)}\u202f; aucun jour nettement plus chargé`,
    headingBusy: (day, count, contacts) =>
      `Le plus chargé\u00a0: ${day}, environ ${count}\u00a0${withoutArticle(contacts)}\u202f; aucun jour nettement plus calme`,
    headingAlike: (low, high, contacts) =>
      `Aucun jour nettement plus calme\u00a0: environ ${low} à ${high}\u00a0${withoutArticle(contacts)} par jour`,
    headingOne: (day, count, contacts) =>
      `Environ ${count}\u00a0${withoutArticle(contacts)} à prévoir ${day}`,
    headingPlain: (low, high, contacts) =>
      `Environ ${low} à ${high}\u00a0${withoutArticle(contacts)} à prévoir par jour`,
    headingSame: (count, contacts) => `Environ ${count}\u00a0${withoutArticle(contacts)} à prévoir par jour`,
    headingHidden: 'Le nombre de contacts à prévoir est masqué pour protéger les personnes',
    headingClosed: 'Fermé tous les jours à venir',
    openFor: (day, hours, most) =>
      `Le service est ouvert ${hours} le ${day}, et ${most} la plupart des jours.`,
    bars: (contacts) =>
      `Chaque barre représente ${contacts} à prévoir en une heure\u202f; son nombre est le plus élevé du jour.`,
    dots: (contacts) => `Chaque point représente ${contacts} à prévoir en un jour.`,
    band: '8 heures semblables sur 10 se trouvent dans la bande claire.',
    bandOfDay: '8 jours semblables sur 10 se trouvent dans la bande claire.',
    noBand: 'Aucune fourchette avant que 20 prévisions aient été comparées à ce qui est arrivé.',
    signs: 'Une coche marque les meilleures heures, une croix celles à éviter.',
    over: 'Les heures grises sont passées.',
    noClear:
      'Aucune heure n’est conseillée\u00a0: toutes se ressemblent, ou nous en savons trop peu pour les distinguer.',
    chances:
      'Le nombre de personnes qui répondront n’est pas connu. Les meilleures et les pires heures sont celles des dernières semaines.',
    chancesStaffed:
      'Les meilleures et les pires heures tiennent compte des personnes qui répondront et des dernières semaines.',
    fragile: 'Un peu plus que prévu, et la file s’allongerait pendant toute l’heure.',
    fragileNote: (share) => `${share}\u202f; effectif sans marge`,
    turns:
      'Les heures aussi bonnes alternent d’un jour à l’autre, pour que le conseil ne crée pas sa propre affluence.',
    tooFewPerHour:
      'Les heures où très peu de contacts sont à prévoir sont masquées pour protéger les personnes.',
    title: (day, from, to, count, contacts) =>
      `${day}, de ${from} à ${to}\u00a0: environ ${count}\u00a0${withoutArticle(contacts)}.`,
    titleRange: (day, from, to, count, contacts, low, high) =>
      `${day}, de ${from} à ${to}\u00a0: environ ${count}\u00a0${withoutArticle(contacts)}\u202f; 8 heures semblables sur 10 en ont de ${low} à ${high}.`,
    titleOver: (day, from, to, count, contacts) =>
      `${day}, de ${from} à ${to}\u00a0: passé\u202f; environ ${count}\u00a0${withoutArticle(contacts)} étaient à prévoir.`,
    titleBare: (day, from, to, reading) => `${day}, de ${from} à ${to}\u00a0: ${reading}.`,
    titleBest: (share, time) =>
      `Une des meilleures heures\u00a0: une réponse en ${time} au plus pour ${share}.`,
    titleAvoid: (share, time) => `Plutôt à éviter\u00a0: une réponse en ${time} au plus pour ${share}.`,
    about: (count) => `environ ${count}`,
    best: 'conseillé',
    avoid: 'à éviter',
    bestHours: (hours) => `Conseillé ${hours}`,
    avoidHours: (hours) => `À éviter ${hours}`,
    noneExpected: 'personne à prévoir',
    closedOn: (name) => `fermé, ${name}`,
    table: (contacts) => `Jour par jour\u00a0: ${contacts} à prévoir, meilleures heures, heures à éviter`,
    day: 'Jour',
    expected: 'À prévoir',
    range: '8 jours semblables sur 10',
    bestColumn: 'Meilleures heures',
    avoidColumn: 'Heures à éviter',
    inTime: (share) => `à temps\u00a0: ${share}`,
    noHours: 'aucune nette',
    hoursTable: (contacts) =>
      `Heure par heure\u00a0: ${contacts} à prévoir, et où se trouvent 8 heures semblables sur 10`,
    hour: 'Dès',
    bestNote: (range) => `${range} conseillé`.trim(),
    avoidNote: (range) => `${range} à éviter`.trim(),
    figure: (heading, from, to) =>
      `${heading}. Barres de ce qui est à prévoir par heure, du ${from} au ${to}.`,
    figureDays: (heading, from, to) =>
      `${heading}. Points de ce qui est à prévoir par jour, du ${from} au ${to}.`,
    sourceAdvice: 'Meilleures heures',
    sourceForecast: 'Prévision',
    absentHeading: 'Ce qui est à prévoir pour les jours à venir ne peut pas être dit',
    absent: 'Aucune prévision n’a été publiée.',
    reasons: {
      no_records: 'Aucun enregistrement ne permet de faire une prévision.',
      too_few:
        'Si peu de personnes prennent contact qu’une prévision dirait quelque chose de personnes précises.',
      records_ended:
        'Les enregistrements se sont arrêtés il y a trop longtemps pour dire quelque chose des jours à venir.',
      not_by_the_hour: 'Les enregistrements ne disent pas les heures\u00a0: aucune ne peut être conseillée.',
      not_yet:
        'La première prévision n’est pas encore faite. Elle viendra avec le prochain décompte des enregistrements.',
    },
  },

  callAdvice: {
    people: { phone: 'les appelants' },
    anyPeople: 'les clients',
    or: (parts) => listIn('fr', parts, 'disjunction'),
    from: (from, to) => `de\u00a0${from} à\u00a0${to}`,
    span: (from, to) => `de\u00a0${from} à\u00a0${to}`,
    best: (day, when, share, time, recent) =>
      `${day}\u00a0: de préférence ${when}, avec une réponse en ${time} au plus pour ${share}${recent}.`,
    recent: (low, high) => ` (ces dernières semaines, ${low} à ${high} sur 10)`,
    recentAlike: (part) => ` (ces dernières semaines, ${part} sur 10)`,
    recentAll: ' (ces dernières semaines, presque tous)',
    avoid: (when, share) => `À éviter ${when}\u00a0: ${share}.`,
    avoidAlone: (when, share, time) =>
      `À éviter ${when}\u00a0: une réponse en ${time} au plus pour ${share}.`,
    noClear: (day) => `${day}\u00a0: aucune heure nettement meilleure.`,
    closed: (day) => `${day}\u00a0: fermé.`,
    noneExpected: (day) => `${day}\u00a0: personne à prévoir.`,
    named: (day, name) => `${day} (${name})`,
    allAlike:
      'Aucune heure nettement meilleure dans les jours à venir\u00a0: toutes se ressemblent, ou nous en savons trop peu pour les distinguer.',
  },

  trackRecord: {
    kicker: 'La justesse des prévisions passées',
    heading: (ours, rival, theirs) =>
      `Les prévisions se sont écartées de ${ours} en moyenne\u202f; ${rival}, de ${theirs}`,
    headingWorse: (ours, rival, theirs) =>
      `Les prévisions se sont écartées de ${ours} en moyenne\u202f; ${rival} a fait mieux, avec ${theirs}`,
    headingSame: (ours, rival) =>
      `Les prévisions se sont écartées de ${ours} en moyenne, autant que ${rival}`,
    headingAlone: (ours) => `Les prévisions se sont écartées de ${ours} en moyenne`,
    headingAdvice: (hits, hours) =>
      `${hits} heures conseillées sur ${hours} ont été plus rapides que leur journée`,
    headingHidden: 'La justesse des prévisions passées est masquée pour protéger les personnes',
    methods: {
      candour: 'cette prévision',
      last_week: 'le même jour de la semaine précédente',
      mean_of_8: 'la moyenne des huit derniers mêmes jours de semaine',
      same_weekday_mean: 'la moyenne de tous les mêmes jours de semaine',
    },
    period: (from, to) =>
      `Chaque point est ce qui est arrivé un jour, du ${from} au ${to}\u202f; la ligne est ce qui était prévu ce matin-là.`,
    advice: (hits, hours) => `${hits} heures conseillées sur ${hours} ont été plus rapides que leur journée.`,
    adviceReplayed: (hits, hours) =>
      `${hits} heures sur ${hours} qui auraient été conseillées ont été plus rapides que leur journée.`,
    untoldCell: 'non dit',
    adviceAhead: (ours, rival, theirs) =>
      `Sur 100, ${ours} de plus y ont eu une réponse à temps que sur toute la journée\u202f; aux heures choisies selon ${rival}, ${theirs}.`,
    adviceBehind: (ours, rival, theirs) =>
      `Sur 100, ${ours} de plus y ont eu une réponse à temps que sur toute la journée. Les heures choisies selon ${rival} auraient été meilleures\u00a0: ${theirs} sur 100.`,
    adviceSame: (ours, rival) =>
      `Sur 100, ${ours} de plus y ont eu une réponse à temps que sur toute la journée, comme aux heures choisies selon ${rival}.`,
    replayedAll:
      'Tous ces jours sont rejoués\u00a0: prévus après coup, uniquement avec ce qui était connu ce matin-là.',
    replayedSome: (days, of) =>
      `${days} des ${of} jours sont rejoués\u00a0: prévus après coup, uniquement avec ce qui était connu ce matin-là.`,
    covered: (inside80, inside95) =>
      `Une fourchette promet que 80 ou 95 décomptes sur 100 s’y trouvent. La veille pour le lendemain, ${inside80} et ${inside95} s’y sont trouvés.`,
    noRanges: 'Aucune fourchette n’est montrée\u00a0: moins de 20 jours permettent de la mesurer.',
    widens:
      'S’il s’y en trouve moins que promis, les fourchettes suivantes s’élargissent d’elles-mêmes, et se resserrent s’il y en a plus\u202f; avec moins de 20 jours, aucune n’est montrée.',
    gaps: 'Un vide est un jour où personne n’était à prévoir, par exemple un jour fermé. Un trait est un jour dont rien n’est dit\u00a0: trop peu de contacts, ou des enregistrements incomplets.',
    errorNote:
      'L’erreur est l’écart entre prévisions et arrivées, ajouté heure par heure, sur tout ce qui est arrivé. La note des fourchettes est plus basse si elles sont étroites et se trompent peu, en contacts.',
    errorNoteDays:
      'L’erreur est l’écart entre prévisions et arrivées, ajouté jour par jour, sur tout ce qui est arrivé. La note des fourchettes est plus basse si elles sont étroites et se trompent peu, en contacts.',
    quickerNote:
      'Plus rapide\u00a0: plus de réponses à temps pendant cette heure que sur toute la journée. Le gain est le nombre de plus sur 100, en moyenne.',
    forecast: 'prévu',
    came: 'arrivé',
    inside80: '8 jours sur 10',
    inside95: '19 jours sur 20',
    outside80: 'hors des 8 sur 10',
    outside95: 'hors des 19 sur 20',
    replayed: 'rejoué',
    published: 'publié',
    untold: 'Trait\u00a0: rien n’est dit de ce jour',
    title: (day, came, expected) => `${day}\u00a0: ${came} arrivés, ${expected} prévus.`,
    titleRange: (day, came, expected, low, high) =>
      `${day}\u00a0: ${came} arrivés, ${expected} prévus (8 fois sur 10, de ${low} à ${high}).`,
    titleOutside80: 'Hors de cette fourchette.',
    titleOutside95: 'Hors de la fourchette de 19 sur 20 aussi.',
    titleReplayed: 'Rejoué.',
    titleUntold: (day) => `${day}\u00a0: rien n’est dit de ce jour.`,
    scoreTable: 'Les prévisions face à des règles simples, selon le nombre de jours d’avance',
    method: 'Prévu par',
    ahead: (days) => (days === 1 ? '1 jour avant' : `${days} jours avant`),
    error: 'Erreur',
    within80: 'Dans la fourchette de 80\u202f%',
    within95: 'Dans la fourchette de 95\u202f%',
    pinball: 'Note des fourchettes',
    least: 'la plus basse',
    adviceTable: 'Les heures conseillées face à des règles simples',
    pickedBy: 'Choisies par',
    ours: 'notre conseil',
    hours: 'Heures',
    hits: 'Plus rapides que leur journée',
    lift: 'Gain, sur 100',
    most: 'le plus élevé',
    dayTable: 'Prévu et arrivé, jour par jour',
    day: 'Jour',
    forecastColumn: 'Prévu',
    range80: '8 sur 10',
    range95: '19 sur 20',
    cameColumn: 'Arrivés',
    inside: 'Dedans',
    insideOf: { both: 'oui', only95: 'seulement 19 sur 20', none: 'non' },
    made: 'Prévision',
    hitsColumn: 'Heures plus rapides',
    hitsOf: (hits, hours) => `${hits} sur ${hours}`,
    figure: (heading, from, to) =>
      `${heading}. Jours du ${from} au ${to}\u00a0: ce qui était prévu, les fourchettes et ce qui est arrivé.`,
    source: 'Prévisions passées',
    sentence: (hits, hours, from, to) =>
      `Du ${from} au ${to}, ${hits} heures conseillées sur ${hours} ont été plus rapides que leur journée.`,
    sentenceReplayed: (hits, hours, from, to) =>
      `Du ${from} au ${to}, ${hits} heures sur ${hours} qui auraient été conseillées ont été plus rapides que leur journée.`,
    sentenceMixed: (hits, hours, from, to, replayed, days) =>
      `Du ${from} au ${to}, ${hits} heures conseillées sur ${hours} ont été plus rapides que leur journée\u202f; ${replayed} des ${days} jours sont rejoués.`,
    sentenceError: (error, from, to) =>
      `Du ${from} au ${to}, les prévisions se sont écartées de ${error} en moyenne.`,
    sentenceNone:
      'La justesse de ce conseil ne peut pas encore être dite\u00a0: aucun de ses jours n’est passé.',
    absentHeading: 'La justesse des prévisions passées ne peut pas encore être dite',
    absent: 'Aucune prévision n’a été comparée à un jour terminé. Le relevé commence avec le premier.',
  },
};
