/**
 * The chapters of a report after its volume and its reasons: both clocks, complaints by cause, actions and what they changed,
 * satisfaction. Owns the tables and their statements; a chapter of which nothing is known says so in one sentence.
 */
import type { ReportAnswer } from '../../api/contract/report.ts';
import type { Finding, ReportFinding } from '../../api/contract/report-finding.ts';
import { STAGES } from '../../db/domain/action-stage.ts';
import { isAboutCause } from '../../db/domain/cause-family.ts';
import { parseDay } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate } from '../words/date.ts';
import { nameMember } from '../words/member.ts';
import { capitalise, formatCount, formatFrequency, formatShare } from '../words/number.ts';
import { meaningOf } from './context.ts';
import { absentFigure, type Figure, plainCell, type Table, type TableCell, tableCell } from './figure.ts';
import { chapterRows, nameChannel, targetHeading } from './report-figures.ts';
import { verdictOf } from './report-sentences.ts';
import { effectWords, signed } from './verdict.ts';

const CLOCK_METRICS = ['service_level', 'customer_service_level'];
const SATISFACTION_METRICS = ['csat_top2', 'response_rate'];
const UNSTATED = 'unstated';

/** What a chapter is before its table is known. */
function chapter(id: string, kicker: string, heading: string, tables: Table[], standfirst = ''): Figure {
  return {
    ...{ id, kicker, heading, standfirst, tables },
    ...{ pictures: null, breadth: 'full', notes: [], methods: [], isTableFolded: false, sources: [] },
  };
}

export function levelsFigure(
  say: Say,
  read: Read,
  report: ReportAnswer,
  channels: readonly string[],
): Figure {
  const words = say.reports.levels;
  const only = channels.length === 1 ? channels[0]! : null;
  const rows = channels.flatMap((channel) =>
    chapterRows(say, read, report, {
      ...{ channel: only === null ? channel : null, only, metrics: CLOCK_METRICS },
      nameOf: (metric) =>
        say.labelled(
          nameChannel(say, channel),
          metric === 'service_level' ? say.service.ourClock : say.service.customerClock,
        ),
    }),
  );
  if (rows.length === 0) return absentFigure('levels', { kicker: say.service.kicker, ...words });
  const columns = [words.column, ...say.reports.columns[report.period]];
  const heading = targetHeading(say, report) ?? words.headingPlain;
  return chapter('levels', say.service.kicker, heading, [{ caption: words.table, columns, rows }]);
}

export function complaintsFigure(say: Say, report: ReportAnswer): Figure {
  const words = say.reports.complaints;
  const breakdown = report.breakdowns.find(({ by }) => by === 'cause');
  const finding = findingOf(report, 'complaints');
  const rows = breakdown?.rows;
  const known = (rows?.member ?? []).flatMap((member, i) =>
    member !== UNSTATED && (rows!.value[i] !== null || rows!.status[i] === 'suppressed') ? [i] : [],
  );
  if (rows === undefined || known.length === 0) {
    const isNone = finding?.value === 0;
    return absentFigure('complaints', {
      kicker: say.causes.kicker,
      absentHeading: isNone ? words.noneHeading : words.absentHeading,
      absent: isNone ? words.none : words.absent,
    });
  }
  const before = breakdown!.previous;
  const format = (count: number) => formatCount(say, count);
  const top = known.find((i) => (rows.share[i] ?? null) !== null);
  const heading =
    top === undefined
      ? say.causes.hiddenHeading
      : say.causes.heading(
          nameMember(say, rows.member[top]!, rows.label[top]!),
          formatFrequency(say, rows.share[top]!, say.causes.complaints),
        );
  const beforeCell = (member: string): TableCell => {
    const at = before?.member.indexOf(member) ?? -1;
    return at < 0 ? plainCell('–') : tableCell(say, before!.value[at]!, before!.status[at]!, format);
  };
  const columns = [
    ...[say.causes.column, say.causes.count, say.causes.share],
    ...(before === null ? [] : [say.reports.columns[report.period][1]]),
    words.action,
  ];
  const table: Table = {
    caption: words.table,
    columns,
    rows: known.map((i) => ({
      name: nameMember(say, rows.member[i]!, rows.label[i]!),
      cells: [
        tableCell(say, rows.value[i]!, rows.status[i]!, format),
        plainCell(rows.share[i] === null ? '–' : formatShare(say, rows.share[i]!)),
        ...(before === null ? [] : [beforeCell(rows.member[i]!)]),
        { ...plainCell(actionsOn(say, report, rows.member[i]!)), isText: true as const },
      ],
    })),
  };
  return chapter('complaints', say.causes.kicker, heading, [table], say.categories.rounded);
}

