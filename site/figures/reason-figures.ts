/**
 * Two figures of shares with their intervals: wanted against avoidable contact, and whether one contact was enough.
 * Owns which shares each has and what its sentences rest on; refuses a figure of which nothing is told.
 */
import type { ReasonFigure, ReasonsAnswer } from '../../api/contract/reasons.ts';
import { type DotRow, placeIntervalDots } from '../charts/interval-dots.ts';
import { placeColumn } from '../charts/picture.ts';
import type { Say } from '../i18n/say.ts';
import { capitalise, formatCount, formatFrequency, formatShare } from '../words/number.ts';
import { periodOf } from './breakdown-rows.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { absentFigure, type Figure, plainCell, readingOf } from './figure.ts';
import {
  changeCell,
  changeIn,
  comparedPeriod,
  formatFineRange,
  REASONS_PATH,
  readReasons,
  shareCell,
} from './reason-answer.ts';

const QUARTERS = [0, 0.25, 0.5, 0.75, 1];

/** Of how many contacts it is known whether they came again; nothing where that is hidden. */
function linkage(say: Say, share: ReasonFigure['share'] | undefined): string[] {
  if (share?.value != null) return [say.resolved.linked(formatShare(say, share.value))];
  return share?.status === 'suppressed' ? [] : [say.resolved.unlinked];
}

export function demandFigure(context: FigureContext): Figure {
  const { say } = context;
  const words = say.demand;
  const answer = readReasons(context);
  const avoidable = answer?.demand.find(({ metric }) => metric === 'failure_demand_share')?.share;
  const chasing = answer?.demand.find(({ metric }) => metric === 'progress_chasing_share')?.share;
  const shown = figuresIn(answer?.demand, [
    'value_demand_share',
    'failure_demand_share',
    'unclear_demand_share',
    'progress_chasing_share',
  ]);
  if (answer === null || shown.length === 0) return absentFigure('demand', words);
  const assessed = answer.demand.find(({ metric }) => metric === 'assessed_share')?.share;
  const heading =
    avoidable?.value == null
      ? words.hiddenHeading
      : capitalise(words.heading(formatFrequency(say, avoidable.value, say.anyContacts)));
  return figureOf(context, answer, {
    id: 'demand',
    words,
    nameOf: (metric) => words.rows[metric as keyof typeof words.rows],
    heading,
    standfirst: [
      ...changeSentences(say, answer, avoidable, words.change),
      ...(chasing?.value == null ? [] : [words.chasing(formatShare(say, chasing.value))]),
    ].join(' '),
    notes: [
      ...(assessed?.value == null
        ? []
        : [words.assessed(formatShare(say, assessed.value), formatCount(say, avoidable?.n ?? 0))]),
      words.judged,
      ...(chasing?.value == null ? [words.noChasing] : [words.chasingNote]),
    ],
    shown,
  });
}

export function resolvedFigure(context: FigureContext): Figure {
  const { say } = context;
  const words = say.resolved;
  const answer = readReasons(context);
  const shown = figuresIn(answer?.resolution, [
    'resolved_first_share',
    'first_contact_resolution',
    'first_contact_resolution_28d',
    'repeat_rate',
    'repeat_rate_28d',
  ]);
  if (answer === null || shown.length === 0) return absentFigure('resolved', words);
  const of = (metric: string) => answer.resolution.find((one) => one.metric === metric)?.share;
  const [week, reported, linked] = [
    of('first_contact_resolution'),
    of('resolved_first_share'),
    of('linkage_coverage'),
  ];
  const lead = week?.value != null ? week : reported;
  const heading =
    week?.value != null
      ? capitalise(words.heading(formatFrequency(say, week.value, words.matters)))
      : reported?.value != null
        ? capitalise(words.reportedHeading(formatFrequency(say, reported.value, say.anyContacts)))
        : words.hiddenHeading;
  return figureOf(context, answer, {
    id: 'resolved',
    words,
    nameOf: (metric) => words.rows[metric as keyof typeof words.rows],
    heading,
    standfirst: changeSentences(say, answer, lead, words.change).join(' '),
    notes: [...linkage(say, linked), words.young, words.reported],
    shown,
  });
}

