/**
 * Published files of a made-up parcel company, small enough to reckon by hand: every sign of a cell occurs in them.
 * Owns their figures; tests change single answers of a copy where they need another case.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BreakdownAnswer } from '../../api/contract/breakdown.ts';
import type { HistoryAnswer } from '../../api/contract/history.ts';
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import type { BestTimesAnswer } from '../../api/contract/outlook.ts';
import type { ProfileAnswer } from '../../api/contract/profile.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { metricsFeed } from '../../api/feeds/metrics.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import { formatKeyList, VERIFIERS_PATH } from '../../db/domain/site-log.ts';
import { type CivilDay, dayOfDate, formatDay, parseDay, weekdayOf } from '../../db/domain/zone.ts';
import type { Read } from '../../site/published.ts';
import { complaintsOf } from './complaints-fixture.ts';
import { editionsFixture } from './editions-fixture.ts';
import { emailLevels, levelsFixture, runningLevels } from './levels-fixture.ts';
import { adviceFrom, forecastOf, trackRecordOf } from './outlook-fixture.ts';
import { promisesFixture } from './promises-fixture.ts';
import { reasonsFixture } from './reasons-fixture.ts';
import { releasesFixture } from './releases-fixture.ts';
import { type Cell, reportsOf } from './reports-fixture.ts';
import { SATISFACTION, VALUE } from './satisfaction-fixture.ts';

export type { Cell };

export type Files = Map<string, unknown>;

/** 07:00 in London on the day after the last day of records, a Saturday. */
export const NOW_SECONDS = Date.UTC(2026, 10, 22, 7) / 1000;
const LAST_DAY = dayOfDate(2026, 11, 21);
const FIRST_DAY = dayOfDate(2025, 9, 1);
const AS_OF = '2026-11-22T05:00:00Z';
/** Only the last few days have a report: each is a page in every language. */
const REPORTED_DAYS = 9;
const USUAL = [400, 380, 360, 340, 330, 180];

export const day = (text: string): CivilDay => parseDay(text)!;

export const ORGANISATION: OrganisationAnswer = {
  name: 'Seaside Parcels (a fictional company)',
  timeZone: 'Europe/London',
  country: 'GB',
  siteAddress: null,
  languages: ['en', 'es', 'fr'],
  isDemonstration: true,
  contact: [
    { channel: 'phone', label: 'Customer line', value: '0808 157 0199', tollFree: true },
    { channel: 'email', label: 'Email', value: 'help@seaside-parcels.example', tollFree: false },
  ],
  hours: { phone: [...Array.from({ length: 5 }, () => ['08:00-20:00']), ['09:00-17:00'], []] },
  holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
  holidayHours: { phone: [] },
  questions: [
    {
      ...{ question: 'Where is my parcel?', answer: 'Track it with the number in our first email.' },
      ...{ href: 'https://seaside-parcels.example/track', category: 'information', cause: null, queue: null },
    },
    {
      ...{ question: 'Why is the bill higher?', answer: 'Prices rose in March.', href: null },
      ...{ category: null, cause: 'pricing', queue: null },
    },
    {
      ...{ question: 'Can I change the address?', answer: 'Yes, until the parcel leaves us.', href: null },
      ...{ category: null, cause: null, queue: null },
    },
  ],
  translations: { fr: { 'Prices rose in March.': 'Les prix ont augmenté en mars.' } },
  channels: ['phone', 'email'],
  lines: [],
  records: { from: formatDay(FIRST_DAY), to: formatDay(LAST_DAY) },
  targets: [
    serviceTarget('phone-120', 'internal', 120, 0.8, '2020-01-01', '2025-12-31'),
    serviceTarget('phone-60', 'internal', 60, 0.8, '2026-01-01', null),
    serviceTarget('phone-customer', 'customer', 180, 0.7, '2020-01-01', null),
    {
      ...serviceTarget('satisfied', 'internal', 60, 0.8, '2020-01-01', null),
      kind: 'metric',
      clock: null,
      channel: null,
      thresholdSeconds: null,
      metric: 'csat_top2',
    },
  ],
  shortAbandonSeconds: 5,
  disclosureThreshold: 10,
  licence: 'CC-BY-4.0',
  asOf: AS_OF,
};

