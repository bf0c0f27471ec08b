import type { Translation } from '../translation.ts';
import { de } from './grammar.ts';

export const reports = {
  reports: {
    title: 'Jour par jour',
    description:
      'Une page pour chaque jour\u00a0: combien de personnes nous ont contactés, combien de temps elles ont attendu, si les promesses ont été tenues.',
    none: 'Aucun jour n’a encore de rapport.',
    noneMore: 'Le premier rapport paraîtra ici le lendemain des premiers enregistrements.',
    reported: (days: string, weeks: string, months: string) =>
      `Jours avec un rapport\u00a0: ${days}\u202f; semaines\u00a0: ${weeks}\u202f; mois\u00a0: ${months}.`,
    intro:
      'Chaque jour porte son nombre de contacts\u00a0: plus il y en a, plus la couleur est soutenue. Un bord en tirets signale des chiffres qui peuvent encore changer.',
    monthHeading: (month: string, day: string, count: string) =>
      `${month}\u00a0: le maximum le ${day}, ${count} contacts`,
    monthHeadingTold: (month: string, day: string, count: string) =>
      `${month}\u00a0: parmi les jours montrés, le maximum le ${day}, ${count} contacts`,
    monthDays: (month: string) => `Jours ${de(month)}`,
    dayName: (date: string, reading: string) => `${date}\u00a0: ${reading}`,
    reading: (count: string) => `${count} contacts`,
    years: 'Années',
    latest: 'Les derniers mois',
    newest: (date: string) => `Le dernier rapport\u00a0: ${date}`,

    heading: (date: string, count: string, change: string) => `${date}\u00a0: ${count} contacts${change}`,
    partialHeading: (date: string, count: string) =>
      `${date}\u00a0: ${count} contacts enregistrés, et une partie de la journée sans enregistrement`,
    closedHeading: (date: string) => `${date}\u00a0: fermé`,
    missingHeading: (date: string) => `${date}\u00a0: aucun enregistrement`,
    hiddenHeading: (date: string) =>
      `${date}\u00a0: le nombre de contacts est masqué pour protéger les personnes`,
    titles: {
      day: (date: string) => `Rapport du ${date}`,
      week: (name: string) => `Rapport de la ${name}`,
      month: (name: string) => `Rapport ${de(name)}`,
    },
    weekName: (week: string, year: string, from: string, to: string) =>
      `semaine ${week} de ${year}, du ${from} au ${to}`,
    week: (week: string) => `Semaine ${week}`,
    within: 'Aussi dans',
    columns: {
      day: ['Le jour', 'Une semaine avant', 'Un an avant'],
      week: ['La semaine', 'La semaine d’avant', 'Un an avant'],
      month: ['Le mois', 'Le mois d’avant', 'Un an avant'],
    },
    holiday: (name: string) => `C’était un jour férié\u00a0: ${name}.`,
    open: (hours: string) => `Horaires de ce jour\u00a0: ${hours}.`,
    openChannel: (channel: string, hours: string) => `${channel} ${hours}`,
    closedChannel: 'fermé',
    outage: (from: string, to: string, channel: string | null, note: string) =>
      `De ${from} à ${to}, une panne${channel === null ? '' : ` (${channel})`}\u00a0: ${note}.`,
    state: {
      final: (from: string) => `Ces chiffres sont définitifs depuis le ${from}.`,
      provisional: (from: string) =>
        `Ces chiffres sont provisoires\u00a0: des enregistrements tardifs peuvent les modifier jusqu’au ${from}.`,
      partial: (from: string) =>
        `Une partie de la journée n’a pas été enregistrée et les chiffres sont incomplets\u202f; des enregistrements tardifs peuvent les modifier jusqu’au ${from}.`,
      partialOver: 'Une partie de la journée n’a pas été enregistrée et les chiffres sont incomplets.',
      period: {
        partial: (from: string) =>
          `Une partie de cette période n’a pas été enregistrée et les chiffres sont incomplets\u202f; des enregistrements tardifs peuvent les modifier jusqu’au ${from}.`,
        partialOver: 'Une partie de cette période n’a pas été enregistrée et les chiffres sont incomplets.',
      },
    },
    met: (met: string, all: string) =>
      all === '1'
        ? `${met === '1' ? 'Le seul objectif vérifiable a été atteint.' : 'Le seul objectif vérifiable n’a pas été atteint.'}`
        : `Sur ${all} objectifs vérifiables, ${met === '0' ? 'aucun n’a été atteint' : `${met} ${met === '1' ? 'a été atteint' : 'ont été atteints'}`}.`,

    previous: { day: 'La veille', week: 'La semaine précédente', month: 'Le mois précédent' },
    next: { day: 'Le lendemain', week: 'La semaine suivante', month: 'Le mois suivant' },
    steps: 'Autres rapports',
    history: {
      day: 'Ce jour dans l’historique',
      week: 'Cette semaine dans l’historique',
      month: 'Ce mois dans l’historique',
    },

    hours: {
      kicker: 'Contacts par heure',
      heading: (from: string, to: string, count: string) =>
        `L’heure la plus chargée\u00a0: de ${from} à ${to}, ${count} contacts`,
      headingTold: (from: string, to: string, count: string) =>
        `L’heure la plus chargée de celles qui sont montrées\u00a0: de ${from} à ${to}, ${count} contacts`,
      headingClosed: 'Personne ne pouvait nous contacter',
      headingNone: 'Personne ne nous a contactés',
      stretch: (from: string, to: string) => `${from} à ${to}`,
      gap: (stretches: string) => `Aucun enregistrement de ${stretches}\u00a0: ce n’est pas zéro.`,
      headingUnknown: 'La répartition des contacts sur la journée ne peut pas être montrée',
      usual: (weekday: string) => `– un ${weekday} ordinaire`,
      title: (from: string, to: string, reading: string) => `De ${from} à ${to}\u00a0: ${reading}`,
      titleUsual: (from: string, to: string, reading: string, usual: string) =>
        `De ${from} à ${to}\u00a0: ${reading}\u202f; d’ordinaire\u00a0: ${usual}`,
      figure: (heading: string, low: string, high: string) =>
        `${heading}. Barres des contacts par heure, entre ${low} et ${high}, avec l’habitude de ce jour de la semaine en ligne.`,
      figureBare: (heading: string) => `${heading}.`,
      note: (weekday: string) =>
        `Un ${weekday} ordinaire est la valeur médiane des huit précédents, jours fériés exclus\u202f; il n’est pas montré si trop peu d’entre eux sont connus.`,
      leftOut: 'Ne sont pas comptés les contacts terminés dans le menu ou refusés par une ligne occupée.',
      table: 'Contacts par heure',
      tableName: 'Tableau\u00a0: contacts par heure',
      hour: 'À partir de',
      own: 'Contacts',
      usualColumn: 'D’ordinaire',
    },
    days: {
      kicker: 'Contacts par jour',
      heading: (day: string, count: string) => `Le jour le plus chargé\u00a0: ${day}, ${count} contacts`,
      headingTold: (day: string, count: string) =>
        `Le jour le plus chargé de ceux qui sont montrés\u00a0: ${day}, ${count} contacts`,
      headingUnknown: 'La répartition des contacts entre les jours ne peut pas être montrée',
      usual: '| d’ordinaire',
      titleUsual: (day: string, reading: string, usual: string) =>
        `${day}\u00a0: ${reading}\u202f; d’ordinaire\u00a0: ${usual}`,
      figure: (heading: string, low: string, high: string) =>
        `${heading}. Barres des contacts par jour, entre ${low} et ${high}, chacune à côté de l’habitude de son jour de la semaine.`,
      note: 'L’habitude d’un jour est la valeur médiane des huit mêmes jours de la semaine précédents, jours fériés exclus.',
      table: 'Contacts par jour',
      tableName: 'Tableau\u00a0: contacts par jour',
      day: 'Jour',
    },
    levels: {
      headingPlain: 'Combien de réponses à temps, selon les deux horloges',
      column: 'Selon quelle horloge',
      table: 'Réponses à temps',
      absentHeading: 'On ne sait pas combien de réponses ont été données à temps',
      absent:
        'Les données de cette période n’ont pas de temps d’attente\u00a0: aucune des deux horloges ne peut être montrée.',
    },
    complaints: {
      table: 'Réclamations par cause, et ce qui est fait',
      action: 'Ce qui est fait',
      noAction: 'rien d’enregistré',
      noneHeading: 'Personne n’a réclamé',
      none: 'Aucune réclamation n’est enregistrée pour cette période.',
      absentHeading: 'On ne sait pas sur quoi portaient les réclamations',
      absent: 'Les données de cette période ne distinguent pas les réclamations par cause.',
    },
    actions: {
      absent: 'Rien de ce qui est fait contre une cause n’était enregistré à ce moment.',
      table: 'Actions, et ce qu’elles ont donné',
      column: 'Action engagée',
      since: 'À partir du',
      about: 'Au sujet de',
      verdict: 'Ce qu’elle a changé',
      planned: 'pas commencée',
    },
    satisfaction: {
      heading: (share: string) => `${share} des personnes qui ont répondu étaient satisfaites`,
      hiddenHeading: 'La satisfaction est masquée pour protéger les personnes',
      table: 'Ce que les gens ont dit',
      absentHeading: 'On ne sait pas si les gens étaient satisfaits',
      absent: 'Personne n’a été interrogé, ou personne n’a répondu, pendant cette période.',
    },
    figures: {
      kicker: {
        day: 'La journée en chiffres',
        week: 'La semaine en chiffres',
        month: 'Le mois en chiffres',
      },
      tableName: 'Tableau\u00a0: tous les chiffres',
      heading: (share: string, time: string, channel: string) =>
        `${share} ${de(channel)} ont reçu une réponse en ${time}`,
      headingPlain: {
        day: 'Tous les chiffres à côté de la semaine et de l’année précédentes',
        week: 'Tous les chiffres à côté de la semaine et de l’année précédentes',
        month: 'Tous les chiffres à côté du mois et de l’année précédents',
      },
      standfirst: (week: string, year: string) =>
        `À côté du ${week} et du ${year}, le même jour de la semaine ou le même jour férié.`,
      standfirstWeek: (week: string) =>
        `À côté du ${week}\u202f; l’année précédente n’a pas eu ce jour férié.`,
      holidayBeside: (date: string, name: string) => `Le ${date} était férié (${name}).`,
      table: 'Tous les canaux ensemble',
      tableOne: 'Tous les chiffres du jour',
      figure: 'Chiffre',
      targetMet: (aim: string) => `objectif de ${aim}\u00a0: atteint`,
      targetMissed: (aim: string) => `objectif de ${aim}\u00a0: manqué`,
      targetUnknown: (aim: string) => `objectif de ${aim}\u00a0: invérifiable`,
      targetClose: (aim: string) => `objectif de ${aim}\u00a0: trop serré pour trancher`,
      targetDays: (from: string, to: string, note: string) => `du ${from} au ${to}\u00a0: ${note}`,
    },
    channels: {
      kicker: 'Chaque canal à part',
      heading: (parts: string) => `Par canal\u00a0: ${parts}`,
      part: (channel: string, count: string) => `${channel} ${count}`,
    },
    reasons: {
      kicker: 'Pourquoi on nous a contactés',
      heading: 'Sur quoi portaient les contacts',
      member: {
        category: 'Motif',
        queue: 'Ligne de service',
        language: 'Langue',
      },
      tables: {
        category: 'Contacts par motif',
        queue: 'Contacts par ligne de service',
        language: 'Contacts par langue',
      },
      count: 'Nombre',
      share: 'Part',
      note: 'Les nombres par motif, cause et langue sont arrondis à 5, et les petits sont masqués pour protéger les personnes.',
    },
    list: 'La liste de tous les rapports',
    monthReport: (month: string) => `Rapport ${de(month)}`,
    longer: 'Rapports du mois et des semaines qui y finissent',
  },
} satisfies Translation;
