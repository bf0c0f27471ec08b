// Owns how a page is watched for parts that move: every layout shift of it, small ones included, in `window.shifts`.
import type { BrowserContext, Page } from 'playwright-core';

/** From the next address on that is opened. */
export function watchShifts(pages: BrowserContext | Page): Promise<unknown> {
  return pages.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
}
