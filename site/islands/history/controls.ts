/** The form of the explorer and the view that it asks for, both ways. Owns the fields; refuses to fetch or draw. */

import type { HistoryAnswer } from '../../../api/contract/history.ts';
import { GRAINS, type Grain } from '../../../db/domain/bucket.ts';
import { formatDay, parseDay } from '../../../db/domain/civil-day.ts';
import {
  COMPARISONS,
  HISTORY_DIMENSIONS,
  type HistoryDimension,
  MOST_PANELS,
  RANGES,
} from '../../../db/domain/history-window.ts';
import type { HistoryView } from '../../history/address.ts';
import type { NameOf } from '../../history/picture.ts';
import { DateFields } from './date-fields.ts';

type Field = HTMLInputElement | HTMLSelectElement;

export class Controls {
  readonly #form: HTMLFormElement;
  readonly #dates: DateFields;

  /** `onChange`: the view that the form now asks for. */
  constructor(form: HTMLFormElement, onChange: (view: HistoryView) => void) {
    this.#form = form;
    const [first] = this.#metrics;
    for (const other of this.#others) {
      for (const group of first?.querySelectorAll('optgroup') ?? []) other.append(group.cloneNode(true));
      other.value = '';
    }
    form.addEventListener('submit', (event) => event.preventDefault());
    const dates = [...form.querySelectorAll<HTMLInputElement>('input[type="date"]')];
    this.#dates = new DateFields(dates, (field) => onChange(this.#read(field)));
    form.addEventListener('change', ({ target }) => {
      if (!this.#dates.has(target)) onChange(this.#read(target as Field));
    });
  }

  /** Whether the form knows a metric of that id. */
  readonly isMetric = (id: string): boolean => this.labelOf('metric', id) !== null;

  /** The words of a choice, as the form has them; null where it has no such choice. */
  labelOf(field: 'metric' | HistoryDimension, value: string): string | null {
    const select = this.#form.querySelector<HTMLSelectElement>(`select[name="${field}"]`);
    const option = [...(select?.options ?? [])].find((one) => one.value === value && value !== '');
    return option?.textContent?.trim() ?? null;
  }

  /** How panels are named: as the form names their metric, or the member of what they are split by. */
  readonly nameOf =
    (by: HistoryDimension | null): NameOf =>
    ({ metric, filter, label }) =>
      (by === null ? this.labelOf('metric', metric) : this.labelOf(by, filter[by] ?? '')) ?? label;

  /** Shows a view; `answer`: what came of it, by which dates and grains are known. */
  write(view: HistoryView, answer: HistoryAnswer | null): void {
    for (const radio of this.#form.querySelectorAll<HTMLInputElement>('input[name="range"]')) {
      radio.checked = radio.value === view.range;
    }
    [...this.#metrics, ...this.#others].forEach((select, i) => {
      select.value = view.metrics[i] ?? '';
    });
    this.#set('compare', view.compare ?? '');
    this.#set('grain', view.grain ?? '');
    this.#set('by', view.by ?? '');
    for (const dimension of HISTORY_DIMENSIONS) this.#set(dimension, view.filter[dimension] ?? '');
    this.#check('average', view.average);
    this.#check('expected', view.expected);
    this.#check('skip', view.isCut);
    // What is split is one figure, of all the members that it is split by: those fields would do nothing.
    for (const other of this.#others) other.disabled = view.by !== null;
    for (const dimension of HISTORY_DIMENSIONS) {
      const field = this.#field(dimension);
      if (field !== null) field.disabled = dimension === view.by;
    }
    const more = this.#form.querySelector('details');
    const hasMore =
      view.grain !== null ||
      view.by !== null ||
      view.metrics.length > 1 ||
      Object.keys(view.filter).length > 0;
    // What a view uses is not to be searched for.
    if (more !== null && (hasMore || view.average || view.expected || view.isCut)) more.open = true;
    const { from, to } = view;
    // Dates that were asked for stand at once; those of a range are known by the answer.
    const isFree = from !== null && to !== null;
    if (isFree || answer !== null) {
      this.#dates.write('from', isFree ? formatDay(from) : answer!.view.from);
      this.#dates.write('to', isFree ? formatDay(to) : answer!.view.to);
    }
    if (answer === null) return;
    const grain = this.#field('grain');
    if (grain instanceof HTMLSelectElement) {
      for (const option of grain.options) {
        option.disabled = option.value !== '' && !answer.grains.includes(option.value as Grain);
      }
    }
  }

  #read(changed: Field): HistoryView {
    const range = RANGES.find(
      (one) => one === this.#form.querySelector<HTMLInputElement>('input[name="range"]:checked')?.value,
    );
    const isDate = changed.dataset.name === 'from' || changed.dataset.name === 'to';
    const from = parseDay(this.#value('from'));
    const to = parseDay(this.#value('to'));
    // Dates set by hand take the place of a range, and a range that of dates.
    const isFree = (isDate || range === undefined) && from !== null && to !== null;
    const by = HISTORY_DIMENSIONS.find((one) => one === this.#value('by')) ?? null;
    const metrics = [...this.#metrics, ...this.#others]
      .map(({ value }) => value)
      .filter((value) => value !== '');
    const chosen = [...new Set(metrics)].slice(0, by === null ? MOST_PANELS : 1);
    // What is split is not narrowed to one of its members.
    const filter = Object.fromEntries(
      HISTORY_DIMENSIONS.flatMap((one) =>
        one === by || this.#value(one) === '' ? [] : [[one, this.#value(one)]],
      ),
    );
    const [first, last] = isFree && from > to ? [to, from] : [from, to];
    return {
      metrics: chosen,
      range: isFree ? null : (range ?? '1y'),
      from: isFree ? first : null,
      to: isFree ? last : null,
      // A step chosen for another range may not fit this one.
      grain:
        changed.name === 'range' || isDate
          ? null
          : (GRAINS.find((one) => one === this.#value('grain')) ?? null),
      filter,
      by,
      compare: COMPARISONS.find((one) => one === this.#value('compare')) ?? null,
      average: this.#isChecked('average'),
      expected: this.#isChecked('expected'),
      isCut: this.#isChecked('skip'),
    };
  }

  get #metrics(): HTMLSelectElement[] {
    return [...this.#form.querySelectorAll<HTMLSelectElement>('select[name="metric"]')];
  }

  get #others(): HTMLSelectElement[] {
    return [...this.#form.querySelectorAll<HTMLSelectElement>('select[data-name="metric"]')];
  }

  #field(name: string): Field | null {
    return this.#form.querySelector<Field>(`[name="${name}"], [data-name="${name}"]`);
  }

  #value(name: string): string {
    return this.#field(name)?.value ?? '';
  }

  #set(name: string, value: string): void {
    const field = this.#field(name);
    if (field !== null) field.value = value;
  }

  #check(name: string, isChecked: boolean): void {
    const field = this.#field(name);
    if (field instanceof HTMLInputElement) field.checked = isChecked;
  }

  #isChecked(name: string): boolean {
    const field = this.#field(name);
    return field instanceof HTMLInputElement && field.checked;
  }
}

/** Free dates in place of a range. */
export function withDates(view: HistoryView, from: number, to: number): HistoryView {
  return { ...view, range: null, from, to, grain: null };
}
