/**
 * The coming eight days: how many are expected by the hour, and when to come: heading, strips and tables.
 * Owns what may be said of the days beside one another; refuses a quietest day where the ranges do not bear it out.
 */
import type { BestTimesAnswer, ForecastAnswer } from '../../api/contract/outlook.ts';
import { weekdayOf } from '../../db/domain/civil-day.ts';
import { outlookFolder } from '../../db/domain/outlook-folder.ts';
import { scaleFromZero } from '../charts/axis.ts';
import { type DayStrip, placeDayStrips, type StripHour } from '../charts/day-strips.ts';
import { type DotRow, placeIntervalDots } from '../charts/interval-dots.ts';
import { NARROW_BELOW, type Pictures, placeAll, shortenName } from '../charts/picture.ts';
import { formatDayAndMonth, formatShortDay, formatWeekdayAndDay } from '../words/date.ts';
import { formatThreshold } from '../words/duration.ts';
import { capitalise, formatCount } from '../words/number.ts';
import { frequencyOf, namedDay } from './advice-sentences.ts';
import { comingTables } from './coming-tables.ts';
import {
  type ComingDay,
  type ComingDays,
  type ComingHour,
  clearExtremes,
  comingDays,
  hourOf,
  roundToKnown,
  stretchesOf,
} from './coming-view.ts';
import { contactsWord, type FigureContext, meaningOf, methodsOf } from './context.ts';
import { absentFigure, type Figure } from './figure.ts';

export { adviceSentences } from './advice-sentences.ts';

const ID = 'coming-days';
/** Of the names of days that stand beside dots, in pixels, and how large their letters are. */
const WIDE_NAME = 280;
const NARROW_NAME = 140;
const NAME_SIZE = 16;
const MOST_TICKS = 5;

/** Absent, with the reason, where nothing is forecast of the days from today on. */
export function comingDaysFigure(
  context: FigureContext,
  best: BestTimesAnswer,
  forecast: ForecastAnswer,
): Figure {
  const { say } = context;
  const words = say.comingDays;
  const view = comingDays(context, best, forecast);
  const { days, channel } = view;
  if (days.length === 0) {
    const reason = forecast.reason ?? best.reason ?? '';
    return absentFigure(ID, { ...words, absent: words.reasons[reason] ?? words.absent });
  }
  const contacts = contactsWord(say, channel);
  const isByHour = days.some(({ hours }) => hours.length > 0);
  const hasRange = days.some(
    ({ range, hours }) => range !== null || hours.some((hour) => hour.range !== null),
  );
  const isAdvised = days.some((day) => day.best.length + day.avoid.length > 0);
  const isOpen = days.some(({ isClosed }) => !isClosed);
  const heading = headingOf(context, view, contacts);
  const name = outlookFolder(best.filter);
  const hasHidden = days.some(({ hours }) => hours.some(({ count }) => count === null));
  return {
    id: ID,
    kicker: words.kicker,
    heading,
    standfirst: [
      ...openingHoursOf(context, days),
      ...(isOpen ? [isByHour ? words.bars(contacts) : words.dots(contacts)] : []),
      ...(hasRange ? [isByHour ? words.band : words.bandOfDay] : isOpen ? [words.noBand] : []),
      ...(isAdvised && isByHour ? [words.signs] : []),
      ...(days.some(({ hours }) => hours.some(({ isOver }) => isOver)) ? [words.over] : []),
    ].join(' '),
    pictures:
      isByHour || !isOpen ? stripPictures(context, view, best, heading) : dotPictures(context, view, heading),
    breadth: 'full',
    notes: [
      ...(best.state === 'no_clear_best' ? [words.noClear] : []),
      ...(best.state === 'withheld' ? [words.reasons[best.reason ?? ''] ?? ''] : []),
      ...(isAdvised ? [best.capacity === 'unknown' ? words.chances : words.chancesStaffed] : []),
      ...(isAdvised ? [words.turns] : []),
      ...(hasHidden ? [words.tooFewPerHour] : []),
      ...(isOpen ? [meaningOf(context, 'offered')] : []),
    ].filter((note) => note !== ''),
    methods: methodsOf(context, 'offered', 'answered_within_120s'),
    tables: comingTables(context, view, contacts),
    isTableFolded: false,
    sources: [
      { path: `best-times/${name}`, name: words.sourceAdvice },
      { path: `forecast/${name}`, name: words.sourceForecast },
    ],
  };
}

