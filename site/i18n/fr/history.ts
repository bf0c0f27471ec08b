/** In French: what the explorer says. Loaded by the browser, so it imports nothing but types and names. */
import type { Translation } from '../translation.ts';
import { verdictNames } from './verdict-names.ts';

/** For the start of a sentence: French writes months, weekdays and "semaine" small. */
const opening = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
/** In French all below two is singular: "1,9 point", "0 ligne". */
const isSingular = (n: string) => /^[01](,|$)/.test(n);
export const history = {
  history: {
    title: 'Historique',
    description: (name: string) =>
      `${name}\u00a0: tous les chiffres au fil du temps, à afficher en graphique, à comparer, à mesurer et à emporter.`,
    statement: (label: string, value: string, change: string) => `${label}\u00a0: ${value}${change}`,
    members: (figure: string, members: string) => `${figure}\u00a0: ${members}`,
    memberValue: (member: string, value: string) => `${member}\u00a0${value}`,
    statementHidden: (label: string) => `${label}\u00a0: évolution dans le temps`,
    period: (from: string, to: string) => `du ${from} au ${to}`,
    // "que" stands with what follows it, because it elides: "qu’un an plus tôt".
    change: {
      more: (by: string) => `, ${by} de plus`,
      fewer: (by: string) => `, ${by} de moins`,
      same: ', au même niveau',
      higher: (by: string) => `, ${by} de plus`,
      lower: (by: string) => `, ${by} de moins`,
    },
    points: (n: string) =>
      isSingular(n) ? `${n}\u00a0point de pourcentage` : `${n}\u00a0points de pourcentage`,
    beforeOf: { previous: 'que sur la période précédente', last_year: 'qu’un an plus tôt' },
    beforeValue: (before: string, value: string) => ` ${before} (${value})`,
    nothing: 'Il n’y a pas de données pour cette période.',
    allHidden: 'Tous les chiffres de cet intervalle sont masqués pour protéger les personnes.',
    allClosed: 'C’était fermé pendant tout cet intervalle.',
    onlyPartial: 'Aucun pas de cet intervalle n’est entièrement enregistré.',
    better: { higher: 'Plus c’est haut, mieux c’est.', lower: 'Plus c’est bas, mieux c’est.' },
    heldAgainst: (period: string, before: string) => `${period}, comparé à la période ${before}`,

    ranges: {
      '1d': '1 jour',
      '5d': '5 jours',
      '1m': '1 mois',
      '6m': '6 mois',
      ytd: 'Cette année',
      '1y': '1 an',
      '5y': '5 ans',
      max: 'Tout',
    },
    shortRanges: {
      '1d': '1J',
      '5d': '5J',
      '1m': '1M',
      '6m': '6M',
      ytd: 'Année',
      '1y': '1A',
      '5y': '5A',
      max: 'Tout',
    },
    grains: {
      '15min': 'quart d’heure',
      hour: 'heure',
      day: 'jour',
      week: 'semaine',
      month: 'mois',
    },
    perGrain: {
      '15min': 'par quart d’heure',
      hour: 'par heure',
      day: 'par jour',
      week: 'par semaine',
      month: 'par mois',
    },
    buckets: {
      '15min': (n: string) => (isSingular(n) ? `${n} quart d’heure` : `${n} quarts d’heure`),
      hour: (n: string) => (isSingular(n) ? `${n} heure` : `${n} heures`),
      day: (n: string) => (isSingular(n) ? `${n} jour` : `${n} jours`),
      week: (n: string) => (isSingular(n) ? `${n} semaine` : `${n} semaines`),
      month: (n: string) => `${n} mois`,
    },
    weekOf: (date: string) => `semaine du ${date}`,

    controls: {
      label: 'Ce que montre le graphique',
      range: 'Période',
      from: 'Du',
      to: 'Au',
      metric: 'Chiffre',
      grain: 'Détail',
      auto: 'selon la période',
      more: 'Plus de choix',
      // Said of a channel as of a reason, so without a gender.
      all: 'sans filtre',
      channel: 'Canal',
      queue: 'Ligne de service',
      category: 'Motif',
      cause: 'Cause',
      by: 'Séparer',
      together: 'tout ensemble',
      byOf: {
        channel: 'par canal',
        queue: 'par ligne de service',
        category: 'par motif',
        cause: 'par cause',
      },
      compare: 'Comparer avec',
      compares: { none: 'rien', previous: 'la période précédente', last_year: 'l’année précédente' },
      average: 'Moyenne sur un cycle complet',
      expected: 'Fourchette attendue',
      skipClosed: 'Omettre les heures de fermeture',
      show: 'Afficher en image',
      showTable: 'Afficher en tableau (CSV)',
      withoutScripts:
        'Sans JavaScript, le graphique ci-dessous ne change pas\u202f; ces boutons donnent toute autre vue sous forme d’image ou de tableau.',
    },

    rules: {
      months_before: (count: number) => (count === 1 ? 'le mois précédent' : `les ${count} mois précédents`),
      year_of_months: () => 'les mêmes mois, un an plus tôt',
      days_before: (count: number) =>
        `${count} jours plus tôt, pour que chaque jour soit comparé au même jour de la semaine`,
      year_by_days: (count: number) =>
        `${count} jours plus tôt, pour que chaque jour soit comparé au même jour de la semaine`,
      year_by_weekday: () =>
        '364 jours plus tôt, pour que chaque jour soit comparé au même jour de la semaine\u202f; un jour férié est comparé au même jour férié, et aucun autre jour n’est comparé à un jour férié',
    },
    rule: (rule: string) => `En gris\u00a0: ${rule}.`,
    wholeRule: (rule: string) => `L’ensemble est comparé à\u00a0: ${rule}.`,
    byWeekdays: (period: string, value: string, change: string) =>
      `Comparé aux mêmes jours de la semaine, ${period} (${value})\u00a0: ${change}.`,
    records: (period: string) =>
      `Les enregistrements vont ${period}\u202f; de ce qui est en dehors rien n’est dit.`,
    averageNote: {
      '15min': 'La moyenne porte sur la semaine autour de chaque point.',
      hour: 'La moyenne porte sur la semaine autour de chaque point.',
      day: 'La moyenne porte sur la semaine autour de chaque point.',
      week: 'La moyenne porte sur les 13 semaines autour de chaque point.',
      month: 'La moyenne porte sur les 12 mois autour de chaque point.',
    },
    mostShown: 'Les quatre qui comptent le plus de contacts sont affichés.',
    noAverage: 'Un centile n’a pas de moyenne\u00a0: aucune n’est tracée.',
    incompleteDays: (count: number) =>
      count === 1
        ? 'Un jour de cet intervalle est incomplet.'
        : `${count} jours de cet intervalle sont incomplets.`,
    noWhole:
      'Il n’y a pas un seul chiffre pour toute cette durée\u00a0: les percentiles ne s’additionnent pas, et certains chiffres ne sont publiés que par semaines ou mois entiers.',
    expectedNote: (weeks: number) =>
      `La bande claire est la fourchette attendue d’après le même jour de la semaine et la même heure au cours des ${weeks} semaines précédentes\u00a0: environ 8 valeurs ordinaires sur 10 s’y trouvent.`,
    noExpected:
      'Par semaine et par mois, il y a trop peu de périodes pour dire à quoi l’on pouvait s’attendre.',
    names: {
      compared: { previous: 'période précédente', last_year: 'année précédente' },
      average: 'moyenne',
      expected: '8 sur 10',
    },
    summary: (highest: string, highestAt: string, lowest: string, lowestAt: string) =>
      `Maximum\u00a0: ${highest} (${highestAt})\u202f; minimum\u00a0: ${lowest} (${lowestAt}).`,
    rangeShown:
      'Étendue affichée\u00a0: il y a tant de points que chaque colonne de pixels va de son minimum à son maximum',
    brokenAxis: 'L’axe ne va pas de 0 à 100\u202f%',
    timeCut: 'Les heures de fermeture sont omises',
    signs: {
      closed: 'Fond gris\u00a0: fermé',
      missing: 'Tiret\u00a0: sans données',
      suppressed: 'Hachures\u00a0: masqué (vie privée)',
      provisional: 'Tirets\u00a0: provisoire',
      partial: 'Fin hachurée\u00a0: incomplet',
    },

    events: {
      lane: (list: string) => `Sous l’axe\u00a0: ${list}.`,
      title: 'Ce qui s’est passé pendant cette période',
      none: 'Rien n’est enregistré pour cette période.',
      several: (count: number, labels: string) => `${count} événements\u00a0: ${labels}`,
      of: (kind: string, title: string) => `${kind}\u00a0: ${title}`,
      kinds: {
        holiday: 'Jour férié',
        outage: 'Panne',
        target: 'Objectif',
        definition: 'Définition',
        action: 'Mesure prise',
        judgement: 'Verdict',
        cause: 'Causes',
        responsible: 'Règle responsable',
        retirement: 'Fin',
        gap: 'Sans données',
      },
      verdicts: verdictNames,
      judged: (weeks: number, verdict: string, title: string) =>
        `Jugée après ${weeks} semaines, ${verdict}\u00a0: ${title}`,
      column: 'Ce qui s’est passé',
    },

    table: {
      title: 'Les chiffres sous forme de tableau',
      caption: (label: string, grain: string, period: string) => `${label}, ${grain}, ${period}`,
      time: 'Période',
      base: 'Sur un total de',
      compared: { previous: 'Période précédente', last_year: 'Année précédente' },
      comparedDate: 'Comparé à',
      change: 'Variation',
      pointsChange: 'Variation en points de pourcentage',
      average: 'Moyenne',
      expected: 'Attendu',
      more: (n: string) =>
        isSingular(n) ? `Afficher ${n} ligne antérieure` : `Afficher ${n} lignes antérieures`,
    },

    downloads: {
      title: 'Emportez cette vue',
      csv: 'Tableau (CSV)',
      json: 'Données (JSON)',
      svg: 'Image (SVG)',
      png: 'Image (PNG)',
      of: (rows: string, period: string) => `${rows}, ${period}`,
      link: 'Copier l’adresse de cette vue',
      copied: 'Adresse copiée.',
    },
    asOf: (date: string) => `Données arrêtées au ${date}`,

    readout: {
      at: (time: string, value: string) => `${opening(time)}\u00a0: ${value}`,
      with: (value: string, status: string) => `${value} (${status})`,
      compared: (name: string, value: string, date: string) => `${name} ${value} (${date})`,
      expected: (low: string, high: string) => `attendu entre ${low} et ${high}`,
      average: (value: string) => `moyenne ${value}`,
    },
    measure: {
      open: 'Mesurer',
      choose: 'Touchez ou cliquez une extrémité de ce que vous voulez mesurer.',
      start: (time: string) => `Début de la mesure\u00a0: ${time}. Allez à l’autre extrémité.`,
      result: (from: string, to: string, change: string, share: string, perDay: string) =>
        `${opening(from)} – ${to}\u00a0: ${change}${share}${perDay}`,
      share: (share: string) => ` (${share})`,
      perDay: (rate: string) => `, ${rate} par jour`,
      unknown: (from: string, to: string) =>
        `${opening(from)} – ${to}\u00a0: il n’y a pas de chiffre pour l’un des deux.`,
    },
    keys: {
      title: 'Touches du graphique',
      close: 'Fermer',
      open: 'Touches (?)',
      rows: {
        step: { keys: '← →', what: 'au chiffre précédent ou suivant' },
        far: { keys: 'Page préc., Page suiv.', what: 'de dix en dix chiffres' },
        ends: { keys: 'Début, Fin', what: 'au premier ou au dernier chiffre' },
        zoom: { keys: '+ −', what: 'plus près, plus loin' },
        pan: { keys: 'Maj + ← →', what: 'une période plus ancienne ou plus récente' },
        measure: {
          keys: 'M',
          what: 'mesurer à partir d’ici\u202f; encore une fois pour terminer. À la souris\u00a0: glisser avec Maj',
        },
        whole: { keys: '0', what: 'tout l’historique' },
        help: { keys: '?', what: 'ces touches' },
      },
    },
    minimap: (from: string, to: string) =>
      `Tout l’historique en petit\u202f; le graphique va du ${from} au ${to}`,
    brush: {
      start: 'Premier jour affiché',
      end: 'Dernier jour affiché',
      whole: 'Déplacer la période affichée',
    },

    faults: {
      left: (what: string) => `Laissé de côté\u00a0: ${what}. Le reste est affiché.`,
      withoutStep: (why: string) =>
        `Ce niveau de détail n’existe pas (${why}). Celui qui convient à la période est affiché.`,
      refused: (why: string) => `Cette vue n’existe pas (${why}). La vue initiale est affichée à sa place.`,
    },
    // Not "depuis 14 h", which is also "for 14 hours".
    unreachable: (since) => `Les chiffres en direct ne sont plus accessibles (constaté à ${since}).`,
    shownAsOf: (date) => `Ce qui est affiché est la dernière publication, à la date du ${date}.`,
    months: {
      title: 'Mois par mois',
      standfirst: 'Contacts de chaque mois civil, comparés au même mois de l’année précédente.',
      column: 'Mois',
    },
  },
} satisfies Translation;
