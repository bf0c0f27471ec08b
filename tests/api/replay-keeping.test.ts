import { afterEach, expect, test } from 'vitest';
import { keepReplays } from '../../api/replay-keeping.ts';
import { readScores } from '../../db/outlooks.ts';
import { MadeLine } from '../support/made-line.ts';
import { dayOf } from '../support/records-context.ts';

const PHONE = { channel: 'phone' } as const;
let line: MadeLine;
afterEach(() => line.close());

const replay = (from: string, to: string) =>
  keepReplays({ ...line.context(), db: line.records.db }, [PHONE], { from: dayOf(from), to: dayOf(to) });
const scores = () => readScores(line.records.db, PHONE, 0, 2 ** 31);

test('past days are replayed once, marked, and shown by the record', () => {
  line = new MadeLine().fill('2025-12-29', '2026-03-06').at('2026-03-09');
  const before = line.dataVersion;
  expect(replay('2026-02-02', '2026-02-13')).toBe(10);
  expect(line.dataVersion).toBe(before + 1);
  expect(scores().every(({ isReplayed }) => isReplayed)).toBe(true);
  const { record, days } = line.record('2026-02-02', '2026-02-13');
  expect([record.days, record.replayedDays, days.date.length]).toEqual([10, 10, 10]);
  expect(replay('2026-02-02', '2026-02-13')).toBe(0);
  expect(line.dataVersion, 'nothing was made').toBe(before + 1);
});

test('a score that is kept is never another one, whatever the records have become', () => {
  line = new MadeLine().fill('2025-12-29', '2026-03-06').at('2026-03-09');
  replay('2026-02-09', '2026-02-13');
  const first = scores();
  line.fill('2026-01-12', '2026-02-13', (_, hour) => (hour === 12 ? { calls: 50, queue: 'late' } : null));
  line.at('2026-03-09', '07:00');
  expect(replay('2026-02-02', '2026-02-20')).toBe(10);
  const of = new Map(scores().map((one) => [one.day, one]));
  expect(first.map(({ day }) => of.get(day))).toEqual(first);
});

test('days from the first outlook on are left to what was said, and its eight weeks are replayed all the same', () => {
  line = new MadeLine().fill('2025-12-29', '2026-03-06').at('2026-03-09');
  replay('2026-03-05', '2026-03-06');
  line.keep();
  expect(scores().length).toBeGreaterThan(30);
  line.fill('2026-03-09', '2026-03-11').at('2026-03-12');
  expect(replay('2026-03-02', '2026-03-11')).toBe(0);
  line.keep();
  expect(scores().at(-3)?.isReplayed).toBe(false);
});

test('no days, no records and no forecast are nothing to keep', () => {
  line = new MadeLine().at('2026-03-09');
  expect(replay('2026-02-02', '2026-02-13')).toBe(0);
  line.fill('2026-03-02', '2026-03-04').at('2026-03-09');
  expect(replay('2026-03-02', '2026-03-06')).toBe(0);
});
