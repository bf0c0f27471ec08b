/** Which service lines the live answer names. Owns that this follows from days gone by, and from nothing that happens now. */
import { Latest } from '../../db/domain/latest.ts';
import { once } from '../../db/domain/once.ts';
import { readMeta } from '../../db/meta.ts';
import { readCell } from '../../db/queries/cell-facts.ts';
import { ASKED_FACTS, asked, recordedSpan } from '../../db/queries/coverage.ts';
import { findCell } from '../../db/rollup/cell-book.ts';
import type { FeedContext } from './context.ts';

const usualLines = new Latest<Map<string, boolean>>();
const LINE_DAYS = 28;

/**
 * Whether a service line is said: by the contacts of the four weeks before today, for a line that appeared with its first
 * contact would show that contact. In the first two days of records nothing is known of lines, and all are said.
 */
export function isUsualLine(context: FeedContext, line: string | undefined): boolean {
  const { db, zone, configuration } = context;
  if (line === undefined) return false;
  const today = zone.dayOf(context.nowSeconds);
  const byLine = usualLines.of(db, [readMeta(db, 'data_version'), today], () => new Map());
  return once(byLine, line, () => {
    const first = recordedSpan(db)?.firstDay ?? today;
    const cell = findCell(db, 'queue', { queue: line });
    let contacts = 0;
    for (const block of readCell(db, 'day', cell, today - LINE_DAYS, today - 1, ASKED_FACTS).values())
      contacts += asked(block);
    return first >= today - 1 || contacts >= configuration.disclosure.threshold;
  });
}
