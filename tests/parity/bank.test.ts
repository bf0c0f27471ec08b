import { afterAll, beforeAll, expect, test } from 'vitest';
import { serviceLevelsFeed } from '../../api/feeds/service-levels.ts';
import { parseDay } from '../../db/domain/zone.ts';
import { type Call, figuresOf, groupBy, readCalls, survivalOf } from './bank-count.ts';
import { addDays, daysFrom, firstOfMonth, lastOfMonth, mondayOf, weekdayOf } from './civil-dates.ts';
import { Comparison } from './comparison.ts';
import { type Counted, plain, type Standing } from './disclosure-rule.ts';
import { type Ceiling, HidingComparison } from './hidden-beside.ts';
import { LoadedOrganisation } from './loaded-organisation.ts';
import { compareWith, rawFiles, readRows } from './raw-records.ts';
import { type CellSize, UntoldTable } from './untold-tables.ts';

const files = rawFiles('anonbank');
const [FROM, TO] = ['1999-01-01', '1999-06-30'];
/** Days of which the bank published nothing: their opening hours are missing, not quiet. */
const MISSING_DAYS = new Set(['1999-01-11', '1999-01-12']);
/** Opening hours by weekday, Sunday first: from one full hour to another. */
const HOURS = [
  [7, 24],
  [7, 24],
  [7, 24],
  [7, 24],
  [7, 24],
  [7, 14],
  [20, 24],
] as const;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const CONFIGURATION = {
  organisation: { name: 'Example Bank', timeZone: 'Asia/Jerusalem', country: 'IL' },
  channels: {
    phone: {
      hours: Object.fromEntries(
        HOURS.map(([from, to], i) => [WEEKDAYS[i], [`${String(from).padStart(2, '0')}:00-${to}:00`]]),
      ),
    },
  },
  targets: [
    {
      id: 'answer-60',
      words: '8 in 10 answered within a minute',
      clock: 'internal',
      channel: 'phone',
      thresholdSeconds: 60,
      share: 0.8,
      from: '1999-01-01',
    },
  ],
};
const PERCENTILES = { wait_p50: 0.5, wait_p75: 0.75, wait_p90: 0.9, wait_p95: 0.95 };
const FINEST: Record<string, number> = { menu_time: 1, handle_time: 2 };
const GRAINS = ['15min', 'hour', 'day', 'week', 'month'] as const;
type Grain = (typeof GRAINS)[number];
type Table = 'all' | 'channel' | 'queue';
const tableOf = (member: object): Table => (Object.keys(member)[0] ?? 'all') as Table;
const TABLES = ['all', 'channel', 'queue'] as const;
/** Of the figures that the rule would show, how many in hundred at most are hidden beside small ones. */
const CEILINGS: Record<Grain, Record<Table, Ceiling>> = {
  '15min': {
    all: { hidden: 26, withoutNumber: 5, noughts: 24 },
    channel: { hidden: 26, withoutNumber: 5, noughts: 24 },
    // Of most weeks the table is too small to be told.
    queue: { hidden: 7.5, withoutNumber: 2, untold: 89, noughts: 3 },
  },
  hour: {
    all: { hidden: 25, withoutNumber: 3, noughts: 10 },
    channel: { hidden: 25, withoutNumber: 3, noughts: 10 },
    queue: { hidden: 17.5, withoutNumber: 3, noughts: 72 },
  },
  day: {
    all: { hidden: 11.5, withoutNumber: 2 },
    channel: { hidden: 11.5, withoutNumber: 2 },
    queue: { hidden: 33, withoutNumber: 3, noughts: 0.6 },
  },
  week: {
    all: { hidden: 4, withoutNumber: 1 },
    channel: { hidden: 4, withoutNumber: 1 },
    queue: { hidden: 31, withoutNumber: 2 },
  },
  month: {
    all: { hidden: 0 },
    channel: { hidden: 0 },
    queue: { hidden: 10.5, withoutNumber: 0.5 },
  },
};
const PERCENTILE_CEILINGS: Record<Exclude<Grain, '15min'>, Record<Table, Ceiling>> = {
  hour: {
    all: { hidden: 13, withoutNumber: 2, noughts: 4 },
    channel: { hidden: 13, withoutNumber: 2, noughts: 4 },
    queue: { hidden: 40, withoutNumber: 2, noughts: 122 },
  },
  day: {
    all: { hidden: 3.5, withoutNumber: 2, noughts: 0.3 },
    channel: { hidden: 3.5, withoutNumber: 2, noughts: 0.3 },
    queue: { hidden: 23.5, withoutNumber: 2, noughts: 3.5 },
  },
  week: {
    all: { hidden: 4, withoutNumber: 2 },
    channel: { hidden: 4, withoutNumber: 2 },
    queue: { hidden: 7, withoutNumber: 2, noughts: 0.3 },
  },
  month: { all: { hidden: 0 }, channel: { hidden: 0 }, queue: { hidden: 0 } },
};

