/** Each reason's share of all contacts, month by month, with how far each month could be off. */
import { MEMBER_WORDS } from '../../db/domain/member-words.ts';
import { parseDay } from '../../db/domain/zone.ts';
import { placeAll } from '../charts/picture.ts';
import { placeSharePanels } from '../charts/share-panels.ts';
import { formatMonth, formatShortMonth } from '../words/date.ts';
import { nameMember } from '../words/member.ts';
import { capitalise, formatShare } from '../words/number.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { absentFigure, type Figure, readingOf } from './figure.ts';
import { formatFineRange, REASONS_PATH, readReasons, shareCell } from './reason-answer.ts';

export function reasonSharesFigure(context: FigureContext): Figure {
  const { say } = context;
  const words = say.reasonShares;
  const months = readReasons(context)?.months;
  const days = months?.start.map((start) => parseDay(start) ?? 0) ?? [];
  const shown = months?.categories.filter(({ share }) => share.some((value) => value !== null)) ?? [];
  if (months === undefined || days.length < 2 || shown.length === 0)
    return absentFigure('reason-shares', words);
  const format = (value: number) => formatShare(say, value);
  const nameOf = (category: string) => nameMember(say, category, MEMBER_WORDS[category] ?? category);
  const [first, last] = [days[0]!, days.at(-1)!];
  const [from, to] = [formatMonth(say, first), formatMonth(say, last)];
  const heading = words.heading(from, to);
  const state = {
    panels: shown.map(({ category, share, low, high, status }) => ({
      name: nameOf(category),
      ink: `category-${category}`,
      reading: readingOf(say, share.at(-1) ?? null, status.at(-1) ?? 'missing', format),
      points: days.map((day, i) => ({
        ...{ value: share[i] ?? null, low: low[i] ?? null, high: high[i] ?? null, status: status[i]! },
        title: say.reasonMonths.title(
          formatMonth(say, day),
          nameOf(category),
          readingOf(say, share[i] ?? null, status[i]!, format),
        ),
      })),
    })),
    ...{ from: formatShortMonth(say, first), to: formatShortMonth(say, last), format },
    label: words.figure(heading),
  };
  return {
    id: 'reason-shares',
    kicker: words.kicker,
    heading,
    standfirst: words.standfirst,
    pictures: placeAll((width) => placeSharePanels(state, width)),
    breadth: 'full',
    notes: [
      words.scales,
      ...(months.categories.some(({ status }) => status.includes('suppressed')) ? [words.ofAll] : []),
    ],
    methods: methodsOf(context, 'offered', 'classified_share'),
    tables: [
      {
        caption: words.table(from, to),
        columns: [words.column, ...shown.map(({ category }) => nameOf(category))],
        rows: days
          .map((day, i) => ({
            name: capitalise(formatMonth(say, day)),
            cells: shown.map(({ share, low, high, status }) => ({
              ...shareCell(say, { value: share[i] ?? null, status: status[i]! }),
              ...(share[i] != null && { note: formatFineRange(say, low[i] ?? null, high[i] ?? null) }),
            })),
          }))
          .toReversed(),
      },
    ],
    isTableFolded: true,
    sources: [{ path: REASONS_PATH, name: words.kicker }],
  };
}
