/** Satisfaction in the last whole month against the month before, the year before and the target. */

import type { Change, SatisfactionAnswer } from '../../api/contract/satisfaction.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { formatDay, shiftMonths } from '../../db/domain/civil-day.ts';
import { type Interval, sideOfTarget } from '../../db/domain/confidence.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { type DotRow, placeIntervalDots } from '../charts/interval-dots.ts';
import { placeColumn } from '../charts/picture.ts';
import { formatMonth } from '../words/date.ts';
import { capitalise, formatCount, formatDecimal, formatShare } from '../words/number.ts';
import { judgeAnswers, type Verdict } from '../words/verdict.ts';
import { readSatisfaction, SATISFACTION_PATH } from './answer-spread.ts';
import { type FigureContext, meaningOf, methodsOf } from './context.ts';
import { absentFigure, type Figure, plainCell, readingOf, tableCell } from './figure.ts';
import { hiddenSince } from './months-shown.ts';
import {
  formatScore,
  formatScoreRange,
  type ScoreKind,
  scoreInterval,
  scoreMonths,
  tallyOf,
} from './satisfaction-score.ts';
import { bucketSpokenOf, cellsOf, type SeriesCell } from './series-cells.ts';
import { metricAimInForce } from './targets.ts';

export function satisfactionFigure(context: FigureContext): Figure {
  const { read, say, organisation } = context;
  const words = say.satisfaction;
  const found = scoreMonths(read);
  if (found === null) return absentFigure('satisfaction', words);
  const { kind, cells } = found;
  const now = bucketSpokenOf(cells)!;
  const format = (value: number) => formatScore(say, kind, value);
  const at = (day: CivilDay) => cells.find((cell) => cell.day === day) ?? null;
  const before = at(shiftMonths(now.day, -1));
  const lastYear = at(shiftMonths(now.day, -12));
  const compared = [now, before, lastYear].filter((cell) => cell !== null);
  const only = organisation.channels.length === 1 ? organisation.channels[0]! : null;
  const aim = metricAimInForce(organisation.targets, kind.metric, only, shiftMonths(now.day, 1) - 1);
  const told = readSatisfaction(context);
  const looks = compared.map((cell) => lookAt(kind, cell, now, told));
  const lookOf = (cell: SeriesCell | null) => looks.find((look) => look.cell === cell) ?? null;
  const rows = looks.map((look) => rowOf(context, look, look.cell === now, format));
  const heading =
    now.value === null && cells.length > 1
      ? words.hiddenAlways
      : headingOf(context, kind, looks[0]!, lookOf(before), format);
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
      ...hiddenSince(context, cells, now),
      ...targetSentence(context, looks[0]!, aim, format),
      ...yearSentence(context, kind, lookOf(lastYear)),
    ].join(' '),
    pictures: placeColumn((width) => placeIntervalDots(state, width)),
    breadth: 'column',
    notes: [
      meaningOf(context, kind.metric),
      ...whoNotes(context, now.day, told),
      ...(looks.some(({ interval }) => interval !== null) ? [words.band] : []),
    ].filter((note) => note !== ''),
    methods: methodsOf(context, kind.metric),
    tables: [
      {
        caption: words.table,
        columns: [words.column, kind.isShare ? words.value : words.mean, words.range, words.answers],
        rows: [
          ...looks.map(({ cell, interval }) => {
            return {
              name: capitalise(formatMonth(say, cell.day)),
              cells: [
                tableCell(say, cell.value, cell.status, format),
                plainCell(interval === null ? '–' : formatScoreRange(say, kind, interval)),
                plainCell(cell.n === null || cell.n === 0 ? '–' : formatCount(say, cell.n)),
              ],
            };
          }),
          ...(aim === null
            ? []
            : [
                {
                  name: words.targetRow,
                  cells: [plainCell(format(aim)), plainCell('–'), plainCell('–')],
                },
              ]),
        ],
      },
    ],
    isTableFolded: false,
    sources: [
      { path: `series/month/${kind.metric}`, name: words.kicker },
      ...(told === null ? [] : [{ path: SATISFACTION_PATH, name: words.whole }]),
    ],
  };
}

