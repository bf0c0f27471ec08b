/**
 * `value`: what a typical account is worth for each of its contacts, quarter by quarter, in money or as an index.
 * Owns how exactly that may be said; refuses every amount of money where the operator publishes an index. How it is
 * reckoned is db/domain/account-value.ts's.
 */
import { CONTACT_DAYS, LEAST_ACCOUNTS, significant, valuePerContact } from '../../db/domain/account-value.ts';
import { dateOfDay } from '../../db/domain/civil-day.ts';
import {
  type DisclosurePolicy,
  discloseCount,
  ROUNDING_BASE,
  roundCount,
} from '../../db/domain/disclosure.ts';
import { metricNamed } from '../../db/domain/metric.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { type AccountValueRow, readAccountValues } from '../../db/queries/account-values.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import type { ValueAnswer, ValuePeriod, ValueReason } from '../contract/value.ts';
import { type FeedContext, versionOf } from './context.ts';
import { composeWindow, stretchesOf } from './window.ts';

export function valueFeed(context: FeedContext, { toDay }: { toDay: CivilDay | null }): ValueAnswer {
  const { publish, currency, baseYear } = context.configuration.value;
  const rows = readAccountValues(context.db, toDay);
  const looks = rows.map(lookAt);
  const isIndex = publish === 'index';
  const year = baseYear ?? yearOf(rows.find(({ median }) => median !== null));
  const base = isIndex ? looks.findLast((_, i) => yearOf(rows[i]) === year) : undefined;
  return {
    ...versionOf(context),
    publish,
    currency: isIndex ? null : currency,
    baseYear: isIndex ? year : null,
    periods: rows.map((row, i) => periodOf(context, row, looks[i]!, isIndex ? { base } : null)),
  };
}

function yearOf(row: AccountValueRow | undefined): number | null {
  return row === undefined ? null : dateOfDay(row.asOf).year;
}

/** What a row says, exactly; it leaves this module rounded or as an index. */
interface Look {
  account: number | null;
  accountLow: number | null;
  accountHigh: number | null;
  contacts: number | null;
  perContact: number | null;
  perContactLow: number | null;
  perContactHigh: number | null;
  meanBased: number | null;
  /** why there is no value per contact, and none from means */
  reason: ValueReason | null;
  meanReason: ValueReason | null;
}

function lookAt(row: AccountValueRow): Look {
  const isEnough = row.included >= LEAST_ACCOUNTS && row.median !== null;
  const contacts = isEnough && row.contactSum !== null ? row.contactSum / row.included : null;
  const per = (amount: number | null) =>
    amount === null || contacts === null ? null : valuePerContact(amount, contacts);
  const few = isEnough ? null : 'few_accounts';
  const reason = few ?? (contacts === null ? 'one_account' : contacts === 0 ? 'no_contacts' : null);
  return {
    account: isEnough ? row.median : null,
    accountLow: isEnough ? row.medianLow : null,
    accountHigh: isEnough ? row.medianHigh : null,
    contacts,
    ...{
      perContact: per(row.median),
      perContactLow: per(row.medianLow),
      perContactHigh: per(row.medianHigh),
    },
    meanBased: per(row.valueSum === null ? null : row.valueSum / row.included),
    reason,
    meanReason: reason ?? (row.valueSum === null ? 'one_account' : null),
  };
}

/** Of an index; 100 to a whole one, as of an amount that is a little more than two. */
const INDEX_FIGURES = 3;

type Index = { base: Look | undefined } | null;

