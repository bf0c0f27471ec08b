/**
 * What a stranger keeps who comes by each time the company publishes: the figures of the last days, and of their weeks and months,
 * as they are told then. Reckons nothing; what it means is for whoever compares it with what is told later.
 */
import { type Ask, addDays, daysBetween, type Grain, type Member, Reader, type Said } from './published.ts';

/** One figure as it was told. */
export interface Kept {
  member: Member;
  grain: Grain;
  start: string;
  metric: string;
  said: Said;
}

/** A day of the track record: how many came, as was known when it was scored. */
interface Scored {
  member: Member;
  date: string;
  came: number | null;
  /** hours that were recommended, and in which somebody came */
  recommended: number | null;
}

export interface Visit {
  moment: string;
  /** what was read: days, and weeks and months that meet them; hours of fewer */
  from: string;
  to: string;
  hoursFrom: string | null;
  kept: Kept[];
  scored: Scored[];
}

const LOOKED_BACK = 13;
const YEAR = 365;
const HOURS_LOOKED_BACK = 2;
/** Documented. */
const CHANNELS = ['phone', 'chat', 'email', 'web', 'social'];
const CATEGORIES = [
  ...['information', 'transaction', 'problem', 'complaint', 'idea', 'compliment', 'unclassified'],
];
const COUNTS = ['attempts', 'offered', 'answered', 'abandoned', 'contained', 'abandonment_rate'];

/** `hasHours`: of the day so far and those before it the hours are read too. */
export function visit(moment: string, ask: Ask, hasHours: boolean): Visit {
  const reader = new Reader(ask);
  const to = moment.slice(0, 10);
  const from = addDays(to, -LOOKED_BACK);
  const hoursFrom = hasHours ? addDays(to, -HOURS_LOOKED_BACK) : null;
  const made: Visit = { moment, from, to, hoursFrom, kept: [], scored: [] };
  const of = (by: string, names: readonly string[]) =>
    names.map((name): Member => `${by}=${encodeURIComponent(name)}`);
  // Lines have names of their own, and over a year each has been told of.
  const queues = of('queue', reader.members('queue', addDays(to, -YEAR), to));
  const [channels, categories] = [of('channel', CHANNELS), of('category', CATEGORIES)];
  const single = ['', ...channels, ...queues, ...categories];
  const crossed = channels.flatMap((channel) => categories.map((category) => `${channel}&${category}`));
  for (const grain of ['hour', 'day', 'week', 'month'] as const) {
    if (grain === 'hour' && hoursFrom === null) continue;
    const range = { from: grain === 'hour' ? hoursFrom! : from, to };
    for (const member of grain === 'hour' ? single : [...single, ...crossed])
      reader.series(COUNTS, member, grain, range, (metric, start, said) => {
        made.kept.push({ member, grain, start, metric, said });
      });
  }
  made.kept.push(...promisesOf(reader, from, to));
  for (const member of [...channels, ...queues]) made.scored.push(...scoredOf(reader, member, from, to));
  return made;
}

function scoredOf(reader: Reader, member: Member, from: string, to: string): Scored[] {
  interface Record {
    days: { date: string[]; came: (number | null)[]; recommended: (number | null)[] };
  }
  const days = reader.read<Record>(`track-record?${member}&from=${from}&to=${to}`)?.days;
  return (days?.date ?? []).map((date, i) => {
    const { came, recommended } = days!;
    return { member, date, came: came[i]!, recommended: recommended[i]! };
  });
}

interface Columns {
  value: (number | null)[];
  n: (number | null)[];
  status: string[];
}
interface Buckets {
  start: string[];
  due: Columns;
  kept: Columns;
}
interface Promises {
  promises: { slug: string; period: { due: Said; kept: Said }; months: Buckets; weeks: Buckets }[];
}

function promisesOf(reader: Reader, from: string, to: string): Kept[] {
  const kept: Kept[] = [];
  const keep = (slug: string, grain: Grain, start: string, due: Said, share: Said) => {
    const common = { member: `promise=${slug}`, grain, start };
    kept.push({ ...common, metric: 'due', said: due });
    kept.push({ ...common, metric: 'kept_by_due_date', said: share });
  };
  const at = ({ value, n, status }: Columns, i: number): Said => {
    return { value: value[i]!, n: n[i]!, status: status[i]! };
  };
  const read = (first: string, last: string) =>
    reader.read<Promises>(`promises?from=${first}&to=${last}`)?.promises ?? [];
  for (const day of daysBetween(from, to))
    for (const { slug, period } of read(day, day)) keep(slug, 'day', day, period.due, period.kept);
  for (const { slug, weeks, months } of read(from, to))
    for (const [grain, { start, due, kept: shares }] of [
      ['week', weeks],
      ['month', months],
    ] as const)
      start.forEach((first, i) => {
        if (first.slice(0, 10) >= addDays(from, grain === 'week' ? -6 : -30))
          keep(slug, grain, first.slice(0, 10), at(due, i), at(shares, i));
      });
  return kept;
}
