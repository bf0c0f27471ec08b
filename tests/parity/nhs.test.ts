import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, firstOfMonth, lastOfMonth, mondayOf } from './civil-dates.ts';
import type { Counted } from './disclosure-rule.ts';
import { type Ceiling, HidingComparison } from './hidden-beside.ts';
import { LoadedOrganisation } from './loaded-organisation.ts';
import { compareWith, rawFiles, readRows } from './raw-records.ts';

const files = rawFiles('nhs111');
/** Of the figures that the rule would show, how many in hundred at most are hidden beside small ones. */
const CEILINGS: Record<string, Ceiling> = {
  'all day': { hidden: 0 },
  'all week': { hidden: 0 },
  'all month': { hidden: 0 },
  'contract day': { hidden: 3.5 },
  'contract week': { hidden: 2.5 },
  'contract month': { hidden: 1.5 },
};

interface Row {
  date: string;
  contract: string;
  offered: number;
  answered: number;
  within60: number;
}

/**
 * How many gave up is not given, unless every call was answered. Service levels are told where it can matter by no
 * more than 2 in 100.
 */
function figuresOf(rows: readonly Row[]): Record<string, Counted> {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const [offered, answered, within] = [sum((r) => r.offered), sum((r) => r.answered), sum((r) => r.within60)];
  const unanswered = sum((r) => Math.max(0, r.offered - r.answered));
  const share = (part: number, base: number): Counted =>
    base === 0 ? { kind: 'nothing' } : { kind: 'share', part, base };
  const isUnknown = unanswered > 0.02 * offered;
  return {
    offered: { kind: 'count', count: offered },
    answered: { kind: 'count', count: answered },
    answered_within_60s: share(within, offered),
    service_level_ans: share(within, answered),
    abandoned: unanswered > 0 ? { kind: 'unknown' } : { kind: 'count', count: 0 },
    abandonment_rate: unanswered > 0 ? { kind: 'unknown' } : share(0, answered),
    service_level: isUnknown ? { kind: 'unknown' } : share(within, answered),
    average_speed_of_answer: answered === 0 ? { kind: 'nothing' } : { kind: 'unknown' },
  };
}

compareWith('NHS 111', files, () => {
  let service: LoadedOrganisation;
  let rows: Row[];
  let blank = 0;
  let [from, to] = ['', ''];

  beforeAll(async () => {
    const all = readRows(files).map((row) => ({
      date: row.date ?? '',
      contract: row.contract_code ?? '',
      offered: Number(row.calls_received),
      answered: Number(row.calls_answered),
      within60: Number(row.calls_answered_60s),
    }));
    // A row of zeros is not yet published.
    rows = all.filter(({ offered, answered, within60 }) => offered + answered + within60 > 0);
    blank = all.length - rows.length;
    const days = rows.map(({ date }) => date).sort();
    [from = '', to = ''] = [days[0], days.at(-1)];
    service = await LoadedOrganisation.load({
      configuration: { organisation: { name: 'NHS 111', timeZone: 'Europe/London' } },
      mapping: 'nhs111-daily',
      files,
      now: '2026-06-01T12:00:00Z',
    });
  });
  afterAll(() => service?.close());

  test('has one interval for each row that is published', () => {
    expect(service.counts).toMatchObject({ accepted: rows.length, skipped: blank, rejected: 0 });
  });

  test('publishes by day, week and month, for all and for each contract, what the rule leaves of its counts', () => {
    const comparison = new HidingComparison('NHS 111');
    const contracts = [...new Set(rows.map(({ contract }) => contract))];
    for (const grain of ['day', 'week', 'month'] as const) {
      const startOf = { day: (date: string) => date, week: mondayOf, month: firstOfMonth }[grain];
      for (const queue of [null, ...contracts]) {
        const theirs = queue === null ? rows : rows.filter(({ contract }) => contract === queue);
        const groups = Map.groupBy(theirs, ({ date }) => startOf(date));
        for (const metric of Object.keys(figuresOf([]))) {
          for (const [name, found] of service.series(
            metric,
            grain,
            queue === null ? {} : { queue },
            from,
            to,
          )) {
            const end = grain === 'day' ? name : grain === 'week' ? addDays(name, 6) : lastOfMonth(name);
            const settled = name >= from && end <= to ? 'final' : 'partial';
            const counted = figuresOf(groups.get(name) ?? [])[metric]!;
            const table = `${queue === null ? 'all' : 'contract'} ${grain}`;
            const standing = { isRounded: false, settled, empty: null };
            comparison.hidable(table, `${grain} ${queue} ${name} ${metric}`, found, counted, standing);
          }
        }
      }
    }
    comparison.reportWithin(CEILINGS);
  });
});
