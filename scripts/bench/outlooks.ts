/**
 * Forecasts, slot tables and the record of twelve service lines with a year of calls: what a night costs, and what the
 * first night does. Owns the invented lines; every figure is of the code that serves.
 */
import { join } from 'node:path';
import { EVIDENCE_DAYS } from '../../api/feeds/advice-evidence.ts';
import type { FeedContext } from '../../api/feeds/context.ts';
import { readDemand } from '../../api/feeds/demand.ts';
import { readSlotDays } from '../../api/feeds/slot-days.ts';
import { keepOutlooks } from '../../api/outlook-keeping.ts';
import { calendarOf, parseConfiguration, rulesOf, zoneOf } from '../../db/configuration.ts';
import { type Contact, NO_DETAILS } from '../../db/domain/contact.ts';
import { DemandForecast } from '../../db/domain/demand-forecast.ts';
import { FORECAST_DAYS } from '../../db/domain/demand-series.ts';
import { makeSlotTable } from '../../db/domain/wait-slots.ts';
import { dayOfDate, weekdayOf } from '../../db/domain/zone.ts';
import { claimPurpose, Load } from '../../db/ingest/load.ts';
import { openForWriting, type WriteHandle } from '../../db/open.ts';
import type { Place } from '../../db/outlooks.ts';
import { rollUp } from '../../db/rollup/rollup.ts';
import { hasherOf } from '../../db/secret.ts';
import { RandomStream } from '../demonstration/random-stream.ts';
import { type Figure, median } from './figure.ts';

const LINES = 12;
const DAYS = 365;
const CALLS_AN_HOUR = 12;
const [OPEN_FROM, OPEN_TO] = [8, 18];
const LAST_DAY = dayOfDate(2026, 6, 28);
const NIGHTS = 5;
const MOST_FORECAST_SECONDS = 2;
const MOST_NIGHT_SECONDS = 1;
const FULL = ['08:00-18:00'];
const CONFIGURATION = {
  organisation: { name: 'Bench', timeZone: 'Europe/London', country: 'GB' },
  channels: { phone: { hours: { mon: FULL, tue: FULL, wed: FULL, thu: FULL, fri: FULL, sat: FULL } } },
};

const parsed = parseConfiguration(JSON.stringify(CONFIGURATION), 'bench');
if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
const { configuration } = parsed;
const zone = zoneOf(configuration);

export interface OutlookSize {
  lines: number;
  days: number;
}

export function benchOutlooks(
  folder: string,
  say: (line: string) => void,
  { lines, days }: OutlookSize = { lines: LINES, days: DAYS },
): Figure[] {
  const judged = <T>(target: T) => (lines === LINES && days === DAYS ? target : null);
  const db = openForWriting(join(folder, 'outlooks.db'));
  try {
    say(`loading ${days} days of ${lines} lines`);
    claimPurpose(db, 'real');
    const contextOn = makeContexts(db);
    load(db, lines, LAST_DAY - days + 1, LAST_DAY);
    const first = contextOn(LAST_DAY + 1);
    say('forecasting, and making slot tables');
    const tables = seconds(() => {
      for (let line = 0; line < lines; line++) forecastAndTable(first, { queue: nameOf(line) });
    });
    say('keeping outlooks, and eight weeks replayed');
    const firstNight = seconds(() => keepOutlooks({ ...first, db }));
    const nights: number[] = [];
    for (let night = 1; night <= NIGHTS; night++) {
      load(db, lines, LAST_DAY + night, LAST_DAY + night);
      const context = contextOn(LAST_DAY + night + 1);
      nights.push(seconds(() => keepOutlooks({ ...context, db })));
    }
    const name = `${lines} lines with ${days} days of calls`;
    return [
      {
        ...{ name: `forecast and slot table of ${name}`, value: tables, unit: 's' },
        target: judged({ most: MOST_FORECAST_SECONDS }),
      },
      {
        ...{ name: `the nightly record of ${name} and their channel`, value: median(nights), unit: 's' },
        target: judged({ most: MOST_NIGHT_SECONDS }),
        note: `the median of ${NIGHTS} nights, the slowest ${Math.max(...nights).toFixed(2)} s`,
      },
      { name: 'the first night, eight weeks replayed', value: firstNight, unit: 's', target: null },
    ];
  } finally {
    db.close();
  }
}

function forecastAndTable(context: FeedContext, place: Place): void {
  const series = readDemand(context, place, LAST_DAY);
  if (series === null) throw new Error(`no records of ${JSON.stringify(place)}`);
  const method = new DemandForecast(series);
  for (let day = 0; day < series.days; day++) method.learn(day);
  const expected = new Float64Array(series.slots);
  for (let lead = 1; lead <= FORECAST_DAYS; lead++) method.forecast(series.days - 1 + lead, lead, expected);
  makeSlotTable(readSlotDays(context, place, LAST_DAY - EVIDENCE_DAYS + 1, LAST_DAY), { lastDay: LAST_DAY });
}

/** Counts what was loaded, and looks at it on a morning. */
function makeContexts(db: WriteHandle): (day: number) => FeedContext {
  const calendar = calendarOf(configuration, new Map());
  return (day) => {
    const nowSeconds = zone.startOfDay(day) + 6 * 3600;
    rollUp(db, rulesOf(configuration), nowSeconds);
    return { db, configuration, zone, calendar, nowSeconds };
  };
}

function nameOf(line: number): string {
  return `line ${line + 1}`;
}

function load(db: WriteHandle, lines: number, from: number, to: number): void {
  const nowSeconds = zone.startOfDay(to + 1);
  const configured = { queues: new Set<string>(), causes: new Set<string>() };
  const source = { source: 'bench', name: 'bench', zone, nowSeconds, configured };
  const into = new Load(db, 'contacts', source, hasherOf(db));
  for (let day = from; day <= to; day++) {
    const records = weekdayOf(day) === 6 ? [] : callsOf(zone.startOfDay(day), day, lines);
    const numbers = records.map((_, i) => i + 1);
    into.add({ records, lines: numbers, rejects: [], read: records.length, skipped: 0 });
  }
  into.finish();
}

function callsOf(startOfDay: number, day: number, lines: number): Contact[] {
  const random = new RandomStream(1, 'bench lines', day);
  const calls: Contact[] = [];
  for (let line = 0; line < lines; line++) {
    for (let hour = OPEN_FROM; hour < OPEN_TO; hour++) {
      const busy = hour === 10 || hour === 11;
      const count = random.poisson(CALLS_AN_HOUR * (busy ? 1.5 : 1));
      for (let i = 0; i < count; i++) {
        const isGone = random.chance(0.08);
        calls.push({
          ...NO_DETAILS,
          id: `${day} ${line} ${hour} ${i}`,
          offeredAt: startOfDay + hour * 3600 + Math.floor((3600 * i) / count),
          channel: 'phone',
          outcome: isGone ? 'abandoned' : 'answered',
          closedAt: null,
          queue: nameOf(line),
          waitSeconds: Math.round(random.exponential(busy ? 180 : 60)),
          handleSeconds: isGone ? null : 240,
        });
      }
    }
  }
  return calls;
}

function seconds(work: () => void): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}
