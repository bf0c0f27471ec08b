import type { Words } from '../translation.ts';

const minutes = (n: number) => (n === 1 ? '1 minuto' : `${n} minutos`);
const about = (low: number, high: number) =>
  high <= 1
    ? 'un minuto aproximadamente o menos'
    : low === 0
      ? `hasta ${high} minutos aproximadamente`
      : `de ${low} a ${high} minutos aproximadamente`;

export const tell: Pick<Words, 'tell' | 'calendar'> = {
  tell: {
    title: 'Avisarme cuando la espera sea corta',
    titleWatching: (most) => `Se vigila una espera de ${minutes(most)} o menos`,
    titleTold: (time, low, high) => `A las ${time}: ${about(low, high)}`,
    fault: 'No se ha podido obtener. Vuelva a cargar la página para intentarlo de nuevo.',
    most: 'Avisarme cuando la espera sea como máximo de',
    minutes,
    start: 'Empezar a vigilar',
    stop: 'Dejar de vigilar',
    watching: (low, high, most) =>
      `Vigilando. Ahora: ${about(low, high)}. Se le avisará una vez, con ${minutes(most)} o menos.`,
    closed: 'Vigilando, pero la línea está cerrada ahora: no se avisará antes de que abra.',
    stopped: 'Vigilando, pero no llegan noticias de la cola: no se podrá avisar hasta que vuelva a haberlas.',
    unknown:
      'Vigilando, pero ahora mismo no se puede avisar: hace falta una estimación de la espera en directo con un buen historial, y no la hay.',
    cannot:
      'Ahora mismo no se podría avisar: hace falta una estimación de la espera en directo con un buen historial, y no la hay.',
    told: (time, low, high) =>
      `A las ${time}: ${about(low, high)}. Se avisa una sola vez; empiece de nuevo para recibir otro aviso.`,
    ended: 'El día ha terminado y ya no se vigila. Empiece de nuevo para recibir un aviso hoy.',
    notice: (low, high) => `Espera ahora: ${about(low, high)}.`,
    ways: {
      granted: 'Se le avisará con una notificación, un sonido, el título de esta pestaña y una línea aquí.',
      denied:
        'Su navegador bloquea las notificaciones de esta página, de modo que se le avisará con un sonido, el título de esta pestaña y una línea aquí.',
      none: 'Se le avisará con un sonido, el título de esta pestaña y una línea aquí. Este navegador no muestra notificaciones si usted no las permite.',
      click:
        'Para el sonido, haga clic o pulse una tecla una vez en cualquier lugar de esta página: los navegadores lo piden después de cargarla.',
    },
    limits:
      'Funciona mientras esta pestaña esté abierta, también detrás de otras, hasta la medianoche. Si la cierra, nada continúa; su elección se guarda solo en este navegador.',
    tab: (time, low, high) => `${time}: ${low} a ${high} min`,
  },
  calendar: {
    link: 'Añadir el próximo buen momento a mi calendario',
    call: (name, number) => `Llamar a ${name}: ${number}`,
    contact: (name) => `Contactar con ${name}`,
  },
};
