/** Why people get in touch: contacts by category in the last whole month, against the month before. */
import type { BreakdownAnswer } from '../../api/contract/breakdown.ts';
import { WIDTHS } from '../charts/picture.ts';
import { placeRankedBars, type RankedRow } from '../charts/ranked-bars.ts';
import { nameMember } from '../words/member.ts';
import { capitalise, formatCount, formatFrequency, formatShare } from '../words/number.ts';
import { formatChange, monthBefore, periodOf } from './breakdown-rows.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { absentFigure, type Figure, plainCell, readingOf, tableCell } from './figure.ts';

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
  const { rows, compared } = answer;
  const format = (value: number) => formatCount(say, value);
  const before = (member: string) => {
    const at = compared?.rows.member.indexOf(member) ?? -1;
    return at < 0 ? null : (compared?.rows.value[at] ?? null);
  };
  const previous = monthBefore(say, answer);
  const bars = members.map((member, i): RankedRow => {
    const value = rows.value[i]!;
    const share = rows.share[i] ?? null;
    const reading = readingOf(say, value, rows.status[i]!, format);
    const name = nameMember(say, member, rows.label[i]!);
    return {
      name,
      ink: `category-${member}`,
      value,
      status: rows.status[i]!,
      before: before(member),
      reading,
      detail: share === null ? '' : formatShare(say, share),
      change: formatChange(say, value, before(member)),
      title: say.labelled(name, [reading, ...(share === null ? [] : [formatShare(say, share)])].join(', ')),
    };
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
  const total = rows.value.reduce<number>((sum, value) => sum + (value ?? 0), 0);
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
    standfirst: words.standfirst(period, format(total)),
    pictures: { wide: placeRankedBars(state, WIDTHS.column), narrow: placeRankedBars(state, WIDTHS.narrow) },
    breadth: 'column',
    notes: [
      ...(unclassifiedShare === null ? [] : [words.unclassified(formatShare(say, unclassifiedShare))]),
      words.rounded,
    ],
    methods: methodsOf(context, 'offered', 'classified_share'),
    tables: [
      {
        caption: words.table(period),
        columns: [
          words.column,
          say.service.n,
          say.causes.share,
          ...(previous === null ? [] : [say.causes.before(previous)]),
        ],
        rows: bars.map((bar) => ({
          name: bar.name,
          cells: [
            tableCell(say, bar.value, bar.status, format),
            plainCell(bar.detail === '' ? '–' : bar.detail),
            ...(previous === null ? [] : [plainCell(bar.before === null ? '–' : format(bar.before))]),
          ],
        })),
      },
    ],
    isTableFolded: false,
    sources: [{ path: PATH, name: words.kicker }],
  };
}
