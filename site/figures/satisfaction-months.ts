/**
 * Satisfaction month by month over all months on record, each with how far it could be off, and the target in force.
 * Owns what is said of the course: a year against the year before, or whether any two months differ at all.
 */
import type { SatisfactionAnswer } from '../../api/contract/satisfaction.ts';
import { isWholeValue } from '../../db/domain/cell.ts';
import { shiftMonths } from '../../db/domain/civil-day.ts';
import { type Interval, shareDifference, type Tally } from '../../db/domain/confidence.ts';
import { type MonthLinesState, type MonthPoint, placeMonthLines } from '../charts/month-lines.ts';
import { NARROW_BELOW, placeAll } from '../charts/picture.ts';
import { formatMonth } from '../words/date.ts';
import { capitalise, formatCount, formatDecimal } from '../words/number.ts';
import { judgeAnswers } from '../words/verdict.ts';
import { readSatisfaction, SATISFACTION_PATH } from './answer-spread.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { type Figure, plainCell, type Table, tableCell } from './figure.ts';
import {
  aimSpans,
  changesOfAim,
  changesOfDefinition,
  markedReading,
  NARROW_MONTHS,
  namedMonths,
} from './months-shown.ts';
import {
  formatScore,
  formatScoreRange,
  type ScoreKind,
  scoreInterval,
  scoreMonths,
  tallyOf,
} from './satisfaction-score.ts';
import { bucketSpokenOf, type SeriesCell } from './series-cells.ts';
import { metricAimInForce } from './targets.ts';

const YEAR = 12;

interface Month {
  cell: SeriesCell;
  interval: Interval | null;
  aim: number | null;
}

/** Null where not two whole months are known: one makes no line, and one that goes on no comparison. */
export function satisfactionMonthsFigure(context: FigureContext): Figure | null {
  const found = scoreMonths(context.read);
  if (found === null) return null;
  const { kind } = found;
  const cells = withoutGaps(found.cells);
  const whole = cells.filter(({ value, status }) => value !== null && isWholeValue(status));
  if (whole.length < 2) return null;
  const { say, organisation } = context;
  const told = readSatisfaction(context);
  const only = organisation.channels.length === 1 ? organisation.channels[0]! : null;
  const months = cells.map((cell) => ({
    cell,
    interval: scoreInterval(kind, cell, told),
    aim: metricAimInForce(organisation.targets, kind.metric, only, shiftMonths(cell.day, 1) - 1),
  }));
  const { heading, standfirst } = statementOf(context, kind, cells, whole);
  const named = bucketSpokenOf(cells);
  const pictureOf = (width: number) => {
    const shown = width < NARROW_BELOW ? months.slice(-NARROW_MONTHS) : months;
    return placeMonthLines(stateOf(context, kind, shown, named, heading), width);
  };
  const isBanded = months.some(({ interval }) => interval !== null);
  return {
    id: 'satisfaction-months',
    kicker: say.satisfactionMonths.kicker,
    heading,
    standfirst,
    pictures: placeAll(pictureOf),
    breadth: 'full',
    notes: isBanded ? [say.satisfaction.band] : [],
    methods: methodsOf(context, kind.metric),
    tables: [tableOf(context, kind, months)],
    isTableFolded: true,
    sources: sourcesOf(context, kind, told),
  };
}

/** From the first month of which anything is known, one after the other: a month that was not published has no record. */
function withoutGaps(cells: readonly SeriesCell[]): SeriesCell[] {
  const first = cells.find(({ status }) => status !== 'missing' && status !== 'closed');
  const last = cells.at(-1);
  if (first === undefined || last === undefined) return [];
  const byDay = new Map(cells.map((cell) => [cell.day, cell]));
  const filled: SeriesCell[] = [];
  for (let day = first.day; day <= last.day; day = shiftMonths(day, 1)) {
    filled.push(byDay.get(day) ?? { day, value: null, n: null, status: 'missing' });
  }
  return filled;
}

