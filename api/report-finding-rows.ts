/** The findings of a report as rows of its table, and what a row of that table may say. Refuses words: verdicts are told by their names. */
import type { Chapter } from './contract/report.ts';
import type { ReportAction, ReportFinding } from './contract/report-finding.ts';
import type { CsvValue } from './csv.ts';

/** What a row of a report may say; what it leaves out is empty. */
export interface ReportRow {
  /** none of a finding: those are read before the chapters */
  chapter: Chapter | null;
  section: 'finding' | 'figure' | 'target' | 'day' | 'hour' | 'breakdown' | 'action';
  topic?: string;
  comparison?: string;
  /** the day compared with; null where there is none like it */
  compared_with?: string | null;
  metric: string;
  unit: string;
  channel?: string | null;
  queue?: string | null;
  by?: string;
  member?: string;
  label?: string;
  start?: string;
  value: CsvValue;
  share?: CsvValue;
  n?: CsvValue;
  days?: CsvValue;
  status?: string;
  target?: string;
  aim?: number;
  threshold_seconds?: number | null;
  is_met?: boolean | null;
  from?: string;
  to?: string;
  low?: number | null;
  high?: number | null;
  /** how a change is measured, and how large it is */
  measure?: string;
  change?: number | null;
  verdict?: string | null;
  stage?: string;
}

/** One row for what is found, and one for each change that is told of it. */
export function findingRows(finding: ReportFinding): ReportRow[] {
  const row = (more: Partial<ReportRow>): ReportRow => ({
    ...{ chapter: null, section: 'finding', topic: finding.topic, metric: '', unit: '', value: null },
    ...more,
  });
  const changed = (changes: FindingChanges, about: Partial<ReportRow>) =>
    changes.map(({ against, value, measure, estimate, low, high, verdict }) =>
      row({ ...about, comparison: against, value, measure, change: estimate, low, high, verdict }),
    );
  const both = (about: Partial<ReportRow>, own: Partial<ReportRow>, changes: FindingChanges) => [
    row({ ...about, ...own }),
    ...changed(changes, about),
  ];
  switch (finding.topic) {
    case 'volume':
      return both({ metric: 'offered', unit: 'count' }, { value: finding.value }, finding.changes);
    case 'categories': {
      const { member, label, value, share, changes } = finding;
      return both(
        { metric: 'offered', unit: 'count', by: 'category', member, label },
        { value, share },
        changes,
      );
    }
    case 'service_levels': {
      const about = { unit: 'share', channel: finding.channel };
      const clocks = finding.clocks.map(({ metric, thresholdSeconds, clock: _, ...rest }) =>
        row({ ...about, metric, threshold_seconds: thresholdSeconds, ...knownAim(rest) }),
      );
      return [...clocks, ...changed(finding.changes, { ...about, metric: 'service_level' })];
    }
    case 'complaints': {
      const about = { metric: 'complaints', unit: 'count' };
      const { main } = finding;
      const rows = both(about, { value: finding.value }, finding.changes);
      if (main === null) return rows;
      const { member, label, value, changes } = main;
      return [...rows, ...both({ ...about, by: 'cause', member, label }, { value }, changes)];
    }
    case 'satisfaction': {
      const { value, n, low, high, aim, verdict, changes } = finding;
      const own = knownAim({ value, n, low, high, aim, verdict });
      return both({ metric: 'csat_top2', unit: 'share' }, own, changes);
    }
    case 'actions':
      return [
        row({ unit: 'count', value: finding.count }),
        ...finding.judged.map(({ slug, title, verdict, look }) =>
          row({ member: slug, label: title, verdict, ...effectOf(look) }),
        ),
      ];
    case 'abandonment': {
      const { channel, value, n, changes } = finding;
      return both({ metric: 'abandonment_rate', unit: 'share', channel }, { value, n }, changes);
    }
    case 'waits': {
      const about = { unit: 'seconds', channel: finding.channel };
      return [
        row({ ...about, metric: 'wait_p50', value: finding.half }),
        row({ ...about, metric: 'wait_p90', value: finding.nineInTen }),
      ];
    }
  }
}

/** Of a share in points, else relative: what an action changed, with its interval. */
export function effectOf(look: ReportAction['look']): Partial<ReportRow> {
  const { effect, points } = look ?? { effect: null, points: null };
  const one = points ?? effect;
  if (one === null) return {};
  const { estimate: change, low, high } = one;
  return { measure: points === null ? 'relative' : 'difference', change, low, high };
}

type FindingChanges = Extract<ReportFinding, { topic: 'volume' }>['changes'];

/** A row has no column for "no share is promised": it is left out. */
function knownAim<T extends { aim: number | null }>({ aim, ...rest }: T): Omit<T, 'aim'> & { aim?: number } {
  return aim === null ? rest : { ...rest, aim };
}
