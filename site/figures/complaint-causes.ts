/**
 * What complaints were about in the last whole month: causes ranked, with what they add up to, and whether they changed.
 * Owns the statement; every change in it is one that the answer has tested.
 */
import type { ComplaintsAnswer } from '../../api/contract/complaints.ts';
import { UNSTATED } from '../../db/domain/lattice.ts';
import { placeColumn } from '../charts/picture.ts';
import { placeRankedBars, type RankedRow } from '../charts/ranked-bars.ts';
import {
  capitalise,
  formatCount,
  formatDecimal,
  formatFrequency,
  formatShare,
  formatShareRange,
} from '../words/number.ts';
import { periodOf } from './breakdown-rows.ts';
import {
  changeCell,
  changeWords,
  EARLIER,
  LATEST,
  nameCause,
  nameEarlier,
  rangeOf,
} from './complaint-changes.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { absentFigure, type Figure, plainCell, readingOf, tableCell } from './figure.ts';

const MOST_ROWS = 10;
const ID = 'complaints';

export function complaintCausesFigure(context: FigureContext): Figure {
  const { read, say } = context;
  const words = say.complaints.causes;
  const answer = read<ComplaintsAnswer>(LATEST);
  const total = answer?.total.value[0] ?? null;
  const isHidden = answer?.total.status[0] === 'suppressed';
  if (answer === null || (total === null && !isHidden)) return absentFigure(ID, words);
  const period = periodOf(say, answer);
  if (total === 0) {
    const none = {
      kicker: words.kicker,
      absentHeading: words.noneHeading(period),
      absent: words.none(period),
    };
    return absentFigure(ID, none);
  }
  const { causes } = answer;
  const stated = causes.cause.filter((cause) => cause !== UNSTATED.cause);
  if (stated.length === 0) {
    const absentHeading = isHidden ? words.hiddenHeading(period) : words.unknownHeading(period);
    return absentFigure(ID, { kicker: words.kicker, absentHeading, absent: totalSentence(context, answer) });
  }
  const rows = causes.cause.map((_, i) => rowOf(context, answer, i));
  const heading = headingOf(context, answer);
  const previous = nameEarlier(say, answer, 'previous');
  const hasBefore = rows.some(({ before }) => before !== null);
  const state = {
    rows: rows.slice(0, MOST_ROWS),
    label: say.causes.figure(heading, say.listing(rows.map(({ title }) => title))),
    beforeLabel: hasBefore ? say.causes.beforeLabel(previous) : '',
  };
  const broken = stated.filter((cause) =>
    EARLIER.some((one) => answer.causes[one].change[causes.cause.indexOf(cause)] === 'broken'),
  );
  return {
    id: ID,
    kicker: words.kicker,
    heading,
    standfirst: [
      totalSentence(context, answer),
      ...EARLIER.flatMap((one) => againstSentence(context, answer, one)),
      ...movedSentences(context, answer),
      ...unstatedSentence(context, answer),
    ].join(' '),
    pictures: placeColumn((width) => placeRankedBars(state, width)),
    breadth: 'column',
    notes: [
      ...(rows.length > MOST_ROWS ? [words.moreRows(rows.length - MOST_ROWS)] : []),
      ...testNote(context, answer),
      ...(broken.length > 0
        ? [words.brokenNote(say.and(broken.map((cause) => nameCause(say, answer, cause))))]
        : []),
      ...(causes.share.some((share) => share !== null)
        ? [`${words.shareNote} ${say.categories.rounded}`]
        : [say.categories.rounded]),
    ],
    methods: methodsOf(context, 'complaints', 'complaint_rate'),
    tables: [
      {
        caption: words.table(period),
        columns: [
          ...[say.causes.column, say.causes.count, say.causes.share, words.cumulative],
          ...EARLIER.map((one) => words.from(nameEarlier(say, answer, one))),
        ],
        rows: causes.cause.map((cause, i) => ({
          name: nameCause(say, answer, cause),
          cells: [
            tableCell(say, causes.value[i]!, causes.status[i]!, (count) => formatCount(say, count)),
            shareCell(context, answer, i),
            plainCell(causes.cumulative[i] === null ? '–' : formatShare(say, causes.cumulative[i]!)),
            ...EARLIER.map((one) => changeCell(say, causes[one], i)),
          ],
        })),
      },
    ],
    isTableFolded: false,
    sources: [{ path: LATEST, name: words.source }],
  };
}

function testNote({ say }: FigureContext, { test }: ComplaintsAnswer): string[] {
  const words = say.complaints.causes;
  if (test.comparisons === 0) return [];
  return [test.comparisons === 1 ? words.testNoteOne : words.testNote(test.comparisons)];
}

