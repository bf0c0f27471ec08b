// The page of the promises: everything is in the document before any script, and a formula can be marked and shared.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAxeFaults } from '../support/axe.ts';
import { type FixtureSite, openFixtureSite } from '../support/fixture-site.ts';

let site: FixtureSite;
beforeAll(async () => {
  site = await openFixtureSite();
});
afterAll(() => site?.close());

test('without a script every formula stands with its definition, and every step of the bridge in a table', async () => {
  const html = await (await fetch(`${site.origin}/service-levels/`)).text();
  for (const words of [
    'Answered in time ÷ answered',
    'Ended in the menu',
    'missed',
    'Half-hours that met it',
  ])
    expect(html).toContain(words);
  for (const id of ['kept', 'bridge', 'formulas', 'allowance', 'score']) expect(html).toContain(`id="${id}"`);
});

test('a formula is marked by the keyboard, in the chart too, and kept in the address', async () => {
  const page = await site.browser.newPage();
  await page.goto(`${site.origin}/service-levels/`);
  const button = page.getByRole('button', { name: 'Only those answered count' });
  await button.focus();
  await page.keyboard.press('Enter');
  expect(await button.getAttribute('aria-pressed')).toBe('true');
  expect(new URL(page.url()).searchParams.get('formula')).toBe('ans');
  expect(await page.locator('#formulas').getAttribute('data-marked')).toBe('ans');
  expect(await findAxeFaults(page, { within: '#formulas' })).toEqual([]);
  expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44);
  await page.reload();
  expect(await page.locator('#formulas').getAttribute('data-marked')).toBe('ans');
  await page.getByRole('button', { name: 'Only those answered count' }).click();
  expect(new URL(page.url()).searchParams.has('formula')).toBe(false);
  await page.goto(`${site.origin}/service-levels/?formula=nonsense`);
  expect(await page.locator('[aria-pressed=true]').count()).toBe(0);
  await page.close();
});
