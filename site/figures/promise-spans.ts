/** How long one promise really took, as the state of its chart and as a table. */
import type {
  PromiseAnswer,
  PromiseDistribution,
  PromiseVersionAnswer,
} from '../../api/contract/promises.ts';
import { roundTicks } from '../charts/axis.ts';
import { placeAll } from '../charts/picture.ts';
import { placeSpanStair, type SpanStairState } from '../charts/span-stair.ts';
import type { Say } from '../i18n/say.ts';
import { formatCount, formatShare } from '../words/number.ts';
import { formatPromised, formatSpan } from '../words/span.ts';
import { type Figure, plainCell, type Table } from './figure.ts';

/** Past the last step and the promise the stair goes on for so much, so that its height can be read. */
const MARGIN = 1.08;
/** What takes many times as long as was promised stands in the table: drawn, all else would be one stroke. */
const MOST_TIMES_PROMISED = 6;
const MOST_TICKS = 6;

export type Version = PromiseVersionAnswer;

/** The version in force at the end of the window; without one the last. */
export function versionOf({ versions, inForce }: PromiseAnswer): Version {
  return versions[inForce ?? versions.length - 1]!;
}

export function spanPictures(
  say: Say,
  version: Version,
  distribution: PromiseDistribution,
  heading: string,
): Figure['pictures'] {
  const state = stairOf(say, version, distribution, heading);
  return state === null ? null : placeAll((width) => placeSpanStair(state, width));
}

function stairOf(
  say: Say,
  { withinSeconds, earliestSeconds }: Version,
  { steps, unit, p50, p90 }: PromiseDistribution,
  heading: string,
): SpanStairState | null {
  const words = say.promises;
  const share = (value: number) => formatShare(say, value);
  const size = unit === 'days' ? 86_400 : 1;
  const within = withinSeconds === null ? null : withinSeconds / size;
  const told = steps.within.flatMap((at, i) => (at === null ? [] : [{ at, share: steps.share[i]! }]));
  const longest = Math.max(0, ...told.map(({ at }) => at), within ?? 0);
  if (told.length === 0 || longest === 0) return null;
  const most = within === null ? longest : Math.min(longest, within * MOST_TIMES_PROMISED);
  const drawn = told.filter(({ at }) => at <= most);
  const end = most * MARGIN;
  const time = (at: number) => formatSpan(say, at, unit);
  const named = [
    { at: p50, share: 0.5, words: words.half },
    { at: p90, share: 0.9, words: words.nine },
  ].flatMap((one) => {
    const step = drawn.find(({ at }) => at === one.at);
    // At the foot of the axis there is nothing to point at.
    return step === undefined || step.at === 0
      ? []
      : [{ at: step.at, share: step.share, label: one.words(time(step.at)) }];
  });
  const listed = drawn.map((step) => words.stepTitle(time(step.at), share(step.share)));
  return {
    steps: drawn.map((step, i) => ({ ...step, title: listed[i]! })),
    end,
    ticks: ticksOf(say, end, unit),
    promised:
      within === null
        ? null
        : {
            from: earliestSeconds === null ? 0 : earliestSeconds / size,
            to: within,
            label: promisedLabel(say, withinSeconds!, earliestSeconds),
          },
    // Where one step reaches both, it is named once, by the more that it says.
    named: named.filter(({ at }, i) => i === named.findLastIndex((other) => other.at === at)),
    axisLabel: unit === 'days' ? words.axisDays : words.axisTime,
    label: words.figure(heading, say.listing(listed)),
    format: share,
  };
}

function promisedLabel(say: Say, withinSeconds: number, earliestSeconds: number | null): string {
  const within = formatPromised(say, withinSeconds);
  return earliestSeconds === null
    ? say.promises.promisedWithin(within)
    : say.promises.promisedSpan(formatPromised(say, earliestSeconds), within);
}

/** The units in which a span of seconds is read, with steps that people count in. */
const CLOCK_STEPS = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];

function ticksOf(say: Say, end: number, unit: 'days' | 'seconds'): SpanStairState['ticks'] {
  const label = (at: number) => ({ at, label: at === 0 ? '0' : tickOf(say, at, unit) });
  if (unit === 'days')
    return roundTicks(end, MOST_TICKS)
      .filter((at) => at % 1 === 0)
      .map(label);
  const step =
    CLOCK_STEPS.find((one) => end / one <= MOST_TICKS) ?? Math.ceil(end / 86_400 / MOST_TICKS) * 86_400;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => label(i * step));
}

/** Short, since ticks stand side by side: "2 days", "1 h", "30 min". */
function tickOf(say: Say, at: number, unit: 'days' | 'seconds'): string {
  if (unit === 'days' || at % 86_400 === 0) return formatSpan(say, at, unit);
  if (at % 3600 === 0) return say.inCell.hours(String(at / 3600));
  return at % 60 === 0 ? say.tick.minutes(at / 60) : say.tick.seconds(at);
}

/**
 * "Half were done within 3 days; one in ten took longer than 5." Beyond what is told may lie some that are done and some
 * that are not, too few of either to be told apart.
 */
export function spanSentence(say: Say, { p50, p90, beyond, unit }: PromiseDistribution): string {
  const words = say.promises;
  const time = (at: number) => formatSpan(say, at, unit);
  const isHidden = beyond > 0;
  if (p50 === null) return isHidden ? words.halfHidden : words.notHalf;
  if (p50 === 0 && p90 !== null) return words.halfAtOnce(time(p90));
  if (p90 === null) return isHidden ? words.nineHidden(time(p50)) : words.halfOnly(time(p50));
  return words.halfAndNine(time(p50), time(p90));
}

export function spanTable(
  say: Say,
  promised: string,
  month: string,
  distribution: PromiseDistribution,
): Table {
  const words = say.promises;
  const { steps, open, beyond, unit } = distribution;
  const count = (value: number) => plainCell(formatCount(say, value));
  const stillOpen = open.count.reduce((sum, one) => sum + one, 0);
  return {
    caption: words.stepTable(promised, month),
    columns: [words.within, words.done, words.soFar],
    rows: [
      ...steps.within.map((within, i) => ({
        name: within === null ? words.more : formatSpan(say, within, unit),
        cells: [count(steps.done[i]!), plainCell(formatShare(say, steps.share[i]!))],
      })),
      ...(beyond > 0 ? [{ name: words.longer, cells: [count(beyond), plainCell('–')] }] : []),
      ...(stillOpen > 0 ? [{ name: words.stillOpen, cells: [count(stillOpen), plainCell('–')] }] : []),
    ],
  };
}
