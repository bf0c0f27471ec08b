/** As of a moment every address answers with what was published by then, byte for byte. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renderAddress } from '../../api/render.ts';
import { parseDay } from '../../db/domain/zone.ts';
import { readEditions } from '../../db/editions.ts';
import { actionOf } from '../support/actions.ts';
import { contactOf } from '../support/records.ts';
import { SmallBank } from '../support/small-bank.ts';
import { printEdition } from '../support/small-press.ts';

let bank: SmallBank;
beforeEach(() => {
  bank = new SmallBank();
});
afterEach(() => bank.close());

const DAY = 86_400;
const answer = (address: string) => renderAddress(bank.context(), address);
const at = (address: string, moment: string) =>
  answer(`${address}${address.includes('?') ? '&' : '?'}as_of=${encodeURIComponent(moment)}`);

/** Questions that no file answers: windows, queues, hours, reports of causes, and what follows from the configuration. */
const ASKED = [
  '/api/v1/series?metric=offered&grain=hour&from=1999-02-07&to=1999-02-11',
  '/api/v1/series?metric=wait_p90&grain=day&queue=PS',
  '/api/v1/series?metric=service_level&grain=15min&from=1999-02-14&to=1999-02-14',
  '/api/v1/series.csv?metric=backlog&grain=day&from=1999-02-01&to=1999-02-28',
  '/api/v1/breakdown?metric=offered&by=category&from=1999-02-03&to=1999-02-20',
  '/api/v1/profile?metric=offered&weeks=4&queue=PS',
  '/api/v1/reports?from=1999-02-01&to=1999-02-14',
  '/api/v1/actions?to=1999-02-20',
  '/api/v1/promises?to=1999-02-20',
  '/api/v1/releases',
  '/api/v1/releases.csv',
  '/history.json?metric=offered&grain=day&from=1999-02-01&to=1999-02-28',
];

/** Records that come late, in number enough for every figure of their days to move. */
function comeLate(date: string, prefix: string): void {
  const midnight = bank.zone.startOfDay(parseDay(date)!);
  bank.load(
    Array.from({ length: 60 }, (_, i) =>
      contactOf({
        id: `${prefix}-${i}`,
        offeredAt: midnight + 9 * 3600 + i * 120,
        outcome: i % 2 === 0 ? 'abandoned' : 'answered',
        queue: i % 3 === 0 ? 'PS' : 'LATE',
        category: 'complaint',
        cause: 'fees',
        waitSeconds: 200 + i,
      }),
    ),
  );
}

