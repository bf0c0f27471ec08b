/**
 * The release calendar: which figures are due when, and whether they came in time. Owns what counts as a release and as
 * late; refuses to know databases and "now", which are handed to it. Source: reference 6.1.
 *
 * A release is a day, week or month reaching one of its stages: `provisional`, its figures for the first time, on the day
 * after it; then final, by groups of metrics that become final so many days after its end (`finality.ts`). A day on which every
 * channel is closed has none of its own, and what ends with such a day comes with the next open one, since no record can
 * show earlier that it is over. Each is due BY the standard time on the organisation's wall, at the latest: nothing is held
 * back until then. It is published by the first edition that reaches so far, and late where that edition came after it was due,
 * or none has come though it was. What was due before the first edition is no release. A release may be put off, but only
 * where an edition said so before it was due: what is told afterwards is late all the same.
 */
import { periodStart } from './bucket.ts';
import { COMPLAINTS_FINAL, COUNTS_FINAL, type FinalLags, finalAfter, LINKS_FINAL } from './finality.ts';
import { formatPeriodId, REPORT_GRAINS, type ReportGrain, reportPeriod } from './report-period.ts';
import type { CivilDay, Zone } from './zone.ts';

export const RELEASE_STAGES = ['provisional', 'counts', 'first_contact', 'complaint_handling'] as const;
export type ReleaseStage = (typeof RELEASE_STAGES)[number];

export const RELEASE_STATUSES = ['coming', 'on_time', 'late', 'overdue'] as const;
export type ReleaseStatus = (typeof RELEASE_STATUSES)[number];

/** Puts off what is due on a day. */
export interface ReleaseChange {
  /** "2026-W47": of this period alone; null: whatever is due that day */
  of: string | null;
  from: CivilDay;
  /** a later day */
  to: CivilDay;
  reason: string;
}

export interface ReleaseSettings {
  /** seconds on the wall since midnight */
  bySecond: number;
  finalAfterDays: FinalLags;
  /** a role, never a person */
  responsible: string | null;
  /** who sees figures before everybody */
  earlyAccess: readonly { who: string; reason: string; hoursBefore: number }[];
  changes: readonly ReleaseChange[];
}

/** Days from the end of a period until its figures are due; `provisional` the day after. */
export function stageDays(lags: FinalLags): Readonly<Record<ReleaseStage, number>> {
  return {
    provisional: 1,
    counts: finalAfter(COUNTS_FINAL, lags),
    first_contact: finalAfter(LINKS_FINAL, lags),
    complaint_handling: finalAfter(COMPLAINTS_FINAL, lags),
  };
}

/** What becomes final so late is published by month alone. */
const STAGES_OF: Readonly<Record<ReportGrain, readonly ReleaseStage[]>> = {
  day: ['provisional', 'counts', 'first_contact'],
  week: ['provisional', 'counts', 'first_contact'],
  month: RELEASE_STAGES,
};

export interface Release {
  grain: ReportGrain;
  /** `2026-11-20`, `2026-W47`, `2026-10` */
  period: string;
  lastDay: CivilDay;
  stage: ReleaseStage;
  /** the first day on which an edition can publish it */
  settledOn: CivilDay;
  dueDay: CivilDay;
  /** UTC seconds */
  dueAt: number;
  /** the day on which it was due before it was put off, and why it was; null: it was not */
  putOff: { from: CivilDay; reason: string } | null;
}

/** The organisation's days: its zone, and whether any channel is open (true where no hours are known). */
export interface ReleaseDays {
  zone: Zone;
  isOpen(day: CivilDay): boolean;
}

/** No line is closed for longer. */
const LONGEST_CLOSURE_DAYS = 31;

