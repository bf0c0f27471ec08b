/**
 * When to come on each of the coming days, in whole sentences with natural frequencies.
 * Owns how shares of several hours become one phrase, never more certain than they are; refuses to choose hours.
 */
import type { AdvisedHour, BestTimesAnswer, ForecastAnswer } from '../../api/contract/outlook.ts';
import { formatWeekdayAndDay } from '../words/date.ts';
import { formatThreshold } from '../words/duration.ts';
import { capitalise, formatFrequency } from '../words/number.ts';
import { type ComingDay, comingDays, hourOf, stretchesOf } from './coming-view.ts';
import type { FigureContext } from './context.ts';

type AdviceContext = Pick<FigureContext, 'say' | 'today' | 'organisation'>;

/**
 * One sentence a day, closed days and holidays too, with a second one where hours are to be avoided; a single one where
 * no hour of any day stands out; none where advice is withheld. `forecast` tells of lines, whose hours are not stated, on
 * which days nobody is expected.
 */
export function adviceSentences(
  context: AdviceContext,
  best: Pick<BestTimesAnswer, 'state' | 'filter' | 'days' | 'thresholdSeconds'>,
  forecast: ForecastAnswer | null = null,
): string[] {
  if (best.state === 'withheld') return [];
  const { say } = context;
  const { days, isStated, channel } = comingDays(context, best, forecast);
  const words = say.callAdvice;
  if (!days.some((day) => day.best.length > 0 || day.avoid.length > 0)) return [words.allAlike];
  return days.map((day) => {
    const name = namedDay(context, day);
    if (day.isClosed) return isStated ? words.closed(name) : words.noneExpected(name);
    const time = formatThreshold(say, best.thresholdSeconds);
    const share = (hours: readonly AdvisedHour[]) => frequencyOf(context, channel, hours);
    const [good, bad] = [share(day.best), share(day.avoid)];
    const when = words.or(spansOf(day.best, words.from));
    const first =
      good === null ? words.noClear(name) : words.best(name, when, good, time, recentOf(context, day.best));
    if (bad === null) return first;
    const avoided = words.or(spansOf(day.avoid, words.span));
    const second = good === null ? words.avoidAlone(avoided, bad, time) : words.avoid(avoided, bad);
    return `${first} ${second}`;

    function spansOf(hours: readonly AdvisedHour[], join: (from: string, to: string) => string): string[] {
      return stretchesOf(hours.map(hourOf)).map(({ from, to }) => join(say.hour(from), say.hour(to)));
    }
  });
}

/** "Friday 25 December, Christmas Day" */
export function namedDay({ say }: Pick<FigureContext, 'say'>, { day, holiday }: ComingDay): string {
  const date = capitalise(formatWeekdayAndDay(say, day));
  return holiday === null ? date : say.callAdvice.named(date, holiday);
}

/** "about 9 in 10 callers": the mean of the hours; null where no share of them may be said. */
export function frequencyOf(
  { say }: Pick<FigureContext, 'say'>,
  channel: string | null,
  hours: readonly Pick<AdvisedHour, 'within'>[],
): string | null {
  const shares = hours.flatMap(({ within }) => within ?? []);
  if (shares.length === 0) return null;
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const words = say.callAdvice;
  // An estimate that rounds to everybody, or nobody, is not known to be so.
  return formatFrequency(
    say,
    Math.min(0.99, Math.max(0.01, mean)),
    words.people[channel ?? ''] ?? words.anyPeople,
  );
}

/** From the worst to the best of the hours, rounded outwards; empty where too few days tell. */
function recentOf({ say }: Pick<FigureContext, 'say'>, hours: readonly AdvisedHour[]): string {
  const [lows, highs] = [hours.map(({ usualLow }) => usualLow), hours.map(({ usualHigh }) => usualHigh)];
  if ([...lows, ...highs].includes(null)) return '';
  const words = say.callAdvice;
  const low = Math.floor(Math.min(...lows.map(Number)) * 10 + 1e-9);
  const high = Math.ceil(Math.max(...highs.map(Number)) * 10 - 1e-9);
  if (low < high) return words.recent(String(low), String(high));
  return low === 10 ? words.recentAll : words.recentAlike(String(low));
}
