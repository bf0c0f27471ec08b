/** Les phrases par lesquelles commence un rapport. */
import type { Translation } from '../translation.ts';
import { de } from './grammar.ts';

export const findings = {
  findings: {
    kicker: 'En cinq phrases',
    inShort: 'En bref',
    when: {
      day: (name: string) => `Le ${name}`,
      week: (date: string) => `La semaine du ${date}`,
      month: (name: string) => `En ${name}`,
    },
    than: {
      usual: (weekday: string) => `qu’un ${weekday} ordinaire`,
      week: 'que la semaine précédente',
      weekLastYear: 'que la même semaine un an plus tôt',
      month: (name: string) => `qu’en ${name}`,
    },
    from: {
      usual: (weekday: string) => `par rapport à un ${weekday} ordinaire`,
      week: 'par rapport à la semaine précédente',
      weekLastYear: 'par rapport à la même semaine un an plus tôt',
      month: (name: string) => `par rapport au mois ${de(name)}`,
    },
    more: (share: string, than: string) => `${share} de plus ${than}`,
    fewer: (share: string, than: string) => `${share} de moins ${than}`,
    moreWithin: (share: string, range: string, than: string) => `${share} de plus ${than} (entre ${range})`,
    fewerWithin: (share: string, range: string, than: string) => `${share} de moins ${than} (entre ${range})`,
    moreUnsaid: (than: string) => `plus ${than}`,
    fewerUnsaid: (than: string) => `moins ${than}`,
    up: (points: string, from: string) => `${points} points de plus ${from}`,
    down: (points: string, from: string) => `${points} points de moins ${from}`,
    same: (from: string) => `pas de changement net ${from}`,
    sameBoth: (from: string, andFrom: string) => `pas de changement net ${from}, ni ${andFrom}`,
    span: (low: string, high: string) => `${low} et ${high}`,
    likeDays: (changes: string) => `à jours égaux, ${changes}`,
    tooFew: 'trop peu est connu pour comparer',
    recordsLack: 'sans comparaison, car les données sont incomplètes',
    promiseDiffers: 'sans comparaison, car la promesse était différente',

    volume: (when: string, count: string, change: string) =>
      `${when}, il y a eu ${count} contacts\u00a0: ${change}.`,
    volumeNone: (when: string) => `${when}, il n’y a eu aucun contact.`,

    reasons: {
      information: (share: string) => `${share} des contacts demandaient une information`,
      transaction: (share: string) => `${share} des contacts concernaient une démarche`,
      problem: (share: string) => `${share} des contacts concernaient un problème`,
      complaint: (share: string) => `${share} des contacts étaient des réclamations`,
      idea: (share: string) => `${share} des contacts apportaient une idée`,
      compliment: (share: string) => `${share} des contacts étaient des félicitations`,
    },
    otherReason: (name: string, share: string) => `${share} des contacts portaient sur «\u00a0${name}\u00a0»`,
    reason: (reason: string, change: string) => `${reason}, le motif le plus fréquent\u00a0: ${change}.`,

    ours: (share: string, whose: string, time: string, promise: string) =>
      `selon notre horloge, ${share} ${de(whose)} ont reçu une réponse en ${time} au plus${promise}`,
    theirs: (share: string, time: string, promise: string) =>
      `selon l’horloge du client, ${share} ont obtenu de l’aide en ${time} au plus${promise}`,
    oursUnknown: 'selon notre horloge, ce n’est pas connu',
    theirsUnknown: 'selon l’horloge du client, ce n’est pas connu',
    during: (from: string, to: string, part: string) => `du ${from} au ${to}, ${part}`,
    within: (share: string, range: string) => `${share} (${range})`,
    promise: {
      met: (aim: string) => ` (${aim} promis\u00a0: tenu)`,
      missed: (aim: string) => ` (${aim} promis\u00a0: non tenu)`,
      too_close: (aim: string) => ` (${aim} promis\u00a0: trop serré pour trancher)`,
      unknown: (aim: string) => ` (${aim} promis\u00a0: invérifiable)`,
    },
    clocks: (parts: string, change: string) => `${parts}\u00a0: ${change}.`,

    complaints: (part: string, total: string, cause: string, change: string, action: string) =>
      `Environ ${part} réclamations sur ${total} portaient sur «\u00a0${cause}\u00a0», la cause la plus fréquente\u00a0: ${change}\u202f; ${action}.`,
    complaintsHidden: (total: string, change: string) =>
      `${total} réclamations ont été reçues, leurs causes étant masquées pour protéger les personnes\u00a0: ${change}.`,
    complaintsUnsaid: (total: string, change: string) =>
      `${total} réclamations ont été reçues, dont la cause n’est pas enregistrée\u00a0: ${change}.`,
    complaintsNone: (when: string) => `${when}, il n’y a eu aucune réclamation.`,
    noAction: 'aucune action enregistrée ne la vise',
    action: {
      planned: (title: string) =>
        `l’action «\u00a0${title}\u00a0», prévue et pas encore commencée, doit la viser`,
      too_early: (title: string) =>
        `l’action «\u00a0${title}\u00a0» la vise, et il est trop tôt pour dire ce qu’elle a changé`,
      worked: (title: string) => `l’action «\u00a0${title}\u00a0» la visait et a fonctionné`,
      small_but_real: (title: string) =>
        `l’action «\u00a0${title}\u00a0» la visait, avec un effet petit mais réel`,
      no_measurable_effect: (title: string) =>
        `l’action «\u00a0${title}\u00a0» la visait, sans effet mesurable`,
      inconclusive: (title: string) =>
        `l’action «\u00a0${title}\u00a0» la visait, sans qu’on puisse dire si elle a fonctionné`,
      made_it_worse: (title: string) => `l’action «\u00a0${title}\u00a0» la visait et l’a aggravée`,
      registered_late: (title: string) =>
        `l’action «\u00a0${title}\u00a0» la vise, enregistrée trop tard pour être jugée`,
    },

    satisfaction: (share: string, range: string, n: string, aim: string, change: string) =>
      `${share} des ${n} personnes qui ont répondu étaient satisfaites (${range})${aim}\u00a0: ${change}\u202f; celles qui ont renoncé ne sont pas dans ce chiffre.`,
    aim: {
      met: (aim: string) => `, au-dessus de l’objectif de ${aim}`,
      missed: (aim: string) => `, en dessous de l’objectif de ${aim}`,
      too_close: (aim: string) => `, trop près de l’objectif de ${aim} pour trancher`,
      unknown: (aim: string) => `, pour un objectif de ${aim}`,
    },

    judged: (list: string) => `Ce que nos actions ont changé\u00a0: ${list}.`,
    judgedOne: (title: string, verdict: string) => `«\u00a0${title}\u00a0» (${verdict})`,
    /** `estimate`: a signed change, `range`: its interval */
    judgedBy: (title: string, verdict: string, estimate: string, range: string) =>
      `«\u00a0${title}\u00a0» (${verdict}\u00a0: ${estimate}, ${range})`,
    underWay: (n: string) =>
      n === '1'
        ? 'Une action est en cours\u202f; ce qu’elle change n’est pas encore connu.'
        : `${n} actions sont en cours\u202f; ce qu’elles changent n’est pas encore connu.`,

    abandonment: (share: string, whose: string, change: string) =>
      `Dans ${share} ${de(whose)}, on a renoncé avant la réponse\u00a0: ${change}.`,
    waits: (half: string, nine: string) =>
      `Parmi les personnes restées en ligne, la moitié a été servie en ${half} au plus et 9 sur 10 en ${nine} au plus.`,
    waitsHalf: (half: string) =>
      `Parmi les personnes restées en ligne, la moitié a été servie en ${half} au plus.`,

    silence: {
      closed: 'C’était fermé\u00a0: il n’y a rien de plus à dire.',
      no_records: 'Il n’y a pas de données\u00a0: rien de plus ne peut être dit.',
      hidden: 'Tout le reste est masqué pour protéger les personnes.',
      partly_hidden:
        'D’autres chiffres sont masqués pour protéger les personnes, ou ne sont pas enregistrés.',
      not_recorded: 'Les données n’en disent pas plus.',
    },
  },
} satisfies Translation;
