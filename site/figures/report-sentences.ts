/**
 * The sentences that a report begins with, one for each of its findings. Owns which words a finding has; the verdicts are the
 * published ones, so that no sentence is surer than its interval, and what was not compared is not spoken of as if it were.
 */
import type { ReportAnswer } from '../../api/contract/report.ts';
import type {
  ClockResult,
  Finding,
  ReportAction,
  ReportChange,
  ReportFinding,
} from '../../api/contract/report-finding.ts';
import { parsePeriodId } from '../../db/domain/report-period.ts';
import { type CivilDay, parseDay, weekdayOf } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/say.ts';
import { formatDate, formatDayAndMonth, formatLongDate, formatMonth } from '../words/date.ts';
import { formatDuration, formatThreshold } from '../words/duration.ts';
import { nameMember } from '../words/member.ts';
import { capitalise, formatCount, formatDecimal, formatShare, formatShareRange } from '../words/number.ts';
import { formatAgainst } from '../words/value.ts';
import { contactsWord } from './context.ts';
import { effectWords } from './verdict.ts';

/** At most five, in order; fewer where the report says so. */
export function sentencesOf(say: Say, report: ReportAnswer): string[] {
  return report.findings.map((finding) => capitalise(sentenceOf(say, report, finding)));
}

/** Why there are fewer than five; null where there are five. */
export function silenceOf(say: Say, { silence, figures }: ReportAnswer): string | null {
  if (silence === null) return null;
  // What is hidden is on record.
  const isHidden = silence === 'not_recorded' && figures.status.includes('suppressed');
  return say.findings.silence[isHidden ? 'partly_hidden' : silence];
}

function sentenceOf(say: Say, report: ReportAnswer, finding: ReportFinding): string {
  const words = say.findings;
  switch (finding.topic) {
    case 'volume': {
      const change = countChange(say, report, finding.changes);
      const isByDay = report.period !== 'day' && finding.changes.some(isTold);
      if (finding.value === 0) return words.volumeNone(whenOf(say, report));
      const count = formatCount(say, finding.value);
      return words.volume(whenOf(say, report), count, isByDay ? words.likeDays(change) : change);
    }
    case 'categories': {
      const share = formatShare(say, finding.share);
      const reason =
        words.reasons[finding.member]?.(share) ??
        words.otherReason(nameMember(say, finding.member, finding.label), share);
      return words.reason(reason, shareChange(say, report, finding.changes));
    }
    case 'service_levels':
      return words.clocks(clocksText(say, finding), shareChange(say, report, finding.changes, true));
    case 'complaints':
      return complaintsText(say, report, finding);
    case 'satisfaction': {
      const { value, n, low, high, aim, verdict, changes } = finding;
      const share = aim === null ? formatShare(say, value) : formatAgainst(say, 'share', value, aim);
      const target = aim === null || verdict === null ? '' : words.aim[verdict](formatShare(say, aim));
      const range = formatShareRange(say, low ?? value, high ?? value);
      return words.satisfaction(
        ...([share, range, formatCount(say, n), target, shareChange(say, report, changes)] as const),
      );
    }
    case 'actions': {
      if (finding.judged.length === 0) return words.underWay(formatCount(say, finding.count));
      const judged = finding.judged.map(({ title, verdict, look }) => {
        const name = uncapitalise(say.verdicts.names[verdict]);
        const change = look === null ? null : effectWords(say, look);
        return change === null
          ? words.judgedOne(title, name)
          : words.judgedBy(title, name, change.estimate, change.range);
      });
      return words.judged(say.and(judged));
    }
    case 'abandonment': {
      const { value, channel, changes } = finding;
      const whose = contactsWord(say, channel);
      return words.abandonment(formatShare(say, value), whose, shareChange(say, report, changes));
    }
    case 'waits': {
      const half = formatDuration(say, finding.half, 'up');
      if (finding.nineInTen === null) return words.waitsHalf(half);
      return words.waits(half, formatDuration(say, finding.nineInTen, 'up'));
    }
  }
}

/** The period as a sentence begins with it: "October 2026". */
function whenOf(say: Say, { period, from }: ReportAnswer): string {
  const words = say.findings.when;
  const first = dayOf(from);
  if (period === 'day') return words.day(formatLongDate(say, first));
  return period === 'week' ? words.week(formatDate(say, first)) : words.month(formatMonth(say, first));
}

function complaintsText(say: Say, report: ReportAnswer, finding: Finding<'complaints'>): string {
  const words = say.findings;
  const { value, main, changes } = finding;
  if (value === 0) return words.complaintsNone(whenOf(say, report));
  const total = formatCount(say, value);
  if (main === null) {
    const causes = report.breakdowns.find(({ by }) => by === 'cause')?.rows.status ?? [];
    const change = countChange(say, report, changes);
    return causes.includes('suppressed')
      ? words.complaintsHidden(total, change)
      : words.complaintsUnsaid(total, change);
  }
  const actions = main.actions.map((action) => words.action[verdictOf(action)](action.title));
  return words.complaints(
    formatCount(say, main.value),
    total,
    nameMember(say, main.member, main.label),
    countChange(say, report, main.changes),
    actions.length === 0 ? words.noAction : say.and(actions),
  );
}

