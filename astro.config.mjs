// Owns how the site is built: every page a static document, and no style or script inlined, so that one strict
// Content-Security-Policy fits them all.
import process from 'node:process';
import { defineConfig } from 'astro/config';

export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: process.env.CANDOUR_OUT || './dist',
  output: 'static',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  // The next page is drawn while one is written.
  build: { inlineStylesheets: 'never', concurrency: 4 },
  vite: {
    build: {
      assetsInlineLimit: 0,
      // d3-array is one file that makes its bisectors when it is loaded; whoever needs none carries none.
      rolldownOptions: { treeshake: { manualPureFunctions: ['bisector'], propertyReadSideEffects: false } },
    },
  },
});
