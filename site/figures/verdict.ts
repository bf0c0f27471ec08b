/**
 * The verdict on an action in words: its name and sign, its sentence with the estimate and the interval, what was said at
 * each look. Owns these; refuses to judge: it says what the published answer says, and no more firmly.
 */
import type { ActionAnswer } from '../../api/contract/actions.ts';
import { parseDay } from '../../db/domain/civil-day.ts';
import { VERDICTS, type Verdict } from '../../db/domain/impact-verdict.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate } from '../words/date.ts';
import { capitalise, formatCount, formatDecimal } from '../words/number.ts';
import { countedOf, figureName } from './actions.ts';
import { plainCell, type Table, type TableCell } from './figure.ts';

type LookAnswer = ActionAnswer['looks'][number];
type Interval = NonNullable<LookAnswer['avoided']>;

/** Beside the word, so that a list is taken in at a glance; colour plays no part. */
const SIGNS: Readonly<Record<Verdict, string>> = {
  worked: '✓',
  small_but_real: '~',
  no_measurable_effect: '=',
  inconclusive: '?',
  made_it_worse: '✕',
  too_early: '…',
  registered_late: '!',
};

export interface Badge {
  sign: string;
  word: string;
}

export function badgeOf(say: Say, verdict: Verdict): Badge {
  return { sign: SIGNS[verdict], word: say.verdicts.names[verdict] };
}

/** "Of 7 actions, 2 worked, 1 had no measurable effect and 4 are too early to tell". */
export function verdictsHeading(say: Say, counts: Readonly<Record<Verdict, number>>): string {
  const words = say.verdicts;
  const found = VERDICT_ORDER.filter((verdict) => counts[verdict] > 0);
  const total = found.reduce((sum, verdict) => sum + counts[verdict], 0);
  if (total === 1) return words.one[found[0]!];
  return words.heading(total, say.and(found.map((verdict) => words.counted[verdict](counts[verdict]))));
}

/** How many were found to change nothing, or to make it worse. */
export function badVerdicts(counts: Readonly<Record<Verdict, number>>): number {
  return counts.no_measurable_effect + counts.made_it_worse;
}

/** As a reader asks: what came of them first, what is not known yet last. */
const VERDICT_ORDER: readonly Verdict[] = [
  ...VERDICTS.filter((verdict) => verdict !== 'too_early' && verdict !== 'registered_late'),
  'too_early',
  'registered_late',
];

export function standingLook({ looks, verdictAt }: ActionAnswer): LookAnswer | null {
  return looks.find(({ weeks }) => weeks === verdictAt) ?? null;
}

/** The verdict as sentences: what is said, what it comes to in contacts, why it is no firmer, when the next look is. */
export function verdictSentences(read: Read, say: Say, action: ActionAnswer): string[] {
  const words = say.verdicts;
  const look = standingLook(action);
  const change = look === null ? null : changeOf(read, say, action, look);
  const { verdict, nextLook, overlaps } = action;
  const reasons = action.reasons.filter((reason) => reason !== 'not_yet' && reason !== 'registered_late');
  return [
    look !== null && change !== null && verdict !== 'registered_late'
      ? words.lead[verdict](look.weeks, change)
      : words.unjudged[verdict === 'registered_late' || verdict === 'too_early' ? verdict : 'inconclusive'],
    ...contactsOf(say, look),
    ...reasons.map((reason) => words.reasons[reason]),
    ...(reasons.includes('other_action')
      ? overlaps.map(({ title, startsAt }) => words.overlap(title, dateOf(say, startsAt)))
      : []),
    ...(nextLook === null ? [] : [words.nextLook(nextLook.weeks, dateOf(say, nextLook.date))]),
  ];
}

function dateOf(say: Say, local: string): string {
  return formatDate(say, parseDay(local.slice(0, 10)) ?? 0);
}

/** A look's estimate and interval within a sentence; null where it has none. */
function changeOf(read: Read, say: Say, action: ActionAnswer, look: LookAnswer): string | null {
  const words = say.verdicts;
  if (look.points !== null) {
    const points = (value: number) => words.points(formatDecimal(say, Math.abs(value) * 100, 1));
    const name = figureName(read, say, action);
    const signed = (value: number) => words.level[value < 0 ? 'lower' : 'higher'](points(value));
    const { estimate, low, high } = look.points;
    if (isOneSided(look.points)) {
      const [near, far] = nearFirst(look.points);
      return words.figure[estimate < 0 ? 'lower' : 'higher'](
        name,
        points(estimate),
        points(near),
        points(far),
      );
    }
    if (Math.abs(estimate) < 0.0005) return words.figureSame(name, signed(low), signed(high));
    const direction = estimate < 0 ? 'lower' : 'higher';
    return words.figureAcross[direction](name, points(estimate), signed(low), signed(high));
  }
  if (look.effect === null) return null;
  const share = (value: number) => say.percent(formatDecimal(say, Math.abs(value) * 100, 0));
  const counted = countedOf(say, action) ?? { whose: figureName(read, say, action), about: '' };
  const { whose, about } = counted;
  const signed = (value: number) => words.way[value < 0 ? 'fewer' : 'more'](share(value));
  const { estimate, low, high } = look.effect;
  const way = estimate < 0 ? 'fewer' : 'more';
  if (isOneSided(look.effect)) {
    const [near, far] = nearFirst(look.effect);
    return words.change[way](share(estimate), whose, about, share(near), share(far));
  }
  if (Math.abs(estimate) < 0.005) return words.same(whose, about, signed(low), signed(high));
  return words.changeAcross[way](share(estimate), whose, about, signed(low), signed(high));
}

