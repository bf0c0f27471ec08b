/**
 * What the figures of reasons rest on, in sentences and tables: how contacts are coded and how well, of how many what is
 * known, and ideas. Owns what is said of kappa: a number and its two ends, and no praise.
 */
import type { CodingCheck, ReasonsAnswer } from '../../api/contract/reasons.ts';
import { MEMBER_WORDS } from '../../db/domain/member-words.ts';
import type { Say } from '../i18n/say.ts';
import { nameMember } from '../words/member.ts';
import { formatCount, formatDecimal, formatShare } from '../words/number.ts';
import { periodOf } from './breakdown-rows.ts';
import type { FigureContext } from './context.ts';
import { plainCell, type Table, tableCell } from './figure.ts';
import { formatFineRange, readReasons, shareCell } from './reason-answer.ts';

export interface ReasonBasis {
  coding: { words: string | null; sentences: readonly string[]; tables: readonly Table[] };
  /** null where no channel has records */
  coverage: Table | null;
  ideas: {
    sentences: readonly string[];
    actions: readonly { title: string; href: string; stage: string }[];
    words: string | null;
    href: string | null;
  };
}

const MOST_PAIRS = 6;

export function reasonBasisOf(context: FigureContext): ReasonBasis | null {
  const answer = readReasons(context);
  if (answer === null) return null;
  const { say } = context;
  const { coding } = answer;
  const told = coding.checks.filter(({ state }) => state === 'told');
  return {
    coding: {
      words: coding.words,
      sentences: [
        ...(coding.how === null ? [say.coding.unstated] : [say.coding.how[coding.how]]),
        ...(coding.checks.length === 0
          ? [say.coding.unchecked]
          : coding.checks.map((check) => checkSentences(say, check).join(' '))),
        ...(told.length === 0 ? [] : [say.coding.kappaMeans]),
      ],
      tables: coding.checks.flatMap((check) => pairTable(say, check)),
    },
    coverage: coverageTable(say, answer),
    ideas: ideasOf(say, answer),
  };
}

function checkSentences(say: Say, check: CodingCheck): string[] {
  const words = say.coding;
  const about = words.about[check.about];
  const { n, agreement, kappa } = check;
  if (check.state === 'too_few') return [words.tooFew(about)];
  if (check.state === 'hidden' || n === null || agreement === null) return [words.hidden(about)];
  const alike = words.alike(
    about,
    formatCount(say, n),
    formatShare(say, agreement),
    formatFineRange(say, check.agreementLow, check.agreementHigh),
  );
  const sampled =
    check.from === null || check.to === null || check.ofContacts === null
      ? []
      : [
          words.sampled(
            formatCount(say, check.ofContacts),
            periodOf(say, { from: check.from, to: check.to }),
          ),
        ];
  if (kappa === null) return [alike, words.oneCode(about), ...sampled];
  const two = (value: number | null) => (value === null ? '–' : formatDecimal(say, value, 2));
  return [alike, words.kappa(two(kappa), two(check.kappaLow), two(check.kappaHigh)), ...sampled];
}

/** What was taken for what, the most frequent first. */
function pairTable(say: Say, { about, pairs }: CodingCheck): Table[] {
  const words = say.coding;
  const apart = pairs
    .filter(({ first, second, count }) => first !== second && count !== null)
    .sort((a, b) => (b.count ?? 0) - (a.count ?? 0))
    .slice(0, MOST_PAIRS);
  if (apart.length === 0) return [];
  const nameOf = (code: string) => words.demand[code] ?? nameMember(say, code, MEMBER_WORDS[code] ?? code);
  return [
    {
      caption: words.table(words.about[about]),
      columns: [words.first, words.second, words.contacts],
      rows: apart.map(({ first, second, count }) => ({
        name: nameOf(first),
        cells: [{ ...plainCell(nameOf(second)), isText: true }, plainCell(formatCount(say, count ?? 0))],
      })),
    },
  ];
}

function coverageTable(say: Say, answer: ReasonsAnswer): Table | null {
  const words = say.coverage;
  const [first] = answer.coverage;
  if (first === undefined) return null;
  return {
    caption: words.table(periodOf(say, answer)),
    // Channels are few and their names short: across, they fit a telephone.
    columns: [words.column, ...answer.coverage.map(({ channel }) => say.channels[channel] ?? channel)],
    rows: first.figures.map(({ metric }, i) => ({
      name: words.columns[metric as keyof typeof words.columns],
      cells: answer.coverage.map(({ figures }) => {
        const figure = figures[i]!;
        // Of nothing that could have it, none lacks it.
        return figure.n === 0 ? plainCell('–') : shareCell(say, figure);
      }),
    })),
  };
}

function ideasOf(say: Say, answer: ReasonsAnswer): ReasonBasis['ideas'] {
  const words = say.ideas;
  const { received, status, actions } = answer.ideas;
  const cell = tableCell(say, received, status, (value) => formatCount(say, value));
  const period = periodOf(say, answer);
  const takenUp = actions.filter(({ stage }) => stage !== 'planned').length;
  return {
    sentences: [
      received === null ? words.unknown(period, cell.text) : words.received(period, received, cell.text),
      words.actions(actions.length, takenUp),
    ],
    actions: actions.map(({ slug, title, stage }) => ({
      title,
      href: `/actions/${slug}/`,
      stage: say.actions.groups[stage],
    })),
    words: answer.ideas.words,
    href: answer.ideas.href,
  };
}
