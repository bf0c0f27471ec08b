/**
 * Why people got in touch, month by month: counts by category over the last 13 whole months.
 * Owns which reason led; refuses shares of a month of which any part is hidden or missing.
 */
import type { BreakdownAnswer } from '../../api/contract/breakdown.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { CATEGORIES } from '../../db/domain/contact.ts';
import { UNSTATED } from '../../db/domain/lattice.ts';
import { MEMBER_WORDS } from '../../db/domain/member-words.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { placeAll } from '../charts/picture.ts';
import { placeStackedBars, type StackedBarsState } from '../charts/stacked-bars.ts';
import { formatMonth } from '../words/date.ts';
import { nameMember } from '../words/member.ts';
import { capitalise, formatCount, formatShare } from '../words/number.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { absentFigure, type Figure, tableCell } from './figure.ts';
import { markedReading, namedMonths } from './months-shown.ts';
import { cellsOf, endedMonths, hasRecords, type SeriesCell } from './series-cells.ts';
import { isMostOf } from './surely-most.ts';

/** A year and a month, so that the last stands beside its own of the year before. */
const MONTHS = 13;
const UNCLASSIFIED = UNSTATED.category;

/** Of a count by reason. */
const MOST_ROUNDED_OFF = 2.5;

interface Layer {
  member: string;
  name: string;
  /** one for each month */
  cells: SeriesCell[];
}

export function pathOfReason(member: string): string {
  return `series/month/category/${member}/offered`;
}

export function reasonMonthsFigure(context: FigureContext): Figure {
  const { say } = context;
  const words = say.reasonMonths;
  const { months, layers } = layersOf(context);
  const classified = layers.filter(({ member }) => member !== UNCLASSIFIED);
  const first = months[0];
  const last = months.at(-1);
  if (classified.length === 0 || first === undefined || last === undefined || months.length < 2) {
    return absentFigure('reason-months', words);
  }
  const format = (value: number) => formatCount(say, value);
  const [from, to] = [formatMonth(say, first), formatMonth(say, last)];
  const leader = leaderOf(classified, layers, totalsOf(context, months));
  const heading = leader === null ? words.headingPlain(from, to) : headingOf(context, leader);
  const hasGap = layers.some(({ cells }) => cells.some(({ value }) => value === null));
  const lastShares = layers.map((layer) => shareIn(layers, layer, months.length - 1));
  const state: StackedBarsState = {
    layers: layers.map(({ member, name }, i) => ({
      ink: `category-${member}`,
      name,
      detail: lastShares[i] === null ? '' : formatShare(say, lastShares[i]!),
    })),
    bars: namedMonths(say, months).map((named, i) => ({
      ...named,
      parts: layers.map(({ name, cells }) => {
        const cell = cells[i]!;
        const title = words.title(formatMonth(say, cell.day), name, markedReading(say, cell, format));
        return { value: cell.value, status: cell.status, title };
      }),
    })),
    label: words.figure(heading, from, to),
    footnotes: say.signFootnotes,
    format,
  };
  return {
    id: 'reason-months',
    kicker: words.kicker,
    heading,
    standfirst: [words.standfirst(from, to), ...shareSentence(context, layers, leader, from, to)].join(' '),
    pictures: placeAll((width) => placeStackedBars(state, width)),
    breadth: 'full',
    notes: [...(hasGap ? [words.counted] : []), say.categories.rounded],
    methods: methodsOf(context, 'offered', 'classified_share'),
    tables: [
      {
        caption: words.table,
        columns: [words.column, ...layers.map(({ name }) => name)],
        rows: months
          .map((day, i) => ({
            name: capitalise(formatMonth(say, day)),
            cells: layers.map(({ cells }) => tableCell(say, cells[i]!.value, cells[i]!.status, format)),
          }))
          .toReversed(),
      },
    ],
    isTableFolded: true,
    sources: layers.map(({ member, name }) => ({ path: pathOfReason(member), name })),
  };
}

