/** Histories to draw in tests: a fictional centre in Jerusalem, whose clock changes, with every sign a bucket can have. */
import type { CellStatus } from '../../../../db/domain/cell.ts';
import { dayOfDate, formatDay, makeZone, weekdayOf } from '../../../../db/domain/zone.ts';
import type { CivilTick } from '../../../../site/charts/history/civil-ticks.ts';
import type { HistoryEvent } from '../../../../site/charts/history/event-lane.ts';
import type { HistoryPanelState, PanelWords } from '../../../../site/charts/history/panel-state.ts';
import type { HistoryState } from '../../../../site/charts/history/panels.ts';
import { type TimeSeries, timeSeriesOf } from '../../../../site/charts/history/time-series.ts';

export const zone = makeZone('Asia/Jerusalem');
export const HOUR = 3600;
export const dayStart = (year: number, month: number, day: number) =>
  zone.startOfDay(dayOfDate(year, month, day));

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const labelOf = ({ level, opens, hour, dayOfMonth, month, year }: CivilTick): string => {
  const name = MONTHS[month - 1]!;
  if (level === 'year') return String(year);
  if (level === 'month') return opens === 'year' ? `${name} ${year}` : name;
  if (level === 'hour' && hour > 0) return `${String(hour).padStart(2, '0')}:00`;
  return `${dayOfMonth} ${name}`;
};

export const words: PanelWords = {
  inPlace: { closed: 'closed', missing: 'no record', suppressed: 'hidden' },
  notes: {
    closed: 'Tinted: closed',
    missing: 'Tick: no record',
    suppressed: 'Hatched: hidden to protect people',
    provisional: 'Dashed: provisional',
    partial: 'Hatched end: not over yet',
  },
  rangeShown: 'Range shown: least to most in each pixel',
  brokenAxis: 'The axis does not begin at 0%',
  timeCut: 'Closed hours are left out',
};

/** Hours from a civil day on, each with the value and status that `cell` gives by hour of the wall and weekday. */
export function hours(
  from: number,
  to: number,
  cell: (hour: number, weekday: number, index: number) => [number | null, CellStatus],
): TimeSeries {
  const length = (to - from) / HOUR;
  const cells = Array.from({ length }, (_, i) => {
    const at = from + i * HOUR;
    return cell(Math.floor(zone.secondOfDay(at) / HOUR), weekdayOf(zone.dayOf(at)), i);
  });
  return timeSeriesOf({
    start0: zone.formatInstant(from),
    step: HOUR,
    value: cells.map(([value]) => value),
    status: cells.map(([, status]) => status),
  });
}

/** Days with starts in full, as the API gives them. */
export function days(
  from: number,
  count: number,
  cell: (weekday: number, index: number) => [number | null, CellStatus],
): TimeSeries {
  const first = zone.dayOf(from);
  const cells = Array.from({ length: count }, (_, i) => cell(weekdayOf(first + i), i));
  return timeSeriesOf({
    start: cells.map((_, i) => zone.formatInstant(zone.startOfDay(first + i))),
    value: cells.map(([value]) => value),
    status: cells.map(([, status]) => status),
  });
}

/** A wave that looks like demand, the same in every run. */
export const demand = (index: number) =>
  Math.round(60 + 35 * Math.sin(index / 3.8) + 18 * Math.sin(index * 1.7) + ((index * 37) % 17));

export const panel = (
  change: Partial<HistoryPanelState> & Pick<HistoryPanelState, 'series'>,
): HistoryPanelState => ({
  heading: 'Contacts',
  unit: 'a day',
  comparison: null,
  average: null,
  band: null,
  kind: 'line',
  values: { kind: 'count' },
  breaks: [],
  words,
  format: (value) => value.toLocaleString('en'),
  ...change,
});

export const joinEvents = (labels: readonly string[]) => `${labels.length} events: ${labels.join('; ')}`;

export const history = (
  change: Partial<Omit<HistoryState, 'axis'>> & Pick<HistoryState, 'panels'>,
  window: { from: number; to: number },
): HistoryState => ({
  label: 'Contacts by day',
  events: [],
  joinEvents,
  axis: { ...window, clock: zone, labelOf },
  ...change,
});

/** Every sign within five days of hours. */
export const fiveDays = () => {
  const from = dayStart(2026, 11, 2);
  const to = dayStart(2026, 11, 7);
  const series = hours(from, to, (hour, weekday, i) => {
    if (hour < 7 || hour >= 21) return [null, 'closed'];
    if (weekday === 1 && hour >= 11 && hour < 16) return [null, 'missing'];
    if (weekday === 2 && hour >= 17) return [null, 'suppressed'];
    if (i === 4 * 24 + 20) return [31, 'partial'];
    return [demand(i), weekday >= 3 ? 'provisional' : 'final'];
  });
  const before = series.value.map((value, i) => (Number.isNaN(value) ? value : demand(i + 5)));
  return { from, to, series, before };
};

/** Half a year of days with comparison, average, expected range and a change of definition. */
export const halfYear = () => {
  const from = dayStart(2026, 5, 1);
  const to = dayStart(2026, 11, 1);
  const count = zone.dayOf(to) - zone.dayOf(from);
  const level = (weekday: number, i: number) => (weekday === 5 ? 90 : 260) + (demand(i) - 60) + i / 4;
  const series = days(from, count, (weekday, i) => {
    if (weekday === 5 && i % 3 === 0) return [null, 'closed'];
    if (i > 80 && i < 90) return [null, 'missing'];
    if (i === count - 1) return [120, 'partial'];
    return [Math.round(level(weekday, i)), i > count - 9 ? 'provisional' : 'final'];
  });
  const each = (value: (weekday: number, i: number) => number) =>
    Float64Array.from({ length: count }, (_, i) => value(weekdayOf(zone.dayOf(from) + i), i));
  const average = each((_, i) => (i < 7 || (i > 80 && i < 97) ? Number.NaN : 245 + i / 4));
  const breakAt = dayStart(2026, 6, 20);
  return {
    from,
    to,
    state: panel({
      series,
      comparison: { name: 'last year', value: each((weekday, i) => level(weekday, i + 9) - 30) },
      average: { name: '7-day average', value: average },
      band: {
        name: '8 of 10 days',
        low: each((weekday, i) => level(weekday, i) - 45),
        high: each((weekday, i) => level(weekday, i) + 45),
      },
      breaks: [{ at: breakAt, label: 'counted anew' }],
    }),
  };
};

export const events = (): HistoryEvent[] => {
  const event = (id: string, kind: HistoryEvent['kind'], month: number, day: number, length = 0) => {
    const from = dayStart(2026, month, day);
    const label = `${kind} ${formatDay(zone.dayOf(from))}`;
    return { id, kind, label, from, to: from + length * 86_400 };
  };
  return [
    event('a', 'action', 5, 12, 40),
    event('d', 'definition', 6, 20),
    event('o', 'outage', 7, 20, 9),
    event('t', 'target', 9, 1),
    event('h1', 'holiday', 9, 12, 2),
    event('h2', 'holiday', 9, 21),
    event('h3', 'holiday', 9, 26),
  ];
};
