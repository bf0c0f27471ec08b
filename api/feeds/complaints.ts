/**
 * `complaints`: complaints by cause in a window, against the one before and the year before, how they were dealt with,
 * and what the company says and does about each cause. Owns the rows and their order; the cells are complaint-cells.ts's,
 * the comparisons complaint-tests.ts's.
 */

import { isWholeMonths, periodEnd, periodStart, periodsBetween } from '../../db/domain/bucket.ts';
import { cutsOf, nameOn, namesOf } from '../../db/domain/cause-change.ts';
import { shiftMonths } from '../../db/domain/civil-day.ts';
import { dispersionOf } from '../../db/domain/count-change.ts';
import { UNSTATED } from '../../db/domain/lattice.ts';
import { movingRanges, movingShareRanges } from '../../db/domain/moving-range.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { cellsOf } from '../../db/rollup/cell-book.ts';
import type { SaidColumns } from '../contract/cell.ts';
import type { ComplaintsAnswer } from '../contract/complaints.ts';
import { COMPARISONS } from '../contract/series.ts';
import { type Window, windowOf } from './asked-window.ts';
import { comparedRange } from './comparison.ts';
import { ComplaintCells, figureColumns } from './complaint-cells.ts';
import { sayAndDo, settingsOf } from './complaint-duties.ts';
import { isSomething, partsOf, sharesOf } from './complaint-shares.ts';
import { CHANGE_RATE, type Compared, countOf, testShare, testTogether } from './complaint-tests.ts';
import { type FeedContext, type FeedResult, refuse, versionOf } from './context.ts';
import { labelOf } from './label.ts';
import { lastKnownDay } from './published-cells.ts';
import type { WindowFigure } from './window.ts';

export interface ComplaintsQuestion {
  /** null: the last whole month of records */
  fromDay: CivilDay | null;
  toDay: CivilDay | null;
  channel?: string | undefined;
}

/** Two years and a month, so that the last stands beside its own of both years before. */
const MONTHS = 25;

interface Row {
  cause: string;
  names: readonly string[];
  cuts: readonly CivilDay[];
  now: WindowFigure;
  before: readonly WindowFigure[];
  months: SaidColumns;
}

export function complaintsFeed(
  context: FeedContext,
  question: ComplaintsQuestion,
): FeedResult<ComplaintsAnswer> {
  const { zone, configuration } = context;
  const { channel } = question;
  const window = windowOf(context, question);
  const cells = new ComplaintCells(context, channel);
  const compared = COMPARISONS.map((one) => comparedRange(one, window.fromDay, window.toDay, 'day'));
  const earlier: Compared[] = compared.map((range) => ({ window: range, days: cells.daysIn(range) }));
  const trend = trendOf(window);
  const known = question.toDay ?? zone.dayOf(context.nowSeconds);
  const causes = causesOf(context, window.toDay);
  const rows: Row[] = [];
  for (const cause of causes) {
    const names = namesOf(changesUpTo(context, window.toDay), cause);
    const [now, ...before] = [window, ...compared].map((one) => cells.count(names, one));
    if (now == null || before.some((figure) => figure === null)) return refusal(window, channel);
    if (![now, ...(before as WindowFigure[])].some(isSomething)) continue;
    rows.push({
      cause,
      names,
      cuts: cutsOf(configuration.causeChanges, cause),
      now,
      before: before as WindowFigure[],
      months: cells.monthsOf(names, trend),
    });
  }
  rows.sort((a, b) => rankOf(b) - rankOf(a) || (a.cause < b.cause ? -1 : 1));

  const total = totalOf(cells, window, compared, trend);
  // As could be known when the window began: the comparison itself must not excuse the difference that it tests.
  const before = { fromDay: trend.fromDay, toDay: window.fromDay - 1 };
  const rangesOf = (row: Pick<Row, 'months' | 'cuts'>) =>
    movingRanges(cells.overDays(row.months, before, row.cuts));
  const ranges = rows.map(rangesOf);
  const dispersions = ranges.map((own) => dispersionOf(own, ranges.flat()));
  const ofAll = dispersionOf(rangesOf({ months: total.months, cuts: [] }), ranges.flat());
  const tested = testTogether(
    [
      { ...total, dispersion: ofAll, cuts: [] },
      ...rows.map((row, i) => ({ ...row, dispersion: dispersions[i]! })),
    ],
    { window, days: cells.daysIn(window) },
    earlier,
  );
  const [previous, lastYear] = tested.against as [(typeof tested.against)[0], (typeof tested.against)[0]];
  const rowsOf = (columns: typeof previous, from: number, to?: number) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, list]) => [name, list.slice(from, to)]),
    ) as unknown as typeof previous;
  const keptMonths = cells.months('kept', trend);
  const isWholeMonth =
    isWholeMonths(window.fromDay, window.toDay) && periodEnd('month', window.fromDay) > window.toDay;
  const followed = lastKnownDay(context) - window.toDay;

  return {
    ok: true,
    answer: {
      from: formatDay(window.fromDay),
      to: formatDay(window.toDay),
      ...versionOf(context),
      filter: (channel === undefined ? {} : { channel }) as ComplaintsAnswer['filter'],
      compared: {
        previous: windowAnswer(compared[0]!),
        last_year: windowAnswer(compared[1]!),
      },
      test: { rate: CHANGE_RATE, comparisons: tested.comparisons, level: tested.level },
      total: {
        ...figureColumns([total.now]),
        perThousand: figureColumns([cells.perThousand(window)]),
        kept: figureColumns([cells.kept(null, window)]),
        ...keptOf(cells, window, compared, keptMonths),
        daysMedian: figureColumns([cells.days('median', null, window)]),
        daysNinety: figureColumns([cells.days('ninety', null, window)]),
        followedDays: isWholeMonth ? Math.max(0, followed) : null,
        previous: rowsOf(previous, 0, 1),
        last_year: rowsOf(lastYear, 0, 1),
      },
      causes: {
        ...figureColumns(rows.map(({ now }) => now)),
        cause: rows.map(({ cause }) => cause),
        label: rows.map(({ cause }) => labelOf(configuration, 'cause', cause)),
        parent: rows.map(({ cause }) => settingsOf(context, cause)?.parent ?? null),
        parentLabel: rows.map(({ cause }) => {
          const parent = settingsOf(context, cause)?.parent ?? null;
          return parent === null ? null : labelOf(configuration, 'cause', parent);
        }),
        ...sharesOf(
          rows.map(({ now }) => now),
          total.now,
          dispersions.map(({ factor }) => factor),
        ),
        dispersion: dispersions.map(({ factor }) => Number(factor.toPrecision(3))),
        kept: figureColumns(rows.map(({ cause }) => cells.kept(cause, window))),
        daysMedian: figureColumns(rows.map(({ cause }) => cells.days('median', cause, window))),
        daysNinety: figureColumns(rows.map(({ cause }) => cells.days('ninety', cause, window))),
        previous: rowsOf(previous, 1),
        last_year: rowsOf(lastYear, 1),
      },
      parts: partsOf(context, cells, rows, channel === undefined ? window : null),
      months: {
        start: periodsBetween('month', trend.fromDay, trend.toDay).map(formatDay),
        total: total.months,
        perThousand: cells.months('rate', trend),
        kept: keptMonths,
        daysMedian: cells.months('median', trend),
        daysNinety: cells.months('ninety', trend),
        causes: rows.map(({ cause, months }) => ({ cause, ...months })),
      },
      breaks: changesUpTo(context, known).map(({ day, kind, from, to, words }) => ({
        date: formatDay(day),
        kind,
        from: [...from],
        to: [...to],
        fromLabel: from.map((key) => labelOf(configuration, 'cause', key)),
        toLabel: to.map((key) => labelOf(configuration, 'cause', key)),
        words,
      })),
      ...sayAndDo(context, rows, known),
    },
  };
}