function serviceTarget(
  id: string,
  clock: 'internal' | 'customer',
  thresholdSeconds: number,
  aim: number,
  from: string,
  to: string | null,
): OrganisationAnswer['targets'][number] {
  return {
    ...{ id, words: id, kind: 'service', clock, channel: 'phone', queue: null, thresholdSeconds },
    ...{ metric: null, aim, exclusions: null, supersedes: null, from, to },
  };
}

export function seriesOf(
  metric: string,
  grain: 'day' | 'week' | 'month',
  cells: readonly Cell[],
): SeriesAnswer {
  return {
    series: [
      {
        ...{ metric, unit: 'count', grain, timeZone: 'Europe/London', asOf: AS_OF, filter: {} },
        cells: {
          start: cells.map((cell) => `${formatDay(cell.day)}T00:00:00+00:00`),
          value: cells.map((cell) => cell.value),
          n: cells.map((cell) => (cell.n === undefined ? cell.value : cell.n)),
          status: cells.map((cell) => cell.status ?? 'final'),
        } as SeriesAnswer['series'][number]['cells'],
      },
    ],
  };
}

export interface Row {
  member: string;
  label: string;
  value: number | null;
  status?: CellStatus;
  before?: number | null;
}

export function breakdownOf(
  metric: string,
  by: BreakdownAnswer['by'],
  rows: readonly Row[],
): BreakdownAnswer {
  const columns = (values: readonly (number | null)[], statuses: readonly CellStatus[]) => {
    const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
    return {
      member: rows.map((row) => row.member),
      label: rows.map((row) => row.label),
      value: values,
      share: values.map((value) => (value === null ? null : value / sum)),
      n: values,
      status: statuses,
    } as BreakdownAnswer['rows'];
  };
  const before = rows.map((row) => row.before ?? null);
  return {
    ...{ metric, unit: 'count', by, from: '2026-10-01', to: '2026-10-31' },
    ...{ timeZone: 'Europe/London', asOf: AS_OF },
    rows: columns(
      rows.map((row) => row.value),
      rows.map((row) => row.status ?? 'final'),
    ),
    compared: {
      ...{ comparison: 'previous', comparisonRule: 'the month before', from: '2026-09-01', to: '2026-09-30' },
      rows: columns(
        before,
        before.map((value) => (value === null ? 'missing' : 'final')),
      ),
    },
  };
}

/** `waitOf`: seconds, or null for an hour that was closed. */
export function profileOf(
  metric: string,
  waitOf: (weekday: number, hour: number) => number | null,
): ProfileAnswer {
  const slots = Array.from({ length: 168 }, (_, i) => ({ weekday: Math.floor(i / 24), hour: i % 24 }));
  const value = slots.map(({ weekday, hour }) => waitOf(weekday, hour));
  return {
    ...{ metric, unit: 'seconds', weeks: 8, from: '2026-09-21', to: '2026-11-15' },
    ...{ timeZone: 'Europe/London', asOf: AS_OF, filter: {} },
    cells: {
      weekday: slots.map(({ weekday }) => weekday + 1),
      time: slots.map(({ hour }) => `${String(hour).padStart(2, '0')}:00`),
      value,
      low: value.map((count) => (metric === 'offered' && count !== null ? count * 0.8 : null)),
      high: value.map((count) => (metric === 'offered' && count !== null ? count * 1.25 : null)),
      n: value.map((wait) => (wait === null ? null : 120)),
      days: value.map((wait) => (wait === null ? 0 : 8)),
      status: value.map((wait) => (wait === null ? 'closed' : 'final')),
    } as ProfileAnswer['cells'],
  };
}

