// Owns how a page is watched for parts that move: every layout shift of it, small ones included, in `window.shifts`.
import type { BrowserContext, Page } from 'playwright-core';

/** How far a page moved, as the browser weighs it, and which parts of it did: from where to where. */
export interface Shift {
  value: number;
  moved: string[];
}

/** From the next address on that is opened. */
export function watchShifts(pages: BrowserContext | Page): Promise<unknown> {
  return pages.addInitScript(() => {
    interface Moved {
      node: Node | null;
      previousRect: DOMRectReadOnly;
      currentRect: DOMRectReadOnly;
    }
    const shifts: Shift[] = [];
    Object.assign(window, { shifts });
    const boxOf = ({ x, y, width, height }: DOMRectReadOnly) =>
      [x, y, width, height].map(Math.round).join(' ');
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & { value: number; sources: Moved[] };
        const moved = sources.map(({ node, previousRect, currentRect }) => {
          const name = node instanceof Element ? node.outerHTML.slice(0, 80) : (node?.textContent ?? 'gone');
          return `${boxOf(previousRect)} → ${boxOf(currentRect)}: ${name}`;
        });
        shifts.push({ value, moved });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** Those that there were since the page was opened. */
export function shiftsOf(page: Page): Promise<Shift[]> {
  return page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts);
}
