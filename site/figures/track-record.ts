/**
 * How good past forecasts and advice were, against plain rules: heading, chart and the scoreboard in tables.
 * Owns what is said of a rival that did better, which is always said; refuses to tell apart what rounds to the same.
 */
import type { RecordAnswer, TrackRecordAnswer } from '../../api/contract/outlook.ts';
import { type CivilDay, weekdayOf } from '../../db/domain/civil-day.ts';
import { outlookFolder } from '../../db/domain/outlook-folder.ts';
import { parseDay } from '../../db/domain/zone.ts';
import { placeForecastRecord, type RecordDay } from '../charts/forecast-record.ts';
import { placeAll } from '../charts/picture.ts';
import { formatDate, formatDayAndMonth, formatShortDay, formatWeekdayAndDay } from '../words/date.ts';
import { capitalise, formatCount, formatDecimal, formatShare } from '../words/number.ts';
import type { FigureContext } from './context.ts';
import { absentFigure, type Figure } from './figure.ts';
import { recordTables } from './record-tables.ts';

const ID = 'track-record';
/** The ranges whose promise is named in the notes: of a forecast on the morning of the day. */
const LEAD = 1;

type Score = RecordAnswer['forecasts'][number];
type Advised = RecordAnswer['advice'][number];
type RecordContext = Pick<FigureContext, 'say'>;

/** Absent where no day of the record is over. */
export function trackRecordFigure(context: FigureContext, answer: TrackRecordAnswer): Figure {
  const { say } = context;
  const words = say.trackRecord;
  const { record, days } = answer;
  if (record.days === 0 || record.from === null || record.to === null) return absentFigure(ID, words);
  const heading = headingOf(context, record);
  const [first, last] = [parseDay(record.from) ?? 0, parseDay(record.to) ?? 0];
  const hasRange = days.low80.some((low) => low !== null);
  const isDrawn = days.came.some((count) => count !== null);
  const ours = scoreOf(record, 'candour');
  const isByHour = (ours?.n ?? 0) > record.days;
  const hasAdvice = adviceOf(record, 'candour') !== null;
  const period = [formatDayAndMonth(say, first, last), formatDayAndMonth(say, last, first)] as const;
  const state = {
    days: recordDays(context, days),
    words: {
      forecast: words.forecast,
      came: words.came,
      inside80: words.inside80,
      inside95: words.inside95,
      outside80: words.outside80,
      outside95: words.outside95,
      replayed: words.replayed,
      published: words.published,
      untold: words.untold,
    },
    label: words.figure(heading, ...period),
    format: (value: number) => formatCount(say, value),
  };
  return {
    id: ID,
    kicker: words.kicker,
    heading,
    standfirst: [
      ...adviceSentence(context, record),
      ...replayedNote(context, record),
      ...(isDrawn ? [words.period(period[0], formatDate(say, last))] : []),
    ].join(' '),
    pictures: isDrawn ? placeAll((width) => placeForecastRecord(state, width)) : null,
    breadth: 'full',
    notes: [
      ...(hasRange && ours !== null && ours.cover80 !== null && ours.cover95 !== null
        ? [words.covered(outOfHundred(context, ours.cover80), outOfHundred(context, ours.cover95))]
        : []),
      hasRange ? words.widens : words.noRanges,
      ...(isDrawn ? [words.gaps] : []),
      ...(ours === null ? [] : [isByHour ? words.errorNote : words.errorNoteDays]),
      ...(hasAdvice ? [words.quickerNote] : []),
    ],
    methods: [],
    tables: recordTables(context, answer),
    isTableFolded: false,
    sources: [{ path: `track-record/${outlookFolder(answer.filter)}`, name: words.source }],
  };
}

/** One sentence to stand under advice: how often such advice held; where none was given, how far forecasts were off. */
export function recordSentence({ say }: RecordContext, { record }: { record: RecordAnswer }): string {
  const words = say.trackRecord;
  const advice = adviceOf(record, 'candour');
  const error = scoreOf(record, 'candour')?.wmape ?? null;
  const [first, last] = [parseDay(record.from ?? ''), parseDay(record.to ?? '')];
  if (first === null || last === null || (advice === null && error === null)) return words.sentenceNone;
  const period = [formatDayAndMonth(say, first, last), formatDate(say, last)] as const;
  if (advice === null) return words.sentenceError(formatShare(say, error!), ...period);
  const [hits, hours] = [formatCount(say, advice.hits), formatCount(say, advice.hours)];
  const { days, replayedDays } = record;
  if (replayedDays === 0) return words.sentence(hits, hours, ...period);
  if (replayedDays === days) return words.sentenceReplayed(hits, hours, ...period);
  return words.sentenceMixed(hits, hours, ...period, formatCount(say, replayedDays), formatCount(say, days));
}

function scoreOf({ forecasts }: RecordAnswer, method: Score['method']): Score | null {
  return forecasts.find((score) => score.method === method && score.leadDays === LEAD && score.n > 0) ?? null;
}

function adviceOf({ advice }: RecordAnswer, method: Advised['method']): Advised | null {
  return advice.find((one) => one.method === method && one.hours > 0) ?? null;
}

