/** The first page as data: its answer and its figures in their order. */
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { type Answer, answerOf } from './answer.ts';
import { categoriesFigure } from './categories.ts';
import { causesFigure } from './causes.ts';
import { contactsFigure } from './contacts.ts';
import { makeContext } from './context.ts';
import type { Figure } from './figure.ts';
import { satisfactionFigure } from './satisfaction.ts';
import { clocksFigure } from './two-clocks.ts';
import { weekFigure } from './week.ts';

export interface Home {
  answer: Answer;
  figures: Figure[];
  /** what there are no records of, each with one sentence */
  absences: Figure[];
}

/** No figures at all where nothing was published but the organisation itself. */
export function homeOf(read: Read, say: Say, organisation: OrganisationAnswer, nowSeconds: number): Home {
  const context = makeContext(read, say, organisation, nowSeconds);
  const answer = answerOf(context);
  const figures = [
    // The hours behind the answer stand right below it.
    weekFigure(context, answer.sentence),
    contactsFigure(context),
    categoriesFigure(context),
    clocksFigure(context),
    causesFigure(context),
    satisfactionFigure(context),
  ];
  const shown = figures.filter((figure) => figure.pictures !== null);
  const absences = shown.length === 0 ? [] : figures.filter((figure) => figure.pictures === null);
  return { answer, figures: shown, absences };
}
