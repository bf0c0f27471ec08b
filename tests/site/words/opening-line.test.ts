import { describe, expect, test } from 'vitest';
import { instantAt } from '../../../db/domain/opening.ts';
import { openingStateOf } from '../../../site/figures/opening.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import type { Moment } from '../../../site/moment.ts';
import { longestTexts, textsOf } from '../../../site/words/opening-line.ts';
import { day, ORGANISATION } from '../published-fixture.ts';

test('a line that next closes at Christmas is open at all hours, not until 24:00', () => {
  const timeZone = 'Europe/London';
  const organisation = {
    ...ORGANISATION,
    timeZone,
    hours: { phone: Array.from({ length: 7 }, () => ['00:00-24:00']) },
    holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
    holidayHours: { phone: [] },
  };
  const state = openingStateOf(sayIn('en'), organisation, 'phone', { utcSeconds: 0, isSet: false });
  if (state === null) throw new Error('the hours are stated');
  const statusAt = (date: string, hour: number) =>
    textsOf(state, instantAt(timeZone, day(date), hour * 3600), timeZone).status;
  expect(statusAt('2026-11-17', 9)).toBe('Open now, at all hours');
  expect(statusAt('2026-12-24', 9)).toBe('Open now, until 24:00');
  expect(statusAt('2026-12-25', 9)).toBe('Closed now, opens on Saturday at 00:00');
});

describe('the longest texts, whose room a page keeps', () => {
  const state = (moment: Moment) => openingStateOf(sayIn('fr'), ORGANISATION, 'phone', moment)!;
  const now = instantAt(ORGANISATION.timeZone, day('2026-11-17'), 9 * 3600);
  const room = longestTexts(state({ utcSeconds: now, isSet: false }), now);

  test('are no shorter than any that a reader sees in the week to come, wherever the reader is', () => {
    for (let at = now; at < now + 7 * 86_400; at += 7 * 3600) {
      for (const reader of [
        'America/St_Johns',
        'Asia/Kolkata',
        'Pacific/Kiritimati',
        ORGANISATION.timeZone,
      ]) {
        const { status, yours } = textsOf(state({ utcSeconds: at, isSet: false }), at, reader);
        const kept = reader === ORGANISATION.timeZone ? room.here : room.elsewhere;
        expect(kept.length).toBeGreaterThanOrEqual(status.length);
        expect(room.yours.length).toBeGreaterThanOrEqual(yours.length);
      }
    }
  });

  test('name the longest weekday, and the hour by two clocks for readers elsewhere alone', () => {
    expect(room.here).toBe('Fermé en ce moment, ouvre mercredi à 8\u00a0h');
    expect(room.elsewhere).toMatch(
      /^Fermé en ce moment, ouvre mercredi à 8\sh \(\d+\sh\s(15|30|45) à votre heure\)$/,
    );
  });

  test('are those of the one moment that a page shows whose clock was set', () => {
    expect(longestTexts(state({ utcSeconds: now, isSet: true }), now).here).toBe(
      'Ouvert en ce moment, jusqu’à 20\u00a0h',
    );
  });
});
