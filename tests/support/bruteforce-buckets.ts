/**
 * Which records belong to which published cell, found by looking at every record and at a calendar of its own.
 * Owns a second, slow and plain account of the lattice and of civil time (by Intl); shares no code with the roll-up.
 */
import type {
  CapacityRecord,
  Contact,
  IntervalRecord,
  Period,
  SurveyAggregate,
  SurveyAnswer,
  SurveyRecord,
} from '../../db/domain/contact.ts';
import type { Target } from '../../db/domain/target.ts';

/** All records of an organisation, and the moment at which it looks at them. */
export interface World {
  timeZone: string;
  nowSeconds: number;
  targets: readonly Target[];
  shortAbandonSeconds: number;
  /** causes, sub-causes and lines of contacts that chase progress; left out: nobody says */
  progressChasing?: { causes: readonly string[]; queues: readonly string[] } | null;
  contacts: readonly Contact[];
  intervals: readonly IntervalRecord[];
  surveys: readonly SurveyRecord[];
  capacity: readonly CapacityRecord[];
}

/** How a contact of a known customer stands to the others: seconds to the one before and the one after. */
export interface Link {
  at: number;
  before: number;
  after: number;
}

/** Everything that belongs to one bucket of one cell. */
export interface Bucket {
  arrivals: Contact[];
  closings: Contact[];
  dues: Contact[];
  links: Link[];
  intervals: IntervalRecord[];
  answers: SurveyAnswer[];
  aggregates: SurveyAggregate[];
  capacity: CapacityRecord[];
}

export type BucketGrain = '15min' | 'hour' | 'day' | 'week' | 'month';
type Dimensions = Record<
  'channel' | 'queue' | 'category' | 'cause' | 'language' | 'region' | 'sub_cause',
  string | null
>;

const GRAINS: readonly BucketGrain[] = ['15min', 'hour', 'day', 'week', 'month'];
const DAY = [
  'all',
  'channel',
  'queue',
  'category',
  'channel+category',
  'queue+category',
  'cause',
  'language',
];
/** The lattice as the contract states it, with the margins of its cross table. */
const TABLES: Readonly<Record<BucketGrain, readonly string[]>> = {
  '15min': ['all', 'channel', 'queue'],
  hour: ['all', 'channel', 'queue', 'category'],
  day: DAY,
  week: [...DAY, 'channel+cause', 'category+cause', 'channel+category+cause', 'region'],
  month: [
    ...DAY,
    ...['channel+cause', 'category+cause', 'channel+category+cause', 'region', 'cause+sub_cause'],
  ],
};
const UNSTATED: Dimensions = {
  channel: 'other',
  queue: 'unstated',
  category: 'unclassified',
  cause: 'unstated',
  language: 'unstated',
  region: 'unstated',
  sub_cause: 'unstated',
};
/** The buckets in which a sum over a period can speak: none finer, and a week's says nothing of a month. */
const SPEAKS_IN: Readonly<Record<Period, readonly BucketGrain[]>> = {
  PT15M: GRAINS,
  PT30M: ['hour', 'day', 'week', 'month'],
  PT1H: ['hour', 'day', 'week', 'month'],
  P1D: ['day', 'week', 'month'],
  P1W: ['week'],
  P1M: ['month'],
};
const WHOLE_DAYS: readonly BucketGrain[] = ['day', 'week', 'month'];

/** Civil time of one zone, as Intl tells it. */
export class WallClock {
  private readonly format: Intl.DateTimeFormat;
  private readonly known = new Map<number, { date: string; hour: string }>();

  constructor(timeZone: string) {
    this.format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      timeZoneName: 'longOffset',
    });
  }

  /** The local date, and the local hour with its offset, so that a repeated hour is two. */
  read(at: number): { date: string; hour: string } {
    let read = this.known.get(at);
    if (read === undefined) {
      const part = Object.fromEntries(
        this.format.formatToParts(at * 1000).map(({ type, value }) => [type, value]),
      );
      const date = `${part.year}-${part.month}-${part.day}`;
      read = { date, hour: `${date} ${part.hour} ${part.timeZoneName}` };
      this.known.set(at, read);
    }
    return read;
  }

  /** The name of the bucket that holds an instant. */
  bucketOf(grain: BucketGrain, at: number): string {
    if (grain === '15min') return String(Math.floor(at / 900) * 900);
    const { date, hour } = this.read(at);
    if (grain === 'hour') return hour;
    if (grain === 'month') return date.slice(0, 7);
    return grain === 'day' ? date : mondayOf(date);
  }
}

