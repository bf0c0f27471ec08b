/**
 * Targets among the lines of months: a thin solid line each, named once, at its end where it is in force.
 * Owns how much room the name of an earlier target needs; refuses crowded places for it, since the table has it too.
 */
import { LABEL_SIZE } from './axis.ts';
import { estimateWidth, type Mark } from './picture.ts';

/** A target over the months `from` to `to`, both included. */
export interface AimSpan {
  from: number;
  to: number;
  aim: number;
  /** "target 80%" */
  label: string;
}

interface AimedLine {
  ink: string;
  points: readonly { value: number | null }[];
  aims: readonly AimSpan[];
  aimOwner: string;
  recast?: { points: readonly ({ value: number } | null)[] } | null;
}

interface Plot {
  x: (month: number) => number;
  y: (value: number) => number;
  right: number;
  top: number;
  zeroAt: number;
  isNarrow: boolean;
}

/** Closer than this to the middle of its letters, a line or a point touches a label. */
const LEAST_ROOM = 12;
const END_GAP = 8;
const LINE_HEIGHT = 17;

/** What stands at the end of a target: its words in two lines, on a telephone without whose it is. */
function endWords({ aimOwner }: AimedLine, { label }: AimSpan, isNarrow: boolean): string[] {
  if (isNarrow) return label.split(' ');
  return aimOwner === '' ? [label] : [label, aimOwner];
}

/** Those that hold in the last month. */
function lastingAims(lines: readonly AimedLine[]): { line: AimedLine; span: AimSpan }[] {
  return lines.flatMap((line) => {
    const span = line.aims.find(({ to }) => to === line.points.length - 1);
    return span === undefined ? [] : [{ line, span }];
  });
}

/** Width that the names at the ends of targets take right of the plot. */
export function endColumn(lines: readonly AimedLine[], isNarrow: boolean): number {
  const widths = lastingAims(lines).flatMap(({ line, span }) =>
    endWords(line, span, isNarrow).map((text) => estimateWidth(text, LABEL_SIZE)),
  );
  return widths.length === 0 ? 0 : Math.max(...widths) + END_GAP;
}

/** The targets' lines, each to the right end of the plot where it is in force, and their names there, pushed apart. */
export function aimMarks(lines: readonly AimedLine[], plot: Plot): Mark[] {
  const { x, y, right, top, zeroAt, isNarrow } = plot;
  const rules = lines.flatMap((line) =>
    line.aims.map(({ from, to, aim }): Mark => {
      const half = line.points.length > 1 ? 0.5 : 0;
      const first = Math.max(0, from - half);
      const isLasting = to === line.points.length - 1;
      const x2 = isLasting ? right : x(to + half);
      return { kind: 'line', x1: x(first), y1: y(aim), x2, y2: y(aim), class: `aim ${line.ink}` };
    }),
  );
  const names = lastingAims(lines)
    .map(({ line, span }) => {
      const words = endWords(line, span, isNarrow);
      return { line, words, at: y(span.aim), size: words.length * LINE_HEIGHT };
    })
    .sort((a, b) => a.at - b.at);
  for (let i = 1; i < names.length; i++) {
    const [above, below] = [names[i - 1]!, names[i]!];
    const overlap = above.at + above.size / 2 + 4 - (below.at - below.size / 2);
    if (overlap <= 0) continue;
    above.at -= overlap / 2;
    below.at += overlap / 2;
  }
  const texts = names.flatMap(({ line, words, at, size }) => {
    const middle = Math.min(Math.max(at, top + size / 2), zeroAt - size / 2);
    return words.map((text, i): Mark => {
      const baseline = middle - size / 2 + (i + 1) * LINE_HEIGHT - 4;
      return { kind: 'text', x: right + END_GAP, y: baseline, text, class: `label aim-label ${line.ink}` };
    });
  });
  return [...rules, ...texts];
}

/** What of a chart a label must keep off. */
interface Surroundings {
  lines: readonly AimedLine[];
  changes: readonly { month: number }[];
}

/** The names of targets that ended, each once, above or below its line, where the lines leave most room. */
export function pastAimLabels(
  state: Surroundings,
  x: (month: number) => number,
  y: (value: number) => number,
  right: number,
): Mark[] {
  const taken: Place[] = [];
  return state.lines.flatMap((line) => {
    const lasting = line.aims.find(({ to }) => to === line.points.length - 1)?.label;
    const said = new Set(lasting === undefined ? [] : [lasting]);
    return line.aims.flatMap(({ from, to, aim, label }): Mark[] => {
      if (said.has(label)) return [];
      const width = estimateWidth(label, LABEL_SIZE);
      const roomOf = (place: Place) =>
        Math.min(roomAround(state, x, y, place, aim), ...taken.map((other) => distance(place, other)));
      const best = Array.from({ length: to - from + 1 }, (_, i) => x(from + i))
        .filter((at) => at + width <= right)
        .flatMap((at) => [y(aim) - 12, y(aim) + 13].map((middle) => ({ x: at, end: at + width, y: middle })))
        .map((place) => ({ place, room: roomOf(place) }))
        .reduce<{ place: Place; room: number } | null>(
          (one, other) => (one === null || other.room > one.room + 1 ? other : one),
          null,
        );
      if (best === null || best.room < LEAST_ROOM) return [];
      said.add(label);
      taken.push(best.place);
      const { x: at, y: middle } = best.place;
      return [{ kind: 'text', x: at, y: middle + 5, text: label, class: `label aim-label ${line.ink}` }];
    });
  });
}

interface Place {
  x: number;
  end: number;
  /** the middle of the letters */
  y: number;
}

/** Pixels between the label of target `own` and the nearest line or other target above or below it. */
function roomAround(
  state: Surroundings,
  x: (month: number) => number,
  y: (value: number) => number,
  place: Place,
  own: number,
): number {
  let room = 60;
  for (const { month } of state.changes) {
    if (x(month - 0.5) > place.x - 8 && x(month - 0.5) < place.end + 8) room = 0;
  }
  for (const line of state.lines) {
    [...line.points.entries(), ...(line.recast?.points ?? []).entries()].forEach(([month, point]) => {
      const value = point?.value ?? null;
      if (value === null || x(month) < place.x - 30 || x(month) > place.end + 30) return;
      room = Math.min(room, Math.abs(y(value) - place.y));
    });
    for (const { from, to, aim } of line.aims) {
      if (aim === own || x(to) < place.x || x(from) > place.end) continue;
      room = Math.min(room, Math.abs(y(aim) - place.y));
    }
  }
  return room;
}

function distance(one: Place, other: Place): number {
  return one.x < other.end && other.x < one.end ? Math.abs(one.y - other.y) : 60;
}
