/** In French: what every page says of itself. */
import type { Translation } from '../translation.ts';
import { de } from './grammar.ts';

export const page = {
  page: {
    inShort: 'En bref',
    title: (name: string) => `${name}\u00a0: le centre de contact, en toute transparence`,
    description: (name: string) =>
      `Combien de personnes contactent ${name}, combien de temps elles attendent, pourquoi, et si les promesses ont été tenues.`,
    notices: 'Avant de lire',
    titleOf: (title: string, name: string) => `${title} · ${name}`,
    path: 'Où vous êtes',
    skip: 'Aller aux chiffres',
    subtitle: 'Le centre de contact, en toute transparence',
    demonstration: 'Ceci est une démonstration. L’entreprise est fictive et tous les chiffres sont inventés.',
    moment: (moment: string) => `Produite avec une horloge réglée\u00a0: ${moment}.`,
    free: 'appel gratuit',
    notFree: 'appel payant',
    otherWays: 'Autres moyens de nous contacter',
    noteOfHours: (hours: string) => `Horaires\u00a0: ${hours}`,
    noHours: 'Les horaires ne sont pas précisés',
    closedAllWeek: 'fermé',
    closedOn: (days: string) => `fermé ${days}`,
    absences: 'Ce que nous ne pouvons pas montrer',
  },

  answer: {
    nothing: 'Rien n’a encore été publié.',
    nothingMore: 'Dès que les premières données seront chargées et publiées, les chiffres figureront ici.',
    begun: (date: string) => `Les données commencent le ${date}.`,
    quickPhone: (when: string, share: string, time: string) =>
      `Appelez ${when}\u00a0: ${share} obtiennent une réponse en ${time} au plus.`,
    quick: (when: string, share: string, time: string) =>
      `Contactez-nous ${when}\u00a0: ${share} obtiennent une réponse en ${time} au plus.`,
    quickThen: (when: string, share: string, time: string) =>
      `L’attente était la plus courte ${when}\u00a0: ${share} obtenaient une réponse en ${time} au plus.`,
    lately: (low: number, high: number) =>
      low === high
        ? `Ces dernières semaines, c’était environ ${low} sur 10.`
        : `Ces dernières semaines, c’était de ${low} à ${high} sur 10.`,
    when: (days: string, from: string, to: string) => `${days} entre ${from} et ${to}`,
    within: (time: string) => `en ${time} au plus`,
    atOnce: 'immédiatement',
    also: (when: string) => `C’est aussi rapide ${when}.`,
    month: (month: string, people: string, half: string, ninety: string | null) => {
      const first = `Sur tout le mois ${de(month)}, la moitié ${de(people)} ont obtenu une réponse ${half}`;
      return ninety === null ? `${first}.` : `${first}, et neuf sur dix ${ninety}.`;
    },
    service: (share: string, time: string, month: string) =>
      `En ${month}, nous avons répondu en ${time} au plus à ${share}.`,
    contacts: (count: string, week: string) =>
      `Nous avons reçu ${count} contacts au cours de la semaine du ${week}.`,
    satisfied: (share: string, month: string) =>
      `Étaient satisfaits en ${month}\u00a0: ${share} ayant répondu à notre enquête.`,
    satisfaction: (mean: string, month: string) =>
      `Les personnes qui ont répondu à notre enquête en ${month} nous ont donné ${mean} sur 5.`,
    lastReport: (date: string) => `Le dernier rapport date du ${date}.`,
    usualWaitUnknown:
      'On ne sait pas combien de temps on attend d’habitude à chaque heure\u00a0: nous ne pouvons donc pas dire quand l’attente est la plus courte.',
  },

  sources: {
    title: 'Téléchargements',
    json: 'JSON',
    csv: 'CSV',
    of: (what: string) => `pour «\u00a0${what}\u00a0»`,
    table: 'Les chiffres sous forme de tableau',
    methods: 'Le mode de calcul exact\u00a0:',
  },

  footer: {
    title: 'À propos de ces chiffres',
    asOf: (moment: string) => `Données arrêtées au ${moment}.`,
    noRecords: 'Il n’y a pas encore de données.',
    records: (from: string, to: string) => `Les données vont du ${from} au ${to}.`,
    licence: 'Réutilisation libre sous licence',
    licenceOf: (name: string) => `, en citant ${name}.`,
    hidden: (threshold: number) =>
      `Les effectifs de 1 à ${threshold - 1}, et les chiffres dont on pourrait les déduire, sont masqués pour protéger les personnes.`,
    metrics: 'Comment chaque chiffre est calculé',
    data: 'Tous les chiffres à télécharger',
    organisation: 'Objectifs, horaires et règles',
    openapi: 'Tous les chiffres par adresse (OpenAPI)',
    metricsApi: 'La liste des chiffres, en direct',
  },

  subjects: {
    'best-times': {
      title: 'Quand appeler',
      intro:
        'Combien de temps on attend d’habitude à chaque heure de la semaine, d’après les données des dernières semaines.',
    },
    'service-levels': {
      title: 'Réponses à temps',
      intro:
        'Combien de personnes ont obtenu une réponse dans le délai promis, selon l’horloge de l’entreprise et selon celle du client.',
    },
    categories: {
      title: 'Pourquoi on nous contacte',
      intro: 'Ce que les personnes ont demandé au cours du dernier mois complet.',
    },
    complaints: {
      title: 'Réclamations',
      intro: 'Ce dont les personnes se sont plaintes au cours du dernier mois complet.',
    },
    satisfaction: {
      title: 'Satisfaction',
      intro:
        'Ce qu’ont dit les personnes qui ont répondu à l’enquête, par rapport au mois précédent, à l’année précédente et à l’objectif.',
    },
    value: {
      title: 'Valeur et coût',
      intro:
        'Ce que vaut un compte typique par contact, ce que coûte un contact et ce que coûtent les défaillances.',
    },
  },

  site: {
    label: 'Pages',
    aboutFigures: 'Sur les chiffres',
    reasons: 'Motifs',
    changes: 'Changements',
    languages: 'Langues',
    overview: 'Aperçu',
    methods: 'Méthodes',
    data: 'Données',
  },

  notFound: {
    title: 'Cette page n’existe pas',
    heading: 'Cette page n’existe pas.',
    text: 'L’adresse est peut-être mal saisie, ou la page a été déplacée. Tous les chiffres sont restés à leur place\u00a0:',
    home: 'Aller à la première page',
  },
} satisfies Translation;
