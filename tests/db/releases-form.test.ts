import { describe, expect, test } from 'vitest';
import { parseConfiguration, rollupSignature, smallestConfiguration } from '../../db/configuration.ts';
import { parseDay } from '../../db/domain/zone.ts';

const parsed = (releases?: object) =>
  parseConfiguration(
    JSON.stringify({
      organisation: { name: 'Example Bank', timeZone: 'Asia/Jerusalem' },
      ...(releases !== undefined && { releases }),
    }),
    'test',
  );
const read = (releases?: object) => {
  const result = parsed(releases);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.configuration;
};
const refused = (releases: object) => {
  const result = parsed(releases);
  return result.ok ? [] : result.problems;
};
const change = { from: '2026-12-25', to: '2026-12-28', reason: 'the exchange is replaced' };

describe('the section about releases', () => {
  test('says half past nine, nobody early and nothing put off where it is not written', () => {
    expect(read().releases).toEqual({
      ...{ bySecond: 9.5 * 3600, finalAfterDays: { counts: 7, firstContact: 35 } },
      ...{ responsible: null, earlyAccess: [], changes: [] },
    });
    expect(smallestConfiguration().releases).toEqual(read().releases);
  });

  test('is read with its time as seconds and its days as days', () => {
    const access = { who: 'Head of the contact centre', reason: 'checks the records', hoursBefore: 1.5 };
    const settings = {
      ...{ time: '07:05', responsible: 'Director', earlyAccess: [access], finalAfterDays: { counts: 10 } },
    };
    expect(read({ ...settings, changes: [change, { ...change, of: '2026-W51' }] }).releases).toEqual({
      ...{ bySecond: 7 * 3600 + 300, responsible: 'Director', earlyAccess: [access] },
      finalAfterDays: { counts: 10, firstContact: 38 },
      changes: [null, '2026-W51'].map((of) => ({
        ...{ of, from: parseDay('2026-12-25'), to: parseDay('2026-12-28'), reason: change.reason },
      })),
    });
  });

  test('counts nothing anew', () => {
    expect(rollupSignature(read({ time: '07:05', changes: [change], finalAfterDays: { counts: 3 } }))).toBe(
      rollupSignature(read()),
    );
  });

  test.each([
    [{ time: '9:30' }, 'releases.time: found "9:30"; expected a time of day as HH:MM, for example "09:30"'],
    [{ time: '24:00' }, 'releases.time: found "24:00"; expected a time of day as HH:MM, for example "09:30"'],
    [
      { earlyAccess: [{ who: 'Board', reason: 'asks', hoursBefore: 48 }] },
      'releases.earlyAccess[0].hoursBefore: found 48; expected hours above 0, 24 at most, for example 2',
    ],
    [
      { earlyAccess: [{ who: 'Board', hoursBefore: 2 }] },
      'releases.earlyAccess[0].reason: found nothing; expected why, for example "checks that no call is missing"',
    ],
    [
      { changes: [{ ...change, to: '2026-12-25' }] },
      'releases.changes[0].to: found "2026-12-25"; expected a day after "from", 2026-12-25',
    ],
    [
      { changes: [change, { ...change, to: '2026-12-29' }] },
      'releases.changes[1].from: found "2026-12-25"; expected a day from which no other entry puts off the same',
    ],
    [
      { changes: [{ ...change, of: '2026-W60' }] },
      'releases.changes[0].of: found "2026-W60"; expected a day, week or month as reports are called, for example "2026-12-24", "2026-W52" or "2026-12"',
    ],
    [
      { earlyAcess: [] },
      'releases.earlyAcess: found an unknown key; expected "earlyAccess", or another of time, finalAfterDays, responsible, earlyAccess, changes',
    ],
    [
      { finalAfterDays: { counts: 0 } },
      'releases.finalAfterDays.counts: found 0; expected a whole number of days, 1 to 180, for example 7',
    ],
    [
      { finalAfterDays: { counts: 10, firstContact: 35 } },
      'releases.finalAfterDays.firstContact: found 35; expected 38 or more, 28 days after "counts", 10',
    ],
  ])('that is wrong is told where, what was found and what was expected: %j', (releases, problem) => {
    expect(refused(releases)).toEqual([problem]);
  });
});
