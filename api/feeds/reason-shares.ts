/**
 * Contacts by reason: counts and shares of a window and of the months before it, with how far each could be off.
 * Owns what a share of a reason is one of; refuses a share where a part of a sum is hidden, and refuses zeros where no
 * contact has any reason on record.
 */
import { lastEnded, periodEnd, periodStart, periodsBetween } from '../../db/domain/bucket.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import { shiftMonths } from '../../db/domain/civil-day.ts';
import type { DisclosedCell } from '../../db/domain/disclosure.ts';
import { UNSTATED } from '../../db/domain/lattice.ts';
import { metricNamed } from '../../db/domain/metric.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import { REASON_MEMBERS, type ReasonCategory, type ReasonMonths } from '../contract/reasons.ts';
import type { Comparison } from '../contract/series.ts';
import type { Window } from './asked-window.ts';
import { type FeedContext, lastTold } from './context.ts';
import { type Exposure, exposuresOf, ratesOf } from './exposure.ts';
import { labelOf } from './label.ts';
import { estimateOf, type LikelyShare, sayShare } from './likely-share.ts';
import { isShown, type PublishedCells, publishCells, shapeOfMember } from './published-cells.ts';
import { firstWeekNeeded, likestSpread, type Spread, spreadOfCount, spreadOfShare, Units } from './spread.ts';
import { wholeOf } from './whole.ts';
import { composeWindow, type Stretch, stretchesOf } from './window.ts';

type ReasonMember = (typeof REASON_MEMBERS)[number];
const OFFERED = metricNamed('offered');
const MONTHS = 13;
/** Six named reasons are looked at together: one by one, chance alone would call one changed every fourth month (Bonferroni). */
const CHANGE_LEVEL = 1 - 0.05 / (REASON_MEMBERS.length - 1);

/** One reason in one window; `count` null where status says why. */
interface Counted {
  member: ReasonMember;
  count: number | null;
  status: CellStatus;
  hasHidden: boolean;
}

export class ReasonShares {
  private readonly context: FeedContext;
  private readonly channel: string | null;
  private readonly units = new Map<ReasonMember, Units>();
  private readonly whole: Units;
  private readonly span: Window;

  /** `windows`: every window that will be asked for. */
  constructor(context: FeedContext, channel: string | null, windows: readonly Window[]) {
    this.context = context;
    this.channel = channel;
    const last = Math.max(...windows.map(({ toDay }) => toDay));
    const months = shiftMonths(periodStart('month', last), -MONTHS);
    const recorded = recordedSpan(context.db);
    this.span = {
      fromDay: Math.max(
        Math.min(months, ...windows.map(({ fromDay }) => fromDay)),
        recorded?.firstDay ?? -Infinity,
      ),
      toDay: Math.min(last, lastTold(context)),
    };
    for (const member of REASON_MEMBERS) this.units.set(member, this.unitsOf({ category: member }));
    this.whole = this.unitsOf({});
  }

  /** The rows of a window, against the same of others. `exposure`: of the window; null where it is not whole months. */
  rows(
    window: Window,
    compared: readonly { comparison: Comparison; window: Window }[],
    exposure: Exposure | null,
  ): ReasonCategory[] {
    const sharesIn = (one: Window) => this.shares(one, this.countIn(one), () => this.wholeIn(one));
    const now = sharesIn(window);
    const then = compared.map(({ comparison, window: other }) => ({
      comparison,
      shares: sharesIn(other),
    }));
    const spreads = REASON_MEMBERS.map((member) => spreadOfCount(this.units.get(member)!, window));
    const likest = likestSpread(spreads);
    return now.map(({ member, count, status, share }, i) => {
      return {
        category: member,
        label: labelOf(this.context.configuration, 'category', member),
        count,
        status,
        share: sayShare(
          share,
          then.map(({ comparison, shares }) => ({ comparison, share: shares[i]!.share })),
          CHANGE_LEVEL,
        ),
        rates: ratesOf(count, exposure, spreads[i] ?? likest),
      } as ReasonCategory;
    });
  }

