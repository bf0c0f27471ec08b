/**
 * One figure by week as a line, with the moments marked at which something was done.
 * Owns where the line may be drawn through: never across a week without a value, nor to one that was not whole.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import { horizontalGrid, LABEL_SIZE, scaleAroundZero, tickColumn } from './axis.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture } from './picture.ts';
import { short } from './print.ts';

export interface WeekPoint {
  value: number | null;
  status: CellStatus;
  title: string;
  /** under the axis; null for most */
  label: string | null;
  /** it is shown and not used: hollow */
  isLeftOut?: boolean;
}

export interface WeekLineState {
  weeks: readonly WeekPoint[];
  /** `at`: in weeks from the first, with its fraction; outside the weeks it is left out */
  moments: readonly { at: number; text: string }[];
  /** the value that is named at the line's end, and of when; null where none is known */
  latest: { week: number; value: string; detail: string } | null;
  /** the level that was announced, from `at` on, in weeks from the first; null where none was, or none can be reckoned */
  expected: { at: number; until: number; value: number; text: string } | null;
  /** what would have come otherwise, week by week, with its band; named at its end */
  without?: { weeks: readonly ({ value: number; low: number; high: number } | null)[]; text: string } | null;
  /** a stretch that is tinted, in weeks from the first */
  phase?: { from: number; until: number; text: string } | null;
  label: string;
  words: { missing: string; suppressed: string };
  format: (value: number) => string;
}

const BOTTOM = 32;
const ROW = 22;
const END_GAP = 14;
const BOLD = 1.08;
/** Weeks nearer to one another than this have small dots, so that the line is seen between them. */
const DENSE_BELOW = 8;

/** The picture at a width in pixels. */
export function placeWeekLine(state: WeekLineState, width: number): Picture {
  const isNarrow = width < NARROW_BELOW;
  const { weeks, latest, expected } = state;
  const last = Math.max(1, weeks.length - 1);
  const moments = state.moments.filter(({ at }) => at >= 0 && at <= last).sort((a, b) => a.at - b.at);
  const names = (latest === null ? 0 : 2) + (expected === null ? 0 : 1);
  const nameRows = isNarrow ? names * ROW : 0;
  const top = 12 + nameRows + moments.length * ROW;
  const lowAt = top + (isNarrow ? 180 : 260);
  const without = state.without ?? null;
  const values = [
    ...[...weeks, ...(expected === null ? [] : [expected])].flatMap(({ value }) =>
      value === null ? [] : [value],
    ),
    ...(without?.weeks ?? []).flatMap((one) => (one === null ? [] : [one.low, one.high])),
  ];
  const scale = scaleAroundZero(values, lowAt, top + 8);
  const left = tickColumn(scale.ticks, state.format);
  const right = width - (isNarrow ? 12 : Math.max(12, endColumn(latest, expected)));
  const x = (week: number) => left + 10 + ((right - left - 20) * week) / last;

  const marks: Mark[] = [
    ...phaseMarks(state.phase ?? null, x, top - 4, lowAt, last),
    ...horizontalGrid(scale, state.format, left, right),
    ...(without === null ? [] : bandMarks(without.weeks, x, scale.of)),
  ];
  marks.push(...momentMarks(moments, x, nameRows + 14, lowAt, width));
  marks.push(...axisLabels(weeks, x, lowAt + 22, width));
  marks.push(...lineMarks(weeks, x, scale.of));
  marks.push(...signMarks(state, x, scale.of, lowAt));
  if (without !== null) marks.push(...withoutName(without, weeks, x, scale.of, left));
  const nameAt = isNarrow ? 0 : right + END_GAP;
  const latestAt =
    latest === null
      ? null
      : isNarrow
        ? 14
        : Math.min(scale.of(weeks[latest.week]?.value ?? 0) + 5, lowAt - ROW);
  if (latest !== null && latestAt !== null) {
    marks.push(
      { kind: 'text', x: nameAt, y: latestAt, text: latest.value, class: 'name ours' },
      { kind: 'text', x: nameAt, y: latestAt + 20, text: latest.detail, class: 'label quiet' },
    );
  }
  if (expected !== null) {
    const y = scale.of(expected.value);
    const [from, to] = [Math.max(0, expected.at), Math.min(expected.until, last)];
    if (from < to)
      marks.push({ kind: 'line', x1: x(from), y1: y, x2: x(to), y2: y, class: 'expected-level' });
    const nameY = isNarrow ? nameRows - 8 : besides(y + 5, latestAt);
    marks.push({ kind: 'text', x: nameAt, y: nameY, text: expected.text, class: 'label quiet' });
  }
  return { width, height: lowAt + BOTTOM, label: state.label, marks };
}

