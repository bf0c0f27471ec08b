/**
 * The findings that a report begins with: which five things are told of a period, in what order, and what takes the place of
 * one that cannot be told. Owns the choice; each finding is made of published cells alone, by its own module.
 */
import { formatDay } from '../../db/domain/zone.ts';
import type { ReportAnswer } from '../contract/report.ts';
import type { Finding, ReportAction, ReportFinding, ReportSilence } from '../contract/report-finding.ts';
import { complaintsFinding } from './report-complaints.ts';
import { reasonFinding, volumeFinding } from './report-demand.ts';
import { abandonmentFinding, clocksFinding, satisfactionFinding, waitsFinding } from './report-service.ts';
import type { ReportSources } from './report-sources.ts';

const MOST = 5;
/** As the chapters of a report follow one another, so do its findings. */
const ORDER: readonly ReportFinding['topic'][] = [
  'volume',
  'categories',
  'service_levels',
  'abandonment',
  'waits',
  'complaints',
  'actions',
  'satisfaction',
];

export function findingsOf(
  sources: ReportSources,
  contacts: ReportAnswer['contacts'],
  actions: readonly ReportAction[],
): Pick<ReportAnswer, 'findings' | 'silence'> {
  const found: ReportFinding[] = [];
  // The first five are those that are wanted; the rest take the place of what is missing.
  const makers: (() => ReportFinding | null)[] = [
    () => volumeFinding(sources, contacts),
    () => reasonFinding(sources),
    () => clocksFinding(sources),
    () => complaintsFinding(sources, actions),
    () => outcomeFinding(sources, actions),
    () => abandonmentFinding(sources),
    () => waitsFinding(sources),
    () => actionsFinding(actions),
  ];
  for (const make of makers) {
    if (found.length === MOST) break;
    const finding = make();
    if (finding !== null && !found.some(({ topic }) => topic === finding.topic)) found.push(finding);
  }
  const findings = found.sort((a, b) => ORDER.indexOf(a.topic) - ORDER.indexOf(b.topic));
  return { findings, silence: findings.length === MOST ? null : silenceOf(sources) };
}

/** What an action changed where its verdict is news; else what people said; where nobody was asked, any verdict. */
function outcomeFinding(sources: ReportSources, actions: readonly ReportAction[]): ReportFinding | null {
  const { firstDay, lastDay } = sources.period;
  const [from, to] = [formatDay(firstDay), formatDay(lastDay)];
  const isNew = ({ look }: ReportAction) => look !== null && look.date >= from && look.date <= to;
  return judgedFinding(actions, isNew) ?? satisfactionFinding(sources) ?? judgedFinding(actions, () => true);
}

/** Null where none was judged. */
function judgedFinding(
  actions: readonly ReportAction[],
  isTold: (action: ReportAction) => boolean,
): Finding<'actions'> | null {
  const finding = actionsFinding(actions);
  const judged = finding?.judged.filter(isTold) ?? [];
  return finding === null || judged.length === 0 ? null : { ...finding, judged };
}

function actionsFinding(actions: readonly ReportAction[]): Finding<'actions'> | null {
  const underWay = actions.filter(({ stage }) => stage !== 'planned');
  if (underWay.length === 0) return null;
  return { topic: 'actions', judged: underWay.filter(isJudged), count: underWay.length };
}

function isJudged({ verdict, look }: ReportAction): boolean {
  return look !== null && verdict !== 'too_early' && verdict !== 'registered_late';
}

function silenceOf({ own, period }: ReportSources): ReportSilence {
  switch (own.cell('offered', {}, period.firstDay).status) {
    case 'closed':
      return 'closed';
    case 'suppressed':
      return 'hidden';
    case 'missing':
      return 'no_records';
    default:
      return 'not_recorded';
  }
}
