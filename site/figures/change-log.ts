/**
 * The log of changes in words: what each entry says, which figures it touches, and where the old and the new stand.
 * Owns which entry is still said beside a figure, and that a figure which ended says so; refuses to word an operator's reasons.
 */
import type { Change, ChangesAnswer } from '../../api/contract/changes.ts';
import { isFresh } from '../../db/domain/change-entry.ts';
import { BESIDE_DAYS, NOTICE_DAYS } from '../../db/domain/retirement.ts';
import { type CivilDay, parseDay } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate } from '../words/date.ts';
import { addressOfMethod, registryIn } from '../words/method.ts';
import { formatCount } from '../words/number.ts';
import type { Figure } from './figure.ts';

/** So many figures are named in a sentence; the others stand in the list. */
const NAMED = 3;

export interface Touched {
  label: string;
  /** the page that defines it, written without a language */
  href: string;
  /** where its values stand as they were, and as they are; null: nowhere */
  before: string | null;
  after: string | null;
}

export interface LoggedChange {
  /** our words */
  said: string;
  /** the operator's, as a sentence and as they are; null: there are none */
  quoted: string | null;
  words: string | null;
  /** who decided it, the same */
  decided: { sentence: string; quoted: string } | null;
  /** what else there is to know, in our words */
  more: string[];
  touched: Touched[];
  /** where every figure that an edition changed stands, with its old and its new value */
  points: { json: string; csv: string } | null;
}

export function readChanges(read: Read): ChangesAnswer | null {
  return read<ChangesAnswer>('changes');
}

export function loggedChange(read: Read, say: Say, change: Change): LoggedChange {
  const { affects, words } = change;
  const isEdition = change.kind === 'revision' || change.kind === 'correction' || change.kind === 'recount';
  return {
    said: saidOf(read, say, change),
    quoted: words === null ? null : withStop(isEdition ? say.editions.reason(words) : words),
    words,
    decided:
      change.kind === 'retirement'
        ? { sentence: say.changes.log.decided(change.decidedBy), quoted: change.decidedBy }
        : null,
    more: change.kind === 'retirement' ? termsOfEnd(read, say, change) : [],
    touched: affects.map(({ metric, before, after }) => ({
      label: labelOf(read, say, metric),
      href: addressOfMethod(metric),
      before: asTable(before),
      after: asTable(after),
    })),
    points: isEdition
      ? { json: `/api/v1/editions/${change.edition}`, csv: `/api/v1/editions/${change.edition}.csv` }
      : null,
  };
}

/** The kind of an entry in a word. */
export function kindOf(say: Say, change: Change): string {
  if (change.kind === 'target')
    return change.of === 'promise' ? say.changes.promise.kind : say.changes.kinds.target;
  return say.changes.log.kinds[change.kind];
}

function saidOf(read: Read, say: Say, change: Change): string {
  const words = say.changes;
  switch (change.kind) {
    case 'revision':
    case 'correction':
    case 'recount': {
      const { figures, affects } = change;
      return words.log[change.kind](figures, formatCount(say, figures), namesOf(read, say, affects));
    }
    case 'definition':
      return words.definition(labelOf(read, say, change.affects[0]?.metric ?? ''));
    case 'target':
      if (change.of === 'promise') return words.promise.said[change.change];
      return { new: words.targetNew, changed: words.targetChanged, ended: words.targetEnded }[change.change];
    case 'mapping':
      return words.cause[change.change];
    case 'retirement':
      return words.log.ended(
        labelOf(read, say, change.affects[0]?.metric ?? ''),
        formatDate(say, parseDay(change.date) ?? 0),
      );
  }
}

/** "Contacts, Gave up, Answered and 12 others"; empty where none is touched. */
function namesOf(read: Read, say: Say, affects: Change['affects']): string {
  const labels = [...new Set(affects.map(({ metric }) => labelOf(read, say, metric)))];
  const rest = labels.length - NAMED;
  return say.and(
    rest > 1 ? [...labels.slice(0, NAMED), say.changes.log.others(formatCount(say, rest))] : labels,
  );
}

function termsOfEnd(read: Read, say: Say, change: Change & { kind: 'retirement' }): string[] {
  const words = say.changes.log;
  const { noticeDays, replacedBy, besideDays } = change;
  const given = noticeDays ?? 0;
  const notice =
    given <= 0
      ? words.noticeNone
      : given < NOTICE_DAYS
        ? words.noticeShort(given, formatCount(say, given))
        : words.notice(formatCount(say, given));
  // Before an edition tells of it nothing has been announced.
  const told = noticeDays === null ? [] : [notice];
  if (replacedBy === null) return told;
  const both = besideDays ?? 0;
  const count = formatCount(say, both);
  const beside = both < BESIDE_DAYS ? words.besideShort(both, count) : words.beside(count);
  const stood = besideDays === null ? [] : [beside];
  return [...told, words.instead(labelOf(read, say, replacedBy)), ...stood];
}