interface Part {
  id: string;
  words: Say['demand'] | Say['resolved'];
  nameOf: (metric: string) => string;
  heading: string;
  standfirst: string;
  notes: readonly string[];
  shown: readonly ReasonFigure[];
}

function figuresIn(all: readonly ReasonFigure[] | undefined, metrics: readonly string[]): ReasonFigure[] {
  const found = metrics.flatMap((metric) => all?.find((one) => one.metric === metric) ?? []);
  // What is hidden is shown to be hidden; what no record speaks of is left out.
  return found.filter(({ share }) => share.value !== null || share.status === 'suppressed');
}

function changeSentences(
  say: Say,
  answer: ReasonsAnswer,
  share: ReasonFigure['share'] | undefined,
  words: Say['demand']['change'],
): string[] {
  if (share === undefined) return [];
  const told = (['previous', 'last_year'] as const).flatMap((comparison) => {
    const change = changeIn(share, comparison);
    if (change === null || change.value === null || change.direction === 'not_known') return [];
    const said = [comparedPeriod(say, answer, comparison), formatShare(say, change.value)] as const;
    return [{ direction: change.direction, said }];
  });
  const [one, other] = told;
  // Said once where it is the same of both.
  if (one?.direction === 'no_clear_change' && other?.direction === 'no_clear_change') {
    return [words.unchanged(...one.said, ...other.said)];
  }
  return told.map(({ direction, said }) => words[direction](...said));
}

function figureOf(context: FigureContext, answer: ReasonsAnswer, part: Part): Figure {
  const { say } = context;
  const { words, nameOf, shown } = part;
  const format = (value: number) => formatShare(say, value);
  const rows = shown.map(({ metric, share }, i): DotRow => {
    const name = nameOf(metric);
    const reading = readingOf(say, share.value, share.status, format, share.n);
    const detail = share.low === null ? '' : formatFineRange(say, share.low, share.high);
    return {
      ...{ name, value: share.value, status: share.status, low: share.low, high: share.high },
      ...{ reading, detail, isNow: i < 1 || metric === 'failure_demand_share' },
      title: say.labelled(name, detail === '' ? reading : `${reading} (${detail})`),
    };
  });
  const comparisons = (['previous', 'last_year'] as const).filter((one) =>
    shown.some(({ share }) => changeIn(share, one)?.difference != null),
  );
  const state = {
    rows,
    ...{ aim: null, from: 0, to: 1, ticks: QUARTERS, format },
    label: say.reasonChanges.figure(part.heading, say.listing(rows.map(({ title }) => title))),
  };
  return {
    id: part.id,
    kicker: words.kicker,
    heading: part.heading,
    standfirst: part.standfirst,
    pictures: placeColumn((width) => placeIntervalDots(state, width)),
    breadth: 'column',
    notes: [...part.notes, say.reasonChanges.band],
    methods: methodsOf(context, ...shown.map(({ metric }) => metric)),
    tables: [
      {
        caption: words.table(periodOf(say, answer)),
        columns: [
          words.column,
          say.reasonChanges.share,
          say.reasonChanges.range,
          words.base,
          ...comparisons.map((one) => say.reasonChanges.against(comparedPeriod(say, answer, one))),
        ],
        rows: shown.map(({ metric, share }) => ({
          name: nameOf(metric),
          cells: [
            shareCell(say, share),
            plainCell(formatFineRange(say, share.low, share.high)),
            plainCell(share.n === null ? '–' : formatCount(say, share.n)),
            ...comparisons.map((one) => changeCell(say, changeIn(share, one))),
          ],
        })),
      },
    ],
    isTableFolded: false,
    sources: [{ path: REASONS_PATH, name: words.kicker }],
  };
}
