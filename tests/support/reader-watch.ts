/**
 * What a visit costs a reader besides reading: which hosts were asked, and what stays with the browser. Owns the list of what a
 * page could leave behind; refuses to judge what readers ask for themselves, such as a theme that they chose.
 */
import type { BrowserContext, Page } from 'playwright-core';

/** Looks at everything that a context asks for from now on, pages and workers alike; whatever it says is a fault. */
export function watchReader(context: BrowserContext, origin: string): (page: Page) => Promise<string[]> {
  const asked = new Set<string>();
  let requests = 0;
  context.on('request', (request) => {
    requests += 1;
    const { protocol, origin: whose } = new URL(request.url());
    // What is in the page already is asked of nobody.
    if (whose !== origin && protocol !== 'data:' && protocol !== 'blob:') asked.add(request.url());
  });
  context.on('serviceworker', (worker) => asked.add(`a service worker: ${worker.url()}`));
  return async (page) => {
    const cookies = (await context.cookies()).map(({ name, domain }) => `a cookie: ${name} of ${domain}`);
    const kept = await page.evaluate(findKept);
    const nothing = requests === 0 ? ['nothing was asked for, so that nothing was watched'] : [];
    return [...asked, ...cookies, ...kept, ...nothing];
  };
}

/** Runs in the page: everything in which a page can keep something. */
async function findKept(): Promise<string[]> {
  const databases = await indexedDB.databases();
  const workers = await navigator.serviceWorker.getRegistrations();
  return [
    ...(document.cookie === '' ? [] : [`document.cookie: ${document.cookie}`]),
    ...Object.keys(localStorage).map((name) => `localStorage: ${name}`),
    ...Object.keys(sessionStorage).map((name) => `sessionStorage: ${name}`),
    ...databases.map(({ name }) => `indexedDB: ${name}`),
    ...(await caches.keys()).map((name) => `a cache: ${name}`),
    ...workers.map(({ scope }) => `a service worker: ${scope}`),
  ];
}
