/**
 * The opening hours of which the records of a channel are silent, and for totals those of any channel.
 * Owns what a total lacks when a channel of it fell silent; which hours are silent is db/queries/silence.ts's to say.
 * An announced outage is known without this.
 */
import { CHANNELS, type Channel } from '../../db/domain/contact.ts';
import { Latest } from '../../db/domain/latest.ts';
import { once } from '../../db/domain/once.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { readMeta } from '../../db/meta.ts';
import { silentHoursOf } from '../../db/queries/silence.ts';
import type { FeedContext } from './context.ts';

const HOURS = 24;
const HOUR_SECONDS = 3600;

export interface LostHours {
  /** hour keys, as in silence.ts */
  hours: ReadonlySet<number>;
  days: ReadonlySet<CivilDay>;
}

const known = new Latest<Map<Channel | null, LostHours>>();

/** Found once for each version of the data; null: of all channels together, where one of them is enough. */
export function lostHoursOf(context: FeedContext, channel: Channel | null): LostHours {
  const restsOn = [context.db, readMeta(context.db, 'data_version')];
  const byChannel = known.of(context.calendar, restsOn, () => new Map());
  return once(byChannel, channel, () => {
    const keys =
      channel === null
        ? CHANNELS.flatMap((one) => [...lostHoursOf(context, one).hours])
        : findLost(context, channel);
    return { hours: new Set(keys), days: new Set(keys.map((key) => Math.floor(key / HOURS))) };
  });
}

/** Without stated hours nobody knows when the channel should have been open. */
function findLost({ db, calendar, zone }: FeedContext, channel: Channel): number[] {
  if (!calendar.hasHours(channel)) return [];
  return [...silentHoursOf(db, channel)].filter((key) => {
    const [day, hour] = [Math.floor(key / HOURS), key % HOURS];
    const [from, to] = [hour, hour + 1].map((at) => zone.firstInstantOf(day, at * HOUR_SECONDS));
    return calendar.openRanges(channel, day).some(([start, end]) => start < to! && from! < end);
  });
}