describe('as of a moment', () => {
  test('nothing changes afterwards where the clock was set back between two editions, or did not go on', () => {
    printEdition(bank);
    bank.nowSeconds += DAY;
    comeLate('1999-02-16', 'late');
    printEdition(bank);
    const moments = [-3600, -300, -1, 0].map((seconds) => bank.zone.formatInstant(bank.nowSeconds + seconds));
    const before = moments.map((moment) => ASKED.map((address) => at(address, moment).body));
    for (const [round, back] of [0, 300].entries()) {
      bank.nowSeconds -= back;
      comeLate('1999-02-08', `back ${round}`);
      expect(printEdition(bank).id).toBe(3 + round);
    }
    expect(moments.map((moment) => ASKED.map((address) => at(address, moment).body))).toEqual(before);
    const told = readEditions(bank.read).map((edition) => edition.at);
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
  });

  test('published files and any other question answer with the bytes of then, after three later editions', () => {
    const first = printEdition(bank);
    expect(first.id).toBe(1);
    const firstMoment = bank.zone.formatInstant(bank.nowSeconds);
    const files = first.published.map(({ path, address }) => ({
      address,
      body: readFileSync(join(bank.folder, 'out', path), 'utf8'),
    }));
    const asked = ASKED.map((address) => ({ address, ...answer(address) }));
    for (const { address, status, body } of asked) expect(status, `${address}: ${body}`).toBe(200);
    const saved = [...files, ...asked];

    const moments: string[] = [];
    const secondAnswers: { address: string; body: string }[] = [];
    const steps = [
      () => comeLate('1999-02-16', 'late'),
      () => {
        comeLate('1999-02-08', 'later');
        bank.loadActions([
          actionOf({ id: 'second', startsAt: bank.nowSeconds, registeredAt: bank.nowSeconds - DAY }),
        ]);
      },
      () => comeLate('1999-02-22', 'latest'),
    ];
    for (const [i, step] of steps.entries()) {
      bank.nowSeconds += DAY;
      step();
      expect(printEdition(bank)).toMatchObject({ id: i + 2 });
      moments.push(bank.zone.formatInstant(bank.nowSeconds));
      if (i === 0) secondAnswers.push(...ASKED.map((address) => ({ address, body: answer(address).body })));
    }

    for (const { address, body } of saved) expect(at(address, firstMoment).body, address).toBe(body);
    for (const { address, body } of secondAnswers) expect(at(address, moments[0]!).body, address).toBe(body);
    // And what is answered now is another thing.
    const differing = ASKED.filter((address, i) => answer(address).body !== asked[i]!.body);
    expect(differing.length).toBeGreaterThan(6);
    expect(readEditions(bank.read).map(({ kind }) => kind)).toEqual([
      'scheduled',
      'revision',
      'revision',
      'revision',
    ]);
  });

  test('a date is the end of that day, and an edition stands until the next', () => {
    printEdition(bank);
    const [address] = ASKED as [string];
    const body = answer(address).body;
    bank.nowSeconds += 3 * DAY;
    comeLate('1999-02-09', 'late');
    printEdition(bank);
    expect(at(address, '1999-03-15').body).toBe(body);
    expect(at(address, '1999-03-17').body).toBe(body);
    expect(at(address, '1999-03-18').body).toBe(answer(address).body);
    expect(at(address, '1999-03-18').body).not.toBe(body);
  });

  test('before the first edition nothing had been published, and the answer says when it was', () => {
    const none = at('/api/v1/metrics', '1999-03-15');
    expect(none.status).toBe(404);
    expect(JSON.parse(none.body).detail).toContain('nothing was published yet');
    printEdition(bank);
    const early = at('/api/v1/metrics', '1999-03-14');
    expect(early.status).toBe(404);
    expect(JSON.parse(early.body).detail).toContain('1999-03-15');
  });

  test('what is no moment is refused with what was expected', () => {
    for (const moment of ['yesterday', '1999-02-30', '1999-02-28T09:30:00', '2026-01-01T00:00:00+25:00']) {
      const { status, body } = at('/api/v1/metrics', moment);
      expect(status, moment).toBe(422);
      expect(JSON.parse(body).parameters[0]).toMatchObject({ parameter: 'as_of' });
    }
  });
});

describe('an edition', () => {
  test('holds only what differs: a second publication of the same figures makes none', () => {
    printEdition(bank);
    bank.nowSeconds += 3600;
    expect(printEdition(bank)).toMatchObject({ id: null, files: 0 });
  });

  test('names in each answer the version since which it says so, and files keep their bytes', () => {
    printEdition(bank);
    const file = (path: string) => readFileSync(join(bank.folder, 'out', path), 'utf8');
    const before = file('data/v1/reports/1999-02-03.json');
    const moved = file('data/v1/reports/1999-02-16.json');
    bank.nowSeconds += DAY;
    comeLate('1999-02-16', 'late');
    printEdition(bank);
    expect(file('data/v1/reports/1999-02-03.json')).toBe(before);
    expect(answer('/api/v1/reports/1999-02-03').body).toBe(before);
    expect(file('data/v1/reports/1999-02-16.json')).not.toBe(moved);
    expect(JSON.parse(file('data/v1/reports/1999-02-16.json')).asOf).not.toBe(JSON.parse(moved).asOf);
    expect(answer('/api/v1/reports/1999-02-16').body).toBe(file('data/v1/reports/1999-02-16.json'));
  });

  test('is never changed or removed, and neither is a version of a file', () => {
    printEdition(bank);
    for (const statement of [
      `UPDATE editions SET reason = 'another'`,
      'DELETE FROM editions',
      'UPDATE published_versions SET sha256 = NULL',
      'DELETE FROM published_versions',
      'INSERT OR REPLACE INTO editions SELECT * FROM editions',
      'INSERT OR REPLACE INTO published_versions SELECT * FROM published_versions',
    ])
      expect(() => bank.db.sql.exec(statement), statement).toThrow(/never/);
  });
});

