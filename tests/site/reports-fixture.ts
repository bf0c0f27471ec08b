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
  } as ReportsAnswer;
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
      ...{ state: stateOf(cell), finalFrom: formatDay(day + 7) },
      previous: i === 0 ? null : formatDay(day - 1),
      next: i === cells.length - 1 ? null : formatDay(day + 1),
      openHours: { phone: value === null ? [] : ['08:00-18:00'] },
      outages: [],
      compared: { previous: compared(7), last_year: compared(364) },
      figures: {
        ...{ metric: ['offered'], unit: ['count'], channel: [null] },
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
      },
      breakdowns: [],
    };
    return [`reports/${formatDay(day)}`, report as unknown as ReportAnswer];
  });
  return [['reports', list], ...reports];
}
