/** The map of the whole history, and the brush on it: two ends and the stretch between, by hand and by keyboard. */
import { placeMinimap } from '../../charts/history/minimap.ts';
import type { TimeWindow } from '../../charts/history/scales.ts';
import { endOf, type TimeSeries } from '../../charts/history/time-series.ts';
import { printPicture } from '../../charts/print.ts';

export interface MinimapOptions {
  labelOf: (window: TimeWindow) => string;
  /** what an end is said to stand on */
  nameOf: (utcSeconds: number) => string;
  words: { start: string; end: string; whole: string };
  /** while the brush is moved, and once more when it is let go */
  onMove: (window: TimeWindow, isDone: boolean) => void;
}

type Part = 'start' | 'end' | 'whole';
const DAY = 86_400;
const HANDLE = 24;

export class Minimap {
  readonly #host: HTMLElement;
  readonly #options: MinimapOptions;
  readonly #picture = document.createElement('div');
  readonly #handles: Readonly<Record<Part, HTMLButtonElement>>;
  #series: TimeSeries | null = null;
  #window: TimeWindow = { from: 0, to: 1 };

  constructor(host: HTMLElement, options: MinimapOptions) {
    this.#host = host;
    this.#options = options;
    const { words } = options;
    this.#handles = {
      whole: this.#makeHandle('whole', words.whole),
      start: this.#makeHandle('start', words.start),
      end: this.#makeHandle('end', words.end),
    };
    host.replaceChildren(this.#picture, ...Object.values(this.#handles));
  }

  setSeries(series: TimeSeries): void {
    this.#series = series;
    this.draw();
  }

  setWindow(window: TimeWindow): void {
    this.#window = window;
    this.draw();
  }

  draw(): void {
    const series = this.#series;
    const width = this.#host.clientWidth;
    if (series === null || series.at.length === 0 || width === 0) return;
    const { labelOf, nameOf } = this.#options;
    const placed = placeMinimap({ series, window: this.#window, label: labelOf(this.#window) }, width);
    this.#picture.innerHTML = printPicture(placed.picture, 'history-map', 'chart-now');
    const { x, end } = placed.window;
    const { start: left, end: right, whole } = this.#handles;
    left.style.setProperty('left', `${Math.max(0, x - HANDLE / 2)}px`);
    right.style.setProperty('left', `${Math.min(width - HANDLE, end - HANDLE / 2)}px`);
    whole.style.setProperty('left', `${Math.min(width - HANDLE, x)}px`);
    whole.style.setProperty('width', `${Math.max(HANDLE, end - x)}px`);
    const [first, last] = this.#span();
    for (const [handle, at] of [
      [left, this.#window.from],
      [right, this.#window.to],
      [whole, this.#window.from],
    ] as const) {
      handle.setAttribute('aria-valuemin', String(Math.round(first / DAY)));
      handle.setAttribute('aria-valuemax', String(Math.round(last / DAY)));
      handle.setAttribute('aria-valuenow', String(Math.round(at / DAY)));
      handle.setAttribute('aria-valuetext', nameOf(at));
    }
  }

  #span(): [number, number] {
    const series = this.#series;
    if (series === null || series.at.length === 0) return [this.#window.from, this.#window.to];
    return [series.at[0]!, endOf(series, series.at.length - 1)];
  }

  #makeHandle(part: Part, label: string): HTMLButtonElement {
    const handle = document.createElement('button');
    handle.type = 'button';
    handle.className = `handle ${part}`;
    handle.setAttribute('role', 'slider');
    handle.setAttribute('aria-label', label);
    let grabbed: { x: number; window: TimeWindow } | null = null;
    handle.addEventListener('pointerdown', (event) => {
      grabbed = { x: event.clientX, window: this.#window };
      handle.setPointerCapture(event.pointerId);
      event.preventDefault();
      handle.focus();
    });
    handle.addEventListener('pointermove', (event) => {
      if (grabbed === null) return;
      const [first, last] = this.#span();
      const seconds = ((event.clientX - grabbed.x) / this.#host.clientWidth) * (last - first);
      this.#move(part, grabbed.window, seconds, false);
    });
    const release = () => {
      if (grabbed === null) return;
      grabbed = null;
      this.#options.onMove(this.#window, true);
    };
    handle.addEventListener('pointerup', release);
    handle.addEventListener('pointercancel', release);
    handle.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: -7, ArrowRight: 7, PageUp: -91, PageDown: 91 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      this.#move(part, this.#window, step * DAY, true);
    });
    return handle;
  }

  /** Ends never cross, and nothing leaves the records. */
  #move(part: Part, { from, to }: TimeWindow, seconds: number, isDone: boolean): void {
    const [first, last] = this.#span();
    const within = (at: number, low: number, high: number) => Math.min(Math.max(at, low), high);
    if (part === 'start') from = within(from + seconds, first, to - DAY);
    else if (part === 'end') to = within(to + seconds, from + DAY, last);
    else {
      const by = within(seconds, first - from, last - to);
      [from, to] = [from + by, to + by];
    }
    this.#window = { from, to };
    this.draw();
    this.#options.onMove(this.#window, isDone);
  }
}
