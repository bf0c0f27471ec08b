/**
 * What is told of the promises of a channel beside its two clocks: whether they were kept, the bridge, the formulas, the
 * allowance. Owns that the main channel's stand open, and each other's together under its name, with what they say in short.
 */
import { allowanceFigure } from './allowance.ts';
import { bridgeFigure } from './bridge.ts';
import { type FigureContext, inChannel } from './context.ts';
import type { Figure } from './figure.ts';
import { formulasFigure } from './formulas.ts';
import { keptFigure, verdictIn } from './kept-promises.ts';
import { lastLevels, mainClock, monthName } from './levels.ts';

export interface ChannelGroup {
  /** its anchor */
  id: string;
  name: string;
  /** of which its figures tell */
  month: string;
  /** whether the promise was kept, in a word or two */
  verdict: string;
  /** what its figures say, in a sentence */
  statement: string;
  /** what they are about */
  parts: string;
  figures: Figure[];
}

export interface OtherChannels {
  /** the figure after which they stand */
  after: string;
  kicker: string;
  heading: string;
  groups: ChannelGroup[];
}

/** Of the main channel; it is named in each where there are others. */
export function promiseFigures(context: FigureContext): Figure[] {
  const figures = figuresOf(context);
  const { channel, organisation } = context;
  if (channel === null || organisation.channels.length < 2) return figures;
  return figures.map((figure) => ofChannel(context, figure, channel));
}

/** Null where no other channel has any; `after` is the anchor of the last figure of the main channel. */
export function otherChannels(context: FigureContext, after: string): OtherChannels | null {
  const { organisation, channel: main, say } = context;
  const groups = organisation.channels.flatMap((channel) => {
    const group = channel === main ? null : groupOf(inChannel(context, channel), channel);
    return group === null ? [] : [group];
  });
  if (groups.length === 0) return null;
  return {
    after,
    kicker: say.levels.others.kicker(groups[0]!.month),
    heading: say.listing(groups.map(({ name, verdict }) => say.labelled(name, verdict))),
    groups,
  };
}

function figuresOf(context: FigureContext): Figure[] {
  return [keptFigure, bridgeFigure, formulasFigure, allowanceFigure].flatMap(
    (figureOf) => figureOf(context) ?? [],
  );
}

function groupOf(context: FigureContext, channel: string): ChannelGroup | null {
  const { say } = context;
  const levels = lastLevels(context);
  const figures = figuresOf(context);
  const [first] = figures;
  if (levels === null || first === undefined) return null;
  const bridge = figures.find(({ id }) => id === 'bridge');
  return {
    id: `channel-${channel}`,
    name: nameOf(context, channel),
    month: monthName(say, levels.month),
    verdict: verdictIn(say, mainClock(levels.answer)),
    statement: (bridge ?? first).heading,
    // Some of them are questions: no sign of a sentence stands between them.
    parts: figures.map(({ kicker }) => kicker).join(' · '),
    figures: figures.map((figure) => ({
      ...ofChannel(context, figure, channel),
      id: `${figure.id}-${channel}`,
    })),
  };
}

function nameOf({ say }: FigureContext, channel: string): string {
  return say.channels[channel] ?? channel;
}

/** Its statement is the same for every channel, so the channel is named above it, and with each table. */
function ofChannel(context: FigureContext, figure: Figure, channel: string): Figure {
  const named = (words: string) => context.say.labelled(nameOf(context, channel), words);
  return {
    ...figure,
    kicker: named(figure.kicker),
    isNamedByKicker: true,
    tables: figure.tables.map((table) => ({ ...table, caption: named(table.caption) })),
    ...(figure.tableName === undefined ? {} : { tableName: named(figure.tableName) }),
  };
}
