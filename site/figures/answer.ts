/** The answer in one sentence, at the top of the page: when waits are shortest, or the best that is known instead. */

import type { BestTimesAnswer } from '../../api/contract/outlook.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { shiftMonths } from '../../db/domain/civil-day.ts';
import { formatDate, formatMonth } from '../words/date.ts';
import { formatDuration, formatThreshold } from '../words/duration.ts';
import { capitalise, formatCount, formatDecimal, formatFrequency } from '../words/number.ts';
import { formatStretch } from '../words/stretch.ts';
import { contactsWord, type FigureContext, peopleOf, readBestTimes } from './context.ts';
import { cellsOf, hasRecords, latestTold } from './series-cells.ts';
import { aimInForce } from './targets.ts';
import { recordSentence } from './track-record.ts';
import {
  type HourOfWeek,
  hoursOf,
  isInside,
  quietStretches,
  saidSeconds,
  waitAtAnyHour,
} from './usual-week.ts';

export interface Answer {
  sentence: string;
  /** what else to know, in one or two short sentences */
  more: string[];
  /** how often such sentences held, by which they can be trusted; left out where nothing of it is known */
  record?: string;
  /** what a page about nothing else has room for */
  detail: string[];
  /** where no whole week is on record: whether days are; left out elsewhere */
  soFar?: 'nothing' | 'days';
}

export function answerOf(context: FigureContext): Answer {
  const { say, isStale, lastDay } = context;
  const quiet = quietAnswer(context);
  const month = monthWait(context);
  const lead =
    quiet ?? (month === null ? null : { sentence: month, more: [], detail: [] }) ?? plainAnswer(context);
  const last = isStale && lastDay !== null ? [say.answer.lastReport(formatDate(say, lastDay))] : [];
  return {
    ...lead,
    more: [...lead.more, ...last],
    detail: [...lead.detail, ...(quiet !== null && month !== null ? [month] : [])],
  };
}

/** How many get through in time at the worst of the quick hours: true for each of them. */
function quietAnswer(context: FigureContext): Answer | null {
  const { say, isStale } = context;
  const best = readBestTimes(context);
  const hours = hoursOf(best);
  const stretches = quietStretches(hours);
  const [first, second] = stretches;
  if (best === null || first === undefined) return anyHourAnswer(context, waitAtAnyHour(hours));
  const inside = hours.filter((hour) => stretches.some((stretch) => isInside(stretch, hour)));
  const when = formatStretch(say, first);
  const words = say.answer;
  const share = leastShare(inside);
  const sentence = isStale
    ? words.quickThen(when, shareOfPeople(context, share), formatThreshold(say, best.thresholdSeconds))
    : quickSentence(context, when, share, best.thresholdSeconds);
  return {
    sentence,
    detail: isStale ? [] : latelySentence(context, inside),
    ...(!isStale && hasAdviceRecord(best) && { record: recordSentence(context, best) }),
    more: [...(second === undefined || isStale ? [] : [words.also(formatStretch(say, second))])],
  };
}

function hasAdviceRecord({ record }: BestTimesAnswer): boolean {
  return record.advice.some(({ method, hours }) => method === 'candour' && hours > 0);
}

function leastShare(hours: readonly HourOfWeek[]): number {
  return Math.min(...hours.map(({ share }) => share ?? 1));
}

/** "about 9 in 10 callers" */
function shareOfPeople({ say, channel }: FigureContext, share: number): string {
  return formatFrequency(say, share, say.callAdvice.people[channel ?? ''] ?? say.callAdvice.anyPeople);
}

/** When to come, and how many of those who do get through within how many seconds. */
export function quickSentence(
  context: FigureContext,
  when: string,
  share: number,
  thresholdSeconds: number,
): string {
  const { say, channel } = context;
  const words = say.answer;
  const who = shareOfPeople(context, share);
  const time = formatThreshold(say, thresholdSeconds);
  return channel === 'phone' ? words.quickPhone(when, who, time) : words.quick(when, who, time);
}

