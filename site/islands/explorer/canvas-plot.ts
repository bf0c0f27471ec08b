/**
 * One panel of the explorer on canvas: the frame of `site/charts/history/panel.ts`, and the series by pixel column
 * where it has more points than an SVG should. Owns two layers, so that a moving crosshair never redraws the series;
 * refuses words, events and data fetching.
 */
import { MOST_POINTS } from '../../charts/history/columns.ts';
import { NO_CUTS, positionsOf, toOpen } from '../../charts/history/open-time.ts';
import {
  edgesFor,
  notesOf,
  type PanelEdges,
  type PlacedFrame,
  placeFrame,
} from '../../charts/history/panel.ts';
import { type Extent, extentOf, type HistoryPanelState } from '../../charts/history/panel-state.ts';
import type { TimeAxis } from '../../charts/history/scales.ts';
import { dotMarks, type SeriesPlace, seriesMarks } from '../../charts/history/series-marks.ts';
import { indexAt, indicesWithin, middleOf, STATUS } from '../../charts/history/time-series.ts';
import type { Mark } from '../../charts/picture.ts';
import { DenseLine } from './dense-line.ts';
import { Inks } from './inks.ts';
import { Layer } from './layer.ts';
import { paintMarks } from './paint-marks.ts';

export interface PlotOptions {
  /** clock, words of ticks and, where closed hours are left out, the cuts */
  axis: Omit<TimeAxis, 'from' | 'to'>;
  /** of the plot alone, in CSS pixels */
  plotHeight: number;
  /** only the lowest of several panels names time */
  hasTimeLabels: boolean;
}

/** Measured between two buckets, both included. */
export interface Measure {
  from: number;
  to: number;
}

export class CanvasPlot {
  readonly #host: HTMLElement;
  readonly #options: PlotOptions;
  readonly #inks: Inks;
  readonly #picture: Layer;
  readonly #pointer: Layer;
  readonly #line = new DenseLine();
  #state: HistoryPanelState | null = null;
  #positions = new Float64Array(0);
  #parts = new Uint8Array(0);
  #edges: PanelEdges | null = null;
  #sharedEdges: PanelEdges | null = null;
  #window = { from: 0, to: 1 };
  #width = 0;
  #ratio = 1;
  #frame: PlacedFrame | null = null;
  #known: { first: number; beyond: number; extent: Extent } | null = null;
  #crosshair: number | null = null;
  #measure: Measure | null = null;

  /** Puts its canvases into `host`, which has the class `plot`; nothing is drawn before the first `draw`. */
  constructor(host: HTMLElement, options: PlotOptions) {
    this.#host = host;
    this.#options = options;
    this.#inks = new Inks(host, () => this.draw());
    this.#picture = new Layer(host);
    this.#pointer = new Layer(host);
  }

