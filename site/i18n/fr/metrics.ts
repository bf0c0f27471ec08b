/** In French: each metric's label, its meaning in a sentence, its exact definition and where that comes from. */
import type { MetricWords } from '../en/methods.ts';

const LINK_SOURCE =
  'Taylor Reach, «\u00a0first contact resolution\u00a0» (sans norme du secteur)\u202f; méthode de Candour, délai indiqué';
const CANDOUR = {
  events: 'Candour, référence 1.1 (modèle d’événements)',
  sums: 'Candour, référence 1.3',
  links: 'Candour, référence 1.4',
};

const answeredWithin = (label: string, seconds: number, plain: string): MetricWords => ({
  label,
  plain: `Parmi toutes les personnes qui ont demandé à joindre quelqu’un, la part qui a obtenu une réponse en ${plain} au plus.`,
  definition: `Contacts pris en charge dans les ${seconds}\u00a0s après leur entrée dans la file ÷ contacts reçus. Tout contact qui n’a pas été pris en charge compte en défaveur.`,
  source:
    'La règle 47 CFR 76.309 de la FCC des États-Unis (réponse en 30\u00a0s) comme modèle\u202f; seuils de Candour',
});

const waits = (part: string, whole: string, label: string): MetricWords => ({
  label,
  plain: `${part} de ceux qui patientent obtiennent une réponse dans ce délai.`,
  definition: `${whole} de ceux qui patientent obtiennent une réponse dans ce délai. Kaplan–Meier\u00a0: qui a renoncé après w secondes aurait attendu plus de w. Suppose que la patience ne dépend pas de l’attente restante.`,
  source:
    'Brown et al., J. Am. Stat. Assoc. 100 (2005)\u202f; Kaplan et Meier, J. Am. Stat. Assoc. 53 (1958)',
});

const answeredWaits = (part: string, whole: string, percentile: number): MetricWords => ({
  label: `Attente des contacts pris en charge, ${percentile}e centile`,
  plain: `${part} des personnes qui ont obtenu une réponse n’avaient pas attendu plus longtemps. Ne tient pas compte de celles qui ont renoncé.`,
  definition: `${whole} des contacts pris en charge n’ont pas attendu plus longtemps. Ne tient pas compte de ceux qui ont renoncé\u00a0: c’est quand le service est le plus mauvais que ce chiffre est le plus flatteur\u202f; il n’est montré que pour comparaison.`,
  source: 'centile simple, rang le plus proche',
});

const settled = (days: number, weeks: string): MetricWords => ({
  label: `Réglé au premier contact (${days} jours)`,
  plain: `La part des affaires pour lesquelles personne n’a dû revenir dans les ${weeks}.`,
  definition: `1 − premiers contacts suivis d’un autre du même client sur la même catégorie dans les ${days} jours ÷ premiers contacts. Les contacts de moins de ${days} jours ne sont pas encore connus et sont laissés de côté\u202f; les contacts sans référence de client ne peuvent pas être reliés et le sont aussi (voir linkage_coverage).`,
  source: LINK_SOURCE,
});

const repeats = (days: number, weeks: string): MetricWords => ({
  label: `Contacts répétés (${days} jours)`,
  plain: `La part des contacts de personnes qui nous avaient déjà contactés pour la même chose dans les ${weeks}.`,
  definition: `Contacts d’un client identifié qui en suivent un autre du même client sur la même catégorie dans les ${days} jours ÷ contacts de clients identifiés.`,
  source: LINK_SOURCE,
});

