/**
 * The scoreboard in tables: forecasts by method and lead, recommended hours by who picked them, and every day.
 * Owns which value of several is marked as the best, ties and rivals too.
 */
import type { TrackRecordAnswer } from '../../api/contract/outlook.ts';
import { parseDay } from '../../db/domain/zone.ts';
import { formatWeekdayAndDay } from '../words/date.ts';
import { capitalise, formatCount, formatDecimal, formatShare } from '../words/number.ts';
import type { FigureContext } from './context.ts';
import { plainCell, type Table, type TableCell } from './figure.ts';

type RecordContext = Pick<FigureContext, 'say'>;

const LEADS = [1, 2, 3, 7, 14];
const METHODS = ['candour', 'last_week', 'mean_of_8', 'same_weekday_mean'] as const;

/** Those of which there is anything to say; the last one is folded. */
export function recordTables(context: RecordContext, { record, days }: TrackRecordAnswer): Table[] {
  const scores = scoreTable(context, record);
  const advice = adviceTable(context, record);
  return [
    ...(scores.rows.length === 0 ? [] : [scores]),
    ...(advice.rows.length === 0 ? [] : [advice]),
    dayTable(context, days),
  ];
}

function scoreTable({ say }: RecordContext, { forecasts }: TrackRecordAnswer['record']): Table {
  const words = say.trackRecord;
  const share = (value: number) => formatShare(say, value);
  const rows = LEADS.flatMap((lead) => {
    const scored = METHODS.flatMap((method) =>
      forecasts.filter((one) => one.method === method && one.leadDays === lead && one.n > 0),
    );
    const errors = scored.map(({ wmape }) =>
      saidOf(wmape, (value) => say.percent(formatDecimal(say, value * 100, 1))),
    );
    const pinballs = scored.map(({ pinball }) => saidOf(pinball, (value) => formatDecimal(say, value, 2)));
    const leastError = leastOf(scored.map(({ wmape }) => wmape));
    const leastPinball = leastOf(scored.map(({ pinball }) => pinball));
    return scored.map(({ method, cover80, cover95 }, i) => ({
      name: say.labelled(words.ahead(lead), words.methods[method]),
      cells: [
        markedCell(errors[i]!, errors[leastError] === errors[i], words.least),
        plainCell(saidOf(cover80, share)),
        plainCell(saidOf(cover95, share)),
        markedCell(pinballs[i]!, pinballs[leastPinball] === pinballs[i], words.least),
      ],
    }));
  });
  return {
    caption: words.scoreTable,
    columns: [words.method, words.error, words.within80, words.within95, words.pinball],
    rows,
  };
}

function adviceTable({ say }: RecordContext, { advice }: TrackRecordAnswer['record']): Table {
  const words = say.trackRecord;
  const known = advice.filter(({ hours }) => hours > 0);
  const lifts = known.map(({ lift }) => saidOf(lift, (value) => formatDecimal(say, value * 100, 0)));
  const most = leastOf(known.map(({ lift }) => (lift === null ? null : -lift)));
  return {
    caption: words.adviceTable,
    columns: [words.pickedBy, words.hours, words.hits, words.lift],
    rows: known.map(({ method, hours, hits }, i) => ({
      name: capitalise(method === 'candour' ? words.ours : words.methods[method]),
      cells: [
        plainCell(formatCount(say, hours)),
        { ...plainCell(formatCount(say, hits)), note: formatShare(say, hits / hours) },
        markedCell(lifts[i]!, lifts[most] === lifts[i], words.most),
      ],
    })),
  };
}

function dayTable({ say }: RecordContext, days: TrackRecordAnswer['days']): Table {
  const words = say.trackRecord;
  const count = (value: number | null | undefined) => saidOf(value ?? null, (one) => formatCount(say, one));
  const span = (low: number | null | undefined, high: number | null | undefined) =>
    low == null || high == null ? '' : say.shortRange(formatCount(say, low), formatCount(say, high));
  const hasRange = days.low80.some((low) => low !== null);
  const hasAdvice = days.recommended.some((hours) => (hours ?? 0) > 0);
  // Where all are replayed the text above says so.
  const isMixed = days.isReplayed.includes(true) && days.isReplayed.includes(false);
  const insideOf = (i: number) => {
    if (days.isInside80[i] == null) return '';
    const { both, only95, none } = words.insideOf;
    return days.isInside80[i] ? both : days.isInside95[i] ? only95 : none;
  };
  return {
    caption: words.dayTable,
    foldedName: words.dayTable,
    columns: [
      words.day,
      words.forecastColumn,
      words.cameColumn,
      ...(hasRange ? [words.range80, words.range95, words.inside] : []),
      ...(hasAdvice ? [words.hitsColumn] : []),
      ...(isMixed ? [words.made] : []),
    ],
    rows: days.date.map((date, i) => ({
      name: capitalise(formatWeekdayAndDay(say, parseDay(date) ?? 0)),
      cells: [
        days.expected[i] == null
          ? { text: words.untoldCell, status: 'missing' as const }
          : plainCell(count(days.expected[i])),
        plainCell(count(days.came[i])),
        ...(hasRange
          ? [
              plainCell(span(days.low80[i], days.high80[i])),
              plainCell(span(days.low95[i], days.high95[i])),
              plainCell(insideOf(i)),
            ]
          : []),
        ...(hasAdvice
          ? [
              plainCell(
                (days.recommended[i] ?? 0) > 0
                  ? words.hitsOf(count(days.hits[i]), count(days.recommended[i]))
                  : '',
              ),
            ]
          : []),
        ...(isMixed ? [plainCell(days.isReplayed[i] ? words.replayed : words.published)] : []),
      ],
    })),
  };
}

/** Empty where there is no value. */
function saidOf(value: number | null, format: (value: number) => string): string {
  return value === null ? '' : format(value);
}

/** Where the least stands; −1 where no value is known, or nothing to hold it against. */
function leastOf(values: readonly (number | null)[]): number {
  const known = values.flatMap((value) => value ?? []);
  return known.length < 2 ? -1 : values.indexOf(Math.min(...known));
}

/** What is written alike is as good. */
function markedCell(text: string, isBest: boolean, mark: string): TableCell {
  return { ...plainCell(text), ...(isBest && text !== '' && { note: mark }) };
}
