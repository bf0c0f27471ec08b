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
    let slot = Math.imul((subject % 2 ** 32) ^ (subject / 2 ** 32), 0x9e3779b1) & mask;
    while (this.subjects[slot] !== FREE && this.subjects[slot] !== subject) slot = (slot + 1) & mask;
    return slot;
  }

  /** Builds the table anew without the old, twice as large where even so it would soon be full again. */
  private forgetBefore(moment: number): void {
    const { subjects, moments, places } = this;
    let kept = 0;
    for (let slot = 0; slot < subjects.length; slot++) {
      if (subjects[slot] !== FREE && moments[slot]! >= moment) kept++;
    }
    const size = kept > subjects.length * (MOST_FILLED / 2) ? subjects.length * 2 : subjects.length;
    this.subjects = new Float64Array(size).fill(FREE);
    this.moments = new Uint32Array(size);
    this.places = new Uint32Array(size);
    this.filled = kept;
    for (let from = 0; from < subjects.length; from++) {
      if (subjects[from] === FREE || moments[from]! < moment) continue;
      const to = this.slotOf(subjects[from]!);
      this.subjects[to] = subjects[from]!;
      this.moments[to] = moments[from]!;
      this.places[to] = places[from]!;
    }
    for (const list of [subjects, moments, places]) release(list);
  }
}
