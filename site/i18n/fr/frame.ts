/** Le cadre de chaque page. */
import type { Translation } from '../translation.ts';
import { de } from './grammar.ts';

export const frame: Translation = {
  frame: {
    menu: 'Menu',

    theme: { label: 'Couleurs', system: 'Système', light: 'Clair', dark: 'Sombre' },

    opening: {
      openAlways: 'Ouvert en ce moment, à toute heure',
      openUntil: (time: string) => `Ouvert en ce moment, jusqu’à ${time}`,
      closed: 'Fermé en ce moment',
      opensToday: (time: string) => `Fermé en ce moment, ouvre à ${time}`,
      opensOn: (weekday: string, time: string) => `Fermé en ce moment, ouvre ${weekday} à ${time}`,
      opensLater: (date: string, time: string) => `Fermé en ce moment, ouvre le ${date} à ${time}`,
      holiday: (name: string) => `Jour férié aujourd’hui\u00a0: ${name}`,
      yourTime: (time: string) => `${time} à votre heure`,
      yourHours: (hours: string) => `À votre heure\u00a0: ${hours}`,
    },

    questions: {
      titlePhone: 'Avant d’appeler',
      title: 'Avant de nous contacter',
      intro:
        'Les questions les plus fréquentes, avec leurs réponses. Un même contact peut compter pour plusieurs.',
      jump: (title: string) => `${title}\u00a0: réponses aux questions les plus fréquentes`,
      more: 'En savoir plus',
      moreOf: (question: string) => `\u00a0: ${question}`,
      contacts: 'contacts',
      share: (frequency: string, month: string) => `${frequency} en ${month}`,
      about: (member: string) => `Sur «\u202f${member}\u202f»`,
      hidden: (month: string) => `le chiffre ${de(month)} est masqué pour protéger les personnes`,
    },

    faces: {
      label: (figure: string) => `Façons de voir «\u202f${figure}\u202f»`,
      chart: 'Graphique',
      table: 'Tableau',
      download: 'Télécharger',
      about: 'Explication',
      tableHeading: 'Les chiffres en tableau',
      downloadHeading: 'Télécharger les chiffres',
      aboutHeading: 'À propos de ces chiffres',
    },

    about: {
      definition: 'Définition',
      formula: 'Formule',
      dividedBy: (counted: string, by: string) => `${counted}, divisé par ${by}`,
      source: 'Origine de la définition',
      final: 'Quand le chiffre devient définitif',
      leftOut: 'Ce qui n’est pas compté',
      hidden: (threshold: number) =>
        `Les chiffres qui concernent moins de ${threshold} personnes sont masqués. Les heures de fermeture et les heures sans relevé ne comptent pas pour zéro.`,
      exactly: (metric: string) => `Comment «\u202f${metric}\u202f» est calculé exactement`,
    },

    address: 'Adresse de cette page\u00a0:',
    printed: (moment: string) => `Imprimé le ${moment}.`,
  },
};
