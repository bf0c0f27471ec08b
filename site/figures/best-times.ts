/**
 * The page of the best times of one channel or service line, as data: the answer, the advice of the coming days, the
 * figures, and the ways to take it along. Owns which places have a page, and their addresses.
 */
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import type { BestTimesAnswer, ForecastAnswer, TrackRecordAnswer } from '../../api/contract/outlook.ts';
import { instantAt } from '../../db/domain/opening.ts';
import { slugOf } from '../../db/domain/slug.ts';
import { parseDay } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate } from '../words/date.ts';
import { answerOf } from './answer.ts';
import { adviceSentences, comingDaysFigure } from './coming-days.ts';
import { CALENDAR_PATH, comingSlotOf } from './coming-slot.ts';
import {
  type FigureContext,
  inChannel,
  mainChannelOf,
  makeContext,
  ofLine,
  outlookName,
  readBestTimes,
} from './context.ts';
import type { Figure } from './figure.ts';
import { outcomesBeside } from './outcomes.ts';
import { trackRecordFigure } from './track-record.ts';
import { weekFigure } from './week.ts';

export const BEST_TIMES = '/best-times/';
const HOUR_SECONDS = 3600;
const EMBED = '/embed/best-times/';

/** A channel or a service line, and the last part of the address of its page; empty: the main channel's. */
export interface BestTimesPlace {
  part: string;
  channel?: string;
  line?: { queue: string; label: string };
}

/** Today's and the coming days' advice, and from when to when the recommended hours last, in UTC seconds. */
export interface AdviceOfDay {
  sentence: string;
  slots: (readonly [startAt: number, endAt: number])[];
}

export interface BestTimesPage {
  title: string;
  sentence: string;
  more: string[];
  /** what came of contacts, beside the wait; empty where nothing is known */
  outcomes: string;
  advice: AdviceOfDay[];
  figures: Figure[];
  /** what else there is a page of */
  channels: PlaceLink[];
  lines: PlaceLink[];
  /** the next good time as a calendar entry; null where none is known */
  calendar: string | null;
  embed: string;
}

export interface PlaceLink {
  href: string;
  text: string;
  isCurrent: boolean;
}

/** The main channel first. */
export function bestTimesPlaces(organisation: OrganisationAnswer | null): BestTimesPlace[] {
  if (organisation === null) return [{ part: '' }];
  const main = mainChannelOf(organisation);
  return [
    { part: '', ...(main !== null && { channel: main }) },
    ...organisation.channels.flatMap((channel) => (channel === main ? [] : [{ part: channel, channel }])),
    ...organisation.lines.map((line) => ({ part: `line-${slugOf(line.queue)}`, line })),
  ];
}

export function addressOfPlace({ part }: BestTimesPlace): string {
  return part === '' ? BEST_TIMES : `${BEST_TIMES}${part}/`;
}

export function addressOfEmbed({ part }: BestTimesPlace): string {
  return part === '' ? EMBED : `${EMBED}${part}/`;
}

/** `nowSeconds`: the moment of the publication. */
export function bestTimesPageOf(
  place: BestTimesPlace,
  read: Read,
  say: Say,
  organisation: OrganisationAnswer,
  nowSeconds: number,
): BestTimesPage {
  const context = contextOf(place, read, say, organisation, nowSeconds);
  const best = readBestTimes(context);
  const answer = answerOf(context);
  const words = say.bestTimes;
  const withheld = best === null ? null : withheldSentence(context, best);
  const places = bestTimesPlaces(organisation);
  const link = (one: BestTimesPlace): PlaceLink => ({
    href: addressOfPlace(one),
    text: nameOf(say, one),
    isCurrent: one.part === place.part,
  });
  const { channel } = context;
  const hasSlot = channel !== null && comingSlotOf(context, channel, nowSeconds) !== null;
  return {
    title: place.part === '' ? say.subjects['best-times'].title : words.titleOf(nameOf(say, place)),
    sentence: answer.sentence,
    more: [
      ...(withheld === null ? [] : [withheld]),
      ...answer.more,
      ...(answer.record === undefined ? [] : [answer.record]),
      ...answer.detail,
    ],
    advice: best === null ? [] : adviceOf(context, best),
    outcomes: outcomesBeside(context),
    figures: figuresOf(context, best, answer.sentence),
    channels: places.filter((one) => one.line === undefined).map(link),
    lines: places.filter((one) => one.line !== undefined).map(link),
    calendar: hasSlot ? `${CALENDAR_PATH}?channel=${channel}` : null,
    embed: addressOfEmbed(place),
  };
}

export function contextOf(
  { channel, line }: BestTimesPlace,
  read: Read,
  say: Say,
  organisation: OrganisationAnswer,
  nowSeconds: number,
): FigureContext {
  const context = makeContext(read, say, organisation, nowSeconds);
  if (line !== undefined) return ofLine(context, line);
  return channel === undefined ? context : inChannel(context, channel);
}

/** The channel's or the line's own. */
export function nameOf(say: Say, { channel, line }: BestTimesPlace): string {
  return line?.label ?? say.channels[channel ?? ''] ?? channel ?? '';
}

/** Why no hour is recommended; null where some are, or all are alike. */
export function withheldSentence(
  { say, lastDay, isStale }: FigureContext,
  { reason }: BestTimesAnswer,
): string | null {
  if (reason === null) return null;
  const why = say.comingDays.reasons[reason] ?? null;
  // Of records that ended long ago every answer says so.
  if (reason !== 'records_ended' || lastDay === null || isStale) return why;
  return [why, say.answer.lastReport(formatDate(say, lastDay))].join(' ');
}

function adviceOf(context: FigureContext, best: BestTimesAnswer): AdviceOfDay[] {
  const forecast = context.read<ForecastAnswer>(`forecast/${outlookName(context)}`);
  const { timeZone } = best;
  const at = (date: string, time: string) =>
    instantAt(timeZone, parseDay(date)!, Number(time.slice(0, 2)) * HOUR_SECONDS);
  const sentences = adviceSentences(context, best, forecast);
  // Where no hour stands out one sentence stands for all days.
  const days = sentences.length === best.days.length ? best.days : [];
  return sentences.map((sentence, i) => ({
    sentence,
    slots: joined((days[i]?.best ?? []).map(({ time }) => at(days[i]!.date, time))),
  }));
}

/** Hours by their starts, in order; those that follow one another are one stretch. */
function joined(starts: readonly number[]): [number, number][] {
  const slots: [number, number][] = [];
  for (const start of [...starts].sort((a, b) => a - b)) {
    const last = slots.at(-1);
    if (last !== undefined && last[1] === start) last[1] += HOUR_SECONDS;
    else slots.push([start, start + HOUR_SECONDS]);
  }
  return slots;
}

function figuresOf(context: FigureContext, best: BestTimesAnswer | null, sentence: string): Figure[] {
  const name = outlookName(context);
  const forecast = name === null ? null : context.read<ForecastAnswer>(`forecast/${name}`);
  const record = name === null ? null : context.read<TrackRecordAnswer>(`track-record/${name}`);
  return [
    ...(best === null || forecast === null ? [] : [comingDaysFigure(context, best, forecast)]),
    weekFigure(context, sentence),
    ...(record === null ? [] : [trackRecordFigure(context, record)]),
  ];
}
