/** All figures of a day against the week before, the year before and the target, for all channels and for each. */
import type { ReportAnswer, SaidColumns } from '../../api/contract/report.ts';
import { parseDay } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatLongDate } from '../words/date.ts';
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
  const { previous, last_year: lastYear } = report.compared;
  const nameOf = (date: string) => formatLongDate(say, parseDay(date) ?? 0);
  const week = nameOf(previous.date ?? report.date);
  const beside =
    lastYear.date === null ? words.standfirstWeek(week) : words.standfirst(week, nameOf(lastYear.date));
  const holidays = [previous, lastYear].flatMap(({ date, holiday }) =>
    holiday === null || date === null ? [] : [words.holidayBeside(nameOf(date), holiday)],
  );
  return {
    id: 'day',
    kicker: words.kicker,
    // A statement about one channel stands over that channel's figures, or it would seem to contradict these.
    heading: (only === null ? null : targetHeading(say, report)) ?? words.headingPlain,
    standfirst: [beside, ...holidays].join(' '),
    pictures: null,
    breadth: 'full',
    notes: [],
    methods: [],
    tables: [tableOf(say, read, report, null, only, only === null ? words.table : words.tableOne)],
    isTableFolded: false,
    sources: [],
  };
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
  const statement = targetHeading(say, report);
  const counts = parts.length === 0 ? null : words.heading(say.and(parts));
  return {
    id: 'channels',
    kicker: words.kicker,
    heading: statement ?? counts ?? words.kicker,
    standfirst: statement === null ? '' : (counts ?? ''),
    pictures: null,
    breadth: 'full',
    notes: [],
    methods: [],
    tables,
    isTableFolded: false,
    sources: [],
  };
}

export function nameChannel(say: Say, channel: string): string {
  return say.channels[channel] ?? channel;
}

/** The first service target that the day's figures can be held against; null where there is none. */
function targetHeading(say: Say, report: ReportAnswer): string | null {
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

/**
 * Figures of which nothing is known on any of the three days are left out, and where channels are mixed their waits: a
 * wait of seconds at the phone and one of hours by email make no wait that anybody had. `only`: the one channel where there is one.
 */
function tableOf(
  say: Say,
  read: Read,
  report: ReportAnswer,
  channel: string | null,
  only: string | null,
  caption: string,
): Table {
  const { figures, targets } = report;
  const words = say.reports.figures;
  const registry = registryIn(say, read).metrics;
  const sets = [figures, figures.previous, figures.last_year] as const;
  const isKnown = (i: number) =>
    sets.some(({ value, status }) => value[i] !== null || status[i] === 'suppressed');
  const target = (metric: string) =>
    targets.find(
      (one) =>
        one.metric === metric && one.queue === null && (one.channel === channel || one.channel === only),
    );
  const rows = figures.metric.flatMap((metric, i) => {
    const unit = figures.unit[i]!;
    const isMixed = channel === null && only === null;
    if (figures.channel[i] !== channel || !isKnown(i) || (isMixed && unit === 'seconds')) return [];
    const held = target(metric);
    return [
      {
        name: registry.find(({ id }) => id === metric)?.label ?? metric,
        cells: sets.map((set) => ({
          ...cellOf(say, set, i, unit, held),
          ...(set === figures && held !== undefined && { note: targetNote(say, unit, held) }),
        })),
      },
    ];
  });
  return { caption, columns: [words.figure, words.day, words.week, words.year], rows };
}

function cellOf(say: Say, set: SaidColumns, i: number, unit: string, held: Target | undefined): TableCell {
  const format = (value: number) =>
    held === undefined ? formatValue(say, unit, value) : formatAgainst(say, unit, value, held.aim);
  return tableCell(say, set.value[i]!, set.status[i]!, format);
}

/** Under the day's figure, where a telephone has no room for a column of its own. */
function targetNote(say: Say, unit: string, held: Target): string {
  const words = say.reports.figures;
  const aim = formatValue(say, unit, held.aim);
  if (held.isMet === null) return words.targetUnknown(aim);
  return held.isMet ? words.targetMet(aim) : words.targetMissed(aim);
}

/** Where each metric of the report is defined exactly. */
export function methodsOfReport(say: Say, read: Read, { figures }: ReportAnswer): Figure['methods'] {
  return methodsOf({ read, say }, ...new Set(figures.metric));
}