function endColumn(latest: WeekLineState['latest'], expected: WeekLineState['expected']): number {
  const widths = [
    ...(latest === null
      ? []
      : [estimateWidth(latest.value, 16) * BOLD, estimateWidth(latest.detail, LABEL_SIZE)]),
    ...(expected === null ? [] : [estimateWidth(expected.text, LABEL_SIZE)]),
  ];
  return widths.length === 0 ? 0 : Math.max(...widths) + END_GAP;
}

/** The line on which a name may stand beside the two lines of the latest value: as near to its own height as they leave. */
function besides(y: number, latestAt: number | null): number {
  if (latestAt === null || y <= latestAt - ROW || y >= latestAt + 2 * ROW - 2) return y;
  return y < latestAt ? latestAt - ROW : latestAt + 2 * ROW - 2;
}

/** Rules from their words down to the axis; the words stand on the side where they have room, else over the rule. */
function momentMarks(
  moments: WeekLineState['moments'],
  x: (week: number) => number,
  firstAt: number,
  lowAt: number,
  width: number,
): Mark[] {
  const placed = moments.map(({ at, text }, i) => ({ text, at: x(at), y: firstAt + i * ROW }));
  return [
    ...placed.map(
      ({ at, y }): Mark => ({ kind: 'line', x1: at, y1: y - 12, x2: at, y2: lowAt, class: 'moment' }),
    ),
    ...placed.map(({ text, at, y }): Mark => {
      const length = estimateWidth(text, LABEL_SIZE);
      const start =
        at + 6 + length <= width ? at + 6 : at - 6 - length >= 0 ? at - 6 - length : width - length;
      return { kind: 'text', x: Math.max(0, start), y, text, class: 'label' };
    }),
  ];
}

/** A tinted stretch behind everything, with its name at its foot where it has room. */
function phaseMarks(
  phase: NonNullable<WeekLineState['phase']> | null,
  x: (week: number) => number,
  top: number,
  lowAt: number,
  last: number,
): Mark[] {
  if (phase === null || phase.until <= 0 || phase.from >= last) return [];
  const from = x(Math.max(0, phase.from));
  const width = x(Math.min(last, phase.until)) - from;
  return [{ kind: 'rect', x: from, y: top, width, height: lowAt - top, class: 'phase', title: phase.text }];
}

type Without = NonNullable<NonNullable<WeekLineState['without']>['weeks'][number]>;

/** Where it would have been: a soft band, and in it a thin line; broken where a week is not known. */
function bandMarks(
  weeks: readonly (Without | null)[],
  x: (week: number) => number,
  y: (value: number) => number,
): Mark[] {
  const point = (week: number, value: number) => `${short(x(week))} ${short(y(value))}`;
  const runs: { week: number; at: Without }[][] = [];
  weeks.forEach((at, week) => {
    if (at === null) return;
    if (weeks[week - 1] == null) runs.push([]);
    runs.at(-1)!.push({ week, at });
  });
  const course = (run: (typeof runs)[number], of: (at: Without) => number) =>
    run.map(({ week, at }) => point(week, of(at))).join('L');
  const long = runs.filter((run) => run.length > 1);
  return [
    ...long.map(
      (run): Mark => ({
        kind: 'path',
        d: `M${course(run, ({ high }) => high)}L${course(run.toReversed(), ({ low }) => low)}Z`,
        class: 'band past',
      }),
    ),
    ...long.map(
      (run): Mark => ({ kind: 'path', d: `M${course(run, ({ value }) => value)}`, class: 'line thin past' }),
    ),
  ];
}

/** Its name at its end: under it where more came than would have, else over it, clear of both lines. */
function withoutName(
  { weeks, text }: NonNullable<WeekLineState['without']>,
  came: readonly WeekPoint[],
  x: (week: number) => number,
  y: (value: number) => number,
  left: number,
): Mark[] {
  const end = weeks.findLastIndex((one) => one !== null);
  if (end < 0) return [];
  const length = estimateWidth(text, LABEL_SIZE);
  const at = Math.max(left, x(end) - length);
  const besides = weeks.flatMap((one, week) => {
    const value = came[week]?.value ?? null;
    const isBeside = one !== null && x(week) >= at - 8 && x(week) <= at + length + 8;
    return isBeside ? [{ one, value: value ?? one.value }] : [];
  });
  const surplus = besides.reduce((sum, { one, value }) => sum + value - one.value, 0);
  const ends = besides.flatMap(({ one, value }) => [y(one.low), y(one.high), y(value)]);
  const foot = surplus > 0 ? Math.max(...ends) + 18 : Math.min(...ends) - 8;
  return [{ kind: 'text', x: at, y: foot, text, class: 'label quiet' }];
}

