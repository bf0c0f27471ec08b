/** What is said under a view: what it is held against, what its mean and its band are, how many rows it has. */
import type { HistoryAnswer, HistoryPanel } from '../../api/contract/history.ts';
import { MOST_PANELS } from '../../db/domain/history-window.ts';
import { EVENT_KINDS, EVENT_SIGNS } from '../charts/history/event-lane.ts';
import { formatCount } from '../words/number.ts';
import { type HistoryEventAnswer, laneKindOf, periodOf, wholeChangeOf } from './picture.ts';
import { formatChange, formatValue, type HistorySay } from './reading.ts';

export function notesOf(
  answer: HistoryAnswer,
  say: HistorySay,
  events: readonly HistoryEventAnswer[],
): string[] {
  const { rule, wholeRule, view, panels, records } = answer;
  const words = say.history;
  const notes: string[] = [];
  const ways = new Set(panels.flatMap(({ better }) => better ?? []));
  if (ways.size === 1) for (const way of ways) notes.push(words.better[way]);
  if (rule !== null) notes.push(words.rule(words.rules[rule.id](rule.count)));
  // That the whole leaves holidays where they are is not worth a second sentence.
  if (wholeRule !== null && wholeRule.count !== rule?.count)
    notes.push(words.wholeRule(words.rules[wholeRule.id](wholeRule.count)));
  if (view.by === null && panels[0] !== undefined) notes.push(...weekdayNote(answer, panels[0], say));
  if (records !== null && reachesBeyond(answer)) notes.push(words.records(periodOf({ view: records }, say)));
  const incomplete = Math.max(0, ...panels.map(({ whole }) => whole?.incompleteDays ?? 0));
  if (incomplete > 0) notes.push(words.incompleteDays(incomplete));
  if (panels.some(({ whole }) => whole === null)) notes.push(words.noWhole);
  if (view.average) {
    if (panels.some(({ average }) => average != null)) notes.push(words.averageNote[view.grain]);
    if (panels.some(({ average }) => average === null)) notes.push(words.noAverage);
  }
  if (view.expected) {
    const weeks = panels.find(({ expected }) => expected != null)?.expected?.weeks;
    notes.push(weeks === undefined ? words.noExpected : words.expectedNote(weeks));
  }
  if (view.by !== null && panels.length === MOST_PANELS) notes.push(words.mostShown);
  const kinds = EVENT_KINDS.filter((kind) => events.some((event) => laneKindOf(event) === kind));
  if (kinds.length > 0)
    notes.push(
      words.events.lane(
        say.listing(kinds.map((kind) => `${EVENT_SIGNS[kind]}\u00a0${words.events.kinds[kind]}`)),
      ),
    );
  return notes;
}

/** Of calendar months, which have other weekdays in each year: how it was by the same weekdays. */
function weekdayNote(answer: HistoryAnswer, panel: HistoryPanel, say: HistorySay): string[] {
  const { unit, whole, compared } = panel;
  const byWeekday = compared?.byWeekday ?? null;
  const before = byWeekday?.whole ?? null;
  if (byWeekday === null || before === null || before.value === null || whole === null) return [];
  if (wholeChangeOf(say, answer, panel, before) === null) return [];
  return [
    say.history.byWeekdays(
      periodOf({ view: byWeekday }, say),
      formatValue(say, unit, before.value),
      formatChange(say, unit, whole.value, before.value),
    ),
  ];
}

/** Whether the view, or what it is held against, lies in part where there are no records. */
function reachesBeyond({ view, panels, records }: HistoryAnswer): boolean {
  if (records === null) return false;
  const stretches = [view, ...panels.flatMap(({ compared }) => compared ?? [])];
  return stretches.some(({ from, to }) => from < records.from || to > records.to);
}

/** "53 weeks, 22 November 2025 to 21 November 2026": what a download holds. */
export function rowsInWords(answer: HistoryAnswer, say: HistorySay): string {
  const rows = answer.panels.reduce((sum, { cells }) => sum + cells.value.length, 0);
  const { buckets, downloads } = say.history;
  return downloads.of(buckets[answer.view.grain](formatCount(say, rows)), periodOf(answer, say));
}
