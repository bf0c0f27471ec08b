import { describe, expect, test } from 'vitest';
import { csvOf, readAll } from '../reading.ts';

const DAY = {
  interval_start: '1999-02-01T00:00:00+02:00',
  interval: 'P1D',
  channel: 'phone',
  offered: '100',
  answered: '90',
  abandoned: '10',
};

async function outcomeOf(row: Record<string, string>) {
  const { records, rejects, applied } = await readAll('intervals', csvOf(row));
  return { record: records[0], reject: rejects[0], applied: Object.keys(applied) };
}

describe('the grid', () => {
  test.each([
    ['PT15M', '1999-02-01T08:15:00+02:00'],
    ['PT30M', '1999-02-01T08:30:00+02:00'],
    ['PT1H', '1999-02-01T08:00:00+02:00'],
    ['P1D', '1999-04-01T22:00:00Z'],
    ['P1W', '1999-02-01T00:00:00+02:00'],
    ['P1M', '1999-01-31T22:00:00Z'],
  ])('a %s may start at %s', async (interval, interval_start) => {
    expect((await outcomeOf({ ...DAY, interval, interval_start })).reject).toBeUndefined();
  });

  test.each([
    ['PT15M', '1999-02-01T08:10:00+02:00', /the start of a quarter-hour there/],
    ['PT30M', '1999-02-01T08:15:00+02:00', /a half-hour/],
    ['PT1H', '1999-02-01T08:30:00+02:00', /an hour/],
    [
      'P1D',
      '1999-02-01T00:00:00Z',
      /it is 1999-02-01T02:00:00\+02:00 in Asia\/Jerusalem; expected the start of a day/,
    ],
    ['P1W', '1999-01-31T00:00:00+02:00', /Monday/],
    ['P1M', '1999-02-02T00:00:00+02:00', /the first/],
  ])('no %s starts at %s', async (interval, interval_start, reason) => {
    const { reject } = await outcomeOf({ ...DAY, interval, interval_start });
    expect(reject).toMatchObject({ field: 'interval_start', reason: expect.stringMatching(reason) });
  });

  test('other lengths are refused with those that are allowed', async () => {
    for (const interval of ['P1Y', 'PT60M', 'day']) {
      expect((await outcomeOf({ ...DAY, interval })).reject?.reason).toMatch(
        /PT15M, PT30M, PT1H, P1D, P1W, P1M/,
      );
    }
  });
});

describe('counts', () => {
  test('offered that is not given is answered + abandoned, if both are', async () => {
    const sum = await outcomeOf({ ...DAY, offered: '' });
    expect(sum.record?.offered).toBe(100);
    expect(sum.applied).toEqual(['offered was not given and is answered + abandoned']);
    expect((await outcomeOf({ ...DAY, offered: '', abandoned: '' })).record?.offered).toBeNull();
  });

  test('offered that differs from answered + abandoned is kept, by a stated rule', async () => {
    for (const [offered, rule] of [
      ['98', /offered is less than/],
      ['120', /offered is more than/],
    ] as const) {
      const { record, applied } = await outcomeOf({ ...DAY, offered });
      expect(record?.offered).toBe(Number(offered));
      expect(applied).toEqual([expect.stringMatching(rule)]);
    }
  });

  test('more answered, or abandoned, than offered is impossible', async () => {
    expect((await outcomeOf({ ...DAY, answered: '101' })).reject).toMatchObject({
      field: 'answered',
      value: '101',
    });
    expect((await outcomeOf({ ...DAY, abandoned: '101' })).reject).toMatchObject({ field: 'abandoned' });
  });

  test('an interval without any count is rejected', async () => {
    const { reject } = await outcomeOf({ ...DAY, offered: '', answered: '', abandoned: '' });
    expect(reject?.reason).toMatch(/no count/);
  });
});

describe('waits', () => {
  test('a service level becomes a count, and a mean wait a total', async () => {
    const { record } = await outcomeOf({ ...DAY, within_s: '20', service_level: '0.804', asa_s: '12.5' });
    expect(record).toMatchObject({ withinSeconds: 20, answeredWithin: 80, waitTotalSeconds: 1125 });
  });

  test('sums that are given are taken before shares and means', async () => {
    const { record } = await outcomeOf({
      ...DAY,
      within_s: '20',
      service_level: '0.1',
      answered_within: '70',
      asa_s: '1',
      wait_total_s: '1000',
    });
    expect(record).toMatchObject({ answeredWithin: 70, waitTotalSeconds: 1000 });
  });

  test('a service level of more than were answered is held at answered, by a stated rule', async () => {
    const { record, applied } = await outcomeOf({ ...DAY, within_s: '60', service_level: '0.99' });
    expect(record?.answeredWithin).toBe(90);
    expect(applied).toEqual([expect.stringMatching(/held at answered/)]);
  });

  test.each([
    ['answered_within', { answered_within: '80' }, /no threshold; expected within_s/],
    ['service_level', { service_level: '0.8' }, /no threshold; expected within_s/],
    ['service_level', { service_level: '80', within_s: '20' }, /expected 0 to 1/],
    [
      'service_level',
      { service_level: '0.8', within_s: '20', offered: '', abandoned: '' },
      /expected offered/,
    ],
    [
      'answered_within',
      { answered_within: '91', within_s: '20' },
      /more were answered within 20 s than answered/,
    ],
    ['asa_s', { asa_s: '12', answered: '' }, /expected answered as well/],
  ])('%s is rejected in %j', async (field, changes, reason) => {
    const { reject } = await outcomeOf({ ...DAY, ...changes });
    expect(reject).toMatchObject({ field, reason: expect.stringMatching(reason) });
  });
});
