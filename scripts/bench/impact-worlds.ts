/**
 * Made-up weeks in which it is known what an action did: trend, seasons, spread and weeks that hang together, by a seed.
 * Owns the worlds; refuses to judge them, and knows nothing of how they are judged.
 */
import type { CivilDay } from '../../db/domain/civil-day.ts';
import type { ImpactQuestion, ImpactWeek } from '../../db/domain/impact.ts';
import { RandomStream } from '../demonstration/random-stream.ts';

/** A Monday: 5 January 2026. */
const START_DAY: CivilDay = 20_458;
const WEEKS_AFTER = 26;
const YEAR_WEEKS = 52.1775;
const LEAST_BEFORE = 52;
const MOST_BEFORE = 104;

export interface World {
  /** counts: contacts a week; shares: contacts of which the share is taken */
  readonly mean: number;
  readonly kind: ImpactQuestion['kind'];
  /** relative change of the count, or of the odds of a share, from the start on */
  readonly effect: number;
  readonly hasControl: boolean;
  /** weeks before the start; else 52 to 104 by chance */
  readonly weeksBefore?: readonly [least: number, most: number];
  readonly expectedEffect?: number;
  readonly worthwhileEffect?: number;
}

/**
 * Weekly intensities with mean 1: a gamma process of the given shape whose neighbours correlate by `correlation` (the
 * beta-gamma autoregression of Lewis, McKenzie and Hugus 1989). Poisson counts of it are negative binomial.
 */
export function gammaCourse(
  random: RandomStream,
  weeks: number,
  shape: number,
  correlation: number,
): number[] {
  const course: number[] = [];
  let level = gamma(random, shape);
  for (let week = 0; week < weeks; week += 1) {
    course.push(level / shape);
    const kept = correlation === 0 ? 0 : beta(random, shape * correlation, shape * (1 - correlation));
    level = kept * level + gamma(random, shape * (1 - correlation));
  }
  return course;
}

/** How far the expectation of a series goes up and down: trend and seasons as logarithms, by week. */
function courseOf(random: RandomStream): (week: number) => number {
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  const trend = between(-0.2, 0.2) / YEAR_WEEKS;
  const [year, half] = [between(0, 0.25), between(0, 0.08)];
  const [yearPhase, halfPhase] = [between(0, 1), between(0, 1)];
  return (week) =>
    trend * week +
    year * Math.sin(2 * Math.PI * (week / YEAR_WEEKS + yearPhase)) +
    half * Math.sin(4 * Math.PI * (week / YEAR_WEEKS + halfPhase));
}

/** The weeks of one world, asked as an action's question; the same seed and number, the same world. */
export function makeWorld(world: World, seed: number, number: number): ImpactQuestion {
  const random = new RandomStream(seed, `impact ${world.kind} ${world.mean} ${world.effect}`, number);
  const [least, most] = world.weeksBefore ?? [LEAST_BEFORE, MOST_BEFORE];
  const before = least + random.below(most - least + 1);
  const weeks = before + WEEKS_AFTER;
  const correlation = 0.6 * random.uniform();
  const course = courseOf(random);
  const growth = (0.3 * random.uniform() - 0.1) / YEAR_WEEKS;
  const make = world.kind === 'count' ? countWeeks : shareWeeks;
  const own = make(world, random, { weeks, before, correlation, course, growth, effect: world.effect });
  // The control has the same seasons and most of the trend, and weeks of its own.
  const drift = (0.1 * random.uniform() - 0.05) / YEAR_WEEKS;
  const control = world.hasControl
    ? make({ ...world, mean: world.mean * (0.7 + 2 * random.uniform()) }, random, {
        weeks,
        before,
        correlation,
        course: (week) => course(week) + drift * week,
        growth,
        effect: 0,
      })
    : null;
  return {
    kind: world.kind,
    weeks: own.map((week, index): ImpactWeek => {
      const beside = control?.[index];
      return {
        day: START_DAY + 7 * (index - before),
        leftOut: null,
        ...week,
        control: beside?.value ?? null,
        controlBase: beside?.base ?? null,
        ...(beside?.days === undefined ? {} : { controlDays: beside.days }),
      };
    }),
    startWeek: before,
    endWeek: null,
    direction: world.effect < 0 || (world.effect === 0 && random.chance(0.5)) ? 'down' : 'up',
    expectedEffect: world.expectedEffect ?? 0.2,
    worthwhileEffect: world.worthwhileEffect ?? 0.1,
    impactModel: 'step',
    exposureKind: 'orders',
  };
}

