/**
 * Of which days the records can speak: without this a day without records would look like a quiet day.
 * Owns the answer for all and for each channel, and for what contacts may leave out; refuses to know opening hours.
 */
import { periodEnd, periodStart } from '../domain/bucket.ts';
import type { Channel } from '../domain/contact.ts';
import type { FactId, FactOf } from '../domain/fact.ts';
import type { FactBlock } from '../domain/fact-block.ts';
import { Latest } from '../domain/latest.ts';
import type { Evidence } from '../domain/metric.ts';
import { once } from '../domain/once.ts';
import type { CivilDay } from '../domain/zone.ts';
import { readMeta } from '../meta.ts';
import type { ReadHandle } from '../open.ts';
import { findCell } from '../rollup/cell-book.ts';
import { type CellHistory, historyOf } from './cell-history.ts';

export interface Coverage {
  /** first and last civil day of which records speak; null without any */
  span: { firstDay: CivilDay; lastDay: CivilDay } | null;
  /** whether anyone asked on that day, or answered a survey */
  hasRecords(day: CivilDay): boolean;
  /** whether only a longer period's sum speaks of that day */
  isInsideSum(day: CivilDay, grain: 'day' | 'week'): boolean;
  /** whether there are records of that day that leave out what the metric counts, as contacts without any category */
  isUnsaid(day: CivilDay): boolean;
}

type Records = 'contacts' | 'surveys';
const COUNTED: Readonly<
  Record<Records, readonly ('offered' | 'contained' | 'blocked' | 'surveysReturned' | 'surveysSent')[]>
> = {
  contacts: ['offered', 'contained', 'blocked'],
  surveys: ['surveysReturned', 'surveysSent'],
};
/**
 * What contacts may leave out, and the facts that show that they do not. A category is asked of each month; cases are
 * known from the month of the first, for whoever records them goes on to, and so is what is due where anything ever was.
 */
const SHOWN_BY: Readonly<Record<Exclude<Evidence, Records>, readonly FactOf<'sum'>[]>> = {
  categories: ['classified'],
  cases: ['casesOpened'],
  due_times: ['due'],
};
const LAST = 2 ** 31;

/** The facts that `asked` adds up. */
export const ASKED_FACTS: ReadonlySet<FactId> = new Set(COUNTED.contacts);

export function asked(block: FactBlock | undefined, slot = 0): number {
  return block === undefined
    ? 0
    : block.sum('offered', slot) + block.sum('contained', slot) + block.sum('blocked', slot);
}

const known = new Latest<Map<string, Coverage>>();

/** The coverage of a channel, or of all, by one kind of records; read once for each version of the data. */
export function coverageOf(
  db: ReadHandle,
  channel: Channel | null,
  evidence: Evidence = 'contacts',
): Coverage {
  const coverages = known.of(db, [readMeta(db, 'data_version')], () => new Map());
  return once(coverages, `${evidence}|${channel}`, () =>
    evidence === 'contacts' || evidence === 'surveys'
      ? readCoverage(db, channel, evidence)
      : { ...coverageOf(db, channel), isUnsaid: readUnsaid(db, channel, evidence) },
  );
}

/** First and last day of any records: of contacts, or where there are none of surveys. */
export function recordedSpan(db: ReadHandle): Coverage['span'] {
  return coverageOf(db, null).span ?? coverageOf(db, null, 'surveys').span;
}

function readCoverage(db: ReadHandle, channel: Channel | null, evidence: Records): Coverage {
  const cell = cellOf(db, channel);
  const counts = countsIn(historyOf(db, 'day', cell), COUNTED[evidence]);
  const days = new Set([...counts].filter(([, count]) => count !== 0).map(([day]) => day));
  const inside = { day: new Set<CivilDay>(), week: new Set<CivilDay>() };
  for (const grain of ['week', 'month'] as const) {
    for (const [start, count] of countsIn(historyOf(db, grain, cell), COUNTED[evidence])) {
      let ofDays = 0;
      for (let day = start; day < periodEnd(grain, start); day++) ofDays += counts.get(day) ?? 0;
      if (count <= ofDays) continue;
      for (let day = start; day < periodEnd(grain, start); day++) {
        if (!days.has(day)) inside.day.add(day);
        if (grain === 'month') inside.week.add(day);
      }
    }
  }
  const spoken = [...days, ...inside.day];
  return {
    span:
      spoken.length === 0
        ? null
        : {
            firstDay: spoken.reduce((a, b) => Math.min(a, b)),
            lastDay: spoken.reduce((a, b) => Math.max(a, b)),
          },
    hasRecords: (day) => days.has(day),
    isInsideSum: (day, grain) => inside[grain].has(day),
    isUnsaid: () => false,
  };
}

function cellOf(db: ReadHandle, channel: Channel | null): number | null {
  return channel === null ? findCell(db, 'all', {}) : findCell(db, 'channel', { channel });
}

/** Asked by calendar month: a quiet week may well be one without a complaint, or without a case. */
function readUnsaid(
  db: ReadHandle,
  channel: Channel | null,
  evidence: keyof typeof SHOWN_BY,
): (day: CivilDay) => boolean {
  const cell = cellOf(db, channel);
  const shown = monthsWith(db, cell, SHOWN_BY[evidence]);
  if (evidence === 'categories') {
    const offered = monthsWith(db, cell, ['offered']);
    return (day) => {
      const month = periodStart('month', day);
      return offered.has(month) && !shown.has(month);
    };
  }
  const first = shown.size === 0 ? LAST : Math.min(...monthsWith(db, cell, SHOWN_BY.cases));
  return (day) => periodStart('month', day) < first;
}

/** The first days of the months that count any of some facts. */
function monthsWith(db: ReadHandle, cell: number | null, facts: readonly FactOf<'sum'>[]): Set<CivilDay> {
  const months = historyOf(db, 'month', cell);
  const found = new Set(
    [...countsIn(months, facts)].filter(([, count]) => count > 0).map(([month]) => month),
  );
  // Sums of whole weeks speak in no month: where a month has no records of its own, its weeks are asked.
  const askedIn = countsIn(months, COUNTED.contacts);
  for (const [week, count] of countsIn(historyOf(db, 'week', cell), facts)) {
    for (const day of [week, periodEnd('week', week) - 1]) {
      const month = periodStart('month', day);
      if ((askedIn.get(month) ?? 0) === 0 && count > 0) found.add(month);
    }
  }
  return found;
}

/** How much of some facts together each bucket holds, by its first day. */
function countsIn(history: CellHistory, facts: readonly FactOf<'sum'>[]): Map<CivilDay, number> {
  return new Map(
    history.starts.map((start, at) => [
      start,
      facts.reduce((count, fact) => count + history.count(fact, at), 0),
    ]),
  );
}
