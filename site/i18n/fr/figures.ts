/** In French: what the figures of the first page and of the subjects say. */
import { capitalise } from '../capitalise.ts';
import type { Translation } from '../translation.ts';
import { de, que, withoutArticle } from './grammar.ts';

export const figures = {
  contacts: {
    kicker: 'Contacts par jour',
    heading: (count: string, week: string, change: string) =>
      `${count} contacts la semaine du ${week}${change}`,
    more: (share: string, than: string) => `, ${share} de plus ${que(than)}`,
    fewer: (share: string, than: string) => `, ${share} de moins ${que(than)}`,
    same: (than: string) => `, à peu près autant ${que(than)}`,
    aYearBefore: 'un an plus tôt',
    theWeekBefore: 'la semaine précédente',
    hiddenHeading: 'Le nombre de contacts de la semaine dernière est masqué pour protéger les personnes',
    firstHeading: (count: string, date: string) =>
      `${count} contacts jusqu’au ${date}, les premiers enregistrés`,
    noWeekHeading: (date: string) => `Contacts par jour, jusqu’au ${date}`,
    standfirst: (from: string, to: string) => `Chaque barre est un jour, du ${from} au ${to}.`,
    beforeLabel: '– même jour de la semaine, un an avant',
    table: 'Contacts par jour, semaine par semaine',
    week: 'Semaine du',
    total: 'Semaine',
    title: (date: string, value: string) => `${capitalise(date)}\u00a0: ${value}`,
    titleBefore: (date: string, value: string, before: string) =>
      `${capitalise(date)}\u00a0: ${value}\u202f; même jour de la semaine un an avant\u00a0: ${before}`,
    figure: (heading: string, from: string, to: string, low: string, high: string) =>
      `${heading}. Barres du nombre de contacts par jour, du ${from} au ${to}, entre ${low} et ${high}.`,
    leftOut:
      'Ne sont pas compris les appels qui se sont terminés dans le menu ou ont trouvé la ligne occupée.',
    absentHeading: 'Le nombre de personnes qui nous contactent n’est pas enregistré',
    absent: 'Seules d’autres données, comme des enquêtes, ont été publiées jusqu’ici.',
  },

  categories: {
    kicker: 'Pourquoi on nous contacte',
    headings: {
      information: (share: string) => `La recherche d’information a motivé ${share}`,
      transaction: (share: string) => `Des démarches ont motivé ${share}`,
      problem: (share: string) => `Des problèmes ont motivé ${share}`,
      complaint: (share: string) => `Les réclamations ont représenté ${share}`,
      idea: (share: string) => `Des idées ont motivé ${share}`,
      compliment: (share: string) => `Les félicitations ont représenté ${share}`,
    },
    other: (name: string, share: string) => `${name}\u00a0: ${share}`,
    standfirst: (period: string, total: string) => `${total} contacts par motif, ${period}.`,
    standfirstBare: (period: string) => `Par motif, ${period}.`,
    unclassified: (share: string) =>
      `Pour ${share}, le motif n’est pas connu\u202f; ces contacts sont montrés à part, sans être répartis entre les autres.`,
    table: (period: string) => `Contacts par motif, ${period}`,
    column: 'Motif',
    rounded:
      'Les effectifs sont arrondis au multiple de 5, et les plus petits sont masqués pour protéger les personnes.',
    figure: (heading: string, rows: string) => `${heading}. ${rows}.`,
    absentHeading: 'Le motif des contacts n’est pas enregistré',
    absent: 'Les données ne donnent pas le motif des contacts\u00a0: aucun n’est donc montré.',
  },

  service: {
    kicker: 'Réponses à temps, selon deux horloges',
    heading: (share: string, contacts: string, time: string, month: string, target: string) =>
      `${share} ${de(contacts)} ont obtenu une réponse en ${time} au plus en ${month}${target}`,
    headingHidden: (month: string) =>
      `La part des réponses à temps en ${month} est masquée pour protéger les personnes`,
    headingNeverTold: 'La part des réponses à temps est masquée pour protéger les personnes, tous les mois',
    hiddenMonth: (month: string) => `Le mois ${de(month)} est masqué pour protéger les personnes.`,
    hiddenMonths: (count: string) => `${count} mois plus récents sont masqués pour protéger les personnes.`,
    above: (aim: string) => `, au-dessus de l’objectif de ${aim}`,
    close: (aim: string) => `, trop près de l’objectif de ${aim} pour trancher`,
    met: (aim: string) => `, soit l’objectif de ${aim}`,
    below: (aim: string) => `, en dessous de l’objectif de ${aim}`,
    change: {
      rose: (from: string, value: string) => `C’est nettement plus qu’en ${from} (${value}).`,
      fell: (from: string, value: string) => `C’est nettement moins qu’en ${from} (${value}).`,
      unclear: (from: string, value: string) =>
        `Pas de changement net par rapport à ${from} (${value})\u00a0: l’écart d’un jour à l’autre est plus grand.`,
      plain: (from: string, value: string) => `En ${from}, c’était ${value}.`,
    },
    customer: (share: string, time: string, target: string) =>
      `Selon l’horloge du client, qui démarre à la première demande, ${share} ont obtenu ce qu’il leur fallait en ${time} au plus${target}.`,
    customerUnknown: 'Ces données ne permettent pas de calculer l’horloge du client.',
    ourUnknownHeading: 'La part des réponses à temps n’est pas enregistrée',
    ourClock: 'Selon notre horloge',
    customerClock: 'Selon l’horloge du client',
    ourDetail: (time: string) => `de la file à la réponse\u00a0: ${time}`,
    customerDetail: (time: string) => `de la demande à la solution\u00a0: ${time}`,
    target: (aim: string) => `objectif\u00a0: ${aim}`,
    latest: (name: string, value: string) => `${name}\u00a0: ${value}`,
    inMonth: (month: string) => `en ${month}`,
    atDots: (month: string) => `En ${month}, les gros points\u00a0:`,
    ourAim: 'à notre horloge',
    customerAim: 'à celle du client',
    recast: (within: string) => `trait fin\u00a0: mois d’avant, ${within}`,
    recastColumn: (within: string) => `Tous les mois, ${within}`,
    recastNote: (time: string) =>
      `Le trait fin compte les mois d’avant le changement d’objectif selon le délai de l’objectif d’aujourd’hui (${time}), pour que tous les mois puissent être comparés. Ce délai n’était pas promis alors.`,
    since: (month: string, within: string) => `depuis ${month}\u00a0: ${within}`,
    cutAxis: (from: string) => `L’axe commence à ${from}.`,
    table: (channel: string) => `Réponses à temps, mois par mois\u00a0: ${withoutArticle(channel)}`,
    tableChannels: (period: string) => `Par canal, ${period}`,
    month: 'Mois',
    channel: 'Canal',
    ours: 'Notre horloge',
    customers: 'Horloge du client',
    n: 'Contacts',
    nQueued: 'Contacts en file',
    nAsked: 'Toutes les demandes',
    aim: (share: string, time: string) => `objectif\u00a0: ${share} en ${time}`,
    within: (time: string) => `en ${time} au plus`,
    title: (month: string, name: string, value: string, n: string) =>
      `${capitalise(month)}. ${name}\u00a0: ${value} sur ${n}`,
    titleBare: (month: string, name: string, value: string) =>
      `${capitalise(month)}. ${name}\u00a0: ${value}`,
    figure: (heading: string, from: string, to: string) =>
      `${heading}. Lignes de la part des réponses à temps, mois par mois, ${de(from)} à ${to}.`,
    absentHeading: 'Le temps d’attente n’est pas enregistré',
    absent:
      'Les données ne contiennent pas de temps d’attente\u00a0: aucune des deux horloges ne peut être montrée.',
    withinUnknown: (time: string) =>
      `Les données contiennent des temps d’attente, mais ne disent pas combien de personnes ont eu une réponse en ${time} au plus, le délai de l’objectif.`,
    withinUnknownUnset: (time: string) =>
      `Les données contiennent des temps d’attente, mais ne disent pas combien de personnes ont eu une réponse en ${time} au plus, et aucun objectif propre ne fixe un autre délai.`,
    tooEarly: {
      absentHeading: 'La part des réponses à temps n’est encore connue pour aucun mois',
      absent: 'Les données ne contiennent encore aucun mois qui puisse être montré.',
    },
  },

  causes: {
    kicker: 'Sur quoi portent les réclamations',
    complaints: 'les réclamations',
    heading: (cause: string, share: string) => `${cause}\u00a0: ${share}`,
    standfirst: (period: string, total: string) => `${total} réclamations par cause, ${period}.`,
    standfirstBare: (period: string) => `Par cause, ${period}.`,
    beforeLabel: (month: string) => `| ${month}`,
    more: (count: string) => `${count} de plus`,
    fewer: (count: string) => `${count} de moins`,
    same: 'sans changement',
    table: (period: string) => `Réclamations par cause, ${period}`,
    column: 'Cause',
    count: 'Réclamations',
    share: 'Part',
    before: (month: string) => capitalise(month),
    note: 'D’un mois à l’autre, on ne compare que ce qui a été compté\u00a0: de petites différences peuvent être dues au hasard.',
    figure: (heading: string, rows: string) => `${heading}. ${rows}.`,
    absentHeading: 'L’objet des réclamations n’est pas enregistré',
    absent: 'Les données ne disent pas quels contacts étaient des réclamations, ni quelle en était la cause.',
    noCause: {
      absent:
        'Les données disent quels contacts étaient des réclamations, mais pas quelle en était la cause.',
    },
    hiddenHeading: 'L’objet des réclamations est masqué pour protéger les personnes',
    moreRows: (n: number) => `${n} de plus dans le tableau.`,
  },

  satisfaction: {
    kicker: 'Satisfaction',
    heading: (share: string, month: string) => `${share} des répondants étaient satisfaits en ${month}`,
    meanHeading: (mean: string, month: string) => `${mean} sur 5 selon les répondants en ${month}`,
    change: {
      rose: (month: string) => `, plus qu’en ${month}`,
      fell: (month: string) => `, moins qu’en ${month}`,
      unclear: (month: string) => `\u202f; pas de changement net par rapport à ${month}`,
    },
    firstMonth: '\u202f; trop tôt pour comparer',
    hiddenAlways: 'La satisfaction est masquée pour protéger les personnes, tous les mois',
    hiddenHeading: (month: string) => `La satisfaction en ${month} est masquée pour protéger les personnes`,
    aboveTarget: (aim: string) => `C’est au-dessus de l’objectif de ${aim}.`,
    belowTarget: (aim: string) => `C’est en dessous de l’objectif de ${aim}.`,
    nearTarget: (aim: string) => `Trop proche de l’objectif de ${aim} pour dire s’il est atteint ou manqué.`,
    noTarget: 'Aucun objectif n’est fixé.',
    yearChange: {
      rose: (month: string) =>
        `Les personnes satisfaites étaient plus nombreuses qu’un an plus tôt, en ${month}.`,
      fell: (month: string) =>
        `Les personnes satisfaites étaient moins nombreuses qu’un an plus tôt, en ${month}.`,
      unclear: (month: string) => `Pas de changement net par rapport à un an plus tôt, en ${month}.`,
    },
    whole: 'Tout sur ce mois',
    responseOf: (asked: string, answered: string, share: string) =>
      `Nous avons interrogé ${asked} personnes et ${answered} ont répondu, soit ${share}.`,
    leftOutOf: (count: string) =>
      `Les personnes qui ont renoncé ne sont pas comprises dans ce chiffre\u00a0: elles étaient ${count} ce mois-là.`,
    meanYearChange: {
      rose: (month: string) => `Plus haut qu’un an plus tôt, en ${month}.`,
      fell: (month: string) => `Plus bas qu’un an plus tôt, en ${month}.`,
      unclear: (month: string) => `Pas de changement net par rapport à un an plus tôt, en ${month}.`,
    },
    response: (share: string) => `${share} des personnes interrogées ont répondu.`,
    responseUnknown: 'Le nombre de personnes interrogées n’est pas enregistré.',
    band: 'La bande claire est la marge que permet le nombre de réponses\u00a0: 19 fois sur 20, le chiffre parmi tous ceux qui pourraient répondre se trouve à l’intérieur.',
    leftOut: 'Les personnes qui ont renoncé à attendre ne sont pas comprises dans ce chiffre.',
    target: (aim: string) => `objectif\u00a0: ${aim}`,
    ofAnswers: (n: string) => `sur ${n}`,
    table: 'La satisfaction et ce à quoi elle est comparée',
    column: 'Mois',
    value: 'Satisfaits',
    mean: 'Moyenne, de 1 à 5',
    range: 'Intervalle à 95\u202f%',
    answers: 'Réponses',
    title: (month: string, value: string, n: string) =>
      `${capitalise(month)}\u00a0: ${value} sur ${n} réponses`,
    titleBare: (month: string, value: string) => `${capitalise(month)}\u00a0: ${value}`,
    figure: (heading: string, rows: string) => `${heading}. ${rows}.`,
    targetRow: 'Objectif',
    absentHeading: 'La satisfaction n’est pas enregistrée',
    absent: 'Aucune enquête n’a été publiée.',
  },

  week: {
    kicker: 'Quand nous contacter',
    kickerPhone: 'Quand appeler',
    heading: (quick: string, slow: string) =>
      `Attente la plus courte\u00a0: ${quick}\u202f; la plus longue\u00a0: ${slow}`,
    slowest: (when: string, people: string, time: string) =>
      `Au pire moment (${when}), la moitié ${de(people)} attendent plus de ${time}.`,
    slowestThen: (when: string, people: string, time: string) =>
      `Au pire moment (${when}), la moitié ${de(people)} attendaient plus de ${time}.`,
    headingAlike: (contacts: string, time: string) =>
      `La moitié ${de(contacts)} obtiennent une réponse en ${time} environ à presque toute heure`,
    headingAtOnce:
      'À toute heure, la moitié de ceux qui attendent obtiennent une réponse en quelques secondes',
    headingPlain: (people: string) => `Combien de temps attend la moitié ${de(people)}, heure par heure`,
    standfirst:
      'L’attente habituelle à chaque heure de la semaine, sur six mois, les dernières semaines comptant davantage.',
    cells:
      'La couleur\u00a0: la moitié obtient une réponse dans ce temps. Le nombre\u00a0: neuf sur dix l’obtiennent dans ce temps (s\u00a0: secondes, m\u00a0: minutes).',
    cellsLong:
      'La couleur\u00a0: la moitié obtient une réponse dans ce temps. Le nombre\u00a0: neuf sur dix l’obtiennent dans ce temps (h\u00a0: heures).',
    thin: 'Hachuré\u00a0: seuls quelques jours sont connus à cette heure, autant que le nombre l’indique.',
    borrowed: (text: string, days: string) => `${text}\u202f; seules ${days} heures de ce type sont connues`,
    frame: 'Les cadres marquent les plus longues plages d’heures rapides.',
    scale: 'La moitié obtient une réponse en',
    last: 'plus',
    quiet: 'les heures les plus rapides',
    title: (weekday: string, from: string, to: string, value: string, n: string) =>
      `${capitalise(weekday)}, de ${from} à ${to}\u00a0: ${value}, ${n} contacts`,
    titleBare: (weekday: string, from: string, to: string, value: string) =>
      `${capitalise(weekday)}, de ${from} à ${to}\u00a0: ${value}`,
    table: 'L’attente habituelle par jour de la semaine et par heure, en minutes et secondes',
    tableNinety:
      'En combien de temps neuf sur dix obtiennent une réponse, par jour de la semaine et par heure, en minutes et secondes',
    tableShare: (time: string) =>
      `Combien obtiennent une réponse en ${time} au plus, par jour de la semaine et par heure`,
    hour: 'À partir de',
    note: 'Les jours fériés ne sont pas compris.',
    figure: (quiet: string, slow: string) => `${quiet} ${slow}.`.trim(),
    absentHeading: 'Les heures les plus calmes ne sont pas enregistrées',
    absent: 'Les données ne contiennent pas de temps d’attente heure par heure.',
    tooFew: {
      absentHeading: 'Il est trop tôt pour dire quelles heures sont les plus calmes',
      absent:
        'Au cours des six derniers mois, trop peu de personnes ont attendu à une même heure de la semaine pour dire combien de temps.',
    },
  },
} satisfies Translation;
