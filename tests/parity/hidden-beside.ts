/**
 * What is hidden beside small figures, as far as it can be held against a count: any figure may be hidden so, or of the longest wait its number, but no more of them than a stated share, and what is shown is exact. Owns the score and the ceilings; which
 * figures ought to be hidden is left to whoever tries to work out the small ones.
 */
import { expect } from 'vitest';
import { Comparison, type PublishedFigure } from './comparison.ts';
import { type Counted, publish, type Standing } from './disclosure-rule.ts';

/** Of the figures that the rule would show, shares in hundred: no more than these are hidden, or told without their number. */
export interface Ceiling {
  hidden: number;
  withoutNumber?: number;
  /** in tables of which nothing is told */
  untold?: number;
  /** figures of nobody, of a hundred of all others */
  noughts?: number;
}

interface Score {
  shown: number;
  hidden: number;
  withoutNumber: number;
  untold: number;
  noughts: number;
}

const UNTOLD = { value: null, n: null, status: 'suppressed' };

/** What is left of a figure that is hidden beside others: nothing, and of the longest wait its begun minutes. */
export function hideBeside(counted: Counted, figure: PublishedFigure): PublishedFigure {
  if (figure.value === null || counted.kind !== 'longest') return figure.value === null ? figure : UNTOLD;
  return { value: 60 * Math.ceil(figure.value / 60), n: null, status: figure.status };
}

export class HidingComparison extends Comparison {
  private readonly scores = new Map<string, Score>();

  /**
   * Compares a published cell with what the rule leaves of it, or where that would be shown, with what is left where it is hidden
   * beside others. `isUntold`: nothing is told of its table.
   */
  hidable(
    table: string,
    name: string,
    found: PublishedFigure,
    counted: Counted,
    standing: Standing,
    { tolerance = 0, isUntold = false }: { tolerance?: number; isUntold?: boolean } = {},
  ): void {
    const expected = publish(counted, standing);
    const beside = hideBeside(counted, expected);
    const isBeside = found.n === null && found.status === beside.status && expected.value !== null;
    if (isUntold) {
      // Of an hour that is closed that is told, of another not even whether there was anybody.
      this.cell(name, found, standing.empty === 'closed' ? { ...UNTOLD, status: 'closed' } : UNTOLD);
      if (expected.value !== null) this.scoreOf(table).untold++;
    } else if (found.status === 'suppressed' && (expected.value === 0 || expected.status === 'missing')) {
      // An hour in which there was nobody, on a day of which that would tell of the others.
      this.cell(name, found, UNTOLD);
      this.scoreOf(table).noughts++;
    } else if (isBeside && (expected.n !== null || beside.value === null)) {
      this.cell(name, found, beside, tolerance);
      this.hides(table, found);
    } else if (found.status === 'suppressed' && expected.value !== null) {
      this.cell(name, found, UNTOLD);
      this.hides(table, found);
    } else {
      this.cell(name, found, expected, tolerance);
      if (expected.value !== null) this.shows(table);
    }
  }

  /** Counts a figure that the rule shows, and that is told so. */
  shows(table: string): void {
    this.scoreOf(table).shown++;
  }

  /** Counts a figure that the rule shows, and that is hidden beside others. */
  hides(table: string, found: PublishedFigure): void {
    if (found.value === null) this.scoreOf(table).hidden++;
    else this.scoreOf(table).withoutNumber++;
  }

  /** Says what was hidden by table, and fails where it was more than its ceiling, or where there is none. */
  reportWithin(ceilings: Readonly<Record<string, Ceiling>>): void {
    this.report();
    const tooMany: string[] = [];
    for (const [table, { shown, hidden, withoutNumber, untold, noughts }] of this.scores) {
      const all = shown + hidden + withoutNumber + untold;
      const words = Object.entries({ hidden, withoutNumber, untold, noughts }).map(([what, part]) => {
        const [share, most] = [(100 * part) / all, ceilings[table]?.[what as keyof Ceiling] ?? 0];
        if (share > most) tooMany.push(`${table}: ${what} ${share.toFixed(2)} %, at most ${most} %`);
        return `${what} ${share.toFixed(2)} % (at most ${most} %)`;
      });
      console.info(`of ${all} figures by ${table}: ${words.join(', ')}`);
    }
    expect(tooMany).toEqual([]);
    expect([...this.scores.keys()].sort(), 'tables with a ceiling').toEqual(Object.keys(ceilings).sort());
  }

  private scoreOf(table: string): Score {
    let score = this.scores.get(table);
    if (score === undefined) {
      score = { shown: 0, hidden: 0, withoutNumber: 0, untold: 0, noughts: 0 };
      this.scores.set(table, score);
    }
    return score;
  }
}
