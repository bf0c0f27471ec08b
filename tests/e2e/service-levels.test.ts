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

test('what is told of another channel stands folded in the document, and a place within it has an address that opens it', async () => {
  const context = await site.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.origin}/service-levels/`);
  const bridge = page.locator('#bridge-email');
  expect(await bridge.isVisible()).toBe(false);
  await page.locator('#channel-email > summary').click();
  expect(await bridge.isVisible()).toBe(true);
  await page.goto('about:blank');
  await page.goto(`${site.origin}/service-levels/#bridge-email`);
  expect(await bridge.isVisible()).toBe(true);
  await page.goto('about:blank');
  await page.goto(`${site.origin}/service-levels/`);
  await page.emulateMedia({ media: 'print' });
  expect((await bridge.boundingBox())!.height).toBeGreaterThan(100);
  await context.close();
});

test('a followed link opens the channel that it leads into, and a reader can close it', async () => {
  const page = await site.browser.newPage();
  await page.goto(`${site.origin}/service-levels/`);
  const channel = page.locator('#channel-email');
  for (const place of ['formulas-email', 'channel-email', 'kept-email-table']) {
    await channel.evaluate((details: HTMLDetailsElement) => {
      details.open = false;
    });
    await page.evaluate((hash) => location.assign(`#${hash}`), place);
    await page.waitForFunction(() => document.querySelector('#channel-email')?.hasAttribute('open'));
    await page.waitForFunction((id) => {
      const box = document.querySelector(`#${id}`)?.closest('section')?.getBoundingClientRect();
      return box !== undefined && box.height > 0 && box.top < innerHeight;
    }, place);
  }
  await page.locator('#channel-email > summary').click();
  expect(await channel.getAttribute('open')).toBeNull();
  // As in a browser that opens nothing by itself: the address changes without its help.
  await page.evaluate(() => {
    history.replaceState(null, '', '#bridge-email');
    dispatchEvent(new HashChangeEvent('hashchange'));
  });
  expect(await channel.getAttribute('open')).toBe('');
  await page.close();
});

test('an opened channel is without faults, names itself in every figure, and marks the same formula as the others', async () => {
  const page = await site.browser.newPage();
  await page.goto(`${site.origin}/service-levels/`);
  const summary = page.locator('#channel-email > summary');
  expect((await summary.boundingBox())!.height).toBeGreaterThanOrEqual(44);
  await summary.click();
  expect(await findAxeFaults(page, { within: '#other-channels' })).toEqual([]);
  const regions = page.locator('#channel-email > section');
  expect(await regions.count()).toBe(3);
  for (const kicker of await regions.locator('.figure-head .kicker').allTextContents())
    expect(kicker).toMatch(/^Email: /);
  await page.locator('#formulas-email').getByRole('button', { name: 'Only those answered count' }).click();
  for (const id of ['formulas', 'formulas-email'])
    expect(await page.locator(`#${id}`).getAttribute('data-marked'), id).toBe('ans');
  const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  await page.close();
});
