/**
 * `live`: the queues as they are, as far as they may be said at once, and beside them what has waited long enough to be
 * counted. Owns which of the two each figure is; what waits now comes from the records of events and snapshots, every
 * count from the published cells.
 */
import { CHANNELS, type Channel } from '../../db/domain/contact.ts';
import { type Disclosed, discloseBand, discloseTeam, discloseWait } from '../../db/domain/disclosure.ts';
import { type Band, bandOf, isLowestBand } from '../../db/domain/live-band.ts';
import { type QueueState, readLiveState } from '../../db/queries/live-state.ts';
import { wordsOf } from '../../db/queries/term.ts';
import type { LiveAnswer, LiveBand, LiveMinutes, LivePlace, LiveStatus } from '../contract/live.ts';
import type { FeedContext } from './context.ts';
import { labelOf } from './label.ts';
import { type CountedPlace, countedOf, NOT_COUNTED } from './live-counts.ts';
import { estimateOf } from './live-estimate.ts';
import { isUsualLine } from './live-lines.ts';
import { staleAfterMinutes } from './live-silence.ts';

const MINUTE = 60;
/** Every reader of the stream gets all of it with each change. */
const MOST_LINES = 100;

/** What the places of one answer share. */
interface Moment {
  context: FeedContext;
  minute: number;
  /** service lines by their number */
  words: ReadonlyMap<number, string>;
  /** lines that are told of on several channels */
  shared: ReadonlySet<number>;
  /** by source and channel */
  staleAfter: Map<string, number>;
}

export function liveFeed(context: FeedContext): LiveAnswer {
  const { db, configuration, zone } = context;
  // By the minute: who watches a quiet night must not see when the one call came.
  const minute = wholeMinute(context.nowSeconds);
  const known = readLiveState(db, context.nowSeconds);
  const words = wordsOf(
    db,
    known.flatMap(({ queue }) => queue ?? []),
  );
  const all = known.filter(({ queue }) => queue === null || isUsualLine(context, words.get(queue)));
  const lines = all.flatMap(({ queue }) => (queue === null ? [] : [queue]));
  // Those that were told of first, so that none comes and goes with what happens.
  const last = [...lines].sort((a, b) => a - b).at(MOST_LINES - 1) ?? Infinity;
  const states = all.filter(({ queue }) => queue === null || queue <= last);
  const shared = new Set(lines.filter((line, i) => lines.indexOf(line) !== i));
  const moment = { context, minute, words, shared, staleAfter: new Map() };
  const places = states.map((state) => placeOf(moment, state));
  const latest =
    places
      .flatMap(({ waiting }) => waiting.asOf ?? [])
      .sort()
      .at(-1) ?? null;
  return {
    timeZone: zone.id,
    asOf: latest,
    madeAt: zone.formatInstant(minute),
    delayMinutes: configuration.disclosure.liveDelayMinutes,
    linesLeftOut: all.length - states.length,
    places,
  };
}

