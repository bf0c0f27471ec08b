/**
 * The page of promises as data: its statement, each promise with what came of it, and those that nobody can check.
 * Owns what is said and in which order; refuses to call a promise kept or broken beyond what its interval allows.
 */
import type { PromiseAnswer, PromisesAnswer } from '../../api/contract/promises.ts';
import { BY_THRESHOLD } from '../../db/domain/promise.ts';
import { parseDay } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate, formatMonth } from '../words/date.ts';
import { formatCount, formatShare, formatShareRange } from '../words/number.ts';
import { judgeDifference } from '../words/verdict.ts';
import type { Figure } from './figure.ts';
import { promiseMonths } from './promise-months.ts';
import { spanPictures, spanSentence, spanTable, versionOf } from './promise-spans.ts';

/** An operator's words after a label of ours. */
export interface Quoted {
  label: string;
  words: string;
  href: string | null;
}

export interface ShownPromise {
  fact: Figure;
  /** where it was promised, how its due time follows, what it said before */
  about: Quoted[];
  months: Figure | null;
}

export interface PromisesPage {
  heading: string;
  sentences: string[];
  /** the promise kept least often, where one can be told */
  least: { sentence: string; words: string } | null;
  shown: ShownPromise[];
  silent: { words: string; reason: string }[];
}

const SOURCE = 'promises';

/** Null where nothing is promised, or nothing was published. */
export function promisesPage(read: Read, say: Say): PromisesPage | null {
  const answer = read<PromisesAnswer>(SOURCE);
  if (answer === null || answer.promises.length === 0) return null;
  const words = say.promises;
  const month = formatMonth(say, parseDay(answer.from)!);
  const told = answer.promises.filter(({ silence }) => silence === null);
  const judged = told.filter(({ standing }) => standing !== null);
  const met = judged.filter(({ standing }) => standing === 'met').length;
  return {
    heading: judged.length === 0 ? words.headingNoAims(month) : words.heading(met, judged.length, month),
    sentences: [words.rule],
    least: leastOf(say, told),
    shown: told.map((promise, i) => shownOf(say, promise, month, told.slice(0, i))),
    silent: answer.promises.flatMap((promise) =>
      promise.silence === null
        ? []
        : [{ words: versionOf(promise).words, reason: words.silences[promise.silence] }],
    ),
  };
}

function leastOf(say: Say, promises: readonly PromiseAnswer[]): PromisesPage['least'] {
  const known = promises.flatMap((promise) => {
    const { value } = promise.period.kept;
    return value === null ? [] : [{ promise, value }];
  });
  if (known.length < 2) return null;
  const { promise, value } = known.reduce((least, one) => (one.value < least.value ? one : least));
  return { sentence: say.promises.least(formatShare(say, value)), words: versionOf(promise).words };
}

function shownOf(
  say: Say,
  promise: PromiseAnswer,
  month: string,
  above: readonly PromiseAnswer[],
): ShownPromise {
  const words = say.promises;
  const version = versionOf(promise);
  const { distribution, slug } = promise;
  const heading = headingOf(say, promise, month);
  const months = promiseMonths(say, promise, version.words);
  return {
    fact: {
      id: `promise-${slug}`,
      kicker: words.kicker,
      heading,
      quoted: version.words,
      standfirst: standfirstOf(say, promise, months !== null),
      pictures: distribution === null ? null : spanPictures(say, version, distribution, heading),
      breadth: 'full',
      notes: notesOf(say, promise, above),
      methods: [],
      tables: distribution === null ? [] : [spanTable(say, version.words, month, distribution)],
      isTableFolded: true,
      sources: [{ path: SOURCE, name: words.source }],
    },
    about: aboutOf(say, promise),
    months,
  };
}

function headingOf(say: Say, promise: PromiseAnswer, month: string): string {
  const words = say.promises;
  const { kept, due, unknown } = promise.period;
  const quoted = words.quoted(versionOf(promise).words);
  if (kept.value !== null && kept.n !== null) {
    return words.kept(quoted, formatShare(say, kept.value), formatCount(say, kept.n), month);
  }
  if (kept.status === 'suppressed') return words.hidden(quoted, month);
  return due.value === 0 && !unknown.value ? words.noneDue(quoted, month) : words.unknown(quoted);
}

/** `isMonthSaid`: the heading of the months compares with the month before. */
function standfirstOf(say: Say, promise: PromiseAnswer, isMonthSaid: boolean): string {
  const words = say.promises;
  const { standing, distribution, open, period, compared } = promise;
  const aim = versionOf(promise).target;
  const changes = compared.flatMap(({ comparison, difference, period: before }) => {
    if (isMonthSaid && comparison === 'previous') return [];
    const verdict = judgeDifference(difference);
    if (verdict === null || before.kept.value === null) return [];
    return [
      words.change[verdict](formatMonth(say, parseDay(before.from)!), formatShare(say, before.kept.value)),
    ];
  });
  return [
    ...(distribution === null ? [] : [spanSentence(say, distribution)]),
    ...(standing !== null && aim !== null ? [words.standing[standing](formatShare(say, aim))] : []),
    ...(aim === null && period.kept.value !== null ? [words.noAim] : []),
    ...changes,
    ...(BY_THRESHOLD.includes(promise.of) ? [] : overdue(say, open.value)),
  ].join(' ');
}

function overdue(say: Say, open: number | null): string[] {
  if (open === null) return [];
  return [open === 0 ? say.promises.noneOverdue : say.promises.overdue(formatCount(say, open))];
}

/** What holds for every stair of its kind is said under the first of those `above`. */
function notesOf(
  say: Say,
  { period, distribution }: PromiseAnswer,
  above: readonly PromiseAnswer[],
): string[] {
  const words = say.promises;
  const { low, high, clusteredBy, withdrawn, unknown } = period;
  return [
    // Where both ends are the same percentage, a range would say nothing.
    ...(low === null || high === null || Math.round(low * 100) === Math.round(high * 100)
      ? []
      : [words.range[clusteredBy ?? 'alone'](formatShareRange(say, low, high))]),
    ...(distribution?.withinTwice ? [words.twice(formatShare(say, distribution.withinTwice))] : []),
    ...(withdrawn.value ? [words.withdrawn(formatCount(say, withdrawn.value))] : []),
    ...(unknown.value ? [words.notKnown(formatCount(say, unknown.value))] : []),
    ...(distribution?.unit === 'days' && above.every((one) => one.distribution?.unit !== 'days')
      ? [words.civilDays]
      : []),
    ...(distribution === null || above.some((one) => one.distribution !== null) ? [] : [words.grouped]),
  ];
}

function aboutOf(say: Say, promise: PromiseAnswer): Quoted[] {
  const words = say.promises;
  const version = versionOf(promise);
  const { source, href, dueRule } = version;
  const said = source ?? href?.replace(/^https?:\/\//, '') ?? null;
  const date = (text: string) => formatDate(say, parseDay(text)!);
  return [
    ...(said === null ? [] : [{ label: words.promisedAt, words: said, href }]),
    ...(dueRule === null ? [] : [{ label: words.dueBy, words: dueRule, href: null }]),
    ...promise.versions
      .filter((other) => other !== version && other.to !== null)
      .map((other) => ({
        label:
          other.from === null
            ? words.until(date(other.to!))
            : words.earlier(date(other.from), date(other.to!)),
        words: words.quoted(other.words),
        href: null,
      })),
  ];
}
