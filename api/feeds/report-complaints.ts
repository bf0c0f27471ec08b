/**
 * The finding about complaints: how many, what most were about, whether that changed, and what is done about it.
 * Counts of causes are rounded and small, so that their spread is taken from the weeks before; refuses to call fewer
 * complaints on incomplete records fewer complaints. Sources: reference 1.5, 4 (dispersion).
 */

import { isAboutCause } from '../../db/domain/cause-family.ts';
import { UNSTATED } from '../../db/domain/lattice.ts';
import { dispersedRatio, dispersionOfWeeks, judgeChange } from '../../db/domain/period-change.ts';
import type { ReportPeriod } from '../../db/domain/report-period.ts';
import type { BreakdownRows } from '../contract/breakdown.ts';
import type { Finding, ReportAction, ReportChange } from '../contract/report-finding.ts';
import { COMPARISONS } from '../contract/series.ts';
import type { Part } from './period-cells.ts';
import { countChanges, limitsOf, noChange, tempered, usualCount } from './report-demand.ts';
import { type ReportSources, SPREAD_WEEKS } from './report-sources.ts';

const METRIC = 'complaints';

export function complaintsFinding(
  sources: ReportSources,
  actions: readonly ReportAction[],
): Finding<'complaints'> | null {
  const { own, period } = sources;
  const { value } = own.cell(METRIC, {}, period.firstDay);
  if (value === null) return null;
  return {
    topic: 'complaints',
    value,
    main: mainCause(sources, actions),
    changes: period.grain === 'day' ? [usualCount(sources, METRIC, {})] : totalChanges(sources),
  };
}

/** From the days where enough of them are shown, else from the whole with the spread of the weeks. */
function totalChanges(sources: ReportSources): ReportChange[] {
  const byDay = countChanges(sources, METRIC);
  if (byDay.every(({ verdict }) => verdict !== 'too_few')) return byDay;
  const count = (period: ReportPeriod) => sources.own.cell(METRIC, {}, period.firstDay).value;
  const byWeek = ratioChanges(sources, {}, count);
  return byDay.map((change, i) => (change.verdict === 'too_few' ? byWeek[i]! : change));
}

function mainCause(sources: ReportSources, actions: readonly ReportAction[]): Finding<'complaints'>['main'] {
  const { own, period } = sources;
  const rows = own.rows(METRIC, 'cause', period.firstDay);
  const at = rows.member.findIndex((member, i) => member !== UNSTATED.cause && (rows.value[i] ?? 0) > 0);
  if (at < 0) return null;
  const member = rows.member[at]!;
  const count = (of: ReportPeriod) => countOf(own.rows(METRIC, 'cause', of.firstDay), member);
  return {
    ...{ member, label: rows.label[at]!, value: rows.value[at]! },
    changes:
      period.grain === 'day'
        ? [usualCount(sources, METRIC, { cause: member })]
        : ratioChanges(sources, { cause: member }, count),
    actions: actions.filter(({ causes }) => causes.some((cause) => isAboutCause(cause, member))),
  };
}

/** Who is not among the rows had none; null where it is hidden. */
function countOf(rows: BreakdownRows, member: string): number | null {
  const at = rows.member.indexOf(member);
  return at < 0 ? 0 : (rows.value[at] ?? null);
}

/** A count a day of records against that of another period, with the spread that the weeks before the end show. */
function ratioChanges(
  sources: ReportSources,
  part: Part,
  count: (period: ReportPeriod) => number | null,
): ReportChange[] {
  const { period, own, compared } = sources;
  const dispersion = dispersionBefore(sources, part);
  const now = { count: count(period), exposure: knownDays(sources, period) };
  const isPartial = (of: ReportPeriod) => own.cell('offered', {}, of.firstDay).status === 'partial';
  return COMPARISONS.map((against) => {
    const other = compared[against].period;
    const exposure = other === null ? 0 : knownDays(sources, other);
    const value = other === null || exposure === 0 ? null : count(other);
    if (dispersion === null || other === null || now.count === null || value === null)
      return { ...noChange(against, 'ratio', 'too_few'), value };
    const ratio = dispersedRatio(
      { count: now.count, exposure: now.exposure },
      { count: value, exposure },
      dispersion,
    );
    const change: ReportChange = {
      ...{ against, value, measure: 'ratio', ...limitsOf(ratio) },
      verdict: judgeChange(ratio, 1),
    };
    return tempered(change, isPartial(period), isPartial(other));
  });
}

/** Of a cause itself, or of all complaints where too many of its weeks are hidden. */
function dispersionBefore({ weeks, period }: ReportSources, part: Part): number | null {
  const counts = (of: Part) =>
    weeks
      .range(METRIC, of, period.lastDay - 7 * SPREAD_WEEKS, period.lastDay)
      .map(({ value, status }) => (status === 'partial' ? null : value));
  return dispersionOfWeeks(counts(part)) ?? dispersionOfWeeks(counts({}));
}

/** Days of which there are records, whole or in part. */
function knownDays({ days }: ReportSources, { firstDay, lastDay }: ReportPeriod): number {
  return days
    .range('offered', {}, firstDay, lastDay)
    .filter(({ status }) => status !== 'missing' && status !== 'closed').length;
}