interface Statement {
  heading: string;
  standfirst: string;
}

/** Means of sums have no interval, so nothing is said to have changed; of shares a year is held against the year before. */
function statementOf(
  { say }: FigureContext,
  kind: ScoreKind,
  cells: readonly SeriesCell[],
  whole: readonly SeriesCell[],
): Statement {
  const words = say.satisfactionMonths;
  const [first, last] = [whole[0]!, whole.at(-1)!];
  const [low, high] = endsOf(whole);
  const format = ({ value }: SeriesCell) => formatScore(say, kind, value!);
  const range = words.range(format(low), format(high));
  if (!kind.isShare) {
    const [from, to] = [formatMonth(say, first.day), formatMonth(say, last.day)];
    const heading =
      format(low) === format(high)
        ? words.meanSame(format(low), from, to)
        : words.meanHeading(format(low), format(high), from, to);
    return { heading, standfirst: words.meanUnknown };
  }
  const [lowMonth, highMonth] = [formatMonth(say, low.day), formatMonth(say, high.day)];
  const isClear = differ(tallyOf(low), tallyOf(high), whole.length);
  const extremes = words.extremes(format(low), lowMonth, format(high), highMonth);
  const year = yearHeading(say, kind, cells);
  const isFlat = format(low) === format(high);
  if (year !== null) {
    return { heading: year, standfirst: isClear ? extremes : isFlat ? '' : `${range} ${words.noTwo}` };
  }
  return isClear
    ? { heading: words.apart(format(high), highMonth, format(low), lowMonth), standfirst: '' }
    : {
        heading: words.alike(formatMonth(say, first.day), formatMonth(say, last.day)),
        standfirst: isFlat ? '' : range,
      };
}

function endsOf(cells: readonly SeriesCell[]): [low: SeriesCell, high: SeriesCell] {
  const ranked = cells.toSorted((a, b) => a.value! - b.value!);
  return [ranked[0]!, ranked.at(-1)!];
}

/** At a level for all the pairs there are: the lowest and the highest of many months lie apart by chance too (Bonferroni). */
function differ(low: Tally | null, high: Tally | null, months: number): boolean {
  if (low === null || high === null || months < 2) return false;
  const level = 1 - 0.05 / ((months * (months - 1)) / 2);
  return (shareDifference(high, low, level)?.low ?? 0) > 0;
}

/** The answers of twelve months up to the last whole one against those of the twelve before; null where any is not known. */
function yearHeading(
  say: FigureContext['say'],
  kind: ScoreKind,
  cells: readonly SeriesCell[],
): string | null {
  const latest = bucketSpokenOf(cells);
  const end = latest === null ? 0 : cells.indexOf(latest) + 1;
  const now = sumOf(cells.slice(Math.max(0, end - YEAR), end));
  const before = sumOf(cells.slice(Math.max(0, end - 2 * YEAR), Math.max(0, end - YEAR)));
  if (now === null || before === null) return null;
  const verdict = judgeAnswers(now, before);
  if (verdict === null) return null;
  const share = ({ k, n }: Tally) => formatScore(say, kind, k / n);
  const month = formatMonth(say, cells[end - 1]!.day);
  return say.satisfactionMonths.year[verdict](share(now), month, share(before));
}

function sumOf(cells: readonly SeriesCell[]): Tally | null {
  const tallies = cells.map(tallyOf);
  if (tallies.length !== YEAR) return null;
  let [k, n] = [0, 0];
  for (const tally of tallies) {
    if (tally === null) return null;
    k += tally.k;
    n += tally.n;
  }
  return { k, n };
}

