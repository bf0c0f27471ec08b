/**
 * What the causes consist of, in the last whole month: finer causes as the records name them, or causes of the company's
 * own under the cause of everybody's that they belong to.
 */
import type { ComplaintsAnswer } from '../../api/contract/complaints.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import { placeColumn } from '../charts/picture.ts';
import { placeRankedBars } from '../charts/ranked-bars.ts';
import { nameMember } from '../words/member.ts';
import { formatCount, formatShare } from '../words/number.ts';
import { periodOf } from './breakdown-rows.ts';
import { LATEST, nameCause } from './complaint-changes.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { absentFigure, type Figure, plainCell, readingOf, tableCell } from './figure.ts';

const MOST_ROWS = 10;
const ID = 'complaint-parts';

interface Part {
  of: string;
  name: string;
  value: number | null;
  status: CellStatus;
  share: number | null;
}

export function complaintPartsFigure(context: FigureContext): Figure {
  const { read, say } = context;
  const words = say.complaints.parts;
  const answer = read<ComplaintsAnswer>(LATEST);
  const parts = answer === null ? [] : partsOf(context, answer);
  if (answer === null || parts.length === 0) return absentFigure(ID, words);
  const period = periodOf(say, answer);
  const format = (count: number) => formatCount(say, count);
  const ranked = parts.toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1));
  const rows = ranked.map(({ of, name, value, status, share }) => {
    const reading = readingOf(say, value, status, format);
    const detail = share === null ? '' : words.detail(formatShare(say, share), of);
    const title = say.labelled(name, [reading, detail].filter((part) => part !== '').join(', '));
    return { name, ink: 'cause', value, status, before: null, reading, detail, change: '', title };
  });
  const [top] = ranked;
  const heading =
    top === undefined || top.value === null
      ? words.hiddenHeading
      : words.heading(top.name, top.of, format(top.value));
  const state = {
    rows: rows.slice(0, MOST_ROWS),
    label: say.causes.figure(heading, say.listing(rows.map(({ title }) => title))),
    beforeLabel: '',
  };
  return {
    id: ID,
    kicker: words.kicker,
    heading,
    standfirst: words.standfirst(period),
    pictures: placeColumn((width) => placeRankedBars(state, width)),
    breadth: 'column',
    notes: [
      ...(rows.length > MOST_ROWS ? [say.complaints.causes.moreRows(rows.length - MOST_ROWS)] : []),
      words.note,
    ],
    methods: methodsOf(context, 'complaints'),
    tables: [
      {
        caption: words.table(period),
        columns: [words.column, say.causes.column, say.causes.count, words.share],
        rows: parts.map(({ of, name, value, status, share }) => ({
          name,
          cells: [
            { ...plainCell(of), isText: true },
            tableCell(say, value, status, format),
            plainCell(share === null ? '–' : formatShare(say, share)),
          ],
        })),
      },
    ],
    isTableFolded: parts.length > MOST_ROWS,
    sources: [{ path: LATEST, name: say.complaints.causes.source }],
  };
}

/** By cause, in the order of the causes. */
function partsOf({ say }: FigureContext, answer: ComplaintsAnswer): Part[] {
  const { parts, causes } = answer;
  const named = parts.part.map((part, i) => ({
    of: nameCause(say, answer, parts.cause[i]!),
    name: nameMember(say, part, parts.label[i]!),
    value: parts.value[i] ?? null,
    status: parts.status[i]!,
    share: parts.share[i] ?? null,
  }));
  const own = causes.cause.flatMap((cause, i) => {
    const parent = causes.parent[i] ?? null;
    return parent === null ? [] : [{ cause, parent, i }];
  });
  const sums = new Map<string, number>();
  for (const { parent, i } of own) sums.set(parent, (sums.get(parent) ?? 0) + (causes.value[i] ?? 0));
  const ofParents = own.map(({ cause, parent, i }) => {
    const value = causes.value[i] ?? null;
    const sum = sums.get(parent) ?? 0;
    return {
      of: nameMember(say, parent, causes.parentLabel[i] ?? parent),
      name: nameCause(say, answer, cause),
      value,
      status: causes.status[i]!,
      share: value === null || sum === 0 ? null : value / sum,
    };
  });
  return [...named, ...ofParents];
}
