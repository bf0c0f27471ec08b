/**
 * A view of the past as what is drawn: one panel a series, the axis of time, the events under it, and its sentence.
 * Owns what is named and how; the figures are the answer's, the geometry is charts/history's.
 */
import type { EventsAnswer } from '../../api/contract/events.ts';
import type { HistoryAnswer, HistoryPanel, WholeFigure } from '../../api/contract/history.ts';
import { isWholeValue } from '../../db/domain/cell.ts';
import { clockOf } from '../../db/domain/civil-clock.ts';
import { dayOfDate, parseDay } from '../../db/domain/civil-day.ts';
import { viewFileName } from '../../db/domain/history-window.ts';
import { EVENT_KINDS, type EventKind, type HistoryEvent } from '../charts/history/event-lane.ts';
import { closedCuts } from '../charts/history/open-time.ts';
import type { HistoryPanelState, PanelWords } from '../charts/history/panel-state.ts';
import type { HistoryState } from '../charts/history/panels.ts';
import type { ValueKind } from '../charts/history/scales.ts';
import { endOf, numbersOf, type TimeSeries, timeSeriesOf } from '../charts/history/time-series.ts';
import { formatDate } from '../words/date.ts';
import {
  type Change,
  changeOf,
  formatTick,
  formatValue,
  type HistorySay,
  nameBucket,
  nameTick,
} from './reading.ts';

export type HistoryEventAnswer = EventsAnswer['events'][number];

/** Bars for counts while each is broad enough to be one. */
const MOST_BARS = 120;
/** The share of days that may be incomplete where a whole is held against another. */
const MOST_INCOMPLETE = 0.02;
const KINDS: Readonly<Record<string, ValueKind>> = { count: 'count', share: 'share', seconds: 'duration' };

/** The name of each panel: of its metric in the page's language, or of its member. */
export type NameOf = (panel: Pick<HistoryPanel, 'metric' | 'filter' | 'label'>) => string;

/** Days as they are published, both included. */
interface Stretch {
  from: string;
  to: string;
}

export interface HistoryPicture extends HistoryState {
  series: readonly TimeSeries[];
}

export interface PictureOptions {
  say: HistorySay;
  nameOf: NameOf;
  events: readonly HistoryEventAnswer[];
  isCut: boolean;
}

export function pictureOf(answer: HistoryAnswer, options: PictureOptions): HistoryPicture {
  const { say, nameOf, events, isCut } = options;
  const series = answer.panels.map((panel) => timeSeriesOf(panel.cells));
  const clock = clockOf(answer.clock);
  const [first] = series;
  const from = clock.startOfDay(parseDay(answer.view.from) ?? 0);
  const to = clock.startOfDay((parseDay(answer.view.to) ?? 0) + 1);
  const isEmpty = first === undefined || first.at.length === 0;
  const states = answer.panels.map((panel, i) => panelState(answer, panel, series[i]!, say, nameOf, events));
  return {
    label: sentenceOf(answer, say, nameOf),
    // Members of one figure are read against one another, figures of different units each by itself.
    panels: answer.view.by === null ? states : states.map((one) => ({ ...one, besides: states })),
    axis: {
      // A week or month reaches out of the days asked for, and its bar with it.
      from: isEmpty ? from : Math.min(from, first.at[0]!),
      to: isEmpty ? to : Math.max(to, endOf(first, first.at.length - 1)),
      clock,
      labelOf: (tick) => nameTick(say, tick, dayOfDate(tick.year, tick.month, tick.dayOfMonth)),
      ...(isCut && { cuts: closedCuts(series) }),
    },
    events: events.flatMap((event) => laneEvent(event, say, clock)),
    joinEvents: (labels) => say.history.events.several(labels.length, say.listing(labels)),
    series,
  };
}

