/** Reports of single days, made of a fixture's own cells of contacts a day. Owns their shape; refuses other figures. */
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import type { ReportAnswer, ReportsAnswer } from '../../api/contract/report.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import { type CivilDay, formatDay, weekdayOf } from '../../db/domain/zone.ts';

export interface Cell {
  day: CivilDay;
  value: number | null;
  n?: number | null;
  status?: CellStatus;
}

const NO_PERIODS = { date: [], from: [], to: [], state: [], finalFrom: [], figures: [] };
const NOTHING = { value: [], n: [], status: [] };

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** Of the day's contacts, in each of the ten hours from eight on. */
const SHARE_OF_HOUR = 0.1;

/** `reports` and `reports/DATE` of these days, which follow one another. */
export function reportsOf(
  cells: readonly Cell[],
  { timeZone, asOf }: OrganisationAnswer,
): [string, unknown][] {
  const about = { timeZone, asOf };
  const columns = (some: readonly (Cell | undefined)[]) => ({
    value: some.map((cell) => cell?.value ?? null),
    n: some.map((cell) => cell?.value ?? null),
    status: some.map((cell) => (cell === undefined ? ('missing' as const) : (cell.status ?? 'final'))),
  });
  const stateOf = ({ status }: Cell) =>
    status === 'partial' || status === 'provisional' ? status : ('final' as const);
  const list = {
    ...about,
    days: {
      date: cells.map(({ day }) => formatDay(day)),
      holiday: cells.map(() => null),
      state: cells.map(stateOf),
      finalFrom: cells.map(({ day }) => formatDay(day + 7)),
    },
    figures: [{ metric: 'offered', unit: 'count', ...columns(cells) }],
    weeks: NO_PERIODS,
    months: NO_PERIODS,
  } as unknown as ReportsAnswer;
  const reports = cells.map((cell, i): [string, ReportAnswer] => {
    const { day, value } = cell;
    const compared = (days: number) => ({
      ...{ date: formatDay(day - days), holiday: null, comparisonRule: `${days} days before` },
    });
    const atHour = (hour: number) =>
      value !== null && hour >= 8 && hour < 18 ? Math.round(value * SHARE_OF_HOUR) : null;
    const hours = HOURS.map(atHour);
    const status = hours.map((count) => (count === null ? 'closed' : (cell.status ?? 'final')));
    const usual = { value: hours, days: hours.map(() => 8), status };
    const report = {
      ...{ date: formatDay(day), weekday: weekdayOf(day) + 1, holiday: null, ...about },
      ...{ period: 'day', from: formatDay(day), to: formatDay(day), within: [], actions: [] },
      ...findingsOf(value),
      ...{ state: stateOf(cell), finalFrom: formatDay(day + 7) },
      previous: i === 0 ? null : formatDay(day - 1),
      next: i === cells.length - 1 ? null : formatDay(day + 1),
      openHours: { phone: value === null ? [] : ['08:00-18:00'] },
      outages: [],
      compared: { previous: compared(7), last_year: compared(364) },
      figures: {
        ...{ chapter: ['volume'], metric: ['offered'], unit: ['count'], channel: [null] },
        ...columns([cell]),
        previous: columns([cells[i - 7]]),
        last_year: columns([undefined]),
      },
      targets: [],
      contacts: {
        usual: { value: [value], days: [8], status: [cell.status ?? 'final'] },
        hours: {
          start: HOURS.map((hour) => `${formatDay(day)}T${String(hour).padStart(2, '0')}:00:00+00:00`),
          ...{ value: hours, n: hours, status, usual },
        },
        days: { date: [], holiday: [], ...NOTHING, usual: { value: [], days: [], status: [] } },
      },
      breakdowns: [],
    };
    return [`reports/${formatDay(day)}`, report as unknown as ReportAnswer];
  });
  return [['reports', list], ...reports];
}

/** One finding alone: as many as are usual. */
function findingsOf(value: number | null): Pick<ReportAnswer, 'findings' | 'silence'> {
  if (value === null) return { findings: [], silence: 'closed' };
  const change = { against: 'usual', value, measure: 'ratio', estimate: 1, low: 0.9, high: 1.1 } as const;
  return {
    findings: [{ topic: 'volume', value, days: null, changes: [{ ...change, verdict: 'no_clear_change' }] }],
    silence: 'not_recorded',
  };
}
