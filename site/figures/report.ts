/**
 * The report of a day, week or month as a page: its statement, the sentences to quote, what a reader must know of it, its
 * chapters in their order, all figures. Owns the order and what stands on top; every figure is that of the published report.
 */
import type { ReportAnswer } from '../../api/contract/report.ts';
import type { ReportChange } from '../../api/contract/report-finding.ts';
import { isoWeekOf, parsePeriodId } from '../../db/domain/report-period.ts';
import { type CivilDay, parseDay, weekdayOf } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate, formatDayAndMonth, formatLongDate, formatMonth } from '../words/date.ts';
import { capitalise, formatCount, formatShare } from '../words/number.ts';
import { formatOpenRange } from '../words/opening-hours.ts';
import { absentFigure, type Figure } from './figure.ts';
import { actionsFigure, complaintsFigure, levelsFigure, satisfactionChapter } from './report-chapters.ts';
import { daysFigure } from './report-days.ts';
import { channelsFigure, figuresFigure, methodsOfReport, nameChannel, rowOf } from './report-figures.ts';
import { hoursFigure } from './report-hours.ts';
import { reasonsFigure } from './report-reasons.ts';
import { countChange, sentencesOf, silenceOf } from './report-sentences.ts';

export interface ReportPage {
  /** "Friday 20 November 2026", "Week 47 of 2026, …", "October 2026" */
  name: string;
  title: string;
  heading: string;
  /** at most five, each of which can be quoted by itself */
  sentences: string[];
  kicker: string;
  /** why there are fewer; null where there are five */
  silence: string | null;
  /** what a reader must know of the figures */
  more: string[];
  /** the chapter that has a chart */
  volume: Figure[];
  /** those that follow it, in order */
  chapters: Figure[];
  /** all figures, for whoever looks one up */
  all: Figure[];
  methods: Figure['methods'];
}

export function addressOfReport(date: string): string {
  return `/reports/${date}/`;
}

/** "Friday 20 November 2026", "Week 47 of 2026, 16 to 22 November 2026", "October 2026" */
export function nameReport(say: Say, id: string): string {
  const period = parsePeriodId(id);
  if (period === null) return id;
  const { grain, firstDay, lastDay } = period;
  if (grain === 'day') return formatLongDate(say, firstDay);
  if (grain === 'month') return formatMonth(say, firstDay);
  const { year, week } = isoWeekOf(firstDay);
  const from = formatDayAndMonth(say, firstDay, lastDay);
  return say.reports.weekName(String(week), String(year), from, formatDate(say, lastDay));
}

/** "Week 47", "October 2026": where the year is known, or said. */
export function nameShortly(say: Say, id: string): string {
  const period = parsePeriodId(id);
  if (period?.grain !== 'week') return nameReport(say, id);
  return say.reports.week(String(isoWeekOf(period.firstDay).week));
}

/** "Report of October 2026" */
export function titleOf(
  say: Say,
  { period, date, from }: Pick<ReportAnswer, 'period' | 'date' | 'from'>,
): string {
  const name = period === 'day' ? formatDate(say, dayOf(from)) : nameReport(say, date);
  return say.reports.titles[period](name);
}

export function reportPageOf(
  say: Say,
  read: Read,
  report: ReportAnswer,
  today: CivilDay,
  channels: readonly string[],
): ReportPage {
  const name = nameReport(say, report.date);
  const sentences = sentencesOf(say, report);
  const words = say.findings;
  return {
    name,
    title: titleOf(say, report),
    heading: capitalise(reportHeading(say, name, report)),
    sentences,
    kicker: report.silence === null ? words.kicker : words.inShort,
    silence: silenceOf(say, report),
    more: [
      ...stateSentence(say, report, today),
      ...(report.holiday === null ? [] : [say.reports.holiday(report.holiday)]),
      ...openSentence(say, report, channels),
      ...outageSentences(say, report),
      ...targetSentence(say, report),
    ],
    ...chaptersOf(say, read, report, channels),
    methods: methodsOfReport(say, read, report),
  };
}

