/**
 * What is timed within the page, the same for each chart. Owns the clock and the frames; refuses to know the charts.
 *
 * First picture: from the call of `import()` for the chart's bundle (already on this machine, never in the browser's
 * cache: each round has a page of its own) through making the chart from the columns of `series` as they come from
 * JSON, to pixels. Frame: from the call that sets another window to pixels.
 *
 * "To pixels" means: layout is forced, and one pixel of every canvas is read back, which makes the browser carry out
 * all drawing that it had only noted down. So the time is of the work and not of the wait for a screen. To the same
 * end `requestAnimationFrame` hands its callbacks to the harness, which calls them at once: charts that put drawing
 * off to the next frame are timed by their drawing, with no wait in between, and none can escape the clock.
 */
import type { Columns } from '../../../site/charts/history/time-series.ts';
import type { ComparedChart } from './chart.ts';

export interface Timing {
  firstMs: number;
  /** one for each frame */
  panMs: number[];
  zoomMs: number[];
}

export interface Script {
  address: string;
  width: number;
  height: number;
  panFrames: number;
  zoomFrames: number;
}

const YEAR = 365 * 86_400;
const MONTH = 30 * 86_400;

let callbacks: FrameRequestCallback[] = [];

window.requestAnimationFrame = (callback) => callbacks.push(callback);
window.cancelAnimationFrame = (handle) => {
  if (handle > 0) callbacks[handle - 1] = () => {};
};

async function paint(host: HTMLElement): Promise<void> {
  // Twice: a callback may ask for another frame, and a promise may ask for the first.
  for (let pass = 0; pass < 2; pass++) {
    await null;
    const due = callbacks;
    callbacks = [];
    for (const callback of due) callback(performance.now());
  }
  await null;
  void host.offsetHeight;
  for (const canvas of host.querySelectorAll('canvas')) {
    if (canvas.width > 0 && canvas.height > 0) canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
  }
}

async function timeFrame(host: HTMLElement, change: () => void): Promise<number> {
  const start = performance.now();
  change();
  await paint(host);
  const spent = performance.now() - start;
  // The browser shows the frame, so that memory and pictures do not pile up as they would not in use.
  await new Promise((resolve) => setTimeout(resolve));
  return spent;
}

export async function time(script: Script): Promise<Timing> {
  const cells = (await (await fetch('/cells.json')).json()) as Columns;
  const host = document.createElement('div');
  document.body.append(host);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const start = performance.now();
  await import(/* @vite-ignore */ script.address);
  const chart: ComparedChart = window.makeChart(host, cells, script.width, script.height);
  await paint(host);
  const firstMs = performance.now() - start;

  const first = Date.parse(cells.start0!) / 1000;
  const end = first + cells.value.length * cells.step!;
  const panMs: number[] = [];
  for (let frame = 0; frame < script.panFrames; frame++) {
    const from = first + ((end - first - 3 * YEAR) * frame) / script.panFrames;
    panMs.push(await timeFrame(host, () => chart.setWindow(from, from + 3 * YEAR)));
  }
  const zoomMs: number[] = [];
  for (let frame = 0; frame < script.zoomFrames; frame++) {
    // Each frame shows the same part less than the one before, down to a month: as a wheel does.
    const length = (end - first) * (MONTH / (end - first)) ** (frame / (script.zoomFrames - 1));
    const middle = first + (end - first) * 0.6;
    const from = Math.min(end - length, Math.max(first, middle - length / 2));
    zoomMs.push(await timeFrame(host, () => chart.setWindow(from, from + length)));
  }
  return { firstMs, panMs, zoomMs };
}

Object.assign(window, { timeChart: time });
