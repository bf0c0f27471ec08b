/** Las frases con las que empieza un informe. */
import type { Translation } from '../translation.ts';
import { de } from './grammar.ts';

export const findings = {
  findings: {
    kicker: 'En cinco frases',
    inShort: 'En resumen',
    when: {
      day: (name: string) => `El ${name}`,
      week: (date: string) => `En la semana del ${date}`,
      month: (name: string) => `En ${name}`,
    },
    than: {
      usual: (weekday: string) => `que un ${weekday} habitual`,
      week: 'que la semana anterior',
      weekLastYear: 'que en la misma semana del año anterior',
      month: (name: string) => `que en ${name}`,
    },
    from: {
      usual: (weekday: string) => `respecto a un ${weekday} habitual`,
      week: 'respecto a la semana anterior',
      weekLastYear: 'respecto a la misma semana del año anterior',
      month: (name: string) => `respecto a ${name}`,
    },
    more: (share: string, than: string) => `un ${share} más ${than}`,
    fewer: (share: string, than: string) => `un ${share} menos ${than}`,
    moreWithin: (share: string, range: string, than: string) => `un ${share} más ${than} (entre ${range})`,
    fewerWithin: (share: string, range: string, than: string) => `un ${share} menos ${than} (entre ${range})`,
    moreUnsaid: (than: string) => `más ${than}`,
    fewerUnsaid: (than: string) => `menos ${than}`,
    up: (points: string, from: string) => `${points} puntos más ${from}`,
    down: (points: string, from: string) => `${points} puntos menos ${from}`,
    same: (from: string) => `sin cambio claro ${from}`,
    sameBoth: (from: string, andFrom: string) => `sin cambio claro ${from} ni ${andFrom}`,
    span: (low: string, high: string) => `${low} y ${high}`,
    likeDays: (changes: string) => `comparando días iguales, ${changes}`,
    tooFew: 'se sabe demasiado poco para comparar',
    recordsLack: 'no se compara, porque faltan registros',
    promiseDiffers: 'no se compara, porque la promesa era otra',

    volume: (when: string, count: string, change: string) => `${when} hubo ${count} contactos: ${change}.`,
    volumeNone: (when: string) => `${when} no hubo ningún contacto.`,

    reasons: {
      information: (share: string) => `El ${share} de los contactos pedía información`,
      transaction: (share: string) => `El ${share} de los contactos era para hacer un trámite`,
      problem: (share: string) => `El ${share} de los contactos era por un problema`,
      complaint: (share: string) => `El ${share} de los contactos era una queja`,
      idea: (share: string) => `El ${share} de los contactos traía una idea`,
      compliment: (share: string) => `El ${share} de los contactos era una felicitación`,
    },
    otherReason: (name: string, share: string) => `El ${share} de los contactos trataba de «${name}»`,
    reason: (reason: string, change: string) => `${reason}, el motivo más frecuente: ${change}.`,

    ours: (share: string, whose: string, time: string, promise: string) =>
      `según nuestro reloj, el ${share} ${de(whose)} se atendió en ${time} o menos${promise}`,
    theirs: (share: string, time: string, promise: string) =>
      `según el reloj del cliente, el ${share} obtuvo ayuda en ${time} o menos${promise}`,
    oursUnknown: 'según nuestro reloj, no se sabe',
    theirsUnknown: 'según el reloj del cliente, no se sabe',
    during: (from: string, to: string, part: string) => `del ${from} al ${to}, ${part}`,
    within: (share: string, range: string) => `${share} (${range})`,
    promise: {
      met: (aim: string) => ` (prometido el ${aim}: cumplido)`,
      missed: (aim: string) => ` (prometido el ${aim}: no cumplido)`,
      too_close: (aim: string) => ` (prometido el ${aim}: demasiado justo para decidir)`,
      unknown: (aim: string) => ` (prometido el ${aim}: no se puede saber)`,
    },
    clocks: (parts: string, change: string) => `${parts}: ${change}.`,

    complaints: (part: string, total: string, cause: string, change: string, action: string) =>
      `Unas ${part} de ${total} quejas trataban de «${cause}», la causa más frecuente: ${change}; ${action}.`,
    complaintsHidden: (total: string, change: string) =>
      `Hubo ${total} quejas, cuyas causas se ocultan para proteger a las personas: ${change}.`,
    complaintsUnsaid: (total: string, change: string) =>
      `Hubo ${total} quejas, y no se registra de qué trataban: ${change}.`,
    complaintsNone: (when: string) => `${when} no hubo ninguna queja.`,
    noAction: 'ninguna medida registrada se ocupa de ella',
    action: {
      planned: (title: string) => `la medida «${title}», prevista y aún sin empezar, se ocupará de ella`,
      too_early: (title: string) =>
        `la medida «${title}» se ocupa de ella, y es pronto para saber qué cambió`,
      worked: (title: string) => `la medida «${title}» se ocupó de ella y funcionó`,
      small_but_real: (title: string) =>
        `la medida «${title}» se ocupó de ella, con un efecto pequeño pero real`,
      no_measurable_effect: (title: string) => `la medida «${title}» se ocupó de ella, sin efecto medible`,
      inconclusive: (title: string) =>
        `la medida «${title}» se ocupó de ella, y no se puede saber si funcionó`,
      made_it_worse: (title: string) => `la medida «${title}» se ocupó de ella y la empeoró`,
      registered_late: (title: string) =>
        `la medida «${title}» se ocupa de ella, registrada demasiado tarde para evaluarla`,
    },

    satisfaction: (share: string, range: string, n: string, aim: string, change: string) =>
      `El ${share} de las ${n} personas que respondieron quedó satisfecho (${range})${aim}: ${change}; quienes desistieron no están en esta cifra.`,
    aim: {
      met: (aim: string) => `, por encima del objetivo del ${aim}`,
      missed: (aim: string) => `, por debajo del objetivo del ${aim}`,
      too_close: (aim: string) => `, demasiado cerca del objetivo del ${aim} para decidir`,
      unknown: (aim: string) => `, con un objetivo del ${aim}`,
    },

    judged: (list: string) => `Lo que cambiaron nuestras medidas: ${list}.`,
    judgedOne: (title: string, verdict: string) => `«${title}» (${verdict})`,
    /** `estimate`: a signed change, `range`: its interval */
    judgedBy: (title: string, verdict: string, estimate: string, range: string) =>
      `«${title}» (${verdict}: ${estimate}, ${range})`,
    underWay: (n: string) =>
      n === '1'
        ? 'Hay una medida en marcha; aún no se sabe qué cambia.'
        : `Hay ${n} medidas en marcha; aún no se sabe qué cambian.`,

    abandonment: (share: string, whose: string, change: string) =>
      `En el ${share} ${de(whose)} se desistió antes de la respuesta: ${change}.`,
    waits: (half: string, nine: string) =>
      `De quienes esperaron, la mitad fue atendida en ${half} o menos y 9 de cada 10 en ${nine} o menos.`,
    waitsHalf: (half: string) => `De quienes esperaron, la mitad fue atendida en ${half} o menos.`,

    silence: {
      closed: 'Estaba cerrado: no hay más que decir.',
      no_records: 'No hay registros, así que no se puede decir más.',
      hidden: 'Todo lo demás se oculta para proteger a las personas.',
      partly_hidden: 'Otras cifras se ocultan para proteger a las personas, o no constan.',
      not_recorded: 'Los registros no dicen más.',
    },
  },
} satisfies Translation;
