/**
 * What an account is worth in a typical year, and how that compares with what its contacts cost.
 * Owns the annual value of an account, its median by order statistics, and the sums that may be kept of a file of accounts;
 * refuses to keep anything of a single account: no smallest, no largest, and of fewer than 100 nothing but how many.
 *
 * Source: reference 8. Value per contact = median annual account value ÷ mean contacts an account and year. It is not what a
 * contact is worth: heavy contactors lower it though no account has changed.
 */

/** An account as it is counted; it lives no longer than its row. */
export interface Account {
  /** contribution margin since it began, in units of money; may be negative */
  earnings: number;
  /** whole days from its first to its last, or to the day of the file */
  days: number;
  /** in the last 365 days */
  contacts: number;
}

/** What is said of a file of accounts beside its rows. */
export interface AccountsAbout {
  /** the day by which they are known, in days since 1970 */
  asOf: number;
  /** what a handled contact costs, in the same money as the earnings; null: not said */
  costPerContact: number | null;
}

export const DAYS_PER_YEAR = 365.25;
/** Days of which contacts are counted. */
export const CONTACT_DAYS = 365;
/** Younger accounts are left out: a welcome offer or a first order says nothing of a year. */
export const LEAST_DAYS = 90;
/** Fewer accounts than these have no figures. */
export const LEAST_ACCOUNTS = 100;
/** A sum of which one account holds a larger share would tell of that account (the dominance rule). */
export const LARGEST_SHARE = 0.5;
/**
 * Whoever holds the second largest account knows its own part: where all others together are less than this share of the
 * largest, the sum would tell that one how large the largest is (the p% rule; Hundepool et al., Statistical Disclosure Control).
 */
export const LEAST_OTHERS = 0.1;
const LEVEL = 0.95;

/** Earnings a year: by its length, but by one year at least, so that three good months are not four times as good. */
export function annualValue(earnings: number, years: number): number {
  return earnings / Math.max(1, years);
}

export interface AccountFigures {
  /** median annual account value */
  median: number;
  /** order statistics either side of it, which the median of all lies between with `confidence` */
  low: number;
  high: number;
  confidence: number;
  /** annual values of all accounts together; null where one account, or two, would be told by it */
  valueSum: number | null;
  /** contacts of all accounts in the last 365 days; null likewise */
  contactSum: number | null;
}

export interface AccountSummary {
  included: number;
  /** left out: younger than 90 days */
  young: number;
  /** left out: closed for a year or longer, so that none of its contacts could be counted */
  closed: number;
  /** of those included: under a year, nothing earned, less than nothing */
  underYear: number;
  dormant: number;
  negative: number;
  /** null below 100 accounts */
  figures: AccountFigures | null;
}

/** Accounts as they come, a number each: a million take 8 megabytes. */
export class AccountSums {
  #values = new Float64Array(1024);
  #size = 0;
  #young = 0;
  #closed = 0;
  #underYear = 0;
  #dormant = 0;
  #negative = 0;
  #contacts = 0;
  #mostContacts = 0;
  #secondContacts = 0;

  /** `closedDays`: whole days since it was closed; 0 of one that is open. */
  add({ earnings, days, contacts }: Account, closedDays = 0): void {
    if (days < LEAST_DAYS) {
      this.#young++;
      return;
    }
    if (closedDays >= CONTACT_DAYS) {
      this.#closed++;
      return;
    }
    if (this.#size === this.#values.length) {
      const grown = new Float64Array(2 * this.#size);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#size++] = annualValue(earnings, days / DAYS_PER_YEAR);
    if (days < DAYS_PER_YEAR) this.#underYear++;
    if (earnings === 0) this.#dormant++;
    if (earnings < 0) this.#negative++;
    this.#contacts += contacts;
    this.#secondContacts = Math.max(this.#secondContacts, Math.min(contacts, this.#mostContacts));
    this.#mostContacts = Math.max(this.#mostContacts, contacts);
  }

  summary(): AccountSummary {
    const values = this.#values.subarray(0, this.#size).toSorted();
    return {
      included: values.length,
      ...{ young: this.#young, closed: this.#closed, underYear: this.#underYear },
      ...{ dormant: this.#dormant, negative: this.#negative },
      figures: values.length < LEAST_ACCOUNTS ? null : this.#figures(values),
    };
  }

  #figures(values: Float64Array): AccountFigures {
    const { low, high, confidence } = medianInterval(values);
    const isOfFew = isDominated(this.#contacts, this.#mostContacts, this.#secondContacts);
    return {
      median: medianOf(values),
      ...{ low, high, confidence },
      valueSum: isValueDominated(values) ? null : values.reduce((sum, value) => sum + value, 0),
      contactSum: isOfFew ? null : this.#contacts,
    };
  }
}

/** Whether a sum of sizes would tell of its largest part; of nothing at all nothing is told. */
function isDominated(sum: number, largest: number, second: number): boolean {
  return sum > 0 && (largest > LARGEST_SHARE * sum || sum - largest - second < LEAST_OTHERS * largest);
}

/** The same of values, losses counted as their size. */
function isValueDominated(values: Float64Array): boolean {
  let [sum, largest, second] = [0, 0, 0];
  for (const value of values) {
    const size = Math.abs(value);
    sum += size;
    second = Math.max(second, Math.min(size, largest));
    largest = Math.max(largest, size);
  }
  return isDominated(sum, largest, second);
}

/** The middle value, or the mean of the two in the middle; `ascending` must not be empty. */
export function medianOf(ascending: ArrayLike<number>): number {
  const { length } = ascending;
  if (length === 0) throw new RangeError('a median of no values, expected one at least');
  return (ascending[Math.floor((length - 1) / 2)]! + ascending[Math.floor(length / 2)]!) / 2;
}

/**
 * The order statistics x(j) and x(n + 1 − j) that hold the median with a confidence of 1 − 2 · P(X ≤ j − 1), X binomial of n
 * and a half, for the largest j with at least `level`; x(1) and x(n), with less, where there is none.
 */
export function medianInterval(
  ascending: ArrayLike<number>,
  level = LEVEL,
): { low: number; high: number; confidence: number } {
  const n = ascending.length;
  if (n === 0) throw new RangeError('an interval of no values, expected one at least');
  const rank = medianRank(n, level);
  return { low: ascending[rank.j - 1]!, high: ascending[n - rank.j]!, confidence: rank.confidence };
}

/** The largest such j, from 1, and its confidence. */
export function medianRank(n: number, level = LEVEL): { j: number; confidence: number } {
  let logTerm = -n * Math.LN2;
  let below = Math.exp(logTerm);
  let j = 1;
  let confidence = 1 - 2 * below;
  for (let next = 2; next <= Math.floor((n + 1) / 2); next++) {
    logTerm += Math.log((n - next + 2) / (next - 1));
    below += Math.exp(logTerm);
    if (1 - 2 * below < level) break;
    j = next;
    confidence = 1 - 2 * below;
  }
  return { j, confidence };
}

/**
 * Median annual value by mean contacts: the typical account's value for each contact of the average account. Null where
 * there were no contacts, which is not infinitely much.
 */
export function valuePerContact(accountValue: number, contactsPerAccount: number): number | null {
  return contactsPerAccount > 0 ? accountValue / contactsPerAccount : null;
}

/** To so many significant figures: 1,234 → 1,200. */
export function significant(value: number, figures = 2): number {
  return value === 0 ? 0 : Number(value.toPrecision(figures));
}
