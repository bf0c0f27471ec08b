/** What each of the compared charts gives the harness. Refuses to measure. */
import type { Columns } from '../../../site/charts/history/time-series.ts';

export interface ComparedChart {
  /** UTC seconds */
  setWindow(from: number, to: number): void;
}

export type MakeChart = (host: HTMLElement, cells: Columns, width: number, height: number) => ComparedChart;

declare global {
  interface Window {
    /** set by the module of a chart when it has been imported */
    makeChart: MakeChart;
  }
}
