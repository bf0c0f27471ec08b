/**
 * Which facts a reader wants of a stored block, and in which column it keeps the numbers of each.
 * Owns that choice: a block of few facts is small, and a reading makes thousands of blocks; refuses to know their bytes.
 */
import { FACTS, type FactId, MAX_FACT_CODE } from './fact.ts';

const UNWANTED = -1;

export class WantedFacts {
  /** how many columns there are */
  readonly columns: number;
  /** nothing is wanted after it: stored facts are in order of code */
  readonly lastCode: number;
  private readonly columnByCode = new Int16Array(MAX_FACT_CODE + 1).fill(UNWANTED);

  constructor(facts: Iterable<FactId>) {
    let columns = 0;
    let lastCode = 0;
    for (const fact of facts) {
      const { code } = FACTS[fact];
      // A histogram or a set has no numbers: its column stays empty.
      if (this.columnByCode[code] === UNWANTED) this.columnByCode[code] = columns++;
      lastCode = Math.max(lastCode, code);
    }
    this.columns = columns;
    this.lastCode = lastCode;
  }

  /** Negative where the fact is not wanted. */
  columnOf(code: number): number {
    return this.columnByCode[code] ?? UNWANTED;
  }
}
