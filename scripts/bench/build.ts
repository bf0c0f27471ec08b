/** Builds the site as publishing does, for benchmarks and tests: published files, folder to work in, in how many shares. */
import process from 'node:process';
import { buildSite } from '../site-build.ts';

const [publishedPath = '', workPath = '', shares] = process.argv.slice(2);
const build = { publishedPath, workPath };
const { pages } = await buildSite(shares === undefined ? build : { ...build, shares: Number(shares) });
process.stdout.write(`${pages} pages\n`);
