/**
 * Findings about how many got in touch and for what: a day against such days before it, a week or month day for day against
 * the one before and the year before. Refuses to compare days of which there are no whole records.
 */
import { isWholeValue } from '../../db/domain/cell.ts';
import type { Tally } from '../../db/domain/confidence.ts';
import { UNSTATED } from '../../db/domain/lattice.ts';
import {
  type Change,
  type DayCount,
  differenceOfDays,
  judgeChange,
  judgeDayCount,
  judgeDayShare,
  nextDayRange,
  ratioOfDays,
} from '../../db/domain/period-change.ts';
import type { ReportPeriod } from '../../db/domain/report-period.ts';
import { type CivilDay, weekdayOf } from '../../db/domain/zone.ts';
import type { SaidCell } from '../contract/cell.ts';
import type { ReportAnswer } from '../contract/report.ts';
import type { Finding, ReportChange } from '../contract/report-finding.ts';
import { COMPARISONS } from '../contract/series.ts';
import type { Part } from './period-cells.ts';
import { daysLike, type ReportSources } from './report-sources.ts';
import { daysOf } from './target-result.ts';
import { middlesOf } from './usual-day.ts';

/** With more of the days hidden, the others are no fair picture of them all. */
const MOST_HIDDEN_SHARE = 0.1;
/** Holidays are of a kind of their own, whatever weekday they fall on. */
const HOLIDAY_KIND = 7;

export function volumeFinding(
  sources: ReportSources,
  contacts: ReportAnswer['contacts'],
): Finding<'volume'> | null {
  const { own, period } = sources;
  const { value } = own.cell('offered', {}, period.firstDay);
  if (value === null) return null;
  if (period.grain !== 'day') {
    const { counts } = dayCounts(sources, 'offered', period);
    return { topic: 'volume', value, days: counts.length, changes: countChanges(sources, 'offered') };
  }
  // Lost hours would look like a quiet day.
  const hasGaps = contacts.hours.status.includes('missing');
  const change = usualCount(sources, 'offered', {});
  const changes = [hasGaps ? tempered(change, true, false) : change];
  return { topic: 'volume', value, days: null, changes };
}

export function reasonFinding(sources: ReportSources): Finding<'categories'> | null {
  const { own, period } = sources;
  const rows = own.rows('offered', 'category', period.firstDay);
  const at = rows.member.findIndex(
    (member, i) => member !== UNSTATED.category && (rows.share[i] ?? null) !== null && rows.value[i]! > 0,
  );
  if (at < 0) return null;
  const member = rows.member[at]!;
  return {
    topic: 'categories',
    ...{ member, label: rows.label[at]!, value: rows.value[at]!, share: rows.share[at]! },
    changes: shareChanges(sources, (from, to) =>
      partsOf(
        sources.days.range('offered', { category: member }, from, to),
        sources.days.range('offered', {}, from, to),
      ),
    ),
  };
}

/** A part and the whole of each day; null of a day of which either is hidden or not known. */
function partsOf(parts: readonly SaidCell[], wholes: readonly SaidCell[]): (Tally | null | 'hidden')[] {
  return wholes.map(({ value: n }, i) => {
    const { value, status } = parts[i]!;
    if (status === 'suppressed') return 'hidden';
    // Both were rounded by rules of their own.
    return value === null || n === null ? null : { k: Math.min(value, n), n };
  });
}

/** The change of a share whose days are read by `daysFrom`: of a day against such days, of longer periods against two. */
export function shareChanges(
  sources: ReportSources,
  daysFrom: (fromDay: CivilDay, toDay: CivilDay) => (Tally | null | 'hidden')[],
  isComparable: (fromDay: CivilDay, toDay: CivilDay) => boolean = () => true,
): ReportChange[] {
  const { period, context, compared } = sources;
  if (period.grain === 'day') {
    const own = daysFrom(period.firstDay, period.lastDay)[0]!;
    const before = daysLike(context, period.firstDay).filter((day) => isComparable(day, day));
    return [
      usualShare(
        own,
        before.map((day) => daysFrom(day, day)[0]!),
        before.length > 0,
      ),
    ];
  }
  const own = daysFrom(period.firstDay, period.lastDay);
  return COMPARISONS.map((against) => {
    const other = compared[against].period;
    if (other === null) return noChange(against, 'difference', 'too_few');
    const theirs = daysFrom(other.firstDay, other.lastDay);
    const [now, before] = [own, theirs].map(knownOf);
    const value = shareOf(before ?? []);
    if (!isComparable(other.firstDay, other.lastDay))
      return { ...noChange(against, 'difference', 'not_comparable'), value };
    if (now === null || before === null || now === undefined || before === undefined)
      return { ...noChange(against, 'difference', 'too_few'), value };
    const difference = differenceOfDays(now, before);
    return {
      ...{ against, value, measure: 'difference' as const },
      ...limitsOf(difference),
      verdict: judgeChange(difference, 0),
    };
  });
}

/** Null where so many days are hidden that the others are no fair picture. */
function knownOf(days: readonly (Tally | null | 'hidden')[]): Tally[] | null {
  const known = days.filter((day) => day !== null && day !== 'hidden') as Tally[];
  const hidden = days.filter((day) => day === 'hidden').length;
  return hidden > MOST_HIDDEN_SHARE * (known.length + hidden) ? null : known;
}

