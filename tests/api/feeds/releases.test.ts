/** The release calendar against editions that were really printed: in time, late, overdue, put off, as of then. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rulesText } from '../../../api/as-of.ts';
import type { ReleasesAnswer } from '../../../api/contract/releases.ts';
import { releasesAnswer } from '../../../api/contract/releases.ts';
import { renderAddress } from '../../../api/render.ts';
import type { Configuration } from '../../../db/configuration.ts';
import type { ReleaseSettings } from '../../../db/domain/release-calendar.ts';
import { parseDay } from '../../../db/domain/zone.ts';
import { markEdition, recordEdition } from '../../../db/editions.ts';
import { noteServing } from '../../../db/serving.ts';
import { SmallBank } from '../../support/small-bank.ts';
import { printFew } from '../../support/small-press.ts';

let bank: SmallBank;
beforeEach(() => {
  bank = new SmallBank();
});
afterEach(() => bank.close());

const day = (text: string) => parseDay(text)!;
/** Local time of the bank. */
const setClock = (date: string, hours: number) => {
  bank.nowSeconds = bank.zone.startOfDay(day(date)) + hours * 3600;
};
const bytes = (address = '/api/v1/releases') => {
  const { status, body } = renderAddress(bank.context(), address);
  expect(status, body).toBe(200);
  return body;
};
const ask = (address?: string) => JSON.parse(bytes(address)) as ReleasesAnswer;
const configure = (releases: Partial<ReleaseSettings>) =>
  Object.assign(bank.configuration, { releases: { ...bank.configuration.releases, ...releases } });

function rowsOf({ releases }: ReleasesAnswer) {
  return releases.dueAt.map((dueAt, i) => ({
    dueAt,
    name: `${releases.period[i]} ${releases.stage[i]}`,
    status: releases.status[i],
    publishedAt: releases.publishedAt[i],
    edition: releases.edition[i],
    lateSeconds: releases.lateSeconds[i],
    putOffFrom: releases.putOffFrom[i],
  }));
}
const rowOf = (name: string, answer = ask()) => rowsOf(answer).find((row) => row.name === name);

