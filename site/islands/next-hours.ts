/**
 * <candour-next>: whether to get in touch now, by the server's moment and the queue as it is, as the heading; what is
 * usual comes second. Refuses to go on from the reader's clock alone: without an answer the page's own sentences stay,
 * with their moment.
 */
import { openingAt } from '../../db/domain/opening.ts';
import { sayQueue, sayRecord } from '../figures/live-line.ts';
import { sayNext, usualWaitAt, type WeekPlan } from '../figures/next-hours.ts';
import type { BrowserSay } from '../i18n/say-in-browser.ts';
import { formatTime, type Offsets } from '../words/live.ts';
import { browserWords } from './browser-words.ts';
import { type LiveState, offsetsAt, serverSeconds, watchLiveDay } from './live-day.ts';
import { type QueueNow, watchQueue } from './live-queue.ts';
import { showInTab, type TabState } from './tab-state.ts';
import type { Teller } from './tell-me.ts';
import { tellWhenAsked } from './tell-when-asked.ts';
import { writeText } from './write-text.ts';

class CandourNext extends HTMLElement {
  #plan: WeekPlan | null = null;
  /** the page's own heading, which holds at any moment */
  #usual = '';
  #day: LiveState = { latest: null, failingSince: null };
  #now: QueueNow | null = null;
  /** null until the reader has asked for it */
  #teller: Teller | null = null;
  #stops: (() => void)[] = [];

  connectedCallback(): void {
    this.#plan ??= JSON.parse(this.dataset.plan ?? 'null') as WeekPlan | null;
    if (this.#plan === null) return;
    const plan = this.#plan;
    this.#usual ||= this.querySelector('h1 span')?.textContent ?? '';
    this.#stops.push(
      watchLiveDay((state) => {
        this.#day = state;
        void this.#show(plan);
      }),
    );
    if (plan.channel === null) return;
    this.#stops.push(
      watchQueue(
        plan.channel,
        (now) => {
          this.#now = now;
          this.#tell();
          void this.#show(plan);
        },
        () => this.#teller?.isWatching === true,
      ),
    );
    const place = this.querySelector<HTMLDetailsElement>('.tell');
    if (place === null || this.#teller !== null) return;
    tellWhenAsked(place, plan, (teller) => {
      this.#teller = teller;
      this.#tell();
    });
  }

  #tell(): void {
    this.#teller?.hear(this.#now, serverSeconds(this.#day.latest, Date.now()));
  }

  disconnectedCallback(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  async #show(plan: WeekPlan): Promise<void> {
    // Without words the page's own heading stays; the figure below says that live figures are out of reach.
    const say = await browserWords().catch(() => null);
    const { latest, failingSince } = this.#day;
    // Out of reach, the last heading stands with the moment at which it was true.
    if (latest === null || say === null) return;
    const at = serverSeconds(latest, Date.now());
    const offsets = offsetsAt(latest, latest.clock.offsetSeconds, at);
    const queue = this.#queueLine(say, offsets);
    const readerAhead = Math.round((offsets.reader - offsets.organisation) / 60);
    const estimate = this.#now?.isStale === false ? this.#now.queue.estimate : null;
    const next = sayNext(say, plan, at, { isLive: true, readerAhead, estimate });
    // Where neither hours nor waits are known the queue itself is the heading.
    const heading = next || queue || this.#usual;
    writeText(this, '.now-line span', next === '' ? '' : queue);
    if (next === '' || failingSince === null) writeText(this, 'h1 span', heading);
    if (failingSince !== null) return;
    // Beside a queue nobody says that there is nothing.
    const isNothing = this.hasAttribute('data-nothing') && this.#now !== null;
    writeText(this, '.next-sentence span', isNothing || heading === this.#usual ? '' : this.#usual);
    const isUsual = usualWaitAt(plan, at) !== null;
    const record =
      this.#now?.isStale === false
        ? sayRecord(say, estimate?.coverage ?? null, this.#now.queue.reason, isUsual)
        : '';
    const asOf = next === '' && queue === '' ? '' : say.next.asOf(formatTime(say, at, offsets, 'minutes'));
    writeText(this, '.next-moment span', `${asOf} ${record}`.trim());
    showInTab(this.#tabState(say, plan, at));
  }

  #queueLine(say: BrowserSay, offsets: Offsets): string {
    const now = this.#now;
    const stoppedAt =
      now?.isStale && now.queue.asOf !== null ? formatTime(say, now.queue.asOf, offsets, 'minutes') : null;
    const isShut = now?.queue.status === 'closed' && stoppedAt === null;
    this.toggleAttribute('data-stopped', stoppedAt !== null);
    return now === null || isShut ? '' : sayQueue(say, now.queue, stoppedAt);
  }

  #tabState(say: BrowserSay, { opening }: WeekPlan, at: number): TabState | null {
    const told = this.#teller?.tab ?? null;
    if (told !== null) return told;
    const { tab } = say.now;
    const now = this.#now;
    if (now === null) return null;
    if (now.isStale) return { sign: 'stopped', words: tab.stopped };
    if (opening !== null && !openingAt(opening, at).isOpen) return { sign: 'closed', words: tab.closed };
    const { estimate } = now.queue;
    return { sign: 'open', words: estimate === null ? tab.open : tab.minutes(estimate.low, estimate.high) };
  }
}

customElements.define('candour-next', CandourNext);