/** The months that are over, without the silence before the first of them, and the reasons of which any is known. */
function layersOf({ read, say, lastDay }: FigureContext): { months: CivilDay[]; layers: Layer[] } {
  const labels = read<BreakdownAnswer>('breakdown/offered/category-previous')?.rows;
  const all = [...CATEGORIES, UNCLASSIFIED].flatMap((member): Layer[] => {
    const cells = endedMonths(cellsOf(read<SeriesAnswer>(pathOfReason(member))), lastDay ?? 0, MONTHS);
    if (!hasRecords(cells) || cells.every(({ value }) => value === 0)) return [];
    const label = labels?.label[labels.member.indexOf(member)] ?? MEMBER_WORDS[member] ?? member;
    return [{ member, name: nameMember(say, member, label), cells }];
  });
  const every = [...new Set(all.flatMap(({ cells }) => cells.map(({ day }) => day)))].sort((a, b) => a - b);
  const byDay = all.map(({ cells }) => new Map(cells.map((cell) => [cell.day, cell])));
  const known = every.findIndex((day) => byDay.some((cells) => cells.get(day)?.status !== 'missing'));
  const months = known < 0 ? [] : every.slice(known).slice(-MONTHS);
  const layers = all.map((layer, i) => ({
    ...layer,
    cells: months.map(
      (day): SeriesCell => byDay[i]!.get(day) ?? { day, value: null, n: null, status: 'missing' },
    ),
  }));
  // The most frequent lies at the bottom, where lengths are read best; who gave no reason lies on top.
  const weight = ({ member, cells }: Layer) =>
    member === UNCLASSIFIED ? -1 : cells.reduce((sum, { value }) => sum + (value ?? 0), 0);
  return { months, layers: layers.toSorted((a, b) => weight(b) - weight(a)) };
}

interface Leader {
  layer: Layer;
  months: number;
  of: number;
}

/** Of each month how many came for any reason, as published; null where that is not told. */
function totalsOf({ read }: FigureContext, months: readonly CivilDay[]): (number | null)[] {
  const cells = cellsOf(read<SeriesAnswer>('series/month/offered'));
  return months.map((month) => cells.find(({ day }) => day === month)?.value ?? null);
}

/**
 * The reason that most often had more contacts than every other; a month with an unknown reason or a tie has none.
 * `totals`: of all the layers, each month.
 */
function leaderOf(
  layers: readonly Layer[],
  all: readonly Layer[],
  totals: readonly (number | null)[],
): Leader | null {
  const led = new Map<Layer, number>();
  let told = 0;
  for (const [i, total] of totals.entries()) {
    const cells = layers.map(({ cells }) => cells[i]!);
    if (cells.some(({ value, status }) => value === null && status !== 'suppressed')) continue;
    if (cells.every(({ value }) => value === null)) continue;
    const every = all.map(({ cells }) => cells[i]!);
    // A hidden count need not be a small one: it could lead.
    const whole = total === null ? null : total + MOST_ROUNDED_OFF * every.length;
    if (!isMostOf(columnsOf(every), whole)) continue;
    told++;
    const most = Math.max(...cells.map(({ value }) => value ?? 0));
    const first = layers.filter((_, at) => cells[at]!.value === most);
    if (first.length === 1) led.set(first[0]!, (led.get(first[0]!) ?? 0) + 1);
  }
  const [top] = [...led].sort(([, a], [, b]) => b - a);
  // One that led less often than not is no statement.
  return top === undefined || top[1] * 2 <= told ? null : { layer: top[0], months: top[1], of: told };
}

function columnsOf(cells: readonly SeriesCell[]) {
  return { value: cells.map(({ value }) => value), status: cells.map(({ status }) => status) };
}

function headingOf({ say }: FigureContext, { layer, months, of }: Leader): string {
  const words = say.reasonMonths;
  const all = formatCount(say, of);
  return months === of
    ? words.headingAll(layer.name, all)
    : words.heading(layer.name, formatCount(say, months), all);
}

/** Of all contacts of a month, where every part of it is known; null where any is hidden or missing. */
function shareIn(layers: readonly Layer[], { cells }: Layer, month: number): number | null {
  let sum = 0;
  for (const layer of layers) {
    const { value, status } = layer.cells[month]!;
    if (value === null || status === 'partial') return null;
    sum += value;
  }
  return sum === 0 ? null : (cells[month]!.value ?? 0) / sum;
}

function shareSentence(
  { say }: FigureContext,
  layers: readonly Layer[],
  leader: Leader | null,
  from: string,
  to: string,
): string[] {
  if (leader === null) return [];
  const before = shareIn(layers, leader.layer, 0);
  const now = shareIn(layers, leader.layer, leader.layer.cells.length - 1);
  if (before === null || now === null) return [];
  return [
    say.reasonMonths.share(leader.layer.name, formatShare(say, before), from, formatShare(say, now), to),
  ];
}