/** Against the plain rule that missed by least. */
function headingOf({ say }: RecordContext, record: RecordAnswer): string {
  const words = say.trackRecord;
  const ours = scoreOf(record, 'candour')?.wmape ?? null;
  const advice = adviceOf(record, 'candour');
  if (ours === null) {
    return advice === null
      ? words.headingHidden
      : words.headingAdvice(formatCount(say, advice.hits), formatCount(say, advice.hours));
  }
  const rival = bestOf(
    record.forecasts.filter(({ method, leadDays, n }) => method !== 'candour' && leadDays === LEAD && n > 0),
    ({ wmape }) => (wmape === null ? null : -wmape),
  );
  const said = formatShare(say, ours);
  if (rival === null) return words.headingAlone(said);
  const name = words.methods[rival.method];
  const theirs = formatShare(say, rival.wmape!);
  if (said === theirs) return words.headingSame(said, name);
  return (rival.wmape! < ours ? words.headingWorse : words.heading)(said, name, theirs);
}

/** How often, and by how much beside the better of the plain rules. */
function adviceSentence({ say }: RecordContext, record: RecordAnswer): string[] {
  const words = say.trackRecord;
  const ours = adviceOf(record, 'candour');
  if (ours === null) return [];
  const isReplayed = record.replayedDays === record.days;
  const first = (isReplayed ? words.adviceReplayed : words.advice)(
    formatCount(say, ours.hits),
    formatCount(say, ours.hours),
  );
  const rival = bestOf(
    record.advice.filter(({ method, hours }) => method !== 'candour' && hours > 0),
    ({ lift }) => lift,
  );
  if (rival === null || ours.lift === null) return [first];
  const points = (lift: number) => formatDecimal(say, lift * 100, 0);
  const [own, theirs] = [points(ours.lift), points(rival.lift!)];
  // Fewer got through than on the whole day: the table says so, no sentence of "more" does.
  if (ours.lift < 0) return [first];
  const name = words.methods[rival.method];
  if (own === theirs) return [first, words.adviceSame(own, name)];
  return [first, (rival.lift! > ours.lift ? words.adviceBehind : words.adviceAhead)(own, name, theirs)];
}

/** The best by its worth, none without one. */
function bestOf<T>(all: readonly T[], worthOf: (one: T) => number | null): T | null {
  const known = all.filter((one) => worthOf(one) !== null);
  return known.toSorted((a, b) => worthOf(b)! - worthOf(a)!)[0] ?? null;
}

function replayedNote({ say }: RecordContext, { days, replayedDays }: RecordAnswer): string[] {
  const words = say.trackRecord;
  if (replayedDays === 0) return [];
  if (replayedDays === days) return [words.replayedAll];
  return [words.replayedSome(formatCount(say, replayedDays), formatCount(say, days))];
}

function outOfHundred({ say }: RecordContext, share: number): string {
  return formatDecimal(say, share * 100, 0);
}

/** Every day from the first to the last, those without a record as gaps. */
function recordDays(context: RecordContext, days: TrackRecordAnswer['days']): RecordDay[] {
  const { say } = context;
  const index = new Map(days.date.map((date, i): [CivilDay, number] => [parseDay(date) ?? 0, i]));
  const [first, last] = [Math.min(...index.keys()), Math.max(...index.keys())];
  return Array.from({ length: last - first + 1 }, (_, n): RecordDay => {
    const day = first + n;
    const i = index.get(day);
    const tick = weekdayOf(day) === 0 ? formatShortDay(say, day) : null;
    if (i === undefined) {
      const none = { expected: null, came: null, range80: null, range95: null };
      // A gap is as its neighbours: nothing of it is drawn, and no boundary falls on it.
      return { ...none, isInside80: null, isInside95: null, isReplayed: false, isGap: true, title: '', tick };
    }
    return {
      expected: days.expected[i] ?? null,
      came: days.came[i] ?? null,
      range80: rangeAt(days.low80, days.high80, i),
      range95: rangeAt(days.low95, days.high95, i),
      isInside80: days.isInside80[i] ?? null,
      isInside95: days.isInside95[i] ?? null,
      isReplayed: days.isReplayed[i] ?? false,
      isGap: false,
      title: titleOf(context, days, i, day),
      tick,
    };
  });
}

function rangeAt(low: readonly (number | null)[], high: readonly (number | null)[], i: number) {
  const [from, to] = [low[i] ?? null, high[i] ?? null];
  return from === null || to === null ? null : { low: from, high: to };
}

function titleOf({ say }: RecordContext, days: TrackRecordAnswer['days'], i: number, day: CivilDay): string {
  const words = say.trackRecord;
  const name = capitalise(formatWeekdayAndDay(say, day));
  const [came, expected] = [days.came[i] ?? null, days.expected[i] ?? null];
  if (came === null || expected === null) return words.titleUntold(name);
  const format = (value: number) => formatCount(say, value);
  const range = rangeAt(days.low80, days.high80, i);
  const far = days.isInside95[i] === false;
  return [
    range === null
      ? words.title(name, format(came), format(expected))
      : words.titleRange(name, format(came), format(expected), format(range.low), format(range.high)),
    ...(days.isInside80[i] === false ? [words.titleOutside80] : []),
    ...(far ? [words.titleOutside95] : []),
    ...(days.isReplayed[i] ? [words.titleReplayed] : []),
  ].join(' ');
}
