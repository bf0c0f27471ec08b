/** In Spanish: what is said of the coming days, in advice on when to come, and of how good both were. */
import { listIn } from '../list.ts';
import type { Words } from '../translation.ts';
import { withoutArticle } from './grammar.ts';

export const outlook: Pick<Words, 'comingDays' | 'callAdvice' | 'trackRecord'> = {
  comingDays: {
    kicker: 'Los próximos días',
    heading: (quiet, few, busy, many, contacts) =>
      `El día más tranquilo, el ${quiet}: alrededor de ${few} ${withoutArticle(contacts)}; el de más, el ${busy}: alrededor de ${many}`,
    headingQuiet: (day, count, contacts) =>
      `El día más tranquilo, el ${day}: alrededor de ${count} ${withoutArticle(contacts)}; ninguno es claramente el de más`,
    headingBusy: (day, count, contacts) =>
      `El día de más ${withoutArticle(contacts)}, el ${day}: alrededor de ${count}; ninguno es claramente el más tranquilo`,
    headingAlike: (low, high, contacts) =>
      `Ningún día es claramente el más tranquilo: de ${low} a ${high} ${withoutArticle(contacts)} al día`,
    headingOne: (day, count, contacts) =>
      `Se esperan alrededor de ${count} ${withoutArticle(contacts)} el ${day}`,
    headingPlain: (low, high, contacts) =>
      `Se esperan de ${low} a ${high} ${withoutArticle(contacts)} al día`,
    headingSame: (count, contacts) => `Se esperan alrededor de ${count} ${withoutArticle(contacts)} al día`,
    headingHidden: 'Cuántos contactos se esperan se oculta para proteger a las personas',
    headingClosed: 'Cerrado todos los próximos días',
    openFor: (day, hours, most) => `El ${day} se atiende durante ${hours}; la mayoría de los días, ${most}.`,
    bars: (contacts) =>
      `Cada barra son ${contacts} que se esperan en una hora; el número es el más alto del día.`,
    dots: (contacts) => `Cada punto son ${contacts} que se esperan en un día.`,
    band: '8 de cada 10 horas así quedan dentro de la banda suave.',
    bandOfDay: '8 de cada 10 días así quedan dentro de la banda suave.',
    noBand: 'No se muestra ningún intervalo hasta comparar 20 previsiones con los días que llegaron.',
    signs: 'Una marca de verificación señala las mejores horas; un aspa, las que conviene evitar.',
    over: 'Las horas en gris ya han pasado.',
    noClear: 'No se recomienda ninguna hora: todas se parecen o se sabe demasiado poco para distinguirlas.',
    chances:
      'No se sabe cuántas personas atenderán. Las horas mejores y peores son las de las últimas semanas.',
    chancesStaffed:
      'Las horas mejores y peores se eligen según las personas que atenderán y las últimas semanas.',
    fragile: 'Con poco más de lo previsto, la cola crecería durante toda la hora.',
    fragileNote: (share) => `${share}; personal sin margen`,
    turns:
      'Las horas igual de buenas se alternan de un día a otro, para que el consejo no cree su propia aglomeración.',
    tooFewPerHour: 'Las horas en que se esperan muy pocos contactos se ocultan para proteger a las personas.',
    title: (day, from, to, count, contacts) =>
      `${day}, de ${from} a ${to}: alrededor de ${count} ${withoutArticle(contacts)}.`,
    titleRange: (day, from, to, count, contacts, low, high) =>
      `${day}, de ${from} a ${to}: alrededor de ${count} ${withoutArticle(contacts)}; 8 de cada 10 horas así tienen de ${low} a ${high}.`,
    titleOver: (day, from, to, count, contacts) =>
      `${day}, de ${from} a ${to}: ya ha pasado; se esperaban alrededor de ${count} ${withoutArticle(contacts)}.`,
    titleBare: (day, from, to, reading) => `${day}, de ${from} a ${to}: ${reading}.`,
    titleBest: (share, time) => `Una de las mejores horas: respuesta en ${time} o menos para ${share}.`,
    titleAvoid: (share, time) => `Conviene evitarla: respuesta en ${time} o menos para ${share}.`,
    about: (count) => `aprox. ${count}`,
    best: 'mejor',
    avoid: 'evitar',
    bestHours: (hours) => `Mejor ${hours}`,
    avoidHours: (hours) => `Evitar ${hours}`,
    noneExpected: 'no se espera a nadie',
    closedOn: (name) => `cerrado, ${name}`,
    table: (contacts) => `Día a día: ${contacts} que se esperan, las mejores horas y las que evitar`,
    day: 'Día',
    expected: 'Se esperan',
    range: '8 de cada 10 días así',
    bestColumn: 'Mejores horas',
    avoidColumn: 'Horas que evitar',
    inTime: (share) => `a tiempo, ${share}`,
    noHours: 'ninguna clara',
    hoursTable: (contacts) =>
      `Hora a hora: ${contacts} que se esperan, y dónde quedan 8 de cada 10 horas así`,
    hour: 'Desde',
    bestNote: (range) => `${range} mejor`.trim(),
    avoidNote: (range) => `${range} evitar`.trim(),
    figure: (heading, from, to) => `${heading}. Barras de lo que se espera por hora, del ${from} al ${to}.`,
    figureDays: (heading, from, to) =>
      `${heading}. Puntos de lo que se espera por día, del ${from} al ${to}.`,
    sourceAdvice: 'Mejores horas',
    sourceForecast: 'Previsión',
    absentHeading: 'No se puede decir qué se espera de los próximos días',
    absent: 'No se ha publicado ninguna previsión.',
    reasons: {
      no_records: 'No hay registros con los que hacer una previsión.',
      too_few: 'Hay tan pocos contactos que una previsión diría algo de personas concretas.',
      records_ended: 'Los registros terminaron hace demasiado: no se sabe qué dicen de los próximos días.',
      not_by_the_hour: 'Los registros no dicen las horas, así que no se puede recomendar ninguna.',
      not_yet: 'Aún no se ha hecho la primera previsión. Llegará con el próximo recuento de los registros.',
    },
  },

  callAdvice: {
    people: { phone: 'las personas que llaman' },
    anyPeople: 'los clientes',
    or: (parts) => listIn('es', parts, 'disjunction'),
    from: (from, to) => `de\u00a0${from} a\u00a0${to}`,
    span: (from, to) => `de\u00a0${from} a\u00a0${to}`,
    best: (day, when, share, time, recent) =>
      `${day}: mejor ${when}, con respuesta en ${time} o menos para ${share}${recent}.`,
    recent: (low, high) => ` (en las últimas semanas, de ${low} a ${high} de cada 10)`,
    recentAlike: (part) => ` (en las últimas semanas, ${part} de cada 10)`,
    recentAll: ' (en las últimas semanas, casi el total)',
    avoid: (when, share) => `Conviene evitar ${when}: ${share}.`,
    avoidAlone: (when, share, time) => `Conviene evitar ${when}: respuesta en ${time} o menos para ${share}.`,
    noClear: (day) => `${day}: ninguna hora es claramente mejor.`,
    closed: (day) => `${day}: cerrado.`,
    noneExpected: (day) => `${day}: no se espera a nadie.`,
    named: (day, name) => `${day} (${name})`,
    allAlike:
      'Ninguna hora de los próximos días es claramente mejor: todas se parecen o se sabe demasiado poco para distinguirlas.',
  },

  trackRecord: {
    kicker: 'Cómo acertaron las previsiones',
    heading: (ours, rival, theirs) => `Las previsiones fallaron un ${ours} de media; ${rival}, un ${theirs}`,
    headingWorse: (ours, rival, theirs) =>
      `Las previsiones fallaron un ${ours} de media; ${rival} acertó más, con un ${theirs}`,
    headingSame: (ours, rival) => `Las previsiones fallaron un ${ours} de media, igual que ${rival}`,
    headingAlone: (ours) => `Las previsiones fallaron un ${ours} de media`,
    headingAdvice: (hits, hours) => `${hits} de ${hours} horas recomendadas fueron más rápidas que su día`,
    headingHidden: 'Cómo acertaron las previsiones se oculta para proteger a las personas',
    methods: {
      candour: 'esta previsión',
      last_week: 'el mismo día de la semana anterior',
      mean_of_8: 'la media de los últimos ocho días iguales de la semana',
      same_weekday_mean: 'la media de todos los días iguales de la semana',
    },
    period: (from, to) =>
      `Cada punto es lo que llegó en un día, del ${from} al ${to}; la línea es lo previsto esa mañana.`,
    advice: (hits, hours) => `${hits} de ${hours} horas recomendadas fueron más rápidas que su día.`,
    adviceReplayed: (hits, hours) =>
      `${hits} de ${hours} horas que se habrían recomendado fueron más rápidas que su día.`,
    untoldCell: 'no se dice',
    adviceAhead: (ours, rival, theirs) =>
      `En ellas, ${ours} de cada 100 más recibieron respuesta a tiempo que en todo el día; con las horas según ${rival}, ${theirs}.`,
    adviceBehind: (ours, rival, theirs) =>
      `En ellas, ${ours} de cada 100 más recibieron respuesta a tiempo que en todo el día. Las horas según ${rival} habrían sido mejores: ${theirs} de cada 100.`,
    adviceSame: (ours, rival) =>
      `En ellas, ${ours} de cada 100 más recibieron respuesta a tiempo que en todo el día, como con las horas según ${rival}.`,
    replayedAll:
      'Todos estos días están reconstruidos: se previeron después, solo con lo que se sabía esa mañana.',
    replayedSome: (days, of) =>
      `${days} de los ${of} días están reconstruidos: se previeron después, solo con lo que se sabía esa mañana.`,
    covered: (inside80, inside95) =>
      `Un intervalo promete que 80 o 95 de cada 100 recuentos queden dentro. A un día vista quedaron ${inside80} y ${inside95}.`,
    noRanges: 'No se muestra ningún intervalo: hay menos de 20 días con los que medirlo.',
    widens:
      'Si quedan dentro menos de los prometidos, los siguientes intervalos se ensanchan solos, y se estrechan si quedan más; con menos de 20 días de historial no se muestra ninguno.',
    gaps: 'Un hueco es un día en que no se esperaba a nadie, como uno cerrado. Una marca es un día del que no se dice nada: hubo muy pocos contactos o sus registros no están completos.',
    errorNote:
      'El error es cuánto se alejaron las previsiones de lo que llegó, sumado hora a hora, sobre todo lo que llegó. La puntuación de los intervalos es menor cuanto más estrechos son y menos fallan, en contactos.',
    errorNoteDays:
      'El error es cuánto se alejaron las previsiones de lo que llegó, sumado día a día, sobre todo lo que llegó. La puntuación de los intervalos es menor cuanto más estrechos son y menos fallan, en contactos.',
    quickerNote:
      'Más rápida: en esa hora más recibieron respuesta a tiempo que en todo el día. La ventaja es cuántos más de cada 100, de media.',
    forecast: 'previsto',
    came: 'lo que llegó',
    inside80: '8 de cada 10 días',
    inside95: '19 de cada 20 días',
    outside80: 'fuera de 8 de cada 10',
    outside95: 'fuera de 19 de cada 20',
    replayed: 'reconstruido',
    published: 'publicado',
    untold: 'Marca: no se dice nada del día',
    title: (day, came, expected) => `${day}: llegaron ${came}, se habían previsto ${expected}.`,
    titleRange: (day, came, expected, low, high) =>
      `${day}: llegaron ${came}, se habían previsto ${expected} (8 de cada 10 veces, de ${low} a ${high}).`,
    titleOutside80: 'Fuera de ese intervalo.',
    titleOutside95: 'Fuera también del intervalo de 19 de cada 20.',
    titleReplayed: 'Reconstruido.',
    titleUntold: (day) => `${day}: no se dice nada de este día.`,
    scoreTable: 'Previsiones frente a reglas sencillas, según los días de antelación',
    method: 'Según',
    ahead: (days) => (days === 1 ? 'a 1 día' : `a ${days} días`),
    error: 'Error',
    within80: 'Dentro del intervalo del 80\u00a0%',
    within95: 'Dentro del intervalo del 95\u00a0%',
    pinball: 'Puntuación de los intervalos',
    least: 'el menor',
    adviceTable: 'Horas recomendadas frente a reglas sencillas',
    pickedBy: 'Elegidas según',
    ours: 'nuestro consejo',
    hours: 'Horas',
    hits: 'Más rápidas que su día',
    lift: 'Ventaja, de 100',
    most: 'la mayor',
    dayTable: 'Lo previsto y lo que llegó, día a día',
    day: 'Día',
    forecastColumn: 'Previsto',
    range80: '8 de cada 10',
    range95: '19 de cada 20',
    cameColumn: 'Llegaron',
    inside: 'Dentro',
    insideOf: { both: 'sí', only95: 'solo 19 de cada 20', none: 'fuera' },
    made: 'Previsión',
    hitsColumn: 'Horas más rápidas',
    hitsOf: (hits, hours) => `${hits} de ${hours}`,
    figure: (heading, from, to) =>
      `${heading}. Días del ${from} al ${to}: lo previsto, sus intervalos y lo que llegó.`,
    source: 'Historial de aciertos',
    sentence: (hits, hours, from, to) =>
      `Del ${from} al ${to}, ${hits} de ${hours} horas recomendadas fueron más rápidas que su día.`,
    sentenceReplayed: (hits, hours, from, to) =>
      `Del ${from} al ${to}, ${hits} de ${hours} horas que se habrían recomendado fueron más rápidas que su día.`,
    sentenceMixed: (hits, hours, from, to, replayed, days) =>
      `Del ${from} al ${to}, ${hits} de ${hours} horas recomendadas fueron más rápidas que su día; ${replayed} de los ${days} días están reconstruidos.`,
    sentenceError: (error, from, to) =>
      `Del ${from} al ${to}, las previsiones fallaron un ${error} de media.`,
    sentenceNone: 'Aún no se puede decir cómo acertó este consejo: ninguno de sus días ha terminado.',
    absentHeading: 'Aún no se puede decir cómo acertaron las previsiones',
    absent: 'Ninguna previsión se ha comparado con un día terminado. El historial empieza con el primero.',
  },
};