function rowOf({ say }: FigureContext, answer: ComplaintsAnswer, i: number): RankedRow {
  const words = say.complaints.causes;
  const { causes } = answer;
  const [value, status, share, sum] = [
    causes.value[i]!,
    causes.status[i]!,
    causes.share[i]!,
    causes.cumulative[i]!,
  ];
  const cause = causes.cause[i]!;
  const name = nameCause(say, answer, cause);
  const reading = readingOf(say, value, status, (count) => formatCount(say, count));
  const own = share === null ? '' : formatShare(say, share);
  const detail = share === null || sum === null || i === 0 ? own : words.together(own, formatShare(say, sum));
  // Where the count itself is hidden, that of its change need not be said again.
  const change = value === null ? '' : changeWords(say, causes.previous, i);
  const title = say.labelled(name, [reading, detail, change].filter((part) => part !== '').join(', '));
  const ink = cause === UNSTATED.cause ? 'past' : 'cause';
  return {
    name,
    ink,
    value,
    status,
    before: causes.previous.value[i] ?? null,
    reading,
    detail,
    change,
    title,
  };
}

function shareCell({ say }: FigureContext, { causes }: ComplaintsAnswer, i: number) {
  const share = causes.share[i] ?? null;
  const [low, high] = [causes.shareLow[i] ?? null, causes.shareHigh[i] ?? null];
  if (share === null || low === null || high === null) return plainCell('–');
  return { ...plainCell(formatShare(say, share)), note: formatShareRange(say, low, high) };
}

/** The cause at the top, its share, and whether it changed since the month before. */
function headingOf({ say }: FigureContext, answer: ComplaintsAnswer): string {
  const words = say.complaints.causes;
  const { causes } = answer;
  const top = causes.cause.findIndex((cause, i) => cause !== UNSTATED.cause && causes.share[i] !== null);
  if (top < 0) return words.hiddenHeading(periodOf(say, answer));
  const change = causes.previous.change[top];
  const tail =
    change === 'rose' || change === 'fell' || change === 'no_clear_change'
      ? words.change[change](nameEarlier(say, answer, 'previous'))
      : '';
  const share = formatFrequency(say, causes.share[top]!, words.complaints);
  return words.heading(nameCause(say, answer, causes.cause[top]!), share, tail);
}

function totalSentence({ say }: FigureContext, answer: ComplaintsAnswer): string {
  const words = say.complaints.causes;
  const { total } = answer;
  const period = periodOf(say, answer);
  const count = readingOf(say, total.value[0] ?? null, total.status[0] ?? 'missing', (n) =>
    formatCount(say, n),
  );
  const rate = total.perThousand.value[0] ?? null;
  return rate === null
    ? words.total(capitalise(count), period)
    : words.totalPer(capitalise(count), period, formatDecimal(say, rate, rate < 10 ? 1 : 0));
}

function againstSentence(
  { say }: FigureContext,
  answer: ComplaintsAnswer,
  which: (typeof EARLIER)[number],
): string[] {
  const { change, low, high } = answer.total[which];
  const verdict = change[0];
  if (verdict !== 'rose' && verdict !== 'fell' && verdict !== 'no_clear_change') return [];
  const period = nameEarlier(say, answer, which);
  return [say.complaints.causes.against[verdict](period, rangeOf(say, low[0]!, high[0]!))];
}

/** Which single causes rose or fell since the month before, or that none did. */
function movedSentences({ say }: FigureContext, answer: ComplaintsAnswer): string[] {
  const words = say.complaints.causes;
  const { causes } = answer;
  const period = nameEarlier(say, answer, 'previous');
  const those = (verdict: string) =>
    causes.cause.filter((cause, i) => cause !== UNSTATED.cause && causes.previous.change[i] === verdict);
  const listed = (verdict: string) => say.and(those(verdict).map((cause) => nameCause(say, answer, cause)));
  const sentences = [
    ...(those('rose').length > 0 ? [words.roseAll(listed('rose'), period)] : []),
    ...(those('fell').length > 0 ? [words.fellAll(listed('fell'), period)] : []),
    ...(those('none_before').length > 0 ? [words.newAll(listed('none_before'), period)] : []),
  ];
  const isTested = those('no_clear_change').length > 0;
  return sentences.length === 0 && isTested ? [words.noneMoved(period)] : sentences;
}

function unstatedSentence({ say }: FigureContext, { causes }: ComplaintsAnswer): string[] {
  const share = causes.share[causes.cause.indexOf(UNSTATED.cause)] ?? null;
  if (share === null || share === 0) return [];
  return [say.complaints.causes.unstated(formatFrequency(say, share, say.complaints.causes.complaints))];
}
