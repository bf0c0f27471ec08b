import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, firstOfMonth, lastOfMonth, mondayOf } from './civil-dates.ts';
import { Comparison } from './comparison.ts';
import { type Counted, publish } from './disclosure-rule.ts';
import { type Ceiling, HidingComparison } from './hidden-beside.ts';
import { LoadedOrganisation } from './loaded-organisation.ts';
import { compareWith, rawFiles, readRows } from './raw-records.ts';

const files = rawFiles('vancouver311');
/** Of the figures that the rule would show, how many in hundred at most are hidden beside small ones. */
const CEILINGS: Record<string, Ceiling> = {
  'all day': { hidden: 3.5, withoutNumber: 1, noughts: 0.05 },
  'channel day': { hidden: 3.5, withoutNumber: 1, noughts: 0.05 },
  'all week': { hidden: 0.9, withoutNumber: 0.1 },
  'channel week': { hidden: 0.9, withoutNumber: 0.1 },
  'all month': { hidden: 0 },
  'channel month': { hidden: 0 },
};

interface Day {
  date: string;
  offered: number;
  handled: number;
  abandoned: number;
  within60: number;
  waited: number;
}

/** The sums of some days, as the city gives them. */
function figuresOf(days: readonly Day[]): Record<string, Counted> {
  const sum = (of: (day: Day) => number) => days.reduce((total, day) => total + of(day), 0);
  const [offered, answered, abandoned] = [
    sum((d) => d.offered),
    sum((d) => d.handled),
    sum((d) => d.abandoned),
  ];
  const within = sum((d) => d.within60);
  const share = (part: number, base: number): Counted =>
    base === 0 ? { kind: 'nothing' } : { kind: 'share', part, base };
  const tellable = (counted: Counted): Counted => (days.length === 0 ? { kind: 'nothing' } : counted);
  return {
    offered: { kind: 'count', count: offered },
    answered: { kind: 'count', count: answered },
    abandoned: { kind: 'count', count: abandoned },
    abandonment_rate: share(abandoned, answered + abandoned),
    answered_within_60s: share(within, offered),
    service_level: share(within, answered + abandoned),
    service_level_ans: share(within, answered),
    average_speed_of_answer:
      answered === 0
        ? { kind: 'nothing' }
        : { kind: 'mean', value: sum((d) => d.waited) / answered, n: answered },
    // A sum over a day tells no single wait, and nothing of menus.
    wait_p50: tellable({ kind: 'unknown' }),
    longest_wait: tellable({ kind: 'unknown' }),
    answered_within_20s: tellable({ kind: 'unknown' }),
    customer_service_level: tellable({ kind: 'unknown' }),
    // When the abandoned gave up is not known; where they are at most 2 in 100, they are taken as late.
    service_level_excl:
      abandoned > 0.02 * (answered + abandoned) ? { kind: 'unknown' } : share(within, answered + abandoned),
  };
}

compareWith('Vancouver', files, () => {
  let city: LoadedOrganisation;
  let days: Day[];
  let dates: Set<string>;
  let [from, to] = ['', ''];

  beforeAll(async () => {
    days = readRows(files, ';').map((row) => {
      const [offered, handled] = [Number(row.CallsOffered), Number(row.CallsHandled)];
      return {
        date: row.Date ?? '',
        offered,
        handled,
        abandoned: Number(row.CallsAbandoned),
        within60: Math.min(handled, Math.round(Number(row.ServiceLevel) * offered)),
        waited: Number(row.AverageSpeedofAnswer) * handled,
      };
    });
    dates = new Set(days.map(({ date }) => date));
    [from = '', to = ''] = [[...dates].sort()[0], [...dates].sort().at(-1)];
    city = await LoadedOrganisation.load({
      configuration: { organisation: { name: 'City of Vancouver', timeZone: 'America/Vancouver' } },
      mapping: 'vancouver-intervals',
      files,
      now: '2022-06-01T12:00:00Z',
    });
  });
  afterAll(() => city?.close());

  test('has one interval for each row', () => {
    expect(city.counts).toMatchObject({ read: days.length, accepted: days.length, rejected: 0, skipped: 0 });
  });

  test('publishes by day, week and month what the rule leaves of its sums', () => {
    const comparison = new HidingComparison('Vancouver');
    for (const grain of ['day', 'week', 'month'] as const) {
      const startOf = { day: (date: string) => date, week: mondayOf, month: firstOfMonth }[grain];
      const groups = Map.groupBy(days, ({ date }) => startOf(date));
      for (const member of [{}, { channel: 'phone' }]) {
        for (const metric of Object.keys(figuresOf([]))) {
          for (const [name, found] of city.series(metric, grain, member, from, to)) {
            const group = groups.get(name) ?? [];
            const standing = {
              isRounded: false,
              settled: settledOf(grain, name),
              empty: group.length === 0 ? ('closed' as const) : null,
            };
            const table = `${Object.keys(member)[0] ?? 'all'} ${grain}`;
            const counted = figuresOf(group)[metric]!;
            comparison.hidable(table, `${grain} ${name} ${metric}`, found, counted, standing, {
              tolerance: 1e-6,
            });
          }
        }
      }
    }
    comparison.reportWithin(CEILINGS);
  });

  test('says of no hour what only the day is known to hold', () => {
    const comparison = new Comparison("Vancouver's hours");
    for (const metric of ['offered', 'service_level', 'average_speed_of_answer']) {
      for (const grain of ['15min', 'hour'] as const) {
        for (const [name, { value, status }] of city.series(metric, grain, {}, '2021-11-01', '2021-11-30')) {
          comparison.judged(
            `${name} ${metric}`,
            value === null && status === 'missing',
            () => `${value} ${status}`,
          );
        }
      }
    }
    comparison.report();
  });

  test('publishes years as sums of published months', () => {
    const comparison = new Comparison("Vancouver's years");
    for (let year = 2010; year <= 2021; year++) {
      const ofYear = days.filter(({ date }) => date.startsWith(`${year}-`));
      const figures = figuresOf(ofYear);
      for (const metric of [
        'offered',
        'answered',
        'abandoned',
        'abandonment_rate',
        'service_level',
        'average_speed_of_answer',
      ]) {
        const row = city.breakdown(metric, 'channel', `${year}-01-01`, `${year}-12-31`).get('phone');
        const expected = publish(figures[metric]!, { isRounded: false, settled: '', empty: null });
        comparison.number(`${year} ${metric}`, row?.value ?? null, expected.value, 1e-6);
        comparison.number(`${year} ${metric} n`, row?.n ?? null, expected.n);
      }
    }
    comparison.report();
  });

  function settledOf(grain: 'day' | 'week' | 'month', start: string): string {
    const end = grain === 'day' ? start : grain === 'month' ? lastOfMonth(start) : addDays(start, 6);
    // Without stated hours a day without calls was closed; only the edges of the records are cut off.
    return start >= from && end <= to ? 'final' : 'partial';
  }
});
