/** Whether the promises were kept in the last whole month: by each clock, under each target, and by half-hours. */
import type { ClockFigure, HeldTarget } from '../../api/contract/service-levels.ts';
import { parseDay } from '../../db/domain/zone.ts';
import type { DotRow } from '../charts/interval-dots.ts';
import type { Say } from '../i18n/say.ts';
import { formatDate } from '../words/date.ts';
import { formatThreshold } from '../words/duration.ts';
import { formatCount, formatShare } from '../words/number.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { type Figure, plainCell, readingOf, type Table, type TableCell, tableCell } from './figure.ts';
import { type Levels, lastLevels, mainClock, monthName, nameOfClock, rangeIn } from './levels.ts';
import { shareDots } from './share-dots.ts';

/** Null where nothing of it is known; the figure of the two clocks says so. */
export function keptFigure(context: FigureContext): Figure | null {
  const levels = lastLevels(context);
  if (levels === null) return null;
  const { say } = context;
  const words = say.levels.kept;
  const { answer, path } = levels;
  const known = answer.clocks.filter(
    ({ attained }) => attained.value !== null || attained.status === 'suppressed',
  );
  if (known.length === 0) return null;
  const heading = headingOf(say, levels);
  const rows = [
    ...known.map((clock) => rowOf(say, clock, clock === mainClock(answer))),
    ...halfHourRow(say, levels),
  ];
  return {
    id: 'kept',
    kicker: words.kicker,
    heading,
    standfirst: [...known.map((clock) => sentenceOf(say, clock)), ...halfHourSentence(say, levels)].join(' '),
    pictures: shareDots(say, heading, rows),
    breadth: 'column',
    notes: [
      words.band,
      ...known.flatMap((clock) => changeSentence(say, clock)),
      ...known.flatMap((clock) => todaySentence(say, clock)),
      ...known.map(({ denominator }) => words.denominators[denominator]),
    ],
    methods: methodsOf(context, ...known.map(({ metric }) => metric), 'half_hours_met'),
    tables: [tableOf(say, levels, known)],
    isTableFolded: false,
    sources: [{ path, name: words.kicker }],
  };
}

function headingOf(say: Say, { answer, month }: Levels): string {
  const words = say.levels.kept;
  const clock = mainClock(answer);
  const name = monthName(say, month);
  const { value } = clock.attained;
  if (value === null) return words.hiddenHeading(name);
  const share = formatShare(say, value);
  if (clock.unjudged === 'target_changed') return words.changedHeading(share, name);
  if (clock.verdict === null || clock.aim === null) return words.plainHeading(share, name);
  const time = formatThreshold(say, clock.rules.at(-1)!.thresholdSeconds);
  return words.heading[clock.verdict](share, time, formatShare(say, clock.aim), name);
}

function sentenceOf(say: Say, clock: ClockFigure): string {
  const words = say.levels.kept;
  const { value, n } = clock.attained;
  const name = nameOfClock(say, clock.clock);
  if (value === null || n === null) return `${say.labelled(name, verdictIn(say, clock))}.`;
  const [share, of] = [formatShare(say, value), formatCount(say, n)];
  if (clock.verdict === null || clock.aim === null) return words.counted(name, share, of);
  const aim = formatShare(say, clock.aim);
  return words.judged(name, share, of, rangeIn(say, clock), aim, words.verdicts[clock.verdict]);
}

export function verdictIn(
  say: Say,
  { verdict, unjudged }: Pick<ClockFigure, 'verdict' | 'unjudged'>,
): string {
  const words = say.levels.kept;
  return verdict === null ? words.unjudged[unjudged ?? 'no_target'] : words.verdicts[verdict];
}

function rowOf(say: Say, clock: ClockFigure, isNow: boolean): DotRow {
  const { attained, low, high, aim } = clock;
  const reading = readingOf(say, attained.value, attained.status, (value) => formatShare(say, value));
  const name = nameOfClock(say, clock.clock);
  return {
    name,
    ...{ value: attained.value, status: attained.status, low, high, aim, reading, isNow },
    detail: aim === null ? '' : say.service.target(formatShare(say, aim)),
    title: say.service.titleBare(name, verdictIn(say, clock), reading),
  };
}

