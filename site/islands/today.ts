/**
 * <candour-today>: the figure of the last published day goes on with today, as long as the server answers.
 * Owns the line that says how fresh the figures are; what it cannot fetch it leaves as the page came.
 */
import type { CivilDay } from '../../db/domain/civil-day.ts';
import type { BrowserSay } from '../i18n/say-in-browser.ts';
import { formatWeekdayAndDay } from '../words/date.ts';
import { formatAgo, formatTime, type Offsets } from '../words/live.ts';
import { browserWords } from './browser-words.ts';
import { drawToday, type Ordinary } from './draw-day.ts';
import { type LiveState, offsetsAt, serverSeconds, watchLiveDay } from './live-day.ts';
import { writeText } from './write-text.ts';

/** What the page hands over, in `data-start`. */
export interface TodayStart extends Ordinary {
  /** the date of the published day, as it is read */
  lastReport: string;
  /** the same with its weekday */
  shown: string;
  /** seconds east of UTC at the organisation's place, as the page was made */
  offsetSeconds: number;
  /** what to say where even the words cannot be fetched */
  outOfReach: string;
}

const DAY = 86_400;
/** Older than this nobody calls a figure live. */
const LIVE_SECONDS = 20 * 60;

class CandourToday extends HTMLElement {
  #start: TodayStart | null = null;
  #stop = () => {};
  /** the answer that was drawn last */
  #drawnAt = 0;
  #isDrawn = false;

  connectedCallback(): void {
    this.#start ??= JSON.parse(this.dataset.start ?? 'null') as TodayStart | null;
    if (this.#start === null) return;
    const start = this.#start;
    this.#stop = watchLiveDay((state) => void this.#show(state, start));
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  async #show(state: LiveState, start: TodayStart): Promise<void> {
    const { latest, failingSince } = state;
    if (latest === null && failingSince === null) return;
    const say = await browserWords().catch(() => null);
    if (say === null) return this.#report(start.outOfReach);
    if (latest !== null && latest.readAt !== this.#drawnAt) {
      this.#isDrawn = drawToday(this, say, latest, start) || this.#isDrawn;
      this.#drawnAt = latest.readAt;
    }
    const now = serverSeconds(latest, Date.now());
    const offsets = offsetsAt(latest, start.offsetSeconds, now);
    if (failingSince !== null) {
      const since = formatTime(say, serverSeconds(latest, failingSince), offsets, 'minutes');
      const below =
        latest !== null && this.#isDrawn
          ? say.live.fromLive(formatTime(say, latest.clock.utcSeconds, offsets, 'minutes'))
          : say.live.fromReport(start.lastReport);
      this.#report(say.live.unreachable(since, below));
      return;
    }
    if (latest === null) return;
    this.#report('');
    const { asOf } = latest.hours;
    writeText(
      this,
      '.live-fresh',
      this.#isDrawn && now - asOf < LIVE_SECONDS
        ? liveOf(say, asOf, now, offsets)
        : publishedOf(say, asOf, latest.clock.today, offsets, this.#isDrawn ? null : start.shown),
    );
  }

  /** A fault is announced once, and takes the place of the line that says how fresh the figures are. */
  #report(text: string): void {
    writeText(this, '.live-fault', text);
    if (text !== '') writeText(this, '.live-fresh', '');
  }
}

/** Figures of today that are minutes old. */
function liveOf(say: BrowserSay, asOf: number, now: number, offsets: Offsets): string {
  const time = formatTime(say, asOf, offsets, 'seconds');
  return asOf > now ? say.live.asOf(time) : say.live.updated(formatAgo(say, now - asOf), time);
}

/** When anything was published last; `shown`: the day of the figures, null where that is today. */
function publishedOf(
  say: BrowserSay,
  asOf: number,
  today: CivilDay,
  offsets: Offsets,
  shown: string | null,
): string {
  const day = Math.floor((asOf + offsets.organisation) / DAY);
  const time = formatTime(say, asOf, offsets, 'minutes');
  if (day === today) return shown === null ? say.live.lastToday(time) : say.live.lastTodayShows(time, shown);
  return say.live.lastOnShows(formatWeekdayAndDay(say, day), time, shown ?? formatWeekdayAndDay(say, today));
}

customElements.define('candour-today', CandourToday);