/** `waitOf`: as above; up to 10 s are the quickest hours, more than two minutes the slowest. */
export function bestTimesOf(
  waitOf: (weekday: number, hour: number) => number | null,
  more: Partial<BestTimesAnswer> = {},
): BestTimesAnswer {
  const slots = Array.from({ length: 168 }, (_, i) => ({ weekday: Math.floor(i / 24), hour: i % 24 }));
  const waits = slots.map(({ weekday, hour }) => waitOf(weekday, hour));
  const ofWait = <T>(of: (wait: number) => T) => waits.map((wait) => (wait === null ? null : of(wait)));
  const share = (wait: number) => (wait <= 10 ? 0.93 : wait <= 120 ? 0.7 : 0.4);
  const answer = {
    ...{
      timeZone: 'Europe/London',
      asOf: AS_OF,
      filter: { channel: 'phone' },
      state: 'advised',
      reason: null,
    },
    ...{ madeOn: formatDay(LAST_DAY + 1), knownThrough: formatDay(LAST_DAY), thresholdSeconds: 120 },
    ...{ overall: 0.7, capacity: 'unknown', days: adviceFrom(LAST_DAY + 1) },
    cells: {
      weekday: slots.map(({ weekday }) => weekday + 1),
      time: slots.map(({ hour }) => `${String(hour).padStart(2, '0')}:00`),
      tier: ofWait((wait) => (wait <= 10 ? 'quickest' : wait > 120 ? 'slowest' : 'average')),
      within120: ofWait(share),
      within120Low: ofWait((wait) => share(wait) - 0.05),
      within120High: ofWait((wait) => share(wait) + 0.05),
      usualLow: ofWait((wait) => share(wait) - 0.13),
      usualHigh: ofWait((wait) => share(wait) + 0.07),
      within300: ofWait((wait) => Math.min(1, share(wait) + 0.1)),
      medianSeconds: waits,
      ninetySeconds: ofWait((wait) => wait * 6),
      abandonment: ofWait(() => 0.05),
      days: waits.map((wait) => (wait === null ? 0 : 25)),
      n: ofWait(() => 120),
      isBorrowed: waits.map(() => false),
      status: waits.map((wait) => (wait === null ? 'closed' : 'final')),
    },
    record: {
      ...{ from: '2026-09-27', to: formatDay(LAST_DAY), days: 48, replayedDays: 40, forecasts: [] },
      advice: [{ method: 'candour', hours: 140, hits: 121, lift: 0.15 }],
    },
  };
  return { ...answer, ...more } as BestTimesAnswer;
}

/** The view with which the explorer opens: the weeks of a year, each beside the week 52 weeks before. */
export function openingView(weeks: readonly Cell[]): HistoryAnswer {
  const shown = weeks.slice(-52);
  const before = shown.map(({ day }) => weeks.find((one) => one.day === day - 364));
  const whole = { value: 18_400, n: 18_400, status: 'provisional' as const, incompleteDays: 0 };
  return {
    view: {
      ...{ range: '1y', from: '2025-11-22', to: '2026-11-21', grain: 'week', by: null },
      ...{ compare: 'last_year', average: false, expected: false },
    },
    grains: ['15min', 'hour', 'day', 'week', 'month'],
    records: ORGANISATION.records,
    ...{ timeZone: 'Europe/London', asOf: AS_OF },
    clock: [[0, 0]],
    rule: { id: 'year_by_weekday', count: 364, words: '364 days before' },
    wholeRule: { id: 'year_by_days', count: 364, words: '364 days before' },
    panels: [
      {
        ...{ metric: 'offered', label: 'Contacts', unit: 'count', better: null, filter: {}, whole },
        cells: seriesOf('offered', 'week', [...shown]).series[0]!.cells,
        compared: {
          ...{ from: '2024-11-23', to: '2025-11-22', whole, byWeekday: null },
          date: before.map((one) => (one === undefined ? null : formatDay(one.day))),
          value: before.map((one) => one?.value ?? null),
          n: before.map((one) => one?.n ?? null),
          status: before.map((one) => one?.status ?? (one === undefined ? 'missing' : 'final')),
        },
      },
    ],
  } as HistoryAnswer;
}