export const metrics = {
  offered: {
    label: 'Contacts',
    plain:
      'Combien de fois on a demandé à joindre une personne\u00a0: par téléphone, chat, message ou lettre.',
    definition:
      'Contacts entrés dans une file pour joindre une personne\u00a0: pris en charge, abandonnés, quittés pour un rappel ou un message, ou encore ouverts. Comptés au moment de leur arrivée.',
    source: CANDOUR.events,
  },
  attempts: {
    label: 'Tentatives',
    plain: 'Combien ont essayé, y compris les personnes aidées par un menu et celles qui ont été refusées.',
    definition: 'Toutes les demandes\u00a0: reçues, terminées dans un menu ou refusées.',
    source: CANDOUR.events,
  },
  answered: {
    label: 'Pris en charge',
    plain: 'Combien ont pu joindre une personne.',
    definition: 'Contacts mis en relation avec une personne.',
    source: CANDOUR.events,
  },
  abandoned: {
    label: 'Abandonnés',
    plain: 'Combien ont renoncé avant que quelqu’un ne réponde.',
    definition: 'Contacts qui ont quitté la file avant une réponse.',
    source: CANDOUR.events,
  },
  short_abandoned: {
    label: 'Abandonnés aussitôt',
    plain: 'Combien ont renoncé en quelques secondes, peut-être après une erreur de numéro.',
    definition:
      'Contacts abandonnés dans le bref délai configuré (5\u00a0s sauf indication contraire). Publiés à côté des autres, jamais retirés sans le dire.',
    source: CANDOUR.events,
  },
  contained: {
    label: 'Terminés dans le menu',
    plain: 'Combien se sont terminés dans un menu ou une machine sans jamais attendre une personne.',
    definition:
      'Contacts terminés en libre-service ou dans un menu, sans être jamais entrés dans une file pour joindre une personne.',
    source: CANDOUR.events,
  },
  blocked: {
    label: 'Refusés',
    plain: 'Combien ont entendu la tonalité d’occupation ou ont été refusés.',
    definition: 'Tentatives qui ont trouvé la ligne occupée ou ont été refusées.',
    source: CANDOUR.events,
  },
  callbacks: {
    label: 'Rappels demandés',
    plain: 'Combien ont préféré être rappelés plutôt que d’attendre.',
    definition: 'Contacts qui ont quitté la file pour être rappelés.',
    source: CANDOUR.events,
  },
  messages: {
    label: 'Messages',
    plain: 'Combien ont laissé un message.',
    definition: 'Contacts qui ont laissé un message.',
    source: CANDOUR.events,
  },
  complaints: {
    label: 'Réclamations',
    plain: 'Combien nous ont contactés pour se plaindre.',
    definition: 'Contacts reçus de la catégorie réclamation, arrondis à 5 comme tout nombre par catégorie.',
    source: CANDOUR.events,
  },
  abandonment_rate: {
    label: 'Ont renoncé à attendre',
    plain:
      'Parmi toutes les personnes qui ont attendu qu’on leur réponde, la part qui a renoncé avant une réponse.',
    definition: 'Abandonnés ÷ (pris en charge + abandonnés). Les abandons brefs sont compris.',
    source: 'Pratique de NHS 111 et de la SSA',
  },
  service_level: {
    label: 'Niveau de service',
    plain:
      'Parmi toutes les personnes qui ont attendu qu’on leur réponde, la part qui a obtenu une réponse dans le délai promis. Qui a renoncé compte comme sans réponse.',
    definition:
      'Pris en charge dans le seuil de l’objectif en vigueur (60\u00a0s à défaut) ÷ (pris en charge + abandonnés). Tout abandon compte comme un échec. Sur une période\u00a0: somme ÷ somme.',
    source: 'dénominateur de l’administration fiscale australienne\u202f; ICMI, Queue Tips 2002',
  },
  service_level_excl: {
    label: 'Niveau de service, sans les abandons précoces',
    plain:
      'La part prise en charge dans le délai promis, sans compter ceux qui ont renoncé avant la fin de ce délai.',
    definition: 'Pris en charge dans le seuil ÷ (pris en charge + abandonnés − abandonnés dans le seuil).',
    source: 'ICMI\u202f; Bright Pattern',
  },
  service_level_credit: {
    label: 'Niveau de service, abandons précoces portés au crédit',
    plain:
      'La part prise en charge dans le délai promis, en comptant ceux qui ont renoncé avant la fin de ce délai comme s’ils avaient obtenu une réponse.',
    definition: '(Pris en charge dans le seuil + abandonnés dans le seuil) ÷ (pris en charge + abandonnés).',
    source: 'ICMI',
  },
  service_level_ans: {
    label: 'Niveau de service des contacts pris en charge',
    plain:
      'Parmi ceux qui ont obtenu une réponse, la part qui l’a eue dans le délai promis, comme si personne n’avait renoncé.',
    definition: 'Pris en charge dans le seuil ÷ pris en charge. Ne tient pas compte de ceux qui ont renoncé.',
    source: 'NHS 111',
  },
  service_level_short: {
    label: 'Niveau de service, sans les abandons brefs',
    plain:
      'La part prise en charge dans le délai promis, sans compter ceux qui ont renoncé dans les premières secondes.',
    definition: 'Pris en charge dans le seuil ÷ (pris en charge + abandonnés − abandons brefs).',
    source: 'ICMI',
  },
  customer_service_level: {
    label: 'Niveau de service selon l’horloge du client',
    plain:
      'Parmi toutes les personnes qui ont demandé quelque chose, la part qui l’a obtenu à temps, en comptant dès la première demande, comme le client le vit.',
    definition:
      'Demandes satisfaites dans le seuil ÷ toutes les demandes, dès la première, menus et heures de fermeture compris. La demande est satisfaite quand le dossier est clos, si on le sait, sinon quand une personne répond. La demande de qui a renoncé, a été refusé ou s’est arrêté dans un menu sans être aidé n’est pas satisfaite.',
    source: 'Candour, référence 2 (deux horloges)',
  },
  half_hours_met: {
    label: 'Demi-heures qui ont atteint l’objectif',
    plain:
      'La part des demi-heures où la promesse a été tenue\u00a0: une bonne matinée ne rattrape pas un mauvais après-midi.',
    definition:
      'Demi-heures dont le niveau de service a atteint au moins l’objectif en vigueur ÷ demi-heures au cours desquelles au moins cinq personnes ont obtenu une réponse ou ont renoncé, un objectif étant en vigueur. Pour tous les canaux ensemble\u00a0: les demi-heures de chaque canal selon son propre objectif. Les deux comptes sont arrondis à 5, et aucun jour n’est publié.',
    source: 'Candour, référence 1.2 (part des demi-heures qui ont atteint l’objectif)',
  },
  answered_within_20s: answeredWithin('Pris en charge en 20 secondes', 20, '20 secondes'),
  answered_within_60s: answeredWithin('Pris en charge en 60 secondes', 60, 'une minute'),
  answered_within_120s: answeredWithin('Pris en charge en 2 minutes', 120, 'deux minutes'),
  answered_within_300s: answeredWithin('Pris en charge en 5 minutes', 300, 'cinq minutes'),
  average_speed_of_answer: {
    label: 'Délai moyen de réponse',
    plain:
      'Combien de temps ceux qui ont obtenu une réponse avaient attendu, en moyenne. Ceux qui ont renoncé n’y sont pas.',
    definition:
      'Secondes d’attente des contacts pris en charge ÷ contacts pris en charge, attentes nulles comprises. Laisse de côté ceux qui ont renoncé\u00a0: à lire avec le taux d’abandon et wait_p90.',
    source: 'SSA et HMRC',
  },
  wait_p50: waits('La moitié', 'La moitié', 'Attente habituelle'),
  wait_p50_answered_only: answeredWaits('La moitié', 'La moitié', 50),
  wait_p75: waits('Les trois quarts', '75 sur 100', 'Attente de 75 sur 100'),
  wait_p75_answered_only: answeredWaits('Les trois quarts', '75 sur 100', 75),
  wait_p90: waits('Neuf sur dix', '90 sur 100', 'Attente de 90 sur 100'),
  wait_p90_answered_only: answeredWaits('Neuf sur dix', '90 sur 100', 90),
  wait_p95: waits('Dix-neuf sur vingt', '95 sur 100', 'Attente de 95 sur 100'),
  wait_p95_answered_only: answeredWaits('Dix-neuf sur vingt', '95 sur 100', 95),
  longest_wait: {
    label: 'Attente la plus longue',
    plain: 'L’attente la plus longue d’une seule personne, avec ou sans réponse.',
    definition:
      'L’attente la plus longue d’un seul contact, répondu ou abandonné\u202f; à la minute entière quand il y a eu peu de contacts.',
    source: CANDOUR.sums,
  },
  menu_time: {
    label: 'Temps dans les menus',
    plain: 'Combien de temps on passe dans des menus avant d’entrer dans la file, en moyenne.',
    definition: 'Secondes passées dans des menus avant la file ÷ contacts pour lesquels on le sait.',
    source: 'Candour, référence 2',
  },
  handle_time: {
    label: 'Durée de traitement',
    plain: 'Combien de temps on s’occupe d’une personne, travail qui suit compris, en moyenne.',
    definition: '(Conversation + mise en attente + travail après contact) ÷ contacts pris en charge.',
    source: CANDOUR.sums,
  },
  hold_time: {
    label: 'Mise en attente pendant le traitement',
    plain: 'Combien de temps les personnes sont mises en attente pendant qu’on s’occupe d’elles, en moyenne.',
    definition:
      'Secondes de mise en attente pendant le traitement ÷ contacts pris en charge pour lesquels on le sait.',
    source: CANDOUR.sums,
  },
  occupancy: {
    label: 'Taux d’occupation',
    plain:
      'La part du temps de présence pendant laquelle le personnel s’occupe de quelqu’un. Près du maximum, les files s’allongent.',
    definition:
      'Durée de traitement ÷ temps de présence des agents, quand leur nombre est connu. Une valeur élevée n’est pas bonne en soi\u00a0: à lire avec le niveau de service.',
    source: CANDOUR.sums,
  },
  transfer_rate: {
    label: 'Transférés',
    plain: 'Parmi ceux qui ont obtenu une réponse, la part passée à quelqu’un d’autre au moins une fois.',
    definition:
      'Contacts pris en charge transférés au moins une fois ÷ contacts pris en charge pour lesquels on le sait.',
    source: CANDOUR.links,
  },
  first_contact_resolution: settled(7, '7 jours'),
  repeat_rate: repeats(7, '7 jours précédents'),
  first_contact_resolution_28d: settled(28, '28 jours'),
  repeat_rate_28d: repeats(28, '28 jours précédents'),
  linkage_coverage: {
    label: 'Contacts qui peuvent être reliés',
    plain: 'Pour quelle part des contacts on sait si le même client est revenu.',
    definition:
      'Contacts reçus avec une référence de client ÷ contacts reçus\u00a0: de quelle part du total parlent les chiffres de répétition.',
    source: CANDOUR.links,
  },
  resolved_first_share: {
    label: 'Déclarés résolus',
    plain: 'La part que l’entreprise elle-même dit réglée au premier contact.',
    definition: 'Contacts déclarés résolus au premier contact ÷ contacts pour lesquels la source le dit.',
    source: 'HMRC, «\u00a0once and done\u00a0» (ici selon ce que l’entreprise déclare)',
  },
  classified_share: {
    label: 'Avec un motif indiqué',
    plain: 'La part des contacts dont le motif a été noté.',
    definition: 'Contacts reçus avec une catégorie ÷ contacts reçus.',
    source: 'Candour',
  },
  cause_share: {
    label: 'Problèmes et réclamations dont la cause est indiquée',
    plain: 'Parmi les problèmes et les réclamations, la part dont la cause a été notée.',
    definition: 'Problèmes et réclamations reçus avec une cause ÷ problèmes et réclamations reçus.',
    source: 'Candour',
  },
  outcome_share: {
    label: 'Dont l’issue est connue',
    plain: 'Pour combien de contacts on sait s’ils ont réglé l’affaire.',
    definition: 'Contacts reçus dont la source dit s’ils ont été réglés au premier contact ÷ contacts reçus.',
    source: 'Candour',
  },
  assessed_share: {
    label: 'Évalués comme utiles ou évitables',
    plain: 'Pour combien de contacts on a jugé s’ils étaient utiles ou évitables.',
    definition: 'Contacts reçus qui ont été évalués (utiles, évitables ou indécidables) ÷ contacts reçus.',
    source: 'indicateur NI14 du Royaume-Uni comme modèle',
  },
  progress_chasing_share: {
    label: 'Demandes de suivi',
    plain:
      'La part des contacts qui demandent seulement où en est une affaire\xa0: «\xa0où est mon colis\u202f?\xa0».',
    definition:
      'Contacts reçus dont la cause, la file ou la catégorie est de celles que l’entreprise désigne comme demandes de suivi ÷ contacts reçus dont on le sait (une catégorie, une cause ou une file est indiquée). Manque si l’entreprise n’en désigne aucune.',
    source: 'indicateur NI14 du Royaume-Uni (demandes de suivi, comme contacts évitables)',
  },
  value_demand_share: {
    label: 'Contacts utiles',
    plain: 'La part des contacts évalués qui demandaient ce pour quoi le service existe.',
    definition: 'Contacts pour ce à quoi sert le service ÷ contacts évalués.',
    source: 'Seddon, «\xa0failure demand\xa0»\u202f; indicateur NI14 du Royaume-Uni',
  },
  unclear_demand_share: {
    label: 'Contacts indécidables',
    plain: 'La part des contacts évalués dont on ne peut dire s’ils étaient évitables.',
    definition: 'Contacts dont on ne peut dire s’ils étaient utiles ou évitables ÷ contacts évalués.',
    source: 'Seddon, «\xa0failure demand\xa0»\u202f; indicateur NI14 du Royaume-Uni',
  },
  failure_demand_share: {
    label: 'Contacts évitables',
    plain:
      'La part des contacts qui n’auraient pas été nécessaires si quelque chose avait été fait, ou bien fait.',
    definition: 'Contacts causés par ce qui n’a pas été fait, ou pas bien fait ÷ contacts évalués.',
    source: 'Seddon, «\u00a0failure demand\u00a0»\u202f; indicateur NI14 du Royaume-Uni',
  },
  complaint_rate: {
    label: 'Réclamations pour 1\u00a0000 contacts',
    plain: 'Combien de réclamations il y a eu pour mille contacts.',
    definition: 'Réclamations ÷ contacts reçus × 1\u00a0000, tous deux arrondis à 5 comme les réclamations.',
    source: 'Ofcom (pour 100\u00a0000 clients) comme modèle',
  },
  complaint_days_p50: {
    label: 'Jours pour régler la moitié des réclamations',
    plain: 'La moitié des réclamations arrivées dans le mois ont été réglées en ce nombre de jours.',
    definition:
      'Le plus petit nombre de jours entamés (de 24 heures), de l’arrivée à la clôture, en lesquels 50 réclamations du mois sur 100 ont été closes. Comptent les réclamations qui sont des dossiers, même encore ouverts ; manque tant que ce nombre dépasse celui des jours écoulés depuis la fin du mois.',
    source: 'distribution empirique sous censure administrative à un même âge',
  },
  complaint_days_p90: {
    label: 'Jours pour en régler 9 sur 10',
    plain: 'Neuf réclamations sur dix arrivées dans le mois ont été réglées en ce nombre de jours.',
    definition:
      'Le plus petit nombre de jours entamés (de 24 heures), de l’arrivée à la clôture, en lesquels 90 réclamations du mois sur 100 ont été closes. Comptent les réclamations qui sont des dossiers, même encore ouverts ; manque tant que ce nombre dépasse celui des jours écoulés depuis la fin du mois.',
    source: 'distribution empirique sous censure administrative à un même âge',
  },
  backlog: {
    label: 'Dossiers ouverts',
    plain: 'Combien de dossiers attendaient d’être terminés.',
    definition:
      'Dossiers ouverts à la fin de la période\u00a0: ouverts auparavant et pas encore clos, arrondis à 5. Un dossier est un contact ouvert, ou qui a une échéance ou une heure de clôture.',
    source: CANDOUR.sums,
  },
  backlog_age_p50: {
    label: 'Âge des dossiers ouverts, médiane',
    plain: 'La moitié des dossiers ouverts attendaient depuis au moins ce nombre de jours.',
    definition:
      'La moitié des dossiers ouverts à la fin de la période ont au moins ce nombre de jours entiers.',
    source: CANDOUR.sums,
  },
  backlog_age_p90: {
    label: 'Âge des dossiers ouverts, 9 sur 10',
    plain: 'Neuf dossiers ouverts sur dix n’attendaient pas depuis plus de ce nombre de jours.',
    definition:
      '9 dossiers sur 10 ouverts à la fin de la période n’ont pas plus de ce nombre de jours entiers.',
    source: CANDOUR.sums,
  },
  due: {
    label: 'Arrivés à échéance',
    plain: 'Combien de dossiers auraient dû être terminés à ce moment-là.',
    definition: 'Dossiers dont le délai promis tombait dans la période et est passé.',
    source: CANDOUR.events,
  },
  kept_by_due_date: {
    label: 'Terminé dans le délai promis',
    plain: 'Parmi les dossiers promis pour cette date, la part terminée à temps.',
    definition:
      'Dossiers clos avant leur échéance ÷ dossiers arrivés à échéance. Comptés à l’échéance, pour qu’un dossier en retard ne puisse pas disparaître\u202f; ouvert après l’échéance, il est manqué.',
    source: 'Candour, référence 1.3 (promesses tenues)',
  },
  csat_top2: {
    label: 'Satisfaits',
    plain: 'Parmi ceux qui ont répondu à l’enquête, la part qui a donné l’une des deux meilleures notes.',
    definition:
      'Réponses dans les deux meilleurs points de l’échelle ÷ réponses (sur les échelles de plus de 11 points\u00a0: dans le meilleur cinquième). Les personnes qui ont renoncé ne sont pas comprises.',
    source: 'HMRC et NHS 111',
  },
  csat_mean: {
    label: 'Satisfaction, moyenne',
    plain: 'La note moyenne de ceux qui ont répondu à l’enquête, de 1, la plus mauvaise, à 5, la meilleure.',
    definition:
      'Note moyenne, ramenée à l’échelle de 1 à 5, où 5 est le mieux\u202f; une échelle où 1 est le mieux est inversée.',
    source: CANDOUR.links,
  },
  csat_mean_original: {
    label: 'Satisfaction, moyenne sur l’échelle propre à l’enquête',
    plain: 'La note moyenne de ceux qui ont répondu, sur l’échelle propre à l’enquête.',
    definition:
      'Note moyenne telle qu’elle a été donnée, sans inversion\u202f; absente quand se mêlent des enquêtes d’échelles différentes.',
    source: 'les enquêtes',
  },
  survey_answers: {
    label: 'Réponses à l’enquête',
    plain: 'Combien ont répondu à l’enquête en donnant une note.',
    definition: 'Réponses avec une note, comptées au moment où elles ont été données.',
    source: CANDOUR.events,
  },
  response_rate: {
    label: 'Taux de réponse',
    plain: 'Parmi les personnes interrogées, la part qui a répondu à l’enquête.',
    definition:
      'Réponses ÷ invitations remises, dans les périodes pour lesquelles les invitations sont connues.',
    source: CANDOUR.links,
  },
  recommend_score: {
    label: 'Nous recommanderaient',
    plain:
      'La part de ceux qui recommanderaient vivement l’entreprise, moins la part de ceux qui ne la recommanderaient pas, de −100 à 100.',
    definition: 'Part des réponses 9 ou 10 moins part des réponses de 0 à 6, en points de −100 à 100.',
    source: 'taux net de recommandation (net promoter score)',
  },
} satisfies Record<string, MetricWords>;
