/** Ce que dit la page des motifs au-delà de ses comptes. */
import type { Translation } from '../translation.ts';
import { de } from './grammar.ts';

const change = {
  rose: (from: string, value: string) => `C’est nettement plus qu’en ${from} (${value}).`,
  fell: (from: string, value: string) => `C’est nettement moins qu’en ${from} (${value}).`,
  no_clear_change: (from: string, value: string) => `Pas de changement net par rapport à ${from} (${value}).`,
  unchanged: (from: string, value: string, earlier: string, earlierValue: string) =>
    `Pas de changement net par rapport à ${from} (${value}) ni à ${earlier} (${earlierValue}).`,
};

export const reasons = {
  reasonChanges: {
    kicker: 'Ce qui a changé',
    rose: (names: string, from: string) => `Une part nettement plus grande qu’en ${from}\u00a0: ${names}`,
    fell: (names: string, from: string) => `Une part nettement plus petite qu’en ${from}\u00a0: ${names}`,
    both: (more: string, fewer: string, from: string) =>
      `Une part nettement plus grande qu’en ${from}\u00a0: ${more}. Nettement plus petite\u00a0: ${fewer}`,
    none: (from: string) => `Aucun motif n’a nettement changé par rapport à ${from}`,
    standfirst: (period: string, from: string) =>
      `Évolution de la part de chaque motif dans l’ensemble des contacts, ${period} par rapport à ${from}, en points de pourcentage.`,
    verdict: {
      rose: 'en hausse',
      fell: 'en baisse',
      no_clear_change: 'pas de changement net',
      not_known: 'on ne peut le dire',
    },
    band: 'La bande claire est l’intervalle à 95\u00a0%\u00a0: l’écart que le hasard peut donner à un mois comme celui-ci, avec des jours aussi différents entre eux qu’ils l’ont été.',
    bandOfAll:
      'La bande claire est l’écart que le hasard peut donner à chaque changement. Elle est si large que, pour six motifs regardés ensemble, le hasard seul n’en ferait paraître un changé qu’un mois sur 20.',
    leftOut:
      'Lorsque la bande comprend «\u00a0aucun changement\u00a0», nous ne disons pas qu’il y en a eu un.',
    figure: (heading: string, rows: string) => `${heading}. ${rows}.`,
    table: (period: string) => `Part de chaque motif, ${period}`,
    count: 'Contacts reçus',
    share: 'Part',
    range: 'Intervalle à 95\u00a0%',
    against: (period: string) => `Par rapport à ${period}, en points`,
    rates: (period: string) => `Contacts pour 1\u202f000 clients et 1\u202f000 commandes, ${period}`,
    per: { customers: 'pour 1\u202f000 clients', orders: 'pour 1\u202f000 commandes' },
    absentHeading: 'On ne peut pas encore dire si les motifs ont changé',
    absent: 'Il n’y a pas de mois antérieur dont les motifs soient connus.',
  },

  reasonShares: {
    kicker: 'Les parts au fil du temps',
    heading: (from: string, to: string) =>
      `La part de chaque motif dans l’ensemble des contacts, ${de(from)} à ${to}`,
    standfirst:
      'Les bandes claires sont les intervalles à 95\u00a0% de chaque mois. Là où une ligne bouge de moins que la hauteur de sa bande, ce peut être le hasard.',
    ofAll:
      'Là où un motif est masqué, les parts restent celles de l’ensemble des contacts\u00a0: celles qui sont montrées font moins que le tout.',
    scales: 'Chaque cadre a sa propre échelle, de zéro à la valeur écrite en haut.',
    table: (from: string, to: string) =>
      `Part de chaque motif par mois, ${de(from)} à ${to}, avec son intervalle à 95\u00a0%`,
    column: 'Mois',
    figure: (heading: string) => `${heading}. Une petite ligne par motif, avec son intervalle.`,
    absentHeading: 'On ne peut pas encore suivre les parts dans le temps',
    absent: 'Il faut deux mois entiers dont les motifs sont connus.',
  },

  demand: {
    kicker: 'Utiles et évitables',
    heading: (share: string) =>
      `${share} n’auraient pas été nécessaires si quelque chose avait été fait, ou bien fait`,
    hiddenHeading: 'Le nombre de contacts évitables est masqué pour protéger les personnes',
    change,
    chasing: (share: string) => `${share} demandaient seulement où en était une affaire.`,
    chasingNote:
      'Les demandes de suivi sont comptées par cause\u00a0: elles font partie des autres parts et ne s’y ajoutent pas.',
    noChasing: 'Les contacts qui demandent seulement où en est une affaire ne sont pas distingués.',
    assessed: (share: string, n: string) =>
      `${share} des contacts ont été évalués (${n})\u202f; les autres ne sont dans aucune de ces parts.`,
    judged: 'L’entreprise en juge elle-même. L’accord entre deux personnes est indiqué plus bas.',
    rows: {
      value_demand_share: 'Utiles',
      failure_demand_share: 'Évitables',
      unclear_demand_share: 'Indécidables',
      progress_chasing_share: 'Demandes de suivi',
    },
    table: (period: string) => `Contacts utiles et évitables, ${period}`,
    column: 'Type de contact',
    base: 'Sur combien',
    absentHeading: 'Le nombre de contacts évitables n’est pas enregistré',
    absent: 'Les contacts ne sont pas jugés utiles ou évitables.',
  },

  resolved: {
    kicker: 'Réglé du premier coup',
    heading: (share: string) => `Sans autre contact dans la semaine\u00a0: ${share}`,
    matters: 'les affaires',
    reportedHeading: (share: string) => `Réglés au premier contact, selon l’entreprise\u00a0: ${share}`,
    hiddenHeading: 'Le nombre d’affaires réglées du premier coup est masqué pour protéger les personnes',
    change,
    linked: (share: string) =>
      `Les contacts répétés sont connus pour ${share} des contacts\u00a0: ceux de clients que l’on peut reconnaître.`,
    unlinked: 'On ne peut dire quels contacts se répètent, car les clients ne sont pas reconnus.',
    young:
      'Les contacts si récents que quelqu’un peut encore revenir sont laissés de côté\u202f; les chiffres se fixent au bout de cinq semaines.',
    reported:
      '«\u00a0Déclaré réglé\u00a0» est ce que note l’entreprise, «\u00a0pas revenu\u00a0» ce qu’ont fait les clients.',
    rows: {
      resolved_first_share: 'Déclaré réglé',
      first_contact_resolution: 'Pas revenu sous 7 jours',
      first_contact_resolution_28d: 'Pas revenu sous 28 jours',
      repeat_rate: 'Répété, sous 7 jours',
      repeat_rate_28d: 'Répété, sous 28 jours',
    },
    table: (period: string) => `Réglé du premier coup et répété, ${period}`,
    column: 'Mesure',
    base: 'Sur combien',
    absentHeading: 'On n’enregistre pas si un seul contact a suffi',
    absent: 'Les données ne disent pas ce qui a été réglé et ne reconnaissent aucun client.',
  },

  coding: {
    title: 'Comment les motifs sont trouvés, et avec quelle justesse',
    how: {
      agent: 'La personne qui répond choisit le motif.',
      sample: 'Des personnes lisent un échantillon et choisissent le motif.',
      automatic: 'Une machine choisit le motif.',
    },
    unstated: 'L’entreprise n’a pas dit comment les motifs sont choisis.',
    unchecked:
      'Aucun second codage n’a été publié\u202f; personne ne peut donc dire avec quelle justesse les motifs sont choisis.',
    about: { category: 'le motif', demand: 'le caractère utile ou évitable' },
    alike: (about: string, n: string, share: string, range: string) =>
      `Sur ${about}, deux personnes qui ne voyaient pas le choix de l’autre ont été d’accord pour ${share} (intervalle à 95\u00a0%\u00a0: ${range}) de ${n} contacts.`,
    kappa: (value: string, low: string, high: string) =>
      `Le kappa de Cohen est de ${value} (intervalle à 95\u00a0%\u00a0: de ${low} à ${high}).`,
    kappaMeans:
      'Le kappa vaut 0 quand deux personnes s’accordent autant que par hasard, et 1 quand elles s’accordent toujours.',
    oneCode: (about: string) =>
      `Sur ${about}, toutes deux n’ont donné qu’une seule réponse\u00a0: leur accord ne prouve rien et le kappa n’est pas défini.`,
    sampled: (contacts: string, period: string) =>
      `L’échantillon est tiré de ${contacts} contacts, ${period}.`,
    tooFew: (about: string) =>
      `Trop peu de contacts ont été codés deux fois pour dire à quel point deux personnes s’accordent sur ${about}.`,
    hidden: (about: string) =>
      `L’accord de deux personnes sur ${about} est masqué\u00a0: si peu de choix diffèrent, ou concordent, qu’il les trahirait.`,
    table: (about: string) => `Ce qui a été pris le plus souvent pour autre chose\u00a0: ${about}`,
    first: 'Première personne',
    second: 'Seconde personne',
    contacts: 'Nombre de contacts',
    demand: { value: 'Utile', failure: 'Évitable', unclear: 'Indécidable' },
  },

  coverage: {
    title: 'Pour combien de contacts on le sait',
    table: (period: string) => `Pour chaque canal, la part des contacts pour lesquels on le sait, ${period}`,
    column: 'Ce que l’on sait',
    columns: {
      classified_share: 'Motif',
      cause_share: 'Cause, pour les problèmes et réclamations',
      assessed_share: 'Utile ou évitable',
      linkage_coverage: 'Client reconnu',
      outcome_share: 'Réglé ou non',
    },
  },

  ideas: {
    title: 'Idées',
    received: (period: string, count: number, written: string) =>
      `${written} contact${count < 2 ? '' : 's'} avec une idée, ${period}.`,
    unknown: (period: string, why: string) => `Nombre de contacts avec une idée, ${period}\u00a0: ${why}.`,
    actions: (all: number, takenUp: number) =>
      all === 0
        ? 'Aucune des actions enregistrées n’est née de l’idée d’un client.'
        : `Actions enregistrées nées de l’idée d’un client\u00a0: ${all}\u202f; déjà engagées\u00a0: ${takenUp}.`,
    send: 'Envoyer une idée',
  },

  outcomes: {
    resolved_first_share: (share: string) => `${share} déclarés réglés au premier contact`,
    first_contact_resolution: (share: string) => `${share} sans autre contact dans la semaine`,
    csat_top2: (share: string) => `${share} de satisfaits parmi ceux qui ont répondu à l’enquête`,
    sentence: (where: string, month: string, parts: string) =>
      `Ce qu’il en est résulté (${where === '' ? '' : `${where}, `}${month})\u00a0: ${parts}.`,
  },
} satisfies Translation;
