/**
 * When contacts arrive on one day: how many in each quarter-hour of each channel, through every clock change.
 * Owns the counts and the instants; refuses to say what the contacts are about.
 */

import type { CivilDay } from '../../db/domain/civil-day.ts';
import { CHAT, COMPANY_CHANNELS, PHONE } from './company.ts';
import { dayTypeOf, quarterShares } from './demand.ts';
import type { DemonstrationPlan } from './plan.ts';
import type { DayStretch } from './planted.ts';
import { OUTAGE_CHAT_FACTOR, OVERLOAD } from './planted.ts';
import { RandomStream, risingSumsOf } from './random-stream.ts';
import { KINDS } from './reasons.ts';

export const QUARTER_SECONDS = 900;
const KIND_SIGMA = 0.04;
const QUARTER_SIGMA = 0.07;

export interface DayArrivals {
  /** UTC seconds at which each quarter-hour of the day starts: 92, 96 or 100 of them */
  quarterStarts: number[];
  /** what the wall clock then shows, in seconds since midnight */
  wallSeconds: number[];
  /** by channel and quarter-hour, before the luck of the day */
  expected: Float64Array[];
  /** by channel and quarter-hour */
  counts: Uint32Array[];
  /** by channel: rising sums over the kinds of contact */
  kinds: Float64Array[];
}

export function drawArrivals(plan: DemonstrationPlan, day: CivilDay): DayArrivals {
  const luck = new RandomStream(plan.seed, 'arrivals', day);
  const mix = new RandomStream(plan.seed, 'kinds', day);
  const { startAt, endAt } = plan.spanOf(day);
  const demand = plan.demandOf(day);
  const shock = plan.shockOf(day);
  const kindLuck = KINDS.map(() => Math.exp(KIND_SIGMA * mix.normal() - KIND_SIGMA ** 2 / 2));

  const quarterStarts: number[] = [];
  for (let at = startAt; at < endAt; at += QUARTER_SECONDS) quarterStarts.push(at);
  const wallSeconds = quarterStarts.map((at) => plan.zone.secondOfDay(at));

  const kinds: Float64Array[] = [];
  const expected: Float64Array[] = [];
  const counts: Uint32Array[] = [];
  const type = dayTypeOf(day);
  for (let channel = 0; channel < COMPANY_CHANNELS.length; channel += 1) {
    const rising = risingSumsOf(
      KINDS.map((_, at) => (demand.byKind[channel]?.[at] ?? 0) * (kindLuck[at] ?? 1)),
    );
    const total = (rising[rising.length - 1] ?? 0) * shock;
    const planned = demand.byChannel[channel] ?? 0;
    const shares = quarterShares(channel, type);
    const ofQuarter = new Float64Array(quarterStarts.length);
    const drawn = new Uint32Array(quarterStarts.length);
    wallSeconds.forEach((wallSecond, quarter) => {
      const share = shares[Math.floor(wallSecond / QUARTER_SECONDS)] ?? 0;
      ofQuarter[quarter] = planned * share;
      const wobble = Math.exp(QUARTER_SIGMA * luck.normal() - QUARTER_SIGMA ** 2 / 2);
      drawn[quarter] = luck.poisson(total * share * wobble * plantedFactor(plan, day, channel, wallSecond));
    });
    kinds.push(rising);
    expected.push(ofQuarter);
    counts.push(drawn);
  }
  return { quarterStarts, wallSeconds, expected, counts, kinds };
}

export function isWithin(stretch: DayStretch, day: CivilDay, wallSecond: number): boolean {
  return day === stretch.day && wallSecond >= stretch.startSecond && wallSecond < stretch.endSecond;
}

function plantedFactor(plan: DemonstrationPlan, day: CivilDay, channel: number, wallSecond: number): number {
  if (channel === PHONE && isWithin(plan.overload, day, wallSecond)) return OVERLOAD.arrivalFactor;
  if (isWithin(plan.outage, day, wallSecond)) {
    if (channel === PHONE) return 0;
    if (channel === CHAT) return OUTAGE_CHAT_FACTOR;
  }
  return 1;
}
