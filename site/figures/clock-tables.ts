/** The tables beside the two clocks: every channel's month with its targets, and the months of the chart. */

import type { SeriesAnswer } from '../../api/contract/series.ts';
import { shiftMonths } from '../../db/domain/civil-day.ts';
import { type Clock, METRIC_OF_CLOCK } from '../../db/domain/target.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { formatMonth } from '../words/date.ts';
import { formatThreshold } from '../words/duration.ts';
import { capitalise, formatCount, formatShare } from '../words/number.ts';
import type { Course } from './clock-course.ts';
import { type FigureContext, mainChannelOf } from './context.ts';
import { plainCell, type Table, type TableCell, tableCell } from './figure.ts';
import { cellsOf } from './series-cells.ts';
import { aimInForce } from './targets.ts';

export function monthTable({ say, channel }: FigureContext, courses: readonly Course[]): Table {
  const words = say.service;
  const months = [...new Set(courses.flatMap(({ cells }) => cells.map((cell) => cell.day)))].sort(
    (a, b) => b - a,
  );
  const format = (value: number) => formatShare(say, value);
  const recast = courses.flatMap((course) => todaysColumn(say, course));
  return {
    caption: words.table(say.channels[channel ?? ''] ?? say.anyContacts),
    columns: [
      words.month,
      ...courses.flatMap(({ clock }) =>
        clock === 'internal' ? [words.ours, words.nQueued] : [words.customers, words.nAsked],
      ),
      ...recast.map(({ name }) => name),
    ],
    rows: months.map((day) => ({
      name: capitalise(formatMonth(say, day)),
      cells: [
        ...courses.flatMap(({ cells }) => {
          const cell = cells.find((one) => one.day === day);
          const status = cell?.status ?? 'missing';
          return [
            tableCell(say, cell?.value ?? null, status, format),
            plainCell(cell?.n ? formatCount(say, cell.n) : '–'),
          ];
        }),
        ...recast.map(({ cellOf }) => cellOf(day)),
      ],
    })),
  };
}

/** All months of a clock by the time of today, where any was counted by another; a dash where one cannot be told so. */
function todaysColumn(
  say: FigureContext['say'],
  { recast, cells }: Course,
): { name: string; cellOf: (day: CivilDay) => TableCell }[] {
  if (recast === null) return [];
  const name = say.service.recastColumn(say.service.within(formatThreshold(say, recast.thresholdSeconds)));
  const cellOf = (day: CivilDay): TableCell => {
    const at = cells.findIndex((cell) => cell.day === day);
    const found = recast.cells[at] ?? (recast.isOwn[at] ? cells[at] : null);
    return found == null
      ? plainCell('–')
      : tableCell(say, found.value, found.status, (value) => formatShare(say, value));
  };
  return [{ name, cellOf }];
}

/** Every channel's month by both clocks beside its targets, once: with the main channel, where there are others. */
export function channelTable(context: FigureContext, month: CivilDay): Table[] {
  const { say, read, organisation, channel } = context;
  if (organisation.channels.length < 2 || channel !== mainChannelOf(organisation)) return [];
  const words = say.service;
  const cellOf = (channel: string, clock: Clock) => {
    const cells = cellsOf(read<SeriesAnswer>(`series/month/${channel}/${METRIC_OF_CLOCK[clock]}`));
    const cell = cells.find((one) => one.day === month);
    return tableCell(say, cell?.value ?? null, cell?.status ?? 'missing', (value) => formatShare(say, value));
  };
  const aimOf = (channel: string, clock: Clock) => {
    const { aim, thresholdSeconds } = aimInForce(
      organisation.targets,
      clock,
      channel,
      shiftMonths(month, 1) - 1,
    );
    const time = formatThreshold(say, thresholdSeconds);
    return {
      text: aim === null ? words.within(time) : words.aim(formatShare(say, aim), time),
      status: 'final' as const,
    };
  };
  return [
    {
      caption: words.tableChannels(formatMonth(say, month)),
      columns: [words.channel, words.ours, '', words.customers, ''],
      rows: organisation.channels.map((channel) => ({
        name: say.channels[channel] ?? channel,
        cells: (['internal', 'customer'] as const).flatMap((clock) => [
          cellOf(channel, clock),
          aimOf(channel, clock),
        ]),
      })),
    },
  ];
}
