/** In French: promises and what came of them, the bridge between the clocks, the formulas, the allowance, the score. */
import { capitalise } from '../capitalise.ts';
import type { Translation } from '../translation.ts';
import { de } from './grammar.ts';

export const levels = {
  levels: {
    kept: {
      kicker: 'La promesse a-t-elle été tenue\u00a0?',
      heading: {
        met: (share: string, time: string, aim: string, month: string) =>
          `La promesse a été tenue en ${month}\u00a0: ${share} en ${time} au plus, pour ${aim} promis`,
        missed: (share: string, time: string, aim: string, month: string) =>
          `La promesse n’a pas été tenue en ${month}\u00a0: ${share} en ${time} au plus, pour ${aim} promis`,
        too_close: (share: string, time: string, aim: string, month: string) =>
          `Trop serré pour trancher en ${month}\u00a0: ${share} en ${time} au plus, pour ${aim} promis`,
      },
      changedHeading: (share: string, month: string) =>
        `L’objectif a changé en ${month}\u00a0: ${share} ont eu ce qui était promis ce jour-là`,
      plainHeading: (share: string, month: string) => `${share} ont obtenu une réponse à temps en ${month}`,
      hiddenHeading: (month: string) => `On ne peut dire si la promesse a été tenue en ${month}`,
      counted: (clock: string, share: string, n: string) => `${clock}\u00a0: ${share} sur ${n}.`,
      judged: (clock: string, share: string, n: string, range: string, aim: string, verdict: string) =>
        `${clock}\u00a0: ${share} sur ${n} (${range} selon l’écart des jours), pour ${aim} promis\u00a0: ${verdict}.`,
      verdicts: { met: 'atteint', missed: 'manqué', too_close: 'trop serré pour trancher' },
      unjudged: {
        no_target: 'pas d’objectif',
        no_records: 'non enregistré',
        hidden: 'masqué',
        target_changed: 'objectif modifié',
        days_hidden: 'certains jours masqués',
        too_few_days: 'trop peu de jours',
      },
      changed: (day: string) =>
        `L’objectif a changé le ${day}\u00a0: chaque contact compte selon l’objectif de son jour, et chaque objectif est jugé sur ses propres jours.`,
      halfHours: (share: string, n: string) =>
        `L’objectif a été atteint dans ${share} des ${n} demi-heures. Les creuses et les chargées y comptent autant\u00a0: les bonnes heures ne cachent pas les mauvaises.`,
      halfHoursName: 'Demi-heures qui l’ont atteint',
      ofN: (n: string) => `sur ${n}`,
      denominators: {
        answered_or_gave_up:
          'Notre horloge va de la file à la réponse et compte tous ceux qui ont obtenu une réponse ou renoncé\u00a0; elle ne compte pas ceux qui ont fini dans le menu, ont été refusés ou ont demandé un rappel.',
        everyone_who_asked:
          'L’horloge du client va de la première demande à la solution et compte tous ceux qui ont demandé.',
      },
      band: 'La bande claire est l’intervalle à 95\u00a0%, jugé d’après les écarts entre les jours du mois. Un jour compte pour un tout, car ses appelants partagent une file.',
      today: (aim: string, time: string, share: string) =>
        `Selon l’objectif actuel (${aim} en ${time}), le mois en serait à ${share}.`,
      todayUnknown: (aim: string, time: string) =>
        `Ce que donnerait le mois selon l’objectif actuel (${aim} en ${time}) ne peut être dit\u00a0: aucun compte à ce délai n’est publié.`,
      table: (month: string) => `Promesses en vigueur en ${month}`,
      promise: 'Promesse',
      clock: 'Horloge',
      inForce: 'En vigueur',
      attained: 'Atteint',
      range: 'Intervalle à 95\u00a0%',
      aim: 'Objectif',
      verdict: 'Jugement',
      exclusions: 'Non compté',
      since: (from: string) => `depuis le ${from}`,
      between: (from: string, to: string) => `du ${from} au ${to}`,
    },
    bridge: {
      kicker: 'De notre horloge à celle du client',
      lower: (points: string, month: string) =>
        `L’horloge du client est ${points} au-dessous de la nôtre en ${month}`,
      higher: (points: string, month: string) =>
        `L’horloge du client est ${points} au-dessus de la nôtre en ${month}`,
      equal: (share: string, month: string) => `Les deux horloges donnent ${share} en ${month}`,
      standfirst: (ours: string, customers: string) =>
        `La nôtre donne ${ours}, celle du client ${customers}. Chaque barre est un groupe de personnes, et ce dont il déplace l’une vers l’autre.`,
      points: (n: string, isOne: boolean) => (isOne ? `${n}\u00a0point` : `${n}\u00a0points`),
      parts: {
        threshold: 'Un autre délai admis',
        menu: 'Fini dans le menu',
        refused: 'Occupé ou refusé',
        later: 'Parti pour un rappel',
        gave_up: 'A renoncé',
        other: 'Tout le reste',
      },
      people: (n: string) => `${n}\u00a0personnes`,
      how: 'Un groupe retire sa part de tous ceux qui ont demandé, multipliée par ce dont il a été aidé moins souvent à temps. Les étapes s’additionnent exactement, dans n’importe quel ordre.',
      gaveUp:
        'Ceux qui ont renoncé comptent contre les deux horloges et ne font aucune différence entre elles.',
      other:
        'Tout le reste, c’est le temps passé dans les menus avant la file, les transferts, les heures de fermeture et le temps jusqu’à la solution\u00a0: les données ne les distinguent pas. Un groupe trop petit pour être montré s’y trouve aussi.',
      table: (month: string) => `Les étapes en ${month}`,
      step: 'Étape',
      change: 'Points',
      n: 'Personnes',
    },
    formulas: {
      kicker: 'Un mois, cinq formules',
      heading: (low: string, high: string, month: string) =>
        `Le même mois ${de(month)} vaut ${low} ou ${high} selon la seule formule`,
      same: (share: string, month: string) => `Toutes les formules donnent ${share} en ${month}`,
      hidden: (month: string) => `Ce que change la formule en ${month} est masqué`,
      standfirst:
        'Rien ne change, sauf qui est compté. Nous publions la plus stricte\u00a0; les autres sont ici pour que vous puissiez nous comparer à ceux qui les utilisent.',
      names: {
        worst: 'Tous ceux qui ont renoncé comptent',
        short: 'Sans les abandons immédiats',
        excl: 'Sans les abandons précoces',
        credit: 'Abandons précoces comptés comme servis',
        ans: 'Seuls ceux qui ont eu une réponse',
      },
      definitions: {
        worst: 'Réponses à temps ÷ (réponses + abandons)',
        short: 'Réponses à temps ÷ (réponses + abandons − abandons en quelques secondes)',
        excl: 'Réponses à temps ÷ (réponses + abandons − abandons dans le délai)',
        credit: '(Réponses à temps + abandons dans le délai) ÷ (réponses + abandons)',
        ans: 'Réponses à temps ÷ réponses',
      },
      ours: 'la nôtre',
      choose: 'Marquer une formule',
      table: (month: string) => `${capitalise(month)} selon chaque formule`,
      formula: 'Formule',
      definition: 'Ce que l’on divise par quoi',
      share: 'Part',
      n: 'Sur',
    },
    allowance: {
      kicker: 'Ce que la promesse permet, et ce qui en est consommé',
      wasUsedUp: (day: string, month: string) =>
        `La marge attendue pour tout ${month} était épuisée le ${day}`,
      usedUp: (day: string, month: string) => `À ce rythme, la marge ${de(month)} sera épuisée le ${day}`,
      lasts: (month: string) => `À ce rythme, la marge ${de(month)} suffit`,
      early: (month: string) => `Il est trop tôt pour dire si la marge ${de(month)} suffira`,
      over: (times: string, month: string) =>
        `${capitalise(month)} a consommé ${times} de ce que la promesse permet`,
      under: (times: string, month: string) =>
        `${capitalise(month)} a consommé ${times} de ce que la promesse permet, sans plus`,
      standfirst: (aim: string, allowed: string, spent: string) =>
        `Promettre ${aim}, c’est laisser ${allowed} contacts attendre plus longtemps. ${spent} l’ont fait.`,
      soFar: (aim: string, allowed: string, spent: string) =>
        `Promettre ${aim}, c’est laisser ${allowed} des contacts venus jusqu’ici attendre plus longtemps. ${spent} l’ont fait.`,
      burn: (day: string, ofDay: string, ofWeek: string) =>
        `Le ${day}, la marge a été consommée ${ofDay}\u00a0fois aussi vite que permis, et ${ofWeek}\u00a0fois sur les sept jours jusque-là.`,
      fast: 'Les deux sont trop rapides\u00a0: plus du double le dernier jour et plus de 1,2 fois sur la semaine.',
      spent: 'ont attendu plus',
      allowed: 'permis jusque-là',
      note: 'Les deux lignes s’additionnent jour après jour\u00a0; la marge croît avec les contacts. Tant que la ligne consommée est la plus basse, la promesse est tenue. Les jours masqués ne sont dans aucune des deux.',
      table: (month: string) => `Jour par jour, ${month}`,
      day: 'Jour',
      missed: 'Ont attendu plus',
      allowedOnDay: 'Permis',
      sum: 'Consommé jusque-là',
      figure: (heading: string, spent: string, allowed: string) =>
        `${heading}. Deux lignes\u00a0: ${spent} ont attendu plus longtemps, ${allowed} étaient permis.`,
    },
    others: { kicker: (month: string) => `Les objectifs des autres canaux en ${month}` },
    score: {
      kicker: 'Toutes les promesses en un nombre, et ce qui le compose',
      heading: (score: string, month: string) =>
        `${capitalise(month)}\u00a0: ${score} sur 100 pour l’ensemble des promesses`,
      none: (month: string) =>
        `Pas de note pour ${month}\u00a0: une promesse qui compte pour un cinquième ou plus ne peut être dite`,
      standfirst:
        'Chaque promesse compte dans la mesure où elle a été tenue, aucune plus que pleinement. Le nombre cache plus qu’il ne dit\u00a0; ce qui le compose est à côté.',
      weights: 'Les poids font partie de la configuration publiée.',
      lowerIsBetter: 'hors de la note\u00a0: là, moins vaut mieux',
      table: (month: string) => `Chaque promesse en ${month}`,
      weight: 'Poids',
      points: 'Apporte',
    },
  },
} satisfies Pick<Translation, 'levels'>;
