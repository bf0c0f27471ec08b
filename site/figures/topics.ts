/**
 * The pages of one subject each, as data: its figures for every channel that has them, and the topics whose methods
 * belong to it. Owns which pages there are; a subject without records keeps its page, which says so.
 */
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import type { Topic } from '../../db/domain/metric-words.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { valueFigures } from './account-value.ts';
import { answerSpreadFigure } from './answer-spread.ts';
import { categoriesFigure } from './categories.ts';
import { type OtherChannels, otherChannels, promiseFigures } from './channel-promises.ts';
import { type FigureContext, inChannel, makeContext } from './context.ts';
import type { Figure } from './figure.ts';
import { outcomesBeside } from './outcomes.ts';
import { type ReasonBasis, reasonBasisOf } from './reason-basis.ts';
import { reasonChangesFigure } from './reason-changes.ts';
import { demandFigure, resolvedFigure } from './reason-figures.ts';
import { reasonMonthsFigure } from './reason-months.ts';
import { reasonSharesFigure } from './reason-shares.ts';
import { recommendFigure } from './recommend.ts';
import { satisfactionFigure } from './satisfaction.ts';
import { satisfactionMonthsFigure } from './satisfaction-months.ts';
import { satisfactionPartFigure } from './satisfaction-parts.ts';
import { scoreFigure } from './score.ts';
import { clocksFigure } from './two-clocks.ts';
import { waitStepsFigure } from './wait-steps.ts';

export const SUBJECTS = [
  'best-times',
  'service-levels',
  'categories',
  'complaints',
  'satisfaction',
  'value',
] as const;
export type Subject = (typeof SUBJECTS)[number];
/** What is made of figures alone; best times and complaints have pages of their own (best-times.ts, complaints.ts). */
export type FigureSubject = Exclude<Subject, 'best-times' | 'complaints'>;
export const FIGURE_SUBJECTS = SUBJECTS.filter(
  (subject): subject is FigureSubject => subject !== 'best-times' && subject !== 'complaints',
);

export interface SubjectPage {
  figures: Figure[];
  /** what there are no records of, each with one sentence */
  absences: Figure[];
  topics: readonly Topic[];
  /** what figures of reasons rest on; null on other pages, and where no reasons are published */
  basis: ReasonBasis | null;
  /** what is told of the promises of other channels than the main one; null on other pages, and where there is none */
  others: OtherChannels | null;
}

const TOPICS_OF: Readonly<Record<FigureSubject, readonly Topic[]>> = {
  'service-levels': ['service', 'cases', 'work'],
  categories: ['demand', 'resolution'],
  satisfaction: ['satisfaction'],
  value: [],
};

export function addressOfSubject(subject: Subject): string {
  return `/${subject}/`;
}

export function subjectPageOf(
  subject: FigureSubject,
  read: Read,
  say: Say,
  organisation: OrganisationAnswer,
  nowSeconds: number,
): SubjectPage {
  const context = makeContext(read, say, organisation, nowSeconds);
  const figures = figuresOf(subject, context);
  const shown = figures.filter((figure) => figure.pictures !== null);
  return {
    figures: shown,
    // One sentence tells of all channels that the figure is not there, where it is there for none.
    absences: shown.length > 0 ? [] : figures.slice(0, 1),
    topics: TOPICS_OF[subject],
    basis: subject === 'categories' && figures[0]?.pictures !== null ? reasonBasisOf(context) : null,
    others: subject === 'service-levels' ? othersBehind(context, shown) : null,
  };
}

function figuresOf(subject: FigureSubject, context: FigureContext): Figure[] {
  switch (subject) {
    case 'service-levels':
      // All that is told of a promise stands open for the main channel; the score names the promises of every one.
      return [
        // Outcomes stand beside speed wherever speed stands.
        ...notesOnce(
          forEachChannel(context, (one) => ({ ...clocksFigure(one), outcomes: outcomesBeside(one) })),
        ),
        ...promiseFigures(context),
        ...[scoreFigure].flatMap((figureOf) => figureOf(context) ?? []),
        // The second figure of a channel says which of the two it is.
        ...forEachChannel(context, waitStepsFigure, context.say.labelled),
      ];
    case 'categories':
      return [
        categoriesFigure(context),
        reasonChangesFigure(context),
        reasonSharesFigure(context),
        reasonMonthsFigure(context),
        demandFigure(context),
        resolvedFigure(context),
      ];
    case 'satisfaction':
      return [
        satisfactionFigure(context),
        ...[satisfactionMonthsFigure].flatMap((figureOf) => figureOf(context) ?? []),
        answerSpreadFigure(context),
        recommendFigure(context),
        satisfactionPartFigure(context, 'channel'),
        satisfactionPartFigure(context, 'category'),
      ];
    case 'value':
      return valueFigures(context);
  }
}

/** Behind the last figure of the promises of the main channel, or of the clocks. */
function othersBehind(context: FigureContext, shown: readonly Figure[]): OtherChannels | null {
  const own = promiseFigures(context).map(({ id }) => id);
  const last = shown.findLast(({ id }) => own.includes(id) || id.startsWith('promises'));
  return last === undefined ? null : otherChannels(context, last.id);
}

/** What a figure means is said under the first that means it. */
function notesOnce(figures: readonly Figure[]): Figure[] {
  const said = new Set<string>();
  return figures.map((figure) => {
    const notes = figure.notes.filter((note) => !said.has(note));
    for (const note of notes) said.add(note);
    return { ...figure, notes };
  });
}

/** The main channel first; each under its own name and anchor. */
function forEachChannel(
  context: FigureContext,
  figureOf: (context: FigureContext) => Figure,
  kickerOf: (channel: string, kicker: string) => string = (channel) => channel,
): Figure[] {
  const { organisation, channel: main, say } = context;
  const others = organisation.channels.filter((channel) => channel !== main);
  const figures = [main, ...others].map((channel) => {
    const figure = figureOf(inChannel(context, channel));
    return channel === null
      ? figure
      : {
          ...figure,
          id: `${figure.id}-${channel}`,
          kicker: kickerOf(say.channels[channel] ?? channel, figure.kicker),
        };
  });
  return figures.filter((figure, i) => i === 0 || figure.pictures !== null);
}
