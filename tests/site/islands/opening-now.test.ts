import { expect, test } from 'vitest';
import { instantAt } from '../../../db/domain/opening.ts';
import { openingStateOf } from '../../../site/figures/opening.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { textsOf } from '../../../site/islands/opening-now.ts';
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
