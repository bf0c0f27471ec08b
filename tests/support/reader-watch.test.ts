import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { watchReader } from './reader-watch.ts';

let browser: Browser;
let server: Server;
let port = 0;
beforeAll(async () => {
  browser = await launchBrowser();
  server = createServer((request, response) => {
    const isWorker = request.url === '/worker.js';
    response.setHeader('content-type', isWorker ? 'text/javascript' : 'text/html');
    if (request.url === '/cookie') response.setHeader('set-cookie', 'visitor=1; HttpOnly');
    response.end(isWorker ? '' : '<!doctype html><title>page</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

async function faultsOf(path: string, act: string): Promise<string[]> {
  const context = await browser.newContext();
  try {
    const origin = `http://127.0.0.1:${port}`;
    const faults = watchReader(context, origin);
    const page = await context.newPage();
    await page.goto(`${origin}${path}`);
    await page.evaluate(act);
    return (await faults(page)).map((fault) => fault.replaceAll(String(port), 'PORT'));
  } finally {
    await context.close();
  }
}

test.each([
  ['/', '0', []],
  ['/', "fetch('data:text/plain,x')", []],
  [
    '/',
    `fetch('http://localhost:' + location.port + '/a', { mode: 'no-cors' })`,
    ['http://localhost:PORT/a'],
  ],
  ['/', `navigator.sendBeacon('http://localhost:' + location.port + '/b')`, ['http://localhost:PORT/b']],
  ['/cookie', '0', ['a cookie: visitor of 127.0.0.1']],
  ['/', "document.cookie = 'a=1'", ['a cookie: a of 127.0.0.1', 'document.cookie: a=1']],
  ['/', "localStorage.setItem('a', '1')", ['localStorage: a']],
  ['/', "sessionStorage.setItem('a', '1')", ['sessionStorage: a']],
  ['/', "caches.open('a').then(() => 0)", ['a cache: a']],
  ['/', "new Promise((done) => { indexedDB.open('a').onsuccess = () => done(0) })", ['indexedDB: a']],
])('of %s after %j it is told %j', async (path, act, faults) => {
  expect(await faultsOf(path, act)).toEqual(faults);
});

test('a service worker is told', async () => {
  const act = "navigator.serviceWorker.register('/worker.js').then(() => 0)";
  expect(await faultsOf('/', act)).toContain('a service worker: http://127.0.0.1:PORT/');
});
