/**
 * A stranger who reads everything that a small company publishes for a year, comes by each time that it publishes, and reckons: no
 * hidden number may come out.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Attacker } from './attack/attacker.ts';
import { DAILY, EARLIER, FIRST_DATE, LAST_DATE, NOW, WEEKLY } from './attack/company.ts';
import { examples, fewLeft, secretsOf, sumOf, table, tallyOf, valuesLeft } from './attack/findings.ts';
import { Office } from './attack/office.ts';
import { addDays, Reader } from './attack/published.ts';
import type { Scope } from './attack/reading.ts';
import { type Visit, visit } from './attack/visit.ts';

/** Disclosure control is switched off for one company within this test alone: no setting of the product can do that. */
const control = vi.hoisted(() => ({ isOff: false }));
vi.mock('../../db/domain/disclosure.ts', async (importOriginal) => {
  const real = await importOriginal<Record<string, unknown>>();
  type Evaluated = { kind: string; value?: number; n?: number };
  const disclose = real.disclose as (...given: unknown[]) => unknown;
  return {
    ...real,
    disclose: (metric: unknown, shape: unknown, evaluation: Evaluated, ...more: unknown[]) => {
      if (!control.isOff) return disclose(metric, shape, evaluation, ...more);
      const { kind, value, n } = evaluation;
      return kind === 'value' ? { kind, value, n } : { kind };
    },
  };
});

const EDITION = { asOf: EARLIER.slice(0, 10), from: '2025-11-24', to: '2025-12-06' };
const EVERYTHING: Scope = {
  from: FIRST_DATE,
  to: LAST_DATE,
  // Of so few contacts no hour is told, and a quarter of the year shows that.
  quarters: { from: '2025-12-01', to: LAST_DATE },
  hours: { from: '2025-10-06', to: LAST_DATE },
  edition: EDITION,
  windows: { from: '2025-12-01', to: '2025-12-20' },
  visits: [],
  profiles: [],
};
/** Without hours, which are the most: enough to find out over a hundred. */
const DAYS_ALONE: Scope = {
  ...EVERYTHING,
  from: '2025-09-01',
  to: '2025-11-30',
  quarters: null,
  hours: null,
  edition: null,
  windows: null,
};

let office: Office;
let found: Attacker;
const truth = new Map<string, number>();
let recoveredWithout = 0;

beforeAll(async () => {
  const visits: Visit[] = [];
  office = await Office.open({ moments: [...WEEKLY, ...DAILY] }, (moment, ask) => {
    visits.push(visit(moment, ask, false));
  });
  const at = await office.answering(NOW);
  const profiles = [...WEEKLY.slice(-2), `${addDays(LAST_DATE, 1)}T09:00:00Z`].map((moment) => ({
    weekStart: moment.slice(0, 10),
    reader: new Reader(at(moment)),
  }));
  found = new Attacker(new Reader(at()), { ...EVERYTHING, visits, profiles });
  found.attack();
  await attackWithoutControl();
}, 600_000);
afterAll(() => office?.close());

/** The same stranger at the same company without control: he is told of each number that is small. */
async function attackWithoutControl(): Promise<void> {
  control.isOff = true;
  try {
    const reader = new Reader((await office.answering(NOW))());
    const open = new Attacker(reader, DAYS_ALONE);
    open.attack();
    const { ledger } = open;
    const known = new Map<string, boolean>();
    const counts = ['attempts', 'offered', 'answered', 'abandoned', 'complaints', 'due', 'survey_answers'];
    for (const grain of ['hour', 'day', 'week', 'month'] as const)
      for (const member of open.membersAt(grain))
        reader.series(
          grain === 'hour' ? counts.slice(0, 5) : counts,
          member,
          grain,
          DAYS_ALONE,
          (metric, start, { value }) => {
            if (value === null) return;
            truth.set(`${metric} ${member} ${grain} ${start}`, value);
            if (value < 1 || value > 9) return;
            const cell = ledger.find(member, grain, start);
            const variable =
              cell === undefined ? null : ledger.form(cell, ledger.metrics.get(metric)!.numerator!);
            if (variable !== null && ledger.bounds.isKnown(variable))
              known.set(`${metric} ${member} ${grain} ${start}`, true);
          },
        );
    const hidden = found.ledger.hidden.map(
      ({ cell, metric }) => `${metric} ${cell.member} ${cell.grain} ${cell.start}`,
    );
    recoveredWithout = hidden.filter((name) => known.has(name)).length;
  } finally {
    control.isOff = false;
  }
}

test('the stranger imports nothing of the project', () => {
  for (const file of [
    'attacker',
    'bounds',
    'findings',
    'ledger',
    'published',
    'reading',
    'reasoning',
    'tables',
    'visit',
  ]) {
    const text = readFileSync(new URL(`./attack/${file}.ts`, import.meta.url), 'utf8');
    const imported = [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from);
    expect(
      imported.filter((from) => !/^\.\/[a-z]+\.ts$/.test(from!)),
      file,
    ).toEqual([]);
    expect(imported, file).not.toContain('./office.ts');
  }
});

test('whatever the stranger says of a hidden number is true of it', () => {
  const { bounds, hidden } = found.ledger;
  const wrong = hidden.flatMap(({ cell, metric, base, part, sum }) => {
    const true_ = truth.get(`${metric} ${cell.member} ${cell.grain} ${cell.start}`);
    if (true_ === undefined || part !== null || sum !== null || base === null) return [];
    const [low, high] = [bounds.low[base]!, bounds.high[base]!];
    return true_ >= low && true_ <= high
      ? []
      : [`${metric} ${cell.member} ${cell.grain} ${cell.start}: ${true_}, not ${low} to ${high}`];
  });
  expect(truth.size).toBeGreaterThan(1000);
  expect(wrong).toEqual([]);
});

test('with disclosure control switched off he knows over a hundred of them', () => {
  expect(recoveredWithout).toBeGreaterThan(100);
});

test('with disclosure control there is much to find out, and what came out is printed by table', () => {
  const tallies = tallyOf(found.ledger);
  const words = [
    table(tallies),
    `of tables of which nothing is told in an hour: ${found.untold} more`,
    `recovered without control: ${recoveredWithout}`,
    ...examples(found.ledger, 10),
    ...fewLeft(found.ledger, 40),
  ];
  process.stdout.write(`${words.join('\n')}\n`);
  expect(sumOf(tallies).hidden).toBeGreaterThan(100_000);
});

test('with disclosure control not one hidden number has one value left', () => {
  const left = secretsOf(found.ledger).filter((hidden) => valuesLeft(found.ledger, hidden) === 1);
  expect(left.map(({ cell, metric }) => `${metric} ${cell.member} ${cell.grain} ${cell.start}`)).toEqual([]);
});

test('with disclosure control of a thousand hidden numbers fewer than two have fewer than five values left', () => {
  const { hidden, few } = sumOf(tallyOf(found.ledger));
  expect(few / hidden).toBeLessThan(0.002);
});
