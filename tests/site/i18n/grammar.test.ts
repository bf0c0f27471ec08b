import { describe, expect, test } from 'vitest';
import { dayOfDate } from '../../../db/domain/zone.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { formatDate, formatShortDay, formatWeekdays, nameWeekdays } from '../../../site/words/date.ts';
import { formatClock, formatDuration, formatThreshold } from '../../../site/words/duration.ts';
import { formatInstant } from '../../../site/words/instant.ts';
import { nameMember } from '../../../site/words/member.ts';
import {
  formatCount,
  formatDecimal,
  formatFrequency,
  formatShare,
  formatShareRange,
} from '../../../site/words/number.ts';
import { formatOpeningHours } from '../../../site/words/opening-hours.ts';
import { formatStretch, nameStretch } from '../../../site/words/stretch.ts';

const es = sayIn('es');
const fr = sayIn('fr');
const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replaceAll('\u2060', '');
const FIRST_OF_MAY = dayOfDate(2026, 5, 1);

describe('numbers', () => {
  test('have the marks of each language, and the spaces that no line breaks at', () => {
    expect([formatCount(es, 12_345), formatCount(fr, 12_345)]).toEqual(['12.345', '12\u202f345']);
    expect([formatDecimal(es, 4.2, 1), formatDecimal(fr, 4.2, 1)]).toEqual(['4,2', '4,2']);
    expect([formatShare(es, 0.77), formatShare(fr, 0.77)]).toEqual(['77\u00a0%', '77\u202f%']);
    expect([formatShare(es, 0.004), formatShare(fr, 0.004)]).toEqual(['0,4\u00a0%', '0,4\u202f%']);
    expect([formatShareRange(es, 0.69, 0.78), formatShareRange(fr, 0.69, 0.78)]).toEqual([
      '69–78\u00a0%',
      '69–78\u202f%',
    ]);
  });

  test('of less than two are singular in French', () => {
    expect(spaced(formatDuration(fr, 90, 'up'))).toBe('1½ minute');
    expect(spaced(formatDuration(es, 90, 'up'))).toBe('1½ minutos');
    expect(spaced(formatDuration(fr, 150, 'up'))).toBe('2½ minutes');
    expect(spaced(formatDuration(fr, 5400, 'up'))).toBe('1½ heure');
    expect(
      [formatThreshold(es, 60), formatThreshold(fr, 3600), formatThreshold(fr, 86_400)].map(spaced),
    ).toEqual(['un minuto', 'une heure', '24 heures']);
    expect(formatClock(126)).toBe('2:06');
  });

  test('are frequencies of nouns with the right article, and singular after one', () => {
    const shares = [0, 0.02, 0.1, 0.3, 0.46, 0.5, 0.54, 0.98, 1];
    expect(shares.map((share) => spaced(formatFrequency(es, share, es.contactsOf.phone!)))).toEqual([
      'el 0 % de las llamadas',
      'menos de 1 de cada 20 llamadas',
      'alrededor de 1 de cada 10 llamadas',
      'alrededor de 3 de cada 10 llamadas',
      'casi la mitad de las llamadas',
      'alrededor de la mitad de las llamadas',
      'algo más de la mitad de las llamadas',
      'más de 19 de cada 20 llamadas',
      'la totalidad de las llamadas',
    ]);
    expect(shares.map((share) => spaced(formatFrequency(fr, share, fr.contactsOf.phone!)))).toEqual([
      '0 % des appels',
      'moins de 1 appel sur 20',
      'environ 1 appel sur 10',
      'environ 3 appels sur 10',
      'près de la moitié des appels',
      'environ la moitié des appels',
      'un peu plus de la moitié des appels',
      'plus de 19 appels sur 20',
      'la totalité des appels',
    ]);
  });
});

