/**
 * What is read and measured on the chart, by hand and by keys. Owns where the reader points and from where is measured;
 * refuses to move the stretch of time that is shown.
 */
import type { HistoryChart } from './chart.ts';
import type { DocumentParts, Shown } from './document-parts.ts';
import { measureBetween, nameAt, readAt } from './readout.ts';

export class Pointing {
  readonly #chart: HistoryChart;
  readonly #parts: DocumentParts;
  readonly #button: Element | null;
  #shown: Shown | null = null;
  #index: number | null = null;
  #from: number | null = null;
  /** What was measured by hand stays while the pointer only passes over the chart. */
  #isHeld = false;
  /** The next press is where a measure begins. */
  #isArmed = false;

  /** `button`: begins and ends a measure, and shows whether one goes on. */
  constructor(chart: HistoryChart, parts: DocumentParts, button: Element | null) {
    this.#chart = chart;
    this.#parts = parts;
    this.#button = button;
    button?.addEventListener('click', () => this.toggle());
  }

  /** Another answer: nothing is pointed at in it yet. */
  reset(shown: Shown): void {
    this.#shown = shown;
    this.#index = null;
    this.#measureFrom(null);
  }

  /** The pointer passes over a bucket. */
  pass(index: number | null): void {
    if (index !== null && !this.#isHeld) this.#point(index);
  }

  /** A click or a tap on a bucket. */
  press(index: number | null): void {
    if (this.#isHeld) this.stop();
    if (index === null) return;
    this.#point(index);
    if (this.#isArmed) this.#begin(index);
  }

  /** A measure that is drawn begins or goes on at a bucket. */
  measure(index: number | null, isStart: boolean): void {
    if (index === null) return;
    if (isStart) this.#measureFrom(index);
    this.#point(index);
  }

  /** The hand that drew a measure is off. */
  hold(): void {
    this.#isHeld = this.#from !== null;
  }

  step(by: number): void {
    this.#point((this.#index ?? (by > 0 ? -1 : this.#length)) + by);
  }

  first(): void {
    this.#point(0);
  }

  last(): void {
    this.#point(this.#length - 1);
  }

  /** Measures from the bucket that is read; where none is, from the next one pressed. */
  toggle(): void {
    if (this.#from !== null || this.#isArmed) this.stop();
    else if (this.#index !== null) this.#begin(this.#index);
    else if (this.#shown !== null) {
      this.#measureFrom(null, true);
      this.#parts.say('readout', this.#shown.say.history.measure.choose);
    }
  }

  stop(): void {
    this.#measureFrom(null);
    if (this.#index !== null) this.#point(this.#index);
    else if (this.#shown !== null) this.#parts.writeWords(this.#shown);
  }

  get #length(): number {
    return this.#shown?.answer.panels[0]?.cells.value.length ?? 0;
  }

  #point(index: number): void {
    if (this.#shown === null || this.#length === 0) return;
    const { answer, say, nameOf } = this.#shown;
    const at = Math.min(Math.max(index, 0), this.#length - 1);
    const from = this.#from;
    this.#index = at;
    this.#chart.setCrosshair(at);
    this.#chart.setMeasure(from === null ? null : { from, to: at });
    const isMeasured = from !== null && from !== at;
    this.#parts.say(
      'readout',
      isMeasured ? measureBetween(answer, from, at, say) : readAt(answer, at, say, nameOf),
    );
  }

  #begin(index: number): void {
    if (this.#shown === null) return;
    const { answer, say } = this.#shown;
    this.#measureFrom(index);
    this.#parts.say('readout', say.history.measure.start(nameAt(answer, index, say)));
  }

  /** null: nothing is measured, or with `isArmed` not yet. */
  #measureFrom(index: number | null, isArmed = false): void {
    this.#from = index;
    this.#isArmed = isArmed;
    this.#isHeld = false;
    if (index === null) this.#chart.setMeasure(null);
    this.#button?.setAttribute('aria-pressed', String(index !== null || isArmed));
  }
}