function periodOf(context: FeedContext, row: AccountValueRow, look: Look, index: Index): ValuePeriod {
  const { disclosure } = context.configuration;
  const said = (name: keyof Look & ('account' | 'perContact' | 'meanBased'), amount: number | null) => {
    if (amount === null) return null;
    if (index === null) return significant(amount);
    const base = index.base?.[name] ?? null;
    // Of a base of nothing, or of a loss, nothing is a percentage.
    // And of a small one a long number would say the amount, in units of the base, as exactly as it is kept.
    return base === null || base <= 0 ? null : significant(Math.round((100 * amount) / base), INDEX_FIGURES);
  };
  const reasonOf = (reason: ValueReason | null, value: number | null) =>
    reason ?? (value === null ? 'no_base' : null);
  const account = said('account', look.account);
  const perContact = said('perContact', look.perContact);
  const meanBased = said('meanBased', look.meanBased);
  const few = look.account === null ? 'few_accounts' : null;
  const cost = row.costPerContact;
  const ratio = look.perContact === null || cost === null ? null : significant(look.perContact / cost);
  return {
    knownBy: formatDay(row.asOf),
    accounts: {
      included: includedOf(row.included, disclosure),
      leftOutYoung: countOf(row.young, disclosure),
      leftOutClosed: countOf(row.closed, disclosure),
      dormant: few === null ? countOf(row.dormant, disclosure) : null,
      negative: few === null ? countOf(row.negative, disclosure) : null,
      underYearShare: few === null ? shareOf(row.underYear, row.included, disclosure) : null,
    },
    accountValue: {
      value: account,
      low: said('account', look.accountLow),
      high: said('account', look.accountHigh),
      // Exactly, it would tell to one how many accounts there are.
      confidence: account === null || row.confidence === null ? null : downTo(row.confidence, 100),
      reason: reasonOf(few, account),
    },
    contactsPerAccount: {
      value: look.contacts === null ? null : significant(look.contacts),
      reason: look.contacts === null ? look.reason : null,
    },
    valuePerContact: {
      value: perContact,
      low: said('perContact', look.perContactLow),
      high: said('perContact', look.perContactHigh),
      reason: reasonOf(look.reason, perContact),
    },
    meanBased: { value: meanBased, reason: reasonOf(look.meanReason, meanBased) },
    costPerContact: {
      value: index === null ? cost : null,
      reason: index === null && cost !== null ? null : 'not_said',
    },
    ratio: { value: ratio, reason: ratio !== null ? null : (look.reason ?? 'not_said') },
    avoidable: avoidableOf(context, row, index === null ? cost : null),
  } as ValuePeriod;
}

/** Counts of accounts are counts of persons' attributes: rounded to 5, small ones hidden. */
function countOf(count: number, policy: DisclosurePolicy): number | null {
  const said = discloseCount(count, policy);
  return said.kind === 'value' ? roundCount(said.value) : null;
}

/** Never rounded up to as many as have figures. */
function includedOf(included: number, policy: DisclosurePolicy): number | null {
  const said = countOf(included, policy);
  return said === null || included >= LEAST_ACCOUNTS ? said : Math.min(said, LEAST_ACCOUNTS - ROUNDING_BASE);
}

/** Never surer than it is. */
function downTo(confidence: number, parts: number): number {
  return Math.floor(confidence * parts) / parts;
}

function shareOf(part: number, whole: number, policy: DisclosurePolicy): number | null {
  const [one, other] = [countOf(part, policy), countOf(whole - part, policy)];
  return one === null || other === null || one + other === 0 ? null : one / (one + other);
}

/** From the published share of contacts that a failure caused, in the year of which the accounts' contacts are counted. */
function avoidableOf(
  context: FeedContext,
  row: AccountValueRow,
  cost: number | null,
): ValuePeriod['avoidable'] {
  const [fromDay, toDay] = [row.asOf - CONTACT_DAYS + 1, row.asOf];
  const metric = metricNamed('failure_demand_share');
  const place = { shape: 'all', member: {} } as const;
  const stretches = stretchesOf(context, 'all', fromDay, toDay) ?? [];
  const { said, status } = composeWindow(context, metric, place, stretches);
  const isKnown = said.kind === 'value' && said.n !== null;
  const contacts = isKnown ? Math.round(said.value * said.n!) : null;
  return {
    from: formatDay(Math.max(fromDay, recordedSpan(context.db)?.firstDay ?? fromDay)),
    to: formatDay(toDay),
    contacts,
    judged: isKnown ? said.n : null,
    share: isKnown ? said.value : null,
    cost: contacts === null || cost === null ? null : significant(contacts * cost),
    isPartial: status === 'partial',
  };
}
