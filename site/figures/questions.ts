/**
 * What customers ask most, each with the share of the last month's contacts that it accounts for.
 * Owns the way from a question to the published row it speaks of; refuses a share that was not published.
 */
import type { BreakdownAnswer } from '../../api/contract/breakdown.ts';
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { nameMember } from '../words/member.ts';
import { formatFrequency } from '../words/number.ts';
import { periodOf } from './breakdown-rows.ts';
import { mainWay } from './opening.ts';

export interface AskedQuestion {
  question: string;
  answer: string;
  href: string | null;
  /** what the share is of; null where nothing is published about it */
  about: string | null;
  share: string | null;
}

type Question = OrganisationAnswer['questions'][number];
const DIMENSIONS = ['category', 'cause', 'queue'] as const;

export function questionsOf(read: Read, say: Say, { questions }: OrganisationAnswer): AskedQuestion[] {
  return questions.map((question) => ({
    question: question.question,
    answer: question.answer,
    href: question.href,
    ...shareOf(read, say, question),
  }));
}

/** "Before you call" where most people do. */
export function questionsTitle(say: Say, organisation: OrganisationAnswer): string {
  const words = say.frame.questions;
  return mainWay(organisation)?.channel === 'phone' ? words.titlePhone : words.title;
}

/** Of all contacts of the same period, those of which nothing else is known included. */
function shareOf(read: Read, say: Say, question: Question): Pick<AskedQuestion, 'about' | 'share'> {
  const nothing = { about: null, share: null };
  const dimension = DIMENSIONS.find((one) => question[one] !== null);
  if (dimension === undefined) return nothing;
  const breakdown = read<BreakdownAnswer>(`breakdown/offered/${dimension}`);
  const at = breakdown?.rows.member.indexOf(question[dimension] ?? '') ?? -1;
  if (breakdown === null || at < 0) return nothing;
  const { member, label, value, status } = breakdown.rows;
  const words = say.frame.questions;
  const period = periodOf(say, breakdown);
  const about = words.about(nameMember(say, member[at]!, label[at]!));
  if (status[at] === 'suppressed') return { about, share: words.hidden(period) };
  const whole = wholeOf(read, breakdown);
  const part = value[at] ?? null;
  if (part === null || whole === null) return nothing;
  const share = formatFrequency(say, Math.min(1, part / whole), words.contacts);
  return { about, share: words.share(share, period) };
}

/** All contacts of the month of a breakdown; null where it is no month or they are not known. */
function wholeOf(read: Read, { from }: BreakdownAnswer): number | null {
  const series = read<SeriesAnswer>('series/month/offered')?.series.find(
    (one) => one.comparison === undefined,
  );
  const at = series?.cells.start?.findIndex((start) => start.startsWith(from)) ?? -1;
  const whole = series?.cells.value[at] ?? null;
  return whole === null || whole <= 0 ? null : whole;
}
