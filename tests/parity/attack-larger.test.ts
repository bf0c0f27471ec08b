/**
 * The same stranger at a company of 120 contacts a day, for ten weeks: its hours are told, and of its causes and categories enough
 * for their figures to tell of each other.
 */
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Attacker } from './attack/attacker.ts';
import { LAST_DATE, NOW } from './attack/company.ts';
import { examples, secretsOf, sumOf, table, tallyOf, valuesLeft } from './attack/findings.ts';
import { Office } from './attack/office.ts';
import { Reader } from './attack/published.ts';

const FIRST_DATE = '2025-10-27';

let office: Office;
let found: Attacker;

beforeAll(async () => {
  office = await Office.open({ firstDate: FIRST_DATE, times: 10 });
  const at = await office.answering(NOW);
  found = new Attacker(new Reader(at()), {
    ...{ from: FIRST_DATE, to: LAST_DATE },
    hours: { from: '2025-11-03', to: LAST_DATE },
    ...{ quarters: null, edition: null, windows: null, profiles: [] },
  });
  found.attack();
}, 600_000);
afterAll(() => office?.close());

test('there is much to find out, of hours too, and what came out is printed by table', () => {
  const tallies = tallyOf(found.ledger);
  process.stdout.write(`${[table(tallies), ...examples(found.ledger, 10)].join('\n')}\n`);
  expect(sumOf(tallies).hidden).toBeGreaterThan(100_000);
  expect(found.ledger.hidden.filter(({ cell }) => cell.grain === 'hour').length).toBeGreaterThan(1_000);
});

test('not one hidden number has one value left', () => {
  const left = secretsOf(found.ledger).filter((hidden) => valuesLeft(found.ledger, hidden) === 1);
  expect(left.map(({ cell, metric }) => `${metric} ${cell.member} ${cell.grain} ${cell.start}`)).toEqual([]);
});

test('of a thousand hidden numbers fewer than one has fewer than five values left', () => {
  const { hidden, few } = sumOf(tallyOf(found.ledger));
  expect(few / hidden).toBeLessThan(0.001);
});
