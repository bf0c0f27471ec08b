/**
 * The explorer's chart in the page: SVG as long as an SVG can carry the points, canvas beyond, with one look.
 * Owns what is drawn where, the crosshair and what is measured; refuses to know addresses, fetching and words.
 */
import { MOST_POINTS } from '../../charts/history/columns.ts';
import { type LaneHit, placeEventLane } from '../../charts/history/event-lane.ts';
import { joinEdges, type PlacedFrame } from '../../charts/history/panel.ts';
import { type PlacedHistory, placeHistory, plotHeight } from '../../charts/history/panels.ts';
import type { TimeWindow } from '../../charts/history/scales.ts';
import { indexAt, middleOf } from '../../charts/history/time-series.ts';
import type { Mark } from '../../charts/picture.ts';
import { printPicture } from '../../charts/print.ts';
import type { HistoryPicture } from '../../history/picture.ts';
import { CanvasPlot, type Measure } from '../explorer/canvas-plot.ts';

export class HistoryChart {
  readonly #host: HTMLElement;
  /** where an event's entry stands */
  readonly #hrefOf: (id: string) => string;
  #picture: HistoryPicture | null = null;
  #window: TimeWindow = { from: 0, to: 1 };
  #placed: PlacedHistory | null = null;
  #plots: CanvasPlot[] = [];
  #crosshair: number | null = null;
  #measure: Measure | null = null;
  #overlay: HTMLElement | null = null;

  constructor(host: HTMLElement, hrefOf: (id: string) => string) {
    this.#host = host;
    this.#hrefOf = hrefOf;
  }

  get window(): TimeWindow {
    return this.#window;
  }

