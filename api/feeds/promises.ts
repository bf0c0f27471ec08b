/**
 * `promises`: whether what was promised was kept, by due date, and how long it really took.
 * Owns the window, what it is compared with and how it stands against the company's own target; refuses promises that are
 * not configured: what was never said in public was not promised to it.
 */
import { lastEnded, periodStart } from '../../db/domain/bucket.ts';
import { shareDifference } from '../../db/domain/confidence.ts';
import type { Member } from '../../db/domain/lattice.ts';
import { nearestName } from '../../db/domain/nearest-name.ts';
import { type PublicPromise, versionOn, versionsById } from '../../db/domain/promise.ts';
import { slugOf } from '../../db/domain/slug.ts';
import { judgeTarget } from '../../db/domain/target-verdict.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { promiseCells } from '../../db/rollup/cell-book.ts';
import type { PromiseAnswer, PromisesAnswer, PromiseVersionAnswer } from '../contract/promises.ts';
import { COMPARISONS } from '../contract/series.ts';
import type { Window } from './asked-window.ts';
import { comparedRange } from './comparison.ts';
import { type FeedContext, type FeedResult, lastWholeDay, refuse, versionOf } from './context.ts';
import { PromiseCells, PromiseCounts, promisesThrough } from './promise-cells.ts';
import { distributionOf } from './promise-durations.ts';
import { bucketsOf, type Measured, measure, PROMISE_WEEKS } from './promise-share.ts';
import { columnsOf } from './published-cells.ts';
import { cellAt } from './said-cell.ts';

export interface PromisesQuestion {
  /** its id, or as addresses have it; null: all */
  promise: string | null;
  /** null: the last whole month of records that ends by `toDay` */
  fromDay: CivilDay | null;
  toDay: CivilDay | null;
}

interface ShownWindow extends Window {
  /** up to this day months and weeks are listed */
  shownTo: CivilDay;
}

export function promisesFeed(context: FeedContext, question: PromisesQuestion): FeedResult<PromisesAnswer> {
  const { db, configuration } = context;
  const known = versionsById(configuration.promises);
  const asked = question.promise;
  const ids = [...known.keys()].filter((id) => asked === null || id === asked || slugOf(id) === asked);
  if (asked !== null && ids.length === 0) {
    const nearest = nearestName(asked, [...known.keys()]);
    const hint =
      nearest === null ? `all are listed under promises` : `did you mean ${JSON.stringify(nearest)}?`;
    return refuse('no such promise', `there is no promise ${JSON.stringify(asked.slice(0, 80))}; ${hint}`);
  }
  const cells = promiseCells(db);
  const counts = new Map([...known.keys()].map((id) => [id, new PromiseCounts(db, cells.get(id) ?? null)]));
  const through = promisesThrough(context, counts.values());
  const window = promiseWindow(context, question, through);
  const shownTo = question.toDay ?? Math.max(window.toDay, through ?? window.toDay);
  return {
    ok: true,
    answer: {
      ...versionOf(context),
      from: formatDay(window.fromDay),
      to: formatDay(window.toDay),
      promises: ids.map((id) => {
        const versions = known.get(id)!;
        const { of, channel, queue } = versions[0]!;
        const member: Member = { ...(channel !== null && { channel }), ...(queue !== null && { queue }) };
        const ofOne = new PromiseCells(context, counts.get(id)!, through, of === 'cases' ? member : null);
        return answerOf(context, ofOne, versions, { ...window, shownTo });
      }),
    },
  };
}

/** Promises have an end of their own: that of the records by which they are measured. */
function promiseWindow(
  context: FeedContext,
  { fromDay, toDay }: PromisesQuestion,
  through: CivilDay | null,
): Window {
  const end = toDay ?? through ?? lastWholeDay(context);
  if (fromDay !== null) return { fromDay, toDay: Math.max(end, fromDay) };
  const last = lastEnded('month', end);
  return { fromDay: periodStart('month', last), toDay: last };
}

function answerOf(
  context: FeedContext,
  cells: PromiseCells,
  versions: readonly PublicPromise[],
  window: ShownWindow,
): PromiseAnswer {
  const { id, of, channel, queue } = versions[0]!;
  const version =
    versionOn(versions, window.toDay) ?? versions.findLast(({ from }) => (from ?? 0) <= window.toDay);
  const measured = measure(cells, window);
  const open = cells.publishOpen(window.shownTo);
  return {
    ...{ id, slug: slugOf(id), of, channel, queue },
    silence: of === 'nothing' ? 'not_recorded' : cells.firstDay === null ? 'no_records' : null,
    versions: versions.map(formOf),
    inForce: version === undefined ? null : versions.indexOf(version),
    period: measured.period,
    standing: standingOf(measured, version?.target ?? null),
    compared: COMPARISONS.map((comparison) => {
      const range = comparedRange(comparison, window.fromDay, window.toDay, 'day');
      const theirs = measure(cells, range);
      const [now, before] = [measured.effective, theirs.effective];
      return {
        comparison,
        comparisonRule: range.rule.words,
        period: theirs.period,
        difference: now === null || before === null ? null : shareDifference(now, before),
      };
    }),
    open: cellAt(columnsOf(open, {}), 0),
    distribution: version === undefined ? null : distributionOf(cells, version, window),
    months: bucketsOf(context, cells, 'month', window.shownTo, Infinity),
    weeks: bucketsOf(context, cells, 'week', window.shownTo, PROMISE_WEEKS),
  };
}

function formOf(version: PublicPromise): PromiseVersionAnswer {
  const { words, source, withinSeconds, earliestSeconds, dueRule, target, from, to } = version;
  const isAddress = source !== null && /^https?:$/.test(URL.parse(source)?.protocol ?? '');
  return {
    words,
    source: isAddress ? null : source,
    href: isAddress ? source : null,
    ...{ withinSeconds, earliestSeconds, dueRule, target },
    from: from === null ? null : formatDay(from),
    to: to === null ? null : formatDay(to),
  };
}

function standingOf({ interval }: Measured, target: number | null): PromiseAnswer['standing'] {
  return interval === null || target === null ? null : judgeTarget(interval, target);
}
