/**
 * How long people waited in each hour of past days, as the hour of the week is learnt from it.
 * Owns which hours bear witness: ordinary days, open, of which all is known. Refuses hindsight, and to say any of it.
 */
import { slotStarts } from '../../db/domain/bucket.ts';
import type { FactId } from '../../db/domain/fact.ts';
import type { SlotDay } from '../../db/domain/wait-slots.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { Place } from '../../db/outlooks.ts';
import { readCell } from '../../db/queries/cell-facts.ts';
import { ASKED_FACTS, asked } from '../../db/queries/coverage.ts';
import { findCell } from '../../db/rollup/cell-book.ts';
import { BucketStates } from './bucket-state.ts';
import type { FeedContext } from './context.ts';
import { memberOf } from './demand.ts';
import { shapeOfMember } from './published-cells.ts';

const FACTS: ReadonlySet<FactId> = new Set<FactId>(['waitsAnswered', 'waitsAbandoned', ...ASKED_FACTS]);

/** In order of time, of the days from `from` to `to`, both included; hours in which nobody queued are left out. */
export function readSlotDays(context: FeedContext, place: Place, from: CivilDay, to: CivilDay): SlotDay[] {
  const { db, zone, calendar } = context;
  const member = memberOf(place);
  const blocks = readCell(db, 'hour', findCell(db, shapeOfMember(member), member), from, to, FACTS);
  const states = new BucketStates(context, place.channel ?? null, 'contacts', false);
  const days: SlotDay[] = [];
  for (const [day, block] of blocks) {
    if (calendar.holidayOf(day) !== null) continue;
    slotStarts(zone, day, 'hour').forEach((startAt, slot, starts) => {
      const endAt = starts[slot + 1] ?? zone.startOfDay(day + 1);
      const state = states.ofSlot(day, {
        startAt,
        endAt,
        hour: slot,
        asked: asked(block, slot),
        isTooFine: false,
      });
      if (state.isClosed || state.isMissing || state.isSilent || state.isPartial) return;
      const [answered, abandoned] = [block.waits('waitsAnswered', slot), block.waits('waitsAbandoned', slot)];
      if (answered.counts.length === 0 && abandoned.counts.length === 0) return;
      const hour = Math.floor(zone.secondOfDay(startAt) / 3600);
      days.push({ day, hour, answered, abandoned });
    });
  }
  return days;
}
