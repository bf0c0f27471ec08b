/** Satisfaction in the last whole month against the month before, the year before and the target. */

import type { SeriesAnswer } from '../../api/contract/series.ts';
import { shiftMonths } from '../../db/domain/civil-day.ts';
import { type Interval, sideOfTarget, wilsonInterval } from '../../db/domain/confidence.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { type DotRow, placeIntervalDots } from '../charts/interval-dots.ts';
import { WIDTHS } from '../charts/picture.ts';
import { formatMonth } from '../words/date.ts';
import { capitalise, formatCount, formatDecimal, formatShare, formatShareRange } from '../words/number.ts';
import { judgeAnswers, type Verdict } from '../words/verdict.ts';
import { type FigureContext, meaningOf, methodsOf } from './context.ts';
import { absentFigure, type Figure, plainCell, readingOf, tableCell } from './figure.ts';
import { cellsOf, hasRecords, latestWhole, type SeriesCell } from './series-cells.ts';
import { metricAimInForce } from './targets.ts';

interface Kind {
  metric: 'csat_top2' | 'csat_mean';
  isShare: boolean;
  from: number;
  to: number;
  ticks: number[];
}

const SATISFIED: Kind = {
  metric: 'csat_top2',
  isShare: true,
  from: 0,
  to: 1,
  ticks: [0, 0.25, 0.5, 0.75, 1],
};
/** Sums of a survey tell a mean, not how many were satisfied. */
const MEAN: Kind = { metric: 'csat_mean', isShare: false, from: 1, to: 5, ticks: [1, 2, 3, 4, 5] };

export function satisfactionFigure(context: FigureContext): Figure {
  const { read, say, organisation } = context;
  const words = say.satisfaction;
  const found = [SATISFIED, MEAN]
    .map((kind) => ({ kind, cells: cellsOf(read<SeriesAnswer>(`series/month/${kind.metric}`)) }))
    .find(({ cells }) => hasRecords(cells));
  if (found === undefined) return absentFigure('satisfaction', words);
  const { kind, cells } = found;
  const now = latestWhole(cells) ?? cells.findLast((cell) => cell.value !== null) ?? cells.at(-1)!;
  const format = (value: number) => (kind.isShare ? formatShare(say, value) : formatDecimal(say, value, 1));
  const at = (day: CivilDay) => cells.find((cell) => cell.day === day) ?? null;
  const before = at(shiftMonths(now.day, -1));
  const lastYear = at(shiftMonths(now.day, -12));
  const compared = [now, before, lastYear].filter((cell) => cell !== null);
  const only = organisation.channels.length === 1 ? organisation.channels[0]! : null;
  const aim = metricAimInForce(organisation.targets, kind.metric, only, shiftMonths(now.day, 1) - 1);
  const rows = compared.map((cell) => rowOf(context, kind, cell, cell === now, format));
  const heading = headingOf(context, kind, now, before, format);
  const state = {
    rows,
    aim: aim === null ? null : { value: aim, label: words.target(format(aim)) },
    from: kind.from,
    to: kind.to,
    ticks: kind.ticks,
    label: words.figure(heading, say.listing(rows.map((row) => row.title))),
    format: (value: number) => (kind.isShare ? formatShare(say, value) : formatDecimal(say, value, 0)),
  };
  return {
    id: 'satisfaction',
    kicker: words.kicker,
    heading,
    standfirst: [
      ...targetSentence(context, kind, now, aim, format),
      ...yearSentence(context, kind, now, lastYear),
    ].join(' '),
    pictures: {
      wide: placeIntervalDots(state, WIDTHS.column),
      narrow: placeIntervalDots(state, WIDTHS.narrow),
    },
    breadth: 'column',
    notes: [
      meaningOf(context, kind.metric),
      responseNote(context, now.day),
      ...(kind.isShare ? [words.band] : []),
      ...(kind.isShare ? [] : [words.leftOut]),
    ].filter((note) => note !== ''),
    methods: methodsOf(context, kind.metric),
    tables: [
      {
        caption: words.table,
        columns: [
          words.column,
          kind.isShare ? words.value : words.mean,
          ...(kind.isShare ? [words.range] : []),
          words.answers,
        ],
        rows: [
          ...compared.map((cell) => {
            const range = intervalOf(kind, cell);
            return {
              name: capitalise(formatMonth(say, cell.day)),
              cells: [
                tableCell(say, cell.value, cell.status, format),
                ...(kind.isShare
                  ? [plainCell(range === null ? '–' : formatShareRange(say, range.low, range.high))]
                  : []),
                plainCell(cell.n === null || cell.n === 0 ? '–' : formatCount(say, cell.n)),
              ],
            };
          }),
          ...(aim === null
            ? []
            : [
                {
                  name: words.targetRow,
                  cells: [plainCell(format(aim)), ...(kind.isShare ? [plainCell('–')] : []), plainCell('–')],
                },
              ]),
        ],
      },
    ],
    isTableFolded: false,
    sources: [{ path: `series/month/${kind.metric}`, name: words.kicker }],
  };
}

