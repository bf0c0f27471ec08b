/**
 * The fictional company: what it does, when it is open, why people get in touch and who answers.
 * Owns the fixed figures of its ordinary life; what was planted to be found again is in `planted.ts`.
 */

import type { Category, Demand } from '../../db/domain/contact.ts';

export const ZONE = 'Europe/London';

/** In the order of every array by channel. */
export const COMPANY_CHANNELS = ['phone', 'chat', 'email'] as const;
export type CompanyChannel = (typeof COMPANY_CHANNELS)[number];
export const PHONE = 0;
export const CHAT = 1;
export const EMAIL = 2;

/** Shares of a year's contacts. */
export const CHANNEL_SHARES = [0.62, 0.25, 0.13] as const;

/** Contacts a day relative to the channel's mean open day, Monday first. */
export const WEEKDAY_FACTORS = [
  [1.3, 1.1, 1.04, 1.02, 1.0, 0.48, 0],
  [1.16, 1.06, 1.02, 1.0, 0.98, 0.84, 0.78],
  [1.22, 1.1, 1.05, 1.0, 0.95, 0.72, 0.76],
] as const;

/** By channel: what is left of a day's contacts on a public holiday, and what it grows to on the day after one. */
export const HOLIDAY_FACTORS = [0, 0.45, 0.55] as const;
export const DAY_AFTER_HOLIDAY_FACTORS = [1.28, 1.12, 1.15] as const;

export type DayType = 'weekday' | 'saturday' | 'sunday' | 'holiday';

/** Local hours, the second excluded; null: closed. The configuration says the same to the public. */
export const OPENING_HOURS: Readonly<Record<CompanyChannel, Readonly<Record<DayType, readonly [number, number] | null>>>> = {
  phone: { weekday: [8, 20], saturday: [9, 17], sunday: null, holiday: null },
  chat: { weekday: [7, 22], saturday: [9, 18], sunday: [9, 18], holiday: [10, 16] },
  email: { weekday: [0, 24], saturday: [0, 24], sunday: [0, 24], holiday: [0, 24] },
};

/** Relative wish to get in touch by local hour, 0 to 23; what falls outside the hours does not happen. */
export const HOURLY_WISH: Readonly<Record<CompanyChannel, readonly number[]>> = {
  phone: [1, 1, 1, 1, 1, 1, 3, 6, 62, 100, 104, 94, 82, 78, 76, 74, 76, 72, 52, 36, 24, 14, 6, 2],
  chat: [4, 2, 1, 1, 1, 3, 10, 34, 58, 72, 78, 76, 78, 76, 70, 68, 70, 74, 76, 82, 84, 66, 30, 10],
  email: [14, 8, 5, 4, 4, 6, 14, 34, 64, 90, 94, 86, 78, 76, 74, 72, 70, 66, 62, 64, 66, 58, 44, 26],
};

/** A reason to get in touch. A category of null is what nobody classified. */
export interface Kind {
  category: Category | null;
  cause: string | null;
  /** share of all contacts in a year without season or trend */
  share: number;
  /** how much likelier in phone, chat, email */
  affinity: readonly [number, number, number];
  /** how strongly it follows the number of parcels sent: 0 not at all, 1 in proportion */
  season: number;
  /** change a year, as a logarithm */
  trend: number;
  /** how much of it is added when parcels are late before Christmas */
  christmas: number;
}

const EVEN = [1, 1, 1] as const;
const WRITTEN = [0.85, 0.75, 2.3] as const;

export const KINDS: readonly Kind[] = [
  { category: 'information', cause: null, share: 0.335, affinity: [1, 1.2, 0.7], season: 0.9, trend: -0.03, christmas: 0.25 },
  { category: 'transaction', cause: null, share: 0.215, affinity: [1, 1.2, 0.6], season: 0.9, trend: 0.03, christmas: 0 },
  { category: 'idea', cause: null, share: 0.015, affinity: [0.6, 0.8, 3], season: 0.3, trend: 0.05, christmas: 0 },
  { category: 'compliment', cause: null, share: 0.025, affinity: [0.9, 0.7, 2], season: 0.6, trend: 0, christmas: 0 },
  { category: null, cause: null, share: 0.05, affinity: EVEN, season: 0.7, trend: -0.1, christmas: 0 },
  { category: 'problem', cause: 'delivery', share: 0.118, affinity: EVEN, season: 1, trend: 0.07, christmas: 0.9 },
  { category: 'problem', cause: 'service', share: 0.045, affinity: EVEN, season: 0.5, trend: 0, christmas: 0 },
  { category: 'problem', cause: 'billing', share: 0.042, affinity: EVEN, season: 0.5, trend: 0.02, christmas: 0 },
  { category: 'problem', cause: 'product', share: 0.038, affinity: [0.9, 1.4, 0.8], season: 0.5, trend: 0.03, christmas: 0 },
  { category: 'problem', cause: 'pricing', share: 0.027, affinity: EVEN, season: 0.5, trend: 0, christmas: 0 },
  { category: 'complaint', cause: 'delivery', share: 0.036, affinity: WRITTEN, season: 1, trend: 0.08, christmas: 1.1 },
  { category: 'complaint', cause: 'service', share: 0.022, affinity: WRITTEN, season: 0.5, trend: 0, christmas: 0.1 },
  { category: 'complaint', cause: 'billing', share: 0.014, affinity: WRITTEN, season: 0.5, trend: 0.02, christmas: 0 },
  { category: 'complaint', cause: 'product', share: 0.01, affinity: WRITTEN, season: 0.5, trend: 0.03, christmas: 0 },
  { category: 'complaint', cause: 'pricing', share: 0.008, affinity: WRITTEN, season: 0.5, trend: 0, christmas: 0 },
];

