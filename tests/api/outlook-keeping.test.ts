import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readDemand } from '../../api/feeds/demand.ts';
import { makeOutlook } from '../../api/feeds/outlook-making.ts';
import { keepOutlooks } from '../../api/outlook-keeping.ts';
import type { OutlookScore } from '../../db/domain/outlook.ts';
import { openForWriting } from '../../db/open.ts';
import { readOutlook, readOutlooksOf, readScores, readVersions } from '../../db/outlooks.ts';
import { MadeLine, usual } from '../support/made-line.ts';
import { eventOf } from '../support/records.ts';
import { dayOf } from '../support/records-context.ts';

const PHONE = { channel: 'phone' } as const;
const lines: MadeLine[] = [];

afterEach(() => {
  for (const line of lines.splice(0)) line.close();
});

function made(settings?: ConstructorParameters<typeof MadeLine>[0]): MadeLine {
  const line = new MadeLine(settings);
  lines.push(line);
  return line;
}

/** Ten weeks of calls up to Sunday, 8 March 2026; the clock at six in the morning of Monday. */
function tenWeeks(settings?: ConstructorParameters<typeof MadeLine>[0]): MadeLine {
  return made(settings).fill('2025-12-29', '2026-03-08').at('2026-03-09');
}

const scoresOf = ({ records }: MadeLine) => readScores(records.db, PHONE, 0, 2 ** 31);
const scoreOn = (line: MadeLine, date: string) => scoresOf(line).find(({ day }) => day === dayOf(date));

