/** Builds the site as publishing does, for the benchmarks: published files, folder to work in. */
import process from 'node:process';
import { buildSite } from '../site-build.ts';

const [publishedPath = '', workPath = ''] = process.argv.slice(2);
const { pages } = await buildSite({ publishedPath, workPath });
process.stdout.write(`${pages} pages\n`);
