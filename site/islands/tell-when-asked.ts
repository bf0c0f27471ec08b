/**
 * Fetches what tells a reader of a short wait: when they open its place, or at once where they wished it before this day
 * was over. Owns no word but that of a failure, which the page hands over.
 */
import type { WeekPlan } from '../figures/next-hours.ts';
import type { Teller } from './tell-me.ts';
import { readWish } from './tell-memory.ts';

export function tellWhenAsked(
  place: HTMLDetailsElement,
  plan: WeekPlan,
  came: (teller: Teller) => void,
): void {
  let isAsked = false;
  const ask = async () => {
    if (isAsked) return;
    isAsked = true;
    try {
      const { makeTeller } = await import('./tell-me.ts');
      came(await makeTeller(place, plan));
    } catch {
      place.append(place.dataset.fault ?? '');
    }
  };
  place.addEventListener('toggle', ask);
  if ((readWish()?.until ?? 0) > Date.now() / 1000) void ask();
}