/** As many as have room, each under its week. */
function axisLabels(
  weeks: readonly WeekPoint[],
  x: (week: number) => number,
  y: number,
  width: number,
): Mark[] {
  let end = -Infinity;
  return weeks.flatMap(({ label }, week): Mark[] => {
    if (label === null) return [];
    const half = estimateWidth(label, LABEL_SIZE) / 2;
    const at = Math.min(Math.max(x(week), half), width - half);
    if (at - half < end) return [];
    end = at + half + 12;
    return [{ kind: 'text', x: at, y, text: label, anchor: 'middle', class: 'label quiet' }];
  });
}

function lineMarks(
  weeks: readonly WeekPoint[],
  x: (week: number) => number,
  y: (value: number) => number,
): Mark[] {
  let solid = '';
  let dashed = '';
  weeks.forEach((point, week) => {
    const before = weeks[week - 1];
    if (before === undefined || !isWhole(before) || !isWhole(point)) return;
    const segment = `M${short(x(week - 1))} ${short(y(before.value!))}L${short(x(week))} ${short(y(point.value!))}`;
    if (isSettled(before) && isSettled(point)) solid += segment;
    else dashed += segment;
  });
  return [
    ...(solid === '' ? [] : [{ kind: 'path', d: solid, class: 'line ours' } as const]),
    ...(dashed === '' ? [] : [{ kind: 'path', d: dashed, class: 'line provisional ours' } as const]),
  ];
}

/** A dot for each week, or the sign of why there is none, with its word above the first of each run of them. */
function signMarks(
  { weeks, latest, words }: WeekLineState,
  x: (week: number) => number,
  y: (value: number) => number,
  lowAt: number,
): Mark[] {
  const marks: Mark[] = [];
  let end = -Infinity;
  const zeroAt = Math.min(y(0), lowAt);
  const isDense = x(1) - x(0) < DENSE_BELOW;
  weeks.forEach((point, week) => {
    const { value, status, title } = point;
    const cx = x(week);
    const shape = { cx, cy: value === null ? 0 : y(value), title };
    if (value !== null) {
      if (status === 'partial') {
        marks.push({ kind: 'circle', cx, cy: y(value), r: 4, class: 'dot paper ours' });
        marks.push({ ...shape, kind: 'circle', r: 4, class: 'partial ours', isHatched: true });
      } else if (point.isLeftOut === true) {
        marks.push({ ...shape, kind: 'circle', r: 3, class: 'dot left-out' });
      } else {
        const r = week === latest?.week ? 5 : isDense ? 1.5 : 2.5;
        marks.push({
          ...shape,
          kind: 'circle',
          r,
          class: `dot ${status === 'provisional' ? 'provisional ' : ''}ours`,
        });
      }
      return;
    }
    const isHidden = status === 'suppressed';
    marks.push(
      isHidden
        ? {
            kind: 'rect',
            x: cx - 4,
            y: zeroAt - 20,
            width: 8,
            height: 20,
            class: 'suppressed',
            isHatched: true,
            title,
          }
        : { kind: 'line', x1: cx, y1: zeroAt - 6, x2: cx, y2: zeroAt + 6, class: 'missing', title },
    );
    const before = weeks[week - 1];
    const isSameRun = before?.value === null && (before.status === 'suppressed') === isHidden;
    const text = isHidden ? words.suppressed : words.missing;
    const half = estimateWidth(text, LABEL_SIZE) / 2;
    if (isSameRun || cx - half < end || cx + half > x(weeks.length - 1) + 12) return;
    end = cx + half + 4;
    marks.push({ kind: 'text', x: cx, y: zeroAt - 28, text, anchor: 'middle', class: 'label quiet' });
  });
  return marks;
}

/** A week that goes on, or has holes, is no lower for that: the line does not lead to it. */
function isWhole({ value, status }: WeekPoint): boolean {
  return value !== null && status !== 'partial';
}

function isSettled({ status }: WeekPoint): boolean {
  return status === 'final' || status === 'revised';
}
