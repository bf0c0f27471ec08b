/** What the pages of actions say, in Spanish. */
import type { Translation, Words } from '../translation.ts';
import { withoutArticle } from './grammar.ts';

export const actions: Translation<Pick<Words, 'actions'>> = {
  actions: {
    title: 'Qué hacemos al respecto',
    menu: 'Medidas',
    description:
      'Qué se hace con las causas de los problemas y las reclamaciones, y qué se esperaba de ello.',
    emptyHeading: 'No se ha registrado ninguna medida',
    empty:
      'Hasta ahora no consta nada de lo que la empresa hace con las causas. Los motivos por los que la gente se pone en contacto se cuentan igualmente:',
    all: {
      running: (n: number) => (n === 1 ? 'Hay una medida en marcha' : `Hay ${n} medidas en marcha`),
      rolling_out: (n: number) =>
        n === 1 ? 'Se está implantando una medida' : `Se están implantando ${n} medidas`,
      planned: (n: number) => (n === 1 ? 'Hay una medida prevista' : `Hay ${n} medidas previstas`),
      ended: (n: number) => (n === 1 ? 'Ha terminado una medida' : `Han terminado ${n} medidas`),
    },
    some: {
      running: (n: number) => `${n} en marcha`,
      rolling_out: (n: number) => `${n} en implantación`,
      planned: (n: number) => (n === 1 ? '1 prevista' : `${n} previstas`),
      ended: (n: number) => (n === 1 ? '1 terminada' : `${n} terminadas`),
    },
    heading: (total: number, parts: string) => `${total} medidas: ${parts}`,
    groups: {
      running: 'En marcha',
      rolling_out: 'En implantación',
      planned: 'Previstas',
      ended: 'Terminadas',
    },
    since: (start: string) => `Desde el ${start}.`,
    sinceForAll: (start: string, complete: string) => `Desde el ${start}; para todos desde el ${complete}.`,
    until: (start: string, complete: string) => `Desde el ${start}; para todos a partir del ${complete}.`,
    from: (start: string) => `A partir del ${start}.`,
    givenUp: (start: string, end: string) => `Prevista para el ${start} y abandonada el ${end}.`,
    between: (start: string, end: string) => `Del ${start} al ${end}.`,
    terms: {
      when: 'Cuándo',
      owner: 'Quién responde de ella',
      cause: 'Sobre',
      expected: 'Se espera',
      status: 'Estado, según la empresa',
      registered: 'Registrada',
      starts: 'Comienza',
      rolledOut: 'Para todos',
      ended: 'Termina',
      worthwhile: 'Merece la pena desde',
      control: 'Se compara con',
      model: 'Cómo debería notarse',
      idea: 'De quién es la idea',
    },
    effect: {
      down: (share: string) => `que baje un ${share}`,
      up: (share: string) => `que suba un ${share}`,
      downUnsaid: 'que baje; no se dijo cuánto',
      upUnsaid: 'que suba; no se dijo cuánto',
    },
    fewerOrMore: {
      down: (share: string | null, whose: string, about: string) =>
        share === null
          ? `menos ${withoutArticle(whose)}${about}; no se dijo cuánto`
          : `un ${share} menos de ${withoutArticle(whose)}${about}`,
      up: (share: string | null, whose: string, about: string) =>
        share === null
          ? `más ${withoutArticle(whose)}${about}; no se dijo cuánto`
          : `un ${share} más de ${withoutArticle(whose)}${about}`,
    },
    about: {
      causes: (names: string) => ` sobre ${names}`,
      kind: (name: string) => ` de la clase «${name}»`,
    },
    expectation: (figure: string, effect: string) => `${figure}: ${effect}`,
    why: 'Qué se hace y por qué',
    shareOfComplaints: (share: string, period: string, cause: string) =>
      `Por «${cause}», en ${period}: ${share}.`,
    shareOfContacts: (share: string, period: string, category: string) =>
      `De la clase «${category}», en ${period}: ${share}.`,
    registeredBefore: (date: string) => `${date}, antes de comenzar`,
    registeredLate: (date: string) =>
      `${date}, cuando ya había comenzado: lo que se esperaba no se había fijado de antemano.`,
    worthwhile: (share: string) => `un cambio del ${share}`,
    control: (name: string) => `${name}, que la medida no debería alterar`,
    models: {
      step: 'de una vez y para quedarse',
      slope: 'poco a poco',
      temporary: 'solo por un tiempo',
    },
    ideas: { customers: 'La propusieron los clientes', own: 'De la propia empresa' },
    caution:
      'Una curva de antes y después no demuestra nada por sí sola: las estaciones, los festivos y muchas otras cosas cambian en las mismas semanas.',
    kicker: 'La cifra que debería cambiar, semana a semana',
    weekHeading: (figure: string, value: string, week: string) =>
      `${figure}: ${value} en la semana del ${week}`,
    weekCount: (value: string, whose: string, about: string, week: string) =>
      `${value} ${withoutArticle(whose)}${about} en la semana del ${week}`,
    weekHeadingUnknown: (figure: string) => `${figure}, semana a semana`,
    standfirst: (from: string, to: string) => `Cada punto es una semana, del ${from} al ${to}.`,
    marked: 'Las líneas verticales señalan lo que ocurrió con la medida.',
    expectedLevel: (value: string) => `se esperaba: ${value}`,
    expectedNote: (weeks: number) =>
      `La línea discontinua es lo que se esperaba: el valor central de las ${weeks} semanas anteriores al comienzo, cambiado tanto como se anunció. No se han descontado las estaciones.`,
    weekOf: (week: string) => `semana del ${week}`,
    point: (week: string, value: string) => `Semana del ${week}: ${value}`,
    momentStarts: (date: string) => `comienzo, ${date}`,
    momentRolledOut: (date: string) => `para todos, ${date}`,
    momentEnded: (date: string) => `final, ${date}`,
    picture: (heading: string, from: string, to: string, moments: string) =>
      `${heading}. Una línea de cifras semanales del ${from} al ${to}. ${moments}.`,
    table: (figure: string) => `${figure}, por semana`,
    week: 'Semana del',
    value: 'Cifra',
    noSeries: 'No hay cifras semanales de lo que debería cambiar, así que no se muestra ninguna curva.',
    more: 'Dónde seguir mirando',
    history: (figure: string) => `${figure}: toda la historia`,
    action: 'esta medida',
    allActions: 'todas las medidas',
  },
};
