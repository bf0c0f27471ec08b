/** Where the labels of targets stand among the lines of months. Owns how much room a label needs; refuses crowded places. */
import { LABEL_SIZE } from './axis.ts';
import { estimateWidth } from './picture.ts';

/** A target over the months `from` to `to`, both included. */
export interface AimSpan {
  from: number;
  to: number;
  aim: number;
  label: string;
}

/** What of a chart a label must keep off. */
interface Surroundings {
  lines: readonly {
    ink: string;
    points: readonly { value: number | null }[];
    aims: readonly AimSpan[];
  }[];
  changes: readonly { month: number }[];
}

/** Closer than this to the middle of its letters, a line or a point touches a label. */
const LEAST_ROOM = 12;

interface AimLabel {
  x: number;
  /** the middle of the letters */
  y: number;
  text: string;
  ink: string;
}

/**
 * Names each target once, above or below its line, where the lines leave most room. `crowded`: for each line the labels
 * of targets in force that found none; they stand with its name.
 */
export function placeAimLabels(
  state: Surroundings,
  x: (month: number) => number,
  y: (value: number) => number,
  right: number,
): { placed: AimLabel[]; crowded: string[][] } {
  const taken: Place[] = [];
  const placed: AimLabel[] = [];
  const crowded = state.lines.map((line) => {
    const unplaced: string[] = [];
    const said = new Set<string>();
    for (const { from, to, aim, label } of line.aims) {
      if (said.has(label)) continue;
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
      if (best === null || best.room < LEAST_ROOM) {
        if (to === line.points.length - 1) unplaced.push(label);
        continue;
      }
      said.add(label);
      taken.push(best.place);
      placed.push({ x: best.place.x, y: best.place.y, text: label, ink: line.ink });
    }
    return unplaced;
  });
  return { placed, crowded };
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
    line.points.forEach(({ value }, month) => {
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
