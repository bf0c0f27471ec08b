/** The quickest hours of the week: the usual wait at each hour of it. */
import { placeAll } from '../charts/picture.ts';
import { placeWeekGrid, scaleOf, WAIT_STEPS } from '../charts/week-grid.ts';
import { weekOrder } from '../i18n/calendar-names.ts';
import {
  formatClock,
  formatDuration,
  formatExactDuration,
  formatShortDuration,
  formatThreshold,
} from '../words/duration.ts';
import { capitalise, formatCount, formatShare } from '../words/number.ts';
import { nameStretch } from '../words/stretch.ts';
import {
  contactsWord,
  type FigureContext,
  meaningOf,
  methodsOf,
  outlookName,
  peopleOf,
  readBestTimes,
} from './context.ts';
import { absentFigure, type Figure, readingOf, tableCell } from './figure.ts';
import {
  type HourOfWeek,
  hoursOf,
  isInside,
  quietStretches,
  type Stretch,
  slowStretch,
  waitAtAnyHour,
} from './usual-week.ts';

export function weekFigure(context: FigureContext, quietSentence: string): Figure {
  const { say, organisation, channel } = context;
  const words = { ...say.week, ...(channel === 'phone' && { kicker: say.week.kickerPhone }) };
  const best = readBestTimes(context);
  const hours = hoursOf(best).map(signed);
  if (best === null || hours.length === 0) {
    const isRecorded = best?.cells.status.includes('suppressed') === true;
    return absentFigure('quiet-hours', isRecorded ? { ...words, ...words.tooFew } : words);
  }
  const quiet = quietStretches(hours);
  const slow = slowStretch(hours);
  const heading = headingOf(context, hours, quiet[0] ?? null, slow);
  const steps = scaleOf(hours.map(({ halfSeconds }) => halfSeconds));
  const isLong = steps[0] !== WAIT_STEPS[0];
  const stepNames = steps.map((end) =>
    end < 60
      ? say.tick.seconds(end)
      : end < 3600
        ? say.tick.minutes(end / 60)
        : say.inCell.hours(String(end / 3600)),
  );
  const stepLabels = steps.map((end, i) => ({
    long: stepNames[i]!,
    short: formatShortDuration(say, end, isLong),
  }));
  const state = {
    cells: hours.map((hour) => ({
      weekday: hour.weekday,
      hour: hour.hour,
      waitSeconds: hour.halfSeconds,
      status: hour.status,
      title: titleOf(context, hour),
      isThin: isThin(hour),
      text: isThin(hour)
        ? `n ${formatCount(say, hour.days)}`
        : hour.ninetySeconds === null
          ? ''
          : formatShortDuration(say, hour.ninetySeconds, isLong),
    })),
    steps,
    frames: quiet,
    weekdays: say.weekdays.map((long, i) => ({
      long: capitalise(long),
      short: capitalise(say.shortWeekdays[i]!),
    })),
    order: weekOrder(say.language, organisation.country),
    hourLabel: say.hour,
    closedLabel: say.statusInCell.closed,
    stepLabels: [...stepLabels, { long: words.last, short: words.last }],
    scaleLabel: words.scale,
    quietLabel: words.quiet,
    label: words.figure(quietSentence, heading),
  };
  return {
    id: 'quiet-hours',
    kicker: words.kicker,
    heading,
    standfirst: [
      ...slowestSentence(context, hours, slow),
      words.standfirst,
      isLong ? words.cellsLong : words.cells,
      ...(hours.some(isThin) ? [words.thin] : []),
      ...(quiet.length === 0 ? [] : [words.frame]),
    ].join(' '),
    pictures: placeAll((width) => placeWeekGrid(state, width)),
    breadth: 'full',
    notes: [meaningOf(context, 'wait_p50'), words.note].filter((note) => note !== ''),
    methods: methodsOf(context, 'wait_p50', 'wait_p90'),
    tables: [
      tableOf(context, hours, state.order, words.table, ({ halfSeconds }) => halfSeconds, formatClock),
      tableOf(
        context,
        hours,
        state.order,
        words.tableNinety,
        ({ ninetySeconds }) => ninetySeconds,
        formatClock,
      ),
      tableOf(
        context,
        hours,
        state.order,
        words.tableShare(formatThreshold(say, best.thresholdSeconds)),
        ({ share }) => share,
        (share) => formatShare(say, share),
      ),
    ],
    isTableFolded: true,
    sources: [{ path: `best-times/${outlookName(context)}`, name: words.kicker }],
  };
}