function placeOf(moment: Moment, state: QueueState): LivePlace {
  const { context, minute, words, shared } = moment;
  const { configuration, calendar, zone } = context;
  const channel = CHANNELS[state.channel]!;
  const queue = state.queue === null ? null : (words.get(state.queue) ?? null);
  const place: CountedPlace = queue === null ? { channel } : { queue };
  // Of a line that several channels have, the published cells hold all of them together: none is the line's on one.
  const isCounted = state.queue === null || !shared.has(state.queue);
  const staleAfter = staleAfterOf(moment, state);
  const heardAt = saidHeardAt(state, minute, staleAfter);
  const ageMinutes = Math.floor((minute - heardAt) / MINUTE);
  const isOpen = calendar.isOpen(channel, context.nowSeconds);
  const isStale = ageMinutes > staleAfter;
  const about = { asOf: zone.formatInstant(heardAt), ageMinutes };
  // A platform's own count is measured; what is added up from events holds only if none was lost.
  const source = state.source === 'queue' ? ('measured' as const) : ('estimated' as const);
  const none = (status: LiveStatus) => ({ ...about, source: null, status });
  const status: LiveStatus = isStale ? 'stale' : 'live';
  // One call at night must not show by opening the queue.
  const isLow = isLowestBand(bandOf(state.waiting));
  const isShut = isOpen === false && isLow && !isStale;
  const band = (said: Disclosed<Band> | null): LiveBand =>
    (said === null
      ? { low: null, high: null, ...none('suppressed') }
      : { ...said, ...about, source, status }) as LiveBand;
  const unsaid = (status: LiveStatus) => ({ low: null, high: null, ...none(status) }) as LiveBand;
  // Counted by a platform it is as of the count; of events, the first in the queue waits on.
  const knownAt = state.source === 'queue' ? state.heardAt : context.nowSeconds;
  const wait =
    state.longestWaitSeconds === null
      ? null
      : // As of the minute that is said: when it grows must not tell the second at which somebody came.
        discloseWait(Math.max(0, state.longestWaitSeconds - (knownAt - heardAt)), state.waiting);
  const longestWait =
    wait === null
      ? {
          minutes: null,
          ...none(isShut ? 'closed' : state.longestWaitSeconds === null && !isLow ? 'missing' : 'suppressed'),
        }
      : { ...wait, ...about, source, status };
  const staff = (count: number | null) =>
    count === null ? unsaid('missing') : isShut ? unsaid('closed') : band(discloseTeam(count));
  return {
    channel,
    queue,
    label: labelOf(configuration, queue === null ? 'channel' : 'queue', queue ?? channel),
    isOpen,
    changesAt: changeOf(context, channel, isOpen),
    staleAfterMinutes: staleAfter,
    waiting: isShut ? unsaid('closed') : band(discloseBand(state.waiting)),
    longestWait: longestWait as LiveMinutes,
    estimate: isOpen === false ? null : estimateOf(context, state, isStale),
    // Whether ends are told at all would show with the first of them.
    inService: staff(state.inService ?? (state.source === 'events' ? 0 : null)),
    agents: staff(state.agents),
    ...(isCounted ? countedOf(context, place, state) : NOT_COUNTED),
  };
}

function staleAfterOf({ context, staleAfter }: Moment, { source, channel }: QueueState): number {
  const key = `${source} ${channel}`;
  const minutes = staleAfter.get(key) ?? staleAfterMinutes(context, source, CHANNELS[channel]!);
  staleAfter.set(key, minutes);
  return minutes;
}

/**
 * Up to when a source has told. Where it tells of contacts, the minute of its last word is the minute of one person's
 * step: until its silence means something, what it said holds for now.
 */
function saidHeardAt({ source, heardAt }: QueueState, minute: number, staleAfterMinutes: number): number {
  const isSilent = minute - wholeMinute(heardAt) > staleAfterMinutes * MINUTE;
  return source === 'events' && !isSilent ? minute : wholeMinute(heardAt);
}

/** When an open line closes, or a closed one opens; null without hours, and where that is more than a week away. */
function changeOf({ calendar, zone, nowSeconds }: FeedContext, channel: Channel, isOpen: boolean | null) {
  if (isOpen === null) return null;
  if (!isOpen) {
    const next = calendar.nextOpening(channel, nowSeconds);
    return next === null ? null : zone.formatInstant(next);
  }
  const today = zone.dayOf(nowSeconds);
  let end = nowSeconds;
  for (let day = today; day < today + 7; day++) {
    for (const [from, to] of calendar.openRanges(channel, day)) {
      if (to <= end) continue;
      if (from > end) return zone.formatInstant(end);
      end = to;
    }
    if (end < zone.startOfDay(day + 1)) return zone.formatInstant(end);
  }
  return null;
}

const wholeMinute = (utcSeconds: number) => Math.floor(utcSeconds / MINUTE) * MINUTE;
