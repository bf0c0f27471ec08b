/** The names of a panel's lines: at their ends where there is room beside the plot, else with a sample above it. */
import { LABEL_SIZE } from '../axis.ts';
import { estimateWidth, type Mark } from '../picture.ts';
import type { HistoryPanelState, PlotBox } from './panel-state.ts';

const LINE = 18;
const SAMPLE = 18;
const GAP = 10;

interface LineName {
  text: string;
  ink: 'now' | 'compared' | 'average' | 'expected';
  /** the value at the end of what it names, within the buckets shown; NaN where it has none there */
  level: number;
}

function namesOf(state: HistoryPanelState, first: number, beyond: number): LineName[] {
  const { comparison, average, band } = state;
  const lastOf = (value: Float64Array) => {
    for (let i = beyond - 1; i >= first; i--) if (!Number.isNaN(value[i]!)) return value[i]!;
    return Number.NaN;
  };
  const names: LineName[] = [];
  if (average !== null) names.push({ text: average.name, ink: 'average', level: lastOf(average.value) });
  if (comparison !== null)
    names.push({ text: comparison.name, ink: 'compared', level: lastOf(comparison.value) });
  if (band !== null) {
    const level = (lastOf(band.low) + lastOf(band.high)) / 2;
    names.push({ text: band.name, ink: 'expected', level });
  }
  return names;
}

/** Room that names at the ends need at the right of the plot. */
export function endColumn(state: HistoryPanelState): number {
  const widths = namesOf(state, 0, 0).map(({ text }) => estimateWidth(text, LABEL_SIZE) * 1.08);
  return widths.length === 0 ? 0 : Math.ceil(Math.max(...widths)) + GAP;
}

/** At the ends of the lines, moved apart where they would touch. */
export function namesAtEnds(
  state: HistoryPanelState,
  { right, top, bottom }: PlotBox,
  y: (value: number) => number,
  { first, beyond }: { first: number; beyond: number },
): Mark[] {
  const placed = namesOf(state, first, beyond)
    .filter(({ level }) => !Number.isNaN(level))
    .map((name) => ({ ...name, at: Math.min(bottom, Math.max(top + 8, y(name.level) + 5)) }))
    .sort((a, b) => a.at - b.at);
  for (let i = 1; i < placed.length; i++) placed[i]!.at = Math.max(placed[i]!.at, placed[i - 1]!.at + LINE);
  const overflow = Math.max(0, (placed.at(-1)?.at ?? 0) - bottom);
  return placed.map(({ text, ink, at }): Mark => {
    return { kind: 'text', x: right + GAP, y: at - overflow, text, class: `label line-label ${ink}` };
  });
}

/** In rows above the plot, each after a sample of its line; `rows` is how many they take. */
export function namesAbove(
  state: HistoryPanelState,
  width: number,
  y: number,
): { marks: Mark[]; rows: number } {
  const marks: Mark[] = [];
  let x = 0;
  let row = 0;
  for (const { text, ink } of namesOf(state, 0, 0)) {
    const breadth = SAMPLE + 6 + estimateWidth(text, LABEL_SIZE) * 1.08;
    if (x > 0 && x + breadth > width) {
      x = 0;
      row++;
    }
    const at = y + row * LINE;
    marks.push(
      ink === 'expected'
        ? { kind: 'rect', x, y: at - 11, width: SAMPLE, height: 12, class: 'expected' }
        : { kind: 'line', x1: x, y1: at - 5, x2: x + SAMPLE, y2: at - 5, class: `line ${ink}` },
      { kind: 'text', x: x + SAMPLE + 6, y: at, text, class: `label line-label ${ink}` },
    );
    x += breadth + 16;
  }
  return { marks, rows: marks.length === 0 ? 0 : row + 1 };
}
