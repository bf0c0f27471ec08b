import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { actionsFeed } from '../../api/feeds/actions.ts';
import { parseConfiguration } from '../../db/configuration.ts';
import { makeCalendar } from '../../db/domain/calendar.ts';
import { dayOfDate, parseDay, weekdayOf } from '../../db/domain/civil-day.ts';
import {
  CATEGORIES,
  CHANNELS,
  type Contact,
  DEMANDS,
  type IntervalRecord,
  OUTCOMES,
  type PromiseRecord,
} from '../../db/domain/contact.ts';
import { resolveHolidays } from '../../db/holidays.ts';
import { readRecords } from '../../db/ingest/read.ts';
import { accountsOf } from '../../scripts/demonstration/accounts.ts';
import { demonstrationConfiguration } from '../../scripts/demonstration/configuration.ts';
import type { DemonstrationKind } from '../../scripts/demonstration/contract-file.ts';
import { csvPieces } from '../../scripts/demonstration/contract-file.ts';
import { makeDay } from '../../scripts/demonstration/day.ts';
import { englishHolidaysOf } from '../../scripts/demonstration/english-holidays.ts';
import { parcelsOf } from '../../scripts/demonstration/parcels.ts';
import { daysOf, makePlan } from '../../scripts/demonstration/plan.ts';
import * as records from '../../scripts/demonstration/records.ts';
import { intervalOf } from '../support/records.ts';
import { contextOf } from '../support/records-context.ts';
import { RecordsDatabase } from '../support/records-database.ts';

const FULL = { seed: 1, endDay: '2026-11-21' };
const SMALL = { seed: 7, endDay: '2026-11-21', days: 40, contactsPerYear: 20_000 };
const full = makePlan(FULL);
const small = makePlan(SMALL);

const WHOLE_RUN = {
  contacts: records.generateContacts,
  surveys: records.generateSurveys,
  promises: records.generatePromises,
  actions: records.generateActions,
  exposure: records.generateExposure,
  capacity: records.generateCapacity,
  codings: records.generateCodings,
  queue: records.generateQueue,
  accounts: (options: records.DemonstrationOptions) =>
    accountsOf(makePlan(options), makePlan(options).endDay),
} as const;
const KINDS = Object.keys(WHOLE_RUN) as (keyof typeof WHOLE_RUN)[];

