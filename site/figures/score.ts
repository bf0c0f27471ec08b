/** One number for all promises of the last whole month, never without what it is made of. */
import type { MetricsAnswer } from '../../api/contract/metrics.ts';
import type { ScoreComponentAnswer } from '../../api/contract/service-levels.ts';
import type { DotRow } from '../charts/interval-dots.ts';
import { registryIn } from '../words/method.ts';
import { formatDecimal, formatShare } from '../words/number.ts';
import { formatValue } from '../words/value.ts';
import { type FigureContext, inChannel, methodsOf } from './context.ts';
import { type Figure, plainCell, readingOf, type TableCell, tableCell } from './figure.ts';
import { verdictIn } from './kept-promises.ts';
import { lastLevels, monthName } from './levels.ts';
import { shareDots } from './share-dots.ts';

type Unit = MetricsAnswer['metrics'][number]['unit'];

/** Of all channels together; null where no promise is in force. */
export function scoreFigure(context: FigureContext): Figure | null {
  const levels = lastLevels(inChannel(context, null));
  if (levels === null || levels.answer.score.components.length === 0) return null;
  const { say } = context;
  const words = say.levels.score;
  const { score, components } = levels.answer.score;
  const month = monthName(say, levels.month);
  const { metrics } = registryIn(say, context.read);
  const unitOf = (id: string): Unit => metrics.find((metric) => metric.id === id)?.unit ?? 'share';
  const heading = score === null ? words.none(month) : words.heading(formatDecimal(say, score, 0), month);
  // Dots share one scale: what is no share stands in the table alone.
  const rows = components
    .filter(({ metric }) => unitOf(metric) === 'share')
    .map((component): DotRow => rowOf(context, component));
  return {
    id: 'score',
    kicker: words.kicker,
    heading,
    standfirst: words.standfirst,
    pictures: rows.length === 0 ? null : shareDots(say, heading, rows),
    breadth: 'column',
    notes: [words.weights],
    methods: methodsOf(context, ...new Set(components.map(({ metric }) => metric))),
    tables: [
      {
        caption: words.table(month),
        columns: [
          ...[say.levels.kept.promise, say.levels.kept.verdict, say.levels.kept.attained],
          ...[say.levels.kept.aim, words.weight, words.points],
        ],
        rows: components.map((component) => ({
          name: component.words,
          cells: cellsOf(context, component, unitOf(component.metric)),
        })),
      },
    ],
    isTableFolded: false,
    sources: [{ path: levels.path, name: words.kicker }],
  };
}

/** "Phone: by our clock"; the promise in words stands in the table, where there is room for it. */
function shortName({ say, read }: FigureContext, component: ScoreComponentAnswer): string {
  const { channel, clock, metric } = component;
  const label = registryIn(say, read).metrics.find(({ id }) => id === metric)?.label ?? metric;
  const what = clock === null ? label : clock === 'internal' ? say.service.ours : say.service.customers;
  return channel === null ? what : say.labelled(say.channels[channel] ?? channel, what);
}

function rowOf(context: FigureContext, component: ScoreComponentAnswer): DotRow {
  const { say } = context;
  const { attained, low, high, aim } = component;
  const name = shortName(context, component);
  const reading = readingOf(say, attained.value, attained.status, (value) => formatShare(say, value));
  return {
    name,
    ...{ value: attained.value, status: attained.status, low, high, aim, reading, isNow: true },
    detail: attained.value === null ? '' : verdictIn(say, component),
    title: say.service.titleBare(name, verdictIn(say, component), reading),
  };
}

function cellsOf({ say }: FigureContext, component: ScoreComponentAnswer, unit: Unit): TableCell[] {
  const { attained, aim, weight, points, leftOut } = component;
  const format = (value: number) => formatValue(say, unit, value);
  const isLeftOut = leftOut === 'lower_is_better';
  return [
    plainCell(verdictIn(say, component)),
    tableCell(say, attained.value, attained.status, format),
    plainCell(format(aim)),
    isLeftOut
      ? { text: say.levels.score.lowerIsBetter, status: 'final', isText: true }
      : plainCell(weight === null ? '–' : formatShare(say, weight)),
    plainCell(points === null ? '–' : formatDecimal(say, points, 1)),
  ];
}
