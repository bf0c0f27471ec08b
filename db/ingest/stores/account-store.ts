/**
 * Takes accounts in and keeps none: while a load lasts it holds a number for each, and writes one row of sums and order
 * statistics when it ends. Owns which quarter that row stands for; sent again, a quarter's row is replaced, though not by a file that is mostly wrong.
 */

import { AccountSums, type AccountsAbout } from '../../domain/account-value.ts';
import { periodStart } from '../../domain/bucket.ts';
import { dateOfDay, dayOfDate } from '../../domain/civil-day.ts';
import type { AccountRecord } from '../../domain/contact.ts';
import type { CivilDay } from '../../domain/zone.ts';
import { WHOLE_FILE } from '../row.ts';
import { type Fate, type LoadContext, PlainStore, type Refusal } from './store.ts';

/** The first day of the quarter of a day. */
export function quarterOf(day: CivilDay): CivilDay {
  const { year, month } = dateOfDay(periodStart('month', day));
  return dayOfDate(year, month - ((month - 1) % 3), 1);
}

export class AccountStore extends PlainStore<'accounts'> {
  private readonly about: AccountsAbout;
  private readonly quarter: CivilDay;
  private readonly isKnown: boolean;
  private sums = new AccountSums();
  private seen = new Set<number>();

  constructor(context: LoadContext) {
    super(context);
    if (context.accounts === null) throw new Error('accounts without the day by which they were known');
    this.about = context.accounts;
    this.quarter = quarterOf(this.about.asOf);
    const find = context.db.sql.prepare('SELECT 1 FROM account_values WHERE quarter = ?');
    this.isKnown = find.get(this.quarter) !== undefined;
  }

  protected putOne({ account, earningsTotal, since, until, contacts }: AccountRecord): Fate {
    const { asOf } = this.about;
    if (since > asOf) {
      const reason = 'the account begins after the day of the file; expected a day on or before --as-of';
      return { field: 'since', value: '', reason };
    }
    const short = this.context.hasher.customer(account);
    if (this.seen.has(short)) return 'conflict';
    this.seen.add(short);
    const end = until === null || until > asOf ? asOf : until;
    this.sums.add({ earnings: earningsTotal, days: end - since, contacts }, asOf - end);
    return this.isKnown ? 'updated' : 'accepted';
  }

  settle(rejected: number): boolean | Refusal {
    const { db, load } = this.context;
    const { figures, ...counts } = this.sums.summary();
    const taken = counts.included + counts.young + counts.closed;
    if (taken === 0) return false;
    // A file in another form than the last would put the few rows that happen to fit in the place of all accounts.
    if (this.isKnown && rejected > taken) {
      const reason = `more rows were rejected than taken (${rejected} and ${taken}), so that what is on record of this quarter stays; expected a file of all accounts`;
      return { field: WHOLE_FILE, value: '', reason };
    }
    db.sql
      .prepare(
        `INSERT OR REPLACE INTO account_values (quarter, load, as_of, cost_per_contact, included, young, closed, under_year,
            dormant, negative, median, median_low, median_high, confidence, value_sum, contact_sum)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        ...[this.quarter, load, this.about.asOf, this.about.costPerContact],
        ...[counts.included, counts.young, counts.closed, counts.underYear, counts.dormant, counts.negative],
        ...[
          figures?.median ?? null,
          figures?.low ?? null,
          figures?.high ?? null,
          figures?.confidence ?? null,
        ],
        ...[figures?.valueSum ?? null, figures?.contactSum ?? null],
      );
    return true;
  }

  override end(): void {
    super.end();
    this.sums = new AccountSums();
    this.seen = new Set();
  }
}
