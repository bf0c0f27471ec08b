/**
 * The latest contact of each subject: when it came and where it lies. Owns a table of numbers with open addressing,
 * since a Map of millions of contacts takes several times the room; refuses to keep what is too old to be followed.
 */
import { release } from '../typed-memory.ts';

const FREE = -1;
const FIRST_SIZE = 2 ** 14;
/** Fuller tables are searched too long. */
const MOST_FILLED = 0.7;

export class LatestContact {
  private readonly reachSeconds: number;
  private subjects = new Float64Array(FIRST_SIZE).fill(FREE);
  /** UTC seconds, which fit until 2106 */
  private moments = new Uint32Array(FIRST_SIZE);
  private places = new Uint32Array(FIRST_SIZE);
  private filled = 0;
  /** of the contact before the one noted last: −Infinity where there is none */
  before = -Infinity;
  placeBefore = 0;

  /** Contacts followed later than `reachSeconds` may be forgotten. */
  constructor(reachSeconds: number) {
    this.reachSeconds = reachSeconds;
  }

  /** Notes the next contact in order of time; `before` and `placeBefore` then tell of the subject's last one. */
  note(subject: number, at: number, place: number): void {
    if (this.filled > this.subjects.length * MOST_FILLED) this.forgetBefore(at - this.reachSeconds);
    const slot = this.slotOf(subject);
    const isNew = this.subjects[slot] === FREE;
    this.before = isNew ? -Infinity : this.moments[slot]!;
    this.placeBefore = this.places[slot]!;
    if (isNew) this.filled++;
    this.subjects[slot] = subject;
    this.moments[slot] = at;
    this.places[slot] = place;
  }

  private slotOf(subject: number): number {
    const mask = this.subjects.length - 1;
    let slot = this.homeOf(subject);
    while (this.subjects[slot] !== FREE && this.subjects[slot] !== subject) slot = (slot + 1) & mask;
    return slot;
  }

  /** Where the search for a subject begins. */
  private homeOf(subject: number): number {
    const mask = this.subjects.length - 1;
    return Math.imul((subject % 2 ** 32) ^ (subject / 2 ** 32), 0x9e3779b1) & mask;
  }

  /** Forgets the old where they lie; makes the table twice as large where even so it would soon be full again. */
  private forgetBefore(moment: number): void {
    for (let slot = 0; slot < this.subjects.length; slot++) {
      while (this.subjects[slot] !== FREE && this.moments[slot]! < moment) this.free(slot);
    }
    if (this.filled > this.subjects.length * (MOST_FILLED / 2)) this.enlarge();
  }

  /** Takes one away and moves up those behind it whose search would now end at the gap (Knuth 6.4, algorithm R). */
  private free(slot: number): void {
    const mask = this.subjects.length - 1;
    let gap = slot;
    for (let at = (gap + 1) & mask; this.subjects[at] !== FREE; at = (at + 1) & mask) {
      const distance = (at - this.homeOf(this.subjects[at]!)) & mask;
      if (distance < ((at - gap) & mask)) continue;
      this.subjects[gap] = this.subjects[at]!;
      this.moments[gap] = this.moments[at]!;
      this.places[gap] = this.places[at]!;
      gap = at;
    }
    this.subjects[gap] = FREE;
    this.filled--;
  }

  private enlarge(): void {
    const { subjects, moments, places } = this;
    const size = subjects.length * 2;
    this.subjects = new Float64Array(size).fill(FREE);
    this.moments = new Uint32Array(size);
    this.places = new Uint32Array(size);
    for (let from = 0; from < subjects.length; from++) {
      if (subjects[from] === FREE) continue;
      const to = this.slotOf(subjects[from]!);
      this.subjects[to] = subjects[from]!;
      this.moments[to] = moments[from]!;
      this.places[to] = places[from]!;
    }
    for (const list of [subjects, moments, places]) release(list);
  }
}
