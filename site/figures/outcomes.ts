/**
 * What came of contacts, in one line beside any figure of how fast they were: settled, right first time, satisfied.
 * Owns which month is told: the last whole one in which the first of them is known; refuses to mix months.
 */
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { formatMonth } from '../words/date.ts';
import { formatShare } from '../words/number.ts';
import type { FigureContext } from './context.ts';
import { cellsOf, latestWhole } from './series-cells.ts';

const OUTCOMES = ['resolved_first_share', 'first_contact_resolution', 'csat_top2'] as const;

/** Empty where nothing is known, and of service lines, of which no month is published. */
export function outcomesBeside(context: FigureContext): string {
  const { read, say, within, line, channel } = context;
  if (line !== undefined) return '';
  const known = OUTCOMES.flatMap((metric) => {
    const cell = latestWhole(
      cellsOf(read<SeriesAnswer>(`series/month/${within}${metric}`)).filter(({ value }) => value !== null),
    );
    return cell === null ? [] : [{ metric, ...cell }];
  });
  if (known.length === 0) return '';
  const month = Math.max(...known.map(({ day }) => day));
  const parts = known
    .filter(({ day }) => day === month)
    .map(({ metric, value }) => say.outcomes[metric](formatShare(say, value ?? 0)));
  return say.outcomes.sentence(
    say.channels[channel ?? ''] ?? '',
    formatMonth(say, month),
    say.listing(parts),
  );
}
