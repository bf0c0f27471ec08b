/**
 * The lane of events under a time axis: actions, outages, changes of targets and definitions, holidays.
 * Owns one shape for each kind and the merging of marks that would overlap; refuses colour as the only sign.
 */
import { LABEL_SIZE } from '../axis.ts';
import { estimateWidth, type Mark } from '../picture.ts';
import { short } from '../print.ts';
import type { TimeScale } from './scales.ts';

export const EVENT_KINDS = ['action', 'outage', 'target', 'definition', 'holiday'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export interface HistoryEvent {
  id: string;
  kind: EventKind;
  /** UTC seconds; `to` is excluded, and equal to `from` for what has no length */
  from: number;
  to: number;
  label: string;
}

/** A place in the lane that can be pointed at: one event, or several that stand too close. */
export interface LaneHit {
  ids: readonly string[];
  /** of the area that answers to a pointer, at least 24 px wide and high */
  x: number;
  y: number;
  width: number;
  height: number;
  label: string;
}

export interface PlacedLane {
  marks: Mark[];
  hits: LaneHit[];
  bottom: number;
}

/** WCAG 2.2, 2.5.8: target size, minimum. */
const TARGET = 24;
const RADIUS = 6;
const COUNT_RADIUS = 10;
const LANE_HEIGHT = 32;

/** The shapes as letters, for the sentence that explains them. */
export const EVENT_SIGNS: Readonly<Record<EventKind, string>> = {
  action: '▲',
  outage: '■',
  target: '◆',
  definition: '✚',
  holiday: '○',
};

/** Shapes around a middle, all of the same weight; distinct without colour. */
const SHAPES: Readonly<Record<EventKind, (x: number, y: number) => string>> = {
  action: (x, y) => polygon(x, y, [0, -7, 7, 6, -7, 6]),
  outage: (x, y) => polygon(x, y, [-6, -6, 6, -6, 6, 6, -6, 6]),
  target: (x, y) => polygon(x, y, [0, -8, 8, 0, 0, 8, -8, 0]),
  definition: (x, y) =>
    polygon(x, y, [-2, -7, 2, -7, 2, -2, 7, -2, 7, 2, 2, 2, 2, 7, -2, 7, -2, 2, -7, 2, -7, -2, -2, -2]),
  holiday: (x, y) =>
    `M${short(x - RADIUS)} ${short(y)}a${RADIUS} ${RADIUS} 0 1 0 ${2 * RADIUS} 0a${RADIUS} ${RADIUS} 0 1 0 ${-2 * RADIUS} 0Z`,
};

function polygon(x: number, y: number, points: readonly number[]): string {
  const pairs: string[] = [];
  for (let i = 0; i < points.length; i += 2)
    pairs.push(`${short(x + points[i]!)} ${short(y + points[i + 1]!)}`);
  return `M${pairs.join('L')}Z`;
}

/** The shape of a kind, for the key beside the picture. */
export function eventShape(kind: EventKind, x: number, y: number): Mark {
  return { kind: 'path', d: SHAPES[kind](x, y), class: `event event-${kind}` };
}

/**
 * Marks of the events that touch the axis' span, from `top` on. `join` says several labels as one ("3 events: …").
 */
export function placeEventLane(
  events: readonly HistoryEvent[],
  scale: TimeScale,
  top: number,
  join: (labels: readonly string[]) => string,
): PlacedLane {
  const y = top + LANE_HEIGHT / 2;
  const { left, right } = scale;
  const marks: Mark[] = [{ kind: 'line', x1: left, y1: y, x2: right, y2: y, class: 'grid' }];
  const placed = events
    .map((event) => ({ event, start: scale.of(event.from), end: scale.of(event.to) }))
    .filter(({ start, end }) => end >= left && start < right)
    .map((one) => ({ ...one, x: Math.min(Math.max(one.start, left + RADIUS), right - RADIUS) }))
    .sort((a, b) => a.x - b.x || a.event.from - b.event.from);
  for (const { event, start, end } of placed) {
    const [x1, x2] = [Math.max(start, left), Math.min(end, right)];
    // How long it lasted, where that can be seen beside its shape.
    if (x2 - x1 > RADIUS)
      marks.push({ kind: 'line', x1, y1: y, x2, y2: y, class: `event-span event-${event.kind}` });
  }
  const hits: LaneHit[] = [];
  for (let i = 0; i < placed.length; ) {
    const group = [placed[i++]!];
    while (i < placed.length && placed[i]!.x - group[0]!.x < TARGET) group.push(placed[i++]!);
    // In their middle, but never so close to the mark before that both could be touched at once: 12 px off at most.
    const middle = (group[0]!.x + group.at(-1)!.x) / 2;
    const x = Math.max(middle, (hits.at(-1)?.x ?? Number.NEGATIVE_INFINITY) + 1.5 * TARGET);
    const labels = group.map(({ event }) => event.label);
    const label = labels.length === 1 ? labels[0]! : join(labels);
    const kinds = new Set(group.map(({ event }) => event.kind));
    if (group.length === 1) marks.push({ ...eventShape(group[0]!.event.kind, x, y), title: label });
    else {
      const [only] = kinds.size === 1 ? kinds : [];
      const text = String(group.length);
      const r = Math.max(COUNT_RADIUS, estimateWidth(text, LABEL_SIZE) / 2 + 3);
      const ink = only === undefined ? 'event-several' : `event-${only}`;
      marks.push(
        { kind: 'circle', cx: x, cy: y, r, class: `event-count ${ink}`, title: label },
        { kind: 'text', x, y: y + 5, text, anchor: 'middle', class: 'label event-number tick' },
      );
    }
    const ids = group.map(({ event }) => event.id);
    hits.push({ ids, x: x - TARGET / 2, y: top, width: TARGET, height: LANE_HEIGHT, label });
  }
  return { marks, hits, bottom: top + LANE_HEIGHT };
}
