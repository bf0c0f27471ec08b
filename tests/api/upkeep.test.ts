import { afterEach, beforeEach, expect, test } from 'vitest';
import { Upkeep } from '../../api/upkeep.ts';
import { readMeta } from '../../db/meta.ts';
import { contactOf } from '../support/records.ts';
import { SmallBank } from '../support/small-bank.ts';

let bank: SmallBank;
let upkeep: Upkeep;
const logged: string[] = [];
let told = () => {};
beforeEach(() => {
  bank = new SmallBank();
  logged.length = 0;
  upkeep = new Upkeep({
    rules: bank.rules(),
    clock: () => bank.nowSeconds,
    log: (event) => {
      logged.push(event);
      told();
    },
  });
});
afterEach(async () => {
  await upkeep.stop();
  bank.close();
});

const offered = () => {
  const { read } = bank;
  return readMeta(read, 'data_version');
};
const addCall = (id: string) =>
  bank.load([contactOf({ id, offeredAt: bank.zone.startOfDay(10_623) + 40_000 })]);

test('changed records are counted in a thread of its own, and nothing is done twice', async () => {
  const before = offered();
  addCall('new');
  await upkeep.run({ links: false });
  const after = offered();
  expect(after).not.toBe(before);
  await upkeep.run({ links: false });
  expect(offered()).toBe(after);
  expect(logged).toEqual(['roll-up']);
});

test('several changes in a row are counted once, soon', async () => {
  const counted = new Promise<void>((resolve) => {
    told = resolve;
  });
  for (const id of ['a', 'b', 'c']) {
    addCall(id);
    upkeep.noteChange();
  }
  await counted;
  expect(logged).toEqual(['roll-up']);
});

test('a count that fails is logged and does not end the server', async () => {
  bank.db.sql.exec('DROP TABLE fact_blocks');
  addCall('new');
  await upkeep.run({ links: false });
  expect(logged).toEqual(['roll-up failed']);
});

test('after stopping nothing is counted', async () => {
  await upkeep.stop();
  addCall('new');
  upkeep.noteChange();
  await upkeep.run({ links: true });
  expect(logged).toEqual([]);
});
