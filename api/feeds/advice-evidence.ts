/**
 * What past hours tell of waits, for advice and for scoring it: tables of the hours of the week by the last day of their
 * evidence, and what load does to them, each made once.
 * Owns which hours may be named: those of which anything may be said. Refuses to choose among them (db/domain/slot-advice.ts).
 */
import { AdviceScoring } from '../../db/domain/advice-score.ts';
import { type CivilDay, weekdayOf } from '../../db/domain/civil-day.ts';
import { type DisclosurePolicy, discloseEstimate } from '../../db/domain/disclosure.ts';
import { countWithin, totalOf } from '../../db/domain/histogram.ts';
import {
  fitLoadEffect,
  type LoadEffect,
  type LoadedHour,
  loadAdjustment,
  loadOf,
} from '../../db/domain/load-effect.ts';
import type { NamedHour, OutlookDay } from '../../db/domain/outlook.ts';
import { type AdvisedHour, adviseDay } from '../../db/domain/slot-advice.ts';
import { makeSlotTable, type SlotDay, type SlotTable, type WaitSlot } from '../../db/domain/wait-slots.ts';
import { type AgentHours, agentHourKey } from '../../db/queries/agent-hours.ts';

/** Half a year: what is older counts for less than 1 in 20 (db/domain/wait-slots.ts). */
export const EVIDENCE_DAYS = 182;
const HOURS = 24;
const LEAST_EXPECTED = 1;

export interface Evidence {
  slotDays: readonly SlotDay[];
  policy: DisclosurePolicy;
  /** contacts that were expected of a past hour on the day before; undefined: not known */
  expected: (day: CivilDay, hour: number) => number | undefined;
  /** by `agentHourKey`, of past and coming hours */
  staff: ReadonlyMap<number, AgentHours>;
  /** how long a contact takes an agent; null: not known */
  handleSeconds: number | null;
}

/** An hour that is open on a day to come, and how many are expected in it. */
export interface ExpectedHour {
  hour: number;
  contacts: number;
}

export class AdviceEvidence {
  private readonly evidence: Evidence;
  private readonly tables = new Map<CivilDay, SlotTable | null>();
  private readonly effects = new Map<CivilDay, LoadEffect | null>();
  private readonly scorings = new Map<number, AdviceScoring>();

  constructor(evidence: Evidence) {
    this.evidence = evidence;
  }

  tableThrough(lastDay: CivilDay): SlotTable | null {
    const known = this.tables.get(lastDay);
    if (known !== undefined) return known;
    const days = this.slotDaysThrough(lastDay);
    const table = days.length === 0 ? null : makeSlotTable(days, { lastDay });
    this.tables.set(lastDay, table);
    return table;
  }

  /** Of a day on which these hours are open, by what was known through another; null: too little is known. */
  advise(through: CivilDay, day: CivilDay, hours: readonly ExpectedHour[]): OutlookDay['advice'] {
    const table = this.tableThrough(through);
    if (table === null || table.overall === null) return null;
    const behind = contactsBehind(table);
    // What may not be said of an hour is not said by naming it.
    const tellable = hours.filter(({ hour }) => {
      const slot = table.slots[weekdayOf(day) * HOURS + hour]!;
      return discloseEstimate(1, behind(slot), this.evidence.policy).share !== null;
    });
    const { best, avoid } = adviseDay(
      table,
      day,
      // Where nobody is expected any more, the records of weeks ago recommend nothing.
      tellable.filter(({ contacts }) => contacts >= LEAST_EXPECTED).map(({ hour }) => hour),
      { adjustments: this.adjustments(through, table, day, tellable) },
    );
    const contactsIn = new Map(hours.map(({ hour, contacts }) => [hour, contacts]));
    const name = ({ slot: { hour }, share, low, high }: AdvisedHour): NamedHour => ({
      hour,
      share: rounded(share, 4),
      low: rounded(low, 4),
      high: rounded(high, 4),
      load: this.loadOf(day, hour, contactsIn.get(hour)!),
    });
    return { best: best.map(name), avoid: avoid.map(name), within: table.threshold };
  }

  isStaffKnown(day: CivilDay, hour: number): boolean {
    return this.evidence.staff.has(agentHourKey(day, hour));
  }

  /** Expected contacts against the agents who will be there, beside what is usual in that hour of the week. */
  private adjustments(
    through: CivilDay,
    table: SlotTable,
    day: CivilDay,
    hours: readonly ExpectedHour[],
  ): Map<number, number> {
    const planned = hours.flatMap(({ hour, contacts }) => {
      const agents = this.evidence.staff.get(agentHourKey(day, hour));
      return agents === undefined ? [] : [{ hour, contacts, agentHours: agents.agentHours }];
    });
    const effect = planned.length === 0 ? null : this.effectThrough(through, table.threshold);
    if (effect === null) return new Map();
    return new Map(
      planned.map(({ hour, contacts, agentHours }) => [
        hour,
        loadAdjustment(effect, weekdayOf(day) * HOURS + hour, contacts, agentHours),
      ]),
    );
  }

  private effectThrough(lastDay: CivilDay, threshold: number): LoadEffect | null {
    const known = this.effects.get(lastDay);
    if (known !== undefined) return known;
    const { staff, expected } = this.evidence;
    const hours = this.slotDaysThrough(lastDay).flatMap(
      ({ day, hour, answered, abandoned }): LoadedHour[] => {
        const agents = staff.get(agentHourKey(day, hour));
        // What was expected, not what came: of hours to come no more is known, and who plans agents may know more than we do.
        const contacts = expected(day, hour);
        if (agents === undefined || contacts === undefined) return [];
        const share = countWithin(answered, threshold) / (totalOf(answered) + totalOf(abandoned));
        return [{ day, hour, contacts, agentHours: agents.agentHours, share }];
      },
    );
    const effect = fitLoadEffect(hours, lastDay);
    this.effects.set(lastDay, effect);
    return effect;
  }

  private loadOf(day: CivilDay, hour: number, contacts: number): number | null {
    const { staff, handleSeconds, policy } = this.evidence;
    const agents = staff.get(agentHourKey(day, hour));
    if (agents === undefined || handleSeconds === null || contacts < policy.threshold) return null;
    return rounded(loadOf(contacts, handleSeconds, agents.agentHours), 2);
  }

  private slotDaysThrough(lastDay: CivilDay): SlotDay[] {
    return this.evidence.slotDays.filter(({ day }) => day <= lastDay && day > lastDay - EVIDENCE_DAYS);
  }

  scoringWithin(seconds: number): AdviceScoring {
    const known = this.scorings.get(seconds);
    if (known !== undefined) return known;
    const { slotDays, policy } = this.evidence;
    const scoring = new AdviceScoring(slotDays, seconds, policy.threshold);
    this.scorings.set(seconds, scoring);
    return scoring;
  }
}

/** Of how many contacts the shares of a slot are: its own, or where they are its hour's, those of that hour on all weekdays. */
export function contactsBehind({ slots }: SlotTable): (slot: WaitSlot) => number {
  const ofHours = new Float64Array(HOURS);
  for (const { hour, contacts } of slots) ofHours[hour]! += contacts;
  return ({ isBorrowed, hour, contacts }) => (isBorrowed ? ofHours[hour]! : contacts);
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
