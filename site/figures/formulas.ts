/** The last whole month under each of the five formulas of a service level. */
import { capitalise, formatCount, formatShare } from '../words/number.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { type Figure, plainCell, readingOf, type TableCell, tableCell } from './figure.ts';
import { lastLevels, monthName } from './levels.ts';
import { shareDots } from './share-dots.ts';

/** Null where the month is not told by any of them. */
export function formulasFigure(context: FigureContext): Figure | null {
  const levels = lastLevels(context);
  if (levels === null) return null;
  const { say } = context;
  const words = say.levels.formulas;
  const { formula, metric, value, n, status } = levels.answer.formulas;
  const known = value.filter((share) => share !== null);
  if (known.length === 0) return null;
  const month = monthName(say, levels.month);
  const heading = headingOf(context, known, month);
  const rows = formula.map((id, i) => {
    const reading = readingOf(say, value[i]!, status[i]!, (share) => formatShare(say, share));
    const detail = id === 'worst' ? words.ours : '';
    return {
      ...{ name: words.names[id], value: value[i]!, status: status[i]!, low: null, high: null },
      ...{ reading, detail, isNow: id === 'worst', title: say.labelled(words.names[id], reading), key: id },
    };
  });
  return {
    id: 'formulas',
    kicker: words.kicker,
    heading,
    standfirst: words.standfirst,
    pictures: shareDots(say, heading, rows),
    breadth: 'column',
    notes: [],
    methods: methodsOf(context, ...metric),
    tables: [
      {
        caption: words.table(capitalise(month)),
        columns: [words.formula, words.definition, words.share, words.n],
        rows: formula.map((id, i) => ({
          name: words.names[id],
          cells: [
            { text: words.definitions[id], status: 'final', isText: true } satisfies TableCell,
            tableCell(say, value[i]!, status[i]!, (share) => formatShare(say, share)),
            plainCell(n[i] === null ? '–' : formatCount(say, n[i]!)),
          ],
        })),
      },
    ],
    isTableFolded: false,
    sources: [{ path: levels.path, name: words.kicker }],
    choices: formula.map((id, i) => ({
      ...{ id, name: words.names[id], definition: words.definitions[id] },
      reading: rows[i]!.reading,
    })),
  };
}

function headingOf({ say }: FigureContext, known: readonly number[], month: string): string {
  const words = say.levels.formulas;
  const [low, high] = [formatShare(say, Math.min(...known)), formatShare(say, Math.max(...known))];
  if (known.length === 1) return words.hidden(month);
  return low === high ? words.same(low, month) : words.heading(low, high, month);
}