function panelState(
  answer: HistoryAnswer,
  panel: HistoryPanel,
  series: TimeSeries,
  say: HistorySay,
  nameOf: NameOf,
  events: readonly HistoryEventAnswer[],
): HistoryPanelState {
  const words = say.history;
  const { view } = answer;
  const { compared, average, expected } = panel;
  return {
    heading: nameOf(panel),
    unit: words.perGrain[view.grain],
    series,
    comparison:
      compared === undefined || view.compare === null || !compared.value.some((value) => value !== null)
        ? null
        : { name: words.names.compared[view.compare], value: numbersOf(wholeOnly(compared)) },
    average:
      average === null || average === undefined
        ? null
        : { name: words.names.average, value: numbersOf(average.value) },
    band:
      expected === null || expected === undefined
        ? null
        : { name: words.names.expected, low: numbersOf(expected.low), high: numbersOf(expected.high) },
    kind: panel.unit === 'count' && series.at.length <= MOST_BARS ? 'bars' : 'line',
    values: { kind: KINDS[panel.unit] ?? 'number', isClose: panel.unit === 'share' },
    breaks: events.flatMap((event) =>
      isBreakOf(event, panel)
        ? [{ at: secondsOf(event.from, answer), label: words.events.kinds[event.kind] }]
        : [],
    ),
    words: panelWords(say),
    format: (value) => formatTick(say, panel.unit, value),
  };
}

/** Whether figures before and after are not of the same: another definition, target or cause, or none from then on. */
export function isBreakOf(
  { kind, definition, cause, target, channel }: HistoryEventAnswer,
  { metric, filter }: Pick<HistoryPanel, 'metric' | 'filter'>,
): boolean {
  if (kind === 'definition' || kind === 'retirement') return definition?.metric === metric;
  if (kind === 'target') {
    return (
      target !== null && isHeldAgainst(target, metric) && (channel === null || channel === filter.channel)
    );
  }
  if (kind !== 'cause' || filter.cause === undefined) return false;
  return [...(cause?.from ?? []), ...(cause?.to ?? [])].includes(filter.cause);
}

/** Whether a metric is counted by the time of a target, or held against its value. */
function isHeldAgainst(
  { clock, metric, before, thresholdSeconds }: NonNullable<HistoryEventAnswer['target']>,
  panel: string,
): boolean {
  if (clock === 'customer') return panel === 'customer_service_level';
  if (clock === null) return metric === panel;
  if (panel === 'service_level' || panel === 'half_hours_met') return true;
  return panel.startsWith('service_level_') && before?.thresholdSeconds !== thresholdSeconds;
}

/** What was not wholly recorded is no mark to be held against. */
function wholeOnly({ value, status }: NonNullable<HistoryPanel['compared']>): (number | null)[] {
  return value.map((one, i) => (isWholeValue(status[i]) ? one : null));
}

function panelWords(say: HistorySay): PanelWords {
  const { history: words, statusInCell } = say;
  return {
    inPlace: statusInCell,
    notes: words.signs,
    rangeShown: words.rangeShown,
    brokenAxis: words.brokenAxis,
    timeCut: words.timeCut,
  };
}

/** The event's place under the axis; kinds that the lane does not know are left to the table. */
function laneEvent(
  event: HistoryEventAnswer,
  say: HistorySay,
  clock: { startOfDay(day: number): number },
): HistoryEvent[] {
  const kind = laneKindOf(event);
  if (kind === null) return [];
  const from = instantOf(event.from, clock, 0);
  const to = event.to === null ? from : instantOf(event.to, clock, 1);
  return [{ id: event.id, kind, from, to: Math.max(from, to), label: nameEvent(say, event) }];
}

/** As what an event stands in the lane, where not as itself. */
const STANDS_AS: Readonly<Partial<Record<HistoryEventAnswer['kind'], EventKind>>> = {
  gap: 'outage',
  judgement: 'action',
  cause: 'definition',
  retirement: 'definition',
};

/** As what an event stands in the lane; null: not at all. */
export function laneKindOf({ kind }: HistoryEventAnswer): EventKind | null {
  return STANDS_AS[kind] ?? EVENT_KINDS.find((one) => one === kind) ?? null;
}

