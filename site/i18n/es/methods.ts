/** In Spanish: what the pages of methods and of downloads say. */
import type { Translation } from '../translation.ts';

export const methods = {
  methods: {
    title: 'Cómo se cuenta cada cifra',
    description:
      'Todas las cifras de este sitio: qué significan, cómo se cuentan exactamente y cuándo son definitivas.',
    intro:
      'Cada cifra se define una sola vez, y todas las páginas, gráficos y descargas usan esa única definición. No se rellena nada: donde los registros callan, la cifra se omite y la página lo dice. Cuando una cifra es una estimación, como una espera típica o un intervalo previsto, su página también lo dice.',
    topics: {
      demand: 'Cuántas personas se ponen en contacto',
      waiting: 'Cuánto se espera',
      service: 'Si se atendió a tiempo',
      resolution: 'Si el asunto quedó resuelto',
      cases: 'Casos abiertos y plazos prometidos',
      complaints: 'Quejas',
      satisfaction: 'Qué se dice después',
      work: 'El trabajo en sí',
    },
    statusesHeading: 'Cuando hay una palabra en lugar de una cifra',
    statuses: {
      provisional: () =>
        'Ya ha pasado todo el periodo, pero los registros que lleguen tarde aún pueden cambiar la cifra.',
      partial: () => 'Solo ha pasado, o solo se ha registrado, una parte del periodo.',
      suppressed: (threshold: number | null) =>
        threshold === null
          ? 'Hay tan pocas personas detrás de la cifra, o de otra que podría deducirse de ella, que podría revelar algo de alguna de ellas.'
          : `Hay menos de ${threshold} personas detrás de la cifra o de lo que le falta para el total, de otra cifra que podría deducirse de ella o de la mayor parte de su tabla: podría revelar algo de alguna de ellas.`,
      closed: () => 'En ese momento nadie podía ponerse en contacto.',
      missing: () => 'Los registros no dicen nada. Eso no es un cero.',
    },
    exactly: 'Definición exacta',
    counted: 'Se cuenta',
    dividedBy: 'Se divide entre',
    estimate: 'Una estimación',
    estimateMore:
      'No se sabe cuánto habrían esperado quienes desistieron. Se calcula a partir de quienes siguieron en línea.',
    particulars: 'Detalles',
    unit: 'Se expresa como',
    units: {
      count: 'un número',
      share: 'una parte del total, de 0 a 1',
      seconds: 'segundos',
      days: 'días de 24 horas',
      per_1000: 'un número por cada mil',
      score: 'una nota',
      points: 'puntos, de −100 a 100',
    },
    better: 'Bueno para el cliente',
    betterIs: {
      higher: 'cuanto más, mejor',
      lower: 'cuanto menos, mejor',
      neither: 'ni más ni menos es mejor por sí solo',
    },
    finest: 'Periodo más corto',
    grains: {
      '15min': 'un cuarto de hora',
      hour: 'una hora',
      day: 'un día',
      week: 'una semana',
      month: 'un mes',
    },
    final: 'Definitiva',
    finalAfter: (days: number) =>
      `${days} días después del final de su periodo; hasta entonces puede cambiar por registros que lleguen tarde`,
    source: 'Origen de la definición',
    address: 'Dónde están las cifras',
    inHistory: (figure: string) => `${figure}: toda la historia, en un gráfico`,
    monthly: 'Mes a mes:',
    others: 'Más cifras de este tipo',
  },

  data: {
    title: 'Todas las cifras, para descargar',
    description:
      'Todas las cifras publicadas en CSV y JSON, por día, semana y mes, y las direcciones de todas las demás.',
    intro:
      'Estos archivos contienen las mismas cifras que las páginas, hechas con las mismas celdas publicadas. Lléveselas, compruébelas, haga sus propios gráficos.',
    figure: 'Cifra',
    by: { day: 'Por día', week: 'Por semana', month: 'Por mes' },
    of: (figure: string, by: string) => `de «${figure}», ${by.toLowerCase()}`,
    channels: 'Un solo canal',
    channelsMore: 'Ponga el canal delante del nombre de la cifra.',
    ask: 'Todo lo demás, por dirección',
    askMore:
      'Las mismas direcciones responden en abierto, sin clave, en JSON y, con .csv, como tabla: cualquier intervalo de tiempo, cuartos de hora y horas, por línea de servicio, categoría, causa e idioma.',
    openapi: 'Todas las direcciones y lo que admiten (OpenAPI)',
    whole: 'En qué se basan',
    definitions: 'Definiciones de todas las cifras',
    organisation: 'Objetivos, horarios de atención y reglas',
  },
} satisfies Translation;
