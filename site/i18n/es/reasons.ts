/** Lo que dice la página de los motivos más allá de sus recuentos. */
import type { Translation } from '../translation.ts';

const change = {
  rose: (from: string, value: string) => `Es claramente más que en ${from} (${value}).`,
  fell: (from: string, value: string) => `Es claramente menos que en ${from} (${value}).`,
  no_clear_change: (from: string, value: string) => `Sin cambio claro respecto a ${from} (${value}).`,
  unchanged: (from: string, value: string, earlier: string, earlierValue: string) =>
    `Sin cambio claro respecto a ${from} (${value}) ni a ${earlier} (${earlierValue}).`,
};

export const reasons = {
  reasonChanges: {
    kicker: 'Qué ha cambiado',
    rose: (names: string, from: string) => `Parte claramente mayor que en ${from}: ${names}`,
    fell: (names: string, from: string) => `Parte claramente menor que en ${from}: ${names}`,
    both: (more: string, fewer: string, from: string) =>
      `Parte claramente mayor que en ${from}: ${more}. Claramente menor: ${fewer}`,
    none: (from: string) => `Ningún motivo ha cambiado claramente respecto a ${from}`,
    standfirst: (period: string, from: string) =>
      `Cambio de la parte de cada motivo en el total de contactos, ${period} frente a ${from}, en puntos porcentuales.`,
    verdict: {
      rose: 'sube',
      fell: 'baja',
      no_clear_change: 'sin cambio claro',
      not_known: 'no se sabe',
    },
    band: 'La banda suave es el intervalo del 95\u00a0%: cuánto podría desviarse por azar un mes como este, con días tan distintos entre sí como lo fueron.',
    bandOfAll:
      'La banda suave es cuánto podría desviarse cada cambio por azar. Es tan ancha que, mirando seis motivos a la vez, el azar solo haría parecer que alguno cambia en 1 mes de cada 20.',
    leftOut: 'Donde la banda incluye «ningún cambio», no decimos que lo haya habido.',
    figure: (heading: string, rows: string) => `${heading}. ${rows}.`,
    table: (period: string) => `Parte de cada motivo, ${period}`,
    count: 'Contactos',
    share: 'Parte',
    range: 'Intervalo del 95\u00a0%',
    against: (period: string) => `Frente a ${period}, en puntos`,
    rates: (period: string) => `Contactos por cada 1.000 clientes y pedidos, ${period}`,
    per: { customers: 'por 1.000 clientes', orders: 'por 1.000 pedidos' },
    absentHeading: 'Aún no se puede decir si los motivos han cambiado',
    absent: 'No hay un mes anterior con motivos con el que comparar.',
  },

  reasonShares: {
    kicker: 'Las partes a lo largo del tiempo',
    heading: (from: string, to: string) =>
      `Parte de cada motivo en el total de contactos, de ${from} a ${to}`,
    standfirst:
      'Las bandas suaves son los intervalos del 95\u00a0% de cada mes. Donde una línea se mueve menos de lo que mide su banda, puede ser azar.',
    ofAll:
      'Donde se oculta un motivo, las partes siguen siendo de todos los contactos: las que se muestran suman menos que el total.',
    scales: 'Cada recuadro tiene su propia escala, desde cero hasta el valor de arriba.',
    table: (from: string, to: string) =>
      `Parte de cada motivo por meses, de ${from} a ${to}, con su intervalo del 95\u00a0%`,
    column: 'Mes',
    figure: (heading: string) => `${heading}. Una línea pequeña por motivo, con su intervalo.`,
    absentHeading: 'Aún no se puede contar la evolución de las partes',
    absent: 'Hacen falta dos meses completos con motivos.',
  },

  demand: {
    kicker: 'Útiles y evitables',
    heading: (share: string) =>
      `${share} no habrían hecho falta si algo se hubiera hecho, o se hubiera hecho bien`,
    hiddenHeading: 'Cuántos contactos eran evitables se oculta para proteger a las personas',
    change,
    chasing: (share: string) => `El ${share} solo preguntaba cómo iba algo.`,
    chasingNote:
      'Preguntar cómo va algo se cuenta por causas: forma parte de las otras partes y no se les suma.',
    noChasing: 'No se distinguen los contactos que solo preguntan cómo va algo.',
    assessed: (share: string, n: string) =>
      `Se valoró el ${share} de los contactos (${n}); los demás no están en ninguna de estas partes.`,
    judged: 'Lo valora la propia empresa. Más abajo se dice hasta qué punto coinciden dos personas.',
    rows: {
      value_demand_share: 'Útiles',
      failure_demand_share: 'Evitables',
      unclear_demand_share: 'No se sabe',
      progress_chasing_share: 'Preguntar cómo va',
    },
    table: (period: string) => `Contactos útiles y evitables, ${period}`,
    column: 'Tipo de contacto',
    base: 'De cuántos',
    absentHeading: 'No se registra cuántos contactos eran evitables',
    absent: 'Los contactos no se valoran como útiles o evitables.',
  },

  resolved: {
    kicker: 'Resuelto a la primera',
    heading: (share: string) => `Sin otro contacto en una semana: ${share}`,
    matters: 'los asuntos',
    reportedHeading: (share: string) => `Según la empresa, resueltos en el primer contacto: ${share}`,
    hiddenHeading: 'Cuántos asuntos se resolvieron a la primera se oculta para proteger a las personas',
    change,
    linked: (share: string) =>
      `Los contactos repetidos se conocen del ${share} de los contactos: los de clientes a los que se puede reconocer.`,
    unlinked: 'No se puede saber qué contactos se repiten, porque no se reconoce a los clientes.',
    young:
      'No se cuentan los contactos tan recientes que alguien aún puede volver; las cifras se asientan a las cinco semanas.',
    reported: '«Dado por resuelto» es lo que anota la empresa; «no volvió», lo que hicieron los clientes.',
    rows: {
      resolved_first_share: 'Dado por resuelto',
      first_contact_resolution: 'No volvió en 7 días',
      first_contact_resolution_28d: 'No volvió en 28 días',
      repeat_rate: 'Repetido, en 7 días',
      repeat_rate_28d: 'Repetido, en 28 días',
    },
    table: (period: string) => `Resuelto a la primera y repetido, ${period}`,
    column: 'Medida',
    base: 'De cuántos',
    absentHeading: 'No se registra si bastó con un contacto',
    absent: 'Los registros no dicen qué se resolvió ni reconocen a los clientes.',
  },

  coding: {
    title: 'Cómo se asignan los motivos, y con qué acierto',
    how: {
      agent: 'El motivo lo elige quien atiende el contacto.',
      sample: 'Unas personas leen una muestra y eligen el motivo.',
      automatic: 'El motivo lo elige una máquina.',
    },
    unstated: 'La empresa no ha dicho cómo se eligen los motivos.',
    unchecked:
      'No se ha publicado ninguna segunda clasificación, así que nadie puede decir con qué acierto se eligen los motivos.',
    about: { category: 'el motivo', demand: 'útil o evitable' },
    alike: (about: string, n: string, share: string, range: string) =>
      `Sobre ${about}, dos personas que no vieron la elección de la otra coincidieron en el ${share} (intervalo del 95\u00a0%: ${range}) de ${n} contactos.`,
    kappa: (value: string, low: string, high: string) =>
      `La kappa de Cohen es ${value} (intervalo del 95\u00a0%: de ${low} a ${high}).`,
    kappaMeans: 'La kappa vale 0 cuando dos coinciden tanto como por azar, y 1 cuando coinciden siempre.',
    oneCode: (about: string) =>
      `Sobre ${about}, ambas usaron una sola respuesta: coincidir no demuestra nada y la kappa no está definida.`,
    sampled: (contacts: string, period: string) => `La muestra procede de ${contacts} contactos, ${period}.`,
    tooFew: (about: string) =>
      `Se han clasificado dos veces demasiado pocos contactos para decir cuánto coinciden dos personas sobre ${about}.`,
    hidden: (about: string) =>
      `Cuánto coincidieron dos personas sobre ${about} se oculta: fueron tan pocas las diferencias, o las coincidencias, que las delataría.`,
    table: (about: string) => `Lo que más se tomó por otra cosa: ${about}`,
    first: 'Primera persona',
    second: 'Segunda persona',
    contacts: 'Contactos',
    demand: { value: 'Útil', failure: 'Evitable', unclear: 'No se sabe' },
  },

  coverage: {
    title: 'De cuántos contactos se sabe esto',
    table: (period: string) => `De los contactos de cada canal, la parte de la que se sabe, ${period}`,
    column: 'Lo que se sabe',
    columns: {
      classified_share: 'Motivo',
      cause_share: 'Causa, en problemas y quejas',
      assessed_share: 'Útil o evitable',
      linkage_coverage: 'Cliente',
      outcome_share: 'Si se resolvió',
    },
  },

  ideas: {
    title: 'Ideas',
    received: (period: string, _count: number, count: string) =>
      `Contactos con una idea, ${period}: ${count}.`,
    unknown: (period: string, why: string) => `Número de contactos con una idea, ${period}: ${why}.`,
    actions: (all: number, takenUp: number) =>
      all === 0
        ? 'Ninguna de las acciones registradas nació de la idea de un cliente.'
        : `Acciones registradas que nacieron de la idea de un cliente: ${all}; puestas en marcha: ${takenUp}.`,
    send: 'Enviar una idea',
  },

  outcomes: {
    resolved_first_share: (share: string) => `el ${share}, dado por resuelto en el primer contacto`,
    first_contact_resolution: (share: string) => `el ${share}, sin otro contacto en una semana`,
    csat_top2: (share: string) => `el ${share} de quienes contestaron la encuesta, satisfechos`,
    sentence: (where: string, month: string, parts: string) =>
      `En qué quedó (${where === '' ? '' : `${where}, `}${month}): ${parts}.`,
  },
} satisfies Translation;
