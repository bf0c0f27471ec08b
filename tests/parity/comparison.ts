/**
 * Holds figures of the product against figures counted by other means, and keeps the score.
 * Owns what counts as equal; a comparison that compared nothing has failed.
 */
import { expect } from 'vitest';

/** A count, share, mean or percentile with the contacts behind it. */
export interface Figure {
  value: number;
  n: number | null;
}

/** A published cell as it should be: with a value, or without one for a stated reason. */
export interface PublishedFigure {
  value: number | null;
  n: number | null;
  status: string;
}

const SHOWN = 25;

export class Comparison {
  private readonly what: string;
  private figures = 0;
  private readonly differences: string[] = [];
  private readonly met = new Map<string, number>();

  constructor(what: string) {
    this.what = what;
  }

  /** Compares one number; `tolerance` is a share of the expected one, on top of rounding errors. */
  number(name: string, found: number | null, expected: number | null, tolerance = 0): void {
    this.figures++;
    const isSame =
      found === null || expected === null
        ? found === expected
        : Math.abs(found - expected) <=
          tolerance * Math.abs(expected) + 1e-9 * Math.max(1, Math.abs(expected));
    if (!isSame) this.differences.push(`${name}: ${found}, expected ${expected}`);
  }

  /** Compares a published cell whole: value, n and status. */
  cell(name: string, found: PublishedFigure, expected: PublishedFigure, tolerance = 0): void {
    this.met.set(expected.status, (this.met.get(expected.status) ?? 0) + 1);
    this.number(`${name} value`, found.value, expected.value, tolerance);
    if (found.n !== expected.n || found.status !== expected.status) {
      this.differences.push(`${name}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
    }
  }

  /** Counts a figure that was compared by other means. */
  judged(name: string, isRight: boolean, words: () => string): void {
    this.figures++;
    if (!isRight) this.differences.push(`${name}: ${words()}`);
  }

  /** Says how many figures were compared, and fails where one differed or none was compared. */
  report(): void {
    const statuses = [...this.met].map(([status, cells]) => `${cells} ${status}`).join(', ');
    console.info(
      `compared ${this.figures} figures of ${this.what}${statuses === '' ? '' : ` (${statuses})`}`,
    );
    expect(this.differences.slice(0, SHOWN), `${this.differences.length} of ${this.figures} differ`).toEqual(
      [],
    );
    expect(this.figures).toBeGreaterThan(0);
  }
}