function refusal({ fromDay, toDay }: Window, channel: string | undefined): FeedResult<ComplaintsAnswer> {
  const by = channel === undefined ? 'cause' : 'channel and cause';
  return refuse(
    'no such window',
    `by ${by} only whole weeks (Monday to Sunday) and whole months are published; ${formatDay(fromDay)} to ${formatDay(toDay)} is neither`,
  );
}

/** The months up to the one that holds the end of the window. */
function trendOf({ toDay }: Window): Window {
  const last = periodStart('month', toDay);
  return { fromDay: shiftMonths(last, 1 - MONTHS), toDay: periodEnd('month', last) - 1 };
}

function changesUpTo({ configuration }: FeedContext, day: CivilDay) {
  return configuration.causeChanges.filter((change) => change.day <= day);
}

/** Each cause once, by the name it has on a day. */
function causesOf(context: FeedContext, day: CivilDay): string[] {
  const keys = cellsOf(context.db, 'cause').map(({ member }) => member.cause!);
  return [...new Set(keys.map((key) => nameOn(context.configuration.causeChanges, key, day)))];
}

/** Those without a stated cause last: they are no cause to do something about. */
function rankOf({ cause, now }: Row): number {
  return (countOf(now) ?? -1) - (cause === UNSTATED.cause ? 1e12 : 0);
}

function totalOf(cells: ComplaintCells, window: Window, compared: readonly Window[], trend: Window) {
  const [now, ...before] = [window, ...compared].map(
    (one) => cells.count(null, one) ?? { said: { kind: 'missing' }, status: 'missing', hasHidden: false },
  ) as [WindowFigure, ...WindowFigure[]];
  return { now, before, months: cells.months('count', trend) };
}

function windowAnswer({ fromDay, toDay, rule }: ReturnType<typeof comparedRange>) {
  return { from: formatDay(fromDay), to: formatDay(toDay), comparisonRule: rule.words };
}

/** How the share settled in time stands, by the months before the window. */
function keptOf(
  cells: ComplaintCells,
  window: Window,
  compared: readonly Window[],
  months: SaidColumns,
): Pick<ComplaintsAnswer['total'], 'keptLow' | 'keptHigh' | 'keptChange'> {
  const [now, ...before] = [window, ...compared].map((one) => cells.kept(null, one)) as [
    WindowFigure,
    ...WindowFigure[],
  ];
  const known = months.value
    .slice(0, -1)
    .map((value, i) =>
      value === null || !months.n[i] ? null : { k: value * months.n[i]!, n: months.n[i]! },
    );
  const { low, high, change } = testShare(now, before, movingShareRanges(known));
  return {
    keptLow: [low],
    keptHigh: [high],
    keptChange: { previous: [change[0]!], last_year: [change[1]!] },
  };
}
