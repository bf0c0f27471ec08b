/** What complaints are about: complaints by cause in the last whole month, with the change from the month before. */
import type { BreakdownAnswer } from '../../api/contract/breakdown.ts';
import { WIDTHS } from '../charts/picture.ts';
import { placeRankedBars, type RankedRow } from '../charts/ranked-bars.ts';
import { nameMember } from '../words/member.ts';
import { formatCount, formatFrequency, formatShare } from '../words/number.ts';
import { formatChange, monthBefore, periodOf } from './breakdown-rows.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { absentFigure, type Figure, plainCell, readingOf, tableCell } from './figure.ts';

const MOST_ROWS = 10;
const UNSTATED = 'unstated';
const PATH = 'breakdown/complaints/cause-previous';

export function causesFigure(context: FigureContext): Figure {
  const { read, say } = context;
  const words = say.causes;
  const answer = read<BreakdownAnswer>(PATH);
  const isKnown = (i: number) => answer?.rows.value[i] !== null || answer.rows.status[i] === 'suppressed';
  const members = (answer?.rows.member ?? []).filter((member, i) => member !== UNSTATED && isKnown(i));
  if (answer === null || members.length === 0) return absentFigure('complaints', words);
  const { rows, compared } = answer;
  const format = (value: number) => formatCount(say, value);
  const previous = monthBefore(say, answer);
  const bars = rows.member.flatMap((member, i): RankedRow[] => {
    if (!isKnown(i)) return [];
    const value = rows.value[i]!;
    const share = rows.share[i] ?? null;
    const at = compared?.rows.member.indexOf(member) ?? -1;
    const before = previous === null || at < 0 ? null : (compared?.rows.value[at] ?? null);
    const reading = readingOf(say, value, rows.status[i]!, format);
    const change = formatChange(say, value, before);
    const name = nameMember(say, member, rows.label[i]!);
    return [
      {
        name,
        ink: member === UNSTATED ? 'past' : 'cause',
        value,
        status: rows.status[i]!,
        before,
        reading,
        detail: share === null ? '' : formatShare(say, share),
        change,
        title: say.labelled(name, [reading, ...(change === '' ? [] : [change])].join(', ')),
      },
    ];
  });
  const period = periodOf(say, answer);
  const total = rows.value.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const top = rows.member.findIndex((member, i) => member !== UNSTATED && rows.share[i] !== null);
  const heading =
    top < 0
      ? words.hiddenHeading
      : words.heading(
          nameMember(say, rows.member[top]!, rows.label[top]!),
          formatFrequency(say, rows.share[top]!, words.complaints),
        );
  const state = {
    rows: bars.slice(0, MOST_ROWS),
    label: words.figure(heading, say.listing(bars.map((bar) => bar.title))),
    beforeLabel: previous === null ? '' : words.beforeLabel(previous),
  };
  return {
    id: 'complaints',
    kicker: words.kicker,
    heading,
    standfirst: words.standfirst(period, format(total)),
    pictures: { wide: placeRankedBars(state, WIDTHS.column), narrow: placeRankedBars(state, WIDTHS.narrow) },
    breadth: 'column',
    notes: [
      ...(bars.length > MOST_ROWS ? [words.moreRows(bars.length - MOST_ROWS)] : []),
      ...(previous === null ? [] : [words.note]),
      say.categories.rounded,
    ],
    methods: methodsOf(context, 'complaints'),
    tables: [
      {
        caption: words.table(period),
        columns: [
          words.column,
          words.count,
          words.share,
          ...(previous === null ? [] : [words.before(previous)]),
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
    isTableFolded: bars.length > MOST_ROWS,
    sources: [{ path: PATH, name: words.kicker }],
  };
}
