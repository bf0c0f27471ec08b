/** How long everyone who asked for a person waited in the last whole month, step by step, beside the year before. */

import type { SeriesAnswer } from '../../api/contract/series.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import { shiftMonths } from '../../db/domain/civil-day.ts';
import { placeAll } from '../charts/picture.ts';
import { placeWaitSteps, type StepRow, type WaitStepsState } from '../charts/wait-steps.ts';
import type { Say } from '../i18n/say.ts';
import { formatMonth } from '../words/date.ts';
import { formatThreshold } from '../words/duration.ts';
import { capitalise, formatCount, formatShare } from '../words/number.ts';
import { contactsWord, type FigureContext, methodsOf } from './context.ts';
import { absentFigure, type Figure, plainCell, type Table } from './figure.ts';
import { cellsOf, latestTold } from './series-cells.ts';
import { type AimInForce, aimInForce } from './targets.ts';
import {
  metricOfWait,
  WAIT_THRESHOLDS,
  type WaitCounts,
  type WaitStep,
  waitCountsOf,
  waitStepsOf,
} from './wait-counts.ts';

const LONGEST = WAIT_THRESHOLDS.at(-1)!;
/** Where hardly anybody is answered within minutes, steps of minutes say nothing. */
const LEAST_WITHIN_LONGEST = 0.05;

export function waitStepsFigure(context: FigureContext): Figure {
  const { say, read, within, organisation, channel } = context;
  const words = say.waitSteps;
  const whole = latestTold(cellsOf(read<SeriesAnswer>(`series/month/${within}${metricOfWait(LONGEST)}`)));
  const counts = whole === null ? null : waitCountsOf(context, whole.day);
  if (whole === null || counts === null || (whole.value ?? 0) < LEAST_WITHIN_LONGEST) {
    return absentFigure('wait-steps', words);
  }
  const steps = waitStepsOf(counts, organisation.disclosureThreshold);
  const yearBefore = shiftMonths(whole.day, -12);
  const countsBefore = waitCountsOf(context, yearBefore);
  const before = countsBefore === null ? [] : waitStepsOf(countsBefore, organisation.disclosureThreshold);
  const month = formatMonth(say, whole.day);
  const force = aimInForce(organisation.targets, 'internal', channel, shiftMonths(whole.day, 1) - 1);
  const rows = steps.map((step) => rowOf(say, step, before, force.thresholdSeconds, whole.status));
  const hasBefore = rows.some((row) => row.before !== null);
  const beforeName = formatMonth(say, yearBefore);
  const heading = capitalise(headingOf(context, steps, month));
  const aim = aimOf(say, counts, steps, force);
  const listed = say.listing(rows.map(({ title }) => title));
  const state: WaitStepsState = {
    rows,
    aim,
    beforeLabel: hasBefore ? words.before(beforeName) : '',
    label: words.figure(heading, capitalise(listed)),
  };
  return {
    id: 'wait-steps',
    kicker: words.kicker,
    heading,
    standfirst: words.standfirst(formatCount(say, counts.offered), month),
    pictures: placeAll((width) => placeWaitSteps(state, width)),
    breadth: 'full',
    notes: notesOf(say, counts, steps, aim !== null),
    methods: methodsOf(context, ...WAIT_THRESHOLDS.map(metricOfWait), 'answered', 'abandoned', 'offered'),
    tables: [tableOf(context, rows, month, hasBefore ? beforeName : null)],
    isTableFolded: true,
    sources: [...WAIT_THRESHOLDS.map(metricOfWait), 'answered', 'abandoned', 'offered'].map((metric) => ({
      path: `series/month/${within}${metric}`,
      name: methodsOf(context, metric)[0]?.label ?? metric,
    })),
  };
}

function headingOf({ say, channel }: FigureContext, steps: readonly WaitStep[], month: string): string {
  const words = say.waitSteps;
  const first = steps.find(({ kind, until }) => kind === 'answered' && until !== null);
  const lost = steps.find(({ kind }) => kind === 'gave_up');
  if (first === undefined) return words.table(say.channels[channel ?? ''] ?? say.anyContacts, month);
  const contacts = contactsWord(say, channel);
  const time = formatThreshold(say, first.until!);
  const share = formatShare(say, first.to);
  return lost === undefined
    ? words.headingBare(share, contacts, time, month)
    : words.heading(share, contacts, time, month, formatShare(say, lost.to - lost.from));
}

