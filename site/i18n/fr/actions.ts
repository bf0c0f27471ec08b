/** What the pages of actions say, in French. */
import type { Translation, Words } from '../translation.ts';
import { de, withoutArticle } from './grammar.ts';

export const actions: Translation<Pick<Words, 'actions'>> = {
  actions: {
    title: 'Ce que nous faisons pour y remédier',
    menu: 'Mesures',
    description:
      'Ce qui est fait contre les causes des problèmes et des réclamations, et ce qui en était attendu.',
    emptyHeading: 'Aucune mesure n’a été enregistrée',
    empty:
      'Rien de ce que l’entreprise fait contre les causes n’a été consigné jusqu’ici. Les raisons pour lesquelles on nous contacte sont comptées malgré tout\u00a0:',
    all: {
      running: (n: number) => (n === 1 ? 'Une mesure est en cours' : `${n} mesures sont en cours`),
      rolling_out: (n: number) =>
        n === 1 ? 'Une mesure est en cours de déploiement' : `${n} mesures sont en cours de déploiement`,
      planned: (n: number) => (n === 1 ? 'Une mesure est prévue' : `${n} mesures sont prévues`),
      ended: (n: number) => (n === 1 ? 'Une mesure est terminée' : `${n} mesures sont terminées`),
    },
    some: {
      running: (n: number) => `${n} en cours`,
      rolling_out: (n: number) => `${n} en cours de déploiement`,
      planned: (n: number) => (n === 1 ? '1 prévue' : `${n} prévues`),
      ended: (n: number) => (n === 1 ? '1 terminée' : `${n} terminées`),
    },
    heading: (total: number, parts: string) => `${total} mesures\u00a0: ${parts}`,
    groups: {
      running: 'En cours',
      rolling_out: 'En cours de déploiement',
      planned: 'Prévues',
      ended: 'Terminées',
    },
    since: (start: string) => `Depuis le ${start}.`,
    sinceForAll: (start: string, complete: string) =>
      `Depuis le ${start}\u00a0; pour tous depuis le ${complete}.`,
    until: (start: string, complete: string) =>
      `Depuis le ${start}\u00a0; pour tous à partir du ${complete}.`,
    from: (start: string) => `À partir du ${start}.`,
    givenUp: (start: string, end: string) => `Prévue pour le ${start}, abandonnée le ${end}.`,
    between: (start: string, end: string) => `Du ${start} au ${end}.`,
    terms: {
      when: 'Quand',
      owner: 'Qui en répond',
      cause: 'Au sujet de',
      expected: 'Attendu',
      status: 'État, selon l’entreprise',
      registered: 'Enregistrée',
      starts: 'Début',
      rolledOut: 'Pour tous',
      ended: 'Fin',
      worthwhile: 'En vaut la peine dès',
      control: 'Comparée à',
      model: 'Comment cela devrait se voir',
      idea: 'De qui vient l’idée',
    },
    effect: {
      down: (share: string) => `une baisse de ${share}`,
      up: (share: string) => `une hausse de ${share}`,
      downUnsaid: 'une baisse, dont l’ampleur n’a pas été dite',
      upUnsaid: 'une hausse, dont l’ampleur n’a pas été dite',
    },
    fewerOrMore: {
      down: (share: string | null, whose: string, about: string) =>
        share === null
          ? `moins ${de(withoutArticle(whose))}${about}, sans que l’ampleur ait été dite`
          : `${share} ${de(withoutArticle(whose))} en moins${about}`,
      up: (share: string | null, whose: string, about: string) =>
        share === null
          ? `plus ${de(withoutArticle(whose))}${about}, sans que l’ampleur ait été dite`
          : `${share} ${de(withoutArticle(whose))} en plus${about}`,
    },
    about: {
      causes: (names: string) => ` au sujet de\u00a0: ${names}`,
      kind: (name: string) => ` de la catégorie «\u00a0${name}\u00a0»`,
    },
    expectation: (figure: string, effect: string) => `${figure}\u00a0: ${effect}`,
    why: 'Ce qui est fait, et pourquoi',
    shareOfComplaints: (share: string, period: string, cause: string) =>
      `Pour «\u00a0${cause}\u00a0», en ${period}\u00a0: ${share}.`,
    shareOfContacts: (share: string, period: string, category: string) =>
      `De la catégorie «\u00a0${category}\u00a0», en ${period}\u00a0: ${share}.`,
    registeredBefore: (date: string) => `${date}, avant son début`,
    registeredLate: (date: string) =>
      `${date}, après son début\u00a0: ce qui était attendu n’avait pas été fixé à l’avance.`,
    worthwhile: (share: string) => `un changement de ${share}`,
    control: (name: string) => `${name}, que la mesure ne devrait pas modifier`,
    models: {
      step: 'd’un seul coup et durablement',
      slope: 'peu à peu',
      temporary: 'pour un temps seulement',
    },
    ideas: { customers: 'Des clients l’ont proposée', own: 'De l’entreprise elle-même' },
    caution:
      'Une courbe avant et après ne prouve rien par elle-même\u00a0: les saisons, les jours fériés et bien d’autres choses changent pendant les mêmes semaines.',
    kicker: 'Le chiffre qu’elle devrait changer, semaine par semaine',
    weekHeading: (figure: string, value: string, week: string) =>
      `${figure}\u00a0: ${value} dans la semaine du ${week}`,
    weekCount: (value: string, whose: string, about: string, week: string) =>
      `${value}\u00a0${withoutArticle(whose)} dans la semaine du ${week}${about}`,
    weekHeadingUnknown: (figure: string) => `${figure}, semaine par semaine`,
    standfirst: (from: string, to: string) => `Chaque point est une semaine, du ${from} au ${to}.`,
    marked: 'Les traits verticaux marquent ce qui est arrivé à la mesure.',
    expectedLevel: (value: string) => `attendu\u00a0: ${value}`,
    expectedNote: (weeks: number) =>
      `La ligne en tirets est ce qui était attendu\u00a0: la valeur médiane des ${weeks} semaines avant le début, changée d’autant qu’annoncé. Les saisons n’en sont pas retirées.`,
    weekOf: (week: string) => `semaine du ${week}`,
    point: (week: string, value: string) => `Semaine du ${week}\u00a0: ${value}`,
    momentStarts: (date: string) => `début, ${date}`,
    momentRolledOut: (date: string) => `pour tous, ${date}`,
    momentEnded: (date: string) => `fin, ${date}`,
    picture: (heading: string, from: string, to: string, moments: string) =>
      `${heading}. Une ligne de chiffres hebdomadaires du ${from} au ${to}. ${moments}.`,
    table: (figure: string) => `${figure}, par semaine`,
    week: 'Semaine du',
    value: 'Chiffre',
    noSeries:
      'Il n’y a pas de chiffres hebdomadaires de ce qu’elle devrait changer\u00a0; aucune courbe n’est donc montrée.',
    more: 'Pour aller plus loin',
    history: (figure: string) => `${figure}\u00a0: tout l’historique`,
    action: 'cette mesure',
    allActions: 'toutes les mesures',
  },
};
