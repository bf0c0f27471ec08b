/** In Spanish: what the explorer says. Loaded by the browser, so it imports nothing but types and names. */
import type { Translation } from '../translation.ts';
import { verdictNames } from './verdict-names.ts';

/** For the start of a sentence: Spanish writes months, weekdays and "semana" small. */
const opening = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
/** "un 3,5 % más", but "4,0 puntos porcentuales más". */
const much = (by: string) => (by.endsWith('%') ? `un ${by}` : by);
/** "a las 14:05", "a la 01:05" */
const clock = (time: string) => `${/^0?1:/.test(time) ? 'la' : 'las'} ${time}`;

export const history = {
  history: {
    title: 'Histórico',
    description: (name: string) =>
      `Todas las cifras de ${name} a lo largo del tiempo: véalas en un gráfico, compárelas, mídalas y lléveselas.`,
    statement: (label: string, value: string, change: string) => `${label}: ${value}${change}`,
    members: (figure: string, members: string) => `${figure}: ${members}`,
    memberValue: (member: string, value: string) => `${member}\u00a0${value}`,
    statementHidden: (label: string) => `${label}: evolución en el tiempo`,
    period: (from: string, to: string) => `del ${from} al ${to}`,
    change: {
      more: (by: string) => `, ${much(by)} más que`,
      fewer: (by: string) => `, ${much(by)} menos que`,
      same: ', igual que',
      higher: (by: string) => `, ${much(by)} más que`,
      lower: (by: string) => `, ${much(by)} menos que`,
    },
    points: (n: string) => (n === '1' ? '1\u00a0punto porcentual' : `${n}\u00a0puntos porcentuales`),
    beforeOf: { previous: 'en el periodo anterior', last_year: 'un año antes' },
    beforeValue: (before: string, value: string) => ` ${before} (${value})`,
    nothing: 'No hay registros en este intervalo de tiempo.',
    allHidden: 'Todas las cifras de este intervalo están ocultas para proteger a las personas.',
    allClosed: 'Estuvo cerrado durante todo este intervalo.',
    onlyPartial: 'Ningún paso de este intervalo está registrado por completo.',
    better: { higher: 'Cuanto más alto, mejor.', lower: 'Cuanto más bajo, mejor.' },
    heldAgainst: (period: string, before: string) => `${period}, comparado con el periodo ${before}`,

    ranges: {
      '1d': '1 día',
      '5d': '5 días',
      '1m': '1 mes',
      '6m': '6 meses',
      ytd: 'Este año',
      '1y': '1 año',
      '5y': '5 años',
      max: 'Todo',
    },
    shortRanges: {
      '1d': '1D',
      '5d': '5D',
      '1m': '1M',
      '6m': '6M',
      ytd: 'Año',
      '1y': '1A',
      '5y': '5A',
      max: 'Todo',
    },
    grains: {
      '15min': 'cuarto de hora',
      hour: 'hora',
      day: 'día',
      week: 'semana',
      month: 'mes',
    },
    perGrain: {
      '15min': 'por cuarto de hora',
      hour: 'por hora',
      day: 'por día',
      week: 'por semana',
      month: 'por mes',
    },
    buckets: {
      '15min': (n: string) => (n === '1' ? '1 cuarto de hora' : `${n} cuartos de hora`),
      hour: (n: string) => (n === '1' ? '1 hora' : `${n} horas`),
      day: (n: string) => (n === '1' ? '1 día' : `${n} días`),
      week: (n: string) => (n === '1' ? '1 semana' : `${n} semanas`),
      month: (n: string) => (n === '1' ? '1 mes' : `${n} meses`),
    },
    weekOf: (date: string) => `semana del ${date}`,

    controls: {
      label: 'Qué muestra el gráfico',
      range: 'Periodo',
      from: 'Desde',
      to: 'Hasta',
      metric: 'Cifra',
      grain: 'Detalle',
      auto: 'según el periodo',
      more: 'Más opciones',
      // Said of a channel as of a reason, so without a gender.
      all: 'cualquiera',
      channel: 'Canal',
      queue: 'Línea de servicio',
      category: 'Motivo',
      cause: 'Causa',
      by: 'Separar',
      together: 'todo junto',
      byOf: {
        channel: 'por canal',
        queue: 'por línea de servicio',
        category: 'por motivo',
        cause: 'por causa',
      },
      compare: 'Comparar con',
      compares: { none: 'nada', previous: 'el periodo anterior', last_year: 'el año anterior' },
      average: 'Media de un ciclo completo',
      expected: 'Intervalo esperado',
      skipClosed: 'Omitir las horas de cierre',
      show: 'Ver como imagen',
      showTable: 'Ver como tabla (CSV)',
      withoutScripts:
        'Sin JavaScript, el gráfico de abajo no cambia; con estos botones se obtiene cualquier otra vista como imagen o como tabla.',
    },

    rules: {
      months_before: (count: number) => (count === 1 ? 'el mes anterior' : `los ${count} meses anteriores`),
      year_of_months: () => 'los mismos meses, un año antes',
      days_before: (count: number) =>
        `${count} días antes, para que cada día se compare con el mismo día de la semana`,
      year_by_days: (count: number) =>
        `${count} días antes, para que cada día se compare con el mismo día de la semana`,
      year_by_weekday: () =>
        '364 días antes, para que cada día se compare con el mismo día de la semana; los festivos se comparan con el mismo festivo, y ningún otro día con un festivo',
    },
    rule: (rule: string) => `En gris: ${rule}.`,
    wholeRule: (rule: string) => `El conjunto se compara con: ${rule}.`,
    byWeekdays: (period: string, value: string, change: string) =>
      `Comparado con los mismos días de la semana, ${period} (${value}): ${change}.`,
    records: (period: string) => `Los registros van ${period}; de lo que queda fuera no se dice nada.`,
    averageNote: {
      '15min': 'La media se calcula con la semana en torno a cada punto.',
      hour: 'La media se calcula con la semana en torno a cada punto.',
      day: 'La media se calcula con la semana en torno a cada punto.',
      week: 'La media se calcula con las 13 semanas en torno a cada punto.',
      month: 'La media se calcula con los 12 meses en torno a cada punto.',
    },
    mostShown: 'Se muestran los cuatro con más contactos.',
    noAverage: 'Un percentil no tiene media: no se dibuja ninguna.',
    incompleteDays: (count: number) =>
      count === 1
        ? 'Un día de este intervalo está incompleto.'
        : `${count} días de este intervalo están incompletos.`,
    noWhole:
      'No hay una sola cifra para todo este tiempo: los percentiles no se suman, y algunas cifras se publican solo por semanas o meses enteros.',
    expectedNote: (weeks: number) =>
      `La banda clara es el intervalo esperado según el mismo día de la semana y la misma hora en las ${weeks} semanas anteriores: alrededor de 8 de cada 10 valores corrientes quedan dentro.`,
    noExpected: 'Por semanas y por meses hay muy pocos periodos para decir qué cabía esperar.',
    names: {
      compared: { previous: 'periodo anterior', last_year: 'año anterior' },
      average: 'media',
      expected: '8 de 10',
    },
    summary: (highest: string, highestAt: string, lowest: string, lowestAt: string) =>
      `Máximo: ${highest} (${highestAt}); mínimo: ${lowest} (${lowestAt}).`,
    rangeShown:
      'Se muestra el intervalo: hay tantos puntos que cada columna de píxeles va de su mínimo a su máximo',
    brokenAxis: 'El eje no va de 0 a 100\u00a0%',
    timeCut: 'Se omiten las horas de cierre',
    signs: {
      closed: 'Fondo gris: cerrado',
      missing: 'Marca: sin datos',
      suppressed: 'Rayado: oculto para proteger a las personas',
      provisional: 'Línea discontinua: provisional',
      partial: 'Extremo rayado: incompleto',
    },

    events: {
      lane: (list: string) => `Bajo el eje: ${list}.`,
      title: 'Qué ocurrió en este periodo',
      none: 'No consta nada en este periodo.',
      several: (count: number, labels: string) => `${count} sucesos: ${labels}`,
      of: (kind: string, title: string) => `${kind}: ${title}`,
      kinds: {
        holiday: 'Festivo',
        outage: 'Avería',
        target: 'Objetivo',
        definition: 'Definición',
        action: 'Medida',
        judgement: 'Veredicto',
        cause: 'Causas',
        responsible: 'Norma responsable',
        retirement: 'Fin',
        gap: 'Sin datos',
      },
      verdicts: verdictNames,
      judged: (weeks: number, verdict: string, title: string) =>
        `Juzgada a las ${weeks} semanas, ${verdict}: ${title}`,
      column: 'Qué ocurrió',
    },

    table: {
      title: 'Las cifras en una tabla',
      caption: (label: string, grain: string, period: string) => `${label}, ${grain}, ${period}`,
      time: 'Periodo',
      base: 'De un total de',
      compared: { previous: 'Periodo anterior', last_year: 'Año anterior' },
      comparedDate: 'Comparado con',
      change: 'Variación',
      pointsChange: 'Variación en puntos porcentuales',
      average: 'Media',
      expected: 'Esperado',
      more: (n: string) => (n === '1' ? 'Mostrar 1 fila anterior' : `Mostrar ${n} filas anteriores`),
    },

    downloads: {
      title: 'Llévese esta vista',
      csv: 'Tabla (CSV)',
      json: 'Datos (JSON)',
      svg: 'Imagen (SVG)',
      png: 'Imagen (PNG)',
      of: (rows: string, period: string) => `${rows}, ${period}`,
      link: 'Copiar la dirección de esta vista',
      copied: 'Dirección copiada.',
    },
    asOf: (date: string) => `Datos actualizados el ${date}`,

    readout: {
      at: (time: string, value: string) => `${opening(time)}: ${value}`,
      with: (value: string, status: string) => `${value} (${status})`,
      compared: (name: string, value: string, date: string) => `${name} ${value} (${date})`,
      expected: (low: string, high: string) => `esperado entre ${low} y ${high}`,
      average: (value: string) => `media ${value}`,
    },
    measure: {
      open: 'Medir',
      choose: 'Toque o pulse un extremo de lo que quiere medir.',
      start: (time: string) => `Inicio de la medición: ${time}. Vaya al otro extremo.`,
      result: (from: string, to: string, change: string, share: string, perDay: string) =>
        `${opening(from)} – ${to}: ${change}${share}${perDay}`,
      share: (share: string) => ` (${share})`,
      perDay: (rate: string) => `, ${rate} al día`,
      unknown: (from: string, to: string) => `${opening(from)} – ${to}: en uno de los dos no hay cifra.`,
    },
    keys: {
      title: 'Teclas del gráfico',
      close: 'Cerrar',
      open: 'Teclas (?)',
      rows: {
        step: { keys: '← →', what: 'a la cifra anterior o siguiente' },
        far: { keys: 'Re Pág, Av Pág', what: 'de diez en diez cifras' },
        ends: { keys: 'Inicio, Fin', what: 'a la primera o a la última cifra' },
        zoom: { keys: '+ −', what: 'acercar, alejar' },
        pan: { keys: 'Mayús + ← →', what: 'un periodo anterior o posterior' },
        measure: {
          keys: 'M',
          what: 'medir desde aquí; otra vez, para terminar. Con el ratón: arrastrar con Mayús',
        },
        whole: { keys: '0', what: 'todo el histórico' },
        help: { keys: '?', what: 'estas teclas' },
      },
    },
    minimap: (from: string, to: string) =>
      `Todo el histórico en pequeño; el gráfico muestra del ${from} al ${to}`,
    brush: {
      start: 'Primer día mostrado',
      end: 'Último día mostrado',
      whole: 'Mover el periodo mostrado',
    },

    faults: {
      left: (what: string) => `Se ha omitido: ${what}. Se muestra lo demás.`,
      withoutStep: (why: string) => `Ese detalle no existe (${why}). Se muestra el que conviene al periodo.`,
      refused: (why: string) => `Esta vista no existe (${why}). En su lugar se muestra la vista inicial.`,
    },
    unreachable: (since: string) => `No se puede acceder a las cifras en directo desde ${clock(since)}.`,
    shownAsOf: (date) => `Se muestra lo último que se publicó, con fecha ${date}.`,
    months: {
      title: 'Mes a mes',
      standfirst: 'Contactos en cada mes natural y en comparación con el mismo mes del año anterior.',
      column: 'Mes',
    },
  },
} satisfies Translation;
