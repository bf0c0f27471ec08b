/** Paints placed marks on a canvas as an SVG would show them. Owns no placement and no colour. */
import type { Mark } from '../../charts/picture.ts';
import type { Ink, Inks } from './inks.ts';

const FULL_TURN = 2 * Math.PI;

/** `ratio`: device pixels to a CSS pixel, by which the context is scaled already. */
export function paintMarks(
  context: CanvasRenderingContext2D,
  marks: readonly Mark[],
  inks: Inks,
  ratio: number,
): void {
  for (const mark of marks) {
    const ink = inks.of(mark.kind, mark.class ?? '');
    if (mark.kind === 'text') paintText(context, mark, ink);
    else if (mark.kind === 'line' && isUpright(mark) && ink.dash.length === 0)
      paintRule(context, mark, ink, ratio);
    else paintShape(context, mark, ink, inks);
  }
}

type MarkOf<Kind extends Mark['kind']> = Extract<Mark, { kind: Kind }>;

function isUpright({ x1, y1, x2, y2 }: MarkOf<'line'>): boolean {
  return x1 === x2 || y1 === y2;
}

/** A rule along the pixels is a rectangle: sharp, and much cheaper than a stroke. */
function paintRule(
  context: CanvasRenderingContext2D,
  { x1, y1, x2, y2 }: MarkOf<'line'>,
  { stroke, strokeOpacity, strokeWidth }: Ink,
  ratio: number,
): void {
  if (stroke === null) return;
  const breadth = Math.max(1, Math.round(strokeWidth * ratio)) / ratio;
  const snap = (at: number) => Math.round((at - breadth / 2) * ratio) / ratio;
  context.fillStyle = stroke;
  context.globalAlpha = strokeOpacity;
  if (y1 === y2) context.fillRect(Math.min(x1, x2), snap(y1), Math.abs(x2 - x1), breadth);
  else context.fillRect(snap(x1), Math.min(y1, y2), breadth, Math.abs(y2 - y1));
  context.globalAlpha = 1;
}

function paintText(context: CanvasRenderingContext2D, mark: MarkOf<'text'>, ink: Ink): void {
  const { x, y, text, anchor = 'start', isUpright: isTurned } = mark;
  context.font = ink.font;
  // Start and end are those of the writing direction, as SVG's anchors are.
  context.textAlign = anchor === 'middle' ? 'center' : anchor;
  if (isTurned) {
    context.save();
    context.translate(x, y);
    context.rotate(-Math.PI / 2);
    context.translate(-x, -y);
  }
  if (ink.stroke !== null) {
    context.strokeStyle = ink.stroke;
    context.lineWidth = ink.strokeWidth;
    context.lineJoin = ink.join;
    context.strokeText(text, x, y);
  }
  if (ink.fill !== null) {
    context.fillStyle = ink.fill;
    context.fillText(text, x, y);
  }
  if (isTurned) context.restore();
}

function paintShape(
  context: CanvasRenderingContext2D,
  mark: Exclude<Mark, { kind: 'text' }>,
  ink: Ink,
  inks: Inks,
): void {
  const fill = 'isHatched' in mark && mark.isHatched ? inks.hatching(context) : ink.fill;
  if (mark.kind === 'rect' && ink.stroke === null) {
    if (fill === null) return;
    context.globalAlpha = ink.fillOpacity;
    context.fillStyle = fill;
    context.fillRect(mark.x, mark.y, mark.width, mark.height);
    context.globalAlpha = 1;
    return;
  }
  const path = pathOf(mark);
  if (fill !== null && mark.kind !== 'line') {
    context.globalAlpha = ink.fillOpacity;
    context.fillStyle = fill;
    context.fill(path);
  }
  if (ink.stroke !== null) {
    context.globalAlpha = ink.strokeOpacity;
    context.strokeStyle = ink.stroke;
    context.lineWidth = ink.strokeWidth;
    context.lineCap = ink.cap;
    context.lineJoin = ink.join;
    context.setLineDash(ink.dash);
    context.stroke(path);
    if (ink.dash.length > 0) context.setLineDash([]);
  }
  context.globalAlpha = 1;
}

function pathOf(mark: Exclude<Mark, { kind: 'text' }>): Path2D {
  if (mark.kind === 'path') return new Path2D(mark.d);
  const path = new Path2D();
  if (mark.kind === 'rect') path.rect(mark.x, mark.y, mark.width, mark.height);
  else if (mark.kind === 'circle') path.arc(mark.cx, mark.cy, mark.r, 0, FULL_TURN);
  else {
    path.moveTo(mark.x1, mark.y1);
    path.lineTo(mark.x2, mark.y2);
  }
  return path;
}
