/** Where the figures of the coming days stand in tests: the made-up parcel company's site, on Tuesday at half past ten. */
import { type FigureContext, makeContext } from '../../site/figures/context.ts';
import { sayIn } from '../../site/i18n/say.ts';
import { ORGANISATION } from './published-fixture.ts';

const SECONDS = Date.UTC(2026, 10, 24, 10, 30) / 1000;

export function contextIn(language: string, change: Partial<typeof ORGANISATION> = {}): FigureContext {
  return makeContext(() => null, sayIn(language), { ...ORGANISATION, ...change }, SECONDS);
}
