/** The answers of outlooks as flat tables, for CSV: the hours of the week, the coming days, the days that are over. */
import type { BestTimesAnswer, ForecastAnswer, TrackRecordAnswer } from './contract/outlook.ts';
import { csvOf, type Table } from './csv.ts';

type Columns = Table['columns'];

function aboutColumns({
  timeZone,
  asOf,
  filter,
}: Pick<BestTimesAnswer, 'timeZone' | 'asOf' | 'filter'>): Columns {
  return [
    ['time_zone', timeZone],
    ['as_of', asOf],
    ['channel', filter.channel],
    ['queue', filter.queue],
  ];
}

export function bestTimesCsv({ cells, days, ...about }: BestTimesAnswer): string {
  const named = (list: 'best' | 'avoid') =>
    cells.weekday.map((weekday, i) => {
      const dates = days.filter(
        (day) => weekdayOfDate(day.date) === weekday && day[list].some(({ time }) => time === cells.time[i]),
      );
      return dates.map(({ date }) => date).join(' ');
    });
  return csvOf({
    rows: cells.weekday.length,
    columns: [
      ...aboutColumns(about),
      ['made_on', about.madeOn],
      ['known_through', about.knownThrough],
      ['state', about.state],
      ['reason', about.reason],
      ['weekday', cells.weekday],
      ['time', cells.time],
      ['tier', cells.tier],
      ['recommended_on', named('best')],
      ['to_avoid_on', named('avoid')],
      ['within_120s', cells.within120],
      ['within_120s_low', cells.within120Low],
      ['within_120s_high', cells.within120High],
      ['usual_low', cells.usualLow],
      ['usual_high', cells.usualHigh],
      ['within_300s', cells.within300],
      ['median_s', cells.medianSeconds],
      ['ninety_s', cells.ninetySeconds],
      ['abandonment', cells.abandonment],
      ['days', cells.days],
      ['n', cells.n],
      ['is_borrowed', cells.isBorrowed],
      ['status', cells.status],
    ],
  });
}

/** 1 Monday … 7 Sunday. */
function weekdayOfDate(date: string): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** Days first, then their hours; `grain` tells them apart. */
export function forecastCsv({ days, hours, ...about }: ForecastAnswer): string {
  const table = (grain: string, start: readonly string[], of: typeof days | typeof hours): Table => ({
    rows: start.length,
    columns: [
      ...aboutColumns(about),
      ['made_on', about.madeOn],
      ['known_through', about.knownThrough],
      ['hours_known', about.hoursKnown],
      ['grain', grain],
      ['start', start],
      ['expected', of.expected],
      ['low_80', of.low80],
      ['high_80', of.high80],
      ['low_95', of.low95],
      ['high_95', of.high95],
      ['status', of.status],
    ],
  });
  return csvOf(table('day', days.date, days), table('hour', hours.start, hours));
}

/** The scoreboard, then every day; `row` tells them apart. */
export function trackRecordCsv({ record, days, ...about }: TrackRecordAnswer): string {
  const columns = (row: string, of: Record<string, Columns[number][1]>): Columns => [
    ...aboutColumns(about),
    ['row', row],
    ...NAMES.map((name): Columns[number] => [name, of[name]]),
  ];
  const scores: Table = {
    rows: record.forecasts.length,
    columns: columns('forecasts', {
      from: record.from,
      to: record.to,
      method: record.forecasts.map(({ method }) => method),
      lead_days: record.forecasts.map(({ leadDays }) => leadDays),
      n: record.forecasts.map(({ n }) => n),
      wmape: record.forecasts.map(({ wmape }) => wmape),
      rmse: record.forecasts.map(({ rmse }) => rmse),
      pinball: record.forecasts.map(({ pinball }) => pinball),
      cover_80: record.forecasts.map(({ cover80 }) => cover80),
      cover_95: record.forecasts.map(({ cover95 }) => cover95),
    }),
  };
  const advice: Table = {
    rows: record.advice.length,
    columns: columns('advice', {
      from: record.from,
      to: record.to,
      method: record.advice.map(({ method }) => method),
      recommended: record.advice.map(({ hours }) => hours),
      hits: record.advice.map(({ hits }) => hits),
      lift: record.advice.map(({ lift }) => lift),
    }),
  };
  const single: Table = {
    rows: days.date.length,
    columns: columns('day', {
      from: days.date,
      to: days.date,
      method: 'candour',
      lead_days: 1,
      is_replayed: days.isReplayed,
      expected: days.expected,
      low_80: days.low80,
      high_80: days.high80,
      low_95: days.low95,
      high_95: days.high95,
      came: days.came,
      inside_80: days.isInside80,
      inside_95: days.isInside95,
      recommended: days.recommended,
      hits: days.hits,
    }),
  };
  return csvOf(scores, advice, single);
}

const NAMES = [
  'from',
  'to',
  'method',
  'lead_days',
  'n',
  'wmape',
  'rmse',
  'pinball',
  'cover_80',
  'cover_95',
  'is_replayed',
  'expected',
  'low_80',
  'high_80',
  'low_95',
  'high_95',
  'came',
  'inside_80',
  'inside_95',
  'recommended',
  'hits',
  'lift',
];