/** The company's own causes with their weights under each cause; null is the cause and nothing finer. */
export const SUB_CAUSES: Readonly<Record<string, readonly (readonly [string | null, number])[]>> = {
  delivery: [['late-parcel', 46], ['missing-parcel', 24], ['damaged-parcel', 14], ['left-with-neighbour', 9], [null, 7]],
  service: [['told-wrongly', 38], ['had-to-ask-again', 36], ['driver-conduct', 14], [null, 12]],
  billing: [['unclear-invoice', 48], ['charged-twice', 22], ['refund-late', 22], [null, 8]],
  product: [['tracking-page', 52], ['parcel-locker', 34], [null, 14]],
  pricing: [['surcharge', 55], ['customs-charge', 30], [null, 15]],
};

/** Service lines and their weights, by cause or category; `business` customers come first (priority 1). */
export const QUEUES = ['parcels', 'collections', 'accounts', 'business', 'international'] as const;
export const BUSINESS_QUEUE = QUEUES.indexOf('business');
export const QUEUE_WEIGHTS: Readonly<Record<string, readonly number[]>> = {
  delivery: [62, 14, 0, 14, 10],
  billing: [4, 0, 74, 20, 2],
  pricing: [18, 2, 40, 16, 24],
  product: [46, 40, 4, 10, 0],
  service: [58, 14, 8, 14, 6],
  transaction: [26, 42, 10, 16, 6],
  other: [54, 22, 6, 10, 8],
};

/** Shares by category that a menu or the chat's assistant settles, so that nobody joins a queue. */
export const CONTAINED_SHARES: Readonly<Record<string, number>> = {
  information: 0.24,
  transaction: 0.18,
  problem: 0.03,
  complaint: 0.01,
  unclassified: 0.22,
  other: 0.02,
};

/** By category: what kind of demand it is, in the order of DEMAND_VALUES. */
export const DEMAND_VALUES: readonly (Demand | null)[] = ['value', 'failure', 'unclear', null];
export const DEMAND_WEIGHTS: Readonly<Record<string, readonly number[]>> = {
  information: [56, 30, 11, 3],
  transaction: [90, 4, 4, 2],
  problem: [5, 86, 6, 3],
  complaint: [2, 93, 3, 2],
  unclassified: [0, 0, 30, 70],
  other: [78, 4, 14, 4],
};

/** By category: how likely the same customer follows up within days. */
export const FOLLOW_UP_SHARES: Readonly<Record<string, number>> = {
  information: 0.06,
  transaction: 0.05,
  problem: 0.26,
  complaint: 0.3,
  unclassified: 0.03,
  other: 0.01,
};

/** The row of a table by category. */
export function groupOf(category: Category | null): string {
  if (category === null) return 'unclassified';
  return category === 'idea' || category === 'compliment' ? 'other' : category;
}

/** First and last number of the agents of phone, chat and email: 45 people, some in two teams. */
export const AGENT_NUMBERS = [
  [1, 28],
  [25, 38],
  [36, 45],
] as const;

/** Seconds of talk, hold and wrap-up: median by channel, and a factor by category. */
export const HANDLE_MEDIANS = [285, 330, 380] as const;
export const HANDLE_SIGMA = 0.62;
export const HANDLE_FACTORS: Readonly<Record<string, number>> = {
  information: 0.72,
  transaction: 0.95,
  problem: 1.25,
  complaint: 1.55,
  unclassified: 0.8,
  other: 0.75,
};
/** Mean handle time ÷ median × the usual mix, for planning: the logarithmic normal's mean and the factors above. */
export const HANDLE_MEAN_FACTOR = 1.21;

/** Mean seconds that a caller or chatter waits before giving up. */
export const PATIENCE_SECONDS = [280, 210] as const;
