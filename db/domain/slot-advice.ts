/**
 * When to call on one day, and when not: up to three hours of each, from the table of slots. Owns the choice among
 * hours that are equally good, which changes by the day, so that advice does not make a rush of its own; refuses to
 * advise where the table awards nothing, and to know what is open.
 */
import { type CivilDay, weekdayOf } from './civil-day.ts';
import { NOTICEABLE, type SlotTable, type WaitSlot } from './wait-slots.ts';

const MOST_HOURS = 3;
/** Hours that begin so far apart share no rush. */
const HOURS_APART = 2;

export interface AdviceSettings {
  /** which of the equally good come first: the civil day, if not told otherwise */
  rotation?: number;
  /** by hour, added to its share: what is known of this day beyond its weekday (forecast demand against capacity) */
  adjustments?: ReadonlyMap<number, number>;
}

export interface AdvisedHour {
  slot: WaitSlot;
  /** of those who call, 0 to 1, within the table's threshold, with the interval: adjusted */
  share: number;
  low: number;
  high: number;
}

/** By hour. No `best` means "no clear best time", whether or not there is something to avoid. */
export interface SlotAdvice {
  best: AdvisedHour[];
  avoid: AdvisedHour[];
}

/**
 * Best are hours of tier quickest, to avoid those of tier slowest, that are as clearly better or
 * worse than the mean of all hours after the adjustment too. As good as the best are those whose interval reaches its share: over days each is named
 * as often as another, and those named lie apart where the choice allows. Only where they are fewer than three
 * do the next best follow.
 * @param hours 0 to 23, local, in which the line is open on `day`
 */
export function adviseDay(
  table: SlotTable,
  day: CivilDay,
  hours: readonly number[],
  { rotation = day, adjustments = new Map() }: AdviceSettings = {},
): SlotAdvice {
  const { overall } = table;
  if (overall === null) return { best: [], avoid: [] };
  const open = [...new Set(hours)]
    .sort((a, b) => a - b)
    .flatMap((hour) => {
      const slot = table.slots[weekdayOf(day) * 24 + hour];
      if (!(Number.isInteger(hour) && hour >= 0 && hour < 24) || slot === undefined) {
        throw new RangeError(`hour is ${hour}, expected a whole number from 0 to 23`);
      }
      const known = adjusted(slot, table.threshold, adjustments.get(hour) ?? 0);
      return known === null ? [] : [known];
    });
  const quick = open.filter(
    (one) => one.slot.tier === 'quickest' && one.low > overall && one.share >= overall + NOTICEABLE,
  );
  const slow = open.filter(
    (one) => one.slot.tier === 'slowest' && one.high < overall && one.share <= overall - NOTICEABLE,
  );
  const top = Math.max(...quick.map(({ share }) => share));
  const equals = quick.filter(({ high }) => high >= top);
  const rest = quick.filter(({ high }) => high < top).sort((a, b) => b.share - a.share);
  const byHour = (a: AdvisedHour, b: AdvisedHour) => a.slot.hour - b.slot.hour;
  return {
    best: [...takeTurns(equals, rotation), ...rest].slice(0, MOST_HOURS).sort(byHour),
    avoid: slow
      .sort((a, b) => a.share - b.share)
      .slice(0, MOST_HOURS)
      .sort(byHour),
  };
}

function adjusted(slot: WaitSlot, threshold: 120 | 300, adjustment: number): AdvisedHour | null {
  const [share, low, high] =
    threshold === 120
      ? [slot.within120, slot.within120Low, slot.within120High]
      : [slot.within300, slot.within300Low, slot.within300High];
  if (share === null || low === null || high === null) return null;
  const moved = (value: number) => Math.min(1, Math.max(0, value + adjustment));
  return { slot, share: moved(share), low: moved(low), high: moved(high) };
}

/**
 * Up to three of these: the one whose turn it is, and two that lie apart from it and each other, so far as there are;
 * of several such pairs the one that comes first a third of the way round. A turn passes on from day to day, and from
 * week to week on the same weekday.
 */
function takeTurns(equals: readonly AdvisedHour[], rotation: number): AdvisedHour[] {
  const count = equals.length;
  if (count <= MOST_HOURS) return [...equals];
  // By the day alone, seven equal hours would give each weekday the same one for ever.
  const turn = Math.floor((rotation + 3) / 7) + weekdayOf(rotation);
  const inTurn = (step: number) => equals[(((turn + step) % count) + count) % count]!;
  const first = inTurn(0);
  const third = Math.round(count / MOST_HOURS);
  let best: { apart: number; hours: AdvisedHour[] } = { apart: 0, hours: [] };
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      const hours = [first, inTurn(third + i), inTurn(2 * third + j)];
      const apart = Math.min(HOURS_APART, closest(hours));
      if (apart > best.apart) best = { apart, hours };
    }
  }
  return best.hours;
}

/** 0 where one is named twice. */
function closest(hours: readonly AdvisedHour[]): number {
  const sorted = hours.map(({ slot }) => slot.hour).sort((a, b) => a - b);
  return Math.min(...sorted.slice(1).map((hour, i) => hour - sorted[i]!));
}
