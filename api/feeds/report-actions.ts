/**
 * The actions of a report: those on record by its last day and not ended before its first, with what was known of each.
 * Refuses to judge, and to tell of a day what became known later: verdicts are those of `actions` on that day.
 */
import { type CivilDay, parseDay } from '../../db/domain/zone.ts';
import type { ActionAnswer } from '../contract/actions.ts';
import type { ReportAction } from '../contract/report-finding.ts';
import { actionsFeed } from './actions.ts';
import type { ReportSources } from './report-sources.ts';

export function actionsOf({ context, period }: ReportSources): ReportAction[] {
  return actionsFeed(context, { toDay: period.lastDay })
    .actions.filter(({ endedAt }) => endedAt === null || dayOf(endedAt) >= period.firstDay)
    .map(reportAction);
}

function reportAction(action: ActionAnswer): ReportAction {
  const { slug, title, stage, startsAt, causes, verdict, verdictAt, looks } = action;
  const look = looks.find(({ weeks }) => weeks === verdictAt);
  return {
    ...{ slug, title, stage, startsAt },
    causes,
    verdict,
    look:
      look === undefined
        ? null
        : { weeks: look.weeks, date: look.date, effect: look.effect, points: look.points },
  };
}

function dayOf(localTime: string): CivilDay {
  return parseDay(localTime.slice(0, 10)) ?? 0;
}