/** "20 s", "2 min" */
function timeOf(say: Say, seconds: number): string {
  return seconds < 60 ? say.tick.seconds(seconds) : say.tick.minutes(seconds / 60);
}

function nameOf(say: Say, { kind, after, until }: WaitStep): string {
  const words = say.waitSteps;
  if (kind === 'gave_up') return words.gaveUp;
  if (kind === 'other') return words.other;
  if (kind === 'unknown') return after === 0 ? words.notAnswered : words.unknownRest(timeOf(say, after));
  if (until === null) return words.later(timeOf(say, after));
  return after === 0
    ? words.within(timeOf(say, until))
    : words.between(timeOf(say, after), timeOf(say, until));
}

function rowOf(
  say: Say,
  step: WaitStep,
  before: readonly WaitStep[],
  thresholdSeconds: number,
  status: CellStatus,
): StepRow {
  const words = say.waitSteps;
  const { kind, until, from, to, isHidden } = step;
  const name = nameOf(say, step);
  const reading = isHidden ? say.statusInCell.suppressed : formatShare(say, to - from);
  const isInTime = kind === 'answered' && until !== null && until <= thresholdSeconds;
  // Steps that were joined otherwise a year before are other steps.
  const same = before.find(
    (one) => one.kind === kind && one.after === step.after && one.until === until && !one.isHidden,
  );
  return {
    name,
    ink: isInTime ? 'now' : kind === 'gave_up' ? 'customers' : kind === 'other' ? 'past' : '',
    from,
    to,
    status: isHidden ? 'suppressed' : status,
    isHidden,
    reading,
    detail: kind === 'answered' && from > 0 ? words.soFar(formatShare(say, to)) : '',
    before: same === undefined || isHidden ? null : { from: same.from, to: same.to },
    title: say.labelled(name, isHidden ? say.status.suppressed : reading),
  };
}

/** The target stands at the step that ends at its threshold, at its place among all who asked. */
function aimOf(
  say: Say,
  { offered, answered, abandoned }: WaitCounts,
  steps: readonly WaitStep[],
  { aim, thresholdSeconds }: AimInForce,
): WaitStepsState['aim'] {
  const row = steps.findIndex(({ kind, until }) => kind === 'answered' && until === thresholdSeconds);
  if (aim === null || row < 0 || answered === null || abandoned === null) return null;
  const at = (aim * Math.min(offered, answered + abandoned)) / offered;
  return { row, at, label: say.service.aim(formatShare(say, aim), timeOf(say, thresholdSeconds)) };
}

function notesOf(
  say: Say,
  { offered, within }: WaitCounts,
  steps: readonly WaitStep[],
  hasAim: boolean,
): string[] {
  const words = say.waitSteps;
  const first = steps.find(({ kind, until }) => kind === 'answered' && until !== null);
  const other = steps.find(({ kind }) => kind === 'other');
  const least = Math.min(...within.flatMap(({ n }) => (n === null ? [] : [n])));
  const known = within.filter(({ share }) => share !== null).length;
  const told = steps.filter(({ kind, until }) => kind === 'answered' && until !== null).length;
  return [
    ...(first === undefined ? [] : [words.quickest(formatThreshold(say, first.until!))]),
    ...(other === undefined || other.isHidden
      ? []
      : [words.neither(formatShare(say, other.to - other.from))]),
    ...(other !== undefined && hasAim ? [words.aim] : []),
    ...(least < offered ? [words.unknown(formatShare(say, 1 - least / offered))] : []),
    ...(told < known || known < within.length ? [words.joined] : []),
  ];
}

function tableOf(
  { say, channel }: FigureContext,
  rows: readonly StepRow[],
  month: string,
  before: string | null,
): Table {
  const words = say.waitSteps;
  const share = ({ from, to }: { from: number; to: number }) => formatShare(say, to - from);
  return {
    caption: words.table(say.channels[channel ?? ''] ?? say.anyContacts, month),
    columns: [
      words.column,
      words.share,
      words.total,
      ...(before === null ? [] : [say.service.inMonth(before)]),
    ],
    rows: rows.map((row) => ({
      name: capitalise(row.name),
      cells: [
        row.isHidden ? { text: row.reading, status: row.status } : plainCell(row.reading),
        plainCell(
          row.ink === 'customers' || row.ink === 'past' || row.isHidden ? '–' : formatShare(say, row.to),
        ),
        ...(before === null ? [] : [plainCell(row.before === null ? '–' : share(row.before))]),
      ],
    })),
  };
}
