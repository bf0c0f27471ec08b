/**
 * The one lattice of published tables: which cells exist at which grain, and no others.
 * Owns the names of the dimensions and shapes; refuses a finer question and says what is the finest answer.
 */
import { GRAINS, type Grain } from './bucket.ts';

export const DIMENSIONS = [
  'channel',
  'queue',
  'category',
  'cause',
  'language',
  'region',
  'sub_cause',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The member of a dimension that stands for "the source did not say". */
export const UNSTATED: Readonly<Record<Dimension, string>> = {
  channel: 'other',
  queue: 'unstated',
  category: 'unclassified',
  cause: 'unstated',
  language: 'unstated',
  region: 'unstated',
  sub_cause: 'unstated',
};

/** A shape is the set of dimensions that are held fixed, in the order of DIMENSIONS, joined by `+`; `all` holds none. */
export type Shape =
  | 'all'
  | 'channel'
  | 'queue'
  | 'category'
  | 'cause'
  | 'language'
  | 'region'
  | 'channel+category'
  | 'queue+category'
  | 'channel+cause'
  | 'category+cause'
  | 'channel+category+cause'
  | 'cause+sub_cause';

const QUARTER_HOUR: Shape[] = ['all', 'channel', 'queue'];
const HOUR: Shape[] = [...QUARTER_HOUR, 'category'];
const DAY: Shape[] = [...HOUR, 'channel+category', 'queue+category', 'cause', 'language'];
/** A cross table brings its margins: they are sums of its cells. */
const WEEK: Shape[] = [...DAY, 'channel+cause', 'category+cause', 'channel+category+cause', 'region'];
/** What a cause consists of is told by the month: by the week nearly all of it would be hidden. */
const MONTH: Shape[] = [...WEEK, 'cause+sub_cause'];

export const LATTICE: Readonly<Record<Grain, readonly Shape[]>> = {
  '15min': QUARTER_HOUR,
  hour: HOUR,
  day: DAY,
  week: WEEK,
  month: MONTH,
};

/** Every shape that exists at some grain. Days are kept of all of them, so that weeks and months are sums of days. */
export const SHAPES: readonly Shape[] = MONTH;

export type Member = Partial<Record<Dimension, string>>;

export function dimensionsOf(shape: Shape): Dimension[] {
  return shape === 'all' ? [] : (shape.split('+') as Dimension[]);
}

/** The shape that a set of dimensions names, or null where no grain has it. */
export function shapeOf(dimensions: Iterable<Dimension>): Shape | null {
  const held = new Set(dimensions);
  const name = DIMENSIONS.filter((dimension) => held.has(dimension)).join('+') || 'all';
  return SHAPES.find((shape) => shape === name) ?? null;
}

/** The finest grain at which a shape is published. */
export function finestGrain(shape: Shape): Grain {
  return GRAINS.find((grain) => LATTICE[grain].includes(shape)) ?? 'month';
}

export type LatticeAnswer = { ok: true; shape: Shape } | { ok: false; reason: string };

/** Whether a question lies on the lattice; if not, the reason names the finest grain or the tables that exist. */
export function locate(grain: Grain, dimensions: Iterable<Dimension>): LatticeAnswer {
  const asked = [...dimensions];
  const shape = shapeOf(asked);
  if (shape === null) {
    return {
      ok: false,
      reason: `no table is published by ${asked.join(' and ')} together; the finest tables are ${SHAPES.filter((s) => s !== 'all').join(', ')}`,
    };
  }
  if (!LATTICE[grain].includes(shape)) {
    return {
      ok: false,
      reason: `by ${asked.join(' and ')} the finest published grain is ${finestGrain(shape)}; ask with grain=${finestGrain(shape)}`,
    };
  }
  return { ok: true, shape };
}
