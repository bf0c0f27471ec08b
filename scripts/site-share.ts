/** Builds one share of the site's pages: published files, folder to work in, share. Ends with who asked for it. */
import process from 'node:process';
import { buildShare } from './site-build.ts';

const [publishedPath = '', workPath = '', share = ''] = process.argv.slice(2);
process.once('disconnect', () => process.exit(1));
await buildShare({ publishedPath, workPath, share });
process.exit(0);