function labelOf(read: Read, say: Say, metric: string): string {
  return registryIn(say, read).metrics.find(({ id }) => id === metric)?.label ?? metric;
}

/** Words of others may end in a full stop of their own. */
export function withStop(words: string): string {
  return /[.!?…]\p{Pf}?$/u.test(words) ? words : `${words}.`;
}

/** The same answer as a table, which more readers can open. */
function asTable(address: string | null): string | null {
  return address?.replace('?', '.csv?') ?? null;
}

/** What is said where a figure stands: that it changed not long ago, or that it has ended. */
export interface ChangeNotice {
  /** of the entry on the page of changes */
  id: string;
  said: string;
  quoted: string | null;
  words: string | null;
  /** from which day it is so, which tells its link from others */
  date: string;
}

/** What a figure shows: its metrics, and whether it tells them by causes. */
export interface Shown {
  metrics: readonly string[];
  hasCauses: boolean;
}

/** What was published before an edition revised what a figure shows, of the newest such edition. */
export interface EarlierVersion {
  said: string;
  /** the entry on the page of changes */
  id: string;
  /** the values as they were, each with its metric where there are several */
  tables: { href: string; label: string }[];
}

/** Null where no value of the figure is marked as revised. */
export function earlierVersion(
  read: Read,
  say: Say,
  { methods, tables }: Pick<Figure, 'methods' | 'tables'>,
): EarlierVersion | null {
  const isRevised = tables.some(({ rows }) =>
    rows.some(({ cells }) => cells.some(({ status }) => status === 'revised')),
  );
  const metrics = methods.map(({ id }) => id);
  const change = isRevised
    ? readChanges(read)?.changes.find(
        ({ kind, affects }) =>
          (kind === 'revision' || kind === 'correction' || kind === 'recount') &&
          affects.some(({ metric }) => metrics.includes(metric)),
      )
    : undefined;
  if (change === undefined) return null;
  return {
    said: say.changes.log.earlier(formatDate(say, dayOf(change.date) ?? 0)),
    id: change.id,
    tables: change.affects.flatMap(({ metric, before }) => {
      const href = asTable(before);
      return href === null || !metrics.includes(metric) ? [] : [{ href, label: labelOf(read, say, metric) }];
    }),
  };
}

/** Of a figure: what it defines under it is what it shows, and its answers tell whether it is by causes. */
export function shownIn({ methods, sources }: Pick<Figure, 'methods' | 'sources'>): Shown {
  return {
    metrics: methods.map(({ id }) => id),
    hasCauses: sources.some(({ path }) => path.startsWith('complaints') || path.includes('/cause')),
  };
}

/** The notices of a figure on a day, the newest first. */
export function changeNotices(
  read: Read,
  say: Say,
  { metrics, hasCauses }: Shown,
  today: CivilDay,
): ChangeNotice[] {
  const answer = readChanges(read);
  if (answer === null) return [];
  const terms = { today, days: answer.noticeDays, since: dayOf(answer.since) };
  return answer.changes
    .filter(({ affects }) =>
      affects.some(({ metric, by }) => metrics.includes(metric) && (by === null || hasCauses)),
    )
    .filter(
      (change) =>
        // That a figure has ended is said for as long as it is shown.
        change.kind === 'retirement' ||
        isFresh({ day: dayOf(change.date) ?? 0, toldOn: dayOf(change.toldAt) }, terms),
    )
    .map((change) => noticeOf(read, say, change, today));
}

function noticeOf(read: Read, say: Say, change: Change, today: CivilDay): ChangeNotice {
  const day = dayOf(change.date) ?? 0;
  const { said, quoted, words } = loggedChange(read, say, change);
  const { log } = say.changes;
  // The end of a figure names its day itself.
  const dated =
    change.kind === 'retirement'
      ? said
      : (day > today ? log.noticeAhead : log.noticeSince)(formatDate(say, day), said);
  return { id: change.id, said: dated, quoted, words, date: formatDate(say, day) };
}

function dayOf(written: string | null): CivilDay | null {
  return written === null ? null : parseDay(written.slice(0, 10));
}