function contactsOf(say: Say, look: LookAnswer | null): string[] {
  const avoided = look?.avoided ?? null;
  if (avoided === null) return [];
  const words = say.verdicts;
  const count = (value: number) => formatCount(say, roughly(Math.abs(value)));
  const way = avoided.estimate < 0 ? 'more' : 'fewer';
  if (isOneSided(avoided)) {
    const [near, far] = nearFirst(avoided);
    return [words.contacts[way](count(avoided.estimate), count(near), count(far))];
  }
  return [
    words.contactsAcross[way](
      count(avoided.estimate),
      signedCount(say, avoided.high),
      signedCount(say, avoided.low),
    ),
  ];
}

/** Contacts that did not come, as fewer; those that came more as more. */
function signedCount(say: Say, avoided: number): string {
  const { countWay } = say.verdicts;
  return countWay[avoided < 0 ? 'more' : 'fewer'](formatCount(say, roughly(Math.abs(avoided))));
}

/** Two digits: more are not known. */
function roughly(value: number): number {
  return Math.round(Number(value.toPrecision(2)));
}

function isOneSided({ low, high }: Interval): boolean {
  return low > 0 || high < 0;
}

/** The ends of an interval on one side of none, the smaller change first. */
function nearFirst({ low, high }: Interval): [number, number] {
  return Math.abs(low) < Math.abs(high) ? [low, high] : [high, low];
}

/** What was said at each look, and what is still to come. */
export function looksTable(say: Say, action: ActionAnswer): Table {
  const words = say.verdicts.looks;
  const hasContacts = action.looks.some(({ avoided }) => avoided !== null);
  return {
    caption: words.caption,
    columns: [words.look, words.verdict, words.effect, ...(hasContacts ? [words.contacts] : [])],
    rows: action.looks.map((look) => {
      const isDue = !look.reasons.includes('not_yet');
      const isOver = look.reasons.includes('ended');
      const verdict: TableCell = isOver
        ? { ...textCell(words.none), note: words.ended }
        : {
            ...textCell(isDue ? signed(say, look.verdict) : words.due(dateOf(say, look.date))),
            ...(isDue ? { note: words.on(dateOf(say, look.date)) } : {}),
          };
      return {
        name: words.after(look.weeks),
        cells: [verdict, effectCell(say, look), ...(hasContacts ? [contactsCell(say, look)] : [])],
      };
    }),
  };
}

/** The word of a verdict with its sign before it. */
export function signed(say: Say, verdict: Verdict): string {
  const { sign, word } = badgeOf(say, verdict);
  return `${sign}\u00a0${word}`;
}

function textCell(text: string): TableCell {
  return { ...plainCell(text), isText: true };
}

function effectCell(say: Say, look: LookAnswer): TableCell {
  const said = effectWords(say, look);
  return said === null
    ? textCell(say.statusInCell.missing)
    : { ...plainCell(said.estimate), note: said.range };
}

/** A change in per cent, of a share in points, with its sign and its interval; null where there is none. */
export function effectWords(
  say: Say,
  { effect, points }: Pick<LookAnswer, 'effect' | 'points'>,
): { estimate: string; range: string } | null {
  const { looks, points: inPoints } = say.verdicts;
  const one = points ?? effect;
  if (one === null) return null;
  const digits = points === null ? 0 : 1;
  const number = (value: number) => withSign(value, formatDecimal(say, Math.abs(value) * 100, digits));
  const unit = (value: number) => (points === null ? say.percent(number(value)) : inPoints(number(value)));
  return { estimate: unit(one.estimate), range: looks.range(unit(one.low), unit(one.high)) };
}

/** As a change of what came: those who did not come are fewer. */
function contactsCell(say: Say, { avoided }: LookAnswer): TableCell {
  if (avoided === null) return textCell(say.statusInCell.missing);
  const { looks } = say.verdicts;
  const number = (value: number) => withSign(-value, formatCount(say, roughly(Math.abs(value))));
  return {
    ...plainCell(number(avoided.estimate)),
    note: looks.range(number(avoided.high), number(avoided.low)),
  };
}

function withSign(value: number, digits: string): string {
  if (!/[1-9]/.test(digits)) return digits;
  return `${value < 0 ? '−' : '+'}${digits}`;
}

/** Which terms were changed, from what to what and when, in sentences. */
export function changeSentences(say: Say, action: ActionAnswer): string[] {
  const words = say.verdicts;
  return action.versions.flatMap(({ recordedAt, changes }) =>
    changes.map(({ term, before, after, isAfterStart }) =>
      capitalise(
        words[isAfterStart ? 'changedAfter' : 'changedBefore'](
          dateOf(say, recordedAt),
          words.changed[term],
          termValue(say, term, before),
          termValue(say, term, after),
        ),
      ),
    ),
  );
}

type Change = ActionAnswer['versions'][number]['changes'][number];

function termValue(say: Say, term: Change['term'], value: Change['before']): string {
  const words = say.verdicts;
  if (value === null || (Array.isArray(value) && value.length === 0)) return words.notSaid;
  if (Array.isArray(value)) return say.and(value);
  if (term === 'registeredAt' || term === 'startsAt' || term === 'rolloutEndsAt')
    return dateOf(say, String(value));
  if (term === 'direction') return words.ways[value as 'down' | 'up'];
  if (term === 'impactModel') return say.actions.models[value as keyof typeof say.actions.models];
  if (term === 'windowWeeks') return words.windowWeeks(Number(value));
  if (typeof value === 'number') return say.percent(formatDecimal(say, value * 100, 0));
  return String(value);
}
