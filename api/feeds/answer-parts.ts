/**
 * How survey answers are spread: how many at each point of the common scale, how many would recommend us, and the standard
 * deviation. Owns what of it may be said beside the exact counts and means that `series` publishes of the same months;
 * refuses any other bucket than the calendar month, of which days and weeks would give the hidden counts away.
 */
import { periodsBetween } from '../../db/domain/bucket.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import {
  type DisclosedCell,
  type DisclosedParts,
  discloseDeviation,
  discloseParts,
} from '../../db/domain/disclosure.ts';
import type { KnownSum } from '../../db/domain/disclosure-audit.ts';
import type { FactId, FactOf } from '../../db/domain/fact.ts';
import { metricNamed } from '../../db/domain/metric.ts';
import { SURVEY_POINTS } from '../../db/domain/tally.ts';
import { readCell } from '../../db/queries/cell-facts.ts';
import { findCell } from '../../db/rollup/cell-book.ts';
import type { FeedContext } from './context.ts';
import { type CellAddress, isShown, publishCells } from './published-cells.ts';
import type { Stretch } from './window.ts';

/** Below as many answers nobody is told how they are spread. */
export const LEAST_SPREAD = 30;
const FACTS: ReadonlySet<FactId> = new Set<FactId>([
  ...SURVEY_POINTS,
  'surveyAnswers',
  'surveySingle',
  'surveyTop2',
  'scoreMicro',
  'scoreSquareMicro',
  'squaresKnown',
  'recommendAnswers',
  'promoters',
  'detractors',
]);

export interface Spread {
  /** a count a part, the worst first; null: hidden */
  counts: (number | null)[];
  /** null: none of it can be said, and `status` says why */
  n: number | null;
  status: CellStatus;
}

export interface AnswerParts {
  points: Spread;
  /** detractors, passives, promoters */
  recommend: Spread;
  /** of the whole window; null where it is hidden or not known */
  sd: number | null;
}

/** `stretches`: what the window is made of; anything but whole months has no spread. */
export function answerPartsOf(
  context: FeedContext,
  address: Pick<CellAddress, 'shape' | 'member'>,
  stretches: readonly Stretch[],
): AnswerParts {
  if (!stretches.every(({ grain }) => grain === 'month')) {
    return { points: unsaid(SURVEY_POINTS.length), recommend: unsaid(3), sd: null };
  }
  const months = stretches.flatMap(({ from, to }) => monthsOf(context, address, from, to));
  return {
    points: sumOf(
      months.map(({ points }) => points),
      SURVEY_POINTS.length,
    ),
    recommend: sumOf(
      months.map(({ recommend }) => recommend),
      3,
    ),
    sd: pooledDeviation(months),
  };
}

interface Month {
  points: Spread;
  recommend: Spread;
  n: number;
  mean: number;
  sd: number | null;
}

function monthsOf(
  context: FeedContext,
  { shape, member }: Pick<CellAddress, 'shape' | 'member'>,
  from: number,
  to: number,
): Month[] {
  const address = { shape, member, grain: 'month' } as const;
  const blocks = readCell(context.db, 'month', findCell(context.db, shape, member), from, to, FACTS);
  const published = (id: string) => publishCells(context, metricNamed(id), address, from, to);
  const [top2, mean, score] = [published('csat_top2'), published('csat_mean'), published('recommend_score')];
  return periodsBetween('month', from, to).map((start, i) => {
    const block = blocks.get(start);
    const of = (fact: FactOf<'sum'>) => block?.sum(fact, 0) ?? 0;
    const isMeanSaid = isValue(mean.said[i]) && isShown(mean.status[i]!);
    const points = pointsOf(context, of, {
      status: mean.status[i]!,
      isMeanSaid,
      isTopSaid: isValue(top2.said[i]),
    });
    return {
      points,
      recommend: recommendOf(context, of, score.said[i]!, score.status[i]!),
      n: of('surveyAnswers'),
      mean: of('scoreMicro') / 1e6 / Math.max(1, of('surveyAnswers')),
      sd: isMeanSaid ? deviationOf(of, points) : null,
    };
  });
}

type Of = (fact: FactOf<'sum'>) => number;

/**
 * Beside them are said: how many answered, their exact mean, how many chose the two best points, and the deviation to the
 * tenth. On scales of other than five points these sums are no sums of the counts; to take them for such is the
 * cautious reading, for it leaves fewer possibilities.
 */
