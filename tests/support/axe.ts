// Owns how tests ask axe about a page, at no more cost than what they rely on: only violations, and no look into frames,
// of which the site has none.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

export interface AxeQuestion {
  /** only what is inside of it */
  within?: string;
  /** these rules alone */
  rules?: readonly string[];
}

/** What changes with the colours, and so is all that a theme can break. */
const OF_COLOURS = ['color-contrast'];

/** What axe finds on the page as it is shown now, one line a fault. */
export async function findAxeFaults(page: Page, { within, rules }: AxeQuestion = {}): Promise<string[]> {
  // Legacy mode reads the page where it is; the other opens one more page for each look.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  if (within !== undefined) axe.include(within);
  if (rules !== undefined) axe.withRules([...rules]);
  const { violations, passes } = await axe.analyze();
  if (violations.length + passes.length === 0) return ['axe looked at nothing'];
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

export const findContrastFaults = (page: Page, question: AxeQuestion = {}): Promise<string[]> =>
  findAxeFaults(page, { ...question, rules: OF_COLOURS });

/** By how many pixels the page is broader than its window; none is 0. */
export const measureOverflow = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(document.documentElement.scrollWidth - innerWidth, 0));

const NARROW = 320;
const BROAD = 1024;
const HEIGHT = 900;

/** How a page begins for `findPageFaults`, so that it needs no second layout. */
export const NARROW_AND_LIGHT = {
  viewport: { width: NARROW, height: HEIGHT },
  colorScheme: 'light',
  // Colours that fade into one another would be measured half way.
  reducedMotion: 'reduce',
} as const;

/** In which order a page is looked at, and whether every rule is asked for or the contrast alone. */
const LOOKS = [
  { width: NARROW, colorScheme: 'light', find: findAxeFaults },
  { width: BROAD, colorScheme: 'light', find: findContrastFaults },
  { width: BROAD, colorScheme: 'dark', find: findContrastFaults },
] as const;

/**
 * What is wrong with a page that was opened as `NARROW_AND_LIGHT`: by every rule at 320 px, where most meets most, and at
 * 1,024 px and in the dark by what these change; and where it is broader than its window.
 */
export async function findPageFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const { width, colorScheme, find } of LOOKS) {
    await page.setViewportSize({ width, height: HEIGHT });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found = await find(page);
    const overflow = await measureOverflow(page);
    if (overflow > 0) found.push(`${overflow} px broader than its window`);
    faults.push(...found.map((fault) => `${width} px, ${colorScheme}: ${fault}`));
  }
  return faults;
}