describe('a revision', () => {
  test('tells of each figure that was published before what it was, what it became, and when', () => {
    printEdition(bank);
    const was = JSON.parse(answer('/api/v1/series?metric=offered&grain=day').body).series[0].cells;
    const at16 = was.start.findIndex((start: string) => start.startsWith('1999-02-16'));
    bank.nowSeconds += DAY;
    comeLate('1999-02-16', 'late');
    expect(printEdition(bank).figures).toBeGreaterThan(10);
    const { status, body } = answer('/api/v1/editions/2');
    expect(status, body).toBe(200);
    const { edition, revisions } = JSON.parse(body);
    expect(edition).toMatchObject({ id: 2, kind: 'revision', reason: null });
    const found = revisions.filter(
      (one: { metric: string; grain: string; channel: string | null }) =>
        one.metric === 'offered' && one.grain === 'day' && one.channel === null,
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      start: '1999-02-16',
      before: { value: was.value[at16], status: 'final' },
      after: { value: was.value[at16] + 60, status: 'revised' },
      change: 60,
    });
    const list = JSON.parse(answer('/api/v1/editions').body);
    expect(list.editions.map(({ id }: { id: number }) => id)).toEqual([2, 1]);
    expect(list.sizes.find(({ metric }: { metric: string }) => metric === 'offered')).toMatchObject({
      ...{ unit: 'count', revised: 1, meanAbsolute: 60 },
    });
  });

  test('of what had been final is marked in every answer from then on, and in none from before', () => {
    printEdition(bank);
    const address = '/api/v1/series?metric=offered&grain=day&from=1999-02-15&to=1999-02-17';
    const statuses = (text: string) => JSON.parse(text).series[0].cells.status;
    const firstMoment = bank.zone.formatInstant(bank.nowSeconds);
    expect(statuses(answer(address).body)).toEqual(['final', 'final', 'final']);
    bank.nowSeconds += DAY;
    comeLate('1999-02-16', 'late');
    printEdition(bank);
    expect(statuses(answer(address).body)).toEqual(['final', 'revised', 'final']);
    bank.nowSeconds += DAY;
    comeLate('1999-02-09', 'later');
    printEdition(bank);
    expect(statuses(answer(address).body)).toEqual(['final', 'revised', 'final']);
    expect(statuses(at(address, firstMoment).body)).toEqual(['final', 'final', 'final']);
    // The files hold the bytes of the routes.
    for (const name of ['series/day/offered', 'reports/1999-02-16', 'reports/1999-02-09'])
      expect(readFileSync(join(bank.folder, 'out', `data/v1/${name}.json`), 'utf8')).toBe(
        answer(name.startsWith('series') ? '/api/v1/series?metric=offered&grain=day' : `/api/v1/${name}`)
          .body,
      );
  });

  test('is none where a day was over only since, and a correction says what was wrong', () => {
    bank.nowSeconds = bank.zone.startOfDay(parseDay('1999-02-17')!) + 12 * 3600;
    printEdition(bank, { through: parseDay('1999-02-16')! });
    bank.nowSeconds += DAY;
    const second = printEdition(bank, { through: parseDay('1999-02-17')! });
    const told = JSON.parse(answer('/api/v1/editions/2').body);
    expect(told.edition.kind).toBe('scheduled');
    expect(second.files).toBeGreaterThan(20);
    expect(told.revisions.filter(({ metric }: { metric: string }) => metric === 'offered')).toEqual([]);
    bank.nowSeconds += 3600;
    comeLate('1999-02-09', 'late');
    printEdition(bank, {
      through: parseDay('1999-02-17')!,
      correction: 'calls of a second exchange were left out',
    });
    expect(JSON.parse(answer('/api/v1/editions/3').body).edition).toMatchObject({
      ...{ kind: 'correction', reason: 'calls of a second exchange were left out' },
    });
  });

  test('of an edition that is not there is refused with those that are', () => {
    expect(JSON.parse(answer('/api/v1/editions/1').body).detail).toContain('nothing was published yet');
    printEdition(bank);
    for (const id of ['2', '0', '01', 'x'])
      expect(JSON.parse(answer(`/api/v1/editions/${id}`).body)).toMatchObject({ status: 404 });
  });
});
