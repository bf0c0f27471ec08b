/** The answer in one sentence, at the top of the page: when waits are shortest, or the best that is known instead. */

import type { ProfileAnswer } from '../../api/contract/profile.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { shiftMonths } from '../../db/domain/civil-day.ts';
import { formatDate, formatMonth } from '../words/date.ts';
import { formatDuration, formatThreshold } from '../words/duration.ts';
import { capitalise, formatCount, formatDecimal, formatFrequency } from '../words/number.ts';
import { formatStretch } from '../words/stretch.ts';
import { contactsWord, type FigureContext, peopleOf } from './context.ts';
import { cellsOf, hasRecords, latestWhole } from './series-cells.ts';
import { aimInForce } from './targets.ts';
import { hoursOf, isInside, quietStretches, saidSeconds, waitAtAnyHour } from './usual-week.ts';

export interface Answer {
  sentence: string;
  /** what else to know, in a few short sentences */
  more: string[];
  /** where no whole week is on record: whether days are; left out elsewhere */
  soFar?: 'nothing' | 'days';
}

export function answerOf(context: FigureContext): Answer {
  const { say, isStale, lastDay } = context;
  const quiet = quietAnswer(context);
  const month = monthWait(context);
  const lead = quiet ?? (month === null ? null : { sentence: month, more: [] }) ?? plainAnswer(context);
  const more = [
    ...lead.more,
    ...(quiet !== null && month !== null ? [month] : []),
    ...(isStale && lastDay !== null ? [say.answer.lastReport(formatDate(say, lastDay))] : []),
  ];
  return { ...lead, more };
}

/** Half, and nine in ten, get through within the longest of the waits in the quick hours: true for each of them. */
function quietAnswer(context: FigureContext): Answer | null {
  const { read, say, within, isStale } = context;
  const hours = hoursOf(
    read<ProfileAnswer>(`profile/${within}wait_p50`),
    read<ProfileAnswer>(`profile/${within}wait_p90`),
    null,
  );
  const stretches = quietStretches(hours);
  const [first, second] = stretches;
  if (first === undefined) return anyHourAnswer(context, waitAtAnyHour(hours));
  const inside = hours.filter((hour) => stretches.some((stretch) => isInside(stretch, hour)));
  const longest = Math.max(...inside.map((hour) => hour.halfSeconds ?? 0));
  const half = waitPhrase(context, saidSeconds(longest));
  const ninety = inside.map((hour) => hour.ninetySeconds);
  const when = formatStretch(say, first);
  const words = say.answer;
  const sentence = isStale
    ? words.quietThen(when, peopleOf(context), half)
    : quietSentence(context, when, longest);
  const allKnown = ninety.every((seconds) => seconds !== null);
  const nineInTen = isStale ? words.nineInTenThen : words.nineInTen;
  return {
    sentence,
    more: [
      ...(second === undefined || isStale ? [] : [words.also(formatStretch(say, second))]),
      ...(allKnown ? [nineInTen(waitPhrase(context, Math.max(...ninety)))] : []),
    ],
  };
}

/** When to come, and within how many seconds half of those who do get through. */
export function quietSentence(context: FigureContext, when: string, seconds: number): string {
  const words = context.say.answer;
  const half = waitPhrase(context, saidSeconds(seconds));
  return context.channel === 'phone' ? words.quietPhone(when, half) : words.quiet(when, half);
}

/** Where no hour is worth choosing, that is the answer. */
function anyHourAnswer({ say, channel, isStale }: FigureContext, seconds: number | null): Answer | null {
  if (seconds === null || isStale) return null;
  const time = formatDuration(say, saidSeconds(seconds), 'near');
  return { sentence: `${say.week.headingAlike(contactsWord(say, channel), time)}.`, more: [] };
}

function monthWait(context: FigureContext): string | null {
  const { read, say, within } = context;
  const month = latestWhole(cellsOf(read<SeriesAnswer>(`series/month/${within}wait_p50`)));
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
  const latest = (path: string) => latestWhole(cellsOf(read<SeriesAnswer>(path)));
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
    };
  }
  const satisfied = latest('series/month/csat_top2');
  if (satisfied !== null && satisfied.value !== null) {
    const share = formatFrequency(say, satisfied.value, say.anyPeople);
    return {
      sentence: capitalise(words.satisfied(share, formatMonth(say, satisfied.day))),
      more: [words.usualWaitUnknown],
    };
  }
  const mean = latest('series/month/csat_mean');
  if (mean !== null && mean.value !== null) {
    const score = formatDecimal(say, mean.value, 1);
    return {
      sentence: words.satisfaction(score, formatMonth(say, mean.day)),
      more: [words.usualWaitUnknown],
    };
  }
  const week = latest('series/week/offered');
  if (week !== null && week.value !== null) {
    return {
      sentence: words.contacts(formatCount(say, week.value), formatDate(say, week.day)),
      more: [words.usualWaitUnknown],
    };
  }
  const days = cellsOf(read<SeriesAnswer>(`series/day/${within}offered`));
  const first = days.find((cell) => hasRecords([cell]));
  if (first !== undefined)
    return {
      sentence: words.begun(formatDate(say, first.day)),
      more: [words.usualWaitUnknown],
      soFar: 'days',
    };
  return { sentence: words.nothing, more: [words.nothingMore], soFar: 'nothing' };
}

function waitPhrase({ say }: FigureContext, seconds: number): string {
  return seconds < 1 ? say.answer.atOnce : say.answer.within(formatDuration(say, seconds, 'up'));
}
