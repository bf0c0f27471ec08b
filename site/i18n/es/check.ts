/** What the check of a page says in the browser, in Spanish. */
import type { Words } from '../translation.ts';

export const check: Pick<Words, 'check'> = {
  check: {
    running: 'Comprobando…',
    whole: '{page} es, byte por byte, la página que se registró.',
    page: 'La página tiene {bytes} bytes y la huella {hash}, como dice la lista de este sitio.',
    list: 'Esa lista de {files} archivos es la que nombra la entrada {entry} del registro, del {date}.',
    log: 'Esa entrada es la última de las {size} del registro, firmado con la clave {keys}.',
    not: 'No queda probado que las cifras fueran ciertas. Tampoco, puesto que esta comprobación viene del mismo sitio, que el sitio diga la verdad sobre su propio registro: compare la clave y un punto de control con lo que tenga de otra fuente. Lo que una página pide en directo no está en ningún registro.',
    keep: 'Guardar este punto de control en un archivo',
    faults: {
      page: '{page} no es la página que se registró.',
      unlisted: '{page} no está en ninguna lista registrada de este sitio.',
      list: 'La lista de archivos de este sitio no es la que se registró.',
      log: 'No se puede confiar en el registro: su prueba o su firma es incorrecta.',
      keys: 'La lista de claves públicas del registro está dañada.',
      unread: 'No se pudo cargar {path}, así que no se ha averiguado nada.',
    },
    hashes: 'Registrada: {expected}. Encontrada: {found}.',
    advice:
      'Una página también puede diferir porque el sitio acaba de publicarse de nuevo, o porque algo entre usted y él cambia las páginas. Vuelva a comprobar dentro de un minuto. Si sigue igual, guarde la página y avise a quien publica.',
    insecure:
      'Este navegador no puede comprobar aquí: solo tiene lo necesario si el sitio se sirve por https, o en su propio ordenador.',
    old: 'Este navegador no puede comprobar: no conoce el tipo de firma del registro (Ed25519). Uno más nuevo sí.',
  },
};
