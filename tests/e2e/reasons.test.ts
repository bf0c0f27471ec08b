// The page about reasons, and what stands beside speed, as readers meet them: built pages in a real browser.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FixtureSite, openFixtureSite } from '../support/fixture-site.ts';

let site: FixtureSite;
beforeAll(async () => {
  site = await openFixtureSite();
});
afterAll(() => site?.close());

async function open(path: string, width = 375) {
  const page = await site.browser.newPage({ viewport: { width, height: 900 } });
  await page.goto(`${site.origin}${path}`);
  return page;
}

test('the reasons, what changed, shares over time, avoidable contact and what settled it stand in this order', async () => {
  const page = await open('/categories/');
  const ids = await page.locator('main section.figure').evaluateAll((all) => all.map(({ id }) => id));
  expect(ids).toEqual(['reasons', 'reason-changes', 'reason-shares', 'reason-months', 'demand', 'resolved']);
  expect(await page.locator('#reason-changes h2').innerText()).toContain('Problem');
  await page.close();
});

test('the same figures can be had as files', async () => {
  const page = await open('/categories/#demand-download', 1024);
  await page.locator('#demand .face-tabs a, #demand [role=tab]').nth(2).click();
  const csv = await page.locator('#demand-download a[href$=".csv"]').getAttribute('href');
  const answer = await page.request.get(`${site.origin}${csv}`);
  expect(answer.status()).toBe(200);
  await page.close();
});

test.each(['', '/es', '/fr'])(
  'how reasons are found, of how many they are known, and ideas are told (%s)',
  async (language) => {
    const page = await open(`${language}/categories/`);
    expect(await page.locator('#coding ~ .reason-basis').innerText()).toContain('Agents choose a reason');
    // A column a channel, a row each thing that may be known.
    const table = page.locator('#coverage ~ .reason-basis');
    expect(await table.locator('tbody tr').count()).toBe(5);
    expect(await table.locator('thead th').count()).toBe(3);
    const send = page.locator('#ideas ~ .reason-basis .answer-link a');
    expect(await send.getAttribute('href')).toBe('https://seaside-parcels.example/ideas');
    const box = (await send.boundingBox())!;
    expect(box.height).toBeGreaterThanOrEqual(44);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.close();
  },
);

test.each(['/', '/best-times/', '/service-levels/'])('outcomes stand beside speed on %s', async (path) => {
  const page = await open(path, 1024);
  expect(await page.locator('.outcomes-beside').first().innerText()).toMatch(/81% reported as settled/);
  await page.close();
});
