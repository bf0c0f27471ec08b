/**
 * Tells a reader once when the wait is as short as they wished: by a notification where they allow it, a sound, the tab's
 * title and a line. Owns the wish and the telling; what the queue is like it is told, and nothing leaves the device.
 */
import { instantAt, offsetAt, openingAt, wallAt } from '../../db/domain/opening.ts';
import type { WeekPlan } from '../figures/next-hours.ts';
import { MOST_MINUTES, readWait, type WaitReading } from '../figures/short-wait.ts';
import type { BrowserSay } from '../i18n/say-in-browser.ts';
import { type TellSay, tellInBrowser } from '../i18n/tell-in-browser.ts';
import { formatTime } from '../words/live.ts';
import { longest } from '../words/longest.ts';
import { browserWords } from './browser-words.ts';
import type { QueueNow } from './live-queue.ts';
import type { TabState } from './tab-state.ts';
import { keepWish, readWish, type Wish } from './tell-memory.ts';
import { playTones } from './tell-tones.ts';
import { writeText } from './write-text.ts';

const USUAL_MINUTES = 2;
/** How long the tab's title goes on telling once the page is seen. */
const SEEN_MS = 60_000;
const TAG = 'candour-wait';

interface Told {
  time: string;
  low: number;
  high: number;
  /** by the reader's clock, milliseconds; null: the page has not been seen since */
  seenAt: number | null;
}

/** `place` has a summary, an empty `.tell-body` and the organisation's name; beside it stands what is read aloud. */
export async function makeTeller(place: HTMLDetailsElement, plan: WeekPlan): Promise<Teller> {
  const language = document.documentElement.lang;
  const [basic, words] = await Promise.all([browserWords(), tellInBrowser(language)]);
  return new Teller(place, plan, { ...basic, ...words });
}

export class Teller {
  readonly #place: HTMLDetailsElement;
  readonly #plan: WeekPlan;
  readonly #say: BrowserSay & TellSay;
  readonly #choice = document.createElement('select');
  readonly #button = document.createElement('button');
  #wish: Wish;
  #told: Told | null = null;
  #hasEnded = false;
  #now: QueueNow | null = null;
  /** UTC seconds by the server's clock */
  #at = Date.now() / 1000;
  #audio: AudioContext | null = null;

  constructor(place: HTMLDetailsElement, plan: WeekPlan, say: BrowserSay & TellSay) {
    this.#place = place;
    this.#plan = plan;
    this.#say = say;
    const kept = readWish();
    const isKnown = kept !== null && MOST_MINUTES.includes(kept.mostMinutes);
    this.#wish = isKnown ? kept : { mostMinutes: USUAL_MINUTES, until: 0 };
    this.#furnish();
    this.#show();
  }

  /** Whether something is watched, for which the page listens unseen as well. */
  get isWatching(): boolean {
    return this.#wish.until > this.#at;
  }

