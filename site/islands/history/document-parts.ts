/**
 * The parts of the explorer's page around the chart, written as the document was: statement, meaning, tables, files,
 * events. Owns finding them; refuses to know where the answer came from.
 */
import type { HistoryAnswer } from '../../../api/contract/history.ts';
import { addressOfEvent } from '../../figures/event-address.ts';
import { fileAddress, type HistoryView } from '../../history/address.ts';
import { notesOf, rowsInWords } from '../../history/notes.ts';
import {
  type HistoryEventAnswer,
  type NameOf,
  nameEvent,
  sentenceOf,
  statementOf,
  summariesOf,
  timeLineOf,
} from '../../history/picture.ts';
import type { HistorySay } from '../../history/reading.ts';
import { tableOf } from '../../history/table.ts';
import { fetchAbout } from '../../query/history.ts';
import type { AboutMetric } from '../../words/method.ts';
import { capitalise, formatCount } from '../../words/number.ts';
import { make } from '../planned-row.ts';
import { renderTable } from './table-view.ts';

const MORE_ROWS = 400;

type Part =
  | 'statement'
  | 'period'
  | 'note'
  | 'readout'
  | 'chart'
  | 'minimap'
  | 'meaning'
  | 'table'
  | 'rows'
  | 'about'
  | 'events';

export interface Shown {
  answer: HistoryAnswer;
  say: HistorySay;
  nameOf: NameOf;
  /** the name of what is split */
  figureOf: NameOf;
  events: readonly HistoryEventAnswer[];
}

export class DocumentParts {
  readonly #root: HTMLElement;

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  of(name: Part): HTMLElement {
    const part = this.#root.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (part === null) throw new Error(`the explorer's page has no part "${name}"`);
    return part;
  }

  /** What only scripts can do appears, and what stands in for it goes. */
  unveil(): void {
    for (const part of this.#root.querySelectorAll<HTMLElement>('[data-scripted]')) part.hidden = false;
    for (const part of this.#root.querySelectorAll<HTMLElement>('[data-plain]')) part.hidden = true;
  }

  say(name: Part, text: string): void {
    this.of(name).textContent = text;
  }

  writeWords({ answer, say, nameOf, figureOf }: Shown): void {
    this.say('statement', statementOf(answer, say, nameOf, figureOf));
    this.say('period', capitalise(timeLineOf(answer, say)));
    this.say('readout', summariesOf(answer, say, nameOf));
    this.say('rows', rowsInWords(answer, say));
    this.of('chart').setAttribute('aria-label', sentenceOf(answer, say, nameOf));
  }

  /** `notes`: what the chart itself has to say of how it is drawn. */
  writeMeaning({ answer, say, events }: Shown, notes: readonly string[]): void {
    const texts = [...new Set([...notesOf(answer, say, events), ...notes])];
    this.of('meaning').replaceChildren(
      ...texts.map((text) => Object.assign(document.createElement('p'), { textContent: text })),
    );
  }

  writeTables(shown: Shown, most: number): void {
    const { answer, say } = shown;
    const tables = answer.panels.map((panel) => tableOf(answer, panel, { ...shown, most }));
    const parts: HTMLElement[] = tables.map((table, i) => renderTable(table, `history-table-${i + 1}`));
    const earlier = Math.max(0, ...tables.map((table) => table.earlier));
    if (earlier > 0) {
      const more = document.createElement('button');
      more.type = 'button';
      more.textContent = say.history.table.more(formatCount(say, Math.min(earlier, MORE_ROWS)));
      more.addEventListener('click', () => this.writeTables(shown, most + MORE_ROWS));
      parts.push(more);
    }
    this.of('table').replaceChildren(...parts);
  }

  writeEvents({ say, events }: Shown, hrefOf: (event: HistoryEventAnswer) => string): void {
    const items = events.toReversed().map((event) => {
      const link = document.createElement('a');
      link.href = hrefOf(event);
      link.textContent = nameEvent(say, event);
      return link;
    });
    const none = document.createTextNode(say.history.events.none);
    this.of('events').replaceChildren(
      ...(items.length === 0 ? [none] : items).map((content) => {
        const item = document.createElement('li');
        item.append(content);
        return item;
      }),
    );
  }

  /** What each figure shown means, the words that the document does not hold fetched; where they cannot be, none. */
  async writeAbout({ answer }: Shown): Promise<void> {
    const shown = [...new Set(answer.panels.map(({ metric }) => metric))];
    const place = this.of('about');
    place.dataset.shown = shown.join();
    const known = () => [...place.querySelectorAll<HTMLElement>('[data-about]')];
    const isKnown = (id: string) => known().some(({ dataset }) => dataset.about === id);
    if (!shown.every(isKnown)) {
      const about = await fetchAbout(`${languageRoot()}/history/about.json`).catch(
        (): Readonly<Record<string, AboutMetric>> => ({}),
      );
      // Another view may have been asked for in the meantime.
      if (place.dataset.shown !== shown.join()) return;
      for (const id of shown)
        if (!isKnown(id) && Object.hasOwn(about, id)) place.append(aboutPart(about[id]!));
    }
    for (const part of known()) part.hidden = !shown.includes(part.dataset.about ?? '');
  }

  /** The files are those of the view: its address with another ending. */
  writeFiles(view: HistoryView): void {
    for (const link of this.#root.querySelectorAll<HTMLAnchorElement>('a[data-form]')) {
      link.href = fileAddress(view, link.dataset.form ?? '', languageRoot());
    }
  }
}

/** The address of an event's entry, from the explorer's own: in the same language. */
export function hrefOfEvent(event: HistoryEventAnswer): string {
  return `${languageRoot()}${addressOfEvent(event)}`;
}

/** What stands before every address in the language of this page: "", or "/es". */
function languageRoot(): string {
  return location.pathname.replace(/\/history\/$/, '');
}

/** As about-metric.astro prints it. */
function aboutPart({ id, label, plain, terms, href, exactly }: AboutMetric): HTMLElement {
  const link = make('a', { href }, exactly);
  const lines = terms.map(({ name, text }) => make('div', {}, make('dt', {}, name), make('dd', {}, text)));
  const metric = make(
    'div',
    { class: 'about-metric' },
    make('h3', {}, label),
    make('p', {}, plain),
    make('dl', {}, ...lines),
    make('p', {}, link),
  );
  return make('div', { 'data-about': id }, metric);
}
