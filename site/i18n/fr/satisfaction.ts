/** Ce que disent les figures de la page sur la satisfaction, outre sa note. */
import { de } from './grammar.ts';
export const satisfaction = {
  satisfactionMonths: {
    kicker: 'Mois par mois',
    year: {
      rose: (share: string, month: string, before: string) =>
        `${share} des répondants étaient satisfaits sur les 12 mois jusqu’en ${month}, plus que sur les 12 précédents (${before})`,
      fell: (share: string, month: string, before: string) =>
        `${share} des répondants étaient satisfaits sur les 12 mois jusqu’en ${month}, moins que sur les 12 précédents (${before})`,
      unclear: (share: string, month: string, before: string) =>
        `${share} des répondants étaient satisfaits sur les 12 mois jusqu’en ${month}\u202f; pas de changement net par rapport aux 12 précédents (${before})`,
    },
    apart: (high: string, highMonth: string, low: string, lowMonth: string) =>
      `C’est en ${highMonth} que les satisfaits étaient les plus nombreux (${high}), en ${lowMonth} les moins nombreux (${low})`,
    alike: (from: string, to: string) => `Pas de différence nette entre les mois, ${de(from)} à ${to}`,
    extremes: (low: string, lowMonth: string, high: string, highMonth: string) =>
      `Le mois entier le plus bas est ${lowMonth} (${low}), le plus haut ${highMonth} (${high}).`,
    range: (low: string, high: string) => `Les mois entiers se situent entre ${low} et ${high}.`,
    noTwo: 'Aucun ne se distingue nettement d’un autre.',
    meanHeading: (low: string, high: string, from: string, to: string) =>
      `De ${from} à ${to}, les mois entiers se situent entre ${low} et ${high} sur 5`,
    meanSame: (mean: string, from: string, to: string) =>
      `De ${from} à ${to}, chaque mois entier a obtenu ${mean} sur 5`,
    meanUnknown:
      'Des sommes de notes ne disent pas de combien la plupart des moyennes pourraient s’écarter\u00a0: aucun mois n’est donc dit meilleur qu’un autre.',
    detail: 'parmi les réponses du mois',
    atDot: (month: string) => `En ${month}, le plus grand point\u00a0:`,
    withRange: (title: string, range: string) => `${title}\u202f; intervalle à 95\u202f%\u00a0: ${range}`,
    figure: (heading: string, from: string, to: string) =>
      `${heading}. Une ligne de la satisfaction par mois, ${de(from)} à ${to}.`,
    table: 'La satisfaction par mois',
  },
  answerSpread: {
    kicker: 'Comment les réponses se répartissent',
    heading: (best: string, worst: string, month: string) =>
      `En ${month}, ${best} ont donné la meilleure note et ${worst} la pire`,
    bestHeading: (best: string, month: string) => `En ${month}, ${best} ont donné la meilleure note`,
    hiddenHeading: (month: string) =>
      `La répartition des réponses en ${month} est masquée pour protéger les personnes`,
    mean: (mean: string) => `La moyenne est de ${mean} sur 5.`,
    meanBetween: (mean: string, low: string, high: string) =>
      `La moyenne est de ${mean} sur 5\u202f; le nombre de réponses permet de ${low} à ${high}.`,
    worst: '1, le pire',
    best: '5, le mieux',
    answers: (count: string) => `${count} réponses`,
    note: 'Les nombres sont arrondis à 5, et les points que peu de personnes ont choisis sont masqués.',
    hidden: 'Quand un nombre masqué pourrait se déduire des autres, d’autres sont masqués avec lui.',
    original: (mean: string) => `Sur l’échelle propre à l’enquête, la moyenne est de ${mean}.`,
    table: (month: string) => `Réponses par point en ${month}`,
    column: 'Point',
    count: 'Réponses',
    share: 'Part',
    absentHeading: 'La répartition des réponses n’est pas enregistrée',
    absent: 'Seules des sommes de l’enquête ont été publiées, ou rien du tout.',
  },
  recommend: {
    kicker: 'Nous recommanderaient-ils\u202f?',
    heading: (score: string, month: string) => `Le score de recommandation était de ${score} en ${month}`,
    hiddenHeading: (month: string) =>
      `Le score de recommandation en ${month} est masqué pour protéger les personnes`,
    change: {
      rose: (month: string) => `Il est plus haut qu’en ${month}.`,
      fell: (month: string) => `Il est plus bas qu’en ${month}.`,
      no_clear_change: (month: string) => `Pas de changement net par rapport à ${month}.`,
      too_early: (month: string) => `Il est trop tôt pour comparer avec ${month}.`,
    },
    unchanged: (month: string, earlier: string) =>
      `Pas de changement net par rapport à ${month} ni à ${earlier}.`,
    nothingBefore: 'Il n’y a pas de mois antérieur auquel le comparer.',
    counts: (yes: string, perhaps: string, no: string) =>
      `Environ ${yes} personnes ont répondu 9 ou 10\u202f; environ ${perhaps} ont répondu 7 ou 8, et environ ${no} ont répondu 6 ou moins.`,
    widest: 'Les nombres dont il est fait sont masqués\u00a0: la bande est la plus large qu’il permette.',
    alike: 'Tous ont répondu de même\u00a0: on ne peut en déduire à quel point d’autres différeraient.',
    table: 'Le score de recommandation et ce à quoi il est comparé',
    column: 'Mois',
    score: 'Score, de −100 à 100',
    range: 'Intervalle à 95\u202f%',
    answers: 'Réponses',
    between: (low: string, high: string) => `${low} à ${high}`,
    title: (month: string, score: string, n: string) => `${month}\u00a0: ${score}, ${n} réponses`,
    absentHeading: 'On n’enregistre pas si l’on nous recommanderait',
    absent: 'Personne n’a été interrogé, ou aucune réponse n’a été publiée.',
  },
  satisfactionBy: {
    by: {
      channel: {
        kicker: 'Par canal',
        heading: (best: string, high: string, worst: string, low: string) =>
          `${best}\u00a0: ${high} de satisfaits\u202f; ${worst.toLowerCase()}\u00a0: ${low}`,
        alike: (month: string) => `Pas de différence nette entre les canaux en ${month}`,
        column: 'Canal',
        absentHeading: 'La satisfaction par canal n’est pas connue',
      },
      category: {
        kicker: 'Par motif',
        heading: (best: string, high: string, worst: string, low: string) =>
          `${best}\u00a0: ${high} de satisfaits\u202f; ${worst.toLowerCase()}\u00a0: ${low}`,
        alike: (month: string) => `Pas de différence nette entre les motifs en ${month}`,
        column: 'Motif',
        absentHeading: 'La satisfaction par motif n’est pas connue',
      },
    },
    standfirst: 'La bande claire est la marge que permet le nombre de réponses.',
    few: (count: string, least: string) => `Non dessinés\u00a0: ${count} avec moins de ${least} réponses.`,
    table: {
      channel: (month: string) => `Satisfaction par canal en ${month}`,
      category: (month: string) => `Satisfaction par motif en ${month}`,
    },
    absent: 'Il en faut au moins deux avec 30 réponses en un mois.',
  },
};