  /** Whole months up to the end of a window. */
  months({ toDay }: Window): ReasonMonths {
    const end = periodStart('month', lastEnded('month', toDay));
    const first = Math.max(shiftMonths(end, 1 - MONTHS), periodStart('month', this.span.fromDay));
    const starts = periodsBetween('month', first, end);
    const cells =
      starts.length === 0
        ? []
        : REASON_MEMBERS.map((member) => this.cells({ category: member }, 'month', first, end));
    const wholes = starts.length === 0 ? null : this.cells({}, 'month', first, end);
    const shares = starts.map((start, month) => {
      const counted = REASON_MEMBERS.map((member, i) => countedIn(member, cells[i]!, month));
      const own = { fromDay: start, toDay: periodEnd('month', start) - 1 };
      return this.shares(own, known(counted), () => shownCount(wholes!.said[month], wholes!.status[month]));
    });
    const exposures = exposuresOf(
      this.context,
      starts.map((start) => ({ fromDay: start, toDay: periodEnd('month', start) - 1 })),
    );
    return {
      start: starts.map(formatDay),
      customers: exposures.map(({ customers }) => customers),
      orders: exposures.map(({ orders }) => orders),
      categories: REASON_MEMBERS.map((member, i) => {
        const estimates = shares.map((month) => estimateOf(month[i]!.share));
        return {
          category: member,
          share: estimates.map(({ value }) => value),
          low: estimates.map(({ low }) => low),
          high: estimates.map(({ high }) => high),
          status: shares.map((month) => month[i]!.status),
        };
      }),
    } as ReasonMonths;
  }

  /** `whole`: all contacts of the window, as published. */
  private shares(
    window: Window,
    counted: readonly Counted[],
    whole: () => number | null,
  ): (Counted & { share: LikelyShare })[] {
    const rows = counted.map(({ count, status }) => ({ count, isHidden: status === 'suppressed' }));
    // Where a part of a sum is hidden, nobody can say of how much the rest is a share.
    const n = counted.some(({ hasHidden }) => hasHidden) ? null : wholeOf(rows, whole);
    const spreads = REASON_MEMBERS.map((member): Spread | null =>
      spreadOfShare(this.units.get(member)!, window, this.whole),
    );
    const likest = likestSpread(spreads);
    return counted.map((row, i) => ({
      ...row,
      share: {
        k: n === null ? null : row.count,
        n: n === null || row.count === null ? null : n,
        status: row.status,
        spread: spreads[i] ?? likest,
      },
    }));
  }

  private wholeIn({ fromDay, toDay }: Window): number | null {
    const address = this.member({});
    const shape = shapeOfMember(address);
    const stretches: readonly Stretch[] = stretchesOf(this.context, shape, fromDay, toDay) ?? [];
    const { said, status, hasHidden } = composeWindow(
      this.context,
      OFFERED,
      { shape, member: address },
      stretches,
    );
    return hasHidden ? null : shownCount(said, status);
  }

  private countIn({ fromDay, toDay }: Window): Counted[] {
    const counted = REASON_MEMBERS.map((member): Counted => {
      const address = this.member({ category: member });
      const shape = shapeOfMember(address);
      // Days of every category are published, so there is a cell for every remainder.
      const stretches: readonly Stretch[] = stretchesOf(this.context, shape, fromDay, toDay) ?? [];
      const { said, status, hasHidden } = composeWindow(
        this.context,
        OFFERED,
        { shape, member: address },
        stretches,
      );
      return { member, count: shownCount(said, status), status, hasHidden };
    });
    return known(counted);
  }

  private unitsOf(part: { category?: string }): Units {
    const { fromDay, toDay } = this.span;
    const { zone } = this.context;
    return new Units(
      (grain) => this.cells(part, grain, grain === 'day' ? fromDay : firstWeekNeeded(fromDay), toDay),
      (startAt) => zone.dayOf(startAt),
    );
  }

  private cells(
    part: { category?: string },
    grain: 'day' | 'week' | 'month',
    fromDay: CivilDay,
    toDay: CivilDay,
  ): PublishedCells {
    const member = this.member(part);
    return publishCells(
      this.context,
      OFFERED,
      { shape: shapeOfMember(member), member, grain },
      fromDay,
      toDay,
    );
  }

  private member(part: { category?: string }): { category?: string; channel?: string } {
    return this.channel === null ? part : { ...part, channel: this.channel };
  }
}

function countedIn(member: ReasonMember, { said, status }: PublishedCells, at: number): Counted {
  const cellStatus = status[at] ?? 'missing';
  return { member, count: shownCount(said[at], cellStatus), status: cellStatus, hasHidden: false };
}

function shownCount(cell: DisclosedCell | undefined, status: CellStatus = 'missing'): number | null {
  return cell?.kind === 'value' && isShown(status) ? cell.value : null;
}

/** Contacts that come without any reason say of none that there was nothing of it. */
function known(counted: Counted[]): Counted[] {
  const isNamed = ({ member, count, status }: Counted) =>
    member !== UNSTATED.category && ((count ?? 0) > 0 || status === 'suppressed');
  if (counted.some(isNamed)) return counted;
  return counted.map((row) =>
    row.member === UNSTATED.category || row.count === null ? row : { ...row, count: null, status: 'missing' },
  );
}
