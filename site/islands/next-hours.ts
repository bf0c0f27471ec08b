/**
 * <candour-next>: whether to get in touch now, by the server's moment, as the heading; what is usual comes second.
 * Refuses to go on from the reader's clock alone: without an answer the page's own sentences stay, with their moment.
 */
import { sayNext, type WeekPlan } from '../figures/next-hours.ts';
import { formatTime } from '../words/live.ts';
import { browserWords } from './browser-words.ts';
import { type LiveState, offsetsAt, serverSeconds, watchLiveDay } from './live-day.ts';
import { writeText } from './write-text.ts';

class CandourNext extends HTMLElement {
  #plan: WeekPlan | null = null;
  /** the page's own heading, which holds at any moment */
  #usual = '';
  #stop = () => {};

  connectedCallback(): void {
    this.#plan ??= JSON.parse(this.dataset.plan ?? 'null') as WeekPlan | null;
    if (this.#plan === null) return;
    const plan = this.#plan;
    this.#usual ||= this.querySelector('h1 span')?.textContent ?? '';
    this.#stop = watchLiveDay((state) => void this.#show(state, plan));
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  async #show({ latest, failingSince }: LiveState, plan: WeekPlan): Promise<void> {
    // Out of reach, the last heading stands with the moment at which it was true.
    if (latest === null || failingSince !== null) return;
    // Without words the page's own heading stays; the figure below says that live figures are out of reach.
    const say = await browserWords().catch(() => null);
    if (say === null) return;
    const now = serverSeconds(latest, Date.now());
    const offsets = offsetsAt(latest, latest.clock.offsetSeconds, now);
    const readerAhead = Math.round((offsets.reader - offsets.organisation) / 60);
    writeText(this, 'h1 span', sayNext(say, plan, now, { isLive: true, readerAhead }));
    writeText(this, '.next-sentence span', this.#usual);
    writeText(this, '.next-moment span', say.next.asOf(formatTime(say, now, offsets, 'minutes')));
  }
}

customElements.define('candour-next', CandourNext);
