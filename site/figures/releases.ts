/**
 * The release calendar as a page: what is due next, the months ahead, what came late, who sees figures early, when Candour was
 * away. Owns what of it is shown, folded and left to the table; refuses to judge what is late, which is the answer's.
 */
import type { ReleasesAnswer } from '../../api/contract/releases.ts';
import type { ReleaseStage, ReleaseStatus } from '../../db/domain/release-calendar.ts';
import { parsePeriodId, type ReportGrain } from '../../db/domain/report-period.ts';
import { type CivilDay, dateOfDay, dayOfDate, formatDay, parseDay } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import {
  formatDate,
  formatDayAndMonth,
  formatLongDate,
  formatMonth,
  formatWeekdayAndDay,
} from '../words/date.ts';
import { formatDuration } from '../words/duration.ts';
import { formatInstant } from '../words/instant.ts';
import { capitalise, formatCount } from '../words/number.ts';
import { dayOf } from './actions.ts';
import { clockOf } from './editions.ts';
import { nameReport } from './report.ts';

export interface ReleaseRow {
  dueAt: string;
  dueDay: CivilDay;
  grain: ReportGrain;
  period: string;
  stage: ReleaseStage;
  status: ReleaseStatus;
  publishedAt: string | null;
  edition: number | null;
  lateSeconds: number;
  putOffFrom: string | null;
}

export interface LateEntry {
  id: string;
  when: string;
  kind: string;
  said: string;
  items: string[];
}

export interface ReleasesPage {
  heading: string;
  next: { heading: string; items: string[] } | null;
  rule: { heading: string; terms: { name: string; text: string }[]; latest: string };
  /** the role, and the sentence in which it stands */
  responsible: { sentence: string; who: string } | null;
  ahead: { heading: string; months: { label: string; items: { date: string; text: string }[] }[] };
  putOff: {
    heading: string;
    changes: { said: string; reason: string; quoted: string; told: string }[];
  };
  past: {
    heading: string;
    shown: LateEntry[];
    folded: LateEntry[];
    more: string;
    rest: string | null;
  };
  early: { heading: string; roles: { who: string; sentence: string; reason: string }[] };
  away: { heading: string; shown: string[]; folded: string[]; more: string };
}

/** So many late days are open to the eye, and so many with those that are folded. */
const SHOWN = 12;
const LISTED = 60;

/** Null where no calendar has been published. */
export function releasesPage(read: Read, say: Say): ReleasesPage | null {
  const answer = read<ReleasesAnswer>('releases');
  if (answer === null) return null;
  const words = say.releases;
  const rows = rowsOf(answer);
  const ahead = rows.filter(({ status }) => status === 'coming');
  const due = rows.filter(({ status }) => status !== 'coming');
  const [first] = ahead;
  const time = clockOf(say, `0000-00-00T${answer.time}`);
  const { provisional, ...finals } = answer.dueAfterDays as Record<ReleaseStage, number>;
  const lags = Object.values(finals).sort((a, b) => a - b);
  return {
    heading: headingOf(say, due, first, time),
    next:
      first === undefined
        ? null
        : {
            heading: words.nextHeading(formatLongDate(say, first.dueDay)),
            items: ahead
              .filter(({ dueDay }) => dueDay === first.dueDay)
              .map((row) => capitalise(itemOf(say, row))),
          },
    rule: {
      heading: words.ruleHeading(String(lags[0]), String(lags.at(-1))),
      terms: [
        { name: words.terms.provisional, text: words.dayAfter },
        ...(Object.entries(finals) as [keyof typeof finals, number][]).map(([stage, days]) => ({
          name: words.terms[stage],
          text: words.daysAfter(String(days)),
        })),
      ],
      latest: words.latest(time),
    },
    responsible:
      answer.responsible === null
        ? null
        : { sentence: words.responsible(answer.responsible), who: answer.responsible },
    ahead: aheadOf(say, ahead),
    putOff: putOffOf(say, answer),
    past: pastOf(say, due),
    early: {
      heading: words.earlyHeading(answer.earlyAccess.length, formatCount(say, answer.earlyAccess.length)),
      roles: answer.earlyAccess.map(({ who, reason, hoursBefore }) => ({
        ...{ who, reason },
        sentence: words.before(capitalise(formatDuration(say, hoursBefore * 3600, 'up')), reason),
      })),
    },
    away: awayOf(say, answer),
  };
}

export function rowsOf({ releases }: ReleasesAnswer): ReleaseRow[] {
  return releases.dueAt.map((dueAt, i) => ({
    ...{ dueAt, dueDay: dayOf(dueAt) },
    grain: releases.grain[i]!,
    period: releases.period[i]!,
    stage: releases.stage[i]!,
    status: releases.status[i]!,
    publishedAt: releases.publishedAt[i] ?? null,
    edition: releases.edition[i] ?? null,
    lateSeconds: releases.lateSeconds[i] ?? 0,
    putOffFrom: releases.putOffFrom[i] ?? null,
  }));
}

/** What a reader plans by: reports of weeks, and whatever is of a month. */
export function isLong({ grain, stage }: Pick<ReleaseRow, 'grain' | 'stage'>): boolean {
  return grain === 'month' || (grain === 'week' && stage === 'provisional');
}