/** An hour without a wait of its own says why, whatever other weekdays tell of it: too few contacts for their number even. */
function signed(hour: HourOfWeek): HourOfWeek {
  if (hour.halfSeconds !== null || hour.status !== 'final') return hour;
  return { ...hour, status: hour.n === null ? 'suppressed' : 'missing' };
}

function headingOf(
  context: FigureContext,
  hours: readonly HourOfWeek[],
  quiet: Stretch | null,
  slow: Stretch | null,
): string {
  const { say, channel } = context;
  if (quiet !== null && slow !== null)
    return say.week.heading(nameStretch(say, quiet), nameStretch(say, slow));
  const always = waitAtAnyHour(hours);
  if (always === null) return say.week.headingPlain(peopleOf(context));
  if (always <= WAIT_STEPS[0]) return say.week.headingAtOnce;
  return say.week.headingAlike(contactsWord(say, channel), formatDuration(say, always, 'near'));
}

/** Whoever comes then waits longer than the shortest wait in the stretch, at each of its hours. */
function slowestSentence(
  context: FigureContext,
  hours: readonly HourOfWeek[],
  slow: Stretch | null,
): string[] {
  const { say, isStale } = context;
  if (slow === null) return [];
  const least = Math.min(...hours.flatMap((hour) => (isInside(slow, hour) ? (hour.halfSeconds ?? []) : [])));
  const words = isStale ? say.week.slowestThen : say.week.slowest;
  return [words(nameStretch(say, slow), peopleOf(context), formatDuration(say, least, 'down'))];
}

/** Of an hour with so few days of its own nothing is said that other weekdays do not say. */
function isThin({ isBorrowed, halfSeconds }: HourOfWeek): boolean {
  return isBorrowed && halfSeconds !== null;
}

function titleOf({ say }: FigureContext, hour: HourOfWeek): string {
  const reading = readingOf(
    say,
    hour.halfSeconds,
    hour.status,
    (seconds) => formatExactDuration(say, seconds),
    hour.n,
  );
  const weekday = say.weekdays[hour.weekday]!;
  const [from, to] = [say.hour(hour.hour), say.hour(hour.hour + 1)];
  const text =
    hour.halfSeconds === null || hour.n === null
      ? say.week.titleBare(weekday, from, to, reading)
      : say.week.title(weekday, from, to, reading, formatCount(say, hour.n));
  return isThin(hour) ? say.week.borrowed(text, formatCount(say, hour.days)) : text;
}

/** Weekdays across, in the order in which they are shown. */
function tableOf(
  { say }: FigureContext,
  hours: readonly HourOfWeek[],
  order: readonly number[],
  caption: string,
  figureOf: (hour: HourOfWeek) => number | null,
  format: (value: number) => string,
) {
  const open = hours.filter((hour) => hour.halfSeconds !== null);
  const first = Math.min(...open.map(({ hour }) => hour));
  const last = Math.max(...open.map(({ hour }) => hour));
  return {
    caption,
    columns: [say.week.hour, ...order.map((weekday) => capitalise(say.shortWeekdays[weekday]!))],
    rows: Array.from({ length: last - first + 1 }, (_, i) => ({
      name: say.hour(first + i),
      cells: order.map((weekday) => {
        const hour = hours.find((one) => one.weekday === weekday && one.hour === first + i);
        const value = hour === undefined || hour.halfSeconds === null ? null : figureOf(hour);
        // A wait beyond the last that was observed is not known, whatever else of its hour is.
        const status = value === null && hour?.status === 'final' ? 'missing' : (hour?.status ?? 'missing');
        return tableCell(say, value, status, format);
      }),
    })),
  };
}
