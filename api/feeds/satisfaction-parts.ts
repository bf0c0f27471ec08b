/**
 * What people said afterwards by channel and by reason. Owns which tables there are and the order of their rows; refuses a
 * table of a single channel, which would be the whole again.
 */
import type { Channel } from '../../db/domain/contact.ts';
import { LATTICE, type Shape } from '../../db/domain/lattice.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { cellsOf } from '../../db/rollup/cell-book.ts';
import type { SaidCell } from '../contract/cell.ts';
import type { SaidEstimate, SatisfactionPart } from '../contract/satisfaction.ts';
import { answerPartsOf } from './answer-parts.ts';
import type { FeedContext } from './context.ts';
import { labelOf } from './label.ts';
import { columnsFrom } from './said-cell.ts';
import { type Look, type Place, scoreAndMean } from './satisfaction-look.ts';
import { type Stretch, stretchesOf } from './window.ts';

export function partsOf(
  context: FeedContext,
  channel: Channel | null,
  fromDay: CivilDay,
  toDay: CivilDay,
): SatisfactionPart[] {
  const tables: { by: 'channel' | 'category'; shape: Shape }[] =
    channel === null
      ? [
          { by: 'channel', shape: 'channel' },
          { by: 'category', shape: 'category' },
        ]
      : [{ by: 'category', shape: 'channel+category' }];
  return tables.flatMap(({ by, shape }) => {
    const stretches = LATTICE.day.includes(shape) ? stretchesOf(context, shape, fromDay, toDay) : null;
    if (stretches === null) return [];
    const rows = cellsOf(context.db, shape)
      .filter(({ member }) => channel === null || member.channel === channel)
      .map(({ member }) => rowOf(context, by, { shape, member }, stretches))
      .filter(({ score, mean }) => isKnown(score) || isKnown(mean))
      .sort((a, b) => rank(b) - rank(a) || (a.member < b.member ? -1 : 1));
    if (rows.length === 0 || (by === 'channel' && rows.length === 1)) return [];
    const columns = (cells: readonly SaidEstimate[]) => ({
      ...columnsFrom(cells),
      low: cells.map(({ low }) => low),
      high: cells.map(({ high }) => high),
    });
    return [
      {
        by,
        member: rows.map(({ member }) => member),
        label: rows.map(({ member }) => labelOf(context.configuration, by, member)),
        score: columns(rows.map(({ score }) => score)),
        mean: columns(rows.map(({ mean }) => mean)),
      },
    ];
  });
}

interface PartRow extends Pick<Look, 'score' | 'mean'> {
  member: string;
}

function rowOf(
  context: FeedContext,
  by: 'channel' | 'category',
  place: Place,
  stretches: readonly Stretch[],
): PartRow {
  const sd = by === 'channel' ? answerPartsOf(context, place, stretches).sd : null;
  return { member: place.member[by]!, ...scoreAndMean(context, place, stretches, sd) };
}

function isKnown({ value, status }: SaidCell): boolean {
  return value !== null || status === 'suppressed';
}

function rank({ score, mean }: PartRow): number {
  return score.value ?? mean.value ?? -Infinity;
}
