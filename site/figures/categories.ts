/** Why people get in touch: contacts by category in the last whole month, against the month before. */
import type { BreakdownAnswer } from '../../api/contract/breakdown.ts';
import { placeColumn } from '../charts/picture.ts';
import { placeRankedBars } from '../charts/ranked-bars.ts';
import { capitalise, formatCount, formatFrequency, formatShare } from '../words/number.ts';
import { barsOf, monthBefore, periodOf, tableOfBars, totalOf } from './breakdown-rows.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { absentFigure, type Figure } from './figure.ts';

const UNCLASSIFIED = 'unclassified';
const PATH = 'breakdown/offered/category-previous';

export function categoriesFigure(context: FigureContext): Figure {
  const { read, say } = context;
  const words = say.categories;
  const answer = read<BreakdownAnswer>(PATH);
  const members = answer?.rows.member ?? [];
  if (answer === null || members.every((member) => member === UNCLASSIFIED)) {
    return absentFigure('reasons', words);
  }
  const { rows } = answer;
  const format = (value: number) => formatCount(say, value);
  const previous = monthBefore(say, answer);
  const bars = barsOf(say, answer, {
    inkOf: (member) => `category-${member}`,
    titleOf: ({ reading, detail }) => [reading, detail],
  });
  const period = periodOf(say, answer);
  const top = members.findIndex((member, i) => member !== UNCLASSIFIED && rows.share[i] !== null);
  const share = top < 0 ? null : rows.share[top]!;
  const heading =
    share === null
      ? words.kicker
      : capitalise(
          (words.headings[members[top]!] ?? ((part: string) => words.other(bars[top]!.name, part)))(
            formatFrequency(say, share, say.anyContacts),
          ),
        );
  const total = totalOf(read, answer);
  const unclassified = members.indexOf(UNCLASSIFIED);
  const unclassifiedShare = unclassified < 0 ? null : (rows.share[unclassified] ?? null);
  const state = {
    rows: bars,
    label: words.figure(heading, say.listing(bars.map((bar) => bar.title))),
    beforeLabel: previous === null ? '' : say.causes.beforeLabel(previous),
  };
  return {
    id: 'reasons',
    kicker: words.kicker,
    heading,
    standfirst: total === null ? words.standfirstBare(period) : words.standfirst(period, format(total)),
    pictures: placeColumn((width) => placeRankedBars(state, width)),
    breadth: 'column',
    notes: [
      ...(unclassifiedShare === null ? [] : [words.unclassified(formatShare(say, unclassifiedShare))]),
      words.rounded,
    ],
    methods: methodsOf(context, 'offered', 'classified_share'),
    tables: [
      tableOfBars(say, bars, {
        caption: words.table(period),
        columns: [words.column, say.service.n],
        previous,
      }),
    ],
    isTableFolded: false,
    sources: [{ path: PATH, name: words.kicker }],
  };
}
