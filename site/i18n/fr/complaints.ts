/** What the page of complaints says, in French. */
import type { Translation, Words } from '../translation.ts';
import { de } from './grammar.ts';

export const complaints: Translation<Pick<Words, 'complaints'>> = {
  complaints: {
    title: 'Réclamations',
    description:
      'De quoi les gens se sont plaints, si cela a changé, comment ce fut réglé, et ce qui est fait.',
    causes: {
      kicker: 'Sur quoi portent les réclamations',
      complaints: 'les réclamations',
      heading: (cause: string, share: string, change: string) => `${cause}\u00a0: ${share}${change}`,
      change: {
        rose: (period: string) => `, plus qu’en ${period}`,
        fell: (period: string) => `, moins qu’en ${period}`,
        no_clear_change: (period: string) => `\u202f; pas de changement net depuis ${period}`,
      },
      noneHeading: (period: string) => `Personne ne s’est plaint en ${period}`,
      none: (period: string) =>
        `Les relevés ${de(period)} ne contiennent aucune réclamation\u00a0: c’est un zéro, pas une lacune.`,
      unknownHeading: (period: string) => `L’objet des réclamations ${de(period)} n’est pas enregistré`,
      hiddenHeading: (period: string) =>
        `Les causes des réclamations ${de(period)} sont masquées pour protéger les personnes`,
      absentHeading: 'L’objet des réclamations n’est pas enregistré',
      absent: 'Les relevés ne disent pas quels contacts étaient des réclamations.',
      total: (count: string, period: string) => `${count} réclamations en ${period}.`,
      totalPer: (count: string, period: string, rate: string) =>
        `${count} réclamations en ${period}, soit ${rate} pour 1\u00a0000 contacts.`,
      against: {
        rose: (period: string, range: string) => `Par jour, c’est plus qu’en ${period}\u00a0: ${range}.`,
        fell: (period: string, range: string) => `Par jour, c’est moins qu’en ${period}\u00a0: ${range}.`,
        no_clear_change: (period: string, range: string) =>
          `Pas de changement net depuis ${period}\u00a0: par jour, ${range} restent possibles.`,
      },
      roseAll: (causes: string, period: string) => `Nettement plus qu’en ${period}\u00a0: ${causes}.`,
      fellAll: (causes: string, period: string) => `Nettement moins qu’en ${period}\u00a0: ${causes}.`,
      noneMoved: (period: string) =>
        `Prise à part, aucune cause n’a nettement augmenté ni diminué depuis ${period}.`,
      newAll: (causes: string, period: string) => `Aucune en ${period}\u00a0: ${causes}.`,
      unstated: (share: string) => `La cause n’est pas notée pour ${share}.`,
      together: (share: string, sum: string) => `${share}, cumul ${sum}`,
      row: {
        rose: (amount: string) => `en hausse\u00a0: ${amount}`,
        fell: (amount: string) => `en baisse\u00a0: ${amount}`,
        no_clear_change: () => 'pas de changement net',
        none_before: () => 'aucune avant',
        none: () => 'aucune, ni avant ni après',
        broken: () => 'non comparable',
        hidden: () => 'masqué',
        not_known: () => 'inconnu',
      },
      brokenNote: (causes: string) =>
        `Non comparable\u00a0: ${causes}. Des causes ont été réunies ou divisées entre-temps, on compte donc d’autres contacts.`,
      testNote: (comparisons: number) =>
        `D’un mois à l’autre, une cause varie plus que par le seul hasard\u00a0: de combien, ses mois précédents le disent, et seule une différence plus grande est appelée un changement. Les ${comparisons} comparaisons sont testées ensemble, de sorte que dans 19 rapports sur 20 où rien n’a changé, aucune n’est appelée un changement. Les fourchettes sont aussi larges qu’il le faut pour cela.`,
      testNoteOne:
        'Les mois diffèrent plus que par le seul hasard\u00a0: de combien, les mois précédents le disent, et seule une différence plus grande est appelée un changement, de sorte que dans 19 rapports sur 20 où rien n’a changé, aucun changement n’est annoncé. La fourchette est aussi large qu’il le faut pour cela.',
      shareNote: 'Les parts sont celles des réclamations dont le nombre est montré.',
      moreRows: (n: number) => `${n} de plus dans le tableau.`,
      table: (period: string) => `Réclamations par cause et leur évolution, ${period}`,
      cumulative: 'Cumul',
      from: (period: string) => `Depuis ${period}`,
      more: (share: string) => `${share} de plus`,
      fewer: (share: string) => `${share} de moins`,
      same: 'autant',
      times: (factor: string) => `${factor} fois autant`,
      range: (low: string, high: string) => `de ${low} à ${high}`,
      source: 'Réclamations par cause, avec tous les chiffres de cette page',
    },
    parts: {
      kicker: 'Ce qui compose les causes',
      heading: (part: string, cause: string, count: string) =>
        `${part}\u00a0: ${count} réclamations, rangées sous «\u00a0${cause}\u00a0»`,
      standfirst: (period: string) => `À l’intérieur de chaque cause, comme ce fut noté, ${period}.`,
      hiddenHeading: 'Ce qui compose les causes est masqué pour protéger les personnes',
      absentHeading: 'Ce qui compose les causes n’est pas enregistré',
      absent: 'Les relevés ne nomment pas de causes plus fines.',
      detail: (share: string, cause: string) => `${share} de «\u00a0${cause}\u00a0»`,
      table: (period: string) => `Ce qui compose les causes, ${period}`,
      column: 'Élément',
      share: 'Part de la cause',
      note: 'Les nombres sont arrondis un par un\u00a0: la somme des éléments peut différer de la cause, et certaines réclamations n’en nomment aucun.',
    },
    months: {
      kicker: 'Chaque cause, mois par mois',
      heading: (rose: string, from: string, to: string) => `${rose}, ${from} à ${to}`,
      headingPlain: (from: string, to: string) => `Réclamations par cause, ${from} à ${to}`,
      rose: (cause: string) => `Nettement plus de réclamations qu’un an avant\u00a0: ${cause}`,
      fell: (cause: string) => `Nettement moins de réclamations qu’un an avant\u00a0: ${cause}`,
      none: 'Aucune cause n’a nettement plus ou moins de réclamations qu’un an avant',
      standfirst:
        'Chaque image a sa propre échelle, à partir de zéro\u00a0: comparez ses mois, pas sa hauteur avec une autre.',
      signs: (list: string) => `Au-dessus des mois\u00a0: ${list}.`,
      sign: {
        action: 'une mesure sur cette cause commence',
        cause: 'causes renommées, réunies ou divisées',
        responsible: 'une autre règle est tenue pour responsable',
        target: 'un objectif change',
        definition: 'les réclamations sont comptées autrement',
      },
      table: 'Réclamations par cause et par mois',
      column: 'Mois',
      all: 'Toutes',
      absentHeading: 'Il n’y a pas encore de mois à comparer',
      absent: 'Les réclamations par cause sont montrées mois par mois dès que deux mois ont des relevés.',
    },
    handling: {
      kicker: 'Comment les réclamations ont été traitées',
      heading: (half: string, ninety: string, month: string) =>
        `La moitié des réclamations ${de(month)} ont été réglées en ${half}, neuf sur dix en ${ninety}`,
      headingHalf: (half: string, month: string, followed: string) =>
        `La moitié des réclamations ${de(month)} ont été réglées en ${half}\u202f; neuf sur dix, pas dans le recul actuel de ${followed}`,
      headingOpen: (month: string, followed: string) =>
        `Moins de la moitié des réclamations ${de(month)} ont été réglées dans le recul actuel de ${followed}`,
      headingKept: (share: string, month: string) =>
        `${share} des réclamations à régler en ${month} l’ont été dans le délai`,
      days: (n: number) => (n === 1 ? 'un jour' : `${n}\u00a0jours`),
      kept: (share: string, range: string, n: string) =>
        `${share} des ${n} réclamations arrivées à échéance ont été réglées dans le délai promis${range}.`,
      keptRange: (range: string) => `, dans une fourchette de ${range}`,
      keptChange: {
        rose: (period: string) => `C’est une part plus grande qu’en ${period}.`,
        fell: (period: string) => `C’est une part plus petite qu’en ${period}.`,
        no_clear_change: (period: string) => `Pas de changement net depuis ${period}.`,
      },
      cases: (n: string, all: string) =>
        `Les durées sont connues pour les ${n} réclamations suivies comme dossiers, sur ${all} en tout\u00a0; les autres se sont terminées avec l’appel.`,
      open: 'Les réclamations encore ouvertes comptent\u00a0: elles ont pris plus de temps qu’on n’en connaît.',
      absentHeading: 'La durée des réclamations n’est pas enregistrée',
      absent:
        'Les relevés ne disent pas quand les réclamations arrivaient à échéance, ni quand elles ont été réglées.',
      panels: {
        rate: 'Pour 1\u00a0000 contacts',
        kept: 'Réglées dans le délai promis',
        median: 'La moitié réglée en, jours',
        ninety: 'Neuf sur dix réglées en, jours',
      },
      table: (period: string) => `Traitement des réclamations par cause, ${period}`,
      monthsTable: 'Traitement des réclamations, par mois',
      all: 'Toutes les réclamations',
      median: 'La moitié en',
      ninety: 'Neuf sur dix en',
      keptColumn: 'Dans le délai',
      moreThan: (days: string) => `plus de ${days}`,
    },
    duties: {
      heading: {
        all: 'Chaque cause a une mesure qui la nomme',
        some: (causes: string) => `Sans mesure\u00a0: ${causes}`,
        none: 'Aucune mesure ne nomme l’une de ces causes',
      },
      intro:
        'Pour chaque cause\u00a0: quelle règle ou pratique l’entreprise tient pour responsable chez elle, et ce qu’elle fait.',
      responsible: 'Tenue pour responsable',
      notSaid: 'L’entreprise n’a pas dit quelle règle ou pratique est responsable.',
      since: (date: string) => `depuis le ${date}`,
      between: (from: string, to: string) => `du ${from} au ${to}`,
      before: 'Avant',
      actions: 'Mesure',
      noAction: 'Aucune. Aucune mesure enregistrée ne nomme cette cause.',
    },
  },
};
