/** In Spanish: promises and what came of them, the bridge between the clocks, the formulas, the allowance, the score. */
import { capitalise } from '../capitalise.ts';
import type { Translation } from '../translation.ts';

export const levels = {
  levels: {
    kept: {
      kicker: 'Si se cumplió la promesa',
      heading: {
        met: (share: string, time: string, aim: string, month: string) =>
          `La promesa se cumplió en ${month}: el ${share} en ${time} o menos, cuando se prometió el ${aim}`,
        missed: (share: string, time: string, aim: string, month: string) =>
          `La promesa no se cumplió en ${month}: el ${share} en ${time} o menos, cuando se prometió el ${aim}`,
        too_close: (share: string, time: string, aim: string, month: string) =>
          `Demasiado ajustado para decidir en ${month}: el ${share} en ${time} o menos, cuando se prometió el ${aim}`,
      },
      changedHeading: (share: string, month: string) =>
        `El objetivo cambió en ${month}: el ${share} tuvo lo prometido en su día`,
      plainHeading: (share: string, month: string) => `El ${share} fue atendido a tiempo en ${month}`,
      hiddenHeading: (month: string) => `No se dice si la promesa se cumplió en ${month}`,
      counted: (clock: string, share: string, n: string) => `${clock}: el ${share} de ${n}.`,
      judged: (clock: string, share: string, n: string, range: string, aim: string, verdict: string) =>
        `${clock}: el ${share} de ${n} (${range} según difieren los días), frente al ${aim} prometido: ${verdict}.`,
      verdicts: { met: 'cumplido', missed: 'incumplido', too_close: 'demasiado ajustado para decidir' },
      unjudged: {
        no_target: 'sin objetivo',
        no_records: 'sin registros',
        hidden: 'oculto',
        target_changed: 'objetivo modificado',
        days_hidden: 'algunos días ocultos',
        too_few_days: 'muy pocos días',
      },
      changed: (day: string) =>
        `El objetivo cambió el ${day}: cada contacto cuenta según el objetivo de su día, y cada objetivo se juzga en sus propios días.`,
      halfHours: (share: string, n: string) =>
        `El objetivo se cumplió en el ${share} de ${n} medias horas. Ahí cuentan igual las tranquilas y las cargadas, de modo que las buenas horas no tapan las malas.`,
      halfHoursName: 'Medias horas que lo cumplieron',
      ofN: (n: string) => `de ${n}`,
      denominators: {
        answered_or_gave_up:
          'Nuestro reloj va de la cola a la respuesta y cuenta a todos los atendidos o que desistieron; no cuenta a quien acabó en el menú, fue rechazado o pidió que le llamaran.',
        everyone_who_asked:
          'El reloj del cliente va de la primera solicitud a la solución y cuenta a todos los que preguntaron.',
      },
      band: 'La banda clara es el intervalo del 95\u00a0%, juzgado por cuánto difieren los días del mes. Un día cuenta como un todo, porque quienes llaman comparten una cola.',
      today: (aim: string, time: string, share: string) =>
        `Con el objetivo actual (${aim} en ${time}) el mes quedaría en el ${share}.`,
      todayUnknown: (aim: string, time: string) =>
        `No se puede decir cómo quedaría este mes con el objetivo actual (${aim} en ${time}): no hay recuentos publicados con ese plazo.`,
      table: (month: string) => `Promesas vigentes en ${month}`,
      promise: 'Promesa',
      clock: 'Reloj',
      inForce: 'Vigente',
      attained: 'Alcanzado',
      range: 'Intervalo del 95\u00a0%',
      aim: 'Objetivo',
      verdict: 'Juicio',
      exclusions: 'No se cuenta',
      since: (from: string) => `desde el ${from}`,
      between: (from: string, to: string) => `del ${from} al ${to}`,
    },
    bridge: {
      kicker: 'De nuestro reloj al del cliente',
      lower: (points: string, month: string) =>
        `El reloj del cliente queda ${points} por debajo del nuestro en ${month}`,
      higher: (points: string, month: string) =>
        `El reloj del cliente queda ${points} por encima del nuestro en ${month}`,
      equal: (share: string, month: string) => `Los dos relojes dicen el ${share} en ${month}`,
      standfirst: (ours: string, customers: string) =>
        `El nuestro dice el ${ours}, el del cliente el ${customers}. Cada barra es un grupo de personas y cuánto acerca el uno al otro.`,
      points: (n: string, isOne: boolean) => (isOne ? `${n} punto` : `${n} puntos`),
      parts: {
        threshold: 'Otro plazo admitido',
        menu: 'Acabó en el menú',
        refused: 'Ocupado o rechazado',
        later: 'A la espera de llamada',
        gave_up: 'Desistió',
        other: 'Todo lo demás',
      },
      people: (n: string) => `${n} personas`,
      how: 'Un grupo resta su parte de todos los que preguntaron, multiplicada por cuánto menos se le ayudó a tiempo. Los pasos suman con exactitud, en cualquier orden.',
      gaveUp: 'Quien desistió cuenta en contra en los dos relojes y no crea diferencia entre ellos.',
      other:
        'Todo lo demás es el tiempo en menús antes de la cola, las transferencias, las horas de cierre y el tiempo hasta la solución: los registros no los distinguen. Un grupo demasiado pequeño para mostrarse está también ahí.',
      table: (month: string) => `Los pasos en ${month}`,
      step: 'Paso',
      change: 'Puntos',
      n: 'Personas',
    },
    formulas: {
      kicker: 'Un mes, cinco fórmulas',
      heading: (low: string, high: string, month: string) =>
        `El mismo mes de ${month} es un ${low} o un ${high} solo por la fórmula`,
      same: (share: string, month: string) => `Todas las fórmulas dicen el ${share} en ${month}`,
      hidden: (month: string) => `Lo que cambia la fórmula en ${month} está oculto`,
      standfirst:
        'Nada cambia salvo a quién se cuenta. Publicamos la más estricta; las demás están aquí para que pueda compararnos con quien las use.',
      names: {
        worst: 'Cuentan todos los que desistieron',
        short: 'Sin los que colgaron enseguida',
        excl: 'Sin los abandonos tempranos',
        credit: 'Abandonos tempranos como atendidos',
        ans: 'Solo cuentan los atendidos',
      },
      definitions: {
        worst: 'Atendidos a tiempo ÷ (atendidos + abandonos)',
        short: 'Atendidos a tiempo ÷ (atendidos + abandonos − abandonos en segundos)',
        excl: 'Atendidos a tiempo ÷ (atendidos + abandonos − abandonos dentro del plazo)',
        credit: '(Atendidos a tiempo + abandonos dentro del plazo) ÷ (atendidos + abandonos)',
        ans: 'Atendidos a tiempo ÷ atendidos',
      },
      ours: 'la nuestra',
      choose: 'Marcar una fórmula',
      table: (month: string) => `${capitalise(month)} según cada fórmula`,
      formula: 'Fórmula',
      definition: 'Qué se divide entre qué',
      share: 'Parte',
      n: 'De',
    },
    allowance: {
      kicker: 'Lo que la promesa permite y lo que se ha gastado',
      wasUsedUp: (day: string, month: string) =>
        `El margen previsto para todo ${month} se había agotado el ${day}`,
      usedUp: (day: string, month: string) => `A este ritmo, el margen de ${month} se agota el ${day}`,
      lasts: (month: string) => `A este ritmo, el margen de ${month} alcanza`,
      early: (month: string) => `Es pronto para saber si el margen de ${month} alcanzará`,
      over: (times: string, month: string) =>
        `${capitalise(month)} gastó el ${times} de lo que permite la promesa`,
      under: (times: string, month: string) =>
        `${capitalise(month)} gastó el ${times} de lo que permite la promesa, y no más`,
      standfirst: (aim: string, allowed: string, spent: string) =>
        `Prometer el ${aim} deja que ${allowed} contactos esperen más. Esperaron más ${spent}.`,
      soFar: (aim: string, allowed: string, spent: string) =>
        `Prometer el ${aim} deja que ${allowed} de los contactos habidos hasta ahora esperen más. Esperaron más ${spent}.`,
      burn: (day: string, ofDay: string, ofWeek: string) =>
        `El ${day} se gastó ${ofDay} veces más rápido de lo permitido, y en los siete días hasta entonces ${ofWeek} veces.`,
      fast: 'Ambos ritmos son demasiado rápidos: más del doble el último día y más de 1,2 veces en la semana.',
      spent: 'esperaron más',
      allowed: 'permitido hasta entonces',
      note: 'Las dos líneas se suman día a día; el margen crece con los contactos. Mientras la línea más baja sea la de lo gastado, la promesa se cumple. Los días ocultos no están en ninguna.',
      table: (month: string) => `Día a día, ${month}`,
      day: 'Día',
      missed: 'Esperaron más',
      allowedOnDay: 'Permitido',
      sum: 'Gastado hasta entonces',
      figure: (heading: string, spent: string, allowed: string) =>
        `${heading}. Dos líneas: ${spent} esperaron más, ${allowed} estaban permitidos.`,
    },
    others: { kicker: (month: string) => `Los objetivos de los demás canales en ${month}` },
    score: {
      kicker: 'Todas las promesas en un número, y de qué está hecho',
      heading: (score: string, month: string) =>
        `${capitalise(month)}: ${score} de 100 para todas las promesas juntas`,
      none: (month: string) =>
        `Sin puntuación en ${month}: una promesa que pesa un quinto o más no se puede contar`,
      standfirst:
        'Cada promesa cuenta en la medida en que se cumplió, ninguna más que por completo. El número calla más de lo que dice; aquello de lo que está hecho figura a su lado.',
      weights: 'Los pesos forman parte de la configuración publicada.',
      lowerIsBetter: 'fuera de la puntuación: ahí menos es mejor',
      table: (month: string) => `Cada promesa en ${month}`,
      weight: 'Peso',
      points: 'Aporta',
    },
  },
} satisfies Pick<Translation, 'levels'>;