/** Quietest and busiest only where they are clear; without ranges the counts alone. */
function headingOf(context: FigureContext, { days }: ComingDays, contacts: string): string {
  const { say } = context;
  const words = say.comingDays;
  const counted = days.filter(({ count }) => count !== null);
  const about = ({ count, range }: ComingDay) => formatCount(say, roundToKnown(count!, range));
  if (counted.length === 0)
    return days.every(({ isClosed }) => isClosed) ? words.headingClosed : words.headingHidden;
  const [first] = counted;
  if (counted.length === 1)
    return words.headingOne(formatWeekdayAndDay(say, first!.day), about(first!), contacts);
  // A weekday that comes twice in view does not say which day is meant.
  const nameOf = ({ day }: ComingDay) =>
    days.filter((other) => weekdayOf(other.day) === weekdayOf(day)).length > 1
      ? formatWeekdayAndDay(say, day)
      : say.weekdays[weekdayOf(day)]!;
  const { least, most } = clearExtremes(days);
  if (least !== null && most !== null)
    return words.heading(nameOf(least), about(least), nameOf(most), about(most), contacts);
  if (least !== null) return words.headingQuiet(nameOf(least), about(least), contacts);
  if (most !== null) return words.headingBusy(nameOf(most), about(most), contacts);
  const ordered = counted.toSorted((a, b) => a.count! - b.count!);
  const [low, high] = [about(ordered[0]!), about(ordered.at(-1)!)];
  if (low === high) return words.headingSame(low, contacts);
  const hasRange = counted.some(({ range }) => range !== null);
  return (hasRange ? words.headingAlike : words.headingPlain)(low, high, contacts);
}

/** Of the quietest and busiest day, where it is open for another time than most: then it has fewer or more for that alone. */
function openingHoursOf({ say }: FigureContext, days: readonly ComingDay[]): string[] {
  const lengths = days.flatMap(({ hours }) => (hours.length === 0 ? [] : [hours.length]));
  const often = (length: number) => lengths.filter((one) => one === length).length;
  const usual = lengths.toSorted((a, b) => often(b) - often(a))[0] ?? 0;
  if (often(usual) * 2 <= lengths.length) return [];
  const { least, most } = clearExtremes(days);
  return [least, most].flatMap((day) =>
    day === null || day.hours.length === 0 || day.hours.length === usual
      ? []
      : [
          say.comingDays.openFor(
            say.weekdays[weekdayOf(day.day)]!,
            say.hours(String(day.hours.length)),
            say.hours(String(usual)),
          ),
        ],
  );
}

function stripPictures(
  context: FigureContext,
  view: ComingDays,
  { thresholdSeconds }: BestTimesAnswer,
  heading: string,
): Pictures {
  const { say, today } = context;
  const words = say.comingDays;
  const time = formatThreshold(say, thresholdSeconds);
  const state = {
    days: view.days.map((day): DayStrip => {
      const closed = view.isStated ? say.statusInCell.closed : words.noneExpected;
      const lineOf = (advice: 'best' | 'avoid', join: (hours: string) => string) =>
        day[advice].length === 0
          ? []
          : [
              {
                advice,
                text: join(
                  say.and(
                    stretchesOf(day[advice].map(hourOf)).map(({ from, to }) =>
                      say.shortRange(say.hour(from), say.hour(to)),
                    ),
                  ),
                ),
              },
            ];
      return {
        name: capitalise(say.weekdays[weekdayOf(day.day)]!),
        detail: formatShortDay(say, day.day),
        // Of a day that is closed for it, the strip itself says so.
        holiday: day.hours.length === 0 ? null : day.holiday,
        ...readingOf(context, day),
        isNow: day.day === today,
        hours: day.hours.map((hour) => stripHour(context, view, day, hour, time)),
        closed: day.hours.length === 0 && day.holiday !== null ? words.closedOn(day.holiday) : closed,
        title: say.labelled(namedDay(context, day), closed),
        lines: [...lineOf('best', words.bestHours), ...lineOf('avoid', words.avoidHours)],
      };
    }),
    hourLabel: say.hour,
    words: {
      best: words.best,
      avoid: words.avoid,
      hidden: [say.status.suppressed, say.statusInCell.suppressed],
    },
    footnotes: { hidden: say.signFootnotes.suppressed, closed: say.signFootnotes.closed },
    label: words.figure(heading, ...endsOf(context, view.days)),
    format: (value: number) => formatCount(say, value),
  };
  return placeAll((width) => placeDayStrips(state, width));
}