const TRAP_CAUSES = 20;
const TRAP_MEAN = 100;
/** Weeks by which the worst is chosen, and by which it is measured again. */
const TRAP_WEEKS = 4;
const TRAP_BEFORE = 60;

/** The worst of twenty causes that are all alike, chosen by its last four weeks, acted on at once and without effect. */
export interface Trap {
  readonly question: ImpactQuestion;
  /** contacts of the four weeks that had it chosen, and of the four after */
  readonly chosen: number;
  readonly after: number;
}

export function makeTrap(seed: number, number: number): Trap {
  const random = new RandomStream(seed, 'impact trap', number);
  const weeks = TRAP_BEFORE + WEEKS_AFTER;
  const causes = Array.from({ length: TRAP_CAUSES }, () =>
    gammaCourse(random, weeks, TRAP_MEAN, 0).map((level) => random.poisson(TRAP_MEAN * level)),
  );
  const sum = (cause: readonly number[], from: number) =>
    cause.slice(from, from + TRAP_WEEKS).reduce((total, count) => total + count, 0);
  const choosing = TRAP_BEFORE - TRAP_WEEKS;
  const worst = causes.reduce((most, cause) => (sum(cause, choosing) > sum(most, choosing) ? cause : most));
  return {
    question: {
      kind: 'count',
      weeks: worst.map((value, index) => ({
        day: START_DAY + 7 * (index - TRAP_BEFORE),
        value,
        base: null,
        exposure: 1,
        control: null,
        controlBase: null,
        leftOut: index >= choosing && index < TRAP_BEFORE ? 'selection' : null,
      })),
      startWeek: TRAP_BEFORE,
      endWeek: null,
      direction: 'down',
      // Large enough never to be too early, small enough to be worth claiming: the trap is wide open.
      expectedEffect: 0.5,
      worthwhileEffect: 0.01,
      impactModel: 'step',
      exposureKind: 'orders',
    },
    chosen: sum(worst, choosing),
    after: sum(worst, TRAP_BEFORE),
  };
}

interface Series {
  weeks: number;
  before: number;
  correlation: number;
  course: (week: number) => number;
  growth: number;
  effect: number;
}

type Made = Pick<ImpactWeek, 'value' | 'base' | 'exposure' | 'days'>;

/** Negative binomial with a variance of twice the mean. */
function countWeeks({ mean }: World, random: RandomStream, series: Series): Made[] {
  const course = gammaCourse(random, series.weeks, mean, series.correlation);
  return course.map((level, index) => {
    const week = index - series.before;
    const exposure = 1000 * Math.exp(series.growth * week);
    const change = week >= 0 ? 1 + series.effect : 1;
    const expected = mean * Math.exp(series.course(week)) * change * (exposure / 1000);
    return { value: random.poisson(expected * level), base: null, exposure };
  });
}

/** Days of a share that wander: those of a week together (by the week's own level), and each by itself. */
function shareWeeks({ mean, kind }: World, random: RandomStream, series: Series): Made[] {
  const isClustered = kind === 'clustered_share';
  const shift = Math.log(0.4 / 0.6);
  const [ofWeek, ofDay] = isClustered ? [0.25, 0.4] : [0.05, 0];
  let wander = random.normal();
  return Array.from({ length: series.weeks }, (_, index) => {
    const week = index - series.before;
    wander = series.correlation * wander + Math.sqrt(1 - series.correlation ** 2) * random.normal();
    const change = week >= 0 ? Math.log(1 + series.effect) : 0;
    const level = shift + series.course(week) + change + ofWeek * wander;
    const days = Array.from({ length: 6 }, (_, weekday) => {
      const n = random.poisson(mean / 6);
      const logit = level + (weekday === 0 ? -0.4 : 0) + ofDay * random.normal();
      let k = 0;
      for (let i = 0; i < n; i += 1) k += Number(random.chance(1 / (1 + Math.exp(-logit))));
      return { k, n };
    });
    const sum = (key: 'k' | 'n') => days.reduce((total, day) => total + day[key], 0);
    return { value: sum('k'), base: sum('n'), exposure: 1, ...(isClustered ? { days } : {}) };
  });
}

/** Gamma of a shape and scale 1 (Marsaglia and Tsang 2000). */
function gamma(random: RandomStream, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random.uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

function beta(random: RandomStream, a: number, b: number): number {
  const first = gamma(random, a);
  return first / (first + gamma(random, b));
}
