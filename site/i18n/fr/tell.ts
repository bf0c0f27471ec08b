import type { Words } from '../translation.ts';

const minutes = (n: number) => (n === 1 ? '1 minute' : `${n} minutes`);
const about = (low: number, high: number) =>
  high <= 1
    ? 'une minute environ ou moins'
    : low === 0
      ? `jusqu’à ${high} minutes environ`
      : `de ${low} à ${high} minutes environ`;

export const tell: Pick<Words, 'tell' | 'calendar'> = {
  tell: {
    title: 'Me prévenir quand l’attente est courte',
    titleWatching: (most) => `Surveillance\u00a0: attente de ${minutes(most)} ou moins`,
    titleTold: (time, low, high) => `À ${time}\u00a0: ${about(low, high)}`,
    fault: 'Cette partie n’a pas pu être chargée. Rechargez la page pour réessayer.',
    most: 'Me prévenir quand l’attente est au plus de',
    minutes,
    start: 'Commencer la surveillance',
    stop: 'Arrêter la surveillance',
    watching: (low, high, most) =>
      `Surveillance en cours. En ce moment\u00a0: ${about(low, high)}. Vous serez prévenu une fois, à ${minutes(most)} ou moins.`,
    closed:
      'Surveillance en cours, mais la ligne est fermée en ce moment\u00a0: rien ne sera signalé avant son ouverture.',
    stopped:
      'Surveillance en cours, mais la file ne donne plus de nouvelles\u00a0: rien ne peut être signalé avant qu’elle en donne à nouveau.',
    unknown:
      'Surveillance en cours, mais rien ne peut être signalé pour l’instant\u00a0: il faut une estimation de l’attente en direct qui ait fait ses preuves, et il n’y en a pas.',
    cannot:
      'Pour l’instant, rien ne pourrait être signalé\u00a0: il faut une estimation de l’attente en direct qui ait fait ses preuves, et il n’y en a pas.',
    told: (time, low, high) =>
      `À ${time}\u00a0: ${about(low, high)}. Vous n’êtes prévenu qu’une fois\u202f; recommencez pour l’être à nouveau.`,
    ended: 'La journée est terminée et la surveillance aussi. Recommencez pour être prévenu aujourd’hui.',
    notice: (low, high) => `Attente en ce moment\u00a0: ${about(low, high)}.`,
    ways: {
      granted: 'Vous serez prévenu par une notification, un son, le titre de cet onglet et une ligne ici.',
      denied:
        'Votre navigateur bloque les notifications de cette page\u202f; vous serez donc prévenu par un son, le titre de cet onglet et une ligne ici.',
      none: 'Vous serez prévenu par un son, le titre de cet onglet et une ligne ici. Ce navigateur n’affiche de notification que si vous l’autorisez.',
      click:
        'Pour le son, cliquez ou appuyez sur une touche une fois n’importe où dans cette page\u00a0: les navigateurs le demandent après le chargement.',
    },
    limits:
      'Cela fonctionne tant que cet onglet est ouvert, même derrière d’autres, jusqu’à minuit. Si vous le fermez, rien ne continue\u202f; votre choix n’est gardé que dans ce navigateur.',
    tab: (time, low, high) => `${time}\u00a0: ${low} à ${high}\u00a0min`,
  },
  calendar: {
    link: 'Ajouter le prochain bon moment à mon agenda',
    call: (name, number) => `Appeler ${name}\u00a0: ${number}`,
    contact: (name) => `Contacter ${name}`,
  },
};
