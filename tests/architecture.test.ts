import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { findBreaks, findMachineTraces } from './support/architecture.ts';
import { readSourceTree } from './support/import-graph.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the project', () => {
  const tree = readSourceTree(root);

  test('is seen: its files and the imports between them', () => {
    const here = tree.imports.filter((one) => one.from === 'tests/architecture.test.ts').map((one) => one.to);
    expect(here).toContain('tests/support/architecture.ts');
    for (const part of ['db/', 'api/', 'scripts/', 'site/']) {
      const files = tree.files.filter((file) => file.startsWith(part));
      expect(files.length, `files below ${part}`).toBeGreaterThan(0);
    }
    expect(tree.imports.filter((one) => one.isLocal).length).toBeGreaterThan(100);
  });

  test('keeps its arrows, its names and its top level', () => {
    expect(findBreaks(tree, root)).toEqual([]);
  });

  test('imports only files that exist', () => {
    const files = new Set(tree.files);
    const lost = tree.imports.filter((one) => one.isLocal && !files.has(one.to));
    expect(lost.map((one) => `${one.from}:${one.line} imports ${one.to}`)).toEqual([]);
  });

  test('names no path of a machine and no address of a registry', () => {
    const texts = tree.files.filter((file) => !/\.(png|ico|woff2|gz|br|zip|db)$/.test(file));
    const found = texts.flatMap((file) =>
      findMachineTraces(readFileSync(join(root, file), 'utf8'), file.startsWith('tests/')).map(
        (trace) => `${file}: ${trace}`,
      ),
    );
    expect(found).toEqual([]);
  });

  test('locks every package of every platform, so that each npm accepts the lock', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string>; integrity?: string }>;
    };
    const absent = Object.entries(packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`])
        .map((name) => `${path || 'package.json'} wants ${name}`),
    );
    expect(absent).toEqual([]);
    const unproven = Object.entries(packages).filter(([path, entry]) => path !== '' && !entry.integrity);
    expect(unproven.map(([path]) => path)).toEqual([]);
  });

  test('names every dependency by one exact version', () => {
    const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const wanted = { ...about.dependencies, ...about.devDependencies, ...about.optionalDependencies };
    const loose = Object.entries<string>(wanted).filter(
      ([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});

describe('a break of a rule is found:', () => {
  let folder = '';
  afterEach(() => rmSync(folder, { recursive: true }));

  const findBreaksOf = (files: Readonly<Record<string, string>>) => {
    folder = mkdtempSync(join(tmpdir(), 'house-'));
    const declared = {
      dependencies: { zod: '1.0.0', hono: '1.0.0', 'better-sqlite3': '1.0.0', 'd3-scale': '1.0.0' },
    };
    const all = { 'package.json': JSON.stringify(declared), ...files };
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return findBreaks(readSourceTree(folder), folder);
  };

  test.each([
    ['db/domain/zone.ts', "import { readFileSync } from 'node:fs';", 'db/domain imports nothing but'],
    ['db/domain/zone.ts', "import { z } from 'zod';", 'db/domain imports nothing but'],
    ['db/domain/zone.ts', "import type { Db } from '../open.ts';", 'db/domain imports nothing but'],
    ['db/queries/hours.ts', "import { cell } from '../../api/contract/cell.ts';", 'db does not know api'],
    ['db/queries/hours.ts', "export * from '../../site/charts/line.ts';", 'db does not know api'],
    [
      'api/contract/cell.ts',
      "import { hours } from '../../db/queries/hours.ts';",
      'api/contract imports nothing but',
    ],
    ['api/contract/cell.ts', "import { Hono } from 'hono';", 'api/contract imports nothing but'],
    [
      'api/feeds/series.ts',
      "import { app } from '../app.ts';",
      'api/feeds imports nothing of the project but',
    ],
    [
      'api/routes/series.ts',
      "import { hours } from '../../db/queries/hours.ts';",
      'api/routes and api/live take',
    ],
    ['api/live/hub.ts', "const db = await import('../../db/open.ts');", 'api/routes and api/live take'],
    ['api/app.ts', "import { draw } from '../site/charts/line.ts';", 'api does not know site'],
    [
      'api/routes/series.ts',
      "import { disclose } from '../../db/domain/disclosure.ts';",
      'only api/feeds discloses',
    ],
    [
      'db/queries/hours.ts',
      "import * as control from '../domain/disclosure.ts';",
      'only api/feeds discloses',
    ],
    [
      'db/queries/hours.ts',
      "export { disclose } from '../domain/disclosure.ts';",
      'only api/feeds discloses',
    ],
    ['site/charts/line.ts', "import { hours } from '../../db/queries/hours.ts';", 'site sees db/domain'],
    ['site/charts/line.ts', "import { cell } from '../../api/contract/cell.ts';", 'site sees db/domain'],
    ['site/charts/line.ts', "import { type Cell } from '../../api/contract/cell.ts';", 'site sees db/domain'],
    ['site/charts/line.ts', "import { z } from 'zod';", 'site loads no server package'],
    ['site/islands/live.ts', "import { join } from 'node:path';", 'what runs in the browser'],
    [
      'site/pages/index.astro',
      "---\nimport { a } from '../../api/app.ts';\n---\n<p/>",
      'site sees db/domain',
    ],
    [
      'site/pages/index.astro',
      "<p/>\n<script>\nimport '../../api/app.ts';\n</script>",
      'site sees db/domain',
    ],
    ['scripts/start.ts', "import Database from 'better-sqlite3';", 'only db/open.ts opens a database'],
    ['db/secret.ts', "const open = require('better-sqlite3');", 'only db/open.ts opens a database'],
    [
      'scripts/start.ts',
      "import { seed } from '../tests/support/seed.ts';",
      'nothing but tests imports tests',
    ],
    ['scripts/start.ts', "import { seed } from '../../other/seed.ts';", 'no import leaves the project'],
    ['tests/a.test.ts', "import { b } from './a.test.ts';", 'imports do not go round'],
    ['site/charts/line.ts', "import { line } from 'd3-shape';", 'every package is named in package.json'],
    ['db/utils.ts', '', 'a file is named for the noun'],
    ['site/helpers/line.ts', '', 'a file is named for the noun'],
    ['api/types.ts', '', 'a file is named for the noun'],
    ['src/index.ts', '', 'the top level holds only'],
    ['notes.md', '', 'the top level holds only'],
  ])('%s with %j', (path, text, rule) => {
    const breaks = findBreaksOf({ [path]: text });
    expect(breaks).toHaveLength(1);
    expect(breaks[0]).toContain(path.split('/')[0]);
    expect(breaks[0]).toContain(rule);
  });

  test('a way round over three files, named once', () => {
    const breaks = findBreaksOf({
      'db/a.ts': "import './b.ts';",
      'db/b.ts': "import './c.ts';",
      'db/c.ts': "import type { A } from './a.ts';",
    });
    expect(breaks).toEqual(['db/a.ts → db/b.ts → db/c.ts → db/a.ts: imports do not go round']);
  });

  test('and what the rules allow is left alone', () => {
    const breaks = findBreaksOf({
      'db/domain/zone.ts': "import type { Instant } from './instant.ts';",
      'db/open.ts': "import Database from 'better-sqlite3';",
      'db/secret.ts': "import type Database from 'better-sqlite3';",
      'db/threshold.ts': "import { LEAST_THRESHOLD } from './domain/disclosure.ts';",
      'api/contract/cell.ts':
        "import { z } from 'zod';\nimport type { Zone } from '../../db/domain/zone.ts';",
      'api/feeds/series.ts':
        "import { disclose } from '../../db/domain/disclosure.ts';\nimport '../../db/open.ts';",
      'api/routes/series.ts': "import type { Db } from '../../db/open.ts';\nimport '../feeds/series.ts';",
      'site/charts/line.ts':
        "import type { Cell } from '../../api/contract/cell.ts';\nimport { scaleUtc } from 'd3-scale';",
      'site/pages/index.astro':
        "---\nimport { readFileSync } from 'node:fs';\nimport '../charts/line.ts';\n---\n<code>import 'zod'</code>",
      'scripts/start.ts': "import '../api/app.ts';\nimport '../db/open.ts';",
      'tests/api/app.test.ts': "import '../../api/app.ts';\nimport Database from 'better-sqlite3';",
      '.gitignore': 'dist/',
    });
    expect(breaks).toEqual([]);
  });

  test('a path of a machine, or an address in the lock file', () => {
    folder = mkdtempSync(join(tmpdir(), 'house-'));
    const path = (name: string) => `"/${name}/someone/x.csv"`;
    for (const name of ['work', 'root', 'home', 'tmp'])
      expect(findMachineTraces(path(name), false)).toHaveLength(1);
    expect(findMachineTraces(path('tmp'), true)).toEqual([]);
    expect(findMachineTraces('see https://example.org/work/x and ./home/x', false)).toEqual([]);
    const address = ['https', '//registry.example/x.tgz'].join(':');
    expect(findMachineTraces(`"resolved": "${address}"`, true)).toHaveLength(1);
  });
});
