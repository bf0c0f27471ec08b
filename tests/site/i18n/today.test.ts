import { expect, test } from 'vitest';
import { today as en } from '../../../site/i18n/en/today.ts';
import { today as es } from '../../../site/i18n/es/today.ts';
import { today as fr } from '../../../site/i18n/fr/today.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { sayInBrowser } from '../../../site/i18n/say-in-browser.ts';
import { formatWeekdayAndDay } from '../../../site/words/date.ts';

const keysOf = (group: object, path = ''): string[] =>
  Object.entries(group).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value, `${path}${key}.`) : [`${path}${key}`],
  );

test.each([
  ['es', es],
  ['fr', fr],
])('every word of live figures is there in %s', (_, words) => {
  expect(keysOf(words).sort()).toEqual(keysOf(en).sort());
});

test.each(['en', 'es', 'fr'])(
  'a page in %s says the same while it is read as when it was made',
  async (language) => {
    const made = sayIn(language);
    const read = await sayInBrowser(language);
    expect(read.live.updated('x', 'y')).toBe(made.live.updated('x', 'y'));
    expect(read.statusInCell).toEqual(made.statusInCell);
    expect(read.weekdays).toEqual(made.weekdays);
  },
);

test.each([
  [
    'en',
    'Last published at 11:13 today; figures for Saturday 21 November.',
    'Half of calls are answered within about 70 minutes at almost any hour',
    'Before you call: answers to what people ask most',
  ],
  [
    'es',
    'Última publicación: hoy a las 11:13; cifras del sábado, 21 de noviembre.',
    'La mitad de las llamadas recibe respuesta en aproximadamente 70 minutos a casi cualquier hora',
    'Antes de llamar: respuestas a lo que más se pregunta',
  ],
  [
    'fr',
    'Dernière publication : aujourd’hui à 11 h 13 ; chiffres du samedi 21 novembre.',
    'La moitié des appels obtiennent une réponse en 70 minutes environ à presque toute heure',
    'Avant d’appeler : réponses aux questions les plus fréquentes',
  ],
])('what is not of now is told with its day, in %s', (language, last, alike, jump) => {
  const say = sayIn(language);
  const day = formatWeekdayAndDay(say, Date.UTC(2026, 10, 21) / 86_400_000);
  const bare = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
  expect(bare(say.live.lastTodayShows(say.time(11, 13), day))).toBe(last);
  expect(bare(say.week.headingAlike(say.contactsOf.phone!, say.minutes('70')))).toBe(alike);
  expect(bare(say.frame.questions.jump(say.frame.questions.titlePhone))).toBe(jump);
});
