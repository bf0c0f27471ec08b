/**
 * Which contacts only ask how something is coming along, by the operator's own rule. Owns reading the rule into the
 * numbers that records have; refuses to guess: a contact without any reason on record is neither.
 */
import { CATEGORIES, OUTCOMES } from '../domain/contact.ts';
import type { StoredContact, Tally } from '../domain/tally.ts';
import type { ReadHandle } from '../open.ts';
import { findTerm } from '../queries/term.ts';

/** A contact of any of these; causes are causes or sub-causes. */
export interface ChasingRule {
  causes: readonly string[];
  queues: readonly string[];
  categories: readonly (typeof CATEGORIES)[number][];
}

type Subject = Pick<StoredContact, 'outcome' | 'category' | 'cause'> & {
  queue: number | null;
  subCause: number | null;
};

const NOT_OFFERED = new Set([OUTCOMES.indexOf('contained'), OUTCOMES.indexOf('blocked')]);

export class ProgressChasing {
  private readonly db: ReadHandle;
  private readonly rule: ChasingRule;
  private readonly categories: ReadonlySet<number>;
  private causes: ReadonlySet<number> = new Set();
  private subCauses: ReadonlySet<number> = new Set();
  private queues: ReadonlySet<number> = new Set();

  constructor(db: ReadHandle, rule: ChasingRule) {
    this.db = db;
    this.rule = rule;
    this.categories = new Set(rule.categories.map((category) => CATEGORIES.indexOf(category)));
  }

  /** Words get their numbers when a record first has them: to be asked before each day. */
  learnWords(): void {
    const numbersOf = (kind: 'cause' | 'sub_cause' | 'queue', words: readonly string[]) =>
      new Set(words.flatMap((word) => findTerm(this.db, kind, word) ?? []));
    this.causes = numbersOf('cause', this.rule.causes);
    this.subCauses = numbersOf('sub_cause', this.rule.causes);
    this.queues = numbersOf('queue', this.rule.queues);
  }

  /** Adds to what `tallyArrival` said of the contact. */
  tally(contact: Subject, tally: Tally): void {
    if (NOT_OFFERED.has(contact.outcome)) return;
    const { category, cause, subCause, queue } = contact;
    const isOne =
      (category !== null && this.categories.has(category)) ||
      (cause !== null && this.causes.has(cause)) ||
      (subCause !== null && this.subCauses.has(subCause)) ||
      (queue !== null && this.queues.has(queue));
    if (isOne) tally.add('chasing');
    // A cause says it where the rule names causes; a line where it names lines alone.
    const { causes, categories } = this.rule;
    const isByCause = causes.length > 0 && cause !== null;
    const isByLine = causes.length === 0 && categories.length === 0 && queue !== null;
    if (isOne || category !== null || isByCause || isByLine) tally.add('chasingKnown');
  }
}
