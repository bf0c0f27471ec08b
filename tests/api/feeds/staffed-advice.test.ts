import { afterEach, describe, expect, test } from 'vitest';
import type { CapacityRecord } from '../../../db/domain/contact.ts';
import { readOutlook } from '../../../db/outlooks.ts';
import { RandomStream } from '../../../scripts/demonstration/random-stream.ts';
import { isOffice, MadeLine } from '../../support/made-line.ts';
import { dayOf } from '../../support/records-context.ts';

const MONDAY = dayOf('2026-03-09');
const lines: MadeLine[] = [];
afterEach(() => {
  for (const line of lines.splice(0)) line.close();
});

interface Staffing {
  /** of the share, by a load that is e times as high */
  slope: number;
  /** agents on coming days; null: no plan is known */
  coming: ((day: number, hour: number) => number) | null;
  /** of past agents, as a factor */
  team?: number;
}

/** Ten weeks of calls, 20 an hour of 15 minutes each, and of agents: some 10, more on some days and fewer on others. */
function staffed({ slope, coming, team = 1 }: Staffing): MadeLine {
  const line = new MadeLine();
  lines.push(line);
  const capacity: CapacityRecord[] = [];
  const plan = (day: number, hour: number, agents: number) =>
    capacity.push({
      ...{ intervalStart: line.zone.firstInstantOf(day, hour * 3600), interval: 'PT1H' as const },
      ...{ channel: 'phone' as const, queue: null, agents },
    });
  line.fill('2025-12-29', '2026-03-06', (day, hour) => {
    if (!isOffice(day, hour)) return null;
    const random = new RandomStream(3, 'staff', day * 24 + hour);
    const beyond = 0.25 * random.normal();
    plan(day, hour, Math.round(team * 100 * Math.exp(-beyond)) / 10);
    const usual = hour === 9 || hour === 13 ? 0.8 : hour === 11 || hour === 15 ? 0.2 : 0.5;
    const share = Math.min(1, Math.max(0, usual + slope * beyond + 0.05 * random.normal()));
    return { calls: 20, soon: Math.round(20 * share), handleSeconds: 900 };
  });
  if (coming !== null) {
    for (let day = MONDAY; day < MONDAY + 5; day++) {
      for (let hour = 9; hour < 17; hour++) plan(day, hour, coming(day, hour));
    }
  }
  line.loadCapacity(capacity).at('2026-03-09').keep();
  return line;
}

const bestOn = (line: MadeLine, place: number) => line.bestTimes().days[place]!.best.map(({ time }) => time);
/** Half the agents on Monday at nine and at eleven. */
const shortMonday = (day: number, hour: number) => (day === MONDAY && (hour === 9 || hour === 11) ? 5 : 10);

describe('agents who will be there', () => {
  test('sharpen advice where past days bear it out: an hour that will be short of them is not recommended', () => {
    const line = staffed({ slope: -0.5, coming: shortMonday });
    expect(line.bestTimes().capacity).toBe('known');
    expect(bestOn(line, 0)).toEqual(['13:00']);
    expect(bestOn(line, 1)).toEqual(['09:00', '13:00']);
  });

  test('are told as loads, to the tenth, and hours that would be too much for them as fragile', () => {
    const line = staffed({ slope: -0.5, coming: shortMonday });
    const [monday, tuesday] = line.bestTimes().days;
    expect(monday!.avoid.map(({ time, load, isFragile }) => [time, load, isFragile])).toEqual([
      ['11:00', 1, true],
      ['15:00', 0.5, false],
    ]);
    expect(tuesday!.best.map(({ load, isFragile }) => [load, isFragile])).toEqual([
      [0.5, false],
      [0.5, false],
    ]);
  });

  test('are in the share that is said, which is the one that was kept', () => {
    const line = staffed({ slope: -0.5, coming: (day) => (day === MONDAY ? 8 : 10) });
    const [monday, tuesday] = line.bestTimes().days;
    const { advice } = readOutlook(line.records.db, { channel: 'phone' }, MONDAY)!.outlook.days[0]!;
    const [said] = monday!.best;
    expect(said!.within! - tuesday!.best[0]!.within!).toBeCloseTo(-0.5 * Math.log(10 / 8), 1);
    expect(said!.within).toBeCloseTo(advice!.best[0]!.share, 2);
    expect(said!.high! - said!.low!).toBeCloseTo(tuesday!.best[0]!.high! - tuesday!.best[0]!.low!, 1);
  });

  test('change nothing where loads never made a difference', () => {
    const line = staffed({ slope: 0, coming: shortMonday });
    const { capacity, days } = line.bestTimes();
    expect(capacity).toBe('known');
    expect(days[0]!.best.map(({ time }) => time)).toEqual(['09:00', '13:00']);
    expect(days[0]!.best[0]!.within).toBeCloseTo(days[1]!.best[0]!.within!, 1);
  });

  test('whose number is not known change nothing, and the answer says so', () => {
    const line = staffed({ slope: -0.5, coming: null });
    const { capacity, days } = line.bestTimes();
    expect(capacity).toBe('unknown');
    expect(days[0]!.best.map(({ time, load, isFragile }) => [time, load, isFragile])).toEqual([
      ['09:00', null, null],
      ['13:00', null, null],
    ]);
  });

  test('of whom there are four or fewer are as unknown: what is said of them would be said of single persons', () => {
    const line = staffed({ slope: -0.5, team: 0.4, coming: () => 4 });
    const { capacity, days } = line.bestTimes();
    expect(capacity).toBe('unknown');
    expect(days.flatMap(({ best, avoid }) => [...best, ...avoid]).every(({ load }) => load === null)).toBe(
      true,
    );
    const small = staffed({ slope: -0.5, coming: (day, hour) => (day === MONDAY && hour === 9 ? 2 : 10) });
    expect(small.bestTimes().days[0]!.best.map(({ time, load }) => [time, load])).toEqual([
      ['09:00', null],
      ['13:00', 0.5],
    ]);
  });
});
