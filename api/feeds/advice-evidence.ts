/**
 * What past hours tell of waits, for advice and for scoring it: tables of the hours of the week by the last day of their
 * evidence, made once.
 * Owns which hours may be named: those of which anything may be said. Refuses to choose among them (db/domain/slot-advice.ts).
 */
import { AdviceScoring } from '../../db/domain/advice-score.ts';
import { type CivilDay, weekdayOf } from '../../db/domain/civil-day.ts';
import { type DisclosurePolicy, discloseEstimate } from '../../db/domain/disclosure.ts';
import type { NamedHour, OutlookDay } from '../../db/domain/outlook.ts';
import { type AdvisedHour, adviseDay } from '../../db/domain/slot-advice.ts';
import { makeSlotTable, type SlotDay, type SlotTable, type WaitSlot } from '../../db/domain/wait-slots.ts';

/** Half a year: what is older counts for less than 1 in 20 (db/domain/wait-slots.ts). */
export const EVIDENCE_DAYS = 182;
const HOURS = 24;

export class AdviceEvidence {
  readonly slotDays: readonly SlotDay[];
  private readonly policy: DisclosurePolicy;
  private readonly tables = new Map<CivilDay, SlotTable | null>();
  private readonly scorings = new Map<number, AdviceScoring>();

  constructor(slotDays: readonly SlotDay[], policy: DisclosurePolicy) {
    this.slotDays = slotDays;
    this.policy = policy;
  }

  tableThrough(lastDay: CivilDay): SlotTable | null {
    const known = this.tables.get(lastDay);
    if (known !== undefined) return known;
    const days = this.slotDays.filter(({ day }) => day <= lastDay && day > lastDay - EVIDENCE_DAYS);
    const table = days.length === 0 ? null : makeSlotTable(days, { lastDay });
    this.tables.set(lastDay, table);
    return table;
  }

  /** Of a day on which these hours are open, by what was known through another; null: too little is known. */
  advise(through: CivilDay, day: CivilDay, hours: readonly number[]): OutlookDay['advice'] {
    const table = this.tableThrough(through);
    if (table === null || table.overall === null) return null;
    const behind = contactsBehind(table);
    // What may not be said of an hour is not said by naming it.
    const isTellable = (hour: number) => {
      const slot = table.slots[weekdayOf(day) * HOURS + hour]!;
      return discloseEstimate(1, behind(slot), this.policy).share !== null;
    };
    const { best, avoid } = adviseDay(table, day, hours.filter(isTellable));
    return { best: best.map(nameHour), avoid: avoid.map(nameHour), within: table.threshold };
  }

  scoringWithin(seconds: number): AdviceScoring {
    const known = this.scorings.get(seconds);
    if (known !== undefined) return known;
    const scoring = new AdviceScoring(this.slotDays, seconds);
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

function nameHour({ slot, share, low, high }: AdvisedHour): NamedHour {
  return { hour: slot.hour, share: rounded(share), low: rounded(low), high: rounded(high) };
}

function rounded(share: number): number {
  return Math.round(share * 1e4) / 1e4;
}
