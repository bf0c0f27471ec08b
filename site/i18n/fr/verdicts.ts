/** What is said of whether an action worked, in French. */
import type { Translation, Words } from '../translation.ts';
import { de, withoutArticle } from './grammar.ts';
import { verdictNames } from './verdict-names.ts';

export const verdicts: Translation<Pick<Words, 'verdicts'>> = {
  verdicts: {
    names: verdictNames,
    counted: {
      worked: (n: number) => (n === 1 ? '1 a réussi' : `${n} ont réussi`),
      small_but_real: (n: number) =>
        n === 1 ? '1 a eu un effet petit mais réel' : `${n} ont eu un effet petit mais réel`,
      no_measurable_effect: (n: number) =>
        n === 1 ? '1 n’a pas eu d’effet mesurable' : `${n} n’ont pas eu d’effet mesurable`,
      inconclusive: (n: number) => (n === 1 ? '1 n’est pas concluante' : `${n} ne sont pas concluantes`),
      made_it_worse: (n: number) => (n === 1 ? '1 a aggravé la situation' : `${n} ont aggravé la situation`),
      too_early: (n: number) => (n === 1 ? 'pour 1 il est trop tôt' : `pour ${n} il est trop tôt`),
      registered_late: (n: number) =>
        n === 1
          ? '1 a été enregistrée trop tard et n’est pas jugée'
          : `${n} ont été enregistrées trop tard et ne sont pas jugées`,
    },
    heading: (total: number, parts: string) => `Sur ${total} mesures, ${parts}`,
    one: {
      worked: 'La seule mesure enregistrée a réussi',
      small_but_real: 'La seule mesure enregistrée a eu un effet petit mais réel',
      no_measurable_effect: 'La seule mesure enregistrée n’a pas eu d’effet mesurable',
      inconclusive: 'On ne peut pas dire si la seule mesure enregistrée a réussi',
      made_it_worse: 'La seule mesure enregistrée a aggravé la situation',
      too_early: 'Pour la seule mesure enregistrée, il est trop tôt pour le dire',
      registered_late: 'La seule mesure a été enregistrée trop tard et n’est pas jugée',
    },
    intro:
      'Chaque mesure devait être enregistrée, avec ce qu’elle devait changer, avant de commencer. Elle est jugée après 4, 13 et 26 semaines entières, jamais entre-temps, et selon la même règle\u00a0; tous les verdicts sont montrés de la même façon, quoi qu’ils disent.',
    none: (count: number) =>
      count === 0
        ? 'Pour aucune d’elles il n’a été constaté d’effet nul ou mauvais.'
        : count === 1
          ? 'L’une d’elles n’a pas eu d’effet mesurable, ou en a eu un mauvais.'
          : `${count} d’entre elles n’ont pas eu d’effet mesurable, ou en ont eu un mauvais.`,
    lead: {
      worked: (weeks: number, change: string) => `Elle a réussi\u00a0: après ${weeks} semaines, ${change}.`,
      small_but_real: (weeks: number, change: string) =>
        `Elle a eu un effet, mais plus petit qu’il n’aurait fallu pour en valoir la peine\u00a0: après ${weeks} semaines, ${change}.`,
      no_measurable_effect: (weeks: number, change: string) =>
        `Elle n’a pas eu d’effet mesurable\u00a0: après ${weeks} semaines, ${change}.`,
      inconclusive: (weeks: number, change: string) =>
        `On ne peut pas dire si elle a réussi\u00a0: après ${weeks} semaines, ${change}.`,
      made_it_worse: (weeks: number, change: string) =>
        `Elle a aggravé la situation\u00a0: après ${weeks} semaines, ${change}.`,
      too_early: (weeks: number, change: string) =>
        `Il est trop tôt pour le dire\u00a0: après ${weeks} semaines, ${change}.`,
    },
    unjudged: {
      inconclusive: 'On ne peut pas dire si elle a réussi.',
      too_early: 'Il est trop tôt pour dire si elle a réussi.',
      registered_late:
        'Elle a été enregistrée après son début\u00a0; elle est donc montrée et jamais jugée\u00a0: ce qui était attendu n’avait pas été fixé à l’avance.',
    },
    nextLook: (weeks: number, date: string) =>
      `Elle sera jugée le ${date}, quand ${weeks} semaines entières seront définitives.`,
    way: { fewer: (size: string) => `${size} de moins`, more: (size: string) => `${size} de plus` },
    countWay: { fewer: (n: string) => `${n} de moins`, more: (n: string) => `${n} de plus` },
    level: { lower: (size: string) => `${size} de moins`, higher: (size: string) => `${size} de plus` },
    points: (n: string) => (n === '1' ? '1 point de pourcentage' : `${n} points de pourcentage`),
    change: {
      fewer: (size: string, whose: string, about: string, low: string, high: string) =>
        `${size} ${de(withoutArticle(whose))} de moins${about} que sans elle, entre ${low} et ${high}`,
      more: (size: string, whose: string, about: string, low: string, high: string) =>
        `${size} ${de(withoutArticle(whose))} de plus${about} que sans elle, entre ${low} et ${high}`,
    },
    changeAcross: {
      fewer: (size: string, whose: string, about: string, low: string, high: string) =>
        `${size} ${de(withoutArticle(whose))} de moins${about} que sans elle, mais tout de ${low} à ${high} convient aussi`,
      more: (size: string, whose: string, about: string, low: string, high: string) =>
        `${size} ${de(withoutArticle(whose))} de plus${about} que sans elle, mais tout de ${low} à ${high} convient aussi`,
    },
    same: (whose: string, about: string, low: string, high: string) =>
      `autant ${de(withoutArticle(whose))}${about} que sans elle, mais tout de ${low} à ${high} convient aussi`,
    figure: {
      lower: (figure: string, size: string, low: string, high: string) =>
        `${figure}\u00a0: ${size} de moins que sans elle, entre ${low} et ${high}`,
      higher: (figure: string, size: string, low: string, high: string) =>
        `${figure}\u00a0: ${size} de plus que sans elle, entre ${low} et ${high}`,
    },
    figureAcross: {
      lower: (figure: string, size: string, low: string, high: string) =>
        `${figure}\u00a0: ${size} de moins que sans elle, mais tout de ${low} à ${high} convient aussi`,
      higher: (figure: string, size: string, low: string, high: string) =>
        `${figure}\u00a0: ${size} de plus que sans elle, mais tout de ${low} à ${high} convient aussi`,
    },
    figureSame: (figure: string, low: string, high: string) =>
      `${figure}\u00a0: comme sans elle, mais tout de ${low} à ${high} convient aussi`,
    contacts: {
      fewer: (count: string, low: string, high: string) =>
        `Cela fait environ ${count} de moins, entre ${low} et ${high}.`,
      more: (count: string, low: string, high: string) =>
        `Cela fait environ ${count} de plus, entre ${low} et ${high}.`,
    },
    contactsAcross: {
      fewer: (count: string, low: string, high: string) =>
        `Cela fait environ ${count} de moins, et tout de ${low} à ${high} convient aussi.`,
      more: (count: string, low: string, high: string) =>
        `Cela fait environ ${count} de plus, et tout de ${low} à ${high} convient aussi.`,
    },
    reasons: {
      not_yet: 'Pas assez de semaines ont passé.',
      ended: 'Elle a pris fin avant de pouvoir être jugée.',
      few_weeks_before: 'Moins de 8 semaines utilisables avant elle sont connues.',
      few_weeks_after: 'Moins de 4 semaines utilisables après elle sont connues.',
      hidden_weeks:
        'Trop de ses semaines sont masquées pour protéger les personnes, parce que peu de gens nous ont contactés.',
      underpowered: 'Un effet de l’ampleur attendue ne pourrait pas encore être distingué du hasard.',
      other_action: 'Une autre mesure sur le même sujet a commencé trop près pour distinguer les deux.',
      control_unusable: 'Le témoin enregistré en dit trop peu et n’a pas été utilisé.',
      season_unknown:
        'Ni une année antérieure ni rien à quoi la comparer ne montre les saisons\u00a0; l’intervalle est donc plus large.',
      season_by_control:
        'Moins d’une année antérieure est connue\u00a0; ses saisons sont donc supposées être celles de ce à quoi elle est comparée.',
      no_contacts: 'Personne ne nous a contactés à ce sujet dans les semaines d’avant.',
      none_after: 'Personne ne nous a contactés à ce sujet dans les semaines d’après.',
      not_estimable: 'Ses semaines ne peuvent pas être distinguées de la tendance.',
      judged_together: 'Jugé avec les autres mesures, le changement pourrait être dû au hasard.',
      registered_late: 'Elle a été enregistrée après son début.',
      no_weekly_figures: 'Il n’y a pas de chiffres hebdomadaires de ce qu’elle devait changer.',
      not_a_count_or_share:
        'Ce qu’elle devait changer n’est ni un nombre ni une part, et de tels chiffres ne sont pas jugés.',
      given_up: 'Elle a été abandonnée avant de commencer\u00a0; il n’y a donc rien à juger.',
      not_on_record:
        'Aucun contact enregistré ne porte sur une cause qu’elle nomme\u00a0; on n’en sait donc rien.',
    },
    overlap: (title: string, date: string) =>
      `Une autre mesure sur le même sujet\u00a0: «\u00a0${title}\u00a0», à partir du ${date}.`,
    looksHeading: 'Ce qui a été dit, et quand',
    looks: {
      caption: 'Les examens fixés à l’avance',
      look: 'Examen',
      after: (weeks: number) => `Après ${weeks} semaines`,
      verdict: 'Verdict',
      effect: 'Changement',
      contacts: 'En contacts',
      on: (date: string) => `le ${date}`,
      due: (date: string) => `prévu le ${date}`,
      none: 'pas jugée',
      ended: 'Elle a pris fin avant que les semaines de cet examen aient passé.',
      range: (low: string, high: string) => `de ${low} à ${high}`,
    },
    promised: 'Ce qui a été promis',
    recorded: (said: string, recorded: string) =>
      `${said} selon l’entreprise\u00a0; arrivée dans ces registres le ${recorded}`,
    window: 'Dernier examen',
    windowWeeks: (weeks: number) => `après ${weeks} semaines`,
    changesHeading: 'Changements depuis l’enregistrement',
    changedBefore: (date: string, term: string, before: string, after: string) =>
      `${date}, avant son début\u00a0: ${term}, de ${before} à ${after}.`,
    changedAfter: (date: string, term: string, before: string, after: string) =>
      `${date}, après son début, et donc sans effet sur le jugement\u00a0: ${term}, de ${before} à ${after}.`,
    notSaid: 'rien',
    changed: {
      metric: 'le chiffre',
      direction: 'le sens',
      expectedEffect: 'l’ampleur attendue',
      worthwhileEffect: 'l’ampleur minimale qui en vaut la peine',
      impactModel: 'la façon dont cela devrait se voir',
      windowWeeks: 'le dernier examen',
      control: 'le témoin',
      causes: 'les causes',
      category: 'la catégorie de contact',
      channel: 'le canal',
      registeredAt: 'le jour de l’enregistrement',
      startsAt: 'le début',
      rolloutEndsAt: 'la fin du déploiement',
    },
    ways: { down: 'à la baisse', up: 'à la hausse' },
    without: 'sans elle',
    withoutNote:
      'La ligne grise est ce qui serait venu sans la mesure, d’après les semaines d’avant, et la bande douce autour d’elle est l’endroit où se trouveraient 19 lignes sur 20. La ligne forte est ce qui est venu.',
    rollout: 'déploiement',
    leftOutNote: (parts: string) =>
      `Les points creux sont des semaines qui ne sont pas utilisées\u00a0: ${parts}.`,
    leftOutWhy: {
      outage: 'une panne ou une lacune dans les relevés',
      rollout: 'les semaines du déploiement',
      selection: 'les quatre semaines avant l’enregistrement, car un mauvais mois s’améliore de lui-même',
      break: 'des semaines où d’autres contacts étaient comptés sous le même nom',
      other_action: 'des semaines où une autre mesure a commencé',
    },
    series: 'Le chiffre qui est jugé',
    controlKicker: 'À quoi elle a été comparée',
    controlLead: (name: string) => `La mesure ne devait pas modifier «\u00a0${name}\u00a0».`,
    controlNote:
      'Ce qui a fait bouger les deux de la même façon, comme une saison ou un jour férié, n’est pas attribué à la mesure.',
    howSummary: 'Comment les semaines ont servi, et ce que veut dire chaque verdict',
    how: 'Comment elle a été jugée',
    howWords: [
      'Ce qui serait venu sans la mesure est calculé d’après les semaines d’avant\u00a0: leur tendance, la saison lorsqu’une année antérieure est connue, et ce à quoi elle est comparée, son témoin, lorsqu’il a été enregistré. Les semaines dont les chiffres ne sont pas complets sont écartées, de même que les quatre d’avant l’enregistrement.',
      'Elle est jugée après 4, 13 et 26 semaines entières de plein effet, et jamais entre-temps\u00a0: qui regarde chaque semaine finit par trouver quelque chose par hasard. L’intervalle est assez large pour que les trois examens réunis se trompent au plus une fois sur vingt, et les mesures jugées en même temps sont corrigées ensemble.',
      'Tout est fait de chiffres publiés. Les nombres sont arrondis et les petits masqués avant tout calcul\u00a0; chacun peut donc le refaire avec le fichier des semaines ci-dessous.',
    ],
    used: (before: string, after: string) =>
      `Utilisées ici\u00a0: ${before} semaines avant et ${after} après.`,
    usedControl: 'Le témoin a servi de comparaison.',
    usedExposure: {
      orders: 'Les contacts ont été rapportés aux commandes de chaque semaine.',
      customers: 'Les contacts ont été rapportés aux clients de chaque semaine.',
      open_days: 'Les contacts ont été rapportés aux jours d’ouverture de chaque semaine.',
    },
    usedLevel: (level: string, smallest: string) =>
      `L’intervalle vaut à ${level}\u00a0; un effet de ${smallest} aurait été trouvé quatre fois sur cinq.`,
    meaning: {
      worked:
        'Tout l’intervalle est du côté voulu, et le changement est au moins celui dont il a été dit qu’il en vaudrait la peine.',
      small_but_real: 'Tout l’intervalle est du côté voulu, mais le changement est plus petit.',
      no_measurable_effect:
        'L’intervalle contient l’absence de changement, et aucun changement qui en aurait valu la peine.',
      inconclusive:
        'L’intervalle contient l’absence de changement, et aussi des changements qui en vaudraient la peine\u00a0; ou rien ne peut être calculé.',
      made_it_worse: 'Tout l’intervalle est de l’autre côté.',
      too_early:
        'Moins de 8 semaines avant ou de 4 après sont connues, ou le changement attendu ne pourrait pas encore être trouvé.',
      registered_late: 'Elle a été enregistrée après son début. Elle n’est jamais jugée.',
    },
    meaningHeading: 'Ce que veulent dire les verdicts',
    weeks: 'les semaines d’après lesquelles elle a été jugée',
  },
};
