/** The figures of the page of complaints, in their order. */
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { complaintCausesFigure } from './complaint-causes.ts';
import { complaintHandlingFigure } from './complaint-handling.ts';
import { complaintMonthsFigure } from './complaint-months.ts';
import { complaintPartsFigure } from './complaint-parts.ts';
import { makeContext } from './context.ts';
import type { Figure } from './figure.ts';

export function complaintFigures(
  read: Read,
  say: Say,
  organisation: OrganisationAnswer,
  nowSeconds: number,
): Figure[] {
  const context = makeContext(read, say, organisation, nowSeconds);
  return [
    complaintCausesFigure(context),
    complaintPartsFigure(context),
    complaintMonthsFigure(context),
    complaintHandlingFigure(context),
  ];
}
