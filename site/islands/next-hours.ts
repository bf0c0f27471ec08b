/**
 * <candour-next>: whether it is open, and the next quiet hours, by the server's moment in place of the publication's.
 * Refuses to go on from the reader's clock alone: without an answer the page's own sentence stays, with its moment.
 */
import { sayNext, type WeekPlan } from '../figures/next-hours.ts';
import { formatTime } from '../words/live.ts';
import { browserWords } from './browser-words.ts';
import { type LiveState, offsetsAt, serverSeconds, watchLiveDay } from './live-day.ts';

class CandourNext extends HTMLElement {
  #plan: WeekPlan | null = null;
  #stop = () => {};

  connectedCallback(): void {
    this.#plan ??= JSON.parse(this.dataset.plan ?? 'null') as WeekPlan | null;
    if (this.#plan === null) return;
    const plan = this.#plan;
    this.#stop = watchLiveDay((state) => void this.#show(state, plan));
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  async #show({ latest, failingSince }: LiveState, plan: WeekPlan): Promise<void> {
    // Out of reach, the last sentence stands with the moment at which it was true.
    if (latest === null || failingSince !== null) return;
    // Without words the page's own sentence stays; the figure below says that live figures are out of reach.
    const say = await browserWords().catch(() => null);
    if (say === null) return;
    const now = serverSeconds(latest, Date.now());
    const offsets = offsetsAt(latest, latest.clock.offsetSeconds, now);
    const readerAhead = Math.round((offsets.reader - offsets.organisation) / 60);
    this.#write('.next-sentence', sayNext(say, plan, now, { isLive: true, readerAhead }));
    this.#write('.next-moment', say.next.asOf(formatTime(say, now, offsets, 'minutes')));
  }

  #write(selector: string, text: string): void {
    const line = this.querySelector(selector);
    if (line !== null && line.textContent !== text) line.textContent = text;
  }
}

customElements.define('candour-next', CandourNext);
