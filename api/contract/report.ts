/** What `reports` and `reports/{date}` answer: which days there are, and everything that is said of one of them. */
import { z } from 'zod';
import type { CellStatus } from '../../db/domain/cell.ts';
import type { Disclosed } from '../../db/domain/disclosure.ts';
import { CLOCKS } from '../../db/domain/target.ts';
import { type BreakdownRows, breakdownRows } from './breakdown.ts';
import { bases, cellStatus, values } from './cell.ts';

/** `partial`: part of the day has no records; `provisional`: late records may still change its figures. */
export const REPORT_STATES = ['final', 'provisional', 'partial'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** By what a report breaks a day down; each is a table of the lattice that exists by day. */
export const REPORT_BREAKDOWNS = ['category', 'queue', 'cause', 'language'] as const;

const date = (description: string) => z.string().describe(description);
const state = z.enum(REPORT_STATES).meta({
  id: 'ReportState',
  description:
    'final: no longer changes on schedule; provisional: late records may still change it; partial: part of the day has no records',
});
const finalFrom = 'the day from which the figures are final';

const cells = z.object({ value: values, n: bases, status: z.array(cellStatus) });
const days = z.array(z.number().int()).describe('how many earlier days stand behind it');
const usual = z
  .object({ value: values, days, status: z.array(cellStatus) })
  .describe(
    'the middle of the same weekday in the eight weeks before, holidays left out; null where it is hidden or fewer than four such days are known',
  );
const compared = z.object({
  date: date('the day compared with; null where there is none like it').nullable(),
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
      'on this day; null where the figure is not published, or rests on so few survey answers that its 95 % interval holds the aim',
    ),
});

export const reportAnswer = z
  .object({
    date: date('the day'),
    weekday: z.number().int().min(1).max(7).describe('1 Monday … 7 Sunday'),
    holiday: z.string().nullable().describe('its name; null on an ordinary day'),
    timeZone: z.string(),
    asOf: z.string().describe('the version of the data, never the time of the request'),
    state,
    finalFrom: date(finalFrom),
    previous: date('the day before that has a report').nullable(),
    next: date('the day after that has a report').nullable(),
    openHours: z
      .record(z.string(), z.array(z.string()))
      .describe('by channel, of this very day, "HH:MM-HH:MM"; an empty list is a closed day'),
    outages: z
      .array(
        z.object({
          from: z.string().describe('local RFC 3339 with offset'),
          to: z.string(),
          channel: z.string().nullable().describe('null: all'),
          note: z.string(),
        }),
      )
      .describe('announced ones that touch the day'),
    compared: z.object({ previous: compared, last_year: compared }),
    figures: cells
      .extend({
        metric: z.array(z.string()),
        unit: z.array(z.string()),
        channel: z.array(z.string().nullable()).describe('null: all channels together'),
        previous: cells,
        last_year: cells,
      })
      .describe('one row a metric, for all channels and, where there are several, for each'),
    targets: z.array(target).describe('those in force on the day'),
    contacts: z.object({
      usual: usual.describe('contacts of the whole day: as `hours.usual`, one value'),
      hours: cells.extend({
        start: z.array(z.string()).describe('local RFC 3339 with offset: 23, 24 or 25 of them'),
        usual,
      }),
    }),
    breakdowns: z.array(
      z.object({ metric: z.string(), unit: z.string(), by: z.enum(REPORT_BREAKDOWNS), rows: breakdownRows }),
    ),
  })
  .meta({ id: 'ReportAnswer' });

export const reportsAnswer = z
  .object({
    timeZone: z.string(),
    asOf: z.string(),
    days: z.object({
      date: z.array(z.string()),
      holiday: z.array(z.string().nullable()),
      state: z.array(state),
      finalFrom: z.array(z.string()).describe(finalFrom),
    }),
    figures: z
      .array(cells.extend({ metric: z.string(), unit: z.string() }))
      .describe('one value a day, in the order of `days`'),
  })
  .meta({ id: 'ReportsAnswer' });

/** One cell that passed disclosure control; only api/feeds can make it. */
export type SaidCell = Disclosed<{ value: number | null; n: number | null; status: CellStatus }>;
export type SaidColumns = Disclosed<{
  value: (number | null)[];
  n: (number | null)[];
  status: CellStatus[];
}>;
export type UsualColumns = Disclosed<{ value: (number | null)[]; days: number[]; status: CellStatus[] }>;

type Plain = z.infer<typeof reportAnswer>;
type PlainFigures = Omit<Plain['figures'], keyof SaidColumns>;
type PlainHours = Omit<Plain['contacts']['hours'], keyof SaidColumns>;
export type ReportAnswer = Omit<Plain, 'figures' | 'contacts' | 'breakdowns'> & {
  figures: SaidColumns &
    Omit<PlainFigures, 'previous' | 'last_year'> & { previous: SaidColumns; last_year: SaidColumns };
  contacts: {
    usual: UsualColumns;
    hours: SaidColumns & Omit<PlainHours, 'usual'> & { usual: UsualColumns };
  };
  breakdowns: (Omit<Plain['breakdowns'][number], 'rows'> & { rows: BreakdownRows })[];
};

type PlainIndex = z.infer<typeof reportsAnswer>;
export type ReportsAnswer = Omit<PlainIndex, 'figures'> & {
  figures: (SaidColumns & Omit<PlainIndex['figures'][number], keyof SaidColumns>)[];
};