  /** What the tab shows after it has told; null: what it always shows. */
  get tab(): TabState | null {
    const told = this.#told;
    if (told === null) return null;
    if (document.visibilityState === 'visible') told.seenAt ??= Date.now();
    const isOld = told.seenAt !== null && Date.now() - told.seenAt > SEEN_MS;
    return isOld ? null : { sign: 'open', words: this.#say.tell.tab(told.time, told.low, told.high) };
  }

  /** The queue as it is at a moment in UTC seconds; tells of it where it is as was wished. */
  hear(now: QueueNow | null, at: number): void {
    this.#now = now;
    this.#at = at;
    if (this.#wish.until !== 0 && !this.isWatching) {
      this.#want(0);
      this.#hasEnded = true;
    }
    const wait = this.#wait();
    if (this.isWatching && wait.is === 'short') this.#tell(wait);
    this.#show();
  }

  #wait(): WaitReading {
    const { opening } = this.#plan;
    const isOpen = opening === null || openingAt(opening, this.#at).isOpen;
    return readWait(this.#now, isOpen, this.#wish.mostMinutes);
  }

  #tell({ low, high }: { low: number; high: number }): void {
    // Another tab of this page may have told it a moment ago.
    const isToldElsewhere = readWish()?.until === 0;
    this.#want(0);
    const offsets = {
      organisation: offsetAt(this.#plan.timeZone, this.#at),
      reader: -new Date(this.#at * 1000).getTimezoneOffset() * 60,
    };
    const time = formatTime(this.#say, this.#at, offsets, 'minutes');
    this.#told = { time, low, high, seenAt: null };
    if (isToldElsewhere) return;
    this.#announce(this.#say.tell.titleTold(time, low, high));
    void this.#sound();
    this.#notify(this.#say.tell.notice(low, high));
  }

  async #sound(): Promise<void> {
    try {
      this.#audio ??= new AudioContext();
      await playTones(this.#audio);
    } catch {
      // A device without sound is told by the line.
    }
  }

  #notify(body: string): void {
    if (permission() !== 'granted') return;
    try {
      const { lang } = document.documentElement;
      const notice = new Notification(this.#place.dataset.name ?? document.title, { body, tag: TAG, lang });
      notice.addEventListener('click', () => {
        window.focus();
        notice.close();
      });
    } catch {
      // Some telephones show none from a page: the sound and the line have told it.
    }
  }

  /** For those who listen: rarely, and what has changed by their own doing or was told. */
  #announce(text: string): void {
    const { parentElement } = this.#place;
    if (parentElement !== null) writeText(parentElement, '.tell-aloud', text);
  }

  #want(until: number): void {
    this.#wish = { mostMinutes: Number(this.#choice.value), until };
    keepWish(this.#wish);
  }

  #start(): void {
    this.#told = null;
    this.#hasEnded = false;
    const { timeZone } = this.#plan;
    this.#want(instantAt(timeZone, wallAt(timeZone, this.#at).day + 1, 0));
    try {
      // Only what a reader's own hand has begun may sound later.
      this.#audio ??= new AudioContext();
    } catch {
      // As in `#sound`.
    }
    if (permission() === 'default') {
      const asked = Notification.requestPermission();
      asked.then(
        () => this.#show(),
        () => {},
      );
    }
    this.hear(this.#now, this.#at);
    if (this.isWatching) this.#announce(this.#say.tell.titleWatching(this.#wish.mostMinutes));
  }

  #furnish(): void {
    const say = this.#say;
    const { tell } = say;
    const body = this.#place.querySelector('.tell-body');
    const label = document.createElement('label');
    for (const minutes of MOST_MINUTES) this.#choice.add(new Option(tell.minutes(minutes), String(minutes)));
    this.#choice.value = String(this.#wish.mostMinutes);
    label.append(tell.most, ' ', this.#choice);
    this.#button.type = 'button';
    const form = document.createElement('div');
    form.className = 'tell-form';
    form.append(label, this.#button);
    const most = 88;
    const states = [
      tell.closed,
      tell.stopped,
      tell.unknown,
      tell.cannot,
      tell.ended,
      tell.told(say.time(22, 58), most, most),
    ];
    const state = paragraph('tell-state', longest([...states, tell.watching(most, most, most)]));
    body?.replaceChildren(form, state, paragraph('tell-ways'), paragraph('tell-limits'));
    writeText(this.#place, '.tell-limits span', tell.limits);
    this.#choice.addEventListener('change', () => {
      this.#want(this.#wish.until);
      this.hear(this.#now, this.#at);
    });
    this.#button.addEventListener('click', () => {
      if (!this.isWatching) return this.#start();
      this.#want(0);
      this.#announce(tell.title);
      this.#show();
    });
    // Stopped, or told, in another tab.
    addEventListener('storage', () => {
      const kept = readWish();
      if (kept === null || !MOST_MINUTES.includes(kept.mostMinutes)) return;
      this.#wish = kept;
      this.#choice.value = String(kept.mostMinutes);
      this.#show();
    });
  }

  #show(): void {
    const say = this.#say;
    const { tell } = say;
    const { mostMinutes } = this.#wish;
    const told = this.#told;
    const title = this.isWatching
      ? tell.titleWatching(mostMinutes)
      : told === null
        ? tell.title
        : tell.titleTold(told.time, told.low, told.high);
    writeText(this.#place, '.tell-title > span', title);
    writeText(this.#place, '.tell-state > span', this.#state());
    writeText(this.#place, '.tell-ways span', this.#ways());
    const words = this.isWatching ? tell.stop : tell.start;
    if (this.#button.textContent !== words) this.#button.textContent = words;
  }

  #state(): string {
    const say = this.#say;
    const { tell } = say;
    const told = this.#told;
    const wait = this.#wait();
    if (!this.isWatching) {
      if (told !== null) return tell.told(told.time, told.low, told.high);
      if (this.#hasEnded) return tell.ended;
      // Before somebody starts for nothing.
      return wait.is === 'unknown' ? tell.cannot : '';
    }
    if ('low' in wait) return tell.watching(wait.low, wait.high, this.#wish.mostMinutes);
    return tell[wait.is];
  }

  #ways(): string {
    const say = this.#say;
    const { ways } = say.tell;
    const allowed = permission();
    const words = allowed === 'granted' ? ways.granted : allowed === 'denied' ? ways.denied : ways.none;
    const isSilent =
      this.isWatching && this.#audio === null && navigator.userActivation?.hasBeenActive === false;
    return isSilent ? `${words} ${ways.click}` : words;
  }
}

/** Null: this browser has no notifications. */
function permission(): NotificationPermission | null {
  return typeof Notification === 'undefined' ? null : Notification.permission;
}

/** `room`: the longest words that may come, so that nothing below moves. */
function paragraph(name: string, room?: string): HTMLParagraphElement {
  const one = document.createElement('p');
  one.className = name;
  if (room !== undefined) one.dataset.room = room;
  one.append(document.createElement('span'));
  return one;
}
