// Owns how tests build the site with one language more: the two lists of languages are other files, nothing else differs.
import { fileURLToPath } from 'node:url';
import site from '../../../astro.config.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

export default {
  ...site,
  vite: {
    ...site.vite,
    plugins: [
      {
        name: 'one-language-more',
        enforce: 'pre' as const,
        resolveId: (source: string, importer: string | undefined) => {
          const list = /\/((languages|locales)\.ts)$/.exec(source)?.[1];
          return list === undefined || importer?.startsWith(here) ? null : `${here}${list}`;
        },
      },
    ],
  },
};