/** Every file that the first page reads. */
export function publishedFixture(): Files {
  const days = dayCells();
  const files: Files = new Map<string, unknown>([
    ['organisation', ORGANISATION],
    ['metrics', metricsFeed()],
    ['series/day/offered', seriesOf('offered', 'day', days)],
    ['series/hour/latest/offered', hoursOf(formatDay(LAST_DAY), lastHours())],
    ['profile/offered', profileOf('offered', usualContacts)],
    ['series/week/offered', seriesOf('offered', 'week', weekCells(days))],
    ['history/opening', openingView(weekCells(days))],
    ['events', { timeZone: 'Europe/London', asOf: AS_OF, events: [] }],
    ['promises', promisesFixture()],
    ['series/month/offered', seriesOf('offered', 'month', allMonths())],
    [
      'breakdown/offered/category',
      breakdownOf('offered', 'category', [
        { member: 'information', label: 'Information', value: 2650 },
        { member: 'problem', label: 'Problem', value: 2585 },
      ]),
    ],
    [
      'breakdown/offered/cause',
      breakdownOf('offered', 'cause', [
        { member: 'delivery', label: 'Delivery', value: 2100 },
        { member: 'pricing', label: 'Prices', value: null, status: 'suppressed' },
      ]),
    ],
    [
      'breakdown/offered/category-previous',
      breakdownOf('offered', 'category', [
        { member: 'information', label: 'Information', value: 2650, before: 2600 },
        { member: 'problem', label: 'Problem', value: 2585, before: 2575 },
        { member: 'transaction', label: 'Transaction', value: 1800, before: 1800 },
        { member: 'complaint', label: 'Complaint', value: 930, before: 1000 },
        { member: 'unclassified', label: 'Not classified', value: 420, before: 420 },
        { member: 'idea', label: 'Idea', value: null, status: 'suppressed' },
      ]),
    ],
    [
      'breakdown/complaints/cause-previous',
      breakdownOf('complaints', 'cause', [
        { member: 'delivery', label: 'Delivery', value: 420, before: 365 },
        { member: 'service', label: 'How we dealt with it', value: 195, before: 245 },
        { member: 'billing', label: 'Invoices & refunds', value: 115, before: 105 },
        { member: 'pricing', label: 'Prices', value: null, status: 'suppressed', before: 10 },
      ]),
    ],
    ['complaints/latest', complaintsOf()],
    [
      'series/month/csat_top2',
      seriesOf('csat_top2', 'month', months([0.767, 0.728, 0.737], [374, 372, 369])),
    ],
    [
      'series/month/response_rate',
      seriesOf('response_rate', 'month', months([0.118, 0.118, 0.117], [3154, 3161, 3163])),
    ],
    ['reasons/all', reasonsFixture()],
    [
      'series/month/phone/resolved_first_share',
      seriesOf('resolved_first_share', 'month', [{ day: day('2026-10-01'), value: 0.81, n: 3600 }]),
    ],
    ['satisfaction/all', SATISFACTION],
    ['value', VALUE],
    ['best-times/phone', bestTimesOf(usualWait)],
    ['forecast/phone', forecastOf({ from: LAST_DAY + 1 })],
    ['track-record/phone', trackRecordOf()],
    ['series/month/phone/wait_p50', seriesOf('wait_p50', 'month', months([9, 10, 8], [5076, 4936, 4891]))],
    [
      'series/month/phone/wait_p90',
      seriesOf('wait_p90', 'month', months([108, 118, 112], [5076, 4936, 4891])),
    ],
    ...Object.entries(REASON_MONTHS).map(
      ([member, october]) =>
        [
          `series/month/category/${member}/offered`,
          seriesOf('offered', 'month', reasonMonths(member, october)),
        ] as const,
    ),
    ...Object.entries(PHONE_WAITS).map(
      ([metric, values]) =>
        [
          `series/month/phone/${metric}`,
          seriesOf(metric, 'month', months(values, [5000, 4936, 4000])),
        ] as const,
    ),
    ['series/day/phone/service_level', seriesOf('service_level', 'day', serviceDays())],
    ...(['phone', 'email'] as const).flatMap((channel) => [
      [
        `series/month/${channel}/service_level`,
        seriesOf('service_level', 'month', serviceMonths(0.767)),
      ] as const,
      [
        `series/month/${channel}/customer_service_level`,
        seriesOf('customer_service_level', 'month', serviceMonths(0.803)),
      ] as const,
    ]),
  ]);
  for (const path of ['service-levels', 'service-levels/phone']) files.set(path, levelsFixture());
  files.set('editions', editionsFixture());
  files.set('releases', releasesFixture());
  files.set('service-levels/email', emailLevels());
  files.set('service-levels/phone/2026-11', runningLevels());
  for (const [path, answer] of reportsOf(days.slice(-REPORTED_DAYS), ORGANISATION)) files.set(path, answer);
  return files;
}

