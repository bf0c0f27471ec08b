/**
 * The survey after a contact: who is invited, who answers, and how satisfied they are.
 * Owns the answers; only answered contacts are asked, as in most companies, so those who gave up are not heard.
 */

import type { CivilDay } from '../../db/domain/civil-day.ts';
import type { Contact, SurveyAnswer } from '../../db/domain/contact.ts';
import { COMPANY_CHANNELS, EMAIL } from './company.ts';
import { RandomStream } from './random-stream.ts';

const INVITED_SHARE = 0.4;
const RESPONSE_SHARES = [0.105, 0.15, 0.125] as const;
const RECOMMEND_ASKED_SHARE = 0.7;
const FIRST_ANSWER_SECONDS = 240;
const MEAN_ANSWER_DELAY_SECONDS = 5 * 3600;

const CONTENT = 4.7;
const CATEGORY_PENALTIES: Readonly<Record<string, number>> = {
  problem: 0.45,
  complaint: 1.3,
  information: 0,
};
const TRANSFER_PENALTY = 0.4;
const UNSETTLED_PENALTY = 0.9;
/** On the line a wait of five minutes costs about a point; on email one of a day does. */
const LINE_PENALTY_SECONDS = 300;
const LETTER_PENALTY_SECONDS = 86_400;

export class SurveyBook {
  readonly answers: SurveyAnswer[] = [];
  readonly invited = new Uint32Array(COMPANY_CHANNELS.length);
  readonly #luck: RandomStream;
  readonly #asOf: number;

  constructor(seed: number, day: CivilDay, asOf: number) {
    this.#luck = new RandomStream(seed, 'surveys', day);
    this.#asOf = asOf;
  }

  /** May invite the customer of an answered contact, and keeps the answer if there is one by `asOf`. */
  invite(contact: Contact, channel: number): void {
    const luck = this.#luck;
    if (!luck.chance(INVITED_SHARE)) return;
    this.invited[channel] = (this.invited[channel] ?? 0) + 1;
    if (!luck.chance(RESPONSE_SHARES[channel] ?? 0)) return;
    const score = Math.min(5, Math.max(1, Math.round(contentment(contact, channel) + 1.05 * luck.normal())));
    const recommend = Math.min(10, Math.max(0, Math.round(2 * score + 0.4 + 1.2 * luck.normal())));
    const isAskedMore = luck.chance(RECOMMEND_ASKED_SHARE);
    const endedAt =
      contact.offeredAt +
      (contact.menuSeconds ?? 0) +
      (contact.waitSeconds ?? 0) +
      (contact.handleSeconds ?? 0);
    const answeredAt = Math.round(
      endedAt + FIRST_ANSWER_SECONDS + luck.exponential(MEAN_ANSWER_DELAY_SECONDS),
    );
    if (answeredAt > this.#asOf) return;
    this.answers.push({
      shape: 'answer',
      id: `survey-${contact.id}`,
      contactId: contact.id,
      answeredAt,
      score,
      scaleMin: 1,
      scaleMax: 5,
      best: 'high',
      wouldRecommend: isAskedMore ? recommend : null,
    });
  }
}

function contentment(contact: Contact, channel: number): number {
  const perPoint = channel === EMAIL ? LETTER_PENALTY_SECONDS : LINE_PENALTY_SECONDS;
  return (
    CONTENT -
    (CATEGORY_PENALTIES[contact.category ?? 'information'] ?? 0) -
    (contact.transfers ? TRANSFER_PENALTY : 0) -
    (contact.resolvedFirst === false ? UNSETTLED_PENALTY : 0) -
    Math.min(2.5, (contact.waitSeconds ?? 0) / perPoint)
  );
}