function halfHourRow(say: Say, { answer: { halfHours } }: Levels): DotRow[] {
  if (halfHours === null || halfHours.value === null) return [];
  const name = say.levels.kept.halfHoursName;
  const reading = formatShare(say, halfHours.value);
  return [
    {
      ...{ name, value: halfHours.value, status: halfHours.status, low: null, high: null, reading },
      ...{ detail: '', isNow: false, title: say.labelled(name, reading) },
    },
  ];
}

function halfHourSentence(say: Say, { answer: { halfHours } }: Levels): string[] {
  if (halfHours === null || halfHours.value === null || halfHours.n === null) return [];
  return [say.levels.kept.halfHours(formatShare(say, halfHours.value), formatCount(say, halfHours.n))];
}

function changeSentence(say: Say, { rules }: ClockFigure): string[] {
  return rules
    .slice(1)
    .map(({ heldFrom }) => say.levels.kept.changed(formatDate(say, parseDay(heldFrom) ?? 0)));
}

/** Only where the target of today is another than the one of the month. */
function todaySentence(say: Say, { underTodaysRule, rules }: ClockFigure): string[] {
  if (underTodaysRule === null || rules.every(({ id }) => id === underTodaysRule.id)) return [];
  const { aim, thresholdSeconds, attained } = underTodaysRule;
  const said = [formatShare(say, aim), formatThreshold(say, thresholdSeconds)] as const;
  return [
    attained.value === null
      ? say.levels.kept.todayUnknown(...said)
      : say.levels.kept.today(...said, formatShare(say, attained.value)),
  ];
}

const words = (text: string): TableCell => ({ text, status: 'final', isText: true });

function tableOf(say: Say, { month }: Levels, clocks: readonly ClockFigure[]): Table {
  const said = say.levels.kept;
  const rules = clocks.flatMap((clock) => clock.rules.map((rule) => ({ rule, clock })));
  const hasExclusions = rules.some(({ rule }) => rule.exclusions !== null);
  const bare = clocks.filter((clock) => clock.rules.length === 0);
  const more = (exclusions: string | null) => (hasExclusions ? [words(exclusions ?? '–')] : []);
  const clockName = ({ clock }: ClockFigure) =>
    clock === 'internal' ? say.service.ours : say.service.customers;
  return {
    caption: said.table(monthName(say, month)),
    // What came of it stands first: a telephone shows no more than that without scrolling.
    columns: [
      ...[said.promise, said.verdict, said.attained, said.aim, said.range, said.clock, said.inForce],
      ...(hasExclusions ? [said.exclusions] : []),
    ],
    rows: [
      ...rules.map(({ rule, clock }) => ({
        name: rule.words,
        cells: [
          ...figuresOf(say, rule, rule.aim),
          plainCell(clockName(clock)),
          plainCell(forceOf(say, rule)),
          ...more(rule.exclusions),
        ],
      })),
      ...bare.map((clock) => ({
        name: nameOfClock(say, clock.clock),
        cells: [...figuresOf(say, clock, null), plainCell(clockName(clock)), plainCell('–'), ...more(null)],
      })),
    ],
  };
}

function figuresOf(
  say: Say,
  judged: Pick<HeldTarget, 'attained' | 'low' | 'high' | 'verdict' | 'unjudged'>,
  aim: number | null,
): TableCell[] {
  const { value, n, status } = judged.attained;
  const attained = tableCell(say, value, status, (share) => formatShare(say, share));
  return [
    plainCell(verdictIn(say, judged)),
    n === null || value === null ? attained : { ...attained, note: say.levels.kept.ofN(formatCount(say, n)) },
    plainCell(aim === null ? '–' : formatShare(say, aim)),
    plainCell(rangeIn(say, judged)),
  ];
}

function forceOf(say: Say, { from, to }: HeldTarget): string {
  const date = (text: string) => formatDate(say, parseDay(text) ?? 0);
  return to === null ? say.levels.kept.since(date(from)) : say.levels.kept.between(date(from), date(to));
}
