/**
 * The report of a day as a page: its statement, what a reader must know of the day, its figures, the days beside it.
 * Owns their order and the sentences on top; every figure is that of the published report.
 */
import type { ReportAnswer } from '../../api/contract/report.ts';
import { type CivilDay, parseDay, weekdayOf } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate, formatLongDate } from '../words/date.ts';
import { capitalise, formatCount } from '../words/number.ts';
import { formatOpenRange } from '../words/opening-hours.ts';
import { besideOrdinary } from '../words/ordinary.ts';
import type { Figure } from './figure.ts';
import { channelsFigure, figuresFigure, methodsOfReport, nameChannel, rowOf } from './report-figures.ts';
import { hoursFigure } from './report-hours.ts';
import { reasonsFigure } from './report-reasons.ts';

export interface ReportPage {
  /** "Friday 20 November 2026" */
  name: string;
  heading: string;
  /** sentences under it */
  more: string[];
  figures: Figure[];
  methods: Figure['methods'];
}

export function addressOfReport(date: string): string {
  return `/reports/${date}/`;
}

export function reportPageOf(
  say: Say,
  read: Read,
  report: ReportAnswer,
  today: CivilDay,
  channels: readonly string[],
): ReportPage {
  const name = formatLongDate(say, dayOf(report.date));
  const figures = [
    hoursFigure(say, read, report),
    figuresFigure(say, read, report, channels),
    channelsFigure(say, read, report, channels),
    reasonsFigure(say, report),
  ];
  return {
    name,
    heading: capitalise(reportHeading(say, name, report)),
    more: [
      ...stateSentence(say, report, today),
      ...(report.holiday === null ? [] : [say.reports.holiday(report.holiday)]),
      ...openSentence(say, report, channels),
      ...outageSentences(say, report),
      ...targetSentence(say, report),
    ],
    // A closed or lost day has no table beside which it could be held.
    figures: figures
      .filter((figure) => figure !== null)
      .filter(({ id, tables }) => id === 'hours' || tables[0]!.rows.length > 0),
    methods: methodsOfReport(say, read, report),
  };
}

/** What the day was, in one sentence that begins with `name`. */
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
  if (status === 'partial' || hasGaps) return words.partialHeading(name, count);
  return words.heading(name, count, changeOf(say, report, value));
}

function changeOf(say: Say, report: ReportAnswer, value: number): string {
  const { usual } = report.contacts;
  const ordinary = usual.value[0] ?? null;
  if (ordinary === null || value === 0) return '';
  const weekday = say.weekdays[weekdayOf(dayOf(report.date))]!;
  return besideOrdinary(say, weekday, { count: value, ordinary, days: usual.days[0] ?? 0 });
}

function stateSentence(say: Say, report: ReportAnswer, today: CivilDay): string[] {
  const words = say.reports.state;
  const finalFrom = dayOf(report.finalFrom);
  const date = formatDate(say, finalFrom);
  if (report.state === 'partial') return [finalFrom > today ? words.partial(date) : words.partialOver];
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
    return instant.startsWith(report.date)
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
