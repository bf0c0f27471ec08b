/**
 * The company's accounts as its ledger would export them: since when, what each has earned, how often it got in touch.
 * Owns their spread; who they are changes little from one year to the next, what they earn and ask a little more.
 */
import { CONTACT_DAYS, DAYS_PER_YEAR } from '../../db/domain/account-value.ts';
import { type CivilDay, dateOfDay, dayOfDate, shiftMonths } from '../../db/domain/civil-day.ts';
import type { AccountRecord } from '../../db/domain/contact.ts';
import type { DemonstrationPlan } from './plan.ts';
import { RandomStream } from './random-stream.ts';

const ACCOUNTS = 6000;
/** The eldest began so long ago. */
const OLDEST_DAYS = 9 * 365;
/** Contribution a year in pounds: most are households, one in twelve a shop that sends parcels itself. */
const HOUSEHOLD = { median: 31, sigma: 0.9, contacts: 0.85 } as const;
const SHOP = { median: 640, sigma: 1.1, contacts: 4.5 } as const;
const SHOP_SHARE = 1 / 12;
const DORMANT_SHARE = 0.06;
const NEGATIVE_SHARE = 0.03;
const CLOSED_A_YEAR = 0.09;
/** Fully loaded, in pounds a handled contact, by the year of the file. */
const COST_PER_CONTACT = 4.2;
const COST_GROWTH = 0.03;
const COST_YEAR = 2026;

/** The last days of the last whole quarter and of the one a year before, where there were records by then. */
export function accountDays({ firstDay }: DemonstrationPlan, endDay: CivilDay): CivilDay[] {
  const { year, month } = dateOfDay(endDay + 1);
  const quarter = dayOfDate(year, month - ((month - 1) % 3), 1);
  return [shiftMonths(quarter, -12) - 1, quarter - 1].filter((day) => day >= firstDay);
}

export function costPerContact(asOf: CivilDay): number {
  const cost = COST_PER_CONTACT * (1 + COST_GROWTH) ** (dateOfDay(asOf).year - COST_YEAR);
  return Math.round(cost * 100) / 100;
}

/** As they stood on a day; an account that begins later is not among them. */
export function* accountsOf(plan: DemonstrationPlan, asOf: CivilDay): Generator<AccountRecord> {
  for (let at = 0; at < ACCOUNTS; at += 1) {
    const luck = new RandomStream(plan.seed, 'accounts', at);
    const kind = luck.chance(SHOP_SHARE) ? SHOP : HOUSEHOLD;
    const since = plan.endDay - luck.below(OLDEST_DAYS);
    const life = luck.exponential(365 / CLOSED_A_YEAR);
    const isDormant = luck.chance(DORMANT_SHARE);
    const sign = luck.chance(NEGATIVE_SHARE) ? -0.2 : 1;
    const yearly = isDormant ? 0 : sign * luck.logNormal(kind.median, kind.sigma);
    const restlessness = luck.exponential(kind.contacts);
    if (since > asOf) continue;
    const closed = Math.floor(since + life);
    const until = closed < asOf ? closed : null;
    const days = (until ?? asOf) - since;
    const open = Math.max(0, Math.min(CONTACT_DAYS, (until ?? asOf) - Math.max(since, asOf - CONTACT_DAYS)));
    const ofYear = new RandomStream(plan.seed, `account contacts ${asOf}`, at);
    yield {
      account: `LP-${String(at + 1).padStart(5, '0')}`,
      earningsTotal: Math.round((yearly * days * 100) / DAYS_PER_YEAR) / 100,
      since,
      until,
      contacts: ofYear.poisson((restlessness * open) / CONTACT_DAYS),
    };
  }
}
