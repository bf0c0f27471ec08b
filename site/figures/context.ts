/** What every figure of a page is made from: the published files, the organisation, the moment, the language. */
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import type { BestTimesAnswer } from '../../api/contract/outlook.ts';
import { CHANNELS } from '../../db/domain/contact.ts';
import { ATTENDED_CHANNELS } from '../../db/domain/lifecycle.ts';
import { outlookFolder } from '../../db/domain/outlook-folder.ts';
import { type CivilDay, makeZone, parseDay } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { addressOfMethod, registryIn } from '../words/method.ts';
import type { Figure } from './figure.ts';

/** Records that ended longer ago than this are spoken of in the past. */
const STALE_AFTER_DAYS = 45;

export interface FigureContext {
  read: Read;
  say: Say;
  organisation: OrganisationAnswer;
  /** the day at the organisation's place */
  today: CivilDay;
  /** the last day of records; null where there are none */
  lastDay: CivilDay | null;
  /** the records ended long ago */
  isStale: boolean;
  /** the channel by which most people decide when to call, and the folder of its files */
  channel: string | null;
  within: string;
  /** a service line, over all channels, of which the context is; left out: the channel */
  line?: { queue: string; label: string };
}

export function makeContext(
  read: Read,
  say: Say,
  organisation: OrganisationAnswer,
  nowSeconds: number,
): FigureContext {
  const today = makeZone(organisation.timeZone).dayOf(nowSeconds);
  const lastDay = organisation.records === null ? null : parseDay(organisation.records.to);
  const isStale = lastDay !== null && today - lastDay > STALE_AFTER_DAYS;
  return inChannel({ read, say, organisation, today, lastDay, isStale }, mainChannelOf(organisation));
}

/** The channel by which most people decide when to call; null where there is none. */
export function mainChannelOf({ channels }: Pick<OrganisationAnswer, 'channels'>): string | null {
  return channels.find((one) => one === 'phone') ?? channels[0] ?? null;
}

/**
 * The channel of which the queue of the moment is told before there are records: the first on which somebody waits at the
 * other end and of which a way or hours are stated, or of all such where nothing is stated; null where only others are.
 */
export function liveChannelOf(organisation: OrganisationAnswer): string | null {
  const stated = [...Object.keys(organisation.hours), ...organisation.contact.map(({ channel }) => channel)];
  const attended = ATTENDED_CHANNELS.map((channel) => CHANNELS[channel]!);
  return (
    mainChannelOf(organisation) ??
    attended.find((channel) => stated.length === 0 || stated.includes(channel)) ??
    null
  );
}

/** The same for another channel. */
export function inChannel(
  context: Omit<FigureContext, 'channel' | 'within'>,
  channel: string | null,
): FigureContext {
  // With a single channel, all contacts are that channel's, and its files are not published twice.
  const isOneOfMany = channel !== null && context.organisation.channels.length > 1;
  return { ...context, channel, within: isOneOfMany ? `${channel}/` : '' };
}

/** The same for a service line, of which no opening hours and no channel are known. */
export function ofLine(context: FigureContext, line: { queue: string; label: string }): FigureContext {
  return { ...context, channel: null, within: '', line };
}

/** The name of the files of a channel's or line's outlook; null of neither. */
export function outlookName({ channel, line }: Pick<FigureContext, 'channel' | 'line'>): string | null {
  if (line !== undefined) return outlookFolder(line);
  return channel === null ? null : outlookFolder({ channel });
}

/** The outlook of the channel or line; null where none is published. */
export function readBestTimes(context: FigureContext): BestTimesAnswer | null {
  const name = outlookName(context);
  return name === null ? null : context.read<BestTimesAnswer>(`best-times/${name}`);
}

type Registry = Pick<FigureContext, 'read' | 'say'>;

/** What a metric means, in the registry's words; empty where it was not published. */
export function meaningOf({ read, say }: Registry, metric: string): string {
  return registryIn(say, read).metrics.find((one) => one.id === metric)?.plain ?? '';
}

/** Where the metrics of a figure are defined exactly; only those that were published. */
export function methodsOf({ read, say }: Registry, ...metrics: readonly string[]): Figure['methods'] {
  const published = registryIn(say, read).metrics;
  return metrics.flatMap((id) => {
    const label = published.find((one) => one.id === id)?.label;
    return label === undefined ? [] : [{ id, label, href: addressOfMethod(id) }];
  });
}

export function peopleOf({ say, channel }: Pick<FigureContext, 'say' | 'channel'>): string {
  return say.people[channel ?? ''] ?? say.anyPeople;
}

export function contactsWord(say: Say, channel: string | null): string {
  return say.contactsOf[channel ?? ''] ?? say.anyContacts;
}
