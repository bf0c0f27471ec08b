/** El marco de cada página. */
import type { Translation } from '../translation.ts';

export const frame: Translation = {
  frame: {
    menu: 'Menú',

    theme: { label: 'Colores', system: 'Sistema', light: 'Claro', dark: 'Oscuro' },

    opening: {
      openAlways: 'Abierto ahora, a todas horas',
      openUntil: (time: string) => `Abierto ahora, hasta las ${time}`,
      closed: 'Cerrado ahora',
      opensToday: (time: string) => `Cerrado ahora, abre a las ${time}`,
      opensOn: (weekday: string, time: string) => `Cerrado ahora, abre el ${weekday} a las ${time}`,
      opensLater: (date: string, time: string) => `Cerrado ahora, abre el ${date} a las ${time}`,
      holiday: (name: string) => `Hoy es festivo: ${name}`,
      yourTime: (time: string) => `${time} en su hora`,
      yourHours: (hours: string) => `En su hora: ${hours}`,
    },

    questions: {
      titlePhone: 'Antes de llamar',
      title: 'Antes de ponerse en contacto',
      intro: 'Lo que más se pregunta, con su respuesta. Un mismo contacto puede contar en varias.',
      jump: (title: string) => `${title}: respuestas a lo que más se pregunta`,
      more: 'Más información',
      moreOf: (question: string) => `: ${question}`,
      contacts: 'contactos',
      share: (frequency: string, month: string) => `${frequency} en ${month}`,
      about: (member: string) => `Sobre «${member}»`,
      hidden: (month: string) => `la cifra de ${month} se oculta para proteger a las personas`,
    },

    faces: {
      label: (figure: string) => `Formas de ver «${figure}»`,
      chart: 'Gráfico',
      table: 'Tabla',
      download: 'Descarga',
      about: 'Explicación',
      tableHeading: 'Las cifras en una tabla',
      downloadHeading: 'Descargar las cifras',
      aboutHeading: 'Sobre estas cifras',
    },

    about: {
      definition: 'Definición',
      formula: 'Fórmula',
      dividedBy: (counted: string, by: string) => `${counted}, dividido entre ${by}`,
      source: 'Origen de la definición',
      final: 'Cuándo es definitiva',
      leftOut: 'Qué queda fuera',
      hidden: (threshold: number) =>
        `Se ocultan las cifras que se refieren a menos de ${threshold} personas. Las horas de cierre y las horas sin registros no cuentan como cero.`,
      exactly: (metric: string) => `Cómo se calcula exactamente «${metric}»`,
    },

    address: 'Dirección de esta página:',
    printed: (moment: string) => `Impreso el ${moment}.`,
  },
};