/** The names of what is done about a cause; a word where nothing is. */
function actionsOn(say: Say, { actions }: ReportAnswer, cause: string): string {
  const titles = actions
    .filter(({ causes }) => causes.some((one) => isAboutCause(one, cause)))
    .map(({ title }) => title);
  return titles.length === 0 ? say.reports.complaints.noAction : say.and(titles);
}

export function actionsFigure(say: Say, { actions }: ReportAnswer): Figure {
  const words = say.reports.actions;
  const kicker = say.actions.menu;
  if (actions.length === 0) {
    return absentFigure('actions', { kicker, absentHeading: say.actions.emptyHeading, absent: words.absent });
  }
  const stages = STAGES.map((stage) => ({ stage, n: actions.filter((one) => one.stage === stage).length }));
  const [only, ...others] = stages.filter(({ n }) => n > 0);
  const heading =
    others.length === 0
      ? say.actions.all[only!.stage](actions.length)
      : say.actions.heading(
          actions.length,
          say.and([only!, ...others].map(({ stage, n }) => say.actions.some[stage](n))),
        );
  const table: Table = {
    caption: words.table,
    // What came of it stands first: a telephone shows no more than that without scrolling.
    columns: [words.column, words.verdict, words.about, words.since],
    rows: actions.map((action) => {
      const verdict = verdictOf(action);
      const about = action.causes.map(({ id, label }) => nameMember(say, id, label));
      const texts = [
        verdict === 'planned' ? words.planned : signed(say, verdict),
        about.length === 0 ? '–' : say.and(about),
        formatDate(say, parseDay(action.startsAt.slice(0, 10)) ?? 0),
      ];
      const change = action.look === null ? null : effectWords(say, action.look);
      const note = change === null ? '' : say.findings.within(change.estimate, change.range);
      return {
        name: action.title,
        cells: texts.map((text, i) => ({
          ...plainCell(text),
          isText: true as const,
          ...(i === 0 && note !== '' && { note }),
        })),
      };
    }),
  };
  return chapter('actions', kicker, heading, [table]);
}

export function satisfactionChapter(
  say: Say,
  read: Read,
  report: ReportAnswer,
  channels: readonly string[],
): Figure {
  const words = say.reports.satisfaction;
  const only = channels.length === 1 ? channels[0]! : null;
  const { kicker } = say.satisfaction;
  const rows = chapterRows(say, read, report, { channel: null, only, metrics: SATISFACTION_METRICS });
  if (rows.length === 0) return absentFigure('satisfaction', { kicker, ...words });
  const finding = findingOf(report, 'satisfaction');
  const at = report.figures.metric.indexOf('csat_top2');
  const value = finding?.value ?? report.figures.value[at] ?? null;
  const heading = value === null ? words.hiddenHeading : capitalise(words.heading(formatShare(say, value)));
  const columns = [say.reports.figures.figure, ...say.reports.columns[report.period]];
  return chapter(
    'satisfaction',
    kicker,
    heading,
    [{ caption: words.table, columns, rows }],
    meaningOf({ read, say }, 'csat_top2'),
  );
}

function findingOf<Topic extends ReportFinding['topic']>(
  { findings }: ReportAnswer,
  topic: Topic,
): Finding<Topic> | undefined {
  return findings.find((finding): finding is Finding<Topic> => finding.topic === topic);
}