function shareOf(days: readonly Tally[]): number | null {
  const n = days.reduce((sum, day) => sum + day.n, 0);
  return n === 0 ? null : days.reduce((sum, { k }) => sum + k, 0) / n;
}

function usualShare(
  own: Tally | null | 'hidden',
  before: readonly (Tally | null | 'hidden')[],
  isComparable: boolean,
): ReportChange {
  if (!isComparable) return noChange('usual', 'difference', 'not_comparable');
  const known = before.filter((day) => day !== null && day !== 'hidden') as Tally[];
  if (own === null || own === 'hidden' || before.includes('hidden'))
    return noChange('usual', 'difference', 'too_few');
  const shares = known.filter(({ n }) => n > 0).map(({ k, n }) => k / n);
  const range = own.n === 0 ? null : nextDayRange(shares, (mean) => (mean * (1 - mean)) / own.n);
  if (range === null) return noChange('usual', 'difference', 'too_few');
  const share = own.k / own.n;
  return {
    ...{ against: 'usual', value: range.estimate, measure: 'difference' },
    ...{ estimate: share - range.estimate, low: share - range.high, high: share - range.low },
    verdict: judgeDayShare(own, shares),
  };
}

/** A day's count against such days before it. */
export function usualCount(
  { context, days, period }: ReportSources,
  metric: string,
  part: Part,
): ReportChange {
  const cells = daysLike(context, period.firstDay).map((day) => days.cell(metric, part, day));
  const own = days.cell(metric, part, period.firstDay);
  const usual = middlesOf([cells]).value[0] ?? null;
  const whole = cells.filter(({ status }) => isWholeValue(status));
  const isHidden = cells.some(({ status }) => status === 'suppressed');
  if (own.value === null || usual === null || usual === 0 || isHidden)
    return { ...noChange('usual', 'ratio', 'too_few'), value: usual };
  const counts = whole.map(({ value }) => value!);
  const range = nextDayRange(counts, (mean) => mean);
  const change: ReportChange = {
    ...{ against: 'usual', value: usual, measure: 'ratio', estimate: own.value / usual },
    // What such days let expect, from the other side: the limits of the ratio to it.
    low: range === null ? null : own.value / Math.max(range.high, 1),
    high: range === null || range.low <= 0 ? null : own.value / range.low,
    verdict: judgeDayCount(own.value, usual, counts),
  };
  return own.status === 'partial' ? tempered(change, true, false) : change;
}

/** Of a week or month, day for day and like days with like days. */
export function countChanges(sources: ReportSources, metric: string): ReportChange[] {
  const { period, own, compared } = sources;
  const now = dayCounts(sources, metric, period);
  return COMPARISONS.map((against) => {
    const other = compared[against].period;
    if (other === null) return noChange(against, 'ratio', 'too_few');
    const { value } = own.cell(metric, {}, other.firstDay);
    const before = dayCounts(sources, metric, other);
    if (now.isHidden || before.isHidden) return { ...noChange(against, 'ratio', 'too_few'), value };
    const ratio = ratioOfDays(now.counts, before.counts);
    return {
      ...{ against, value, measure: 'ratio' as const },
      ...limitsOf(ratio),
      verdict: judgeChange(ratio, 1),
    };
  });
}

/** The days of a period with whole records. `isHidden`: so many are hidden that the others are no fair picture. */
export function dayCounts(
  { context, days }: ReportSources,
  metric: string,
  period: ReportPeriod,
): { counts: DayCount[]; isHidden: boolean } {
  const cells = days.range(metric, {}, period.firstDay, period.lastDay);
  const counts = daysOf(period).flatMap((day, i): DayCount[] => {
    const { value, status } = cells[i]!;
    if (value === null || !isWholeValue(status)) return [];
    const kind = context.calendar.holidayOf(day) === null ? weekdayOf(day) : HOLIDAY_KIND;
    return [{ kind, count: value }];
  });
  const hidden = cells.filter(({ status }) => status === 'suppressed').length;
  return { counts, isHidden: hidden > MOST_HIDDEN_SHARE * (counts.length + hidden) };
}

export function noChange(
  against: ReportChange['against'],
  measure: ReportChange['measure'],
  verdict: Change,
): ReportChange {
  return { against, value: null, measure, estimate: null, low: null, high: null, verdict };
}

export function limitsOf(
  interval: { estimate: number; low: number; high: number } | null,
): Pick<ReportChange, 'estimate' | 'low' | 'high'> {
  if (interval === null) return { estimate: null, low: null, high: null };
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return { estimate: finite(interval.estimate), low: finite(interval.low), high: finite(interval.high) };
}

/** Where records are missing, fewer on record are no fewer contacts. */
export function tempered(change: ReportChange, isOwnPartial: boolean, isOtherPartial: boolean): ReportChange {
  const isDoubtful =
    (change.verdict === 'fell' && isOwnPartial) || (change.verdict === 'rose' && isOtherPartial);
  return isDoubtful ? { ...change, verdict: 'not_comparable' } : change;
}
