/**
 * Made-up days of a line of which the truth is known: how likely a caller gets through within two minutes in each hour
 * of the week, and how much days differ beyond it. Owns the worlds in which tests ask what may be said of hours; refuses
 * to know how it is estimated.
 */
import { addWait, emptyHistogram } from '../../db/domain/histogram.ts';
import type { SlotDay } from '../../db/domain/slot-evidence.ts';
import { weekdayOf } from '../../db/domain/zone.ts';

/** Standard deviations are of shares. */
export interface World {
  days: number;
  /** open from the first to before the last; default 8 to 18 */
  hours?: readonly [number, number];
  /** open on so many days of the week from Monday on; default 7 */
  weekdays?: number;
  share?: number;
  contactsAnHour?: number;
  /** so many times as busy or as quiet are hours among themselves, as a factor of one standard deviation */
  uneven?: number;
  /** of hours, weekdays and slots among themselves: 0 where all are alike */
  hour?: number;
  weekday?: number;
  slot?: number;
  /** of days, the same for all hours of a day, and how much of it lasts until the next */
  day?: number;
  lasting?: number;
  /** of the hours of a day */
  rest?: number;
}

export const LAST_DAY = 20_000;

/** @param random uniform from 0 to 1 */
export function makeSlotDays(world: World, random: () => number): { days: SlotDay[]; truth: number[] } {
  const { hours = [8, 18], weekdays = 7, share = 0.7, contactsAnHour = 30, uneven = 1 } = world;
  const { hour = 0, weekday = 0, slot = 0, day = 0.1, lasting = 0, rest = 0.1 } = world;
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const normals = (count: number, deviation: number) =>
    Array.from({ length: count }, () => deviation * normal());
  const [ofHours, ofWeekdays, ofSlots] = [normals(24, hour), normals(7, weekday), normals(168, slot)];
  const busy = normals(24, Math.log(uneven)).map(Math.exp);
  const truth = ofSlots.map((own, i) => share + ofHours[i % 24]! + ofWeekdays[Math.floor(i / 24)]! + own);
  const days: SlotDay[] = [];
  let ofDay = normal();
  for (let today = LAST_DAY - world.days + 1; today <= LAST_DAY; today++) {
    ofDay = lasting * ofDay + Math.sqrt(1 - lasting ** 2) * normal();
    if (weekdayOf(today) >= weekdays) continue;
    for (let at = hours[0]; at < hours[1]; at++) {
      const chance = truth[weekdayOf(today) * 24 + at]! + day * ofDay + rest * normal();
      const contacts = contactsAnHour === 1 ? 1 : poisson(contactsAnHour * busy[at]!, random);
      let within = 0;
      for (let i = 0; i < contacts; i++) if (random() < chance) within++;
      days.push(hourOf(today, at, within, contacts - within));
    }
  }
  return { days, truth };
}

/** An hour in which so many were answered after 10 s, so many after 200 s, and so many gave up after 60 s. */
export function hourOf(day: number, hour: number, soon: number, late = 0, gone = 0): SlotDay {
  const [answered, abandoned] = [emptyHistogram(), emptyHistogram()];
  if (soon > 0) addWait(answered, 10, soon);
  if (late > 0) addWait(answered, 200, late);
  if (gone > 0) addWait(abandoned, 60, gone);
  return { day, hour, answered, abandoned };
}

function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let [count, product] = [0, random()];
  while (product > limit) {
    count++;
    product *= random();
  }
  return count;
}
