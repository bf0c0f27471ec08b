/**
 * What an edition changes of figures that were published before: found by comparing the files of series, old and new. Owns
 * what counts as changed; a day, week or month that went on when it was published last has grown and is not revised.
 */

import type { SeriesAnswer } from '../api/contract/series.ts';
import { API } from '../api/routes/resource.ts';
import { isSlotGrain, periodEnd } from '../db/domain/bucket.ts';
import { type Dimension, type Member, shapeOf } from '../db/domain/lattice.ts';
import { type CivilDay, parseDay } from '../db/domain/zone.ts';
import type { PublishedFigure, Revision } from '../db/revisions.ts';

/** `before`, `after`: answers of one address of `series`; `through`: the last day of the figures in `before`. */
export function revisionsBetween(before: SeriesAnswer, after: SeriesAnswer, through: CivilDay): Revision[] {
  return after.series.flatMap((series, i) => {
    const { metric, grain } = series;
    if (isSlotGrain(grain) || series.comparison !== undefined) return [];
    const member = series.filter as Member;
    const shape = shapeOf(Object.keys(member) as Dimension[]);
    const old = before.series[i];
    if (shape === null || old?.metric !== metric) return [];
    const then = figuresOf(old);
    return [...figuresOf(series)].flatMap(([day, figure]) => {
      const was = then.get(day);
      if (was === undefined || !wasOver(grain, day, through) || isAlike(was, figure)) return [];
      return [{ metric, grain, shape, member, day, before: was, after: marked(was, figure) }];
    });
  });
}

/** Whether the file of an address is compared; of the two forms of a series one will do. */
export function isSeries(address: string): boolean {
  return address.startsWith(`${API}/series?`);
}

function figuresOf({ cells: { start = [], value, status } }: SeriesAnswer['series'][number]) {
  return new Map<CivilDay, PublishedFigure>(
    start.map((text, i) => [parseDay(text.slice(0, 10))!, { value: value[i]!, status: status[i]! }]),
  );
}

function wasOver(grain: 'day' | 'week' | 'month', day: CivilDay, through: CivilDay): boolean {
  return periodEnd(grain, day) - 1 <= through;
}

/** What had been final is final no more when it is another figure: it is published as revised. */
function marked({ status }: PublishedFigure, figure: PublishedFigure): PublishedFigure {
  const wasFinal = status === 'final' || status === 'revised';
  return wasFinal && figure.status === 'final' ? { ...figure, status: 'revised' } : figure;
}

/** That a figure is settled now, or was looked at again, changes nothing of it. */
function isAlike(before: PublishedFigure, after: PublishedFigure): boolean {
  return before.value === after.value && (before.value !== null || before.status === after.status);
}
