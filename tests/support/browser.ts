// The browser of the tests, which is that of the benchmarks.
export { launchBrowser } from '../../scripts/browser.ts';
