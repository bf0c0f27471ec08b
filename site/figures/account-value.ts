/**
 * What a typical account is worth for each of its contacts, and which figures stand beside it.
 * Owns the statement; refuses to say that a contact makes that value.
 */
import type { ValuePeriod, ValueReason } from '../../api/contract/value.ts';
import { parseDay } from '../../db/domain/civil-day.ts';
import { type DotRow, placeIntervalDots } from '../charts/interval-dots.ts';
import { placeColumn } from '../charts/picture.ts';
import { formatDate } from '../words/date.ts';
import { formatCount, formatDecimal, formatShare } from '../words/number.ts';
import { avoidableFigure } from './avoidable.ts';
import type { FigureContext } from './context.ts';
import { absentFigure, type Figure, plainCell, type TableCell } from './figure.ts';
import { MOST_PERIODS, monthOf, readValue, type Told, VALUE_PATH } from './value-answer.ts';

/** What failures cost comes first where it is known: it is what there is to do something about. */
export function valueFigures(context: FigureContext): Figure[] {
  const [value, avoidable] = [valueFigure(context), avoidableFigure(context)];
  return avoidable.pictures === null ? [value] : [avoidable, value];
}

function valueFigure(context: FigureContext): Figure {
  const { say } = context;
  const words = say.value;
  const told = readValue(context);
  if (told === null) return absentFigure('value', words);
  const { answer, periods, now, format } = told;
  const heading = headingOf(context, told);
  const rows = rowsOf(context, told);
  const top = Math.max(1, ...rows.flatMap(({ value, high }) => [value ?? 0, high ?? 0]));
  const least = Math.min(0, ...rows.flatMap(({ value, low }) => [value ?? 0, low ?? 0]));
  const ticks = ticksTo(top, least);
  const state = {
    ...{ rows, aim: null, ticks, from: ticks[0]!, to: Math.max(top, ticks.at(-1)!), format },
    label: say.satisfaction.figure(heading, say.listing(rows.map(({ title }) => title))),
  };
  const isDrawn = rows.some(({ value }) => value !== null);
  return {
    id: 'value',
    kicker: answer.publish === 'index' ? words.kickerIndex : words.kicker,
    heading,
    standfirst: standfirstOf(context, told),
    pictures: isDrawn ? placeColumn((width) => placeIntervalDots(state, width)) : null,
    breadth: 'column',
    notes: notesOf(context, told),
    methods: [],
    tables: [
      {
        caption: answer.baseYear === null ? words.table : words.tableIndex(String(answer.baseYear)),
        columns: [
          words.columns.knownBy,
          words.columns.accountValue,
          words.columns.contacts,
          words.columns.perContact,
          words.columns.meanBased,
          ...(answer.publish === 'money' ? [words.columns.cost] : []),
          words.columns.ratio,
        ],
        rows: periods.map((period) => ({
          name: dateOf(context, period),
          cells: [
            amountCell(context, period.accountValue, format, rangeOf(context, period.accountValue, format)),
            amountCell(context, period.contactsPerAccount, (value) => formatDecimal(say, value, 1)),
            amountCell(
              context,
              period.valuePerContact,
              format,
              rangeOf(context, period.valuePerContact, format),
            ),
            amountCell(context, period.meanBased, format),
            ...(answer.publish === 'money' ? [amountCell(context, period.costPerContact, format)] : []),
            amountCell(context, period.ratio, (value) => words.times(formatRatio(context, value))),
          ],
        })),
      },
    ],
    isTableFolded: false,
    sources: [{ path: VALUE_PATH, name: words.kicker }],
    // Without a picture a figure is not shown, and its statement is all there is to say.
    ...(!isDrawn && { standfirst: words.reasons[now.accountValue.reason ?? 'few_accounts'] }),
  };
}

function headingOf({ say }: FigureContext, { answer, now, format }: Told): string {
  const words = say.value;
  const { value, reason } = now.valuePerContact;
  if (value === null) return words.headingNone[reason ?? 'not_said'];
  return answer.baseYear === null
    ? words.heading(format(value))
    : words.headingIndex(format(value), String(answer.baseYear));
}