describe('an outlook', () => {
  test('is kept once for the same knowledge, and moves the version of the data only then', () => {
    const line = tenWeeks();
    const before = line.dataVersion;
    expect(line.keep()).toBe(1);
    expect(line.dataVersion).toBe(before + 1);
    const kept = line.bestTimes();
    expect(line.keep()).toBe(0);
    line.at('2026-03-09', '07:30');
    const counted = line.dataVersion;
    expect(line.keep()).toBe(0);
    expect(line.dataVersion).toBe(counted);
    expect(line.bestTimes().days).toEqual(kept.days);
    expect([...readOutlooksOf(line.records.db, PHONE, dayOf('2026-03-09')).keys()]).toEqual([0]);
  });

  test('is made of the last day that is known, and anew when a later one arrives in the course of the day', () => {
    const line = made().fill('2025-12-29', '2026-03-04').at('2026-03-06');
    line.keep();
    expect(line.forecast().knownThrough).toBe('2026-03-04');
    const morning = line.forecast();
    line.fill('2026-03-05', '2026-03-05', (day, hour) => {
      const hourly = usual(day, hour);
      return hourly && { ...hourly, calls: hourly.calls * 3 };
    });
    line.at('2026-03-06', '10:30');
    expect(line.keep()).toBe(1);
    const { db } = line.records;
    expect([...readOutlooksOf(db, PHONE, dayOf('2026-03-06')).keys()]).toEqual([0, 10]);
    expect(line.forecast().knownThrough).toBe('2026-03-05');
    expect(line.forecast().days.expected[0]).toBeGreaterThan(morning.days.expected[0]!);
    expect(readOutlooksOf(db, PHONE, dayOf('2026-03-06')).get(0)?.knownThrough).toBe(dayOf('2026-03-04'));
  });

  test('takes its rest of today from the hours that are over, where a source tells of now', () => {
    const line = tenWeeks();
    line.keep();
    const morning = line.forecast(1);
    const day = dayOf('2026-03-09');
    for (const hour of [9, 10, 11]) {
      line.load(line.callsOf(day, hour, { calls: 60, soon: 20 }));
    }
    const at = line.zone.firstInstantOf(day, 12 * 3600 + 600);
    line.records.load('events', [eventOf({ at, contactId: 'now', channel: 'phone', event: 'offered' })], {
      ...{ isToldLive: true, nowSeconds: at },
    });
    line.at('2026-03-09', '12:20');
    expect(line.keep()).toBe(1);
    const noon = line.forecast(1);
    expect(noon.hoursKnown).toBe(12);
    expect(noon.days.expected[0]).toBeGreaterThan(morning.days.expected[0]!);
    const hour = (answer: typeof noon, time: string) =>
      answer.hours.expected[answer.hours.start.findIndex((start) => start.includes(`T${time}`))]!;
    expect(hour(noon, '15:00')).toBeGreaterThanOrEqual(hour(morning, '15:00'));
    expect(hour(noon, '09:00'), 'what was said of an hour that is over stays').toBe(hour(morning, '09:00'));
    expect(line.keep(), 'once an hour').toBe(0);
    line.fill('2026-03-09', '2026-03-09', (_, hour) => (hour > 11 && hour < 17 ? 50 : null));
    line.at('2026-03-10').keep();
    const { score } = scoreOn(line, '2026-03-09') ?? {};
    expect(score?.said?.total, 'the day is scored against the morning’s word').toBe(
      readOutlooksOf(line.records.db, PHONE, day).get(0)?.days[0]?.total,
    );
  });

  test('takes hours of a file that ends in the course of the day for unknown, not for empty', () => {
    const line = tenWeeks();
    line.keep();
    const day = dayOf('2026-03-09');
    line.load([9, 10].flatMap((hour) => line.callsOf(day, hour, { calls: 30, soon: 10 })));
    line.at('2026-03-09', '15:20');
    line.keep();
    expect(line.forecast(1).days.expected[0]).toBeGreaterThan(0.8 * 8 * 30);
  });

  test('lies in the record after a run that was cut short, and the next run makes only what is missing', () => {
    const queue = (name: string) => (day: number, hour: number) => {
      const hourly = usual(day, hour);
      return hourly && { ...hourly, queue: name };
    };
    const line = made()
      .fill('2025-12-29', '2026-03-08', queue('a'))
      .fill('2025-12-29', '2026-03-08', queue('b'));
    line.at('2026-03-09');
    const before = line.dataVersion;
    const context = { ...line.context(), db: line.records.db };
    expect(() =>
      keepOutlooks(context, (done) => {
        if (done === 2) throw new Error('the power went');
      }),
    ).toThrow('the power went');
    expect(line.dataVersion, 'readers learn of what was kept').toBe(before + 2);
    expect(readOutlook(line.records.db, PHONE, dayOf('2026-03-09'))).not.toBeNull();
    expect(readOutlook(line.records.db, { queue: 'a' }, dayOf('2026-03-09'))).not.toBeNull();
    expect(readOutlook(line.records.db, { queue: 'b' }, dayOf('2026-03-09'))).toBeNull();
    expect(line.keep()).toBe(1);
    expect(readOutlook(line.records.db, { queue: 'b' }, dayOf('2026-03-09'))).not.toBeNull();
  });

  test('that another process has made is left as it is', () => {
    const folder = mkdtempSync(join(tmpdir(), 'candour-outlook-'));
    try {
      const line = tenWeeks({ path: join(folder, 'records.db') });
      const other = openForWriting(join(folder, 'records.db'));
      expect(keepOutlooks({ ...line.context(), db: other })).toBe(1);
      const kept = line.bestTimes();
      expect(line.keep()).toBe(0);
      expect(line.bestTimes()).toEqual(kept);
      other.close();
    } finally {
      for (const line of lines.splice(0)) line.close();
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a day that is over', () => {
  test('before the first outlook is replayed and said to be, one after it is not', () => {
    const line = tenWeeks();
    line.keep();
    expect(scoresOf(line).every(({ isReplayed }) => isReplayed)).toBe(true);
    line.fill('2026-03-09', '2026-03-10').at('2026-03-11').keep();
    expect(scoreOn(line, '2026-03-06')?.isReplayed).toBe(true);
    expect(scoreOn(line, '2026-03-09')?.isReplayed).toBe(false);
    expect(scoreOn(line, '2026-03-08'), 'nothing is said of a closed day').toBeUndefined();
    const { record, days } = line.record();
    expect(record.days - record.replayedDays).toBe(2);
    expect(days.isReplayed.slice(-3)).toEqual([true, false, false]);
  });

  test('is scored against what was said of it, whatever would be said of it today', () => {
    const line = tenWeeks();
    line.keep();
    const said = readOutlook(line.records.db, PHONE, dayOf('2026-03-09'))!.outlook.days[0]!;
    // The past becomes another one: twice as many calls, and no hour better than another.
    line.fill('2025-12-29', '2026-03-08', (day, hour) => {
      const hourly = usual(day, hour);
      return hourly && { calls: 60, soon: 30, queue: 'late' };
    });
    line.fill('2026-03-09', '2026-03-09').at('2026-03-10').keep();
    const { score, isReplayed } = scoreOn(line, '2026-03-09')!;
    expect(isReplayed).toBe(false);
    expect(score.said?.total).toBe(said.total);
    const misses = said.hours.map((hour, i) =>
      Math.abs(said.mean[i]! - usual(dayOf('2026-03-09'), hour)!.calls),
    );
    expect(score.demand.candour[0]!.absoluteError).toBeCloseTo(
      misses.reduce((sum, miss) => sum + miss, 0),
      6,
    );
    expect(score.advice.candour).toMatchObject({
      hours: said.advice!.best.length,
      hits: said.advice!.best.length,
    });
  });

  test('on whose morning nothing was made is held against what stood since the day before', () => {
    const line = tenWeeks();
    line.keep();
    line.fill('2026-03-09', '2026-03-10').at('2026-03-11').keep();
    const { score, isReplayed } = scoreOn(line, '2026-03-10')!;
    expect(isReplayed).toBe(false);
    expect(score.demand.candour.map(({ slots }) => slots > 0).slice(0, 3)).toEqual([false, true, false]);
    expect(score.demand.last_week[0]!.slots, 'rivals are scored at the same leads').toBe(0);
    expect(score.said, 'no word of the morning').toBeNull();
    expect(score.advice.candour.hours).toBe(2);
  });

  test('keeps its score when its records change, and their versions tell the backtest what was known when', () => {
    const line = tenWeeks();
    line.keep();
    line.fill('2026-03-09', '2026-03-09').at('2026-03-10').keep();
    const first = scoreOn(line, '2026-03-09')!.score;
    const day = dayOf('2026-03-09');
    expect(readVersions(line.records.db, PHONE).map((version) => [version.day, version.knownOn])).toEqual([
      [day, day + 1],
    ]);
    line.load(line.callsOf(day, 10, { calls: 40, soon: 1, queue: 'late' }));
    line.fill('2026-03-10', '2026-03-10').at('2026-03-11').keep();
    expect(scoreOn(line, '2026-03-09')!.score).toEqual(first);
    const versions = readVersions(line.records.db, PHONE);
    expect(versions.map((version) => [version.day, version.knownOn])).toEqual([
      [day, day + 1],
      [day, day + 2],
      [day + 1, day + 2],
    ]);
    expect(versions[1]!.counts[10]! - versions[0]!.counts[10]!).toBe(40);
    // What would have been forecast on the 10th knows nothing of the forty.
    const replay = (from: number) =>
      makeOutlook(line.context(), PHONE, {
        ...{ today: day + 2, through: day + 1, scoreFrom: from, said: new Map() },
        versions: readVersions(line.records.db, PHONE),
      })!.scores.find((one) => one.day === day + 1)!.score;
    const known: OutlookScore = replay(day + 1);
    const said = readOutlook(line.records.db, PHONE, day + 1)!.outlook.days[0]!;
    expect(known.said?.total).toBeCloseTo(said.total, 0);
    expect(said.day).toBe(day + 1);
  });
});

describe('what is known after the origin', () => {
  test('changes neither forecast nor advice: records altered, records deleted', () => {
    const origin = dayOf('2026-02-20');
    const made = (after: (line: MadeLine) => void) => {
      const line = new MadeLine().fill('2025-12-29', '2026-02-20');
      lines.push(line);
      after(line);
      line.at('2026-03-09');
      const request = {
        today: origin + 1,
        through: origin,
        scoreFrom: origin - 20,
        said: new Map(),
        versions: [],
      };
      const { outlook, scores } = makeOutlook(line.context(), PHONE, request)!;
      return { outlook, scores, counts: readDemand(line.context(), PHONE, origin)!.counts };
    };
    const asItCame = made((line) => line.fill('2026-02-21', '2026-03-08'));
    const altered = made((line) =>
      line.fill('2026-02-21', '2026-03-08', (_, hour) => ({ calls: 3 * hour, gone: hour })),
    );
    const deleted = made(() => undefined);
    expect(asItCame.outlook.days[0]?.advice).not.toBeUndefined();
    expect(asItCame.outlook.days.some(({ advice }) => (advice?.best.length ?? 0) > 0)).toBe(true);
    expect(asItCame.scores.length).toBeGreaterThan(10);
    expect(altered).toEqual(asItCame);
    expect(deleted).toEqual(asItCame);
  });
});
