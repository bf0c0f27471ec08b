/** In French: what the reasons month by month, the steps of waiting and the small lines of figures say. */
import { capitalise } from '../capitalise.ts';
import type { Translation } from '../translation.ts';
import { de, withoutArticle } from './grammar.ts';

export const courses = {
  dayCourse: {
    kicker: 'Une journée face à une journée ordinaire',
    soFar: (count) => `À ce stade, ${count}`,
    ordinary: (weeks, from, to) =>
      `L’ordinaire est la moyenne de ${weeks} semaines, du ${from} au ${to}, hors jours fériés.`,
    rangeNote:
      'La bande découle de la variation de ces heures pendant ces semaines. Environ 2 sur 10 en sortent par le seul hasard.',
    note: 'Les heures comptant très peu de contacts sont masquées pour protéger les personnes et n’entrent dans aucune somme d’heures\u202f; les heures de nuit où presque personne ne prend contact ne figurent que dans le tableau.',
    reported: (date) => `Ces chiffres proviennent du rapport du ${date}.`,
    unreachableBare: (below) => `Les chiffres en direct sont inaccessibles. ${below}`,
    downloads: 'Contacts par heure',
    downloadsUsual: 'Une semaine ordinaire',
    absentHeading: 'Le déroulement d’une journée, heure par heure, n’est pas enregistré',
    absent: 'Les enregistrements ne contiennent pas de contacts par heure.',
  },

  reasonMonths: {
    kicker: 'Les motifs, mois par mois',
    heading: (name: string, months: string, of: string) =>
      `Le motif le plus fréquent pendant ${months} mois sur ${of}\u00a0: ${name}`,
    headingAll: (name: string, of: string) =>
      `Le motif le plus fréquent pendant les ${of} mois\u00a0: ${name}`,
    headingPlain: (from: string, to: string) => `Contacts par motif, ${de(from)} à ${to}`,
    standfirst: (from: string, to: string) => `Chaque barre est un mois, ${de(from)} à ${to}.`,
    share: (name: string, before: string, from: string, now: string, to: string) =>
      `${name}\u00a0: ${before} des contacts en ${from}, ${now} en ${to}.`,
    title: (month: string, name: string, value: string) => `${capitalise(month)}. ${name}\u00a0: ${value}`,
    figure: (heading: string, from: string, to: string) =>
      `${heading}. Barres empilées des contacts par motif, mois par mois, ${de(from)} à ${to}.`,
    counted:
      'Une partie masquée ou sans données n’est pas un zéro\u00a0: elle est posée sur la barre, et aucune part n’est calculée pour un tel mois.',
    table: 'Contacts par motif, mois par mois',
    column: 'Mois',
    absentHeading: 'Les motifs mois par mois ne sont pas enregistrés',
    absent: 'Les motifs de moins de deux mois entiers ont été publiés.',
  },

  waitSteps: {
    kicker: 'Combien de temps il a fallu',
    heading: (share: string, contacts: string, time: string, month: string, lost: string) =>
      `${share} ${de(contacts)} ont obtenu une réponse en ${time} au plus en ${month}\u202f; ${lost} ont fini par un abandon`,
    headingBare: (share: string, contacts: string, time: string, month: string) =>
      `${share} ${de(contacts)} ont obtenu une réponse en ${time} au plus en ${month}`,
    standfirst: (n: string, month: string) =>
      `Les ${n} demandes de parler à quelqu’un en ${month}\u00a0: chaque barre commence où finit la précédente.`,
    within: (time: string) => `en ${time} au plus`,
    between: (from: string, to: string) => `de ${from} à ${to}`,
    later: (time: string) => `plus de ${time}`,
    gaveUp: 'abandons',
    other: 'autre issue',
    unknownRest: (time: string) => `pas en ${time}`,
    notAnswered: 'sans réponse',
    soFar: (share: string) => `${share} jusqu’ici`,
    before: (month: string) => `Gris fin\u00a0: ${month}`,
    quickest: (time: string) =>
      `Le délai le plus court publié est de ${time}\u00a0: qui a obtenu une réponse aussitôt y est compris.`,
    neither: (share: string) =>
      `${share} n’ont eu ni réponse ni abandon\u00a0: un message laissé, un rappel demandé, une demande encore ouverte, ou les données ne le disent pas.`,
    aim: 'L’objectif ne compte pas ce qui n’a eu ni réponse ni abandon\u202f; il est placé là où il se trouverait parmi le total.',
    unknown: (share: string) =>
      `Pour ${share} au plus, l’attente n’est pas enregistrée\u202f; en cas de réponse, elle est comptée comme plus longue.`,
    joined: 'Les paliers de très peu de personnes sont réunis au suivant, pour les protéger.',
    table: (channel: string, month: string) =>
      `Combien de temps il a fallu en ${month}\u00a0: ${withoutArticle(channel)}`,
    column: 'Réponse',
    share: 'Part',
    total: 'Jusqu’ici',
    figure: (heading: string, rows: string) => `${heading}. ${rows}.`,
    absentHeading: 'Le temps qu’il a fallu n’est pas enregistré par paliers',
    absent: 'Les données ne disent pas combien ont obtenu une réponse en secondes et en minutes.',
  },

  sparkline: {
    label: (name: string, from: string, to: string, low: string, high: string, last: string) =>
      `${name}, ${de(from)} à ${to}\u00a0: entre ${low} et ${high}, ${last} le dernier mois.`,
    labelHidden: (name: string, from: string, to: string, low: string, high: string) =>
      `${name}, ${de(from)} à ${to}\u00a0: entre ${low} et ${high}, sans chiffre pour le dernier mois.`,
    last: (value: string, month: string) => `${value} en ${month}`,
    note: 'Les petites lignes montrent jusqu’à 13 mois, tous canaux réunis\u00a0: chacune va de son mois le plus bas à son mois le plus haut, et dit donc l’évolution et non la taille. Une coupure est un mois sans données, une hachure un mois masqué.',
  },
} satisfies Translation;
