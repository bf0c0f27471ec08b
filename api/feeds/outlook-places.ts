/**
 * Which channels and service lines have an outlook, and which one a question is about. Owns the rule that such have one as
 * have enough contacts to be spoken of.
 */
import { CHANNELS, type Channel } from '../../db/domain/contact.ts';
import type { FactId } from '../../db/domain/fact.ts';
import { UNSTATED } from '../../db/domain/lattice.ts';
import { MOST_LAG_DAYS } from '../../db/domain/outlook.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { Place } from '../../db/outlooks.ts';
import { readCell } from '../../db/queries/cell-facts.ts';
import { coverageOf } from '../../db/queries/coverage.ts';
import { cellsOf, findCell } from '../../db/rollup/cell-book.ts';
import { type FeedContext, type FeedResult, refuse } from './context.ts';
import { lastDayOf, memberOf } from './demand.ts';
import { refuseUnknown } from './known-member.ts';
import { shapeOfMember } from './published-cells.ts';

const RECENT_DAYS = 28;
const OFFERED: ReadonlySet<FactId> = new Set<FactId>(['offered']);

export interface PlaceQuestion {
  channel?: Channel;
  queue?: string;
}

/** The place asked about; where none is, the first channel that has records. */
export function placeOf(context: FeedContext, { channel, queue }: PlaceQuestion): FeedResult<Place> {
  if (channel !== undefined && queue !== undefined) {
    return refuse(
      'no such forecast',
      'forecasts are made by channel, or by service line over all channels; ask for one of them',
    );
  }
  if (queue !== undefined) {
    const unknown = refuseUnknown(context, { queue });
    return unknown ?? { ok: true, answer: { queue } };
  }
  const first = CHANNELS.find((one) => coverageOf(context.db, one).span !== null);
  return { ok: true, answer: { channel: channel ?? first ?? 'phone' } };
}

/** Channels, and service lines over all channels, to which on a recent day with any as many came as may be told. */
export function placesOf(context: FeedContext): Place[] {
  const places: Place[] = [
    ...CHANNELS.map((channel): Place => ({ channel })),
    ...cellsOf(context.db, 'queue').flatMap(({ member: { queue } }): Place[] =>
      queue === undefined || queue === UNSTATED.queue ? [] : [{ queue }],
    ),
  ];
  return places.filter((place) => {
    const last = lastDayOf(context, place);
    const mean = last === null ? null : recentMean(context, place, last);
    return mean !== null && mean >= context.configuration.disclosure.threshold;
  });
}

/**
 * Contacts on a day with any, over the four weeks to a day; null where nobody came in the last week of them, so that what is
 * usual is no longer so, though others of the organisation go on.
 */
export function recentMean({ db }: FeedContext, place: Place, lastDay: CivilDay): number | null {
  const member = memberOf(place);
  const cell = findCell(db, shapeOfMember(member), member);
  const blocks = readCell(db, 'day', cell, lastDay - RECENT_DAYS + 1, lastDay, OFFERED);
  const counts = [...blocks].flatMap(([day, block]) => {
    const count = block.sum('offered', 0);
    return count > 0 ? [{ day, count }] : [];
  });
  if (!counts.some(({ day }) => lastDay - day < MOST_LAG_DAYS)) return null;
  return counts.reduce((sum, { count }) => sum + count, 0) / counts.length;
}