const two = (n: number) => String(n).padStart(2, '0');
/** The name of the bucket a call belongs to: its local start, as far as the grain goes. */
const bucketOf: Record<Grain, (call: Call) => string> = {
  '15min': ({ date, second }) =>
    `${date}T${two(Math.floor(second / 3600))}:${two(15 * (Math.floor(second / 900) % 4))}`,
  hour: ({ date, second }) => `${date}T${two(Math.floor(second / 3600))}`,
  day: ({ date }) => date,
  week: ({ date }) => mondayOf(date),
  month: ({ date }) => firstOfMonth(date),
};

/** Hours without a call though people certainly called, found by `findSilentHours` before anything is compared. */
const silentHours = new Set<string>();

/**
 * An hour is silent when the same hour of the four weeks before and after, where there are at least four, had never
 * fewer than 5 calls and 15 in the middle. The day on which the clock changed is left out.
 */
function findSilentHours(calls: readonly Call[]): string[] {
  const days = new Set(calls.map(({ date }) => date));
  days.delete('1999-04-02');
  const counts = new Map<string, number>();
  for (const call of calls) {
    const hour = bucketOf.hour(call);
    counts.set(hour, (counts.get(hour) ?? 0) + 1);
  }
  const found: string[] = [];
  for (const day of days) {
    const weeks = [-4, -3, -2, -1, 1, 2, 3, 4]
      .map((week) => addDays(day, 7 * week))
      .filter((one) => days.has(one));
    for (let hour = 0; hour < 24; hour++) {
      if (counts.has(`${day}T${two(hour)}`)) continue;
      const usual = weeks.map((one) => counts.get(`${one}T${two(hour)}`) ?? 0).sort((a, b) => a - b);
      const middle = usual[Math.floor(usual.length / 2)] ?? 0;
      if (usual.length >= 4 && usual[0]! >= 5 && middle >= 15) found.push(`${day}T${two(hour)}`);
    }
  }
  return found;
}

/** What is said of a bucket with a value, and of one without: months later everything is final. */
function standingOf(grain: Grain, name: string, calls: number): Standing {
  const date = name.slice(0, 10);
  if (grain === 'week' || grain === 'month') {
    const end = grain === 'week' ? addDays(date, 6) : lastOfMonth(date);
    const isWhole = daysFrom(date, end).every(
      (day) => day >= FROM && day <= TO && !MISSING_DAYS.has(day) && !hasSilentHour(day),
    );
    return { isRounded: false, settled: isWhole ? 'final' : 'partial', empty: null };
  }
  const settled = grain === 'day' && hasSilentHour(date) ? 'partial' : 'final';
  if (calls > 0) return { isRounded: false, settled, empty: null };
  const [opens, closes] = HOURS[weekdayOf(date)]!;
  const hour = Number(name.slice(11, 13));
  const isOpen = grain === 'day' || (hour >= opens && hour < closes);
  const isMissing = MISSING_DAYS.has(date) || (grain !== 'day' && silentHours.has(name.slice(0, 13)));
  return { isRounded: false, settled, empty: !isOpen ? 'closed' : isMissing ? 'missing' : null };
}

/** A silent hour of opening hours makes its day incomplete, and the week and the month of that day. */
function hasSilentHour(date: string): boolean {
  const [opens, closes] = HOURS[weekdayOf(date)]!;
  return Array.from({ length: closes - opens }, (_, i) => `${date}T${two(opens + i)}`).some((hour) =>
    silentHours.has(hour),
  );
}

