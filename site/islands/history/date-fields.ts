/**
 * The two dates of the explorer's form. Owns when a date counts: at once when it was picked, with Enter or on leaving the
 * field while it is typed, since browsers report every keystroke that happens to make a date, the year 2 among them.
 * Refuses dates beyond the records: the nearest day that has some is taken.
 */
export class DateFields {
  readonly #fields: readonly HTMLInputElement[];
  /** changed, and not counted yet */
  readonly #changed = new Set<HTMLInputElement>();
  /** what stands in a field that is left empty */
  readonly #written = new Map<HTMLInputElement, string>();

  constructor(fields: readonly HTMLInputElement[], onDate: (field: HTMLInputElement) => void) {
    this.#fields = fields;
    for (const field of fields) this.#follow(field, onDate);
  }

  has(field: EventTarget | null): boolean {
    return this.#fields.some((one) => one === field);
  }

  /** Shows a date, unless the reader is at writing another. */
  write(name: string, date: string): void {
    const field = this.#fields.find((one) => one.dataset.name === name);
    if (field === undefined || this.#changed.has(field)) return;
    this.#written.set(field, date);
    // Writing the same again would throw the reader out of the part of the date that is being edited.
    if (field.value !== date) field.value = date;
  }

  #follow(field: HTMLInputElement, onDate: (field: HTMLInputElement) => void): void {
    let isTyping = false;
    const count = () => {
      isTyping = false;
      if (!this.#changed.delete(field)) return;
      const before = this.#written.get(field) ?? field.defaultValue;
      field.value = field.value === '' ? before : nearestOnRecord(field.value, field);
      if (field.value !== before) onDate(field);
    };
    field.addEventListener('pointerdown', () => {
      isTyping = false;
    });
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') count();
      // The keys that open the calendar, from which a date is picked and not typed.
      else isTyping = !(event.key === ' ' || event.key === 'F4' || event.altKey);
    });
    field.addEventListener('change', () => {
      this.#changed.add(field);
      if (!isTyping) count();
    });
    field.addEventListener('blur', count);
  }
}

/** Dates in one form are in the order of their letters; a longer year comes after every other. */
function nearestOnRecord(date: string, { min, max }: HTMLInputElement): string {
  if (min !== '' && date < min) return min;
  if (max !== '' && (date > max || date.length > max.length)) return max;
  return date;
}
