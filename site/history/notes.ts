/** What is said under a view: what it is held against, what its mean and its band are, how many rows it has. */
import type { HistoryAnswer } from '../../api/contract/history.ts';
import { MOST_PANELS } from '../../db/domain/history-window.ts';
import { formatCount } from '../words/number.ts';
import { periodOf } from './picture.ts';
import type { HistorySay } from './reading.ts';

export function notesOf({ rule, view, panels }: HistoryAnswer, say: HistorySay): string[] {
  const words = say.history;
  const notes: string[] = [];
  if (rule !== null) notes.push(words.rule(words.rules[rule.id](rule.count)));
  if (panels.some(({ whole }) => whole === null)) notes.push(words.noWhole);
  if (view.average) {
    if (panels.some(({ average }) => average != null)) notes.push(words.averageNote[view.grain]);
    if (panels.some(({ average }) => average === null)) notes.push(words.noAverage);
  }
  if (view.expected) {
    const weeks = panels.find(({ expected }) => expected != null)?.expected?.weeks;
    notes.push(weeks === undefined ? words.noExpected : words.expectedNote(weeks));
  }
  if (view.by !== null && panels.length > 1) {
    notes.push(panels.length < MOST_PANELS ? words.ownScales : `${words.mostShown} ${words.ownScales}`);
  }
  return notes;
}

/** "53 weeks, 22 November 2025 to 21 November 2026": what a download holds. */
export function rowsInWords(answer: HistoryAnswer, say: HistorySay): string {
  const rows = answer.panels.reduce((sum, { cells }) => sum + cells.value.length, 0);
  const { buckets, downloads } = say.history;
  return downloads.of(buckets[answer.view.grain](formatCount(say, rows)), periodOf(answer, say));
}