compareWith('the bank', files, () => {
  let bank: LoadedOrganisation;
  let calls: Call[];
  const queues = ['PS', 'PE', 'IN', 'NE', 'NW', 'TT', 'AA'];
  let byQueue: Map<string, Call[]>;
  let untold: Record<Table, UntoldTable>;

  beforeAll(async () => {
    calls = readCalls(readRows(files));
    byQueue = groupBy(calls, ({ queue }) => queue);
    for (const hour of findSilentHours(calls)) silentHours.add(hour);
    untold = untoldOf();
    bank = await LoadedOrganisation.load({
      configuration: CONFIGURATION,
      mapping: 'anonbank-calls',
      files,
      now: '1999-12-01T12:00:00Z',
    });
  });
  afterAll(() => bank?.close());

  test('has as many calls as its files have rows, less the phantom ones', () => {
    const rows = readRows(files).length;
    expect(bank.counts).toMatchObject({ read: rows, accepted: calls.length, rejected: 0 });
    expect(bank.counts.skipped).toBe(rows - calls.length);
    expect([...byQueue.keys()].sort()).toEqual([...queues].sort());
  });

  test('has the facts of a count over its files, before anything is hidden', () => {
    const comparison = new Comparison('the bank, before disclosure control');
    for (const grain of GRAINS) {
      const cells = grain === '15min' ? [[{}, calls] as const] : cellsOf();
      for (const [member, theirs] of cells) {
        const groups = groupBy(theirs, bucketOf[grain]);
        const expected = new Map([...groups].map(([name, group]) => [name, figuresOf(group)]));
        for (const metric of Object.keys(figuresOf([]))) {
          if (GRAINS.indexOf(grain) < (FINEST[metric] ?? 0)) continue;
          const blocks = bank.facts(metric, grain, member, FROM, TO);
          for (const [name, figures] of expected) {
            const found = slotOf(blocks, grain, name);
            const figure = plain(figures[metric]!);
            const label = `${grain} ${JSON.stringify(member)} ${name} ${metric}`;
            comparison.number(label, found?.kind === 'value' ? found.value : null, figure?.value ?? null);
            comparison.number(`${label} n`, found?.kind === 'value' ? found.n : null, figure?.n ?? null);
          }
          let named = 0;
          for (const evaluations of blocks.values()) {
            for (const one of evaluations)
              if (metric === 'attempts' && one.kind === 'value' && one.n > 0) named++;
          }
          if (metric === 'attempts') comparison.number(`${grain} buckets with calls`, named, expected.size);
        }
      }
    }
    comparison.report();
  });

  test.each(GRAINS)('publishes by %s what the rule leaves of that count', (grain) => {
    const comparison = new HidingComparison(`the bank, published by ${grain}`);
    const all = groupBy(calls, bucketOf[grain]);
    for (const [member, theirs] of grain === '15min' ? cellsOf().slice(0, 3) : cellsOf()) {
      const groups = groupBy(theirs, bucketOf[grain]);
      const expected = new Map<string, Record<string, Counted>>();
      const figures = (name: string) => {
        let known = expected.get(name);
        if (known === undefined) {
          known = figuresOf(groups.get(name) ?? []);
          expected.set(name, known);
        }
        return known;
      };
      for (const metric of Object.keys(figuresOf([]))) {
        if (GRAINS.indexOf(grain) < (FINEST[metric] ?? 0)) continue;
        const series = bank.series(metric, grain, member, FROM, TO);
        for (const [name, found] of series) {
          const standing = standingOf(grain, name, all.get(name)?.length ?? 0);
          const label = `${JSON.stringify(member)} ${name} ${metric}`;
          const isUntold = isUntoldIn(member, grain, name);
          comparison.hidable(tableOf(member), label, found, figures(name)[metric]!, standing, { isUntold });
        }
        for (const name of groups.keys()) {
          if (!series.has(name)) comparison.judged(`${name} ${metric}`, false, () => 'is not in the series');
        }
      }
    }
    comparison.reportWithin(CEILINGS[grain]);
  });

  test.each(['hour', 'day', 'week', 'month'] as const)(
    'has by %s the percentiles of every wait looked at by itself',
    (grain) => {
      const comparison = new HidingComparison(`the bank's percentiles by ${grain}`);
      let exact = 0;
      let shown = 0;
      const all = groupBy(calls, bucketOf[grain]);
      for (const [member, theirs] of cellsOf()) {
        const groups = groupBy(theirs, bucketOf[grain]);
        // Bins are true to 1 %: whoever gave up may have done so up to a bin's width, 2 %, before or after.
        const curves = [0, -0.02, 0.02].map(
          (shift) => new Map([...groups].map(([name, group]) => [name, survivalOf(group, shift)])),
        );
        for (const [metric, p] of Object.entries(PERCENTILES)) {
          for (const [name, found] of bank.series(metric, grain, member, FROM, TO)) {
            const n = (groups.get(name) ?? []).filter(({ end }) => end !== 'contained').length;
            const quantiles = curves.map((curve) => quantileOf(curve.get(name) ?? [], p));
            const [value = Infinity] = quantiles;
            const [low, high] = [0.99 * Math.min(...quantiles), 1.01 * Math.max(...quantiles)];
            const label = `${JSON.stringify(member)} ${name} ${metric}`;
            const standing = standingOf(grain, name, all.get(name)?.length ?? 0);
            const isUntold = isUntoldIn(member, grain, name);
            if (n < 10 || isUntold) {
              const counted: Counted = n === 0 ? { kind: 'nothing' } : { kind: 'mean', value, n };
              comparison.hidable(tableOf(member), label, found, counted, standing, { isUntold });
              continue;
            }
            if (found.status === 'suppressed') {
              comparison.hidable(tableOf(member), label, found, { kind: 'mean', value, n }, standing);
              continue;
            }
            comparison.shows(tableOf(member));
            const told = found.value ?? Infinity;
            shown++;
            if (told === value || Math.abs(told - value) <= 0.01 * value) exact++;
            comparison.judged(
              label,
              found.status === (told === Infinity ? 'missing' : standing.settled) &&
                found.n === (told === Infinity ? null : n) &&
                told >= low &&
                told <= high,
              () => `${JSON.stringify(found)}, expected from ${low} to ${high}, n ${n}`,
            );
          }
        }
      }
      comparison.reportWithin(PERCENTILE_CEILINGS[grain]);
      console.info(`${exact} of ${shown} percentiles by ${grain} are within 1 % of the exact ones`);
      expect(exact / shown).toBeGreaterThan(0.98);
    },
  );

  test('publishes windows that are no calendar period as sums of published cells', () => {
    const comparison = new Comparison("the bank's windows by queue");
    for (const [from, to] of [
      ['1999-02-03', '1999-02-20'],
      ['1999-01-10', '1999-02-28'],
      ['1999-03-01', '1999-03-31'],
    ] as const) {
      for (const metric of ['offered', 'abandoned', 'service_level', 'average_speed_of_answer']) {
        const rows = bank.breakdown(metric, 'queue', from, to);
        for (const queue of queues) {
          const published = {
            day: bank.series(metric, 'day', { queue }, from, to),
            month: bank.series(metric, 'month', { queue }, from, to),
          };
          const parts = stretchesOf(from, to).map(({ name, grain }) => published[grain].get(name)!);
          const isMean = metric === 'average_speed_of_answer';
          // A mean that is told without its number has no weight among others.
          const shown = parts.filter(({ value, n }) => value !== null && !(isMean && n === null));
          const isCount = metric === 'offered' || metric === 'abandoned';
          const n = shown.reduce((sum, part) => sum + (part.n ?? 0), 0);
          const sum = shown.reduce(
            (total, { value, n: behind }) => total + (value ?? 0) * (isCount ? 1 : (behind ?? 0)),
            0,
          );
          const found = rows.get(queue) ?? { value: 0, n: 0, status: 'nothing' };
          const label = `${from} to ${to} ${queue} ${metric}`;
          const hidden = parts.filter(({ value }) => value === null).length;
          // A share is hidden with any part of it: a day is hidden where few were on one side.
          const isShareHidden =
            metric === 'service_level' && parts.some(({ status }) => status === 'suppressed');
          const expected = shown.length === 0 || isShareHidden ? null : isCount ? sum : n === 0 ? 0 : sum / n;
          comparison.number(
            label,
            found.status === 'nothing' && expected === null ? null : found.value,
            expected,
          );
          if (isShareHidden)
            comparison.judged(`${label} status`, found.status === 'suppressed', () => found.status);
          if (expected !== null && found.status !== 'nothing' && hidden > 0) {
            comparison.judged(`${label} status`, found.status === 'partial', () => found.status);
          }
        }
      }
    }
    comparison.report();
  });

  test('calls a window of means partial where a day in it is hidden', () => {
    const [from, to] = ['1999-02-03', '1999-02-20'];
    const days = bank.series('average_speed_of_answer', 'day', { queue: 'PS' }, from, to);
    expect([...days.values()].map(({ status }) => status)).toContain('suppressed');
    const found = bank.breakdown('average_speed_of_answer', 'queue', from, to).get('PS');
    expect(found?.status).toBe('partial');
  });

  test('answers by its addresses with the same figures', async () => {
    const comparison = new HidingComparison("the bank's addresses");
    const metrics = [
      'offered',
      'abandonment_rate',
      'service_level',
      'customer_service_level',
      'average_speed_of_answer',
    ];
    for (const [grain, from, to] of [
      ['day', FROM, TO],
      ['hour', '1999-02-01', '1999-02-28'],
      ['15min', '1999-04-01', '1999-04-04'],
      ['week', FROM, TO],
      ['month', FROM, TO],
    ] as const) {
      for (const queue of [null, 'NW']) {
        const filter = queue === null ? '' : `&queue=${queue}`;
        const member = queue === null ? {} : { queue };
        const found = await bank.requestSeries(
          `metric=${metrics.join(',')}&from=${from}&to=${to}${filter}`,
          grain,
        );
        const all = groupBy(calls, bucketOf[grain]);
        const groups = queue === null ? all : groupBy(byQueue.get(queue) ?? [], bucketOf[grain]);
        metrics.forEach((metric, i) => {
          for (const [name, cell] of found[i] ?? []) {
            const counted = figuresOf(groups.get(name) ?? [])[metric]!;
            const standing = standingOf(grain, name, all.get(name)?.length ?? 0);
            const isUntold = isUntoldIn(member, grain, name);
            const label = `${grain} ${name} ${queue} ${metric}`;
            comparison.hidable(`${tableOf(member)} ${grain}`, label, cell, counted, standing, { isUntold });
          }
        });
      }
    }
    comparison.reportWithin({
      'all day': { hidden: 7.5, withoutNumber: 2 },
      'queue day': { hidden: 39, withoutNumber: 2, noughts: 0.3 },
      'all hour': { hidden: 33, withoutNumber: 2, noughts: 8 },
      'queue hour': { hidden: 57, withoutNumber: 2, noughts: 19 },
      'all 15min': { hidden: 35, withoutNumber: 2, noughts: 80 },
      'queue 15min': { hidden: 0, untold: 100 },
      'all week': { hidden: 4, withoutNumber: 1.5 },
      'queue week': { hidden: 14, withoutNumber: 2 },
      'all month': { hidden: 0 },
      'queue month': { hidden: 0 },
    });
  });

  test('tells February 1999 as the vectors have it: by the formulas, by half-hours, and by days', () => {
    const told = serviceLevelsFeed(bank.context, {
      channel: 'phone',
      fromDay: parseDay('1999-02-01'),
      toDay: parseDay('1999-02-28'),
    });
    if (!told.ok) throw new Error(told.detail);
    const { clocks, formulas, halfHours, bridge } = told.answer;
    // Reference 1.2 and vectors.json, service_level.feb1999, Y60.
    const byFormula = Object.fromEntries(
      formulas.formula.map((formula, i) => [formula, formulas.value[i]?.toFixed(4)]),
    );
    expect(byFormula).toMatchObject({ worst: '0.6726', excl: '0.7312', credit: '0.7527', ans: '0.7707' });
    // Reference 1.5: clustered by day the standard error is .0215, and with it the interval.
    const [internal] = clocks;
    expect(internal).toMatchObject({ verdict: 'missed', attained: { n: 31_125 } });
    expect((internal!.high! - internal!.low!) / 2 / 0.0215).toBeCloseTo(2.05, 1);
    // Reference 1.2: the mean of the half-hours is .727, and .460 of them met the target; .673 is of contacts.
    const queued = calls.filter(({ date, end }) => date.startsWith('1999-02') && end !== 'contained');
    const groups = [
      ...groupBy(queued, ({ date, second }) => `${date} ${Math.floor(second / 1800)}`).values(),
    ];
    const large = groups.filter(({ length }) => length >= 5);
    const levels = large.map(
      (group) =>
        group.filter(({ end, waitSeconds }) => end === 'answered' && waitSeconds <= 60).length / group.length,
    );
    expect(levels.reduce((sum, level) => sum + level, 0) / levels.length).toBeCloseTo(0.727, 3);
    const met = levels.filter((level) => level >= 0.8).length;
    expect(met / levels.length).toBeCloseTo(0.46, 3);
    const [counted] = bank
      .facts('half_hours_met', 'month', { channel: 'phone' }, FROM, TO)
      .get('1999-02-01')!;
    expect(counted).toMatchObject({ value: met / levels.length, n: levels.length });
    const toFive = (count: number) => Math.round(count / 5) * 5;
    expect(halfHours).toMatchObject({
      value: toFive(met) / toFive(levels.length),
      n: toFive(levels.length),
    });
    expect(bridge.steps.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(
      bridge.from - bridge.to,
      12,
    );
    expect(bridge.steps.find(({ part }) => part === 'menu')?.n).toBe(1941);
  });

  const isUntoldIn = (member: object, grain: Grain, name: string) =>
    untold[tableOf(member)].has(grain, name.slice(0, 10));

  function untoldOf(): Record<Table, UntoldTable> {
    const sizes = Object.fromEntries(TABLES.map((table) => [table, {} as Record<string, CellSize[]>]));
    for (const grain of GRAINS)
      for (const [member, theirs] of cellsOf()) {
        const own = [...groupBy(theirs, bucketOf[grain])].map(([name, group]) => ({
          day: name.slice(0, 10),
          offered: group.filter(({ end }) => end !== 'contained').length,
        }));
        const table = sizes[tableOf(member)]!;
        table[grain] = [...(table[grain] ?? []), ...own];
      }
    return Object.fromEntries(TABLES.map((table) => [table, new UntoldTable(sizes[table]!)])) as Record<
      Table,
      UntoldTable
    >;
  }

  function cellsOf(): [Record<string, string>, Call[]][] {
    return [
      [{}, calls],
      [{ channel: 'phone' }, calls],
      ...queues.map((queue): [Record<string, string>, Call[]] => [{ queue }, byQueue.get(queue) ?? []]),
    ];
  }
});

function slotOf(blocks: ReturnType<LoadedOrganisation['facts']>, grain: Grain, name: string) {
  const day = blocks.get(name.slice(0, 10));
  if (grain !== 'hour' && grain !== '15min') return day?.[0];
  const hour = Number(name.slice(11, 13));
  // On 2 April the clock skipped the hour from two to three.
  const skipped = name.startsWith('1999-04-02') && hour >= 3 ? 1 : 0;
  return grain === 'hour'
    ? day?.[hour - skipped]
    : day?.[(hour - skipped) * 4 + Number(name.slice(14, 16)) / 15];
}

/** The first wait at which no more than 1 − p are still waiting; Infinity where that is never seen. */
function quantileOf(curve: readonly (readonly [number, number])[], p: number): number {
  return curve.find(([, share]) => share <= 1 - p + 1e-9)?.[0] ?? Infinity;
}

/** A window as whole months, and days for the rest. */
function stretchesOf(from: string, to: string): { grain: 'day' | 'month'; name: string }[] {
  const stretches: { grain: 'day' | 'month'; name: string }[] = [];
  for (let day = from; day <= to; ) {
    const end = lastOfMonth(day);
    const isMonth = day.endsWith('-01') && end <= to;
    stretches.push({ grain: isMonth ? 'month' : 'day', name: day });
    day = addDays(isMonth ? end : day, 1);
  }
  return stretches;
}