function standfirstOf({ say }: FigureContext, { answer, now, format }: Told): string {
  const words = say.value;
  const { accountValue, contactsPerAccount, costPerContact, ratio, meanBased } = now;
  const isMoney = answer.publish === 'money';
  const sentences: string[] = [];
  if (isMoney && accountValue.value !== null && contactsPerAccount.value !== null) {
    const contacts = formatDecimal(say, contactsPerAccount.value, 1);
    sentences.push(words.typical(format(accountValue.value), contacts));
  }
  if (isMoney && meanBased.value !== null) sentences.push(words.fromMeans(format(meanBased.value)));
  if (isMoney && costPerContact.value !== null) sentences.push(words.cost(format(costPerContact.value)));
  if (!isMoney && ratio.value !== null) sentences.push(words.ratio(formatRatio({ say }, ratio.value)));
  return sentences.join(' ');
}

function rowsOf(context: FigureContext, { answer, periods, format }: Told): DotRow[] {
  const { say } = context;
  const words = say.value;
  const shown = periods.slice(0, MOST_PERIODS);
  const row = (name: string, value: number | null, more: Partial<DotRow>): DotRow[] =>
    value === null
      ? []
      : [
          {
            ...{ name, value, status: 'final', low: null, high: null, reading: format(value), detail: '' },
            ...{ isNow: false, title: say.labelled(name, format(value)), ...more },
          },
        ];
  return shown.flatMap((period, i) => {
    const { valuePerContact, meanBased, costPerContact } = period;
    const month = monthOf(context, period);
    const isNow = i === 0;
    return [
      ...row(words.rowTypical(month), valuePerContact.value, {
        ...{ low: valuePerContact.low, high: valuePerContact.high, isNow },
      }),
      ...row(words.rowMeans(month), meanBased.value, {}),
      ...(answer.publish === 'money' ? row(words.rowCost(month), costPerContact.value, {}) : []),
    ];
  });
}

/** Four or five round numbers from zero, or from a loss. */
function ticksTo(top: number, least: number): number[] {
  const rough = (top - least) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const from = Math.floor(least / step);
  const count = Math.ceil(top / step) - from;
  return Array.from({ length: count + 1 }, (_, i) => (from + i) * step);
}

function notesOf({ say }: FigureContext, { now, answer }: Told): string[] {
  const words = say.value;
  const { included, leftOutYoung, leftOutClosed, underYearShare } = now.accounts;
  const count = (accounts: number | null) => (accounts === null ? words.few : formatCount(say, accounts));
  const { confidence } = now.accountValue;
  return [
    words.meaning,
    words.not,
    ...(included === null
      ? []
      : [words.inclusion(count(included), count(leftOutYoung), count(leftOutClosed))]),
    ...(underYearShare === null ? [] : [words.underYear(formatShare(say, underYearShare))]),
    ...(confidence === null ? [] : [words.band(formatShare(say, confidence))]),
    ...(now.meanBased.value === null && now.meanBased.reason === 'one_account' ? [words.dominated] : []),
    ...(answer.publish === 'index' ? [words.noMoney] : [words.rounded]),
    words.kept,
  ];
}

interface Amount {
  value: number | null;
  reason: ValueReason | null;
}

function amountCell(
  { say }: FigureContext,
  { value, reason }: Amount,
  format: (value: number) => string,
  note: string | null = null,
): TableCell {
  if (value === null) return { text: say.value.short[reason ?? 'not_said'], status: 'missing', isText: true };
  return { ...plainCell(format(value)), ...(note !== null && { note }) };
}

function rangeOf(
  { say }: FigureContext,
  { low, high }: { low: number | null; high: number | null },
  format: (value: number) => string,
): string | null {
  return low === null || high === null ? null : say.recommend.between(format(low), format(high));
}

function formatRatio({ say }: Pick<FigureContext, 'say'>, ratio: number): string {
  return formatDecimal(say, ratio, Math.abs(ratio) < 10 && !Number.isInteger(ratio) ? 1 : 0);
}

function dateOf({ say }: FigureContext, { knownBy }: ValuePeriod): string {
  return formatDate(say, parseDay(knownBy) ?? 0);
}
