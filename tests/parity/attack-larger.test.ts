/**
 * The same stranger at a company of 120 contacts a day, for eight weeks: its hours are told, and of its causes and categories enough
 * for their figures to tell of each other.
 */
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Attacker } from './attack/attacker.ts';
import { LAST_DATE, NOW } from './attack/company.ts';
import { examples, fewLeft, secretsOf, sumOf, table, tallyOf, valuesLeft } from './attack/findings.ts';
import { Office } from './attack/office.ts';
import { addDays, Reader } from './attack/published.ts';
import { type Visit, visit } from './attack/visit.ts';

const FIRST_DATE = '2025-11-10';
/** In the afternoon, when hours of the day are over, in the last weeks of the year: two Mondays, and three days thereafter. */
const MOMENTS = ['01', '08', '09', '10', '11'].map((day) => `2025-12-${day}T15:00:00Z`);
const MONDAYS = ['2025-12-15', '2025-12-22', '2025-12-29', addDays(LAST_DATE, 1)];

let office: Office;
let found: Attacker;

beforeAll(async () => {
  const visits: Visit[] = [];
  office = await Office.open(
    { size: { firstDate: FIRST_DATE, times: 10 }, moments: MOMENTS },
    (moment, ask) => {
      visits.push(visit(moment, ask, true));
    },
  );
  const at = await office.answering(NOW);
  const profiles = MONDAYS.map((weekStart) => ({
    weekStart,
    reader: new Reader(at(`${weekStart}T09:00:00Z`)),
  }));
  found = new Attacker(new Reader(at()), {
    ...{ from: FIRST_DATE, to: LAST_DATE },
    hours: { from: '2025-11-17', to: LAST_DATE },
    ...{ quarters: null, edition: null, windows: null, visits, profiles },
  });
  found.attack();
}, 600_000);
afterAll(() => office?.close());

test('there is much to find out, of hours too, and what came out is printed by table', () => {
  const tallies = tallyOf(found.ledger);
  process.stdout.write(
    `${[table(tallies), ...examples(found.ledger, 10), ...fewLeft(found.ledger, 60)].join('\n')}\n`,
  );
  expect(sumOf(tallies).hidden).toBeGreaterThan(100_000);
  expect(found.ledger.hidden.filter(({ cell }) => cell.grain === 'hour').length).toBeGreaterThan(1_000);
});

test('he was told of usual weeks and of the record of forecasts, each of what is told by itself', () => {
  expect(found.usualHours).toBeGreaterThan(500);
  expect(found.scored).toBeGreaterThan(20);
});

test('not one hidden number has one value left', () => {
  const left = secretsOf(found.ledger).filter((hidden) => valuesLeft(found.ledger, hidden) === 1);
  expect(left.map(({ cell, metric }) => `${metric} ${cell.member} ${cell.grain} ${cell.start}`)).toEqual([]);
});

test('of a thousand hidden numbers fewer than one has fewer than five values left', () => {
  const { hidden, few } = sumOf(tallyOf(found.ledger));
  expect(few / hidden).toBeLessThan(0.001);
});