/** Contacts of each reason in October 2026, as the breakdown has them. */
const REASON_MONTHS = {
  ...{ information: 2650, problem: 2585, transaction: 1800, complaint: 930, unclassified: 420, idea: null },
} as const;

/** 15 months from September 2025: a month without records, one with a problem that led, one that goes on. */
function reasonMonths(member: string, october: number | null): Cell[] {
  return Array.from({ length: 15 }, (_, i): Cell => {
    const at = dayOfDate(2025 + Math.floor((8 + i) / 12), ((8 + i) % 12) + 1, 1);
    if (i === 6) return { day: at, value: null, status: 'missing' };
    if (october === null)
      return i === 3 ? { day: at, value: 10 } : { day: at, value: null, status: 'suppressed' };
    const more = member === 'problem' && i === 4 ? 200 : (i - 13) * 10;
    return { day: at, value: october + more, status: i === 14 ? 'partial' : 'final' };
  });
}

/** All contacts of those months; the hidden ideas are 15 in each, so that October 2026 has 8,400. */
function allMonths(): Cell[] {
  const known = Object.entries(REASON_MONTHS).flatMap(([member, october]) =>
    october === null ? [] : [reasonMonths(member, october)],
  );
  return known[0]!.map(({ day, status }, i) =>
    status === 'missing'
      ? { day, value: null, status }
      : { day, value: known.reduce((sum, cells) => sum + (cells[i]!.value ?? 0), 15), status: status! },
  );
}

/** In October 2025, September and October 2026; of the last, 2,400 of 4,000 calls within 20 seconds. */
const PHONE_WAITS: Readonly<Record<string, readonly number[]>> = {
  answered_within_20s: [0.5, 0.6, 0.6],
  answered_within_60s: [0.6, 0.7, 0.75],
  answered_within_120s: [0.7, 0.8, 0.8],
  answered_within_300s: [0.8, 0.85, 0.85],
  offered: [5000, 4936, 4000],
  answered: [4250, 4400, 3600],
  abandoned: [700, 500, 320],
};

function dayCells(): Cell[] {
  return Array.from({ length: LAST_DAY - FIRST_DAY + 1 }, (_, i): Cell => {
    const at = FIRST_DAY + i;
    const usual = USUAL[weekdayOf(at)];
    if (usual === undefined) return { day: at, value: null, status: 'closed' };
    if (at === day('2026-10-14')) return { day: at, value: null, status: 'missing' };
    if (at === day('2026-10-24')) return { day: at, value: null, status: 'suppressed' };
    const status = at === day('2026-11-03') ? 'partial' : at > LAST_DAY - 6 ? 'provisional' : 'final';
    return { day: at, value: usual + ((at * 37) % 41), status };
  });
}

function weekCells(days: readonly Cell[]): Cell[] {
  const byWeek = Map.groupBy(days, (cell) => cell.day - weekdayOf(cell.day));
  return [...byWeek].map(([monday, cells]): Cell => {
    const isPartial =
      cells.length < 7 || cells.some(({ status }) => status === 'missing' || status === 'partial');
    const value = cells.reduce((sum, cell) => sum + (cell.value ?? 0), 0);
    return { day: monday, value, status: isPartial ? 'partial' : 'final' };
  });
}

export interface Hour {
  value: number | null;
  status?: CellStatus;
}

