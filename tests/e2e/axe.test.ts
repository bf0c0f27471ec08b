// Proves that what the other files ask of axe would be found, were it there: a page with one fault of each kind.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAxeFaults, findPageFaults, NARROW_AND_LIGHT } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';

/** Each under the rule that is broken by it. */
const PLANTED: Readonly<Record<string, string>> = {
  'color-contrast': '<p style="color:#999;background:#fff">too pale</p>',
  'image-alt': '<img src="data:,">',
  'link-name': '<a href="/"></a>',
  'button-name': '<button></button>',
  label: '<input>',
  'select-name': '<select><option>one</option></select>',
  'aria-valid-attr-value': '<p aria-live="loud">read out</p>',
  'aria-required-children': '<div role="tablist"><p>no tab</p></div>',
  'svg-img-alt': '<svg role="img" width="9" height="9"><path d="M0 0h9v9z"/></svg>',
  'heading-order': '<h4>too deep</h4>',
  list: '<ul><p>no item</p></ul>',
  'scrollable-region-focusable':
    '<div style="height:20px;overflow:auto"><p style="height:90px">unreachable</p></div>',
  region: '</main><p>outside of every landmark</p><main aria-label="two">',
};
const pageWith = (body: string, head = '<title>A title</title>') =>
  `<!doctype html><html lang="en"><head>${head}</head><body><main><h1>Heading</h1>${body}</main></body></html>`;

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage(NARROW_AND_LIGHT);
});
afterAll(() => browser?.close());

test('a fault of each kind is found by its name, and on a page without one nothing is', async () => {
  await page.setContent(pageWith('<p>plain</p>'));
  expect(await findAxeFaults(page)).toEqual([]);
  for (const [rule, markup] of Object.entries(PLANTED)) {
    await page.setContent(pageWith(markup));
    const found = (await findAxeFaults(page)).map((fault) => fault.split(':')[0]);
    expect(found, rule).toContain(rule);
  }
  await page.setContent(pageWith('', '').replace(' lang="en"', ''));
  const found = (await findAxeFaults(page)).map((fault) => fault.split(':')[0]);
  expect(found.sort()).toEqual(['document-title', 'html-has-lang']);
});

test('only the part that is asked about is looked at, and one that is not there is no pass', async () => {
  await page.setContent(pageWith('<div class="good">fine</div><div class="bad"><img src="data:,"></div>'));
  expect(await findAxeFaults(page, { within: '.good' })).toEqual([]);
  expect(await findAxeFaults(page, { within: '.bad' })).toHaveLength(1);
  await expect(findAxeFaults(page, { within: '.nowhere' })).rejects.toThrow(/nowhere|No elements/);
});

test('words too pale in one theme or at one width alone are found there, and what is too broad', async () => {
  const style = (rule: string) => `<title>A title</title><style>p{color:#000;background:#fff}${rule}</style>`;
  const pale = 'p{color:#bbb}';
  const faultsWith = async (rule: string) => {
    await page.setViewportSize(NARROW_AND_LIGHT.viewport);
    await page.setContent(pageWith('<p>words</p>', style(rule)));
    return findPageFaults(page);
  };
  const dark = await faultsWith(`@media (prefers-color-scheme:dark){${pale}}`);
  expect(dark).toEqual([expect.stringMatching(/^1024 px, dark: color-contrast: /)]);
  const broad = await faultsWith(`@media (min-width:900px){${pale}}`);
  expect(broad.map((fault) => fault.split(': ')[0])).toEqual(['1024 px, light', '1024 px, dark']);
  expect(await faultsWith('p{inline-size:700px}')).toEqual([
    expect.stringMatching(/^320 px, light: \d+ px broader than its window$/),
  ]);
});
