/** What stands between the company's clock and the customer's in the last whole month, step by step. */
import { type BridgeRow, placeBridgeBars } from '../charts/bridge-bars.ts';
import { placeColumn } from '../charts/picture.ts';
import type { Say } from '../i18n/say.ts';
import { formatCount, formatDecimal, formatShare } from '../words/number.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { type Figure, plainCell } from './figure.ts';
import { lastLevels, monthName } from './levels.ts';

/** Null where one of the two cannot be told. */
export function bridgeFigure(context: FigureContext): Figure | null {
  const levels = lastLevels(context);
  if (levels === null || levels.answer.bridge.reason !== null) return null;
  const { say } = context;
  const words = say.levels.bridge;
  const { from, to, steps } = levels.answer.bridge;
  const month = monthName(say, levels.month);
  const rows = steps.map(({ part, points, n }): BridgeRow => {
    const name = words.parts[part];
    const reading = signedPoints(say, -points);
    const detail = n === null ? '' : words.people(formatCount(say, n));
    return { name, points, reading, detail, title: say.service.titleBare(name, detail, reading) };
  });
  const heading = headingOf(say, from - to, formatShare(say, from), month);
  const said = say.listing(rows.map(({ name, reading }) => say.labelled(name, reading)));
  const state = {
    from: endOf(say, say.service.ours, from, 'ours'),
    to: endOf(say, say.service.customers, to, 'customers'),
    rows,
    label: say.satisfaction.figure(heading, said),
    cutAxis: say.service.cutAxis,
    format: (value: number) => formatShare(say, value),
  };
  return {
    id: 'bridge',
    kicker: words.kicker,
    heading,
    standfirst: words.standfirst(formatShare(say, from), formatShare(say, to)),
    pictures: placeColumn((width) => placeBridgeBars(state, width)),
    breadth: 'column',
    notes: [words.how, ...(steps.some(({ part }) => part === 'gave_up') ? [words.gaveUp] : []), words.other],
    methods: methodsOf(
      context,
      'service_level',
      'customer_service_level',
      'contained',
      'blocked',
      'callbacks',
    ),
    tables: [
      {
        caption: words.table(month),
        columns: [words.step, words.change, words.n],
        rows: [
          { name: state.from.name, cells: [plainCell(state.from.reading), plainCell('–')] },
          ...steps.map(({ part, points, n }) => ({
            name: words.parts[part],
            cells: [plainCell(signedPoints(say, -points)), plainCell(n === null ? '–' : formatCount(say, n))],
          })),
          { name: state.to.name, cells: [plainCell(state.to.reading), plainCell('–')] },
        ],
      },
    ],
    isTableFolded: false,
    sources: [{ path: levels.path, name: words.kicker }],
  };
}

function endOf(say: Say, name: string, value: number, ink: 'ours' | 'customers') {
  return { name, value, reading: formatShare(say, value), ink };
}

function headingOf(say: Say, gap: number, share: string, month: string): string {
  const words = say.levels.bridge;
  const points = Math.round(Math.abs(gap) * 100);
  if (points === 0) return words.equal(share, month);
  const said = words.points(formatCount(say, points), points === 1);
  return gap > 0 ? words.lower(said, month) : words.higher(said, month);
}

/** "−2.3 points": to a tenth, so that the steps add up to the eye. */
function signedPoints(say: Say, share: number): string {
  const tenths = Math.round(share * 1000) / 10;
  const sign = tenths > 0 ? '+' : tenths < 0 ? '−' : '';
  return say.levels.bridge.points(
    `${sign}${formatDecimal(say, Math.abs(tenths), 1)}`,
    Math.abs(tenths) === 1,
  );
}
