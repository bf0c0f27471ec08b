/**
 * The events of many contacts in order of time, made as they are wanted. Owns the order: contacts come by arrival, and
 * only those that are under way are held.
 */
import type { Contact, EventRecord } from '../../db/domain/contact.ts';
import { eventsOf } from './contact-events.ts';

/** `contacts`: in order of arrival. Events of one second keep the order in which their contacts came. */
export function* inOrder(contacts: Iterable<Contact>): Generator<EventRecord> {
  const pending = new EventHeap();
  for (const contact of contacts) {
    while (pending.firstAt < contact.offeredAt) yield pending.take();
    for (const event of eventsOf(contact)) pending.add(event);
  }
  while (pending.firstAt < Infinity) yield pending.take();
}

/** A binary heap: the earliest event is the first, and of one moment the one that was added first. */
class EventHeap {
  readonly #events: { event: EventRecord; number: number }[] = [];
  #added = 0;

  /** UTC seconds; Infinity without events. */
  get firstAt(): number {
    return this.#events[0]?.event.at ?? Infinity;
  }

  add(event: EventRecord): void {
    const events = this.#events;
    const added = { event, number: this.#added++ };
    let place = events.push(added) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.#isBefore(place, above)) break;
      this.#swap(place, above);
      place = above;
    }
  }

  take(): EventRecord {
    const events = this.#events;
    const first = events[0];
    const last = events.pop();
    if (first === undefined || last === undefined) throw new Error('there is no event to take');
    if (events.length > 0) {
      events[0] = last;
      for (let place = 0; ; ) {
        let earliest = place;
        for (const below of [2 * place + 1, 2 * place + 2]) {
          if (below < events.length && this.#isBefore(below, earliest)) earliest = below;
        }
        if (earliest === place) break;
        this.#swap(place, earliest);
        place = earliest;
      }
    }
    return first.event;
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#events[a]!, this.#events[b]!];
    return one.event.at < other.event.at || (one.event.at === other.event.at && one.number < other.number);
  }

  #swap(a: number, b: number): void {
    const one = this.#events[a]!;
    this.#events[a] = this.#events[b]!;
    this.#events[b] = one;
  }
}
