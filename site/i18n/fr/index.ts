/** Everything the site says, in French. */
import type { Translation } from '../translation.ts';
import { actions } from './actions.ts';
import { basics } from './basics.ts';
import { bestTimes } from './best-times.ts';
import { changes } from './changes.ts';
import { check } from './check.ts';
import { complaints } from './complaints.ts';
import { courses } from './courses.ts';
import { editions } from './editions.ts';
import { facts } from './facts.ts';
import { figures } from './figures.ts';
import { findings } from './findings.ts';
import { frame } from './frame.ts';
import { history } from './history.ts';
import { levels } from './levels.ts';
import { methods } from './methods.ts';
import { metrics } from './metrics.ts';
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

export const fr = {
  ...actions,
  ...basics,
  ...bestTimes,
  ...changes,
  ...check,
  ...complaints,
  ...courses,
  facts,
  ...editions,
  ...figures,
  ...findings,
  ...frame,
  ...history,
  ...levels,
  ...methods,
  metrics,
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
} satisfies Translation;
