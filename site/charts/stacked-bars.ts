/**
 * Counts of a few kinds by month, stacked, each kind named once at the last bar.
 * Owns what a hidden part looks like: never zero, never part of a sum, always a hatched piece on top of what is known.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import { horizontalGrid, LABEL_SIZE, scaleFromZero, tickColumn } from './axis.ts';
import { type GapWords, HIDDEN_STRIP } from './bar.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture } from './picture.ts';
import { short } from './print.ts';

export interface StackPart {
  /** null where the status says why */
  value: number | null;
  status: CellStatus;
  title: string;
}

export interface StackedBarsState {
  /** from the lowest up; `detail` follows the name where there is room: "31%" */
  layers: readonly { ink: string; name: string; detail: string }[];
  /** `parts`: one for each layer */
  bars: readonly { label: string; isLabelled: boolean; parts: readonly StackPart[] }[];
  label: string;
  /** under the chart, for each kind of gap in it */
  footnotes: GapWords;
  format: (value: number) => string;
}

const TOP = 12;
const AXIS = 32;
const FOOTNOTE = 22;
const HATCHED_END = 14;
const LABEL_STEP = 20;
const STEM = 18;
/** More than enough for as many names as there are reasons. */
const MOST_ROUNDS = 60;
/** Paper between two pieces, where both are high enough. */
const SEAM = 1;

/** The picture at a width in pixels. */
export function placeStackedBars(state: StackedBarsState, width: number): Picture {
  const isNarrow = width < NARROW_BELOW;
  const height = isNarrow ? 220 : 300;
  const zeroAt = TOP + height;
  const texts = state.layers.map(({ name, detail }) =>
    isNarrow || detail === '' ? name : `${name} ${detail}`,
  );
  const right = width - STEM - Math.max(0, ...texts.map((text) => estimateWidth(text, LABEL_SIZE))) - 4;
  const largest = Math.max(0, ...state.bars.map(({ parts }) => sumOf(parts)));
  // Room on top for the piece whose size nobody may read.
  const scale = scaleFromZero(largest, zeroAt, TOP + HIDDEN_STRIP + 4);
  const left = tickColumn(scale.ticks, state.format);
  const step = (right - left) / Math.max(1, state.bars.length);
  const bar = Math.max(4, step * (isNarrow ? 0.76 : 0.7));

  const marks: Mark[] = horizontalGrid(scale, state.format, left, right);
  const middles: (number | null)[] = state.layers.map(() => null);
  state.bars.forEach(({ parts }, i) => {
    const x = left + step * i + (step - bar) / 2;
    const placed = placeBar(state, parts, { x, width: bar, zeroAt, of: scale.of });
    marks.push(...placed.marks);
    if (i === state.bars.length - 1) middles.splice(0, middles.length, ...placed.middles);
  });
  let labelled = -Infinity;
  state.bars.forEach(({ label, isLabelled }, i) => {
    if (!isLabelled) return;
    const half = estimateWidth(label, LABEL_SIZE) / 2;
    const x = Math.min(Math.max(left + step * (i + 0.5), half), width - half);
    if (x - half < labelled + 8) return;
    labelled = x + half;
    marks.push({ kind: 'text', x, y: zeroAt + 22, text: label, anchor: 'middle', class: 'label quiet' });
  });
  const edge = right - (step - bar) / 2;
  marks.push(...layerNames(state, texts, middles, { edge, at: right + STEM, zeroAt }));

  const gaps = (['closed', 'missing', 'suppressed'] as const).filter((status) =>
    state.bars.some(({ parts }) => gapsOf(parts).includes(status)),
  );
  gaps.forEach((status, i) => {
    const y = zeroAt + AXIS + (i + 1) * FOOTNOTE - 8;
    marks.push({ kind: 'text', x: 0, y, text: state.footnotes[status], class: 'label quiet footnote' });
  });
  return { width, height: zeroAt + AXIS + gaps.length * FOOTNOTE, label: state.label, marks };
}

function sumOf(parts: readonly StackPart[]): number {
  return parts.reduce((sum, { value }) => sum + (value ?? 0), 0);
}

/** What a bar lacks: closed where the whole month was, else hidden parts and those without a record. */
function gapsOf(parts: readonly StackPart[]): (keyof GapWords)[] {
  if (parts.length > 0 && parts.every(({ status }) => status === 'closed')) return ['closed'];
  const without = parts.filter(({ value }) => value === null);
  return [
    ...(without.some(({ status }) => status !== 'suppressed') ? (['missing'] as const) : []),
    ...(without.some(({ status }) => status === 'suppressed') ? (['suppressed'] as const) : []),
  ];
}

