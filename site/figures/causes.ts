/** What complaints are about: complaints by cause in the last whole month, with the change from the month before. */
import type { BreakdownAnswer } from '../../api/contract/breakdown.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import { placeColumn } from '../charts/picture.ts';
import { placeRankedBars } from '../charts/ranked-bars.ts';
import type { Read } from '../published.ts';
import { nameMember } from '../words/member.ts';
import { formatCount, formatFrequency } from '../words/number.ts';
import { barsOf, monthBefore, periodOf, tableOfBars, totalOf } from './breakdown-rows.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { absentFigure, type Figure } from './figure.ts';

const MOST_ROWS = 10;
const UNSTATED = 'unstated';
const PATH = 'breakdown/complaints/cause-previous';
const REASONS_PATH = 'breakdown/offered/category-previous';

export function causesFigure(context: FigureContext): Figure {
  const { read, say } = context;
  const words = say.causes;
  const answer = read<BreakdownAnswer>(PATH);
  const isKnown = (i: number) => answer?.rows.value[i] !== null || answer.rows.status[i] === 'suppressed';
  const members = (answer?.rows.member ?? []).filter((member, i) => member !== UNSTATED && isKnown(i));
  if (answer === null || members.length === 0)
    return absentFigure('complaints', hasComplaints(read, answer) ? { ...words, ...words.noCause } : words);
  const { rows } = answer;
  const format = (value: number) => formatCount(say, value);
  const previous = monthBefore(say, answer);
  const bars = barsOf(say, answer, {
    isShown: isKnown,
    inkOf: (member) => (member === UNSTATED ? 'past' : 'cause'),
    titleOf: ({ reading, change }) => [reading, change],
  });
  const period = periodOf(say, answer);
  const total = totalOf(read, answer);
  const top = rows.member.findIndex((member, i) => member !== UNSTATED && rows.share[i] !== null);
  const heading =
    top < 0
      ? words.hiddenHeading
      : words.heading(
          nameMember(say, rows.member[top]!, rows.label[top]!),
          formatFrequency(say, rows.share[top]!, words.complaints),
        );
  const state = {
    rows: bars.slice(0, MOST_ROWS),
    label: words.figure(heading, say.listing(bars.map((bar) => bar.title))),
    beforeLabel: previous === null ? '' : words.beforeLabel(previous),
  };
  return {
    id: 'complaints',
    kicker: words.kicker,
    heading,
    standfirst: total === null ? words.standfirstBare(period) : words.standfirst(period, format(total)),
    pictures: placeColumn((width) => placeRankedBars(state, width)),
    breadth: 'column',
    notes: [
      ...(bars.length > MOST_ROWS ? [words.moreRows(bars.length - MOST_ROWS)] : []),
      ...(previous === null ? [] : [words.note]),
      say.categories.rounded,
    ],
    methods: methodsOf(context, 'complaints'),
    tables: [
      tableOfBars(say, bars, {
        caption: words.table(period),
        columns: [words.column, words.count],
        previous,
      }),
    ],
    isTableFolded: bars.length > MOST_ROWS,
    sources: [{ path: PATH, name: words.kicker }],
  };
}

/** Whether records tell complaints apart, whatever is known of their causes. */
function hasComplaints(read: Read, byCause: BreakdownAnswer | null): boolean {
  const isSome = (value: number | null, status: CellStatus) => (value ?? 0) > 0 || status === 'suppressed';
  const byReason = read<BreakdownAnswer>(REASONS_PATH);
  return (
    byCause?.rows.value.some((value, i) => isSome(value, byCause.rows.status[i]!)) ||
    byReason?.rows.member.some(
      (member, i) => member === 'complaint' && isSome(byReason.rows.value[i]!, byReason.rows.status[i]!),
    ) ||
    false
  );
}
