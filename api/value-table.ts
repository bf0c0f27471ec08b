/** The value of an account for each contact as a flat table, for CSV: one row a quarter. */
import type { ValueAnswer, ValuePeriod } from './contract/value.ts';
import { type CsvValue, csvOf, type Table } from './csv.ts';

export function valueCsv({ periods, publish, currency, baseYear, timeZone, asOf }: ValueAnswer): string {
  const of = (value: (period: ValuePeriod) => CsvValue) => periods.map(value);
  const columns: Table['columns'] = [
    ['known_by', of(({ knownBy }) => knownBy)],
    ['time_zone', timeZone],
    ['as_of', asOf],
    ['publish', publish],
    ['currency', currency],
    ['base_year', baseYear],
    ['included', of(({ accounts }) => accounts.included)],
    ['left_out_young', of(({ accounts }) => accounts.leftOutYoung)],
    ['left_out_closed', of(({ accounts }) => accounts.leftOutClosed)],
    ['dormant', of(({ accounts }) => accounts.dormant)],
    ['negative', of(({ accounts }) => accounts.negative)],
    ['under_year_share', of(({ accounts }) => accounts.underYearShare)],
    ['account_value', of(({ accountValue }) => accountValue.value)],
    ['account_value_low', of(({ accountValue }) => accountValue.low)],
    ['account_value_high', of(({ accountValue }) => accountValue.high)],
    ['account_value_confidence', of(({ accountValue }) => accountValue.confidence)],
    ['account_value_reason', of(({ accountValue }) => accountValue.reason)],
    ['contacts_per_account', of(({ contactsPerAccount }) => contactsPerAccount.value)],
    ['value_per_contact', of(({ valuePerContact }) => valuePerContact.value)],
    ['value_per_contact_low', of(({ valuePerContact }) => valuePerContact.low)],
    ['value_per_contact_high', of(({ valuePerContact }) => valuePerContact.high)],
    ['value_per_contact_reason', of(({ valuePerContact }) => valuePerContact.reason)],
    ['mean_based', of(({ meanBased }) => meanBased.value)],
    ['mean_based_reason', of(({ meanBased }) => meanBased.reason)],
    ['cost_per_contact', of(({ costPerContact }) => costPerContact.value)],
    ['ratio', of(({ ratio }) => ratio.value)],
    ['avoidable_from', of(({ avoidable }) => avoidable.from)],
    ['avoidable_to', of(({ avoidable }) => avoidable.to)],
    ['avoidable_contacts', of(({ avoidable }) => avoidable.contacts)],
    ['judged_contacts', of(({ avoidable }) => avoidable.judged)],
    ['avoidable_share', of(({ avoidable }) => avoidable.share)],
    ['avoidable_cost', of(({ avoidable }) => avoidable.cost)],
    ['avoidable_is_partial', of(({ avoidable }) => avoidable.isPartial)],
  ];
  return csvOf({ rows: periods.length, columns });
}
