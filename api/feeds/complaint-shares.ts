/**
 * Of what the complaints consist: the share of each cause, and the parts of a cause as the records divide it.
 * Refuses a share where a part of a count is hidden, and where nobody can know of how much it is one.
 */
import { wilsonInterval } from '../../db/domain/confidence.ts';
import { effectiveTally } from '../../db/domain/design-effect.ts';
import { cellsOf } from '../../db/rollup/cell-book.ts';
import type { ComplaintsAnswer } from '../contract/complaints.ts';
import type { Window } from './asked-window.ts';
import { type ComplaintCells, figureColumns } from './complaint-cells.ts';
import { countOf } from './complaint-tests.ts';
import type { FeedContext } from './context.ts';
import { labelOf } from './label.ts';
import { wholeOf } from './whole.ts';
import type { WindowFigure } from './window.ts';

/** Whether anything came, or may have. */
export function isSomething(figure: WindowFigure): boolean {
  return figure.status === 'suppressed' || figure.hasHidden || (countOf(figure) ?? 0) > 0;
}

/** Of how many; null where that is not told, also because a part of a count is hidden. */
function dividedBy(figures: readonly WindowFigure[], whole: WindowFigure): number | null {
  if ([...figures, whole].some(({ hasHidden }) => hasHidden)) return null;
  const rows = figures.map((figure) => ({
    count: countOf(figure),
    isHidden: figure.status === 'suppressed',
  }));
  return wholeOf(rows, () => countOf(whole));
}

/** Shares of all complaints, as `breakdown` gives them, with how far each could be off, and added up from the top. */
export function sharesOf(
  figures: readonly WindowFigure[],
  whole: WindowFigure,
  factors: readonly number[],
): Pick<ComplaintsAnswer['causes'], 'share' | 'shareLow' | 'shareHigh' | 'cumulative'> {
  const counts = figures.map(countOf);
  const sum = dividedBy(figures, whole);
  const rounded = (share: number) => Number(share.toFixed(4));
  let seen = 0;
  const shares = counts.map((count, i) => {
    if (count === null || sum === null)
      return { share: null, shareLow: null, shareHigh: null, cumulative: null };
    seen += count;
    const interval = wilsonInterval(effectiveTally({ k: count, n: sum }, factors[i]!))!;
    return {
      share: count / sum,
      shareLow: rounded(interval.low),
      shareHigh: rounded(interval.high),
      cumulative: seen / sum,
    };
  });
  return {
    share: shares.map(({ share }) => share),
    shareLow: shares.map(({ shareLow }) => shareLow),
    shareHigh: shares.map(({ shareHigh }) => shareHigh),
    cumulative: shares.map(({ cumulative }) => cumulative),
  };
}

/** What the causes consist of; `window` null: that is not published. */
export function partsOf(
  context: FeedContext,
  cells: ComplaintCells,
  rows: readonly { cause: string; names: readonly string[]; now: WindowFigure }[],
  window: Window | null,
): ComplaintsAnswer['parts'] {
  const members = window === null ? [] : cellsOf(context.db, 'cause+sub_cause').map(({ member }) => member);
  const found = rows.flatMap(({ cause, names, now }) => {
    const parts = members.filter((member) => names.includes(member.cause!));
    const figures = parts.flatMap((member) => {
      const figure = cells.part(member.cause!, member.sub_cause!, window!);
      return figure !== null && isSomething(figure) ? [{ cause, part: member.sub_cause!, figure }] : [];
    });
    const shown = figures.map(({ figure }) => figure);
    const sum = dividedBy(shown, now);
    return figures
      .sort((a, b) => (countOf(b.figure) ?? -1) - (countOf(a.figure) ?? -1))
      .map((one) => {
        const count = countOf(one.figure);
        return { ...one, share: count === null || sum === null ? null : count / sum };
      });
  });
  return {
    ...figureColumns(found.map(({ figure }) => figure)),
    cause: found.map(({ cause }) => cause),
    part: found.map(({ part }) => part),
    label: found.map(({ part }) => labelOf(context.configuration, 'cause', part)),
    share: found.map(({ share }) => share),
  };
}