/** Every release that is due from one day to another, both included, in order of time; `changes`: those that count. */
export function releasesDue(
  { bySecond, finalAfterDays, changes }: Pick<ReleaseSettings, 'bySecond' | 'finalAfterDays' | 'changes'>,
  { zone, isOpen }: ReleaseDays,
  fromDay: CivilDay,
  toDay: CivilDay,
): Release[] {
  const found: Release[] = [];
  const days = stageDays(finalAfterDays);
  // What was put off is due later than its days say.
  const longest = changes.reduce((days, { from, to }) => days + to - from, 0);
  for (const grain of REPORT_GRAINS) {
    for (const stage of STAGES_OF[grain]) {
      const earliest = fromDay - days[stage] - LONGEST_CLOSURE_DAYS - longest;
      for (let day = periodStart(grain, earliest); day <= toDay; ) {
        const { firstDay, lastDay } = reportPeriod(grain, day);
        day = lastDay + 1;
        if (grain === 'day' && !isOpen(firstDay)) continue;
        const period = formatPeriodId({ grain, firstDay });
        const usual = Math.max(lastDay + days[stage], openDayFrom(isOpen, lastDay) + 1);
        const { dueDay, reason } = putOff(changes, period, usual);
        if (dueDay < fromDay || dueDay > toDay) continue;
        const dueAt = zone.firstInstantOf(dueDay, bySecond);
        const before = reason === null ? null : { from: usual, reason };
        const settledOn = stage === 'provisional' ? lastDay : lastDay + days[stage];
        found.push({ grain, period, lastDay, stage, settledOn, dueDay, dueAt, putOff: before });
      }
    }
  }
  return found.sort((a, b) => a.dueDay - b.dueDay);
}

/** Each change leads to a later day, from which another may. */
function putOff(
  changes: readonly ReleaseChange[],
  period: string,
  usual: CivilDay,
): { dueDay: CivilDay; reason: string | null } {
  let [dueDay, reason]: [CivilDay, string | null] = [usual, null];
  for (;;) {
    const change = changes.find(({ of, from }) => from === dueDay && (of ?? period) === period);
    if (change === undefined) return { dueDay, reason };
    dueDay = change.to;
    reason = change.reason;
  }
}

function openDayFrom(isOpen: ReleaseDays['isOpen'], day: CivilDay): CivilDay {
  for (let later = day; later <= day + LONGEST_CLOSURE_DAYS; later += 1) if (isOpen(later)) return later;
  return day;
}

/** What the calendar sees of an edition; days are those of the organisation. */
export interface PublishedEdition {
  id: number;
  /** UTC seconds */
  at: number;
  /** the last day of its figures; null: none */
  through: CivilDay | null;
  /** the day on which it was made, by which it called figures final */
  today: CivilDay;
}

/** The editions that reached further than all before them: no other can be the first to publish anything. */
export function reachingFurther(editions: readonly PublishedEdition[]): PublishedEdition[] {
  let through: CivilDay | null = null;
  let today = Number.NEGATIVE_INFINITY;
  return editions.flatMap((edition) => {
    const reach = Math.max(through ?? Number.NEGATIVE_INFINITY, edition.through ?? Number.NEGATIVE_INFINITY);
    const isFurther = reach > (through ?? Number.NEGATIVE_INFINITY) || edition.today > today;
    if (!isFurther) return [];
    through = Number.isFinite(reach) ? reach : null;
    today = Math.max(today, edition.today);
    return [{ ...edition, through, today }];
  });
}

export interface Judged {
  status: ReleaseStatus;
  /** the edition that published it; null: none has */
  edition: PublishedEdition | null;
  /** how long after it was due it came, or has not come yet; 0 where it is not late */
  lateSeconds: number;
}

/** `editions`: those of `reachingFurther`. */
export function judgeRelease(
  { lastDay, settledOn, dueAt }: Release,
  editions: readonly PublishedEdition[],
  nowSeconds: number,
): Judged {
  const edition =
    editions.find(({ through, today }) => through !== null && through >= lastDay && today >= settledOn) ??
    null;
  const lateSeconds = Math.max(0, (edition?.at ?? nowSeconds) - dueAt);
  if (edition === null) return { status: lateSeconds > 0 ? 'overdue' : 'coming', edition, lateSeconds };
  return { status: lateSeconds > 0 ? 'late' : 'on_time', edition, lateSeconds };
}
