/**
 * Everything the site says, in English, under keys. Owns words and grammar; refuses arithmetic: whoever calls has
 * rounded, chosen and hedged before. Names of months and days, and how numbers and dates are written, come from Intl.
 */
import { actions } from './actions.ts';
import { basics } from './basics.ts';
import { bestTimes } from './best-times.ts';
import { changes } from './changes.ts';
import { courses } from './courses.ts';
import { figures } from './figures.ts';
import { findings } from './findings.ts';
import { frame } from './frame.ts';
import { history } from './history.ts';
import { methods } from './methods.ts';
import { outlook } from './outlook.ts';
import { page } from './page.ts';
import { pictures } from './pictures.ts';
import { reports } from './reports.ts';
import { tell } from './tell.ts';
import { today } from './today.ts';

export const en = {
  ...actions,
  ...basics,
  ...bestTimes,
  ...changes,
  ...courses,
  ...figures,
  ...findings,
  ...frame,
  ...history,
  ...methods,
  ...outlook,
  ...page,
  ...pictures,
  ...reports,
  ...tell,
  ...today,
};