function textOf(kind: DemonstrationKind, options: records.DemonstrationOptions): string {
  return [...csvPieces(kind, WHOLE_RUN[kind](options) as Iterable<never>)].join('');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What one pass over two years leaves behind. */
interface Totals {
  contacts: number;
  byChannel: Record<string, number>;
  byOutcome: Record<string, number>;
  /** by cause and days since 1970: contacts that entered a queue */
  byCauseAndDay: Map<string, Map<number, number>>;
  phoneByDay: Map<number, number>;
  blockedAt: number[];
  /** answered within a minute and ended, by weekday × 24 + hour, on the phone */
  within: Float64Array;
  ended: Float64Array;
  idsRise: boolean;
  arrivalsRise: boolean;
  wrong: Contact[];
  closedHours: Contact[];
  late: Contact[];
  answers: number;
  invited: number;
  /** by promise: due, kept */
  promises: Record<string, [number, number]>;
}

let totals: Totals;

beforeAll(async () => {
  const isOpen = await openingHours();
  totals = {
    contacts: 0,
    byChannel: {},
    byOutcome: {},
    byCauseAndDay: new Map(),
    phoneByDay: new Map(),
    blockedAt: [],
    within: new Float64Array(168),
    ended: new Float64Array(168),
    idsRise: true,
    arrivalsRise: true,
    wrong: [],
    closedHours: [],
    late: [],
    answers: 0,
    invited: 0,
    promises: {},
  };
  let lastId = '';
  let lastAt = 0;
  for (const made of records.generateDays(FULL)) {
    for (const contact of made.contacts) {
      totals.idsRise &&= contact.id > lastId;
      totals.arrivalsRise &&= contact.offeredAt >= lastAt;
      lastId = contact.id;
      lastAt = contact.offeredAt;
      count(contact, made.day);
      if (isWrong(contact)) totals.wrong.push(contact);
      if (isOpen(contact) === false) totals.closedHours.push(contact);
    }
    totals.late.push(...made.lateContacts);
    // What `generatePromises` gives, without making every day a second time; for a small plan the two are compared.
    for (const promise of [...parcelsOf(full, made.day), ...made.callbacks]) countPromise(promise);
    totals.answers += made.answers.length;
    totals.invited += made.invited.reduce((sum, sent) => sum + sent, 0);
  }
}, 120_000);

function countPromise({ promise, dueAt, doneAt, cancelledAt }: PromiseRecord): void {
  if (dueAt > full.asOf || cancelledAt !== null) return;
  totals.promises[promise] ??= [0, 0];
  const counts = totals.promises[promise];
  counts[0] += 1;
  if (doneAt !== null && doneAt <= dueAt) counts[1] += 1;
}

function count(contact: Contact, day: number): void {
  const { channel, outcome, cause } = contact;
  totals.contacts += 1;
  totals.byChannel[channel] = (totals.byChannel[channel] ?? 0) + 1;
  totals.byOutcome[outcome] = (totals.byOutcome[outcome] ?? 0) + 1;
  if (outcome === 'blocked') totals.blockedAt.push(contact.offeredAt);
  if (cause !== null && outcome !== 'contained' && outcome !== 'blocked') {
    const days = totals.byCauseAndDay.get(cause) ?? new Map<number, number>();
    totals.byCauseAndDay.set(cause, days.set(day, (days.get(day) ?? 0) + 1));
  }
  if (channel !== 'phone') return;
  totals.phoneByDay.set(day, (totals.phoneByDay.get(day) ?? 0) + 1);
  if (outcome !== 'answered' && outcome !== 'abandoned') return;
  const cell = weekdayOf(day) * 24 + Math.floor(full.zone.secondOfDay(contact.offeredAt) / 3600);
  totals.ended[cell] = (totals.ended[cell] ?? 0) + 1;
  if (outcome === 'answered' && (contact.waitSeconds ?? 0) <= 60) {
    totals.within[cell] = (totals.within[cell] ?? 0) + 1;
  }
}

/** The limits of the contract that a type cannot say. */
function isWrong(contact: Contact): boolean {
  const { menuSeconds, waitSeconds, holdSeconds, handleSeconds, priority, transfers, dueAt, closedAt } =
    contact;
  return (
    !CHANNELS.includes(contact.channel) ||
    !OUTCOMES.includes(contact.outcome) ||
    (contact.category !== null && !CATEGORIES.includes(contact.category)) ||
    (contact.demand !== null && !DEMANDS.includes(contact.demand)) ||
    [menuSeconds, waitSeconds, holdSeconds, handleSeconds].some(
      (seconds) => seconds !== null && !(Number.isInteger(seconds) && seconds >= 0 && seconds <= 86_400),
    ) ||
    [priority, transfers].some((whole) => whole !== null && !(Number.isInteger(whole) && whole >= 0)) ||
    [dueAt, closedAt].some((at) => at !== null && !(Number.isInteger(at) && at >= contact.offeredAt)) ||
    (closedAt !== null && closedAt > full.asOf) ||
    (contact.cause !== null && contact.category !== 'problem' && contact.category !== 'complaint') ||
    (contact.outcome === 'answered' && contact.agent === null)
  );
}

async function openingHours(): Promise<(contact: Contact) => boolean | null> {
  const parsed = parseConfiguration(demonstrationConfiguration(FULL), 'configuration.json');
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  const resolved = await resolveHolidays(parsed.configuration.holidays, 2024, 2026);
  if (!resolved.ok) throw new Error(resolved.problems.join('\n'));
  const { channels } = parsed.configuration;
  const calendar = makeCalendar({ zone: full.zone, channels, holidays: resolved.holidays });
  return ({ channel, offeredAt }) => calendar.isOpen(channel, offeredAt);
}

describe('the same seed and end date', () => {
  test.each(KINDS)('give the same bytes of %s, and another seed gives others', (kind) => {
    const text = textOf(kind, SMALL);
    expect(text.split('\n').length).toBeGreaterThan(3);
    expect(digest(textOf(kind, { ...SMALL }))).toBe(digest(text));
    // What the company announced and planned does not hang on luck.
    if (kind === 'actions' || kind === 'capacity') return;
    expect(digest(textOf(kind, { ...SMALL, seed: 8 }))).not.toBe(digest(text));
  });

  test('give the promises of a day with its contacts, as they are given by themselves', () => {
    const together = [...records.generateDays(SMALL)].flatMap((made) => [
      ...parcelsOf(small, made.day),
      ...made.callbacks,
    ]);
    expect([...records.generatePromises(SMALL)]).toEqual(together);
  });

  test('give the same days whether a day is made alone or in the run', () => {
    const alone = [...daysOf(small)].reverse().map((day) => makeDay(makePlan(SMALL), day));
    expect(alone.reverse()).toEqual([...records.generateDays(SMALL)]);
  });

  test('give the same files whatever the zone of the machine', { timeout: 60_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'demonstration-'));
    try {
      const written = ['Asia/Tokyo', 'America/New_York'].map((zone) => {
        const out = join(folder, zone.replace('/', '-'));
        const command = ['--out', out, '--end', '2026-11-21', '--days', '12', '--per-year', '9000'];
        execFileSync(process.execPath, ['scripts/demonstration.ts', ...command], {
          env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
        });
        return readdirSync(out)
          .sort()
          .map((name) => [name, digest(readFileSync(join(out, name), 'utf8'))]);
      });
      expect(written[0]).toHaveLength(10);
      expect(written[1]).toEqual(written[0]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test.each([
    [{ ...SMALL, endDay: '2026-02-30' }, 'expected a real date as YYYY-MM-DD'],
    [{ ...SMALL, days: 0 }, 'days: found 0; expected a whole number above 0'],
    [{ ...SMALL, contactsPerYear: 1.5 }, 'contacts a year: found 1.5'],
  ])('are refused in words when they make no sense: %o', (options, words) => {
    expect(() => makePlan(options)).toThrow(words);
  });
});

describe('two years', () => {
  test('hold about 400,000 contacts a year in the stated shares of channels', () => {
    expect(totals.contacts).toBeGreaterThan(2 * 400_000 * 0.9);
    expect(totals.contacts).toBeLessThan(2 * 400_000 * 1.1);
    const share = (channel: string) => (totals.byChannel[channel] ?? 0) / totals.contacts;
    expect(share('phone')).toBeCloseTo(0.6, 1);
    expect(share('chat')).toBeCloseTo(0.27, 1);
    expect(share('email')).toBeCloseTo(0.13, 1);
  });

  test('hold every outcome, with menus settling about one contact in eight', () => {
    expect(Object.keys(totals.byOutcome).sort()).toEqual([...OUTCOMES].sort());
    expect((totals.byOutcome.contained ?? 0) / totals.contacts).toBeCloseTo(0.125, 1);
  });

  test('come in order of arrival under rising, so unique, ids', () => {
    expect(totals.idsRise).toBe(true);
    expect(totals.arrivalsRise).toBe(true);
  });

  test('hold nothing outside the vocabularies and limits of the contract', () => {
    expect(totals.wrong.slice(0, 3)).toEqual([]);
  });

  test('have nobody calling or chatting outside the configured hours, holidays included', () => {
    expect(totals.closedHours.slice(0, 3)).toEqual([]);
  });

  test('have slow Monday mornings and quick evenings in the middle of the week', () => {
    const share = (weekday: number, hour: number) =>
      (totals.within[weekday * 24 + hour] ?? 0) / (totals.ended[weekday * 24 + hour] ?? 1);
    expect(share(0, 10)).toBeLessThan(0.5);
    expect(share(2, 18)).toBeGreaterThan(0.85);
  });

  test('peak before Christmas', () => {
    const daily = (from: number) => sumOver(totals.phoneByDay, from, from + 14);
    expect(daily(dayOfDate(2025, 12, 5)) / daily(dayOfDate(2025, 10, 3))).toBeGreaterThan(1.25);
  });

  test('have a survey that about one in eight answers, and promises of which one is often broken', () => {
    expect(totals.answers / totals.invited).toBeGreaterThan(0.1);
    expect(totals.answers / totals.invited).toBeLessThan(0.14);
    const shares = Object.fromEntries(
      Object.entries(totals.promises).map(([promise, [due, kept]]) => [promise, kept / due]),
    );
    expect(shares['parcel-5-days']).toBeGreaterThan(0.85);
    expect(shares['parcel-5-days']).toBeLessThan(0.98);
    expect(shares['parcel-abroad']).toBeGreaterThan(0.3);
    expect(shares['parcel-abroad']).toBeLessThan(0.6);
  });

  test('have a few hundred late contacts of the days 10 to 3 before the last', () => {
    expect(totals.late.length).toBeGreaterThan(200);
    expect(totals.late.length).toBeLessThan(800);
    const ages = totals.late.map(({ offeredAt }) => full.endDay - full.zone.dayOf(offeredAt));
    expect([Math.min(...ages), Math.max(...ages)]).toEqual([3, 10]);
    expect([...records.generateLateContacts(FULL)]).toEqual(totals.late);
  });
});

describe('what was planted', () => {
  const HALF_A_YEAR = 182;

  test.each([
    ['billing', 0.75],
    ['pricing', 1],
    ['product', 1.15],
  ])('shows in the contacts about %s: %d of what they were, beside an untouched cause', (cause, factor) => {
    const action = full.actions.find((planted) => planted.cause === cause);
    if (action === undefined) throw new Error(`no action on ${cause}`);
    expect(action.startDay - HALF_A_YEAR).toBeGreaterThanOrEqual(full.firstDay);
    expect(action.startDay + HALF_A_YEAR).toBeLessThanOrEqual(full.endDay);
    const ratio = (name: string) => {
      const days = totals.byCauseAndDay.get(name) ?? new Map();
      const afterFrom = action.startDay + action.rollOutDays;
      const after = sumOver(days, afterFrom, afterFrom + HALF_A_YEAR);
      return after / sumOver(days, action.startDay - HALF_A_YEAR, action.startDay);
    };
    expect(Math.abs(ratio(cause) / ratio('service') - factor)).toBeLessThan(0.06);
  });

  test('is in no record: the announced hopes are other numbers, and were registered before the start', () => {
    for (const action of records.generateActions(FULL)) {
      const truth = full.actions.find(({ id }) => id === action.id)?.trueEffect ?? Number.NaN;
      expect(Math.abs(truth)).not.toBe(action.expectedEffect);
      expect(action.registeredAt).toBeLessThan(action.startsAt);
    }
    const headers = KINDS.map((kind) => textOf(kind, SMALL).split('\n')[0]).join();
    expect(headers).not.toMatch(/true|planted/i);
  });

  test('is found again in the published weeks: one action worked, one changed nothing, one made it worse', () => {
    const database = new RecordsDatabase({ zone: full.zone });
    for (const action of records.generateActions(FULL)) {
      database.load('actions', [action], { nowSeconds: action.registeredAt });
    }
    database.load('exposure', [...records.generateExposure(FULL)]);
    const firstWeek = full.firstDay + ((7 - weekdayOf(full.firstDay)) % 7);
    const weeks: IntervalRecord[] = [];
    for (let monday = firstWeek; monday + 6 <= full.endDay; monday += 7) {
      for (const cause of ['billing', 'pricing', 'product', 'service']) {
        const offered = sumOver(totals.byCauseAndDay.get(cause) ?? new Map(), monday, monday + 7);
        const intervalStart = full.zone.startOfDay(monday);
        weeks.push(intervalOf({ intervalStart, interval: 'P1W', category: 'problem', cause, offered }));
      }
    }
    database.load('intervals', weeks);
    database.rollUp(full.asOf);
    const organisation = { name: 'Parcels', timeZone: full.zone.id };
    const context = contextOf(database, { organisation }, full.asOf);
    const { actions } = actionsFeed(context, { toDay: null });
    database.close();
    const said = (id: string) => actions.find((one) => one.id === id)?.looks.map(({ verdict }) => verdict);
    expect(said('plain-invoices')?.slice(1)).toEqual(['worked', 'worked']);
    expect(said('price-calculator')?.slice(1)).toEqual(['no_measurable_effect', 'no_measurable_effect']);
    // A seventh more in a quarter of a year may still be luck; in half a year it no longer is.
    expect(said('new-tracking-page')?.[1]).toMatch(/^(inconclusive|made_it_worse)$/);
    expect(said('new-tracking-page')?.[2]).toBe('made_it_worse');
    for (const { id, looks } of actions) {
      const truth = full.actions.find((planted) => planted.id === id)?.trueEffect ?? Number.NaN;
      const effect = looks.at(-1)?.effect;
      expect(effect?.low, id).toBeLessThan(truth);
      expect(effect?.high, id).toBeGreaterThan(truth);
    }
  });

  test('silences the telephone, and nothing else, for three hours of a working day', () => {
    const { day, startSecond, endSecond } = full.outage;
    const within = (of: number, channel: string) =>
      makeDay(full, of).contacts.filter(({ channel: its, offeredAt }) => {
        const second = full.zone.secondOfDay(offeredAt);
        return its === channel && second >= startSecond && second < endSecond;
      }).length;
    expect([weekdayOf(day), endSecond - startSecond]).toEqual([2, 3 * 3600]);
    expect(within(day, 'phone')).toBe(0);
    expect(within(day, 'chat')).toBeGreaterThan(40);
    expect(within(day - 7, 'phone')).toBeGreaterThan(150);
  });

  test('refuses callers on one evening only, on which the others wait many times as long', () => {
    const { day, startSecond, endSecond } = full.overload;
    expect(totals.blockedAt.length).toBeGreaterThan(50);
    for (const at of totals.blockedAt) {
      expect(full.zone.dayOf(at)).toBe(day);
      expect(full.zone.secondOfDay(at)).toBeGreaterThanOrEqual(startSecond);
      expect(full.zone.secondOfDay(at)).toBeLessThan(endSecond);
    }
    expect(eveningLoss(day)).toBeGreaterThan(0.4);
    expect(eveningLoss(day + 35)).toBeLessThan(0.25);
  });

  function eveningLoss(day: number): number {
    const evening = makeDay(full, day).contacts.filter(
      ({ channel, offeredAt }) => channel === 'phone' && full.zone.secondOfDay(offeredAt) >= 17 * 3600,
    );
    const abandoned = evening.filter(({ outcome }) => outcome === 'abandoned').length;
    return (
      abandoned / evening.filter(({ outcome }) => outcome === 'answered' || outcome === 'abandoned').length
    );
  }
});

describe('clock changes', () => {
  // Many contacts, so that every hour of the night has some.
  const busy = makePlan({ ...FULL, contactsPerYear: 20_000_000 });

  function emailsByHour(date: string): { byElapsedHour: number[]; byWallHour: number[] } {
    const day = parseDay(date) ?? Number.NaN;
    const { startAt, endAt } = busy.spanOf(day);
    const byElapsedHour = new Array<number>((endAt - startAt) / 3600).fill(0);
    const byWallHour = new Array<number>(24).fill(0);
    for (const { channel, offeredAt } of makeDay(busy, day).contacts) {
      if (channel !== 'email') continue;
      if (offeredAt < startAt || offeredAt >= endAt) throw new Error(`${offeredAt} is not on ${date}`);
      const elapsed = Math.floor((offeredAt - startAt) / 3600);
      const wall = Math.floor(busy.zone.secondOfDay(offeredAt) / 3600);
      byElapsedHour[elapsed] = (byElapsedHour[elapsed] ?? 0) + 1;
      byWallHour[wall] = (byWallHour[wall] ?? 0) + 1;
    }
    return { byElapsedHour, byWallHour };
  }

  test('a spring-forward day has 23 hours of arrivals, none between one and two', () => {
    const { byElapsedHour, byWallHour } = emailsByHour('2025-03-30');
    expect(byElapsedHour).toHaveLength(23);
    expect(Math.min(...byElapsedHour)).toBeGreaterThan(0);
    expect(byWallHour[1]).toBe(0);
  });

  test('a fall-back day has 25 hours of arrivals, the hour from one to two twice', () => {
    const { byElapsedHour, byWallHour } = emailsByHour('2025-10-26');
    expect(byElapsedHour).toHaveLength(25);
    expect(Math.min(...byElapsedHour)).toBeGreaterThan(0);
    const ordinary = emailsByHour('2025-10-19').byWallHour;
    const twice = (byWallHour[1] ?? 0) / (ordinary[1] ?? 1);
    expect(twice).toBeGreaterThan(1.6);
    expect(twice).toBeLessThan(2.5);
  });
});

describe('the files', () => {
  test.each(KINDS)('of %s are read back without a reject as the records they were', async (kind) => {
    const made = [...WHOLE_RUN[kind](SMALL)];
    async function* bytes() {
      yield Buffer.from(textOf(kind, SMALL));
    }
    const read: unknown[] = [];
    for await (const batch of readRecords(bytes(), { kind, zone: small.zone })) {
      expect(batch.rejects).toEqual([]);
      expect(batch.ignoredColumns).toEqual([]);
      read.push(...batch.records);
    }
    expect(read).toEqual(made);
  });

  test('come with a configuration that names every queue, cause and promise in them', () => {
    const parsed = parseConfiguration(demonstrationConfiguration(FULL), 'configuration.json');
    if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
    const { queues, causes, promises, outages, organisation } = parsed.configuration;
    expect(organisation.name).toContain('fictional');
    expect(outages).toHaveLength(1);
    for (const { queue, cause, subCause } of records.generateContacts(SMALL)) {
      if (queue !== null) expect(queues).toHaveProperty([queue]);
      if (cause !== null) expect(causes).toHaveProperty([cause]);
      if (subCause !== null) expect(causes[subCause]?.parent).toBe(cause);
    }
    const promised = new Set([...records.generatePromises(SMALL)].map(({ promise }) => promise));
    const recorded = promises.filter(({ of }) => of === 'records').map(({ id }) => id);
    expect([...promised].sort()).toEqual(recorded.sort());
  });

  test('keep the holidays that the product takes for England', async () => {
    const resolved = await resolveHolidays({ country: 'GB', region: 'ENG', add: [], remove: [] }, 2024, 2035);
    if (!resolved.ok) throw new Error(resolved.problems.join('\n'));
    const ours: number[] = [];
    for (let year = 2024; year <= 2035; year += 1) ours.push(...englishHolidaysOf(year));
    expect(ours.sort((a, b) => a - b)).toEqual([...resolved.holidays.keys()].sort((a, b) => a - b));
  });
});

function sumOver(days: ReadonlyMap<number, number>, from: number, to: number): number {
  let sum = 0;
  for (let day = from; day < to; day += 1) sum += days.get(day) ?? 0;
  return sum;
}
