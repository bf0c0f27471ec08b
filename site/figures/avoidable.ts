/** What contacts that a failure caused cost in a year. Owns the statement; refuses an amount where the operator publishes none. */
import { parseDay } from '../../db/domain/civil-day.ts';
import { placeColumn } from '../charts/picture.ts';
import { placeRankedBars, type RankedRow } from '../charts/ranked-bars.ts';
import { formatDate } from '../words/date.ts';
import { formatCount, formatShare } from '../words/number.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { absentFigure, type Figure, plainCell, tableCell } from './figure.ts';
import { MOST_PERIODS, monthOf, readValue, VALUE_PATH } from './value-answer.ts';

/** What contacts that a failure caused cost in a year: the figure for which causes are worth removing. */
export function avoidableFigure(context: FigureContext): Figure {
  const { say } = context;
  const words = say.avoidable;
  const told = readValue(context);
  const { avoidable } = told?.now ?? {};
  if (told === null || avoidable === undefined || avoidable.contacts === null || avoidable.share === null) {
    return absentFigure('avoidable', words);
  }
  const { answer, periods, format } = told;
  const count = (value: number) => formatCount(say, value);
  const share = formatShare(say, avoidable.share);
  const heading = avoidable.cost === null ? words.headingShare(share) : words.heading(format(avoidable.cost));
  const isMoney = answer.publish === 'money';
  const rows = periods.slice(0, MOST_PERIODS).flatMap((period): RankedRow[] => {
    const { contacts, share: part, cost, isPartial } = period.avoidable;
    if (contacts === null) return [];
    const name = words.yearTo(monthOf(context, period));
    // Beside the count stands what the heading speaks of.
    const amount = cost === null ? (part === null ? null : formatShare(say, part)) : format(cost);
    const status = isPartial ? 'partial' : 'final';
    const title = say.labelled(
      name,
      [words.contacts(count(contacts)), amount ?? ''].filter(Boolean).join(', '),
    );
    return [
      {
        ...{ name, ink: 'cause', value: contacts, status, before: null, change: '' },
        reading: count(contacts),
        detail: amount === null ? '' : cost === null ? words.beside(amount) : words.besideCost(amount),
        title,
      },
    ];
  });
  const state = {
    rows,
    label: say.satisfaction.figure(heading, say.listing(rows.map(({ title }) => title))),
    beforeLabel: '',
  };
  const day = (text: string) => formatDate(say, parseDay(text) ?? 0);
  return {
    id: 'avoidable',
    kicker: words.kicker,
    heading,
    standfirst: words.standfirst(
      count(avoidable.contacts),
      count(avoidable.judged ?? 0),
      day(avoidable.from),
      day(avoidable.to),
    ),
    pictures: placeColumn((width) => placeRankedBars(state, width)),
    breadth: 'column',
    notes: [
      words.note,
      ...(periods.some((period) => period.avoidable.isPartial) ? [words.partial] : []),
      ...(isMoney ? [words.formula] : [words.formulaIndex]),
    ],
    methods: methodsOf(context, 'failure_demand_share'),
    tables: [
      {
        caption: words.table,
        columns: [
          words.column,
          words.count,
          words.judged,
          words.share,
          ...(isMoney ? [words.costColumn] : []),
        ],
        rows: periods.map((period) => {
          const { contacts, judged, share: part, cost, isPartial } = period.avoidable;
          const status = contacts === null ? 'missing' : isPartial ? 'partial' : 'final';
          return {
            name: words.yearTo(monthOf(context, period)),
            cells: [
              tableCell(say, contacts, status, count),
              plainCell(judged === null ? '–' : count(judged)),
              plainCell(part === null ? '–' : formatShare(say, part)),
              ...(isMoney ? [plainCell(cost === null ? '–' : format(cost))] : []),
            ],
          };
        }),
      },
    ],
    isTableFolded: false,
    sources: [{ path: VALUE_PATH, name: words.kicker }],
  };
}
