/**
 * What `reports` and `reports/{date}` answer: which days, weeks and months there are, and everything that is said of one
 * of them.
 */
import { z } from 'zod';
import type { CellStatus } from '../../db/domain/cell.ts';
import type { Disclosed } from '../../db/domain/disclosure.ts';
import { REPORT_GRAINS } from '../../db/domain/report-period.ts';
import { CLOCKS } from '../../db/domain/target.ts';
import { TARGET_RESULTS } from '../../db/domain/target-verdict.ts';
import { type BreakdownRows, breakdownRows } from './breakdown.ts';
import { cellStatus, cells, type SaidColumns, values } from './cell.ts';
import { versionHead } from './head.ts';
import { reportAction, reportFindings, reportSilence } from './report-finding.ts';

/** The parts of a report, in the order in which they are read. */
export const CHAPTERS = [
  'volume',
  'categories',
  'service_levels',
  'complaints',
  'actions',
  'satisfaction',
] as const;
export type Chapter = (typeof CHAPTERS)[number];

/** `partial`: part of the period has no records; `provisional`: late records may still change its figures. */
export const REPORT_STATES = ['final', 'provisional', 'partial'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** By what a report breaks a day down; each is a table of the lattice that exists by day. */
export const REPORT_BREAKDOWNS = ['category', 'queue', 'cause', 'language'] as const;

const date = (description: string) => z.string().describe(description);
const state = z.enum(REPORT_STATES).meta({
  id: 'ReportState',
  description:
    'final: no longer changes on schedule; provisional: late records may still change it; partial: part of the period has no records',
});
const finalFrom = 'the day from which the figures are final';

const days = z.array(z.number().int()).describe('how many earlier days stand behind it');
const usual = z
  .object({ value: values, days, status: z.array(cellStatus) })
  .describe(
    'the middle of the same weekday in the eight weeks before, holidays left out; null where it is hidden or fewer than four such days are known',
  );
const compared = z.object({
  date: date('the day, week or month compared with; null where there is none like it').nullable(),
  holiday: z.string().nullable(),
  comparisonRule: z.string().describe('how that day was found, in words'),
});

const target = z.object({
  id: z.string(),
  words: z.string(),
  metric: z.string(),
  clock: z.enum(CLOCKS).nullable(),
  channel: z.string().nullable(),
  queue: z.string().nullable(),
  thresholdSeconds: z.number().nullable(),
  aim: z.number().describe('the share, or the value of the metric, aimed at'),
  isMet: z
    .boolean()
    .nullable()
    .describe(
      'in this period; null where the figure is not published, or its 95 % interval holds the aim (of one day only where people were asked: contacts are all counted)',
    ),
  from: date('the first day of the period on which it was in force'),
  to: date('the last of them'),
  value: z.number().nullable().describe('the figure of those days'),
  n: z.number().nullable(),
  low: z
    .number()
    .nullable()
    .describe('95 % interval, the day as the unit (of answers Wilson’s); null of one day'),
  high: z.number().nullable(),
  verdict: z.enum(TARGET_RESULTS),
});

export const reportAnswer = z
  .object({
    date: date('the day (2026-11-20), ISO week (2026-W47) or month (2026-10)'),
    period: z.enum(REPORT_GRAINS),
    from: date('its first day'),
    to: date('its last day, included'),
    weekday: z.number().int().min(1).max(7).nullable().describe('1 Monday … 7 Sunday; null but of a day'),
    holiday: z.string().nullable().describe('its name; null on an ordinary day, and of longer periods'),
    ...versionHead,
    state,
    finalFrom: date(finalFrom),
    previous: date('the day, week or month before that has a report').nullable(),
    next: date('the one after').nullable(),
    within: z
      .array(z.string())
      .describe('the longer periods to which it belongs and which have a report, the shortest first'),
    findings: reportFindings,
    silence: reportSilence,
    openHours: z
      .record(z.string(), z.array(z.string()))
      .describe(
        'by channel, of this very day, "HH:MM-HH:MM"; an empty list is a closed day; empty of longer periods',
      ),
    outages: z
      .array(
        z.object({
          from: z.string().describe('local RFC 3339 with offset'),
          to: z.string(),
          channel: z.string().nullable().describe('null: all'),
          note: z.string(),
        }),
      )
      .describe('announced ones that touch the period'),
    compared: z.object({ previous: compared, last_year: compared }),
    figures: cells
      .extend({
        chapter: z.array(z.enum(CHAPTERS)),
        metric: z.array(z.string()),
        unit: z.array(z.string()),
        channel: z.array(z.string().nullable()).describe('null: all channels together'),
        previous: cells,
        last_year: cells,
      })
      .describe('one row a metric, for all channels and, where there are several, for each'),
    targets: z
      .array(target)
      .describe('those in force on any day of it; of one that changed within the period both'),
    contacts: z.object({
      usual: usual.describe('contacts of the whole day: as `hours.usual`, one value; none of longer periods'),
      hours: cells
        .extend({
          start: z.array(z.string()).describe('local RFC 3339 with offset: 23, 24 or 25 of them'),
          usual,
        })
        .describe('of a day; empty of longer periods'),
      days: cells
        .extend({ date: z.array(z.string()), holiday: z.array(z.string().nullable()), usual })
        .describe('of a week or month, each beside what is usual on its weekday; empty of a day'),
    }),
    breakdowns: z.array(
      z.object({
        chapter: z.enum(CHAPTERS),
        metric: z.string(),
        unit: z.string(),
        by: z.enum(REPORT_BREAKDOWNS),
        rows: breakdownRows,
        previous: breakdownRows.nullable().describe('of the period before, a month or a week; null of a day'),
      }),
    ),
    actions: z.array(reportAction).describe('those on record by its last day and not ended before its first'),
  })
  .meta({ id: 'ReportAnswer' });

const listed = (description: string) =>
  z.array(cells.extend({ metric: z.string(), unit: z.string() })).describe(description);
const listedPeriods = z
  .object({
    date: z.array(z.string()).describe('2026-W47, 2026-10'),
    from: z.array(z.string()),
    to: z.array(z.string()).describe('included'),
    state: z.array(state),
    finalFrom: z.array(z.string()).describe(finalFrom),
    figures: listed('one value a period'),
  })
  .describe('those that are over');

export const reportsAnswer = z
  .object({
    ...versionHead,
    days: z.object({
      date: z.array(z.string()),
      holiday: z.array(z.string().nullable()),
      state: z.array(state),
      finalFrom: z.array(z.string()).describe(finalFrom),
    }),
    figures: listed('one value a day, in the order of `days`'),
    weeks: listedPeriods,
    months: listedPeriods,
  })
  .meta({ id: 'ReportsAnswer' });

export type UsualColumns = Disclosed<{ value: (number | null)[]; days: number[]; status: CellStatus[] }>;

type Plain = z.infer<typeof reportAnswer>;
type PlainFigures = Omit<Plain['figures'], keyof SaidColumns>;
type PlainHours = Omit<Plain['contacts']['hours'], keyof SaidColumns>;
type PlainDays = Omit<Plain['contacts']['days'], keyof SaidColumns>;
export type ReportAnswer = Omit<Plain, 'figures' | 'contacts' | 'breakdowns'> & {
  figures: SaidColumns &
    Omit<PlainFigures, 'previous' | 'last_year'> & { previous: SaidColumns; last_year: SaidColumns };
  contacts: {
    usual: UsualColumns;
    hours: SaidColumns & Omit<PlainHours, 'usual'> & { usual: UsualColumns };
    days: SaidColumns & Omit<PlainDays, 'usual'> & { usual: UsualColumns };
  };
  breakdowns: (Omit<Plain['breakdowns'][number], 'rows' | 'previous'> & {
    rows: BreakdownRows;
    previous: BreakdownRows | null;
  })[];
};
export type ReportTarget = Plain['targets'][number];

type PlainIndex = z.infer<typeof reportsAnswer>;
export type Listed = (SaidColumns & Omit<PlainIndex['figures'][number], keyof SaidColumns>)[];
export type ListedPeriods = Omit<PlainIndex['weeks'], 'figures'> & { figures: Listed };
export type ReportsAnswer = Omit<PlainIndex, 'figures' | 'weeks' | 'months'> & {
  figures: Listed;
  weeks: ListedPeriods;
  months: ListedPeriods;
};