/** `series` of one day by the hour, as the API answers it. */
export function hoursOf(date: string, hours: readonly Hour[], metric = 'offered'): SeriesAnswer {
  return {
    series: [
      {
        ...{ metric, unit: 'count', grain: 'hour', timeZone: 'Europe/London', asOf: AS_OF, filter: {} },
        cells: {
          start0: `${date}T00:00:00+00:00`,
          step: 3600,
          value: hours.map(({ value }) => value),
          n: hours.map(({ value }) => value),
          status: hours.map(({ status }) => status ?? 'final'),
        } as SeriesAnswer['series'][number]['cells'],
      },
    ],
  };
}

/** A Saturday, open from nine to five, still to settle; few came in the last hour. */
export function lastHours(): Hour[] {
  return Array.from({ length: 24 }, (_, hour): Hour => {
    if (hour < 9 || hour > 16) return { value: null, status: 'closed' };
    if (hour === 16) return { value: null, status: 'suppressed' };
    return { value: 36 - Math.abs(hour - 12) * 4, status: 'provisional' };
  });
}

/** More before noon, fewer on Saturdays; nobody where it is shut. */
export function usualContacts(weekday: number, hour: number): number | null {
  if (usualWait(weekday, hour) === null) return null;
  return weekday === 5 ? 34 - Math.abs(hour - 12) * 4 : 60 - Math.abs(hour - 11) * 5 - weekday * 2;
}

/** October 2025, September and October 2026, and a November that goes on. */
function months(values: readonly number[], ns: readonly number[]): Cell[] {
  return [
    ...['2025-10-01', '2026-09-01', '2026-10-01'].map((text, i) => ({
      day: day(text),
      value: values[i]!,
      n: ns[i]!,
    })),
    { day: day('2026-11-01'), value: values[2]! - 0.01, n: 250, status: 'partial' as const },
  ];
}

/** 14 months from October 2025; October 2026 as given, November goes on. */
function serviceMonths(october: number): Cell[] {
  return Array.from({ length: 14 }, (_, i): Cell => {
    const at = dayOfDate(2025 + Math.floor((9 + i) / 12), ((9 + i) % 12) + 1, 1);
    if (i === 5) return { day: at, value: null, n: null, status: 'suppressed' };
    if (i === 8) return { day: at, value: null, n: null, status: 'missing' };
    const status = i === 13 ? 'partial' : 'final';
    return { day: at, value: october - ((i - 12) ** 2 % 7) / 100, n: 4891, status };
  });
}

function serviceDays(): Cell[] {
  return Array.from({ length: 61 }, (_, i): Cell => {
    const at = day('2026-09-01') + i;
    return { day: at, value: 0.75 + ((at * 13) % 17) / 100 - 0.08, n: 160 };
  });
}

/** Slow on Monday mornings, quick in the evenings; shut on Sundays and outside the hours. */
export function usualWait(weekday: number, hour: number): number | null {
  const isOpen = weekday < 5 ? hour >= 8 && hour < 20 : weekday === 5 && hour >= 9 && hour < 17;
  if (!isOpen) return null;
  if (weekday === 0 && hour >= 9 && hour < 12) return 125 + hour;
  return hour >= 16 && weekday > 0 && weekday < 5 ? 4 : 25 + hour;
}

export function readerOf(files: Files): Read {
  return <T>(path: string) => (files.get(path) as T | undefined) ?? null;
}

/** The made-up log's key: of the seed of 32 sevens. */
export const LOG_KEY = {
  verifier: 'seaside-parcels.example/log+1dc9c643+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs',
  madeAt: Date.UTC(2026, 10, 1) / 1000,
  endedAt: null,
  end: null,
};

/** As publishing writes them, with a CSV beside each, and the log's key. */
export function writeFixture(folder: string, files: Files): void {
  mkdirSync(join(folder, dirname(VERIFIERS_PATH)), { recursive: true });
  writeFileSync(join(folder, VERIFIERS_PATH), formatKeyList('seaside-parcels.example/log', [LOG_KEY]));
  for (const [path, answer] of files) {
    const file = join(folder, 'data', 'v1', `${path}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(answer));
    writeFileSync(file.replace(/json$/, 'csv'), 'member,value\n');
  }
}