/** Those that touch the days of a view. */
export function eventsWithin(
  events: readonly HistoryEventAnswer[],
  { from, to }: HistoryAnswer['view'],
): HistoryEventAnswer[] {
  return events.filter(
    (event) => event.from.slice(0, 10) <= to && (event.to ?? event.from).slice(0, 10) >= from,
  );
}

/** "Holiday: Christmas Day", "Target: 8 in 10 answered within a minute". */
export function nameEvent(say: HistorySay, event: HistoryEventAnswer): string {
  const { events } = say.history;
  const title = event.title ?? event.target?.words ?? '';
  const kind = events.kinds[event.kind];
  if (event.judgement != null) {
    const { weeks, verdict } = event.judgement;
    return events.judged(weeks, events.verdicts[verdict].toLowerCase(), title);
  }
  return title === '' ? kind : events.of(kind, title);
}

/** `after`: days added to a date, which is included where it ends something. */
function instantOf(written: string, clock: { startOfDay(day: number): number }, after: number): number {
  if (written.length > 10) return Date.parse(written) / 1000;
  return clock.startOfDay((parseDay(written) ?? 0) + after);
}

function secondsOf(written: string, answer: HistoryAnswer): number {
  return instantOf(written, clockOf(answer.clock), 0);
}

/**
 * The statement above the chart: the first panel's figure over the whole time, and what it is held against. Of what is
 * split, each member's figure under the name of the whole, which `figureOf` gives.
 */
export function statementOf(
  answer: HistoryAnswer,
  say: HistorySay,
  nameOf: NameOf,
  figureOf: NameOf,
): string {
  const words = say.history;
  const [panel] = answer.panels;
  if (panel === undefined) return words.nothing;
  if (answer.view.by !== null) return splitStatement(answer, say, nameOf, figureOf(panel));
  const name = nameOf(panel);
  const { whole, unit } = panel;
  if (whole === null || whole.value === null) return words.statementHidden(name);
  const before = panel.compared?.whole ?? null;
  const change = wholeChangeOf(say, answer, panel);
  if (change === null || answer.view.compare === null)
    return words.statement(name, formatValue(say, unit, whole.value), '');
  const inWords = changeInWords(say, unit, change);
  const held = words.beforeValue(words.beforeOf[answer.view.compare], formatValue(say, unit, before!.value!));
  return words.statement(name, formatValue(say, unit, whole.value), `${inWords}${held}`);
}

/**
 * How the whole of a panel changed; null where nothing may be said: what is not whole would seem to have fallen.
 * `before`: what it is held against, the compared stretch unless told.
 */
export function wholeChangeOf(
  say: HistorySay,
  { view }: Pick<HistoryAnswer, 'view'>,
  { whole, compared, unit }: HistoryPanel,
  before: WholeFigure | null = compared?.whole ?? null,
): Change | null {
  const days = (parseDay(view.to) ?? 0) - (parseDay(view.from) ?? 0) + 1;
  if (whole === null || before === null) return null;
  if (!isComparable(whole, days) || !isComparable(before, days)) return null;
  return changeOf(say, unit, whole.value, before.value);
}

/** An outage of some hours is lost in a year, and is all there is to say of a day. */
function isComparable({ status, incompleteDays }: WholeFigure, days: number): boolean {
  return isWholeValue(status) || (incompleteDays !== null && incompleteDays <= days * MOST_INCOMPLETE);
}

/** ", 3% more than": of amounts; of shares, times and scores ", 3% higher than". */
function changeInWords(say: HistorySay, unit: string, { by, direction }: Change): string {
  const { more, fewer, higher, lower, same } = say.history.change;
  const isAmount = unit === 'count';
  if (direction === 'same') return same;
  if (direction === 'up') return (isAmount ? more : higher)(by);
  return (isAmount ? fewer : lower)(by);
}