/** How an action is spoken of: by its verdict, where it has one. */
export function verdictOf({ verdict, stage }: ReportAction) {
  return verdict !== 'registered_late' && stage === 'planned' ? 'planned' : verdict;
}

function clocksText(say: Say, { channel, clocks }: Finding<'service_levels'>): string {
  const words = say.findings;
  const whose = contactsWord(say, channel);
  const parts = clocks.map((one) => {
    const isAlone = clocks.filter(({ clock }) => clock === one.clock).length === 1;
    const text = clockText(say, whose, one);
    const [from, to] = [dayOf(one.from), dayOf(one.to)];
    return isAlone ? text : words.during(formatDayAndMonth(say, from, to), formatDate(say, to), text);
  });
  return say.and(parts);
}

function clockText(say: Say, whose: string, result: ClockResult): string {
  const words = say.findings;
  const { clock, value, low, high, aim, verdict, thresholdSeconds } = result;
  if (value === null) return clock === 'internal' ? words.oursUnknown : words.theirsUnknown;
  const plain = aim === null ? formatShare(say, value) : formatAgainst(say, 'share', value, aim);
  const share = low === null || high === null ? plain : words.within(plain, formatShareRange(say, low, high));
  const time = formatThreshold(say, thresholdSeconds);
  const promise = aim === null || verdict === null ? '' : words.promise[verdict](formatShare(say, aim));
  return clock === 'internal' ? words.ours(share, whose, time, promise) : words.theirs(share, time, promise);
}

/** Counts, day for day; what cannot be compared with either is said once. */
export function countChange(say: Say, report: ReportAnswer, changes: readonly ReportChange[]): string {
  return changeText(say, report, changes, say.findings.recordsLack, (change) => {
    const words = say.findings;
    const { verdict, estimate, low, high } = change;
    const than = referenceOf(say, report, change, 'than');
    if (verdict === 'no_clear_change') return words.same(referenceOf(say, report, change, 'from'));
    const isMore = verdict === 'rose';
    // From none at all, or to none, there is no share of change.
    if (estimate === null || estimate === 0) return isMore ? words.moreUnsaid(than) : words.fewerUnsaid(than);
    const share = formatShare(say, Math.abs(estimate - 1));
    if (change.against === 'usual' || low === null || high === null)
      return isMore ? words.more(share, than) : words.fewer(share, than);
    const [least, most] = isMore ? [low - 1, high - 1] : [1 - high, 1 - low];
    const range = words.span(formatShare(say, least), formatShare(say, most));
    return isMore ? words.moreWithin(share, range, than) : words.fewerWithin(share, range, than);
  });
}

/** `isPromise`: shares within a time, which another promise would count by another. */
export function shareChange(
  say: Say,
  report: ReportAnswer,
  changes: readonly ReportChange[],
  isPromise = false,
): string {
  const words = say.findings;
  return changeText(say, report, changes, isPromise ? words.promiseDiffers : words.recordsLack, (change) => {
    const from = referenceOf(say, report, change, 'from');
    const { verdict, estimate } = change;
    if (verdict === 'no_clear_change') return words.same(from);
    const points = formatDecimal(say, Math.abs(100 * (estimate ?? 0)), 1);
    return verdict === 'rose' ? words.up(points, from) : words.down(points, from);
  });
}

function changeText(
  say: Say,
  report: ReportAnswer,
  changes: readonly ReportChange[],
  notComparable: string,
  tell: (change: ReportChange) => string,
): string {
  const words = say.findings;
  const told = changes.filter(isTold);
  const [one, other] = told;
  if (one === undefined) return changes[0]?.verdict === 'not_comparable' ? notComparable : words.tooFew;
  if (other !== undefined && told.every(({ verdict }) => verdict === 'no_clear_change'))
    return words.sameBoth(referenceOf(say, report, one, 'from'), referenceOf(say, report, other, 'from'));
  return say.and(told.map(tell));
}

function isTold({ verdict }: ReportChange): boolean {
  return verdict !== 'too_few' && verdict !== 'not_comparable';
}

function referenceOf(
  say: Say,
  report: ReportAnswer,
  { against }: ReportChange,
  form: 'than' | 'from',
): string {
  const words = say.findings[form];
  if (against === 'usual') return words.usual(say.weekdays[weekdayOf(dayOf(report.from))]!);
  const compared = report.compared[against].date;
  const first = compared === null ? null : parsePeriodId(compared)?.firstDay;
  if (report.period === 'month') return words.month(formatMonth(say, first ?? dayOf(report.from)));
  return against === 'previous' ? words.week : words.weekLastYear;
}

/** The name of a verdict within a sentence. */
function uncapitalise(name: string): string {
  return `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
}

function dayOf(date: string): CivilDay {
  return parseDay(date) ?? 0;
}
