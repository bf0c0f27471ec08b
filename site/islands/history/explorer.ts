/**
 * The explorer at work: the address is its state, and whatever changes it comes through here.
 * Owns what is shown and what is pointed at; what is published stays shown until there is better.
 */
import type { HistoryAnswer } from '../../../api/contract/history.ts';
import { clockOf, dayAt } from '../../../db/domain/civil-clock.ts';
import type { TimeWindow } from '../../charts/history/scales.ts';
import { timeSeriesOf } from '../../charts/history/time-series.ts';
import { type HistoryView, OPENING, questionOf, readAddress, searchOf } from '../../history/address.ts';
import { eventsWithin, type HistoryEventAnswer, pictureOf } from '../../history/picture.ts';
import type { HistorySay } from '../../history/reading.ts';
import { FIRST_ROWS, FIRST_ROWS_OF_SEVERAL } from '../../history/table.ts';
import { fetchEvents, fetchWeeks } from '../../query/history.ts';
import { formatDate } from '../../words/date.ts';
import { turnBy } from '../../words/operator-words.ts';
import { Asking } from './asking.ts';
import { HistoryChart } from './chart.ts';
import { Controls, withDates } from './controls.ts';
import { DocumentParts, hrefOfEvent, type Shown } from './document-parts.ts';
import { followGestures } from './gestures.ts';
import { followKeys } from './keys.ts';
import { Minimap } from './minimap.ts';
import { Pointing } from './pointing.ts';
import { loadWords } from './words.ts';

