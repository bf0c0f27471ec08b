/** All figures of a report against the period before, the year before and the target, for all channels and for each. */

import type { SaidColumns } from '../../api/contract/cell.ts';
import type { ReportAnswer } from '../../api/contract/report.ts';
import { parseDay } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate, formatDayAndMonth, formatLongDate } from '../words/date.ts';
import { formatThreshold } from '../words/duration.ts';
import { registryIn } from '../words/method.ts';
import { formatCount } from '../words/number.ts';
import { formatAgainst, formatValue } from '../words/value.ts';
import { contactsWord, methodsOf } from './context.ts';
import { type Figure, type Table, type TableCell, tableCell } from './figure.ts';

type Target = ReportAnswer['targets'][number];

export function figuresFigure(
  say: Say,
  read: Read,
  report: ReportAnswer,
  channels: readonly string[],
): Figure {
  const words = say.reports.figures;
  const only = channels.length === 1 ? channels[0]! : null;
  return {
    id: 'day',
    kicker: words.kicker[report.period],
    heading: words.headingPlain[report.period],
    standfirst: besideText(say, report),
    pictures: null,
    breadth: 'full',
    notes: [],
    methods: [],
    tables: [tableOf(say, read, report, null, only, only === null ? words.table : words.tableOne)],
    isTableFolded: true,
    tableName: words.tableName,
    sources: [],
  };
}

/** With which days the figures are held side by side, where that has to be said: of a day. */
function besideText(say: Say, report: ReportAnswer): string {
  if (report.period !== 'day') return '';
  const words = say.reports.figures;
  const { previous, last_year: lastYear } = report.compared;
  const nameOf = (date: string) => formatLongDate(say, parseDay(date) ?? 0);
  const week = nameOf(previous.date ?? report.date);
  const beside =
    lastYear.date === null ? words.standfirstWeek(week) : words.standfirst(week, nameOf(lastYear.date));
  const holidays = [previous, lastYear].flatMap(({ date, holiday }) =>
    holiday === null || date === null ? [] : [words.holidayBeside(nameOf(date), holiday)],
  );
  return [beside, ...holidays].join(' ');
}

/** Null where there is one channel, whose figures are those of all. */
export function channelsFigure(
  say: Say,
  read: Read,
  report: ReportAnswer,
  channels: readonly string[],
): Figure | null {
  if (channels.length < 2) return null;
  const words = say.reports.channels;
  const parts = channels.flatMap((channel) => {
    const value = report.figures.value[rowOf(report, 'offered', channel)] ?? null;
    return value === null ? [] : [words.part(nameChannel(say, channel), formatCount(say, value))];
  });
  const tables = channels
    .map((channel) => tableOf(say, read, report, channel, channel, nameChannel(say, channel)))
    .filter(({ rows }) => rows.length > 0);
  if (tables.length === 0) return null;
  const counts = parts.length === 0 ? null : words.heading(say.and(parts));
  return {
    id: 'channels',
    kicker: words.kicker,
    heading: counts ?? words.kicker,
    standfirst: '',
    pictures: null,
    breadth: 'full',
    notes: [],
    methods: [],
    tables,
    isTableFolded: true,
    sources: [],
  };
}

export function nameChannel(say: Say, channel: string): string {
  return say.channels[channel] ?? channel;
}

/** The first service target that the day's figures can be held against; null where there is none. */
export function targetHeading(say: Say, report: ReportAnswer): string | null {
  const words = say.reports.figures;
  for (const target of report.targets) {
    if (target.clock !== 'internal' || target.queue !== null || target.thresholdSeconds === null) continue;
    const channel = report.figures.channel.includes(target.channel) ? target.channel : null;
    const value = report.figures.value[rowOf(report, target.metric, channel)] ?? null;
    if (value === null) continue;
    return words.heading(
      formatAgainst(say, 'share', value, target.aim),
      formatThreshold(say, target.thresholdSeconds),
      contactsWord(say, target.channel),
    );
  }
  return null;
}

