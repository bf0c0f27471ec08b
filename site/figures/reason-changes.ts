/**
 * Which reasons grew or shrank: the difference of each reason's share from the month before, with its interval; from the
 * year before in the table. Owns the verdict's words; refuses one where the interval holds no change.
 */
import type { ReasonCategory, ReasonsAnswer } from '../../api/contract/reasons.ts';
import type { Comparison } from '../../api/contract/series.ts';
import { UNSTATED } from '../../db/domain/lattice.ts';
import { type DotRow, placeIntervalDots } from '../charts/interval-dots.ts';
import { placeColumn } from '../charts/picture.ts';
import type { Say } from '../i18n/say.ts';
import { nameMember } from '../words/member.ts';
import { formatCount, formatDecimal } from '../words/number.ts';
import { periodOf } from './breakdown-rows.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { absentFigure, type Figure, plainCell, type Table, tableCell } from './figure.ts';
import {
  changeCell,
  changeIn,
  changeSaid,
  comparedPeriod,
  formatFineRange,
  formatPoints,
  REASONS_PATH,
  readReasons,
  shareCell,
} from './reason-answer.ts';

/** Less is hardly seen as a change; the axis reaches at least so far. */
const LEAST_REACH = 0.02;

export function reasonChangesFigure(context: FigureContext): Figure {
  const { say } = context;
  const words = say.reasonChanges;
  const answer = readReasons(context);
  const comparison = answer === null ? null : comparisonIn(answer);
  if (answer === null || comparison === null) return absentFigure('reason-changes', words);
  const period = comparedPeriod(say, answer, comparison);
  const rows = inOrder(answer)
    .filter(({ share }) => share.value !== null)
    .map((row) => dotOf(say, row, comparison));
  const heading = statementOf(say, answer, comparison, period);
  const other: Comparison = comparison === 'previous' ? 'last_year' : 'previous';
  const reach = Math.max(
    LEAST_REACH,
    ...rows.flatMap(({ low, high }) => [Math.abs(low ?? 0), Math.abs(high ?? 0)]),
  );
  const end = Math.ceil(reach * 100) / 100;
  const state = {
    rows,
    aim: null,
    ...{ from: -end, to: end, zero: 0, ticks: [-end, 0, end] },
    label: words.figure(heading, say.listing(rows.map(({ title }) => title))),
    format: (value: number) => formatPoints(say, value),
  };
  return {
    id: 'reason-changes',
    kicker: words.kicker,
    heading,
    standfirst: [
      words.standfirst(periodOf(say, answer), period),
      ...(isCompared(answer, other)
        ? [`${statementOf(say, answer, other, comparedPeriod(say, answer, other))}.`]
        : []),
    ].join(' '),
    pictures: placeColumn((width) => placeIntervalDots(state, width)),
    breadth: 'column',
    notes: [
      words.bandOfAll,
      words.leftOut,
      ...(answer.categories.some(({ status }) => status === 'suppressed') ? [say.reasonShares.ofAll] : []),
    ],
    methods: methodsOf(context, 'offered', 'classified_share'),
    tables: [changeTable(say, answer), ...rateTables(say, answer)],
    isTableFolded: false,
    sources: [{ path: REASONS_PATH, name: words.kicker }],
  };
}

/** The largest first, as elsewhere; hidden ones and those without a value last. */
function inOrder({ categories }: ReasonsAnswer): ReasonCategory[] {
  return categories.toSorted((a, b) => (b.count ?? -1) - (a.count ?? -1));
}

function isCompared({ categories }: ReasonsAnswer, comparison: Comparison): boolean {
  return categories.some(({ share }) => changeIn(share, comparison)?.difference != null);
}

/** The month before where it is known, else the year before. */
function comparisonIn(answer: ReasonsAnswer): Comparison | null {
  return (['previous', 'last_year'] as const).find((one) => isCompared(answer, one)) ?? null;
}

function nameOf(say: Say, { category, label }: ReasonCategory): string {
  return nameMember(say, category, label);
}

/** What grew and what shrank, as far as intervals allow; contacts without a reason are no reason that grew. */
function statementOf(
  say: Say,
  { categories }: ReasonsAnswer,
  comparison: Comparison,
  period: string,
): string {
  const words = say.reasonChanges;
  const named = (direction: 'rose' | 'fell') =>
    categories
      .filter((row) => row.category !== UNSTATED.category && changeSaid(row.share, comparison) === direction)
      .map((row) => nameOf(say, row));
  const [rose, fell] = [named('rose'), named('fell')];
  if (rose.length === 0 && fell.length === 0) return words.none(period);
  if (fell.length === 0) return words.rose(say.listing(rose), period);
  if (rose.length === 0) return words.fell(say.listing(fell), period);
  return words.both(say.listing(rose), say.listing(fell), period);
}

function dotOf(say: Say, row: ReasonCategory, comparison: Comparison): DotRow {
  const words = say.reasonChanges;
  const change = changeIn(row.share, comparison);
  const name = nameOf(say, row);
  const difference = change?.difference ?? null;
  const reading = difference === null ? say.statusInCell.missing : formatPoints(say, difference);
  const verdict = words.verdict[change?.direction ?? 'not_known'];
  return {
    name,
    value: difference,
    status: difference === null ? 'missing' : 'final',
    low: change?.differenceLow ?? null,
    high: change?.differenceHigh ?? null,
    reading,
    detail: verdict,
    isNow: change?.direction === 'rose' || change?.direction === 'fell',
    title: say.labelled(name, `${reading}, ${verdict}`),
  };
}

function changeTable(say: Say, answer: ReasonsAnswer): Table {
  const words = say.reasonChanges;
  const comparisons = (['previous', 'last_year'] as const).filter((one) => isCompared(answer, one));
  return {
    caption: words.table(periodOf(say, answer)),
    columns: [
      say.categories.column,
      words.count,
      words.share,
      words.range,
      ...comparisons.map((one) => words.against(comparedPeriod(say, answer, one))),
    ],
    rows: inOrder(answer).map((row) => ({
      name: nameOf(say, row),
      cells: [
        tableCell(say, row.count, row.status, (value) => formatCount(say, value)),
        shareCell(say, row.share),
        plainCell(formatFineRange(say, row.share.low, row.share.high)),
        ...comparisons.map((one) => changeCell(say, changeIn(row.share, one))),
      ],
    })),
  };
}

/** None where neither customers nor orders are on record. */
function rateTables(say: Say, answer: ReasonsAnswer): Table[] {
  const words = say.reasonChanges;
  const pers = (['customers', 'orders'] as const).filter((per) =>
    answer.categories.some(({ rates }) => rates.some((rate) => rate.per === per)),
  );
  if (pers.length === 0) return [];
  const fine = (value: number) => formatDecimal(say, value, value < 10 ? 2 : 1);
  return [
    {
      caption: words.rates(periodOf(say, answer)),
      columns: [say.categories.column, ...pers.flatMap((per) => [words.per[per], words.range])],
      rows: inOrder(answer).map((row) => ({
        name: nameOf(say, row),
        cells: pers.flatMap((per) => {
          const rate = row.rates.find((one) => one.per === per);
          if (rate?.value == null) return [tableCell(say, null, row.status, fine), plainCell('–')];
          const range =
            rate.low === null || rate.high === null ? '–' : say.shortRange(fine(rate.low), fine(rate.high));
          return [plainCell(fine(rate.value)), plainCell(range)];
        }),
      })),
    },
  ];
}