/** "week 47 of 2026, 16 to 22 November 2026: first figures, provisional" */
export function itemOf(say: Say, { period, stage, putOffFrom }: ReleaseRow): string {
  const item = say.labelled(nameReport(say, period), say.releases.stages[stage]);
  if (putOffFrom === null) return item;
  return `${item} (${say.releases.putOffFrom(formatDate(say, parseDay(putOffFrom) ?? 0))})`;
}

function headingOf(say: Say, due: readonly ReleaseRow[], next: ReleaseRow | undefined, time: string): string {
  const overdue = due.filter(({ status }) => status === 'overdue');
  const [first] = overdue;
  if (first !== undefined)
    return say.releases.overdue(overdue.length, formatCount(say, overdue.length), momentOf(say, first.dueAt));
  return next === undefined ? say.releases.title : say.releases.next(formatDate(say, next.dueDay), time);
}

function aheadOf(say: Say, ahead: readonly ReleaseRow[]): ReleasesPage['ahead'] {
  const byMonth = Map.groupBy(ahead.filter(isLong), ({ dueDay }) => {
    const { year, month } = dateOfDay(dueDay);
    return dayOfDate(year, month, 1);
  });
  const last = [...byMonth.keys()].at(-1);
  return {
    heading: last === undefined ? say.releases.title : say.releases.aheadHeading(formatMonth(say, last)),
    months: [...byMonth].map(([month, rows]) => ({
      label: capitalise(formatMonth(say, month)),
      items: rows.map((row) => ({
        date: capitalise(formatWeekdayAndDay(say, row.dueDay)),
        text: capitalise(itemOf(say, row)),
      })),
    })),
  };
}

function putOffOf(say: Say, { changes }: ReleasesAnswer): ReleasesPage['putOff'] {
  const words = say.releases;
  const date = (written: string) => parseDay(written) ?? 0;
  return {
    heading: words.putOffHeading(changes.length, formatCount(say, changes.length)),
    changes: changes.map(({ of, from, to, reason, announcedAt, counts }) => ({
      said: words.putOff(
        of === null || parsePeriodId(of) === null ? words.whatever : capitalise(nameReport(say, of)),
        formatDayAndMonth(say, date(from), date(to)),
        formatDate(say, date(to)),
      ),
      reason: say.editions.reason(reason),
      quoted: reason,
      told: !counts
        ? words.untold
        : announcedAt === null
          ? words.toldNext
          : words.told(formatDate(say, dayOf(announcedAt))),
    })),
  };
}

function pastOf(say: Say, due: readonly ReleaseRow[]): ReleasesPage['past'] {
  const words = say.releases;
  const late = due.filter(({ lateSeconds }) => lateSeconds > 0);
  // What was due at one time and came with one edition is told in one breath.
  const groups = [...Map.groupBy(late, ({ dueAt, edition }) => `${dueAt} ${edition}`).values()];
  const entries = groups.map((rows) => lateEntry(say, rows)).reverse();
  const folded = entries.slice(SHOWN, LISTED);
  const rest = Math.max(0, entries.length - LISTED);
  const since = due[0] === undefined ? '' : formatDate(say, due[0].dueDay);
  return {
    heading: words.pastHeading(
      ...([late.length, formatCount(say, late.length)] as const),
      ...([due.length, formatCount(say, due.length), since] as const),
    ),
    shown: entries.slice(0, SHOWN),
    folded,
    more: words.more(formatCount(say, folded.length)),
    rest: rest === 0 ? null : words.rest(rest, formatCount(say, rest)),
  };
}

function lateEntry(say: Say, rows: readonly ReleaseRow[]): LateEntry {
  const words = say.releases;
  const { dueAt, dueDay, publishedAt, edition, lateSeconds } = rows[0]!;
  const span = formatDuration(say, Math.max(60, lateSeconds), 'near');
  return {
    id: `due-${formatDay(dueDay)}${edition === null ? '' : `-${edition}`}`,
    when: momentOf(say, dueAt),
    kind: edition === null ? words.kinds.overdue : words.kinds.late,
    said:
      edition === null || publishedAt === null
        ? words.missing(span)
        : words.late(span, momentOf(say, publishedAt), formatCount(say, edition)),
    items: rows.map((row) => capitalise(itemOf(say, row))),
  };
}

function awayOf(say: Say, { interruptions }: ReleasesAnswer): ReleasesPage['away'] {
  const words = say.releases;
  const lines = interruptions.slice(0, LISTED).map(({ from, to, seconds }) => {
    const span = formatDuration(say, seconds, 'near');
    return dayOf(from) === dayOf(to)
      ? words.awayDay(formatDate(say, dayOf(from)), clockOf(say, from), clockOf(say, to), span)
      : words.away(momentOf(say, from), momentOf(say, to), span);
  });
  const folded = lines.slice(SHOWN);
  return {
    heading: words.awayHeading(interruptions.length, formatCount(say, interruptions.length)),
    shown: lines.slice(0, SHOWN),
    folded,
    more: words.more(formatCount(say, folded.length)),
  };
}

/** Of a local instant. */
function momentOf(say: Say, instant: string): string {
  return say.changes.moment(formatDate(say, dayOf(instant)), clockOf(say, instant));
}

/** When the answer was made, on the organisation's wall. */
export function madeAt(say: Say, utcSeconds: number, timeZone: string): string {
  return say.releases.asOf(formatInstant(say, new Date(utcSeconds * 1000).toISOString(), timeZone));
}
