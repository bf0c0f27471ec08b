/** What the contacts of a day, week or month were about, and of whom they were: breakdowns as tables. */
import type { ReportAnswer } from '../../api/contract/report.ts';
import type { Say } from '../i18n/say.ts';
import { nameMember } from '../words/member.ts';
import { formatCount, formatShare } from '../words/number.ts';
import { type Figure, plainCell, type Table, tableCell } from './figure.ts';

type Breakdown = ReportAnswer['breakdowns'][number] & { by: 'category' | 'queue' | 'language' };

/** Null where nothing is known of any. */
export function reasonsFigure(say: Say, report: ReportAnswer): Figure | null {
  const words = say.reports.reasons;
  const shown = report.breakdowns.filter(
    (one): one is Breakdown =>
      one.by !== 'cause' &&
      one.rows.member.some(
        (member, i) =>
          !isUnsaid(member) && (one.rows.value[i] !== null || one.rows.status[i] === 'suppressed'),
      ),
  );
  if (shown.length === 0) return null;
  return {
    id: 'reasons',
    kicker: words.kicker,
    heading: headingOf(say, shown),
    standfirst: words.note,
    pictures: null,
    breadth: 'full',
    notes: [],
    methods: [],
    tables: shown.map((one) => tableOf(say, one)),
    isTableFolded: false,
    sources: [],
  };
}

/** The source did not say: a table of nothing else tells nothing. */
function isUnsaid(member: string): boolean {
  return member === 'unstated' || member === 'unclassified';
}

function headingOf(say: Say, breakdowns: readonly Breakdown[]): string {
  const reasons = breakdowns.find(({ by }) => by === 'category')?.rows;
  const first = reasons?.member.findIndex((member) => !isUnsaid(member)) ?? -1;
  const share = reasons?.share[first] ?? null;
  if (reasons === undefined || share === null) return say.reports.reasons.heading;
  const member = reasons.member[first]!;
  const named = say.categories.headings[member];
  return named === undefined
    ? say.categories.other(nameMember(say, member, reasons.label[first]!), formatShare(say, share))
    : named(formatShare(say, share));
}

function tableOf(say: Say, { by, rows }: Breakdown): Table {
  const words = say.reports.reasons;
  return {
    caption: words.tables[by],
    columns: [words.member[by], words.count, words.share],
    rows: rows.member.map((member, i) => {
      const share = rows.share[i] ?? null;
      return {
        name:
          by === 'language'
            ? nameLanguage(say, member, rows.label[i]!)
            : nameMember(say, member, rows.label[i]!),
        cells: [
          tableCell(say, rows.value[i]!, rows.status[i]!, (value) => formatCount(say, value)),
          plainCell(share === null ? '' : formatShare(say, share)),
        ],
      };
    }),
  };
}

const languageNames = new Map<string, Intl.DisplayNames>();

/** "cy" as "Welsh"; as it is published where it is no tag of a language. */
function nameLanguage(say: Say, member: string, label: string): string {
  if (isUnsaid(member)) return nameMember(say, member, label);
  const names = languageNames.get(say.locale) ?? new Intl.DisplayNames(say.locale, { type: 'language' });
  languageNames.set(say.locale, names);
  try {
    return names.of(member) ?? label;
  } catch {
    return label;
  }
}