function placeBar(
  { layers }: StackedBarsState,
  parts: readonly StackPart[],
  { x, width, zeroAt, of }: { x: number; width: number; zeroAt: number; of: (value: number) => number },
): { marks: Mark[]; middles: (number | null)[] } {
  const marks: Mark[] = [];
  const top = of(sumOf(parts));
  const isPartial = parts.some(({ value, status }) => value !== null && status === 'partial');
  const solidTop = isPartial ? Math.min(zeroAt, top + HATCHED_END) : top;
  let sum = 0;
  const middles = parts.map(({ value, status, title }, i): number | null => {
    if (value === null) return null;
    const bottom = of(sum);
    sum += value;
    const end = of(sum);
    const rect = { kind: 'rect', x, width, title } as const;
    const solidFrom = Math.max(end, solidTop);
    const height = bottom - solidFrom;
    if (height > 0) {
      const seam = height > 4 * SEAM && i > 0 ? SEAM : 0;
      const dashed = status === 'provisional' ? ' provisional' : '';
      const ink = `stack ${layers[i]!.ink}${dashed}`;
      marks.push({ ...rect, y: solidFrom, height: height - seam, class: ink });
    }
    // Every piece within the hatched end keeps an outline of its own colour.
    const hatchedTo = Math.min(bottom, solidTop);
    if (hatchedTo > end) {
      const ink = `partial ${layers[i]!.ink}`;
      marks.push({ ...rect, y: end, height: hatchedTo - end, class: ink, isHatched: true });
    }
    return (bottom + end) / 2;
  });
  const without = parts.filter(({ value }) => value === null);
  if (gapsOf(parts).includes('closed')) {
    const { title } = parts[0]!;
    marks.push({ kind: 'rect', x, y: TOP, width, height: zeroAt - TOP, class: 'closed', title });
    return { marks, middles };
  }
  const titleOf = (some: readonly StackPart[]) => some.map(({ title }) => title).join('; ');
  const hidden = without.filter(({ status }) => status === 'suppressed');
  const unknown = without.filter(({ status }) => status !== 'suppressed');
  if (hidden.length > 0) {
    const y = top - HIDDEN_STRIP - 2;
    const rect: Mark = { kind: 'rect', x, y, width, height: HIDDEN_STRIP, class: 'suppressed' };
    marks.push({ ...rect, isHatched: true, title: titleOf(hidden) });
  }
  if (unknown.length > 0) {
    const at = x + width / 2;
    const above = hidden.length > 0 ? top - HIDDEN_STRIP - 2 : top;
    // A whole month without a record has its tick on the line of zero, as a bar has.
    const [y1, y2] = unknown.length === parts.length ? [zeroAt - 6, zeroAt + 6] : [above - 12, above - 2];
    marks.push({ kind: 'line', x1: at, y1, x2: at, y2, class: 'missing', title: titleOf(unknown) });
  }
  return { marks, middles };
}

/** At the last bar, each at the height of its piece, pushed apart where pieces are low; a layer without a piece has none. */
function layerNames(
  { layers }: StackedBarsState,
  texts: readonly string[],
  middles: readonly (number | null)[],
  { edge, at, zeroAt }: { edge: number; at: number; zeroAt: number },
): Mark[] {
  const names = layers
    .map(({ ink }, i) => ({ ink, text: texts[i]!, middle: middles[i] ?? null, y: middles[i] ?? 0 }))
    .filter((name) => name.middle !== null)
    .toReversed();
  settle(names, TOP + 4, zeroAt - 4);
  return names.flatMap(({ ink, text, middle, y }): Mark[] => [
    {
      kind: 'path',
      d: `M${short(edge + 2)} ${short(middle!)}L${short(at - 10)} ${short(y)}H${short(at - 4)}`,
      class: `stem ${ink}`,
    },
    { kind: 'text', x: at, y: y + 5, text, class: 'label' },
  ]);
}

/** Moves names apart, each pair as far up as down, so that every one stays near its piece; from the highest to the lowest. */
function settle(names: readonly { y: number }[], highest: number, lowest: number): void {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (let i = 1; i < names.length; i++) {
      const [above, below] = [names[i - 1]!, names[i]!];
      const overlap = LABEL_STEP - (below.y - above.y);
      if (overlap <= 0) continue;
      above.y -= overlap / 2;
      below.y += overlap / 2;
    }
  }
  names.forEach((name, i) => {
    name.y = Math.max(name.y, i === 0 ? highest : names[i - 1]!.y + LABEL_STEP);
  });
  let under = lowest;
  for (const name of names.toReversed()) {
    name.y = Math.min(name.y, under);
    under = name.y - LABEL_STEP;
  }
}