describe('weekdays, dates and hours', () => {
  test('weekdays have their article and their plural', () => {
    const ways = [
      [0, 0],
      [5, 5],
      [5, 6],
      [1, 4],
    ] as const;
    expect(ways.map(([from, to]) => formatWeekdays(es, from, to))).toEqual([
      'los lunes',
      'los sábados',
      'los sábados y domingos',
      'de martes a viernes',
    ]);
    expect(ways.map(([from, to]) => formatWeekdays(fr, from, to))).toEqual([
      'le lundi',
      'le samedi',
      'le samedi et le dimanche',
      'du mardi au vendredi',
    ]);
    expect([nameWeekdays(es, 1, 4), nameWeekdays(fr, 0, 1)]).toEqual([
      'de martes a viernes',
      'lundi et mardi',
    ]);
  });

  test('the first of a month is an ordinal in French', () => {
    expect(formatDate(fr, FIRST_OF_MAY)).toBe('1er\u00a0mai 2026');
    expect(formatShortDay(fr, FIRST_OF_MAY)).toBe('1er\u00a0mai');
    expect(formatDate(fr, FIRST_OF_MAY + 20)).toBe('21\u00a0mai 2026');
    expect(formatDate(es, FIRST_OF_MAY)).toBe('1\u00a0de\u00a0mayo de 2026');
  });

  test('hours have their article in Spanish, and an h in French', () => {
    const evening = { fromWeekday: 1, toWeekday: 4, fromHour: 20, toHour: 23 };
    const night = { fromWeekday: 5, toWeekday: 5, fromHour: 1, toHour: 4 };
    expect(spaced(formatStretch(es, evening))).toBe('de martes a viernes entre las 20:00 y medianoche');
    expect(spaced(formatStretch(es, night))).toBe('los sábados entre la 01:00 y las 05:00');
    expect(spaced(formatStretch(fr, evening))).toBe('du mardi au vendredi entre 20 h et minuit');
    expect(spaced(nameStretch(fr, night))).toBe('samedi de 1 h à 5 h');
    expect(spaced(nameStretch(es, night))).toBe('sábado, de 01:00 a 05:00');
    const at = '2026-05-01T13:05:00Z';
    expect(spaced(formatInstant(es, at, 'UTC'))).toBe('1 de mayo de 2026 a las 13:05 (UTC)');
    expect(spaced(formatInstant(fr, at, 'UTC'))).toBe('1er mai 2026 à 13 h 05 (UTC)');
  });

  test('opening hours are written as the language writes times', () => {
    const week = [...Array.from({ length: 5 }, () => ['08:30-20:00']), [], []];
    expect(spaced(formatOpeningHours(es, week))).toBe('lun–vie 08:30–20:00, cerrado sáb–dom');
    expect(spaced(formatOpeningHours(fr, week))).toBe('lun.–ven. 8 h 30–20 h, fermé sam.–dim.');
  });
});

test('a list ends with "y", but with "e" before the sound of i, and with "et"', () => {
  expect(es.and(['información', 'quejas'])).toBe('información y quejas');
  expect(es.and(['quejas', 'ideas', 'información'])).toBe('quejas, ideas e información');
  expect(fr.and(['a', 'b', 'c'])).toBe('a, b et c');
  expect(es.and(['a'])).toBe('a');
});

test('no sentence in French that names a month says "de octobre"', () => {
  const said = [
    fr.complaints.handling.heading('un jour', '2 jours', 'octobre 2026'),
    fr.complaints.handling.headingOpen('octobre 2026', 'un mois'),
    fr.satisfactionMonths.alike('octobre 2025', 'octobre 2026'),
    fr.reports.monthDays('octobre 2026'),
  ];
  for (const sentence of said) expect(sentence).toMatch(/d’octobre/i);
});

test('French elides before a vowel and contracts before "les"', () => {
  const month = (name: string) => spaced(fr.answer.month(name, fr.anyPeople, 'en 5 secondes', null));
  expect(month('octobre 2026')).toBe(
    'Sur tout le mois d’octobre 2026, la moitié des clients ont obtenu une réponse en 5 secondes.',
  );
  expect(month('mai 2026')).toMatch(/^Sur tout le mois de mai 2026,/);
  expect(spaced(fr.contacts.more('3 %', fr.contacts.aYearBefore))).toBe(', 3 % de plus qu’un an plus tôt');
  expect(spaced(fr.contacts.more('3 %', fr.contacts.theWeekBefore))).toBe(
    ', 3 % de plus que la semaine précédente',
  );
});

test('a name that everybody shares is translated, one that the operator wrote is not', () => {
  expect(nameMember(es, 'billing', 'Billing')).toBe('Facturación');
  expect(nameMember(fr, 'billing', 'Invoices and refunds')).toBe('Invoices and refunds');
  expect(nameMember(fr, 'anything', 'Not stated')).toBe('Non précisé');
});
