/**
 * Findings about promises, waits and what people said: shares of contacts with the day as the unit, shares of answers with
 * Newcombe's interval. Refuses to compare shares within different times. Sources: reference 1.5 and 2.
 */
import { shareDifference, type Tally } from '../../db/domain/confidence.ts';
import type { Channel } from '../../db/domain/contact.ts';
import { metricNamed } from '../../db/domain/metric.ts';
import { judgeChange } from '../../db/domain/period-change.ts';
import type { ReportPeriod } from '../../db/domain/report-period.ts';
import {
  CLOCKS,
  type Clock,
  METRIC_OF_CLOCK,
  metricTargetInForce,
  targetInForce,
  thresholdInForce,
} from '../../db/domain/target.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import type { SaidCell } from '../contract/cell.ts';
import type { ClockResult, Finding, ReportChange } from '../contract/report-finding.ts';
import { COMPARISONS } from '../contract/series.ts';
import type { Part } from './period-cells.ts';
import { limitsOf, noChange, shareChanges } from './report-demand.ts';
import { daysLike, type ReportSources } from './report-sources.ts';
import { daysOf, judgeWithin } from './target-result.ts';

/** The channel of which a report speaks first: the first with a promise and a figure, else the first with a figure. */
function mainChannel(sources: ReportSources): { channel: Channel | null; part: Part } | null {
  const { channels, own, period, context } = sources;
  const parts = channels.map((channel) => ({ channel, part: channels.length > 1 ? { channel } : {} }));
  const known = parts.filter(({ part }) => own.cell('service_level', part, period.firstDay).value !== null);
  const hasPromise = (channel: Channel) =>
    daysOf(period).some(
      (day) => targetInForce(context.configuration.targets, { channel, day, clock: 'internal' }) !== null,
    );
  return known.find(({ channel }) => hasPromise(channel)) ?? known[0] ?? null;
}

export function clocksFinding(sources: ReportSources): Finding<'service_levels'> | null {
  const main = mainChannel(sources);
  if (main === null) return null;
  const { channel, part } = main;
  const { period, days } = sources;
  const threshold = (day: CivilDay) => thresholdOf(sources, 'internal', channel, day);
  const own = new Set(daysOf(period).map(threshold));
  return {
    topic: 'service_levels',
    channel,
    clocks: CLOCKS.flatMap((clock) => clockResults(sources, clock, channel, part)),
    changes: shareChanges(
      sources,
      (from, to) => days.range('service_level', part, from, to).map(tallyOf),
      (firstDay, lastDay) =>
        own.size === 1 && daysOf({ firstDay, lastDay }).every((day) => own.has(threshold(day))),
    ),
  };
}

function thresholdOf(
  { context }: ReportSources,
  clock: Clock,
  channel: Channel | null,
  day: CivilDay,
): number {
  return thresholdInForce(context.configuration.targets, { channel, day, clock });
}

/** One result a promise, also where its figure is not known; without a promise a figure that is not known is left out. */
function clockResults(
  sources: ReportSources,
  clock: Clock,
  channel: Channel | null,
  part: Part,
): ClockResult[] {
  const { context, period } = sources;
  const { targets, disclosure } = context.configuration;
  const { threshold } = disclosure;
  const metric = metricNamed(METRIC_OF_CLOCK[clock]);
  const stretches: { firstDay: CivilDay; lastDay: CivilDay; aim: number | null; thresholdSeconds: number }[] =
    [];
  for (const day of daysOf(period)) {
    const aim = targetInForce(targets, { channel, day, clock })?.share ?? null;
    const thresholdSeconds = thresholdOf(sources, clock, channel, day);
    const last = stretches.at(-1);
    if (last !== undefined && last.aim === aim && last.thresholdSeconds === thresholdSeconds)
      last.lastDay = day;
    else stretches.push({ firstDay: day, lastDay: day, aim, thresholdSeconds });
  }
  return stretches.flatMap(({ aim, thresholdSeconds, ...stretch }) => {
    const { figure, verdict } = judgeWithin(sources, metric, part, period, stretch, { aim, threshold });
    if (figure.value === null && aim === null) return [];
    return {
      ...{ clock, metric: metric.id, from: formatDay(stretch.firstDay), to: formatDay(stretch.lastDay) },
      ...{ thresholdSeconds, aim, ...figure },
      verdict: aim === null ? null : verdict,
    };
  });
}

function tallyOf({ value, n, status }: SaidCell): Tally | null | 'hidden' {
  if (status === 'suppressed') return 'hidden';
  return value === null || n === null ? null : { k: value * n, n };
}

export function abandonmentFinding(sources: ReportSources): Finding<'abandonment'> | null {
  const main = mainChannel(sources);
  const { own, days, period } = sources;
  const part = main?.part ?? {};
  const { value, n } = own.cell('abandonment_rate', part, period.firstDay);
  if (value === null || n === null) return null;
  return {
    topic: 'abandonment',
    ...{ channel: main?.channel ?? null, value, n },
    changes: shareChanges(sources, (from, to) => days.range('abandonment_rate', part, from, to).map(tallyOf)),
  };
}

export function waitsFinding(sources: ReportSources): Finding<'waits'> | null {
  const main = mainChannel(sources);
  if (main === null) return null;
  const wait = (metric: string) => sources.own.cell(metric, main.part, sources.period.firstDay).value;
  const half = wait('wait_p50');
  return half === null ? null : { topic: 'waits', channel: main.channel, half, nineInTen: wait('wait_p90') };
}

const SATISFIED = 'csat_top2';

export function satisfactionFinding(sources: ReportSources): Finding<'satisfaction'> | null {
  const { own, period, context } = sources;
  const { value, n } = own.cell(SATISFIED, {}, period.firstDay);
  if (value === null || n === null) return null;
  const answers = { k: value * n, n };
  const { targets, disclosure } = context.configuration;
  const target = metricTargetInForce(targets, { metric: SATISFIED, channel: null, day: period.lastDay });
  const aim = target?.value ?? null;
  const { figure, verdict } = judgeWithin(sources, metricNamed(SATISFIED), {}, period, period, {
    ...{ aim, threshold: disclosure.threshold },
  });
  return {
    topic: 'satisfaction',
    ...{ ...figure, value, n },
    aim,
    verdict: aim === null ? null : verdict,
    changes: answersBefore(sources).map(({ against, before }): ReportChange => {
      if (before === null || before.n === 0) return noChange(against, 'difference', 'too_few');
      const difference = shareDifference(answers, before);
      return {
        ...{ against, value: before.k / before.n, measure: 'difference', ...limitsOf(difference) },
        verdict: judgeChange(difference, 0),
      };
    }),
  };
}

/** Answers may be taken as independent: those of the eight such weekdays before a day are put together. */
function answersBefore({ own, days, period, context, compared }: ReportSources): {
  against: ReportChange['against'];
  before: Tally | null;
}[] {
  const tally = (cell: SaidCell) => {
    const known = tallyOf(cell);
    return known === 'hidden' ? null : known;
  };
  if (period.grain === 'day') {
    const known = daysLike(context, period.firstDay).flatMap(
      (day) => tally(days.cell(SATISFIED, {}, day)) ?? [],
    );
    const before = known.reduce((sum, { k, n }) => ({ k: sum.k + k, n: sum.n + n }), { k: 0, n: 0 });
    return [{ against: 'usual', before }];
  }
  const of = (other: ReportPeriod | null) =>
    other === null ? null : tally(own.cell(SATISFIED, {}, other.firstDay));
  return COMPARISONS.map((against) => ({ against, before: of(compared[against].period) }));
}
