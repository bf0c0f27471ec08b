/**
 * Why people get in touch with the fictional company: kinds of contact, causes, service lines, kinds of demand.
 * Owns the ordinary shares; what was planted to be found again is in `planted.ts`.
 */

import type { Category, Demand } from '../../db/domain/contact.ts';

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
  {
    category: 'information',
    cause: null,
    share: 0.335,
    affinity: [1, 1.2, 0.7],
    season: 0.9,
    trend: -0.03,
    christmas: 0.25,
  },
  {
    category: 'transaction',
    cause: null,
    share: 0.215,
    affinity: [1, 1.2, 0.6],
    season: 0.9,
    trend: 0.03,
    christmas: 0,
  },
  {
    category: 'idea',
    cause: null,
    share: 0.015,
    affinity: [0.6, 0.8, 3],
    season: 0.3,
    trend: 0.05,
    christmas: 0,
  },
  {
    category: 'compliment',
    cause: null,
    share: 0.025,
    affinity: [0.9, 0.7, 2],
    season: 0.6,
    trend: 0,
    christmas: 0,
  },
  { category: null, cause: null, share: 0.05, affinity: EVEN, season: 0.7, trend: -0.1, christmas: 0 },
  {
    category: 'problem',
    cause: 'delivery',
    share: 0.118,
    affinity: EVEN,
    season: 1,
    trend: 0.07,
    christmas: 0.9,
  },
  {
    category: 'problem',
    cause: 'service',
    share: 0.045,
    affinity: EVEN,
    season: 0.5,
    trend: 0,
    christmas: 0,
  },
  {
    category: 'problem',
    cause: 'billing',
    share: 0.042,
    affinity: EVEN,
    season: 0.5,
    trend: 0.02,
    christmas: 0,
  },
  {
    category: 'problem',
    cause: 'product',
    share: 0.038,
    affinity: [0.9, 1.4, 0.8],
    season: 0.5,
    trend: 0.03,
    christmas: 0,
  },
  {
    category: 'problem',
    cause: 'pricing',
    share: 0.027,
    affinity: EVEN,
    season: 0.5,
    trend: 0,
    christmas: 0,
  },
  {
    category: 'complaint',
    cause: 'delivery',
    share: 0.036,
    affinity: WRITTEN,
    season: 1,
    trend: 0.08,
    christmas: 1.1,
  },
  {
    category: 'complaint',
    cause: 'service',
    share: 0.022,
    affinity: WRITTEN,
    season: 0.5,
    trend: 0,
    christmas: 0.1,
  },
  {
    category: 'complaint',
    cause: 'billing',
    share: 0.014,
    affinity: WRITTEN,
    season: 0.5,
    trend: 0.02,
    christmas: 0,
  },
  {
    category: 'complaint',
    cause: 'product',
    share: 0.01,
    affinity: WRITTEN,
    season: 0.5,
    trend: 0.03,
    christmas: 0,
  },
  {
    category: 'complaint',
    cause: 'pricing',
    share: 0.008,
    affinity: WRITTEN,
    season: 0.5,
    trend: 0,
    christmas: 0,
  },
];

/** The company's own causes with their weights under each cause; null is the cause and nothing finer. */
export const SUB_CAUSES: Readonly<Record<string, readonly (readonly [string | null, number])[]>> = {
  delivery: [
    ['late-parcel', 46],
    ['missing-parcel', 24],
    ['damaged-parcel', 14],
    ['left-with-neighbour', 9],
    [null, 7],
  ],
  service: [
    ['told-wrongly', 38],
    ['had-to-ask-again', 36],
    ['driver-conduct', 14],
    [null, 12],
  ],
  billing: [
    ['unclear-invoice', 48],
    ['charged-twice', 22],
    ['refund-late', 22],
    [null, 8],
  ],
  product: [
    ['tracking-page', 52],
    ['parcel-locker', 34],
    [null, 14],
  ],
  pricing: [
    ['surcharge', 55],
    ['customs-charge', 30],
    [null, 15],
  ],
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
