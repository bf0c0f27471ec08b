/**
 * A fictional company of twelve contacts a day: a year of records as its systems would export them, the same on every run.
 * Owns the records and the configuration; refuses to load or to publish them.
 */

/** A company where the clock never changes, so that a reader needs no calendar but his own. */
export const TIME_ZONE = 'Africa/Lagos';
const OFFSET = '+01:00';
/** A Monday, and the Sunday 52 weeks after. */
export const FIRST_DATE = '2025-01-06';
export const LAST_DATE = '2026-01-04';
/** The reader comes when every figure is final. */
export const NOW = '2026-03-16T09:00:00Z';
/** A Monday on which an edition is published; what comes late comes after it. */
export const EARLIER = '2025-12-08T09:00:00Z';
/** Mondays on which the company publishes what has come, and the days of a week thereafter. */
export const WEEKLY = [
  '2025-10-27',
  '2025-11-03',
  '2025-11-10',
  '2025-11-17',
  '2025-11-24',
  '2025-12-01',
].map(morningOf);
export const DAILY = Array.from({ length: 7 }, (_, i) =>
  morningOf(`2025-12-${String(i + 3).padStart(2, '0')}`),
);

const WORKING = ['mon', 'tue', 'wed', 'thu', 'fri'];
const hoursOf = (days: readonly string[], hours: string) =>
  Object.fromEntries(days.map((day) => [day, [hours]]));
const DAYS = [...WORKING, 'sat', 'sun'];

export const CONFIGURATION = {
  organisation: { name: 'Twelve a Day', timeZone: TIME_ZONE },
  channels: {
    phone: { hours: hoursOf(WORKING, '09:00-17:00') },
    chat: { hours: hoursOf(WORKING, '09:00-17:00') },
    email: { hours: hoursOf(DAYS, '00:00-24:00') },
    web: { hours: hoursOf(DAYS, '00:00-24:00') },
    social: { hours: hoursOf(DAYS, '00:00-24:00') },
  },
  queues: { orders: 'Orders', service: 'Service', billing: 'Accounts', technical: 'Technical help' },
  causes: { fees: { label: 'Fees', parent: 'pricing' } },
  promises: [{ id: 'reply', words: 'A reply by the day we name.', of: 'cases', target: 0.9 }],
  targets: [
    {
      id: 'phone-120',
      words: '8 in 10 answered within two minutes',
      clock: 'internal',
      channel: 'phone',
      thresholdSeconds: 120,
      share: 0.8,
      from: '2025-01-01',
    },
  ],
  disclosure: { threshold: 10, liveDelayMinutes: 15 },
};

/** Seeded; each draw lies in 0 to 1. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Weights<Name extends string> = Readonly<Partial<Record<Name, number>>>;

const CHANNELS = { phone: 0.48, email: 0.2, web: 0.14, chat: 0.12, social: 0.06 };
const QUEUES = { orders: 0.36, service: 0.3, billing: 0.18, technical: 0.12, '': 0.04 };
const CATEGORIES = {
  information: 0.3,
  transaction: 0.22,
  problem: 0.2,
  complaint: 0.14,
  idea: 0.03,
  compliment: 0.04,
  '': 0.07,
};
const CAUSES = { product: 0.28, delivery: 0.3, billing: 0.12, service: 0.12, fees: 0.1, '': 0.08 };
const PHONE_ENDS = {
  answered: 0.76,
  abandoned: 0.11,
  contained: 0.06,
  blocked: 0.03,
  callback: 0.03,
  message: 0.01,
};
const CHAT_ENDS = { answered: 0.8, abandoned: 0.14, contained: 0.06 };
const WRITTEN_ENDS = { answered: 0.95, open: 0.05 };

/** A row as it is exported from a moment on: of a case first as it came, then as it was closed. */
interface Row {
  /** UTC milliseconds */
  knownAt: number;
  id: string;
  text: string;
}

export interface Company {
  contacts: readonly Row[];
  surveys: readonly Row[];
}

/** What became known after one moment and by another, as a file. */
export function fileOf(kind: keyof Company, company: Company, after: string | null, by: string): string {
  const [from, to] = [after === null ? -Infinity : Date.parse(after), Date.parse(by)];
  const rows = company[kind].filter(({ knownAt }) => knownAt > from && knownAt <= to);
  const latest = new Map(rows.map(({ id, text }) => [id, text]));
  return [kind === 'contacts' ? CONTACT_HEADER : SURVEY_HEADER, ...latest.values()].join('\n');
}

function morningOf(date: string): string {
  return `${date}T09:00:00Z`;
}

const CONTACT_HEADER =
  'id,offered_at,channel,outcome,queue,category,cause,sub_cause,demand,menu_s,wait_s,hold_s,handle_s,transfers,due_at,closed_at,resolved_first,customer,agent,language,region';
const SURVEY_HEADER = 'id,contact_id,answered_at,score,scale_min,scale_max,best,would_recommend';

export interface Size {
  /** a Monday */
  firstDate: string;
  /** how many times as many contacts */
  times: number;
}

