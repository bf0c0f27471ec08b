/** What the release calendar says, in French. */
import type { Translation, Words } from '../translation.ts';

export const releases: Translation<Pick<Words, 'releases'>> = {
  releases: {
    title: 'Calendrier de publication',
    description:
      'Quand paraissent les chiffres, douze mois à l’avance\u00a0; lesquels ont paru en retard\u00a0; qui les voit avant les autres\u00a0; et quand ces pages étaient hors d’atteinte.',
    none: 'Aucun calendrier n’a encore été publié',
    next: (date: string, time: string) =>
      `Les prochains chiffres paraissent le ${date}, au plus tard à ${time}`,
    overdue: (n: number, count: string, moment: string) =>
      n === 1
        ? `Une publication est attendue depuis le ${moment}`
        : `${count} publications sont attendues, la première depuis le ${moment}`,
    asOf: (moment: string) =>
      `État au moment où cette page a été faite, le ${moment}. Si une date est passée et que ses chiffres ne sont pas là, ils sont en retard.`,
    nextHeading: (date: string) => `Attendu le ${date}`,
    stages: {
      provisional: 'premiers chiffres, provisoires',
      counts: 'la plupart des chiffres définitifs',
      first_contact: 'contacts répétés, chiffres définitifs',
      complaint_handling: 'délais des réclamations définitifs',
    },

    ruleHeading: (first: string, last: string) =>
      `Les premiers chiffres paraissent le lendemain, les définitifs de ${first} à ${last} jours après`,
    rule: 'Ce qui vaut pour un jour vaut aussi pour une semaine et pour un mois, à partir de leur dernier jour.',
    terms: {
      provisional: 'Premiers chiffres',
      counts: 'La plupart des chiffres, définitifs',
      first_contact: 'Contacts répétés et demandes réglées au premier contact, définitifs',
      complaint_handling: 'Durée de traitement des réclamations, par mois, définitive',
    },
    dayAfter:
      'Le lendemain\u00a0; tant qu’ils ne sont pas définitifs, les relevés tardifs les modifient encore.',
    daysAfter: (days: string) => `${days} jours après.`,
    latest: (time: string) =>
      `À ${time} au plus tard\u00a0: rien n’est retenu jusque-là. Un jour où toutes les lignes sont fermées n’a pas de publication, et ce qui se termine ce jour-là paraît après le prochain jour ouvert.`,
    responsible: (who: string) => `Répond de ce qui est publié et des dates\u00a0: ${who}.`,

    aheadHeading: (month: string) => `Semaines et mois, jusqu’en ${month}`,
    ahead:
      'Le tableau à télécharger contient aussi chaque jour, et la date à laquelle chaque semaine devient définitive.',
    subscribe: 'Semaines et mois en fichier pour agenda (ICS)',
    putOffHeading: (n: number, count: string) =>
      n === 0
        ? 'Aucune échéance n’a été reportée'
        : n === 1
          ? 'Une échéance a été reportée'
          : `${count} échéances ont été reportées`,
    putOff: (what: string, from: string, to: string) => `${what}\u00a0: du ${from} au ${to}.`,
    whatever: 'Tout ce qui est attendu ce jour-là',
    told: (date: string) => `Annoncé le ${date}.`,
    toldNext: 'Sera annoncé avec la prochaine édition.',
    untold: 'Aucune édition ne l’a annoncé avant l’échéance\u00a0: cela compte donc comme un retard.',
    putOffFrom: (from: string) => `reporté du ${from}`,

    pastHeading: (late: number, lateCount: string, all: number, allCount: string, since: string) =>
      all === 0
        ? 'Rien n’était encore attendu depuis la première édition'
        : late === 0
          ? all === 1
            ? 'La seule publication attendue à ce jour a paru à temps'
            : `Les ${allCount} publications attendues depuis le ${since} ont toutes paru à temps`
          : `Publications attendues depuis le ${since}\u00a0: ${allCount}, dont ${lateCount} en retard ou toujours attendues`,
    past: 'Ce qui compte, c’est le moment où une édition a contenu ces chiffres pour la première fois. Chaque jour, semaine et mois a plusieurs publications, une pour chaque échéance de ses chiffres.',
    kinds: { late: 'En retard', overdue: 'Toujours attendu' },
    late: (span: string, moment: string, edition: string) =>
      `Paru avec un retard de ${span}, le ${moment}, dans l’édition ${edition}\u00a0:`,
    missing: (span: string) => `Attendu depuis ${span}, et pas encore paru\u00a0:`,
    more: (count: string) => `Plus anciens\u00a0: ${count}`,
    rest: (n: number, count: string) =>
      n === 1
        ? 'Un autre jour figure dans le tableau à télécharger.'
        : `${count} autres jours figurent dans le tableau à télécharger.`,

    earlyHeading: (n: number, count: string) =>
      n === 0
        ? 'Personne n’est indiqué qui verrait les chiffres avant tout le monde'
        : n === 1
          ? 'Une fonction voit les chiffres avant tout le monde'
          : `${count} fonctions voient les chiffres avant tout le monde`,
    early: 'C’est ce que déclare l’organisation. Personne ne peut le vérifier de l’extérieur.',
    before: (span: string, reason: string) => `${span} avant la publication\u00a0: ${reason}`,

    awayHeading: (n: number, count: string) =>
      n === 0
        ? 'Aucune interruption de Candour n’est enregistrée'
        : n === 1
          ? 'Candour a été hors d’atteinte une fois'
          : `Candour a été hors d’atteinte ${count} fois`,
    awayNote:
      'Le serveur de ces pages note chaque minute qu’il est là. S’il ne l’a pas fait pendant cinq minutes ou plus, personne ne pouvait l’interroger\u00a0: cela s’inscrit ici de soi-même, et la base de données ne laisse personne l’effacer. Des copies de ces pages ailleurs ont pu rester accessibles.',
    awayDay: (date: string, from: string, to: string, span: string) =>
      `Le ${date}, de ${from} à ${to}\u00a0: ${span}`,
    away: (from: string, to: string, span: string) => `Du ${from} au ${to}\u00a0: ${span}`,

    source: 'le calendrier entier',
    fromOthers: 'Quand paraissent les prochains chiffres, et lesquels ont paru en retard\u00a0:',
  },
};
