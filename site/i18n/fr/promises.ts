/** What the page of promises says, in French. */
import type { Translation, Words } from '../translation.ts';
import { de } from './grammar.ts';

export const promises: Translation<Pick<Words, 'promises'>> = {
  promises: {
    title: 'Promesses tenues',
    menu: 'Promesses',
    description:
      'Ce qui a été promis aux clients, si cela a été tenu à l’échéance, et combien de temps il a fallu en réalité.',
    emptyHeading: 'Aucune promesse n’est enregistrée',
    empty:
      'L’entreprise n’a pas indiqué ce qu’elle promet à ses clients. Dès qu’elle le fera, chaque promesse figurera ici avec sa source et avec ce qu’il en est advenu.',
    heading: (met: number, all: number, month: string) =>
      met === all
        ? all === 1
          ? `La seule promesse assortie d’un objectif l’a atteint en ${month}`
          : `Les ${all} promesses assorties d’un objectif l’ont atteint en ${month}`
        : met === 0
          ? all === 1
            ? `La seule promesse assortie d’un objectif ne l’a pas nettement atteint en ${month}`
            : `Aucune des ${all} promesses assorties d’un objectif ne l’a nettement atteint en ${month}`
          : met === 1
            ? `Une des ${all} promesses assorties d’un objectif l’a nettement atteint en ${month}`
            : `${met} des ${all} promesses assorties d’un objectif l’ont nettement atteint en ${month}`,
    headingNoAims: (month: string) => `Ce qui a été promis, et ce qu’il en est advenu en ${month}`,
    least: (share: string) => `La moins bien tenue l’a été dans ${share} des cas\u00a0:`,
    rule: 'Une promesse compte le jour de son échéance, que l’on travaille ce jour-là ou non. Ce qui est échu et n’est pas fait compte comme non tenu\u00a0; ce que le client a retiré avant l’échéance ne compte ni pour ni contre.',
    kicker: 'Promis et réalisé',
    quoted: (words: string) => `«\u00a0${words}\u00a0»`,
    kept: (words: string, share: string, count: string, month: string) =>
      `${words} Tenue dans ${share} des ${count} cas échus en ${month}`,
    noneDue: (words: string, month: string) => `${words} Rien n’est arrivé à échéance en ${month}`,
    hidden: (words: string, month: string) =>
      `${words} Le nombre de cas tenus en ${month} est masqué pour protéger les personnes`,
    unknown: (words: string) => `${words} Les données ne disent pas si elle a été tenue`,
    halfAndNine: (half: string, nine: string) =>
      `La moitié a été faite en ${half} au plus, neuf cas sur dix en ${nine} au plus.`,
    halfAtOnce: (nine: string) =>
      `Plus de la moitié n’a pris aucun temps\u00a0; neuf cas sur dix ont été faits en ${nine} au plus.`,
    halfOnly: (half: string) =>
      `La moitié a été faite en ${half} au plus\u00a0; on ne sait pas si neuf cas sur dix l’ont été.`,
    halfHidden: 'Le temps qu’a pris la moitié est masqué pour protéger les personnes.',
    nineHidden: (half: string) =>
      `La moitié a été faite en ${half} au plus\u00a0; le temps qu’ont pris neuf cas sur dix est masqué pour protéger les personnes.`,
    notHalf: 'On ne sait pas si la moitié a été faite.',
    standing: {
      met: (aim: string) => `Notre objectif est de ${aim}, et nous l’avons atteint.`,
      missed: (aim: string) => `Notre objectif est de ${aim}, et nous l’avons manqué.`,
      too_close: (aim: string) =>
        `Notre objectif est de ${aim}\u00a0: l’écart est trop faible pour dire s’il a été atteint.`,
    },
    noAim: 'Nous ne nous sommes fixé aucun objectif pour elle.',
    change: {
      rose: (month: string, share: string) => `Nettement plus qu’en ${month} (${share}).`,
      fell: (month: string, share: string) => `Nettement moins qu’en ${month} (${share}).`,
      unclear: (month: string, share: string) =>
        `Pas de changement net par rapport au mois ${de(month)} (${share}).`,
    },
    overdue: (count: string) =>
      `De tout ce qui est échu à ce jour, environ ${count} cas ne sont toujours pas faits.`,
    noneOverdue: 'Rien de ce qui est échu ne reste ouvert.',
    promisedWithin: (time: string) => `promis en ${time}`,
    promisedSpan: (from: string, to: string) => `promis\u00a0: de ${from} à ${to}`,
    half: (time: string) => `la moitié en ${time}`,
    nine: (time: string) => `neuf sur dix en ${time}`,
    stepTitle: (time: string, share: string) => `en ${time}\u00a0: ${share} faits`,
    axisDays: 'Jours entre la promesse et sa réalisation',
    axisTime: 'Temps entre la promesse et sa réalisation',
    figure: (heading: string, steps: string) => `${heading}. Escalier de la part faite\u00a0: ${steps}.`,
    range: {
      day: (range: string) =>
        `Les jours différant entre eux, la part aurait aussi pu être de ${range}\u00a0: ce qui échoit le même jour partage son sort.`,
      week: (range: string) =>
        `Les semaines différant entre elles, la part aurait aussi pu être de ${range}\u00a0: ce qui échoit ensemble partage un sort.`,
      month: (range: string) =>
        `Les mois différant entre eux, la part aurait aussi pu être de ${range}\u00a0: ce qui échoit ensemble partage un sort.`,
      alone: (range: string) =>
        `Par le seul hasard, la part aurait aussi pu être de ${range}\u00a0; on ne sait pas encore à quel point ce qui échoit ensemble partage un sort.`,
    },
    withdrawn: (count: string) => `Non comptés\u00a0: ${count} cas retirés par les clients avant l’échéance.`,
    notKnown: (count: string) => `De ${count} autres cas, les données ne disent rien.`,
    twice: (share: string) => `Le double du temps promis a suffi à ${share}.`,
    grouped:
      'Les cas rares sont comptés avec ceux qui ont pris plus de temps, pour protéger les personnes\u00a0: l’escalier n’est jamais au-dessus de la vérité.',
    civilDays: 'Les jours sont ceux du calendrier\u00a0: promis lundi et fait mardi, c’est un jour.',
    stepTable: (words: string, month: string) => `Temps nécessaire, échéance en ${month}\u00a0: ${words}`,
    within: 'En',
    done: 'Faits',
    soFar: 'Au total',
    longer: 'Plus longtemps, ou encore ouverts',
    stillOpen: 'Encore ouverts',
    more: 'plus d’un an',
    monthsKicker: 'Tenues, mois par mois',
    monthsHeading: {
      rose: (month: string, share: string, before: string, beforeShare: string) =>
        `Davantage de cas tenus en ${month} qu’en ${before}\u00a0: ${share} après ${beforeShare}`,
      fell: (month: string, share: string, before: string, beforeShare: string) =>
        `Moins de cas tenus en ${month} qu’en ${before}\u00a0: ${share} après ${beforeShare}`,
      unclear: (month: string, share: string, before: string, beforeShare: string) =>
        `Pas de changement net\u00a0: ${share} tenus en ${month}, ${beforeShare} en ${before}`,
    },
    monthsFirst: (month: string, share: string) => `${share} tenus en ${month}`,
    monthsHidden: 'Tenues à l’échéance, mois par mois',
    line: 'Tenues',
    lineDetail: 'faites à temps, parmi celles échues dans le mois',
    ourAim: 'notre objectif',
    aim: (share: string) => `objectif ${share}`,
    monthTitle: (month: string, share: string, count: string) =>
      `${month}\u00a0: ${share} de ${count} tenues`,
    monthsFigure: (heading: string, from: string, to: string) =>
      `${heading}. Courbe de la part tenue par mois d’échéance, ${de(from)} à ${to}.`,
    changed: (month: string) => `autre promesse à partir ${de(month)}`,
    monthTable: (words: string) => `Tenues par mois d’échéance\u00a0: ${words}`,
    month: 'Échéance en',
    due: 'Échues',
    share: 'Tenues',
    limits: 'Marge',
    promisedAt: 'Promis dans\u00a0:',
    dueBy: 'Comment se fixe l’échéance\u00a0:',
    earlier: (from: string, to: string) => `Du ${from} au ${to}, elle disait\u00a0:`,
    until: (to: string) => `Jusqu’au ${to}, elle disait\u00a0:`,
    silentTitle: 'Ce qui ne peut pas être vérifié',
    silences: {
      not_recorded: 'Rien de ce que nous enregistrons ne dit si cette promesse est tenue.',
      no_records: 'Aucune donnée à son sujet n’a encore été chargée.',
    },
    source: 'Promesses',
  },
};