/** Rows of CSV as the company's systems write them, in order of when they are known. */
export function makeCompany({ firstDate, times }: Size = { firstDate: FIRST_DATE, times: 1 }): Company {
  const random = randomOf(20250106);
  const pick = <Name extends string>(weights: Weights<Name>): Name => {
    let left = random();
    const names = Object.entries(weights) as [Name, number][];
    for (const [name, weight] of names) {
      left -= weight;
      if (left < 0) return name;
    }
    return names[0]![0];
  };
  const whole = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const about = (mean: number) => Math.round(-mean * Math.log(1 - random()));
  const contactRows: Row[] = [];
  const surveys: Row[] = [];
  const operatedFrom = Date.parse(WEEKLY[0]!) - 14 * 86_400_000;
  let id = 0;
  for (let day = Date.parse(firstDate); day <= Date.parse(LAST_DATE); day += 86_400_000) {
    const weekday = (new Date(day).getUTCDay() + 6) % 7;
    const mean = times * (weekday < 5 ? [19, 16, 15, 15, 14][weekday]! : 3);
    const contacts = Math.max(
      0,
      Math.round(mean + Math.sqrt(mean) * (random() + random() + random() - 1.5) * 2),
    );
    for (let i = 0; i < contacts; i++) {
      const channel = weekday < 5 ? pick(CHANNELS) : pick({ email: 0.5, web: 0.35, social: 0.15 });
      const isWritten = channel !== 'phone' && channel !== 'chat';
      const hour =
        isWritten && random() < 0.3
          ? whole(0, 23)
          : 9 + Math.floor(8 * Math.min(0.999, (random() + random()) / 2));
      const arrived = day - 3_600_000 + (hour * 3600 + whole(0, 3599)) * 1000;
      const outcome =
        channel === 'phone' ? pick(PHONE_ENDS) : channel === 'chat' ? pick(CHAT_ENDS) : pick(WRITTEN_ENDS);
      const category = pick(CATEGORIES);
      const cause = category === 'problem' || category === 'complaint' ? pick(CAUSES) : '';
      const isAnswered = outcome === 'answered';
      const due = isWritten ? arrived + 3 * 86_400_000 : null;
      const closed = isWritten && isAnswered ? arrived + about(30 * 3600) * 1000 : null;
      const hasWait = isAnswered || outcome === 'abandoned';
      const wait = isWritten ? about(6000) : about(outcome === 'abandoned' ? 90 : 55);
      const customer = random() < 0.9 ? `c${whole(1, 1500)}` : '';
      id++;
      const isClosedByNow = closed !== null && closed <= Date.parse(NOW);
      const fields = [
        `k${id}`,
        instant(arrived),
        channel,
        outcome,
        pick(QUEUES),
        category,
        cause,
        cause === 'product' ? pick({ broken: 0.6, missing: 0.4 }) : '',
        random() < 0.8 ? pick({ value: 0.6, failure: 0.3, unclear: 0.1 }) : '',
        channel === 'phone' ? whole(5, 60) : '',
        hasWait ? Math.min(wait, 80_000) : '',
        isAnswered && channel === 'phone' ? whole(0, 90) : '',
        isAnswered ? 60 + about(240) : '',
        isAnswered ? (random() < 0.12 ? 1 : 0) : '',
        due === null ? '' : instant(due),
        CLOSED_AT,
        isAnswered && random() < 0.7 ? String(random() < 0.75) : '',
        customer,
        isAnswered ? `a${whole(1, 9)}` : '',
        pick({ en: 0.8, ha: 0.15, yo: 0.05 }),
        pick({ north: 0.5, south: 0.35, east: 0.15 }),
      ].join(',');
      const isLate = arrived > operatedFrom && random() < 0.03;
      const knownAt = arrived + 3_600_000 + (isLate ? whole(3, 12) * 86_400_000 : 0);
      contactRows.push({ knownAt, id: `k${id}`, text: fields.replace(CLOSED_AT, '') });
      if (isClosedByNow)
        contactRows.push({
          ...{ knownAt: Math.max(knownAt, closed) + 1, id: `k${id}` },
          text: fields.replace(CLOSED_AT, instant(closed)),
        });
      if (isAnswered && random() < 0.14) {
        const score = pick({ 5: 0.5, 4: 0.28, 3: 0.1, 2: 0.06, 1: 0.06 });
        const recommend = Math.min(10, Math.max(0, Number(score) * 2 + whole(-1, 1)));
        const answeredAt = arrived + 7_200_000;
        surveys.push({
          ...{ knownAt: Math.max(knownAt, answeredAt) + 1, id: `s${id}` },
          text: [`s${id}`, `k${id}`, instant(answeredAt), score, 1, 5, 'high', recommend].join(','),
        });
      }
    }
  }
  const inOrder = (rows: Row[]) => rows.sort((a, b) => a.knownAt - b.knownAt);
  return { contacts: inOrder(contactRows), surveys: inOrder(surveys) };
}

/** Stands for when a case was closed. */
const CLOSED_AT = '@';

/** `2025-01-06T09:30:00+01:00` */
function instant(ms: number): string {
  return new Date(ms + 3_600_000).toISOString().replace('.000Z', OFFSET);
}