function pointsOf(
  { configuration }: FeedContext,
  of: Of,
  { status, isMeanSaid, isTopSaid }: { status: CellStatus; isMeanSaid: boolean; isTopSaid: boolean },
): Spread {
  const counts = SURVEY_POINTS.map(of);
  const single = of('surveySingle');
  if (single === 0) return unsaid(counts.length);
  if (!isMeanSaid || single < LEAST_SPREAD) return hidden(counts.length);
  const known: KnownSum[] = [exactly(counts, [1, 1, 1, 1, 1]), exactly(counts, [1, 2, 3, 4, 5])];
  if (isTopSaid) known.push(exactly(counts, [0, 0, 0, 1, 1]));
  const squares = squaresOf(counts, single);
  if (squares !== null) known.push(squares);
  const whole = isTopSaid
    ? []
    : [
        [0, 1, 2],
        [3, 4],
      ];
  const said = discloseParts(counts, known, whole, configuration.disclosure);
  return said === null ? hidden(counts.length) : spreadOf(said, status);
}

function recommendOf(
  { configuration }: FeedContext,
  of: Of,
  score: DisclosedCell,
  status: CellStatus,
): Spread {
  const n = of('recommendAnswers');
  if (n === 0) return unsaid(3);
  if (!isValue(score) || !isShown(status)) return hidden(3);
  const counts = [of('detractors'), n - of('detractors') - of('promoters'), of('promoters')];
  const known = [exactly(counts, [1, 1, 1]), exactly(counts, [-1, 0, 1])];
  const said = discloseParts(counts, known, [], configuration.disclosure);
  return said === null ? hidden(3) : spreadOf(said, status);
}

const exactly = (counts: readonly number[], weights: readonly number[]): KnownSum => {
  const sum = weights.reduce((total, weight, i) => total + weight * (counts[i] ?? 0), 0);
  return { weights, low: sum, high: sum };
};

/** What the deviation to the tenth tells of the sum of squares. */
function squaresOf(counts: readonly number[], n: number): KnownSum | null {
  const weights = [1, 4, 9, 16, 25];
  const mean = counts.reduce((sum, count, i) => sum + count * (i + 1), 0) / n;
  const squares = counts.reduce((sum, count, i) => sum + count * weights[i]!, 0);
  const said = discloseDeviation(sampleDeviation(n, mean, squares), n, LEAST_SPREAD).sd;
  if (said === null) return null;
  const at = (sd: number) => (n - 1) * Math.max(0, sd) ** 2 + n * mean ** 2;
  return { weights, low: at(said - 0.05), high: at(said + 0.05) };
}

/** Where answers are known one by one it is only said together with their spread, of which it tells. */
function deviationOf(of: Of, points: Spread): number | null {
  const n = of('surveyAnswers');
  if (of('squaresKnown') < n || n < 2) return null;
  if (of('surveySingle') > 0 && points.n === null) return null;
  const sd = sampleDeviation(n, of('scoreMicro') / 1e6 / n, of('scoreSquareMicro') / 1e6);
  return discloseDeviation(sd, n, LEAST_SPREAD).sd;
}

function sampleDeviation(n: number, mean: number, squares: number): number {
  return n < 2 ? 0 : Math.sqrt(Math.max(0, squares - n * mean ** 2) / (n - 1));
}

/** Of several months, from what is said of each; null where it is not said of one that has answers. */
function pooledDeviation(months: readonly Month[]): number | null {
  const known = months.filter(({ n }) => n > 0);
  const n = known.reduce((sum, month) => sum + month.n, 0);
  if (n < 2 || known.some(({ sd }) => sd === null)) return null;
  if (known.length === 1) return known[0]!.sd;
  const mean = known.reduce((sum, month) => sum + month.n * month.mean, 0) / n;
  const squares = known.reduce(
    (sum, month) => sum + (month.n - 1) * month.sd! ** 2 + month.n * month.mean ** 2,
    0,
  );
  return Math.round(sampleDeviation(n, mean, squares) * 10) / 10;
}

function spreadOf({ counts, n }: DisclosedParts, status: CellStatus): Spread {
  return { counts, n, status };
}

function unsaid(parts: number): Spread {
  return { counts: Array.from({ length: parts }, () => null), n: null, status: 'missing' };
}

function hidden(parts: number): Spread {
  return { ...unsaid(parts), status: 'suppressed' };
}

/** Months of which none of it is said, and hidden counts, are left out of the sum, which then is partial. */
function sumOf(months: readonly Spread[], parts: number): Spread {
  if (months.length === 1) return months[0]!;
  const said = months.filter(({ n }) => n !== null);
  if (said.length === 0)
    return months.some(({ status }) => status === 'suppressed') ? hidden(parts) : unsaid(parts);
  const counts = Array.from({ length: parts }, (_, i) => {
    const known = said.flatMap(({ counts }) => counts[i] ?? []);
    return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
  });
  const isWhole = said.length === months.length && said.every(({ counts }) => !counts.includes(null));
  const statuses = new Set(said.map(({ status }) => status));
  const settled = statuses.has('partial') ? 'partial' : statuses.has('provisional') ? 'provisional' : 'final';
  return {
    counts,
    n: counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    status: isWhole ? settled : 'partial',
  };
}

const isValue = (cell: DisclosedCell | undefined) => cell?.kind === 'value';
