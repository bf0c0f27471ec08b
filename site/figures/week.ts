/** The quietest hours of the week: the usual wait at each hour of the last eight weeks. */
import type { ProfileAnswer } from '../../api/contract/profile.ts';
import { parseDay } from '../../db/domain/zone.ts';
import { WIDTHS } from '../charts/picture.ts';
import { placeWeekGrid, WAIT_STEPS } from '../charts/week-grid.ts';
import { formatDate, formatDayAndMonth } from '../words/date.ts';
import { formatClock, formatDuration } from '../words/duration.ts';
import { formatCount } from '../words/number.ts';
import { formatStretch } from '../words/stretch.ts';
import { definitionOf, type FigureContext, peopleOf } from './context.ts';
import { absentFigure, type Figure, readingOf, tableCell } from './figure.ts';
import { type HourOfWeek, hoursOf, isInside, quietStretch, slowStretch } from './usual-week.ts';

export function weekFigure(context: FigureContext, quietSentence: string): Figure {
  const { read, say, within, organisation, channel } = context;
  const words = say.week;
  const half = read<ProfileAnswer>(`profile/${within}wait_p50`);
  const hours = hoursOf(
    half,
    read<ProfileAnswer>(`profile/${within}wait_p90`),
    organisation.hours[channel ?? ''] ?? null,
  );
  if (half === null || hours.length === 0) {
    const isRecorded = half?.cells.status.includes('suppressed') === true;
    return absentFigure('quiet-hours', isRecorded ? { ...words, ...words.tooFew } : words);
  }
  const quiet = quietStretch(hours);
  const heading = headingOf(context, hours);
  const state = {
    cells: hours.map((hour) => ({
      weekday: hour.weekday,
      hour: hour.hour,
      waitSeconds: hour.halfSeconds,
      status: hour.status,
      title: titleOf(context, hour),
      text: hour.halfSeconds === null ? '' : formatClock(hour.halfSeconds),
      isQuiet: isInside(quiet, hour),
    })),
    weekdays: say.weekdays.map((long, i) => ({ long, short: say.shortWeekdays[i]! })),
    hourLabel: say.hour,
    closedLabel: say.statusInCell.closed,
    stepLabels: [
      ...WAIT_STEPS.map((end) => (end < 60 ? say.tick.seconds(end) : say.tick.minutes(end / 60))),
      words.last,
    ],
    scaleLabel: words.scale,
    quietLabel: words.quiet,
    label: words.figure(quietSentence, `${heading}.`),
  };
  const first = parseDay(half.from) ?? 0;
  const last = parseDay(half.to) ?? 0;
  return {
    id: 'quiet-hours',
    kicker: words.kicker,
    heading,
    standfirst: words.standfirst(half.weeks, formatDayAndMonth(say, first, last), formatDate(say, last)),
    pictures: { wide: placeWeekGrid(state, WIDTHS.full), narrow: placeWeekGrid(state, WIDTHS.narrow) },
    breadth: 'full',
    notes: [definitionOf(context, 'wait_p50'), words.note].filter((note) => note !== ''),
    tables: [tableOf(context, hours)],
    isTableFolded: true,
    sources: [
      { path: `profile/${within}wait_p50`, name: words.kicker },
      { path: `profile/${within}wait_p90`, name: say.week.ninety },
    ],
  };
}

function headingOf(context: FigureContext, hours: readonly HourOfWeek[]): string {
  const { say, isStale } = context;
  const slow = slowStretch(hours);
  const waits = hours.flatMap((hour) =>
    isInside(slow, hour) && hour.halfSeconds !== null ? [hour.halfSeconds] : [],
  );
  const least = Math.min(...waits);
  if (slow === null || waits.length === 0) return say.week.headingPlain(peopleOf(context));
  if (least < 10) return say.week.headingAtOnce;
  const when = formatStretch(say, slow);
  const time = formatDuration(say, least, 'down');
  return (isStale ? say.week.headingThen : say.week.heading)(when, peopleOf(context), time);
}

function titleOf({ say }: FigureContext, hour: HourOfWeek): string {
  const reading = readingOf(say, hour.halfSeconds, hour.status, formatClock, hour.n);
  const weekday = say.weekdays[hour.weekday]!;
  const [from, to] = [say.hour(hour.hour), say.hour(hour.hour + 1)];
  return hour.halfSeconds === null || hour.n === null
    ? say.week.titleBare(weekday, from, to, reading)
    : say.week.title(weekday, from, to, reading, formatCount(say, hour.n));
}

function tableOf({ say }: FigureContext, hours: readonly HourOfWeek[]) {
  const open = hours.filter((hour) => hour.halfSeconds !== null);
  const first = Math.min(...open.map(({ hour }) => hour));
  const last = Math.max(...open.map(({ hour }) => hour));
  return {
    caption: say.week.table,
    columns: [say.week.hour, ...say.shortWeekdays],
    rows: Array.from({ length: last - first + 1 }, (_, i) => ({
      name: say.hour(first + i),
      cells: say.weekdays.map((_, weekday) => {
        const hour = hours.find((one) => one.weekday === weekday && one.hour === first + i);
        return tableCell(say, hour?.halfSeconds ?? null, hour?.status ?? 'missing', formatClock);
      }),
    })),
  };
}