function endsOf({ say }: FigureContext, days: readonly ComingDay[]): [from: string, to: string] {
  const [first, last] = [days[0]!.day, days.at(-1)!.day];
  return [formatDayAndMonth(say, first, last), formatDayAndMonth(say, last, first)];
}

/** Of the whole day, rounded to what is known; empty where nothing is said. */
function readingOf(
  { say }: FigureContext,
  { count, range, isClosed }: ComingDay,
): { reading: string; range: string } {
  if (isClosed) return { reading: '', range: '' };
  if (count === null) return { reading: say.statusInCell.suppressed, range: '' };
  const said = (value: number) => formatCount(say, roundToKnown(value, range));
  return {
    reading: say.comingDays.about(said(count)),
    range: range === null ? '' : say.shortRange(said(range.low), said(range.high)),
  };
}

function stripHour(
  context: FigureContext,
  { channel }: ComingDays,
  day: ComingDay,
  { hour, count, range, isOver, advice, within, isFragile }: ComingHour,
  time: string,
): StripHour {
  const { say } = context;
  const words = say.comingDays;
  const at = [namedDay(context, day), say.hour(hour), say.hour(hour + 1)] as const;
  const contacts = contactsWord(say, channel);
  const format = (value: number) => formatCount(say, value);
  const first =
    count === null
      ? words.titleBare(...at, say.status.suppressed)
      : isOver
        ? words.titleOver(...at, format(count), contacts)
        : range === null
          ? words.title(...at, format(count), contacts)
          : words.titleRange(...at, format(count), contacts, format(range.low), format(range.high));
  const share = frequencyOf(context, channel, [{ within }]);
  const second =
    advice === null || share === null
      ? []
      : [(advice === 'best' ? words.titleBest : words.titleAvoid)(share, time)];
  return {
    hour,
    count,
    range,
    isOver,
    advice,
    title: [first, ...second, ...(isFragile ? [words.fragile] : [])].join(' '),
  };
}

/** Where the records tell no hours: a dot a day, within its band. */
function dotPictures(context: FigureContext, { days, isStated }: ComingDays, heading: string): Pictures {
  const { say, today } = context;
  const words = say.comingDays;
  const largest = Math.max(1, ...days.map(({ count, range }) => Math.max(count ?? 0, range?.high ?? 0)));
  const { ticks: all } = scaleFromZero(largest, 0, 1);
  const ticks = all.length > MOST_TICKS ? all.filter((_, i) => i % 2 === 0) : all;
  const rowOf = (day: ComingDay, isNarrow: boolean): DotRow => {
    const none = isStated ? say.statusInCell.closed : words.noneExpected;
    const closed = day.holiday === null ? none : words.closedOn(day.holiday);
    const { reading, range } = readingOf(context, day);
    const date = formatShortDay(say, day.day);
    const weekday = (isNarrow ? say.shortWeekdays : say.weekdays)[weekdayOf(day.day)]!;
    const name = [
      `${capitalise(weekday)} ${date}`,
      ...(day.isClosed || day.holiday === null ? [] : [day.holiday]),
    ].join(', ');
    return {
      name: shortenName(name, NAME_SIZE, isNarrow ? NARROW_NAME : WIDE_NAME),
      value: day.count,
      status: day.isClosed ? 'closed' : day.count === null ? 'suppressed' : 'final',
      low: day.range?.low ?? null,
      high: day.range?.high ?? null,
      reading: day.isClosed ? shortenName(closed, NAME_SIZE, WIDE_NAME) : reading,
      detail: range,
      isNow: day.day === today,
      title: say.labelled(namedDay(context, day), day.isClosed ? none : `${reading} ${range}`.trim()),
    };
  };
  return placeAll((width) =>
    placeIntervalDots(
      {
        rows: days.map((day) => rowOf(day, width < NARROW_BELOW)),
        aim: null,
        from: 0,
        to: Math.max(largest, all.at(-1) ?? largest),
        ticks,
        label: words.figureDays(heading, ...endsOf(context, days)),
        format: (value: number) => formatCount(say, value),
      },
      width,
    ),
  );
}