function stateOf(
  { say, read }: FigureContext,
  kind: ScoreKind,
  months: readonly Month[],
  latest: SeriesCell | null,
  heading: string,
): MonthLinesState {
  const words = say.satisfactionMonths;
  const format = (value: number) => formatScore(say, kind, value);
  const days = months.map(({ cell }) => cell.day);
  const at = months.findIndex(({ cell }) => cell === latest);
  const value = latest?.value ?? null;
  const isNamed = latest !== null && at >= 0 && value !== null;
  const name = kind.isShare ? say.satisfaction.value : say.satisfaction.mean;
  const aims = months.map(({ aim }) => aim);
  const target = (aim: number) => say.satisfaction.target(format(aim));
  const redefined = changesOfDefinition(say, read, kind.metric, days);
  return {
    months: namedMonths(say, days),
    lines: [
      {
        ink: 'ours',
        name: isNamed ? say.service.latest(name, format(value)) : name,
        detail: words.detail,
        points: months.map((month) => pointOf(say, kind, month)),
        aims: aimSpans(aims, target),
        aimOwner: '',
        breaks: redefined.map(({ month }) => month),
        named: isNamed ? at : null,
      },
    ],
    namedLabel: isNamed ? words.atDot(formatMonth(say, latest.day)) : '',
    changes: [
      ...redefined,
      ...changesOfAim(say, days, (month) => {
        const [before, now] = [aims[month - 1]!, aims[month]!];
        return before === null || now === null || before === now ? null : target(now);
      }),
    ],
    label: words.figure(heading, formatMonth(say, days[0]!), formatMonth(say, days.at(-1)!)),
    words: { missing: say.statusInCell.missing, suppressed: say.statusInCell.suppressed },
    cutAxis: say.service.cutAxis,
    format: (value) => (kind.isShare ? format(value) : formatDecimal(say, value, 0)),
    ...(kind.isShare ? {} : { scale: { from: kind.from, to: kind.to } }),
  };
}

function pointOf(say: FigureContext['say'], kind: ScoreKind, { cell, interval }: Month): MonthPoint {
  const { value, status, n, day } = cell;
  const reading = markedReading(say, cell, (score) => formatScore(say, kind, score));
  const month = formatMonth(say, day);
  const said =
    value === null || n === null
      ? say.satisfaction.titleBare(month, reading)
      : kind.isShare
        ? say.satisfaction.title(month, reading, formatCount(say, n))
        : say.recommend.title(capitalise(month), reading, formatCount(say, n));
  const title =
    interval === null ? said : say.satisfactionMonths.withRange(said, formatScoreRange(say, kind, interval));
  return { value, status, interval, title };
}

function tableOf({ say }: FigureContext, kind: ScoreKind, months: readonly Month[]): Table {
  const words = say.satisfaction;
  const format = (value: number) => formatScore(say, kind, value);
  const isAimed = months.some(({ aim }) => aim !== null);
  return {
    caption: say.satisfactionMonths.table,
    columns: [
      ...[words.column, kind.isShare ? words.value : words.mean, words.range, words.answers],
      ...(isAimed ? [words.targetRow] : []),
    ],
    rows: months
      .map(({ cell, interval, aim }) => ({
        name: capitalise(formatMonth(say, cell.day)),
        cells: [
          tableCell(say, cell.value, cell.status, format),
          plainCell(interval === null ? '–' : formatScoreRange(say, kind, interval)),
          plainCell(cell.n === null || cell.n === 0 ? '–' : formatCount(say, cell.n)),
          ...(isAimed ? [plainCell(aim === null ? '–' : format(aim))] : []),
        ],
      }))
      .toReversed(),
  };
}

/** The intervals of means are of another answer than the means. */
function sourcesOf(
  { say }: FigureContext,
  { metric, isShare }: ScoreKind,
  told: SatisfactionAnswer | null,
): Figure['sources'] {
  return [
    { path: `series/month/${metric}`, name: say.satisfactionMonths.kicker },
    ...(isShare || told === null ? [] : [{ path: SATISFACTION_PATH, name: say.satisfaction.whole }]),
  ];
}