/** Of a closed or lost day nothing but its hours could be told. */
function chaptersOf(
  say: Say,
  read: Read,
  report: ReportAnswer,
  channels: readonly string[],
): Pick<ReportPage, 'volume' | 'chapters' | 'all'> {
  const volume = [report.period === 'day' ? hoursFigure(say, read, report) : daysFigure(say, read, report)];
  if (report.figures.value[rowOf(report, 'offered', null)] === null) return { volume, chapters: [], all: [] };
  const all = [figuresFigure(say, read, report, channels), channelsFigure(say, read, report, channels)];
  return {
    volume,
    chapters: [
      reasonsFigure(say, report) ?? absentFigure('reasons', say.categories),
      levelsFigure(say, read, report, channels),
      complaintsFigure(say, report),
      actionsFigure(say, report),
      satisfactionChapter(say, read, report, channels),
    ],
    all: all.filter((figure) => figure !== null).filter(({ tables }) => tables[0]!.rows.length > 0),
  };
}

/** What it was, in one sentence that begins with `name`. */
export function reportHeading(say: Say, name: string, report: ReportAnswer): string {
  const words = say.reports;
  const at = rowOf(report, 'offered', null);
  const value = report.figures.value[at] ?? null;
  const status = report.figures.status[at];
  if (value === null) {
    if (status === 'closed') return words.closedHeading(name);
    return status === 'suppressed' ? words.hiddenHeading(name) : words.missingHeading(name);
  }
  const count = formatCount(say, value);
  // Lost hours would look like a quiet day.
  const hasGaps = report.contacts.hours.status.includes('missing');
  const isDay = report.period === 'day';
  if (isDay && (status === 'partial' || hasGaps)) return words.partialHeading(name, count);
  return words.heading(name, count, isDay ? changeOfDay(say, report) : changeOfPeriod(say, report));
}

/** In the words of the first page, and no surer than the first sentence. */
function changeOfDay(say: Say, report: ReportAnswer): string {
  const [change] = volumeChanges(report);
  if (change === undefined || change.estimate === null) return '';
  const weekday = say.weekdays[weekdayOf(dayOf(report.from))]!;
  const share = formatShare(say, Math.abs(change.estimate - 1));
  switch (change.verdict) {
    case 'no_clear_change':
      return say.course.same(weekday);
    case 'rose':
      return say.course.more(share, weekday);
    case 'fell':
      return say.course.fewer(share, weekday);
    default:
      return '';
  }
}

/** Against the week or month before, day for day. */
function changeOfPeriod(say: Say, report: ReportAnswer): string {
  const changes = volumeChanges(report).filter(
    ({ against, verdict }) => against === 'previous' && verdict !== 'too_few' && verdict !== 'not_comparable',
  );
  return changes.length === 0 ? '' : `, ${say.findings.likeDays(countChange(say, report, changes))}`;
}

function volumeChanges({ findings }: ReportAnswer): readonly ReportChange[] {
  const volume = findings.find(({ topic }) => topic === 'volume');
  return volume?.topic === 'volume' ? volume.changes : [];
}

function stateSentence(say: Say, report: ReportAnswer, today: CivilDay): string[] {
  const words = say.reports.state;
  const finalFrom = dayOf(report.finalFrom);
  const date = formatDate(say, finalFrom);
  if (report.state === 'partial') {
    const partial = report.period === 'day' ? words : words.period;
    return [finalFrom > today ? partial.partial(date) : partial.partialOver];
  }
  return [words[report.state](date)];
}

function openSentence(say: Say, { openHours }: ReportAnswer, channels: readonly string[]): string[] {
  const words = say.reports;
  const known = channels.flatMap((channel) => {
    const ranges = openHours[channel];
    if (ranges === undefined) return [];
    const hours =
      ranges.length === 0
        ? words.closedChannel
        : ranges.map((range) => formatOpenRange(say, range)).join(', ');
    return [words.openChannel(nameChannel(say, channel), hours)];
  });
  return known.length === 0 ? [] : [words.open(say.and(known))];
}

function outageSentences(say: Say, report: ReportAnswer): string[] {
  const clock = (instant: string) => {
    const time = instant.slice(11, 16);
    return report.from === report.to && instant.startsWith(report.from)
      ? time
      : `${formatDate(say, dayOf(instant.slice(0, 10)))}, ${time}`;
  };
  return report.outages.map(({ from, to, channel, note }) =>
    say.reports.outage(
      clock(from),
      clock(to),
      channel === null ? null : nameChannel(say, channel),
      note.replace(/[.\s]+$/, ''),
    ),
  );
}

function targetSentence(say: Say, { targets }: ReportAnswer): string[] {
  const told = targets.filter(({ isMet }) => isMet !== null);
  if (told.length === 0) return [];
  return [say.reports.met(String(told.filter(({ isMet }) => isMet).length), String(told.length))];
}

function dayOf(date: string): CivilDay {
  return parseDay(date) ?? 0;
}
