/**
 * Records of a made-up organisation, one by one or at random, for tests of loading and counting.
 * Owns their defaults and their spread; refuses to load them.
 *
 * No two lengths of waits share a histogram bin of several seconds, so that percentiles can be checked against exact
 * times; arrivals are whole seconds, and no two of a data set are the same.
 */
import fc from 'fast-check';
import {
  CATEGORIES,
  CHANNELS,
  type Contact,
  DEMANDS,
  type EventRecord,
  type IntervalRecord,
  NO_DETAILS,
  OUTCOMES,
  type SurveyAnswer,
} from '../../db/domain/contact.ts';

/** A phone call that was answered at once; everything that a test does not speak of is unsaid. */
export function contactOf(fields: Partial<Contact> & Pick<Contact, 'id' | 'offeredAt'>): Contact {
  return {
    channel: 'phone',
    outcome: 'answered',
    closedAt: null,
    ...NO_DETAILS,
    ...fields,
  };
}

/** An interval of which only what a test says is known. */
export function intervalOf(
  fields: Partial<IntervalRecord> & Pick<IntervalRecord, 'intervalStart' | 'interval'>,
): IntervalRecord {
  return {
    channel: 'phone',
    queue: null,
    category: null,
    cause: null,
    offered: null,
    answered: null,
    abandoned: null,
    blocked: null,
    withinSeconds: null,
    answeredWithin: null,
    waitTotalSeconds: null,
    handleTotalSeconds: null,
    ...fields,
  };
}

/** A survey answer on a scale from 1 to 5. */
export function answerOf(
  fields: Partial<SurveyAnswer> & Pick<SurveyAnswer, 'id' | 'answeredAt'>,
): SurveyAnswer {
  return {
    shape: 'answer',
    contactId: null,
    score: null,
    scaleMin: 1,
    scaleMax: 5,
    best: 'high',
    wouldRecommend: null,
    ...fields,
  };
}

/** Each in a bin of its own, so that bins tell as much as exact times; the last is longer than histograms measure. */
const ANSWERED_WAITS = [0, 0.5, 3, 5, 12, 20, 21, 45, 60, 90, 120, 121, 300, 301, 14_400, 20_000];
const ABANDONED_WAITS = [0, 0.5, 3, 5, 12, 20, 21, 45, 61, 101, 280, 3600, 20_000];

const DAY_SECONDS = 86_400;
const few = <T>(values: readonly T[]) => fc.constantFrom(...values);
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });

/** What a contact may say besides when it came; times after its arrival are given in seconds from there. */
const anyDetails = fc.record({
  channel: few(CHANNELS.slice(0, 3)),
  outcome: fc.oneof(
    { weight: 3, arbitrary: few(OUTCOMES.slice(0, 2)) },
    { weight: 2, arbitrary: few(OUTCOMES) },
  ),
  queue: perhaps(few(['sales', 'service'])),
  category: perhaps(few(CATEGORIES)),
  cause: perhaps(few(['product', 'fees'])),
  subCause: perhaps(few(['late', 'lost'])),
  demand: perhaps(few(DEMANDS)),
  menuSeconds: perhaps(few([0, 7.25, 40])),
  waitPlace: fc.option(fc.nat(), { nil: null, freq: 20 }),
  holdSeconds: perhaps(few([0, 33])),
  handleSeconds: perhaps(few([10, 180.5, 700])),
  priority: perhaps(few([0, 2])),
  transfers: perhaps(few([0, 1, 3])),
  dueAfter: perhaps(fc.integer({ min: 0, max: 9 * DAY_SECONDS })),
  closedAfter: perhaps(fc.integer({ min: 0, max: 12 * DAY_SECONDS })),
  resolvedFirst: perhaps(fc.boolean()),
  customer: perhaps(few(['ada', 'ben', 'cem', 'dee', 'eve', 'fay'])),
  agent: perhaps(few(['agent one', 'agent two', 'agent three'])),
  language: perhaps(few(['en', 'he'])),
  region: perhaps(few(['north', 'south'])),
});

/** Up to `most` contacts that arrive from one UTC second to another. Their ids are their places: c0, c1, … */
export function anyContacts(range: {
  from: number;
  to: number;
  most: number;
  least?: number;
}): fc.Arbitrary<Contact[]> {
  const arrival = fc.integer({ min: range.from, max: range.to });
  return fc
    .uniqueArray(fc.tuple(arrival, anyDetails), {
      minLength: range.least ?? 1,
      maxLength: range.most,
      size: 'max',
      selector: ([offeredAt]) => offeredAt,
    })
    .map((drawn) =>
      drawn.map(([offeredAt, { dueAfter, closedAfter, waitPlace, ...details }], i) =>
        contactOf({
          id: `c${i}`,
          offeredAt,
          ...details,
          waitSeconds: waitPlace === null ? null : waitOf(details.outcome, waitPlace),
          dueAt: dueAfter === null ? null : offeredAt + dueAfter,
          closedAt: closedAfter === null ? null : offeredAt + closedAfter,
        }),
      ),
    );
}

function waitOf(outcome: Contact['outcome'], place: number): number {
  const waits = outcome === 'abandoned' ? ABANDONED_WAITS : ANSWERED_WAITS;
  return waits[place % waits.length] ?? 0;
}

/** Another version of a contact: the same id, everything else as it may come. */
export function changedFrom(contact: Contact, fields: Partial<Contact>): Contact {
  return { ...contact, ...fields, id: contact.id };
}

/** A step of a contact of which nothing else is said. */
export function eventOf(
  fields: Partial<EventRecord> & Pick<EventRecord, 'at' | 'contactId' | 'event'>,
): EventRecord {
  return { ...NO_DETAILS, channel: null, ...fields };
}
