/** In Spanish: what every page says of itself. */
import type { Translation } from '../translation.ts';
import { a, clockHour } from './grammar.ts';

export const page = {
  page: {
    inShort: 'En pocas palabras',
    title: (name: string) => `${name}: el centro de atención, a la vista`,
    description: (name: string) =>
      `Cuántas personas se ponen en contacto con ${name}, cuánto esperan, por qué motivo y si se cumplió lo prometido.`,
    notices: 'Antes de leer',
    titleOf: (title: string, name: string) => `${title} · ${name}`,
    path: 'Dónde está',
    skip: 'Ir a las cifras',
    subtitle: 'El centro de atención, a la vista',
    demonstration: 'Esto es una demostración. La empresa es ficticia y todas las cifras son inventadas.',
    moment: (moment: string) => `Creada con un reloj ajustado: ${moment}.`,
    free: 'llamada gratuita',
    notFree: 'llamada con coste',
    otherWays: 'Otras formas de contacto',
    noteOfHours: (hours: string) => `Horario: ${hours}`,
    noHours: 'No consta el horario de atención',
    closedAllWeek: 'cerrado',
    closedOn: (days: string) => `cerrado ${days}`,
    absences: 'Lo que no podemos mostrar',
  },

  answer: {
    nothing: 'Todavía no se ha publicado nada.',
    nothingMore: 'Cuando se carguen y publiquen los primeros registros, aquí aparecerán las cifras.',
    begun: (date: string) => `Los registros empiezan el ${date}.`,
    quickPhone: (when: string, share: string, time: string) =>
      `Llame ${when}: ${share} reciben respuesta en ${time} o menos.`,
    quick: (when: string, share: string, time: string) =>
      `Póngase en contacto ${when}: ${share} reciben respuesta en ${time} o menos.`,
    quickThen: (when: string, share: string, time: string) =>
      `Las esperas más cortas se daban ${when}: ${share} recibían respuesta en ${time} o menos.`,
    lately: (low: number, high: number) =>
      low === high
        ? `En las últimas semanas fueron alrededor de ${low} de cada 10.`
        : `En las últimas semanas fueron de ${low} a ${high} de cada 10.`,
    when: (days: string, from: string, to: string) => `${days} entre ${clockHour(from)} y ${clockHour(to)}`,
    within: (time: string) => `en ${time} o menos`,
    atOnce: 'al momento',
    also: (when: string) => `También es así de rápido ${when}.`,
    month: (month: string, people: string, half: string, ninety: string | null) =>
      `En el conjunto de ${month}, la mitad de ${people} recibió respuesta ${half}${ninety === null ? '' : ` y nueve de cada diez, ${ninety}`}.`,
    service: (share: string, time: string, month: string) =>
      `En ${month} se respondió ${a(share)} en ${time} o menos.`,
    contacts: (count: string, week: string) => `En la semana del ${week} hubo ${count} contactos.`,
    satisfied: (share: string, month: string) =>
      `En ${month}, ${share} que respondieron a nuestra encuesta estaban satisfechos.`,
    satisfaction: (mean: string, month: string) =>
      `En ${month}, quienes respondieron a nuestra encuesta nos dieron un ${mean} sobre 5.`,
    lastReport: (date: string) => `El último informe es del ${date}.`,
    usualWaitUnknown:
      'No se sabe cuánto se suele esperar a cada hora, así que no podemos decir cuándo hay menos espera.',
  },

  sources: {
    title: 'Descargas',
    json: 'JSON',
    csv: 'CSV',
    of: (what: string) => `de «${what}»`,
    table: 'Las cifras en una tabla',
    methods: 'Cómo se cuenta exactamente:',
  },

  footer: {
    title: 'Acerca de estas cifras',
    asOf: (moment: string) => `Datos actualizados el ${moment}.`,
    noRecords: 'Todavía no hay registros.',
    records: (from: string, to: string) => `Los registros van del ${from} al ${to}.`,
    licence: 'Uso libre con la licencia',
    licenceOf: (name: string) => `, citando a ${name}.`,
    hidden: (threshold: number) =>
      `Los recuentos de 1 a ${threshold - 1}, y las cifras de las que podrían deducirse, se ocultan para proteger a las personas.`,
    metrics: 'Cómo se cuenta cada cifra',
    data: 'Todas las cifras, para descargar',
    organisation: 'Objetivos, horarios y reglas',
    openapi: 'Todas las cifras por dirección (OpenAPI)',
    metricsApi: 'La lista de cifras, en directo',
  },

  subjects: {
    'best-times': {
      title: 'Cuándo llamar',
      intro: 'Cuánto se suele esperar a cada hora de la semana, según los registros de las últimas semanas.',
    },
    'service-levels': {
      title: 'Atención a tiempo',
      intro:
        'A cuántas personas se atendió en el plazo prometido, según el reloj de la empresa y según el del cliente.',
    },
    categories: {
      title: 'Por qué nos contactan',
      intro: 'Qué pidió la gente en el último mes completo.',
    },
    complaints: { title: 'Quejas', intro: 'De qué se quejó la gente en el último mes completo.' },
    satisfaction: {
      title: 'Satisfacción',
      intro:
        'Qué dijeron quienes respondieron a la encuesta, en comparación con el mes anterior, el año anterior y el objetivo.',
    },
    value: {
      title: 'Valor y coste',
      intro:
        'Cuánto vale una cuenta típica por contacto, cuánto cuesta un contacto y cuánto cuestan los fallos.',
    },
  },

  site: {
    label: 'Páginas',
    aboutFigures: 'Sobre las cifras',
    reasons: 'Motivos',
    changes: 'Cambios',
    languages: 'Idiomas',
    overview: 'Resumen',
    methods: 'Métodos',
    data: 'Datos',
  },

  notFound: {
    title: 'Esta página no existe',
    heading: 'Esta página no existe.',
    text: 'Puede que la dirección esté mal escrita o que la página se haya movido. Todas las cifras siguen en su sitio:',
    home: 'Ir a la primera página',
  },
} satisfies Translation;
