/**
 * One account with what it earned and how often it got in touch. Owns which days it may lie between; refuses to say
 * anything of a value in a reason, for rejects are kept and accounts are not.
 */
import type { AccountRecord } from '../../domain/contact.ts';
import { type Cells, defineAdapter, optional, type Refuse, required } from '../adapter.ts';
import { between, count, day, reference } from '../field.ts';
import type { Row } from '../row.ts';

const LARGEST_EARNINGS = 1_000_000_000_000;

const fields = {
  account: required(reference),
  earnings_total: required(between(-LARGEST_EARNINGS, LARGEST_EARNINGS)),
  since: required(day),
  until: optional(day),
  contacts_365d: required(count),
};

export const accounts = defineAdapter('accounts', { fields, compile });

function compile(cells: Cells<typeof fields>) {
  return (row: Row, refuse: Refuse): AccountRecord | null => {
    const record: AccountRecord = {
      account: cells.account(row),
      earningsTotal: cells.earnings_total(row),
      since: cells.since(row),
      until: cells.until(row),
      contacts: cells.contacts_365d(row),
    };
    return record.until !== null && record.until < record.since
      ? refuse('until', '', 'the account ends before it begins; expected a day on or after since')
      : record;
  };
}