/** Whole days since 1970 of a date. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

function mondayOf(date: string): string {
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return new Date((dayNumber(date) - weekday) * 86_400_000).toISOString().slice(0, 10);
}

/** Every bucket that holds a record, by `grain shape ["member"] bucket`. */
export function sortIntoBuckets(world: World): Map<string, Bucket> {
  const clock = new WallClock(world.timeZone);
  const buckets = new Map<string, Bucket>();
  const put = <K extends keyof Bucket>(
    what: K,
    item: Bucket[K][number],
    at: number,
    dimensions: Partial<Dimensions>,
    grains: readonly BucketGrain[],
  ) => {
    for (const name of cellsOf(dimensions, grains)) {
      const key = `${name} ${clock.bucketOf(name.split(' ', 1)[0] as BucketGrain, at)}`;
      let bucket = buckets.get(key);
      if (bucket === undefined) {
        bucket = emptyBucket();
        buckets.set(key, bucket);
      }
      (bucket[what] as Bucket[K][number][]).push(item);
    }
  };

  const contacts = new Map(world.contacts.map((contact) => [contact.id, contact]));
  const links = linkContacts(world.contacts);
  for (const contact of world.contacts) {
    const { offeredAt, closedAt, dueAt } = contact;
    const about = dimensionsOf(contact);
    put('arrivals', contact, offeredAt, about, GRAINS);
    if (closedAt !== null) put('closings', contact, closedAt, about, GRAINS);
    if (dueAt !== null && dueAt <= world.nowSeconds) put('dues', contact, dueAt, about, GRAINS);
    const link = links.get(contact.id);
    if (link !== undefined) put('links', link, offeredAt, about, WHOLE_DAYS);
  }
  for (const interval of world.intervals) {
    put('intervals', interval, interval.intervalStart, interval, SPEAKS_IN[interval.interval]);
  }
  for (const survey of world.surveys) {
    if (survey.shape === 'answer') {
      const about = survey.contactId === null ? undefined : contacts.get(survey.contactId);
      put('answers', survey, survey.answeredAt, about === undefined ? {} : dimensionsOf(about), WHOLE_DAYS);
    } else {
      const grains = SPEAKS_IN[survey.period].filter((grain) => WHOLE_DAYS.includes(grain));
      put('aggregates', survey, survey.periodStart, survey, grains);
    }
  }
  for (const capacity of world.capacity) {
    put('capacity', capacity, capacity.intervalStart, capacity, SPEAKS_IN[capacity.interval]);
  }
  return buckets;
}

function emptyBucket(): Bucket {
  return {
    arrivals: [],
    closings: [],
    dues: [],
    links: [],
    intervals: [],
    answers: [],
    aggregates: [],
    capacity: [],
  };
}

function dimensionsOf(contact: Contact): Partial<Dimensions> {
  return { ...contact, sub_cause: contact.subCause };
}

/**
 * Tables by cause are about problems and complaints, and whatever else the source gave a cause; the table of what a cause
 * consists of about contacts of which the source says so.
 */
function cellsOf(dimensions: Partial<Dimensions>, grains: readonly BucketGrain[]): string[] {
  const isCaused =
    (dimensions.cause ?? null) !== null ||
    dimensions.category === 'problem' ||
    dimensions.category === 'complaint';
  const isDivided = (dimensions.cause ?? null) !== null && (dimensions.sub_cause ?? null) !== null;
  return grains.flatMap((grain) =>
    TABLES[grain]
      .filter((shape) => isCaused || !shape.includes('cause'))
      .filter((shape) => isDivided || !shape.includes('sub_cause'))
      .map((shape) => {
        const held = shape === 'all' ? [] : (shape.split('+') as (keyof Dimensions)[]);
        return `${grain} ${shape} ${JSON.stringify(held.map((name) => dimensions[name] ?? UNSTATED[name]))}`;
      }),
  );
}

/** For each offered contact of a known customer: how long before and after another about the same category came. */
function linkContacts(contacts: readonly Contact[]): Map<string, Link> {
  const known = contacts.filter(
    ({ customer, outcome }) => customer !== null && outcome !== 'contained' && outcome !== 'blocked',
  );
  return new Map(
    known.map((contact) => {
      const others = known.filter(
        (other) =>
          other !== contact && other.customer === contact.customer && other.category === contact.category,
      );
      const gaps = others.map((other) => other.offeredAt - contact.offeredAt);
      return [
        contact.id,
        {
          at: contact.offeredAt,
          before: Math.min(Infinity, ...gaps.filter((gap) => gap < 0).map((gap) => -gap)),
          after: Math.min(Infinity, ...gaps.filter((gap) => gap > 0)),
        },
      ];
    }),
  );
}
