/**
 * Satisfaction by channel and by category in the last whole month, each with its interval.
 * Owns from how many answers a part is drawn, and that one is called better only where the interval of the difference says so.
 */
import type { SatisfactionAnswer } from '../../api/contract/satisfaction.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import { shareDifference } from '../../db/domain/confidence.ts';
import { type DotRow, placeIntervalDots } from '../charts/interval-dots.ts';
import { placeColumn } from '../charts/picture.ts';
import { nameMember } from '../words/member.ts';
import { formatCount, formatDecimal, formatShare, formatShareRange } from '../words/number.ts';
import { monthOf, readSatisfaction, SATISFACTION_PATH } from './answer-spread.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { absentFigure, type Figure, plainCell, readingOf, tableCell } from './figure.ts';

/** Of fewer the interval is too wide to be worth a row. */
const LEAST_ANSWERS = 30;
const TICKS = { share: [0, 0.25, 0.5, 0.75, 1], mean: [1, 2, 3, 4, 5] } as const;

interface Row {
  name: string;
  value: number | null;
  n: number | null;
  status: CellStatus;
  low: number | null;
  high: number | null;
}

export function satisfactionPartFigure(context: FigureContext, by: 'channel' | 'category'): Figure {
  const { say } = context;
  const words = say.satisfactionBy;
  const ofPart = words.by[by];
  const id = `satisfaction-by-${by}`;
  const told = readSatisfaction(context);
  const part = told?.parts.find((one) => one.by === by);
  if (told === null || part === undefined) return absentFigure(id, { ...ofPart, ...words });
  const isShare = part.score.value.some((value) => value !== null);
  const all = rowsOf(context, part, isShare ? part.score : part.mean);
  const shown = all.filter(({ value, n }) => value !== null && n !== null && n >= LEAST_ANSWERS);
  if (shown.length < 2) return absentFigure(id, { ...ofPart, ...words });
  const month = monthOf(say, told);
  const format = (value: number) => (isShare ? formatShare(say, value) : formatDecimal(say, value, 1));
  const heading = headingOf(context, by, shown, isShare, month);
  const rows = shown.map((row): DotRow => {
    const n = formatCount(say, row.n ?? 0);
    const reading = readingOf(say, row.value, row.status, format);
    return {
      ...row,
      reading,
      detail: say.satisfaction.ofAnswers(n),
      isNow: true,
      title: say.satisfaction.title(row.name, reading, n),
    };
  });
  const state = {
    ...{ rows, aim: null, from: isShare ? 0 : 1, to: isShare ? 1 : 5 },
    ticks: TICKS[isShare ? 'share' : 'mean'],
    label: say.satisfaction.figure(heading, say.listing(rows.map(({ title }) => title))),
    format: (value: number) => (isShare ? formatShare(say, value) : formatDecimal(say, value, 0)),
  };
  const few = all.length - shown.length;
  return {
    id,
    kicker: ofPart.kicker,
    heading,
    standfirst: words.standfirst,
    pictures: placeColumn((width) => placeIntervalDots(state, width)),
    breadth: 'column',
    notes: [
      ...(few === 0 ? [] : [words.few(formatCount(say, few), formatCount(say, LEAST_ANSWERS))]),
      ...(by === 'category' ? [say.categories.rounded] : []),
    ],
    methods: methodsOf(context, isShare ? 'csat_top2' : 'csat_mean'),
    tables: [
      {
        caption: words.table[by](month),
        columns: [
          ofPart.column,
          isShare ? say.satisfaction.value : say.satisfaction.mean,
          say.satisfaction.range,
          say.satisfaction.answers,
        ],
        rows: all.map(({ name, value, status, n, low, high }) => ({
          name,
          cells: [
            tableCell(say, value, status, format),
            plainCell(
              low === null || high === null
                ? '–'
                : isShare
                  ? formatShareRange(say, low, high)
                  : say.recommend.between(formatDecimal(say, low, 2), formatDecimal(say, high, 2)),
            ),
            plainCell(n === null || n === 0 ? '–' : formatCount(say, n)),
          ],
        })),
      },
    ],
    isTableFolded: false,
    sources: [{ path: SATISFACTION_PATH, name: ofPart.kicker }],
  };
}

type Part = SatisfactionAnswer['parts'][number];

function rowsOf({ say }: FigureContext, { member, label, by }: Part, cells: Part['score']): Row[] {
  return member.map((name, i) => ({
    name: by === 'channel' ? (say.channels[name] ?? name) : nameMember(say, name, label[i]!),
    value: cells.value[i] ?? null,
    n: cells.n[i] ?? null,
    status: cells.status[i]!,
    low: cells.low[i] ?? null,
    high: cells.high[i] ?? null,
  }));
}

/**
 * The best and the worst are only named where their difference leaves zero out, at a level for all the pairs there are: the
 * ends of many parts lie apart by chance too (Bonferroni).
 */
function headingOf(
  { say }: FigureContext,
  by: 'channel' | 'category',
  rows: readonly Row[],
  isShare: boolean,
  month: string,
): string {
  const words = say.satisfactionBy.by[by];
  const [best, worst] = [rows[0]!, rows.at(-1)!];
  const level = 1 - 0.05 / ((rows.length * (rows.length - 1)) / 2);
  const isClear =
    isShare && best.value !== null && worst.value !== null
      ? (shareDifference(tallyOf(best), tallyOf(worst), level)?.low ?? 0) > 0
      : false;
  return isClear
    ? words.heading(best.name, formatShare(say, best.value!), worst.name, formatShare(say, worst.value!))
    : words.alike(month);
}

function tallyOf({ value, n }: Row): { k: number; n: number } {
  return { k: Math.min(n ?? 0, (value ?? 0) * (n ?? 0)), n: n ?? 0 };
}
