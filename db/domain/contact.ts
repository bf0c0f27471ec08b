/**
 * The records an operator sends, as the rest of the house sees them: typed, in UTC seconds, already checked.
 * Owns their shape and the fixed vocabularies; refuses to know where a record came from or where it is kept.
 *
 * Instants are whole UTC seconds since 1970. Durations are seconds and may carry a fraction.
 * `null` means "the source did not say", never zero.
 */

export const CHANNELS = ['phone', 'chat', 'email', 'web', 'social', 'post', 'in_person', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

/** `contained`: ended in self-service or a menu, never queued. `blocked`: busy or refused. */
export const OUTCOMES = [
  'answered',
  'abandoned',
  'contained',
  'blocked',
  'callback',
  'message',
  'open',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The outcomes that entered a queue: together they are the metric `offered`. */
export const OFFERED_OUTCOMES: readonly Outcome[] = ['answered', 'abandoned', 'callback', 'message', 'open'];

export const CATEGORIES = [
  'information',
  'transaction',
  'problem',
  'complaint',
  'idea',
  'compliment',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** The causes every operator has; operators add their own under one of these in the configuration. */
export const CAUSES = ['product', 'delivery', 'pricing', 'billing', 'service'] as const;

export const DEMANDS = ['value', 'failure', 'unclear'] as const;
export type Demand = (typeof DEMANDS)[number];

/** One contact. `customer` and `agent` are the operator's references and live only until they are hashed. */
export interface Contact {
  id: string;
  offeredAt: number;
  channel: Channel;
  outcome: Outcome;
  queue: string | null;
  category: Category | null;
  cause: string | null;
  subCause: string | null;
  demand: Demand | null;
  menuSeconds: number | null;
  waitSeconds: number | null;
  holdSeconds: number | null;
  handleSeconds: number | null;
  priority: number | null;
  transfers: number | null;
  dueAt: number | null;
  closedAt: number | null;
  resolvedFirst: boolean | null;
  customer: string | null;
  agent: string | null;
  language: string | null;
  region: string | null;
}

/** What may be known of a contact besides when and where it came and how it ended; full records and events say it. */
export type ContactDetails = Omit<Contact, 'id' | 'offeredAt' | 'channel' | 'outcome' | 'closedAt'>;

export const NO_DETAILS: Readonly<ContactDetails> = {
  queue: null,
  category: null,
  cause: null,
  subCause: null,
  demand: null,
  menuSeconds: null,
  waitSeconds: null,
  holdSeconds: null,
  handleSeconds: null,
  priority: null,
  transfers: null,
  dueAt: null,
  resolvedFirst: null,
  customer: null,
  agent: null,
  language: null,
  region: null,
};

/** What happens to a contact while it happens. `offered`: it arrived, before any menu; `queued`: it began to wait. */
export const LIFECYCLE_EVENTS = [
  'offered',
  'queued',
  'answered',
  'abandoned',
  'ended',
  'closed',
  'callback_asked',
  'callback_made',
] as const;
export type LifecycleEvent = (typeof LIFECYCLE_EVENTS)[number];

/** One step in the life of a contact, with whatever else is known of the contact by then. */
export interface EventRecord extends ContactDetails {
  at: number;
  contactId: string;
  event: LifecycleEvent;
  channel: Channel | null;
}

/** The lengths an interval or a survey aggregate may have; each is a civil period in the organisation's zone. */
export const PERIODS = ['PT15M', 'PT30M', 'PT1H', 'P1D', 'P1W', 'P1M'] as const;
export type Period = (typeof PERIODS)[number];

/** Sums over one civil interval, from a platform that exports no single contacts. Counts are whole; null: not said. */
export interface IntervalRecord {
  intervalStart: number;
  interval: Period;
  channel: Channel;
  queue: string | null;
  category: Category | null;
  cause: string | null;
  offered: number | null;
  answered: number | null;
  abandoned: number | null;
  blocked: number | null;
  /** the threshold in seconds to which `answeredWithin` refers */
  withinSeconds: number | null;
  answeredWithin: number | null;
  waitTotalSeconds: number | null;
  handleTotalSeconds: number | null;
}

/** One person's answer to a survey. */
export interface SurveyAnswer {
  shape: 'answer';
  id: string;
  contactId: string | null;
  answeredAt: number;
  score: number | null;
  scaleMin: number;
  scaleMax: number;
  best: 'high' | 'low';
  wouldRecommend: number | null;
}

/** Many answers already summed by the source; `sd` null: not said. `sent` counts the invitations of the period. */
export interface SurveyAggregate {
  shape: 'aggregate';
  /** the source's own id of the row, or one made of its period, channel and category */
  id: string;
  periodStart: number;
  period: Period;
  channel: Channel | null;
  category: Category | null;
  n: number;
  mean: number | null;
  sd: number | null;
  scaleMin: number | null;
  scaleMax: number | null;
  best: 'high' | 'low';
  sent: number | null;
}
export type SurveyRecord = SurveyAnswer | SurveyAggregate;

/** A snapshot of a queue. */
export interface QueueRecord {
  at: number;
  channel: Channel;
  queue: string | null;
  waiting: number;
  longestWaitSeconds: number | null;
  inService: number | null;
  agents: number | null;
}

/** How many agents were on duty in an interval (may be fractional). */
export interface CapacityRecord {
  intervalStart: number;
  interval: Period;
  channel: Channel;
  queue: string | null;
  agents: number;
}

/** Customers and orders of one civil day, the denominators of contact rates. `day`: days since 1970-01-01. */
export interface ExposureRecord {
  day: number;
  customers: number | null;
  orders: number | null;
}

/** One case of a configured public promise. */
export interface PromiseRecord {
  promise: string;
  id: string;
  madeAt: number;
  dueAt: number;
  doneAt: number | null;
  cancelledAt: number | null;
}

/** What two coders made of one contact, both by category or both by demand. */
export interface CodingRecord {
  contactId: string;
  first: Category | Demand;
  second: Category | Demand;
}

/** Something the company does about a cause, with what it expected beforehand. Effects are relative: 0.15 = 15 %. */
export interface ActionRecord {
  id: string;
  title: string;
  summary: string | null;
  ownerRole: string | null;
  causes: string[];
  category: Category | null;
  channel: Channel | null;
  registeredAt: number;
  startsAt: number;
  rolloutEndsAt: number | null;
  endedAt: number | null;
  status: string | null;
  metric: string;
  direction: 'down' | 'up';
  expectedEffect: number | null;
  worthwhileEffect: number | null;
  impactModel: 'step' | 'slope' | 'temporary';
  control: string | null;
  fromIdea: boolean | null;
  /** how many weeks of full effect are looked at in all; null: as many as the last look */
  windowWeeks: number | null;
}

/** One account of a customer, counted and never kept. `earningsTotal` since `since`; `contacts` in the last 365 days. */
export interface AccountRecord {
  account: string;
  earningsTotal: number;
  since: number;
  until: number | null;
  contacts: number;
}

/** The kinds that can be loaded today, with the record each yields. */
export interface RecordOf {
  contacts: Contact;
  intervals: IntervalRecord;
  surveys: SurveyRecord;
  queue: QueueRecord;
  capacity: CapacityRecord;
  exposure: ExposureRecord;
  promises: PromiseRecord;
  actions: ActionRecord;
  events: EventRecord;
  codings: CodingRecord;
  accounts: AccountRecord;
}
export type Kind = keyof RecordOf;

/** A row that could not be accepted: where, which field, what it held, and what was expected instead. */
export interface Reject {
  line: number;
  field: string;
  value: string;
  reason: string;
}