function splitStatement(answer: HistoryAnswer, say: HistorySay, nameOf: NameOf, figure: string): string {
  const { members, memberValue, statementHidden } = say.history;
  const known = answer.panels.flatMap((panel) => {
    const value = panel.whole?.value ?? null;
    return value === null ? [] : [memberValue(nameOf(panel), formatValue(say, panel.unit, value))];
  });
  if (known.length === 0) return statementHidden(figure);
  return members(figure, known.join(', '));
}

/** One sentence for each panel: its name, its time, its highest and lowest bucket. */
export function sentenceOf(answer: HistoryAnswer, say: HistorySay, nameOf: NameOf): string {
  return answer.panels.map((panel) => `${nameOf(panel)}. ${summaryOf(answer, panel, say)}`).join(' ');
}

/** The same to be read beside the chart, where a single panel's name stands already. */
export function summariesOf(answer: HistoryAnswer, say: HistorySay, nameOf: NameOf): string {
  const [panel, ...others] = answer.panels;
  return panel !== undefined && others.length === 0
    ? summaryOf(answer, panel, say)
    : sentenceOf(answer, say, nameOf);
}

function summaryOf({ view, clock }: HistoryAnswer, panel: HistoryPanel, say: HistorySay): string {
  const { cells, unit } = panel;
  let highest = -1;
  let lowest = -1;
  cells.value.forEach((value, i) => {
    // A bucket that is not over is no lowest one.
    if (value === null || cells.status[i] === 'partial') return;
    if (highest < 0 || value > cells.value[highest]!) highest = i;
    if (lowest < 0 || value < cells.value[lowest]!) lowest = i;
  });
  const words = say.history;
  if (highest < 0) {
    const { status } = cells;
    if (status.includes('suppressed')) return words.allHidden;
    if (status.includes('partial')) return words.onlyPartial;
    return status.length > 0 && status.every((one) => one === 'closed') ? words.allClosed : words.nothing;
  }
  const at = (i: number) => nameBucket(say, view.grain, startOf({ clock }, cells, i));
  return words.summary(
    formatValue(say, unit, cells.value[highest]!),
    at(highest),
    formatValue(say, unit, cells.value[lowest]!),
    at(lowest),
  );
}

/** The local start of a bucket, `2026-11-21T14:00`. */
export function startOf(
  { clock }: Pick<HistoryAnswer, 'clock'>,
  cells: HistoryPanel['cells'],
  index: number,
): string {
  const { start, start0, step } = cells;
  if (start !== undefined) return (start[index] ?? '').slice(0, 16);
  const utcSeconds = Date.parse(start0 ?? '') / 1000 + index * (step ?? 0);
  return localOf(clock, utcSeconds);
}

/** The time on the organisation's wall, `2026-11-21T14:00`. */
export function localOf(clock: HistoryAnswer['clock'], utcSeconds: number): string {
  const { offsetAt } = clockOf(clock);
  return new Date((utcSeconds + offsetAt(utcSeconds)) * 1000).toISOString().slice(0, 16);
}

/** Under which name a view is saved. */
export function fileNameOf({ view, panels }: Pick<HistoryAnswer, 'view' | 'panels'>): string {
  return viewFileName(
    panels.map(({ metric }) => metric),
    view,
  );
}

/** "22 November 2025 to 21 November 2026" */
export function periodOf({ view }: { view: Stretch }, say: HistorySay): string {
  return say.history.period(
    formatDate(say, parseDay(view.from) ?? 0),
    formatDate(say, parseDay(view.to) ?? 0),
  );
}

/** The time of a view, and the time it is held against where a change of the whole is told. */
export function timeLineOf(answer: HistoryAnswer, say: HistorySay): string {
  const period = periodOf(answer, say);
  const [panel] = answer.panels;
  if (panel?.compared === undefined || wholeChangeOf(say, answer, panel) === null) return period;
  return say.history.heldAgainst(period, periodOf({ view: panel.compared }, say));
}
