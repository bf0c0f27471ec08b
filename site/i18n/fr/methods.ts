/** In French: what the pages of methods and of downloads say. */
import type { Translation } from '../translation.ts';

export const methods = {
  methods: {
    title: 'Comment chaque chiffre est calculé',
    description:
      'Tous les chiffres de ce site\u00a0: ce qu’ils veulent dire, comment ils sont calculés exactement, et quand ils deviennent définitifs.',
    intro:
      'Chaque chiffre est défini une seule fois, et toutes les pages, tous les graphiques et tous les téléchargements suivent cette unique définition. Rien n’est inventé pour combler\u00a0: là où les données se taisent, le chiffre est omis et la page le dit. Quand un chiffre est une estimation, comme une attente typique ou une fourchette attendue, sa page le dit aussi.',
    topics: {
      demand: 'Combien de personnes nous contactent',
      waiting: 'Combien de temps on attend',
      service: 'Si l’aide est venue à temps',
      resolution: 'Si l’affaire a été réglée',
      cases: 'Dossiers ouverts et délais promis',
      complaints: 'Réclamations',
      satisfaction: 'Ce que les personnes disent après',
      work: 'Le travail lui-même',
    },
    statusesHeading: 'Quand un mot remplace un chiffre',
    statuses: {
      provisional: () =>
        'Toute la période est passée, mais des données tardives peuvent encore changer le chiffre.',
      partial: () => 'Une partie seulement de la période est passée ou a été enregistrée.',
      suppressed: (threshold: number | null) =>
        threshold === null
          ? 'Si peu de personnes se trouvent derrière ce chiffre, ou derrière un chiffre voisin que l’on pourrait en déduire, qu’il pourrait révéler quelque chose sur l’une d’elles.'
          : `Moins de ${threshold} personnes se trouvent derrière ce chiffre ou son complément, derrière un chiffre que l’on pourrait en déduire, ou derrière la plupart des chiffres de son tableau\u00a0: il pourrait révéler quelque chose sur l’une d’elles.`,
      closed: () => 'Personne ne pouvait nous contacter à ce moment-là.',
      missing: () => 'Les données n’en disent rien. Ce n’est pas un zéro.',
    },
    exactly: 'Définition exacte',
    counted: 'On compte',
    dividedBy: 'On divise par',
    estimate: 'Une estimation',
    estimateMore:
      'On ne sait pas combien de temps auraient attendu ceux qui ont renoncé. C’est calculé d’après ceux qui sont restés.',
    particulars: 'Détails',
    unit: 'Exprimé en',
    units: {
      count: 'nombre',
      share: 'part du total, de 0 à 1',
      seconds: 'secondes',
      days: 'jours de 24 heures',
      per_1000: 'nombre pour mille',
      score: 'note',
      points: 'points, de −100 à 100',
    },
    better: 'Bon pour le client',
    betterIs: {
      higher: 'plus c’est haut, mieux c’est',
      lower: 'plus c’est bas, mieux c’est',
      neither: 'ni plus ni moins n’est mieux en soi',
    },
    finest: 'Période la plus courte',
    grains: {
      '15min': 'un quart d’heure',
      hour: 'une heure',
      day: 'un jour',
      week: 'une semaine',
      month: 'un mois',
    },
    final: 'Définitif',
    finalAfter: (days: number) =>
      `${days} jours après la fin de sa période\u202f; d’ici là, des données tardives peuvent le changer`,
    source: 'Origine de la définition',
    address: 'Où trouver les chiffres',
    inHistory: (figure: string) => `${figure}\u00a0: tout l’historique, sous forme de graphique`,
    monthly: 'Mois par mois\u00a0:',
    others: 'Autres chiffres de ce genre',
  },

  data: {
    title: 'Tous les chiffres à télécharger',
    description:
      'Tous les chiffres publiés, en CSV et en JSON, par jour, par semaine et par mois, et les adresses de tous les autres.',
    intro:
      'Ces fichiers contiennent les mêmes chiffres que les pages, issus des mêmes cellules publiées. Prenez-les, vérifiez-les, tracez vos propres graphiques.',
    figure: 'Chiffre',
    by: { day: 'Par jour', week: 'Par semaine', month: 'Par mois' },
    of: (figure: string, by: string) => `pour «\u00a0${figure}\u00a0», ${by.toLowerCase()}`,
    channels: 'Un seul canal',
    channelsMore: 'Placez le canal devant le nom du chiffre.',
    ask: 'Tout le reste, par adresse',
    askMore:
      'Les mêmes adresses répondent librement, sans clé, en JSON et, avec .csv, sous forme de tableau\u00a0: toute durée, quarts d’heure et heures, par ligne de service, catégorie, cause et langue.',
    openapi: 'Toutes les adresses et ce qu’elles acceptent (OpenAPI)',
    whole: 'Sur quoi ils reposent',
    definitions: 'Définitions de tous les chiffres',
    organisation: 'Objectifs, horaires et règles',
  },
} satisfies Translation;