  /** The sentences that belong under what is drawn. */
  get notes(): readonly string[] {
    return this.#plots.length > 0
      ? [...new Set(this.#plots.flatMap((plot) => plot.notes))]
      : (this.#placed?.notes ?? []);
  }

  /** Another view, over all of its time. */
  show(picture: HistoryPicture): void {
    this.#picture = picture;
    this.#window = { from: picture.axis.from, to: picture.axis.to };
    this.#crosshair = null;
    this.#measure = null;
    for (const plot of this.#plots) plot.destroy();
    this.#plots = [];
    const isDense = picture.series.some(({ at }) => at.length > MOST_POINTS);
    if (isDense) this.#makePlots(picture);
    else this.#host.replaceChildren();
    this.draw();
  }

  /** Another stretch of the same figures, as while panning. */
  setWindow(window: TimeWindow): void {
    this.#window = window;
    this.draw();
  }

  draw(): void {
    const picture = this.#picture;
    const width = this.#host.clientWidth;
    if (picture === null || width === 0) return;
    if (this.#plots.length > 0) this.#drawPlots(picture, width);
    else this.#drawSvg(picture, width);
    this.#drawPointer();
  }

  /** The bucket at a CSS pixel from the chart's left edge; null outside the plot. */
  indexAt(x: number): number | null {
    const frame = this.#frames[0];
    const series = this.#picture?.series[0];
    if (frame === undefined || series === undefined || x < frame.box.left || x > frame.box.right) return null;
    return indexAt(series, frame.x.at(Math.min(x, frame.box.right - 0.01)));
  }

  /** UTC seconds at a CSS pixel, and how many there are to one. */
  secondsAt(x: number): number {
    return this.#frames[0]?.x.at(x) ?? 0;
  }

  get secondsPerPixel(): number {
    const box = this.#frames[0]?.box;
    return box === undefined ? 0 : (this.#window.to - this.#window.from) / (box.right - box.left);
  }

  setCrosshair(index: number | null): void {
    if (index === this.#crosshair) return;
    this.#crosshair = index;
    for (const plot of this.#plots) plot.setCrosshair(index);
    this.#drawPointer();
  }

  setMeasure(measure: Measure | null): void {
    this.#measure = measure;
    for (const plot of this.#plots) plot.setMeasure(measure);
    this.#drawPointer();
  }

  /** The stretch that is seen as a picture at one width, for a file; null before anything is. */
  standalone(width: number): PlacedHistory | null {
    if (this.#picture === null) return null;
    return placeHistory({ ...this.#picture, axis: { ...this.#picture.axis, ...this.#window } }, width);
  }

  get #frames(): readonly PlacedFrame[] {
    if (this.#plots.length === 0) return this.#placed?.panels ?? [];
    return this.#plots.flatMap((plot) => plot.frame ?? []);
  }

  #drawSvg(picture: HistoryPicture, width: number): void {
    this.#placed = placeHistory({ ...picture, axis: { ...picture.axis, ...this.#window } }, width);
    // printPicture is where all text is escaped.
    this.#host.innerHTML = printPicture(this.#placed.picture, 'history-now', 'chart-now');
    this.#placeHits(this.#placed.hits);
  }

  #makePlots(picture: HistoryPicture): void {
    const { from: _, to: __, ...axis } = picture.axis;
    const width = this.#host.clientWidth;
    const hosts = picture.panels.map(() => {
      const plot = document.createElement('div');
      plot.className = 'plot chart';
      return plot;
    });
    const lane = document.createElement('div');
    lane.className = 'plot plot-lane';
    this.#host.replaceChildren(...hosts, lane);
    this.#placed = null;
    this.#plots = picture.panels.map((panel, i) => {
      const isLast = i === picture.panels.length - 1;
      const plot = new CanvasPlot(hosts[i]!, {
        axis,
        plotHeight: plotHeight(picture.panels.length, width),
        hasTimeLabels: isLast,
      });
      plot.setSeries(panel);
      return plot;
    });
  }

  #drawPlots(picture: HistoryPicture, width: number): void {
    for (const plot of this.#plots) plot.resize(width);
    const shared = joinEdges(
      this.#plots.flatMap((plot) => plot.edges ?? []),
      width,
    );
    for (const plot of this.#plots) {
      plot.shareEdges(shared);
      plot.setWindow(this.#window.from, this.#window.to);
      plot.draw();
    }
    const frame = this.#plots[0]?.frame;
    const lane = this.#host.querySelector<HTMLElement>('.plot-lane');
    if (lane === null || frame === null || frame === undefined) return;
    const placed = placeEventLane(picture.events, frame.x, 0, picture.joinEvents);
    const height = picture.events.length === 0 ? 0 : placed.bottom;
    lane.replaceChildren();
    if (height > 0) {
      lane.innerHTML = printPicture(
        { width, height, label: picture.label, marks: placed.marks },
        'history-lane',
      );
    }
    const above = this.#plots.reduce((sum, plot) => sum + Math.ceil(plot.frame?.bottom ?? 0), 0);
    this.#placeHits(placed.hits.map((hit) => ({ ...hit, y: hit.y + above })));
  }

  /** A link over each event of the lane, as large as a finger needs. */
  #placeHits(hits: readonly LaneHit[]): void {
    for (const link of this.#host.querySelectorAll('.lane-hit')) link.remove();
    for (const hit of hits) {
      const link = document.createElement('a');
      link.className = 'lane-hit';
      link.href = hit.ids.length === 1 ? this.#hrefOf(hit.ids[0]!) : '#events';
      link.title = hit.label;
      link.setAttribute('aria-label', hit.label);
      const { style } = link;
      style.setProperty('left', `${hit.x}px`);
      style.setProperty('top', `${hit.y}px`);
      style.setProperty('width', `${hit.width}px`);
      style.setProperty('height', `${hit.height}px`);
      this.#host.append(link);
    }
    this.#overlay = null;
  }

  /** Crosshair and measured stretch over an SVG; a canvas has a layer of its own for them. */
  #drawPointer(): void {
    const picture = this.#picture;
    if (picture === null || this.#plots.length > 0 || this.#placed === null) return;
    const marks = this.#placed.panels.flatMap((frame, i) => this.#pointerMarks(frame, picture, i));
    if (this.#overlay === null) {
      this.#overlay = document.createElement('div');
      this.#overlay.className = 'over chart';
      this.#overlay.setAttribute('aria-hidden', 'true');
      this.#host.append(this.#overlay);
    }
    const { width, height } = this.#placed.picture;
    this.#overlay.innerHTML = printPicture(
      { width, height, label: '', marks },
      'history-pointer',
      'chart-now',
    );
  }

  #pointerMarks({ box, x, y }: PlacedFrame, picture: HistoryPicture, panel: number): Mark[] {
    const series = picture.series[panel]!;
    const at = (index: number) => Math.min(Math.max(x.of(middleOf(series, index)), box.left), box.right);
    const marks: Mark[] = [];
    if (this.#measure !== null) {
      const ends = [at(this.#measure.from), at(this.#measure.to)].sort((a, b) => a - b);
      const [start = 0, end = 0] = ends;
      const size = { x: start, y: box.top, width: end - start, height: box.bottom - box.top };
      marks.push({ kind: 'rect', ...size, class: 'measured' });
    }
    if (this.#crosshair !== null && this.#crosshair < series.at.length) {
      const px = at(this.#crosshair);
      marks.push({ kind: 'line', x1: px, y1: box.top, x2: px, y2: box.bottom, class: 'crosshair' });
      const value = series.value[this.#crosshair]!;
      if (!Number.isNaN(value))
        marks.push({ kind: 'circle', cx: px, cy: y.of(value), r: 4, class: 'crosshair-dot' });
    }
    return marks;
  }
}