/** Answers satisfied of answers; null where the cell says neither. */
function tallyOf(cell: SeriesCell | null): { k: number; n: number } | null {
  if (cell === null || cell.value === null || cell.n === null || cell.n === 0) return null;
  return { k: Math.round(cell.value * cell.n), n: cell.n };
}

function intervalOf(kind: Kind, cell: SeriesCell): Interval | null {
  const tally = tallyOf(cell);
  return kind.isShare && tally !== null ? wilsonInterval(tally) : null;
}

function verdictOf(kind: Kind, now: SeriesCell, before: SeriesCell | null): Verdict | null {
  const [one, two] = [tallyOf(now), tallyOf(before)];
  return !kind.isShare || one === null || two === null ? null : judgeAnswers(one, two);
}

function headingOf(
  { say }: FigureContext,
  kind: Kind,
  now: SeriesCell,
  before: SeriesCell | null,
  format: (value: number) => string,
): string {
  const words = say.satisfaction;
  const month = formatMonth(say, now.day);
  if (now.value === null) return words.hiddenHeading(month);
  const verdict = verdictOf(kind, now, before);
  const change = verdict === null ? '' : words.change[verdict](formatMonth(say, before!.day, now.day));
  const statement = kind.isShare
    ? words.heading(format(now.value), month)
    : words.meanHeading(format(now.value), month);
  return `${statement}${kind.isShare && before === null ? words.firstMonth : change}`;
}

function targetSentence(
  { say }: FigureContext,
  kind: Kind,
  now: SeriesCell,
  aim: number | null,
  format: (value: number) => string,
): string[] {
  const words = say.satisfaction;
  if (aim === null) return [words.noTarget];
  const interval = intervalOf(kind, now);
  if (interval === null) return [];
  const side = sideOfTarget(interval, aim);
  const sentence = { above: words.aboveTarget, below: words.belowTarget, near: words.nearTarget }[side];
  return [sentence(format(aim))];
}

function yearSentence(
  { say }: FigureContext,
  kind: Kind,
  now: SeriesCell,
  lastYear: SeriesCell | null,
): string[] {
  const verdict = verdictOf(kind, now, lastYear);
  return verdict === null ? [] : [say.satisfaction.yearChange[verdict](formatMonth(say, lastYear!.day))];
}

function rowOf(
  { say }: FigureContext,
  kind: Kind,
  cell: SeriesCell,
  isNow: boolean,
  format: (value: number) => string,
): DotRow {
  const words = say.satisfaction;
  const name = capitalise(formatMonth(say, cell.day));
  const reading = readingOf(say, cell.value, cell.status, format);
  const interval = intervalOf(kind, cell);
  const n = cell.value === null || cell.n === null ? null : formatCount(say, cell.n);
  return {
    name,
    value: cell.value,
    status: cell.status,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    reading,
    detail: n === null ? '' : words.ofAnswers(n),
    isNow,
    title: n === null ? words.titleBare(name, reading) : words.title(name, reading, n),
  };
}

function responseNote({ read, say }: FigureContext, month: CivilDay): string {
  const cells = cellsOf(read<SeriesAnswer>('series/month/response_rate'));
  const rate = cells.find((cell) => cell.day === month)?.value ?? null;
  return rate === null ? say.satisfaction.responseUnknown : say.satisfaction.response(formatShare(say, rate));
}