/** Between how many in ten it lay on most days of recent weeks. */
function latelySentence({ say }: FigureContext, hours: readonly HourOfWeek[]): string[] {
  const known = hours.filter(({ usualLow, usualHigh }) => usualLow !== null && usualHigh !== null);
  if (known.length === 0) return [];
  const tenths = (shares: readonly (number | null)[]) =>
    Math.round((shares.reduce<number>((sum, share) => sum + (share ?? 0), 0) / shares.length) * 10);
  const [low, high] = [
    tenths(known.map(({ usualLow }) => usualLow)),
    tenths(known.map(({ usualHigh }) => usualHigh)),
  ];
  // That all of them always get through is said already.
  return low === 10 ? [] : [say.answer.lately(low, high)];
}

/** Where no hour is worth choosing, that is the answer. */
function anyHourAnswer({ say, channel, isStale }: FigureContext, seconds: number | null): Answer | null {
  if (seconds === null || isStale) return null;
  const time = formatDuration(say, saidSeconds(seconds), 'near');
  return { sentence: `${say.week.headingAlike(contactsWord(say, channel), time)}.`, more: [], detail: [] };
}

function monthWait(context: FigureContext): string | null {
  const { read, say, within } = context;
  const month = latestTold(cellsOf(read<SeriesAnswer>(`series/month/${within}wait_p50`)));
  if (month === null || month.value === null) return null;
  const nineties = cellsOf(read<SeriesAnswer>(`series/month/${within}wait_p90`));
  const ninety = nineties.find((cell) => cell.day === month.day)?.value ?? null;
  return say.answer.month(
    formatMonth(say, month.day),
    peopleOf(context),
    waitPhrase(context, month.value),
    ninety === null ? null : waitPhrase(context, ninety),
  );
}

/** Where no wait is known: how many were answered in time, how satisfied they were, or how many came. */
function plainAnswer(context: FigureContext): Answer {
  const { read, say, within, organisation, channel } = context;
  const words = say.answer;
  const latest = (path: string) => latestTold(cellsOf(read<SeriesAnswer>(path)));
  const service = latest(`series/month/${within}service_level`);
  if (service !== null && service.value !== null) {
    const { thresholdSeconds } = aimInForce(
      organisation.targets,
      'internal',
      channel,
      shiftMonths(service.day, 1) - 1,
    );
    const share = formatFrequency(say, service.value, contactsWord(say, channel));
    const time = formatThreshold(say, thresholdSeconds);
    return {
      sentence: capitalise(words.service(share, time, formatMonth(say, service.day))),
      more: [words.usualWaitUnknown],
      detail: [],
    };
  }
  const satisfied = latest('series/month/csat_top2');
  if (satisfied !== null && satisfied.value !== null) {
    const share = formatFrequency(say, satisfied.value, say.anyPeople);
    return {
      sentence: capitalise(words.satisfied(share, formatMonth(say, satisfied.day))),
      more: [words.usualWaitUnknown],
      detail: [],
    };
  }
  const mean = latest('series/month/csat_mean');
  if (mean !== null && mean.value !== null) {
    const score = formatDecimal(say, mean.value, 1);
    return {
      sentence: words.satisfaction(score, formatMonth(say, mean.day)),
      more: [words.usualWaitUnknown],
      detail: [],
    };
  }
  const week = latest('series/week/offered');
  if (week !== null && week.value !== null) {
    return {
      sentence: words.contacts(formatCount(say, week.value), formatDate(say, week.day)),
      more: [words.usualWaitUnknown],
      detail: [],
    };
  }
  const days = cellsOf(read<SeriesAnswer>(`series/day/${within}offered`));
  const first = days.find((cell) => hasRecords([cell]));
  if (first !== undefined)
    return {
      sentence: words.begun(formatDate(say, first.day)),
      more: [words.usualWaitUnknown],
      detail: [],
      soFar: 'days',
    };
  return { sentence: words.nothing, more: [words.nothingMore], detail: [], soFar: 'nothing' };
}

function waitPhrase({ say }: FigureContext, seconds: number): string {
  return seconds < 1 ? say.answer.atOnce : say.answer.within(formatDuration(say, seconds, 'up'));
}