/** A month with how far its value could be off and, of an earlier one, whether it changed since. */
interface Look {
  cell: SeriesCell;
  interval: Interval | null;
  verdict: Verdict | null;
}

const VERDICTS: Partial<Record<Change, Verdict>> = { rose: 'rose', fell: 'fell', no_clear_change: 'unclear' };

function lookAt(kind: ScoreKind, cell: SeriesCell, now: SeriesCell, told: SatisfactionAnswer | null): Look {
  if (kind.isShare) {
    const [one, two] = [tallyOf(now), tallyOf(cell)];
    const verdict = cell === now || one === null || two === null ? null : judgeAnswers(one, two);
    return { cell, interval: scoreInterval(kind, cell, told), verdict };
  }
  if (told === null || told.from !== formatDay(now.day)) return { cell, interval: null, verdict: null };
  const earlier = told.compared.find(({ from }) => from === formatDay(cell.day))?.mean;
  return {
    cell,
    interval: scoreInterval(kind, cell, told),
    verdict: VERDICTS[earlier?.against.change ?? 'too_early'] ?? null,
  };
}

function headingOf(
  { say }: FigureContext,
  kind: ScoreKind,
  { cell: now }: Look,
  before: Look | null,
  format: (value: number) => string,
): string {
  const words = say.satisfaction;
  const month = formatMonth(say, now.day);
  if (now.value === null) return words.hiddenHeading(month);
  const verdict = before?.verdict ?? null;
  const change = verdict === null ? '' : words.change[verdict](formatMonth(say, before!.cell.day, now.day));
  const statement = kind.isShare
    ? words.heading(format(now.value), month)
    : words.meanHeading(format(now.value), month);
  return `${statement}${kind.isShare && before === null ? words.firstMonth : change}`;
}

function targetSentence(
  { say }: FigureContext,
  { interval }: Look,
  aim: number | null,
  format: (value: number) => string,
): string[] {
  const words = say.satisfaction;
  if (aim === null) return [words.noTarget];
  if (interval === null) return [];
  const side = sideOfTarget(interval, aim);
  const sentence = { above: words.aboveTarget, below: words.belowTarget, near: words.nearTarget }[side];
  return [sentence(format(aim))];
}

function yearSentence({ say }: FigureContext, kind: ScoreKind, lastYear: Look | null): string[] {
  if (lastYear?.verdict == null) return [];
  const words = say.satisfaction;
  const month = formatMonth(say, lastYear.cell.day);
  return [
    kind.isShare ? words.yearChange[lastYear.verdict](month) : words.meanYearChange[lastYear.verdict](month),
  ];
}

function rowOf(
  { say }: FigureContext,
  { cell, interval }: Look,
  isNow: boolean,
  format: (value: number) => string,
): DotRow {
  const words = say.satisfaction;
  const name = capitalise(formatMonth(say, cell.day));
  const reading = readingOf(say, cell.value, cell.status, format);
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

/** How many were asked and answered, and how many gave up and could not be: with the counts where they are told. */
function whoNotes({ read, say }: FigureContext, month: CivilDay, told: SatisfactionAnswer | null): string[] {
  const words = say.satisfaction;
  const cells = cellsOf(read<SeriesAnswer>('series/month/response_rate'));
  const rate = cells.find((cell) => cell.day === month)?.value ?? null;
  const isSame = told !== null && told.from === formatDay(month);
  const { invited = null, answered = null } = isSame ? told.response : {};
  const gaveUp = isSame ? told.contacts.gaveUp.value : null;
  const asked =
    rate === null
      ? words.responseUnknown
      : invited === null || answered === null
        ? words.response(formatShare(say, rate))
        : words.responseOf(formatCount(say, invited), formatCount(say, answered), formatShare(say, rate));
  return [asked, gaveUp === null || gaveUp === 0 ? words.leftOut : words.leftOutOf(formatCount(say, gaveUp))];
}