describe('the release calendar', () => {
  test('before anything was published holds what comes within twelve months, and nothing else', () => {
    const answer = ask();
    expect(releasesAnswer.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({ time: '09:30', since: null, responsible: null, changes: [] });
    expect(new Set(answer.releases.status)).toEqual(new Set(['coming']));
    expect(answer.releases.dueAt.at(0)?.slice(0, 10)).toBe('1999-03-16');
    expect(answer.releases.dueAt.at(-1)?.slice(0, 10)).toBe('2000-03-15');
    // Fridays and Saturdays are closed, 1 April is a holiday.
    for (const closed of ['1999-03-19', '1999-03-20', '1999-04-01'])
      expect(rowOf(`${closed} provisional`, answer)).toBeUndefined();
    expect(rowOf('1999-03-31 provisional', answer)).toBeDefined();
    expect(rowOf('1999-02 counts', answer)).toBeUndefined();
    expect(rowOf('1999-02 first_contact', answer)).toMatchObject({ dueAt: '1999-04-04T09:30:00+03:00' });
  });

  test('tells what came in time, late and not at all, by the edition that published it', () => {
    setClock('1999-02-23', 0.3);
    const first = printFew(bank, { through: day('1999-02-22') });
    setClock('1999-02-24', 11.5);
    const second = printFew(bank, { through: day('1999-02-23') });
    setClock('1999-02-27', 12);
    const answer = ask();
    expect(answer.since).toBe('1999-02-23T00:18:00+02:00');
    expect(rowOf('1999-02-21 provisional', answer)).toBeUndefined();
    expect(rowOf('1999-02-22 provisional', answer)).toMatchObject({
      ...{ status: 'on_time', edition: first.id, lateSeconds: 0 },
      ...{ publishedAt: '1999-02-23T00:18:00+02:00', dueAt: '1999-02-23T09:30:00+02:00' },
    });
    expect(rowOf('1999-02-23 provisional', answer)).toMatchObject({
      ...{ status: 'late', edition: second.id, lateSeconds: 2 * 3600 },
    });
    expect(rowOf('1999-02-24 provisional', answer)).toMatchObject({
      ...{ status: 'overdue', edition: null, publishedAt: null, lateSeconds: 50.5 * 3600 },
    });
    expect(rowOf('1999-02-17 counts', answer)).toMatchObject({ status: 'late', edition: second.id });
    expect(rowOf('1999-02-18 counts', answer)).toMatchObject({ status: 'overdue' });
    expect(rowOf('1999-02-21 counts', answer)).toMatchObject({ status: 'coming' });
    const csv = bytes('/api/v1/releases.csv').split('\r\n');
    expect(csv[0]).toBe(
      'due_at,grain,period,stage,status,published_at,edition,late_seconds,put_off_from,time_zone,as_of',
    );
    expect(csv.filter((line) => line !== '')).toHaveLength(answer.releases.dueAt.length + 1);
    expect(csv.find((line) => line.includes('day,1999-02-23,provisional'))).toBe(
      `1999-02-24T09:30:00+02:00,day,1999-02-23,provisional,late,1999-02-24T11:30:00+02:00,${second.id},7200,,Asia/Jerusalem,${answer.asOf}`,
    );
  });

  test('puts off what an edition told before it was due, and calls late what was told afterwards', () => {
    setClock('1999-02-22', 1);
    printFew(bank, { through: day('1999-02-21') });
    const change = { of: null, from: day('1999-02-25'), to: day('1999-02-28'), reason: 'a new exchange' };
    configure({ changes: [change] });
    // Not told yet: it is on the calendar, and nobody has said so yet.
    expect(ask().changes).toEqual([
      {
        ...{ of: null, from: '1999-02-25', to: '1999-02-28', reason: 'a new exchange' },
        ...{ announcedAt: null, counts: true },
      },
    ]);
    setClock('1999-02-23', 1);
    printFew(bank, { through: day('1999-02-22') });
    const told = { announcedAt: '1999-02-23T01:00:00+02:00', counts: true };
    expect(ask().changes[0]).toMatchObject(told);
    setClock('1999-02-26', 12);
    expect(ask().changes[0]).toMatchObject(told);
    expect(rowOf('1999-02-24 provisional')).toMatchObject({
      ...{ status: 'coming', dueAt: '1999-02-28T09:30:00+02:00', putOffFrom: '1999-02-25' },
    });
    // Made up when it was due already.
    configure({ changes: [change, { ...change, from: day('1999-02-24'), reason: 'late' }] });
    setClock('1999-02-26', 13);
    printFew(bank, { through: day('1999-02-25') });
    const answer = ask();
    expect(answer.changes.map(({ counts }) => counts)).toEqual([true, false]);
    expect(rowOf('1999-02-23 provisional', answer)).toMatchObject({ status: 'late', putOffFrom: null });
    expect(rowOf('1999-02-24 provisional', answer)).toMatchObject({ status: 'on_time' });
  });

  test('goes by the days after which the organisation calls figures final, as every other answer does, and verdicts do not', () => {
    setClock('1999-02-22', 1);
    const asked = {
      series: () => JSON.parse(bytes('/api/v1/series?metric=offered&grain=day')).series[0].cells,
      report: () => JSON.parse(bytes('/api/v1/reports/1999-02-11')),
      metrics: () =>
        JSON.parse(bytes('/api/v1/metrics')).metrics.map(
          ({ finalAfterDays }: { finalAfterDays: number }) => finalAfterDays,
        ),
      actions: () => bytes('/api/v1/actions'),
    };
    const statusOf = (date: string) => {
      const { start, status } = asked.series();
      return status[start.findIndex((one: string) => one.startsWith(date))];
    };
    const actions = asked.actions();
    expect([statusOf('1999-02-15'), statusOf('1999-02-11'), statusOf('1999-02-08')]).toEqual([
      ...['final', 'final', 'final'],
    ]);
    expect(asked.report()).toMatchObject({ state: 'final', finalFrom: '1999-02-18' });
    expect(new Set(asked.metrics())).toEqual(new Set([7, 35, 56]));
    configure({ finalAfterDays: { counts: 12, firstContact: 60 } });
    expect([statusOf('1999-02-15'), statusOf('1999-02-11'), statusOf('1999-02-10')]).toEqual([
      ...['provisional', 'provisional', 'final'],
    ]);
    expect(asked.report()).toMatchObject({ state: 'provisional', finalFrom: '1999-02-23' });
    expect(new Set(asked.metrics())).toEqual(new Set([12, 60, 56]));
    expect(ask().dueAfterDays).toEqual({
      ...{ provisional: 1, counts: 12, first_contact: 60, complaint_handling: 56 },
    });
    expect(rowOf('1999-02-11 counts')).toMatchObject({ dueAt: '1999-02-23T09:30:00+02:00' });
    expect(asked.actions()).toBe(actions);
  });

  test('lists who sees figures early, and each time that Candour was away', () => {
    const access = { who: 'Head of the contact centre', reason: 'checks', hoursBefore: 2 };
    configure({ responsible: 'Director', earlyAccess: [access] });
    noteServing(bank.db, bank.nowSeconds - 9000);
    noteServing(bank.db, bank.nowSeconds - 5400);
    expect(ask()).toMatchObject({
      ...{ responsible: 'Director', earlyAccess: [access] },
      interruptions: [{ from: '1999-03-15T09:30:00+02:00', to: '1999-03-15T10:30:00+02:00', seconds: 3600 }],
    });
  });

  test('as of an edition answers as it did then, whatever came, was put off or broke down since', () => {
    setClock('1999-02-23', 1);
    noteServing(bank.db, bank.nowSeconds - 5400);
    noteServing(bank.db, bank.nowSeconds);
    printFew(bank, { through: day('1999-02-22') });
    const moment = encodeURIComponent(bank.zone.formatInstant(bank.nowSeconds));
    const [json, csv] = [bytes(), bytes('/api/v1/releases.csv')];
    setClock('1999-02-26', 12);
    noteServing(bank.db, bank.nowSeconds);
    configure({
      responsible: 'another',
      changes: [{ of: null, from: day('1999-03-02'), to: day('1999-03-03'), reason: 'new' }],
    });
    printFew(bank, { through: day('1999-02-25') });
    expect(bytes()).not.toBe(json);
    expect(bytes(`/api/v1/releases?as_of=${moment}`)).toBe(json);
    expect(bytes(`/api/v1/releases.csv?as_of=${moment}`)).toBe(csv);
  });

  test('answers of an edition that knew no calendar yet say what the smallest configuration says', () => {
    printFew(bank);
    const { releases, ...before } = bank.configuration;
    expect(releases).toBeDefined();
    bank.nowSeconds += 3600;
    const { nowSeconds: at, zone } = bank;
    const edition = { at, now: at, through: day('1999-02-28'), asOf: '1999-03-15T10:00:00Z' };
    recordEdition(
      bank.db,
      {
        ...{ ...edition, mark: markEdition(bank.db), kind: 'revision', reason: '', code: 'test' },
        ...{ rules: rulesText(before as Configuration, new Map()), today: zone.dayOf(at) },
      },
      [{ path: 'data/v1/some.json', address: '/api/v1/some', body: Buffer.from('{}') }],
    );
    const moment = encodeURIComponent(zone.formatInstant(at));
    expect(ask(`/api/v1/releases?as_of=${moment}`)).toMatchObject({ time: '09:30', earlyAccess: [] });
    expect(bytes(`/api/v1/series?metric=offered&grain=day&queue=PS&as_of=${moment}`)).toContain('final');
  });
});