export class Explorer extends HTMLElement {
  readonly #parts = new DocumentParts(this);
  #say!: HistorySay;
  #controls!: Controls;
  #chart!: HistoryChart;
  #map!: Minimap;
  #view: HistoryView = OPENING;
  #answer: HistoryAnswer | null = null;
  /** the view that is seen; another than `#view` while that is asked for, or out of reach */
  #shown: HistoryView | null = null;
  #events: readonly HistoryEventAnswer[] = [];
  #mapOf = '';
  #pointing!: Pointing;
  readonly #turn = turnBy(JSON.parse(this.dataset.translations ?? '{}'));
  readonly #asking = new Asking(
    {
      answered: (answer, view) => {
        this.#show(answer);
        this.#shown = view;
      },
      recovered: () => this.#note(''),
      refused: (view, why) => this.#refused(view, why),
      failed: (since) => this.#failed(since),
      busy: (isBusy) => this.#parts.of('chart').classList.toggle('is-busy', isBusy),
    },
    this.#turn,
  );

  connectedCallback(): void {
    void this.#start();
  }

  async #start(): Promise<void> {
    this.#say = await loadWords(this.dataset.language ?? 'en');
    const form = this.querySelector('form');
    if (form === null) return;
    this.#controls = new Controls(form, (view) => void this.#go(view, 'push'));
    this.#chart = new HistoryChart(this.#parts.of('chart'), (id) => {
      const event = this.#events.find((one) => one.id === id);
      return event === undefined ? '#events' : hrefOfEvent(event);
    });
    this.#pointing = new Pointing(this.#chart, this.#parts, this.querySelector('[data-part="measure"]'));
    this.#makeMap();
    this.#listen();
    const view = this.#readLocation();
    const events = fetchEvents(AbortSignal.timeout(20_000), this.#turn).catch(() => null);
    await this.#go(view, 'none');
    this.#events = (await events)?.events ?? [];
    if (this.#events.length > 0 && this.#answer !== null) this.#show(this.#answer);
  }

  /** The view of the address; what of it could not be read is said. */
  #readLocation(): HistoryView {
    const { view, faults } = readAddress(new URLSearchParams(location.search), this.#controls.isMetric);
    this.#note(faults.length > 0 ? this.#say.history.faults.left(faults.join(', ')) : '');
    return view;
  }

  /** Asks for a view and shows it; `how`: what becomes of the address. */
  async #go(view: HistoryView, how: 'push' | 'none'): Promise<void> {
    const shown = this.#shown;
    this.#view = view;
    const address = `${location.pathname}${searchOf(view)}${location.hash}`;
    if (how === 'push') history.pushState(null, '', address);
    // A link to a part of the page comes by here too, and leaves what is read and measured.
    if (shown !== null && how === 'none' && searchOf(view) === searchOf(shown)) return;
    this.#controls.write(view, this.#answer);
    if (shown !== null && this.#answer !== null && questionOf(view) === questionOf(shown)) {
      this.#shown = view;
      return this.#show(this.#answer);
    }
    if (how !== 'none') this.#note('');
    await this.#asking.ask(view);
  }

  /** A view that does not exist: without the step that was asked for, else the opening view. */
  #refused(view: HistoryView, why: string): void {
    const say = this.#say;
    const { refused, withoutStep } = say.history.faults;
    this.#note((view.grain === null ? refused : withoutStep)(why));
    this.#view = view.grain === null ? OPENING : { ...view, grain: null };
    history.replaceState(null, '', `${location.pathname}${searchOf(this.#view)}`);
    void this.#asking.ask(this.#view);
  }

  /** What is shown stays, with its date. `since`: by the reader's own clock, as everything on the reader's wall. */
  #failed(since: Date): void {
    const say = this.#say;
    const asOf = this.#answer?.asOf ?? null;
    const time = say.time(since.getHours(), since.getMinutes());
    const date = asOf === null ? '' : this.#dateAt(Date.parse(asOf) / 1000);
    this.#note(
      [say.history.unreachable(time), ...(date === '' ? [] : [say.history.shownAsOf(date)])].join(' '),
    );
  }

  #show(answer: HistoryAnswer): void {
    const shown = this.#shownOf(answer);
    // What cannot be drawn throws here, and leaves what is shown.
    const picture = pictureOf(answer, { ...shown, isCut: this.#view.isCut });
    const parts = this.#parts;
    this.#answer = answer;
    this.#pointing.reset(shown);
    this.#controls.write(this.#view, answer);
    this.#chart.show(picture);
    this.#map.setWindow(this.#chart.window);
    parts.writeWords(shown);
    parts.writeMeaning(shown, this.#chart.notes);
    parts.writeTables(shown, answer.panels.length > 1 ? FIRST_ROWS_OF_SEVERAL : FIRST_ROWS);
    parts.writeEvents(shown, hrefOfEvent);
    void parts.writeAbout(shown);
    parts.writeFiles(this.#view);
    const [panel] = answer.panels;
    if (panel !== undefined) void this.#showMap(panel.metric);
  }

  /** An answer with what is needed to put it into words. */
  #shownOf(answer: HistoryAnswer): Shown {
    const { view } = answer;
    const events = eventsWithin(this.#events, view);
    const { nameOf } = this.#controls;
    return { answer, say: this.#say, nameOf: nameOf(view.by), figureOf: nameOf(null), events };
  }

  async #showMap(metric: string): Promise<void> {
    if (this.#mapOf === metric) return;
    this.#mapOf = metric;
    const weeks = await fetchWeeks(metric, AbortSignal.timeout(20_000)).catch(() => null);
    const [series] = weeks?.series ?? [];
    if (series === undefined || this.#mapOf !== metric) return;
    this.#parts.of('minimap').hidden = false;
    this.#map.setSeries(timeSeriesOf(series.cells));
  }

  #makeMap(): void {
    const words = this.#say.history;
    this.#map = new Minimap(this.#parts.of('minimap'), {
      labelOf: ({ from, to }) => words.minimap(this.#dateAt(from), this.#dateAt(to - 1)),
      nameOf: (at) => this.#dateAt(at),
      words: words.brush,
      onMove: (window, isDone) => {
        this.#chart.setWindow(window);
        if (isDone) this.#settle(window);
      },
    });
  }

  #dateAt(utcSeconds: number): string {
    return formatDate(this.#say, this.#dayAt(utcSeconds));
  }

  #dayAt(utcSeconds: number): number {
    const clock = this.#answer?.clock;
    if (clock === undefined) return Math.floor(utcSeconds / 86_400);
    return dayAt(clockOf(clock), utcSeconds);
  }

  /** Where panning, zooming or the brush came to rest becomes the view. */
  #settle({ from, to }: TimeWindow): void {
    void this.#go(withDates(this.#view, this.#dayAt(from), this.#dayAt(to - 1)), 'push');
  }

  #listen(): void {
    this.#parts.unveil();
    const chart = this.#parts.of('chart');
    chart.tabIndex = 0;
    chart.setAttribute('role', 'application');
    followGestures(chart, {
      point: (x) => this.#pointing.pass(x === null ? null : this.#chart.indexAt(x)),
      press: (x) => this.#pointing.press(this.#chart.indexAt(x)),
      measured: () => this.#pointing.hold(),
      measure: (x, isStart) => this.#pointing.measure(this.#chart.indexAt(x), isStart),
      pan: (pixels) => this.#shift(pixels * this.#chart.secondsPerPixel),
      zoom: (factor, x) => this.#zoom(factor, this.#chart.secondsAt(x)),
      end: () => this.#settle(this.#chart.window),
    });
    followKeys(chart, {
      step: (by) => this.#pointing.step(by),
      first: () => this.#pointing.first(),
      last: () => this.#pointing.last(),
      zoom: (factor) => {
        const { from, to } = this.#chart.window;
        this.#zoom(factor, (from + to) / 2);
        this.#settle(this.#chart.window);
      },
      pan: (share) => {
        const { from, to } = this.#chart.window;
        this.#shift(share * (to - from));
        this.#settle(this.#chart.window);
      },
      whole: () => void this.#go({ ...this.#view, range: 'max', from: null, to: null, grain: null }, 'push'),
      measure: () => this.#pointing.toggle(),
      leave: () => this.#pointing.stop(),
      help: () => this.#showKeys(),
    });
    this.querySelector('[data-part="keys"]')?.addEventListener('click', () => this.#showKeys());
    this.querySelector('[data-part="copy"]')?.addEventListener('click', () => void this.#copy());
    for (const link of this.querySelectorAll<HTMLAnchorElement>('a[data-form=svg], a[data-form=png]')) {
      link.addEventListener('click', (event) => {
        event.preventDefault();
        void this.#save(link);
      });
    }
    addEventListener('popstate', () => {
      void this.#go(this.#readLocation(), 'none');
    });
    addEventListener('online', () => this.#refresh());
    document.addEventListener('visibilitychange', () => this.#refresh());
    new ResizeObserver(() => {
      this.#chart.draw();
      this.#map.draw();
    }).observe(this);
  }

  #refresh(): void {
    if (!document.hidden && this.#asking.isOld(this.#view)) void this.#asking.ask(this.#view);
  }

  #shift(seconds: number): void {
    const { from, to } = this.#chart.window;
    this.#draw({ from: from + seconds, to: to + seconds });
  }

  #zoom(factor: number, at: number): void {
    const { from, to } = this.#chart.window;
    const start = at - (at - from) / factor;
    this.#draw({ from: start, to: Math.max(start + 86_400, at + (to - at) / factor) });
  }

  #draw(window: TimeWindow): void {
    this.#chart.setWindow(window);
    this.#map.setWindow(window);
    if (this.#answer !== null) this.#parts.writeMeaning(this.#shownOf(this.#answer), this.#chart.notes);
  }

  #showKeys(): void {
    this.querySelector<HTMLDialogElement>('[data-part="keys-dialog"]')?.showModal();
  }

  /** A browser that cannot draw it asks the server. */
  async #save(link: HTMLAnchorElement): Promise<void> {
    if (this.#answer === null) return;
    const { saveView } = await import('./saving.ts');
    const form = link.dataset.form === 'svg' ? 'svg' : 'png';
    await saveView(this.#chart, this.#shownOf(this.#answer), this.dataset.source ?? '', form).catch(() =>
      location.assign(link.href),
    );
  }

  async #copy(): Promise<void> {
    const say = this.#say;
    const { link, copied } = say.history.downloads;
    const button = this.querySelector('[data-part="copy"]');
    try {
      await navigator.clipboard.writeText(location.href);
      if (button !== null) button.textContent = copied;
    } catch {
      // A browser that refuses shows the address itself, in its own bar.
      if (button !== null) button.textContent = link;
    }
  }

  #note(text: string): void {
    this.#parts.say('note', text);
  }
}

customElements.define('candour-history', Explorer);