  /** Shows another metric or other buckets; the window stays. */
  setSeries(state: HistoryPanelState): void {
    const { series, breaks } = state;
    this.#state = state;
    this.#positions = positionsOf(series, this.#options.axis.cuts ?? NO_CUTS);
    this.#parts = new Uint8Array(series.at.length);
    for (const { at } of breaks) {
      const { first } = indicesWithin(series, at, Number.POSITIVE_INFINITY);
      const index = (series.at[first] ?? at) < at ? first + 1 : first;
      if (index < this.#parts.length) this.#parts[index] = 1;
    }
    this.#edges = null;
    this.#known = null;
    this.#crosshair = null;
    this.#measure = null;
  }

  /** UTC seconds, `to` excluded. @throws RangeError for an empty window. */
  setWindow(fromSeconds: number, toSeconds: number): void {
    if (!(fromSeconds < toSeconds)) {
      throw new RangeError(`the window ends at ${toSeconds}, which is not after its start ${fromSeconds}`);
    }
    this.#window = { from: fromSeconds, to: toSeconds };
  }

  /** Width in CSS pixels, and how many device pixels there are to one. */
  resize(width: number, ratio: number = devicePixelRatio): void {
    this.#width = width;
    this.#ratio = ratio;
    this.#edges = null;
  }

  /** Room that this panel needs at the left and right; panels under one another share the widest. */
  get edges(): PanelEdges | null {
    if (this.#state === null || this.#width === 0) return null;
    // Of all buckets and not of those shown, so that the plot does not shift while the reader pans.
    this.#edges ??= edgesFor(
      this.#state,
      this.#extent(this.#state, 0, this.#state.series.at.length),
      this.#width,
    );
    return this.#edges;
  }

  /** Of several panels the widest, from `joinEdges`; null: this panel's own. */
  shareEdges(edges: PanelEdges | null): void {
    this.#sharedEdges = edges;
  }

  /** Where everything lies in the last picture. */
  get frame(): PlacedFrame | null {
    return this.#frame;
  }

  /** Whether the last picture was thinned to pixel columns: the page says "range shown". */
  get isThinned(): boolean {
    return this.#frame !== null && this.#frame.beyond - this.#frame.first > MOST_POINTS;
  }

  /** The sentences that belong under the last picture. */
  get notes(): readonly string[] {
    if (this.#state === null || this.#frame === null) return [];
    const isTimeCut = (this.#options.axis.cuts ?? NO_CUTS).from.length > 0;
    const { y, unnamed } = this.#frame;
    return notesOf(this.#state, { unnamed, isTimeCut, isThinned: this.isThinned, isAxisBroken: y.isBroken });
  }

  /** Draws at once, within this call. */
  draw(): void {
    const state = this.#state;
    const edges = this.#sharedEdges ?? this.edges;
    if (state === null || edges === null) return;
    const axis: TimeAxis = { ...this.#options.axis, ...this.#window };
    const { first, beyond } = indicesWithin(state.series, axis.from, axis.to);
    const { plotHeight, hasTimeLabels } = this.#options;
    const size = { ...edges, width: this.#width, top: 0, plotHeight, hasTimeLabels };
    const frame = placeFrame(state, axis, size, this.#extent(state, first, beyond));
    this.#frame = frame;
    const height = Math.ceil(frame.bottom);
    if (this.#picture.fit(this.#width, height, this.#ratio)) this.#host.style.blockSize = `${height}px`;
    const { context } = this.#picture;
    context.fillStyle = this.#inks.paper;
    context.fillRect(0, 0, this.#width, height);
    this.#paint(context, frame.under);
    context.save();
    context.beginPath();
    // Points at an edge may stand out by half their size.
    context.rect(frame.box.left - 6, 0, frame.box.right - frame.box.left + 12, height);
    context.clip();
    const place: SeriesPlace = { axis, scale: frame.x, y: frame.y.of, box: frame.box, first, beyond };
    if (this.isThinned) this.#drawDense(context, state, place, frame);
    else this.#paint(context, seriesMarks(state, place));
    context.restore();
    this.#paint(context, frame.over);
    this.#drawPointer();
  }

  /** The bucket at a CSS pixel of the host; null outside the plot. */
  hitTest(x: number): number | null {
    if (this.#state === null || this.#frame === null) return null;
    const { box, x: scale } = this.#frame;
    if (x < box.left || x > box.right) return null;
    return indexAt(this.#state.series, scale.at(Math.min(x, box.right - 0.01)));
  }

  /** Draws the crosshair at a bucket, or takes it away. */
  setCrosshair(index: number | null): void {
    if (index === this.#crosshair) return;
    this.#crosshair = index;
    this.#drawPointer();
  }

  /** Tints what is measured, or takes the tint away. */
  setMeasure(measure: Measure | null): void {
    this.#measure = measure;
    this.#drawPointer();
  }

  destroy(): void {
    this.#inks.destroy();
    this.#picture.canvas.remove();
    this.#pointer.canvas.remove();
    this.#state = null;
  }

  /** Kept for the range asked for last: the first picture often shows all that the edges have looked at. */
  #extent(state: HistoryPanelState, first: number, beyond: number): Extent {
    const known = this.#known;
    if (known !== null && known.first === first && known.beyond === beyond) return known.extent;
    const extent = extentOf(state, first, beyond);
    this.#known = { first, beyond, extent };
    return extent;
  }

  #paint(context: CanvasRenderingContext2D, marks: readonly Mark[]): void {
    paintMarks(context, marks, this.#inks, this.#ratio);
  }

  /** Range, comparison, series and average by device pixel column, in the order of the SVG. */
  #drawDense(
    context: CanvasRenderingContext2D,
    state: HistoryPanelState,
    place: SeriesPlace,
    { box, x, y }: PlacedFrame,
  ): void {
    const ratio = this.#ratio;
    const { axis, first, beyond } = place;
    const left = Math.round(box.left * ratio);
    const columns = Math.round(box.right * ratio) - left;
    const perUnit = (y.of(1) - y.of(0)) * ratio;
    const densePlace = { left, zero: y.of(0) * ratio, perUnit, breadth: 1 };
    const perColumn = 1 / (x.perSecond * ratio);
    const from = toOpen(axis.cuts ?? NO_CUTS, axis.from);
    const range = { first, beyond, from, perColumn, columns };
    context.setTransform(1, 0, 0, 1, 0, 0);
    const line = this.#line;
    const fillPlain = (value: Float64Array, ink: string | null) => {
      if (ink === null) return;
      line.collect(this.#positions, value, this.#parts, range);
      line.fill(context, densePlace, () => ink);
    };
    if (state.band !== null) this.#fillBand(context, state.band, range, densePlace);
    const inkOf = (name: string) => this.#inks.of('path', name).stroke;
    if (state.comparison !== null) fillPlain(state.comparison.value, inkOf('line compared'));
    const settled = inkOf('line now') ?? '';
    const soft = this.#inks.of('rect', 'bar').fill ?? settled;
    line.collect(this.#positions, state.series.value, this.#parts, range);
    const { status } = state.series;
    // Dashed while provisional: between the dashes the ink is soft and not absent, so that no extreme is lost.
    const dash = 4 * ratio;
    line.fill(context, densePlace, (start, column) =>
      status[start] === STATUS.provisional && column % (2 * dash) >= dash ? soft : settled,
    );
    if (state.average !== null) {
      const breadth = 2 * ratio;
      line.collect(this.#positions, state.average.value, this.#parts, range);
      const ink = inkOf('line average') ?? '';
      line.fill(context, { ...densePlace, breadth }, () => ink);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    for (let i = first; i < beyond; i++) {
      const isPartial = status[i] === STATUS.partial && !Number.isNaN(state.series.value[i]!);
      if (isPartial) this.#paint(context, dotMarks(state, place, i, 5));
    }
  }

  #fillBand(
    context: CanvasRenderingContext2D,
    { low, high }: { low: Float64Array; high: Float64Array },
    range: Parameters<DenseLine['collect']>[3],
    { left, zero, perUnit }: Parameters<DenseLine['fill']>[1],
  ): void {
    const lows = new DenseLine();
    lows.collect(this.#positions, low, this.#parts, range);
    this.#line.collect(this.#positions, high, this.#parts, range);
    context.fillStyle = this.#inks.of('path', 'expected').fill ?? 'transparent';
    // Low and high are given for the same buckets, so their runs are the same.
    const runs = Math.min(lows.count, this.#line.count);
    for (let k = 0; k < runs; k++) {
      const top = Math.round(zero + this.#line.largest[k]! * perUnit);
      const bottom = Math.round(zero + lows.least[k]! * perUnit);
      context.fillRect(left + lows.column[k]!, top, 1, Math.max(1, bottom - top));
    }
  }

  #drawPointer(): void {
    const state = this.#state;
    const frame = this.#frame;
    if (state === null || frame === null) return;
    // No layer before it is needed.
    if (this.#crosshair === null && this.#measure === null && !this.#pointer.isUsed) return;
    this.#pointer.fit(this.#width, Math.ceil(frame.bottom), this.#ratio);
    const { context } = this.#pointer;
    context.clearRect(0, 0, this.#width, frame.bottom);
    const { box, x, y } = frame;
    const at = (index: number) => x.of(middleOf(state.series, index));
    const marks: Mark[] = [];
    if (this.#measure !== null) {
      const ends = [at(this.#measure.from), at(this.#measure.to)].map((px) =>
        Math.min(Math.max(px, box.left), box.right),
      );
      const start = Math.min(...ends);
      const width = Math.max(...ends) - start;
      marks.push({
        kind: 'rect',
        x: start,
        y: box.top,
        width,
        height: box.bottom - box.top,
        class: 'measured',
      });
    }
    const px = this.#crosshair === null ? Number.NaN : at(this.#crosshair);
    if (px >= box.left && px <= box.right) {
      marks.push({ kind: 'line', x1: px, y1: box.top, x2: px, y2: box.bottom, class: 'crosshair' });
      const value = state.series.value[this.#crosshair!]!;
      if (!Number.isNaN(value)) {
        marks.push({ kind: 'circle', cx: px, cy: y.of(value), r: 4, class: 'crosshair-dot' });
      }
    }
    this.#paint(context, marks);
  }
}
