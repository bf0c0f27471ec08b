/** What the page of editions says, in Spanish. */
import type { Translation, Words } from '../translation.ts';

export const editions: Translation<Pick<Words, 'editions'>> = {
  editions: {
    title: 'Ediciones',
    description:
      'Qué se publicó, cuándo y por qué, cuánto se movieron después las cifras y cómo comprobar que nada se cambió en silencio.',
    heading: (n: string, date: string, time: string, through: string) =>
      `La edición ${n}, publicada el ${date} a las ${time}, contiene cifras hasta el ${through}`,
    headingBare: (n: string, date: string, time: string) =>
      `La edición ${n}, publicada el ${date} a las ${time}, aún no contiene cifras de ningún día`,
    none: 'Todavía no se ha publicado ninguna edición',
    intro:
      'Las cifras se publican en ediciones numeradas. Ninguna se cambia ni se retira jamás: lo que cambia sale en una edición nueva, y la anterior permanece.',
    toCheck: 'Comprobar una página con el registro',
    listHeading: (n: number, count: string, date: string) =>
      n === 1 ? `La única edición hasta ahora, del ${date}` : `${count} ediciones desde el ${date}`,
    list: 'De la más reciente a la más antigua. Cada una tiene su prueba: un pequeño archivo que muestra por sí solo que la edición consta en el registro.',
    server:
      'Lo que cambió una edición lo responde el servidor de estas páginas. Una copia de las páginas en un alojamiento sin él tiene las pruebas y, bajo /log/, la lista de archivos de cada edición.',
    name: (n: string) => `Edición ${n}`,
    first: 'Primera edición',
    kinds: {
      scheduled: 'Nuevo día',
      revision: 'Registros tardíos',
      correction: 'Corrección',
      definition: 'Se cuenta de otro modo',
    },
    why: {
      scheduled: 'Tocaba un nuevo día.',
      revision: 'Registros que llegaron más tarde cambiaron cifras ya publicadas.',
      correction: 'Había cifras equivocadas.',
      definition: 'Las cifras se cuentan con otras reglas, o con otra versión del programa.',
    },
    reason: (reason: string) => `El motivo indicado: «${reason}»`,
    through: (date: string) => `Cifras hasta el ${date}.`,
    filesFirst: (n: number, count: string) =>
      n === 1 ? 'Tiene un solo archivo.' : `Tiene ${count} archivos.`,
    files: (n: number, count: string) =>
      n === 1
        ? 'Un archivo difiere de la edición anterior;'
        : `${count} archivos difieren de la edición anterior;`,
    figures: (n: number, count: string) =>
      n === 0
        ? 'no ha cambiado ninguna cifra ya publicada.'
        : n === 1
          ? 'ha cambiado una cifra ya publicada.'
          : `han cambiado ${count} cifras ya publicadas.`,
    changed: 'Lo que cambió:',
    proof: 'Prueba',
    of: (n: string) => `de la edición ${n}`,
    earlier: (n: number, count: string) =>
      n === 1 ? 'La edición anterior a estas' : `Las ${count} ediciones anteriores a estas`,
    rest: (n: number, count: string) =>
      n === 1
        ? 'Una edición más antigua está en la tabla para descargar.'
        : `${count} ediciones más antiguas están en la tabla para descargar.`,
    source: 'todas las ediciones',

    sizesHeading: (n: number, count: string) =>
      n === 0
        ? 'Ninguna cifra diaria se ha movido desde que se publicó'
        : n === 1
          ? 'Una medida se ha movido después de publicarse sus días'
          : `${count} medidas se han movido después de publicarse sus días`,
    sizes:
      'De cada día, con todos los contactos juntos: en cuántos días se cambió la cifra después de publicarse y cuánto de media, hacia arriba o hacia abajo, desde la primera que se publicó hasta la última.',
    days: 'Días cambiados',
    mean: 'Cuánto, de media',
    noMean: 'una de las dos no se conoce',

    check: {
      heading: 'Comprobar esta página en su navegador',
      link: 'Comprobar esta página',
      intro:
        'Su navegador vuelve a pedir la página, la busca en la lista de archivos que nombra el registro y comprueba la firma. No se guarda ni se envía nada.',
      button: 'Comprobar esta página',
      unscripted:
        'Esta comprobación necesita scripts, que aquí están desactivados. La orden de más abajo comprueba todas las páginas.',
    },

    provenHeading: 'Lo que se puede probar y lo que no',
    proven:
      'Cada edición y cada versión de estas páginas es una entrada de un registro que solo puede crecer. Contiene la huella (SHA-256) de cada archivo y está firmado. Quien lo comprueba prueba que ninguna cifra se cambió, se añadió ni se quitó en silencio.',
    notProven:
      'Ningún registro prueba que una cifra fuera cierta cuando se publicó, ni que no haya nada más nuevo en otro lugar. Y quien puede sustituir todo este sitio también puede sustituir su registro: solo lo mostraría una clave o un punto de control que usted tenga de otra fuente.',
    commandHeading: 'Comprobarlo todo en su propio ordenador',
    command:
      'Con una copia del programa Candour, esta orden lee el sitio entero, compara cada archivo con el registro y guarda para usted un punto de control:',
    later:
      'La próxima vez, dele lo que guardó, y prueba que desde entonces el registro no ha hecho más que crecer:',
    keep: 'Un punto de control son unas pocas líneas de texto que valen por el registro entero tal como está. Guarde uno donde quien publica no pueda alcanzarlo, o envíeselo a alguien:',
    checkpoint: 'el punto de control actual',
    keyHeading: (n: number) =>
      n === 1 ? 'La clave pública del registro' : 'Las claves públicas del registro',
    key: 'La clave la dice el propio sitio. Compárela con la que quien publica haya impreso o dado en otro lugar, y dele esa a la orden.',
    keySigns: (date: string) => `Firma desde el ${date}.`,
    keyRetired: (from: string, to: string) => `Firmó del ${from} al ${to}, y después se retiró.`,
    keyLost: (from: string, to: string) => `Firmó desde el ${from}; se perdió el ${to} y ya no firma.`,
    fromChanges: 'Cada publicación tiene un número, y lo que cambió se puede seguir leyendo:',
    fromData:
      'Estos archivos son la edición más reciente. Las anteriores permanecen: añada as_of y un día, o la hora de una edición, a cualquier dirección, y responde como entonces.',
  },
};