/** Where a figure stands among the columns; −1 where it does not. */
export function rowOf({ figures }: ReportAnswer, metric: string, channel: string | null): number {
  return figures.metric.findIndex((one, i) => one === metric && figures.channel[i] === channel);
}

/** `only`: the one channel where there is one. */
function tableOf(
  say: Say,
  read: Read,
  report: ReportAnswer,
  channel: string | null,
  only: string | null,
  caption: string,
): Table {
  const columns = [say.reports.figures.figure, ...say.reports.columns[report.period]];
  return { caption, columns, rows: chapterRows(say, read, report, { channel, only }) };
}

interface RowChoice {
  channel: string | null;
  /** the one channel where there is one */
  only: string | null;
  /** left out: all */
  metrics?: readonly string[];
  /** left out: by its label */
  nameOf?: (metric: string) => string;
}

/**
 * Figures of which nothing is known in any of the three periods are left out, and where channels are mixed their waits: a
 * wait of seconds at the phone and one of hours by email make no wait that anybody had.
 */
export function chapterRows(
  say: Say,
  read: Read,
  report: ReportAnswer,
  { channel, only, metrics, nameOf }: RowChoice,
): Table['rows'][number][] {
  const { figures, targets } = report;
  const registry = registryIn(say, read).metrics;
  const sets = [figures, figures.previous, figures.last_year] as const;
  const isKnown = (i: number) =>
    sets.some(({ value, status }) => value[i] !== null || status[i] === 'suppressed');
  const targetsOf = (metric: string) =>
    targets.filter(
      (one) =>
        one.metric === metric && one.queue === null && (one.channel === channel || one.channel === only),
    );
  return figures.metric.flatMap((metric, i) => {
    const unit = figures.unit[i]!;
    const isMixed = channel === null && only === null;
    if (figures.channel[i] !== channel || !isKnown(i) || (isMixed && unit === 'seconds')) return [];
    if (metrics !== undefined && !metrics.includes(metric)) return [];
    const held = targetsOf(metric);
    return [
      {
        name: nameOf?.(metric) ?? registry.find(({ id }) => id === metric)?.label ?? metric,
        cells: sets.map((set) => ({
          ...cellOf(say, set, i, unit, held[0]),
          ...(set === figures && held.length > 0 && { note: targetNotes(say, unit, held) }),
        })),
      },
    ];
  });
}

function cellOf(say: Say, set: SaidColumns, i: number, unit: string, held: Target | undefined): TableCell {
  const format = (value: number) =>
    held === undefined ? formatValue(say, unit, value) : formatAgainst(say, unit, value, held.aim);
  return tableCell(say, set.value[i]!, set.status[i]!, format);
}

/** Under the figure of the period, where a telephone has no room for a column of its own; of two promises with their days. */
function targetNotes(say: Say, unit: string, held: readonly Target[]): string {
  const words = say.reports.figures;
  const notes = held.map((target) => {
    const note = targetNote(say, unit, target);
    if (held.length === 1) return note;
    const [from, to] = [parseDay(target.from) ?? 0, parseDay(target.to) ?? 0];
    return words.targetDays(formatDayAndMonth(say, from, to), formatDate(say, to), note);
  });
  return say.listing(notes);
}

function targetNote(say: Say, unit: string, { aim, verdict }: Target): string {
  const words = say.reports.figures;
  const value = formatValue(say, unit, aim);
  if (verdict === 'met') return words.targetMet(value);
  if (verdict === 'missed') return words.targetMissed(value);
  return verdict === 'too_close' ? words.targetClose(value) : words.targetUnknown(value);
}

/** Where each metric of the report is defined exactly. */
export function methodsOfReport(say: Say, read: Read, { figures }: ReportAnswer): Figure['methods'] {
  return methodsOf({ read, say }, ...new Set(figures.metric));
}
