/**
 * Everything the site says, in English, under keys. Owns words and grammar; refuses arithmetic: whoever calls has
 * rounded, chosen and hedged before. Names of months and days, and how numbers and dates are written, come from Intl.
 */
import { actions } from './actions.ts';
import { basics } from './basics.ts';
import { bestTimes } from './best-times.ts';
import { changes } from './changes.ts';
import { check } from './check.ts';
import { complaints } from './complaints.ts';
import { courses } from './courses.ts';
import { editions } from './editions.ts';
import { figures } from './figures.ts';
import { findings } from './findings.ts';
import { frame } from './frame.ts';
import { history } from './history.ts';
import { levels } from './levels.ts';
import { methods } from './methods.ts';
import { outlook } from './outlook.ts';
import { page } from './page.ts';
import { pictures } from './pictures.ts';
import { promises } from './promises.ts';
import { reasons } from './reasons.ts';
import { releases } from './releases.ts';
import { reports } from './reports.ts';
import { satisfaction } from './satisfaction.ts';
import { tell } from './tell.ts';
import { today } from './today.ts';
import { value } from './value.ts';
import { verdicts } from './verdicts.ts';

export const en = {
  ...actions,
  ...basics,
  ...bestTimes,
  ...changes,
  ...check,
  ...complaints,
  ...courses,
  ...editions,
  ...figures,
  ...findings,
  ...frame,
  ...history,
  ...levels,
  ...methods,
  ...outlook,
  ...page,
  ...pictures,
  ...promises,
  ...reasons,
  ...releases,
  ...reports,
  ...satisfaction,
  ...tell,
  ...today,
  ...value,
  ...verdicts,
};
