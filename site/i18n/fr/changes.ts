/** What the page of changes says, in French. */
import type { Translation, Words } from '../translation.ts';

export const changes: Translation<Pick<Words, 'changes'>> = {
  changes: {
    title: 'Ce qui a changé dans les chiffres',
    description:
      'Objectifs et définitions modifiés, pannes et lacunes dans les relevés, jours encore provisoires et jours fériés.',
    latest: (date: string, what: string) => `Le dernier changement, le ${date}\u00a0: ${what}`,
    latestTarget: (date: string) => `Les objectifs ont changé pour la dernière fois le ${date}.`,
    news: {
      target: {
        new: 'un nouvel objectif',
        changed: 'un objectif modifié',
        ended: 'un objectif qui ne vaut plus',
      },
      definition: (figure: string) => `«\u00a0${figure}\u00a0» est compté autrement`,
      cause: {
        renamed: 'une cause au nouveau nom',
        merged: 'des causes réunies',
        split: 'une cause divisée',
      },
      revision: 'des valeurs définitives révisées',
      correction: 'des valeurs fausses qui ont été corrigées',
      recount: 'des valeurs comptées selon d’autres règles',
      retirement: (figure: string) => `«\u00a0${figure}\u00a0» n’est plus publié`,
      gap: 'aucun relevé à des heures où l’on nous contacte d’habitude',
      outage: 'une panne',
    },
    none: 'Rien n’a changé dans les chiffres jusqu’ici\u00a0: ni objectif, ni définition, ni panne, ni lacune.',
    unsettledHeading: 'Jours qui peuvent encore changer',
    unsettled: (from: string, to: string, until: string) =>
      `Les jours du ${from} au ${to} sont provisoires\u00a0; le dernier deviendra définitif le ${until}.`,
    unsettledDay: (day: string, until: string) =>
      `Le ${day} est provisoire et deviendra définitif le ${until}.`,
    figures: (n: number, days: number) =>
      n === 1
        ? `Un chiffre, définitif ${days} jours après la fin de sa période`
        : `${n} chiffres, définitifs ${days} jours après la fin de leur période`,
    settled: 'Aucun jour n’est provisoire pour le moment.',
    howHeading: 'Comment un chiffre devient définitif',
    how: 'Un chiffre est provisoire dès le lendemain de sa période\u00a0: les relevés qui arrivent tard sont encore comptés. Quand les jours indiqués ont passé, il est définitif. Une semaine ou un mois attend son dernier jour. Un chiffre qui ne couvre qu’une partie de son temps est marqué incomplet.',
    listHeading: 'Changements, du plus récent au plus ancien',
    list: 'Les chiffres d’avant et d’après l’un de ces changements peuvent différer par lui seul. Les heures d’une panne ou d’une lacune sont marquées incomplètes ou sans relevé, jamais comptées comme zéro.',
    kinds: {
      target: 'Objectif',
      outage: 'Panne',
      gap: 'Lacune',
      definition: 'Définition',
      holiday: 'Jour férié',
      action: 'Mesure',
      judgement: 'Verdict',
      cause: 'Cause',
      responsible: 'Règle',
      retirement: 'Fin d’un chiffre',
    },
    promise: {
      kind: 'Promesse',
      said: {
        new: 'Une nouvelle promesse\u00a0:',
        changed: 'Une promesse modifiée\u00a0:',
        ended: 'Une promesse qui n’a plus cours\u00a0:',
      },
      news: {
        new: 'une nouvelle promesse',
        changed: 'une promesse modifiée',
        ended: 'une promesse qui n’a plus cours',
      },
    },
    targetNew: 'Un nouvel objectif\u00a0:',
    targetChanged: 'Un objectif modifié\u00a0:',
    judged: (weeks: number, verdict: string) =>
      `Une mesure a été jugée après ${weeks} semaines, ${verdict}\u00a0:`,
    targetEnded: 'Un objectif qui ne vaut plus\u00a0:',
    before: 'Avant\u00a0:',
    definition: (figure: string) => `«\u00a0${figure}\u00a0» est compté autrement\u00a0:`,
    outage: (channel: string) => `${channel}\u00a0:`,
    gap: (channel: string) =>
      `${channel}\u00a0: aucun relevé, alors qu’à ces heures on nous contacte d’habitude.`,
    cause: {
      renamed: 'Une cause a un nouveau nom\u00a0:',
      merged: 'Des causes ont été réunies\u00a0:',
      split: 'Une cause a été divisée\u00a0:',
    },
    log: {
      kinds: {
        revision: 'Révision',
        correction: 'Correction',
        recount: 'Compté autrement',
        definition: 'Définition',
        mapping: 'Cause',
        retirement: 'Fin d’un chiffre',
      },
      revision: (n: number, count: string, figures: string) =>
        n === 1
          ? `Une valeur définitive a changé à cause de relevés arrivés plus tard\u00a0: ${figures}.`
          : `${count} valeurs définitives ont changé à cause de relevés arrivés plus tard\u00a0: ${figures}.`,
      correction: (n: number, count: string, figures: string) =>
        n === 0
          ? 'Une erreur a été corrigée\u00a0; aucune valeur déjà publiée n’a changé.'
          : n === 1
            ? `Une valeur était fausse et a été corrigée\u00a0: ${figures}.`
            : `${count} valeurs étaient fausses et ont été corrigées\u00a0: ${figures}.`,
      recount: (n: number, count: string, figures: string) =>
        n === 1
          ? `Une valeur définitive a changé dans une édition faite selon d’autres règles ou par une autre version du programme\u00a0: ${figures}.`
          : `${count} valeurs définitives ont changé dans une édition faite selon d’autres règles ou par une autre version du programme\u00a0: ${figures}.`,
      others: (count: string) => `${count} autres`,
      ended: (figure: string, date: string) =>
        `«\u00a0${figure}\u00a0» prend fin\u00a0: à partir du ${date}, ce chiffre n’est plus publié. Ce qui en a été publié reste.`,
      decided: (role: string) => `Décidé par\u00a0: ${role}.`,
      notice: (days: string) => `Annoncé ${days} jours avant.`,
      noticeShort: (n: number, days: string) =>
        n === 1
          ? 'Annoncé un jour avant\u00a0; l’usage est de quatre semaines.'
          : `Annoncé ${days} jours avant\u00a0; l’usage est de quatre semaines.`,
      noticeNone: 'Annoncé seulement après coup\u00a0; l’usage est de quatre semaines avant.',
      instead: (figure: string) => `«\u00a0${figure}\u00a0» prend sa place.`,
      beside: (days: string) => `Les deux ont été publiés côte à côte pendant ${days} jours.`,
      besideShort: (n: number, days: string) =>
        n === 1
          ? 'Les deux ont été publiés côte à côte pendant un jour\u00a0; l’usage est d’un an.'
          : `Les deux ont été publiés côte à côte pendant ${days} jours\u00a0; l’usage est d’un an.`,
      touches: (n: number, count: string) =>
        n === 1 ? 'Le chiffre concerné' : `Les ${count} chiffres concernés`,
      before: 'tel qu’il était',
      after: 'tel qu’il est depuis',
      points: 'Chaque valeur modifiée, ancienne et nouvelle\u00a0:',
      otherwise: 'compté autrement',
      earlier: (date: string) => `Une valeur a été révisée ici le ${date}. Ce qui était publié avant\u00a0:`,
      earlierTable: 'le tableau tel qu’il était',
      earlierLink: 'ce qui a changé',
      noticeName: 'Ce qui a changé dans ce chiffre',
      noticeSince: (date: string, said: string) => `Changement du ${date}. ${said}`,
      noticeAhead: (date: string, said: string) => `Changement prévu le ${date}. ${said}`,
      noticeLink: 'En savoir plus sur ce changement',
      feeds: 'Pour être averti des changements, abonnez-vous\u00a0:',
      feedsOf: 'Pour être averti de tout changement de ce chiffre, abonnez-vous\u00a0:',
      source: 'tous les changements',
      atom: 'Atom',
      jsonFeed: 'JSON Feed',
      feedTitle: (organisation: string) => `Ce qui a changé dans les chiffres · ${organisation}`,
      feedTitleOf: (figure: string, organisation: string) =>
        `Ce qui a changé dans «\u00a0${figure}\u00a0» · ${organisation}`,
    },
    moment: (date: string, time: string) => `${date}, ${time}`,
    holidaysHeading: 'Jours fériés',
    holidays:
      'Ces jours-là, plus ou moins de personnes que d’habitude nous contactent, et les lignes peuvent être fermées.',
    actions: 'Ce qui est fait contre les causes a ses propres pages\u00a0:',
    source: 'tous les événements',
  },
};
