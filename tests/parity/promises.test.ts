/** A city's requests as promises with a due date: what is published of them against a count over its own rows. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PromisesAnswer } from '../../api/contract/promises.ts';
import { promisesFeed } from '../../api/feeds/promises.ts';
import { parseDay } from '../../db/domain/zone.ts';
import { firstOfMonth, lastOfMonth } from './civil-dates.ts';
import { Comparison } from './comparison.ts';
import { publish } from './disclosure-rule.ts';
import { LoadedOrganisation } from './loaded-organisation.ts';
import { compareWith, rawFiles, readRows } from './raw-records.ts';

const NOW = '2020-01-01T12:00:00Z';
const files = rawFiles('baltimore311');

interface Request {
  opened: string;
  due: string;
  closed: string | null;
}

/** `2014-01-01T03:53:10` of `01/01/2014 03:53:10 AM`: local times are in order as texts. */
function local(text: string | undefined): string | null {
  const parts = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d):(\d\d) ([AP])M$/.exec(text ?? '');
  if (parts === null) return null;
  const [, month, day, year, hour, minute, second, half] = parts;
  const hours = (Number(hour) % 12) + (half === 'P' ? 12 : 0);
  return `${year}-${month}-${day}T${String(hours).padStart(2, '0')}:${minute}:${second}`;
}
/** The second Sunday of March: between two and three o'clock nothing can be due. */
const SKIPPED = /^(2014-03-09|2015-03-08|2016-03-13|2017-03-12|2018-03-11|2019-03-10)T02/;

compareWith('the promises of Baltimore', files, () => {
  let city: LoadedOrganisation;
  let requests: Request[];
  let answer: PromisesAnswer;

  beforeAll(async () => {
    requests = readRows(files).flatMap((row) => {
      const [opened, due, closed] = [local(row.CreatedDate), local(row.DueDate), local(row.CloseDate)];
      const times = [opened, due, closed].filter((time) => time !== null);
      if (opened === null || due === null) return [];
      return times.some((time) => SKIPPED.test(time) || time < opened) ? [] : [{ opened, due, closed }];
    });
    city = await LoadedOrganisation.load({
      configuration: {
        organisation: { name: 'Baltimore', timeZone: 'America/New_York' },
        promises: [{ id: 'request-due-date', words: 'Closed by its due date.', target: 0.9 }],
      },
      mapping: 'baltimore311-promises',
      files,
      now: NOW,
    });
    const asked = promisesFeed(city.context, {
      promise: null,
      fromDay: parseDay('2014-01-01'),
      toDay: parseDay('2019-12-31'),
    });
    if (!asked.ok) throw new Error(asked.detail);
    answer = asked.answer;
  });
  afterAll(() => city?.close());

  const dueBy = () => requests.filter(({ due }) => due < '2020-01-01');
  const isKept = ({ due, closed }: Request) => closed !== null && closed <= due;

  test('are loaded, each sound request with a due date once', () => {
    expect(requests.length).toBeGreaterThan(5000);
    expect(city.counts.accepted).toBe(requests.length);
  });

  test('are kept by the month of their due date as the rows count', () => {
    const comparison = new Comparison('the promises of Baltimore');
    const { start, due, kept } = answer.promises[0]!.months;
    const months = Map.groupBy(dueBy(), (one) => firstOfMonth(one.due.slice(0, 10)));
    const dueDays = dueBy()
      .map((one) => one.due.slice(0, 10))
      .sort();
    const [first = '', last = ''] = [dueDays[0], dueDays.at(-1)];
    expect(start[0]?.slice(0, 10)).toBe(firstOfMonth(first));
    start.forEach((at, i) => {
      const month = at.slice(0, 10);
      const theirs = months.get(month) ?? [];
      // After the last day on which anything was due the records say nothing.
      if (month > last) {
        expect(due.status[i]).toBe('missing');
        return;
      }
      const settled = month >= first && lastOfMonth(month) <= last ? 'final' : 'partial';
      const as = { isRounded: false, settled, empty: null };
      const counted = publish({ kind: 'count', count: theirs.length }, as);
      const part = theirs.filter(isKept).length;
      const shared = publish(
        theirs.length === 0 ? { kind: 'nothing' } : { kind: 'share', part, base: theirs.length },
        as,
      );
      comparison.cell(`${month} due`, cellOf(due, i), counted);
      comparison.cell(`${month} kept`, cellOf(kept, i), shared);
    });
    comparison.report();
    expect([...months.values()].flat()).toHaveLength(dueBy().length);
  });

  test('open and overdue are those that the rows leave open, rounded', () => {
    const open = dueBy().filter(({ closed }) => closed === null).length;
    const late = dueBy().filter((one) => one.closed !== null && !isKept(one)).length;
    expect(late).toBeGreaterThan(0);
    expect(answer.promises[0]!.open.value).toBe(open > 0 && open < 10 ? null : Math.round(open / 5) * 5);
  });

  test('took as long as the rows say: every share of the stair, where no group hides one', () => {
    const { distribution } = answer.promises[0]!;
    if (distribution === null) throw new Error('no distribution');
    const days = (from: string, to: string) =>
      Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000);
    const all = dueBy();
    const middle = distribution.p50!;
    const within = (most: number) =>
      all.filter(({ opened, closed }) => closed !== null && days(opened, closed) <= most).length / all.length;
    expect(distribution.unit).toBe('days');
    // The published edge is an upper one: half are done by then, and not yet a good part before.
    expect(within(middle)).toBeGreaterThanOrEqual(0.5);
    const before = distribution.steps.within.filter((edge) => edge !== null && edge < middle).at(-1) ?? 0;
    expect(distribution.steps.share[distribution.steps.within.indexOf(before)] ?? 0).toBeLessThan(0.5);
  });
});

function cellOf(columns: PromisesAnswer['promises'][number]['months']['due'], i: number) {
  return { value: columns.value[i] ?? null, n: columns.n[i] ?? null, status: columns.status[i] ?? '' };
}
