// Owns the rules of the house: which part may import which, how files are named, what may stand at the top.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Import, SourceTree } from './import-graph.ts';

interface ImportRule {
  readonly name: string;
  readonly breaks: (one: Import) => boolean;
}

const isIn = (path: string, ...folders: string[]) => folders.some((folder) => path.startsWith(`${folder}/`));
const packageOf = ({ to }: Import) => to.split('/', to.startsWith('@') ? 2 : 1).join('/');
const isPackage = (one: Import, ...names: string[]) => !one.isLocal && names.includes(packageOf(one));
const isBuiltIn = (one: Import) => /^(node|astro|virtual):/.test(one.to);

const importRules: readonly ImportRule[] = [
  {
    name: 'db/domain imports nothing but itself and temporal-polyfill',
    breaks: (one) =>
      isIn(one.from, 'db/domain') &&
      !(one.isLocal ? isIn(one.to, 'db/domain') : isPackage(one, 'temporal-polyfill')),
  },
  {
    name: 'db does not know api, site or scripts',
    breaks: (one) => isIn(one.from, 'db') && one.isLocal && isIn(one.to, 'api', 'site', 'scripts'),
  },
  {
    name: 'api/contract imports nothing but itself, db/domain and zod',
    breaks: (one) =>
      isIn(one.from, 'api/contract') &&
      !(one.isLocal ? isIn(one.to, 'api/contract', 'db/domain') : isPackage(one, 'zod')),
  },
  {
    name: 'api/feeds imports nothing of the project but itself, api/contract and db',
    breaks: (one) =>
      isIn(one.from, 'api/feeds') && one.isLocal && !isIn(one.to, 'api/feeds', 'api/contract', 'db'),
  },
  {
    name: 'api/routes and api/live take data from feeds, and of db only db/domain and types',
    breaks: (one) =>
      isIn(one.from, 'api/routes', 'api/live') &&
      one.isLocal &&
      isIn(one.to, 'db') &&
      !isIn(one.to, 'db/domain') &&
      !one.isTypeOnly,
  },
  {
    name: 'api does not know site or scripts',
    breaks: (one) => isIn(one.from, 'api') && one.isLocal && isIn(one.to, 'site', 'scripts'),
  },
  {
    name: 'only api/feeds discloses',
    breaks: (one) =>
      one.to === 'db/domain/disclosure.ts' &&
      !isIn(one.from, 'api/feeds') &&
      !one.isTypeOnly &&
      one.names.some((name) => name === '*' || name.startsWith('disclose')),
  },
  {
    name: 'site sees db/domain, types of api/contract, and itself',
    breaks: (one) =>
      isIn(one.from, 'site') &&
      one.isLocal &&
      !isIn(one.to, 'site', 'db/domain') &&
      !(isIn(one.to, 'api/contract') && one.isTypeOnly),
  },
  {
    name: 'site loads no server package',
    breaks: (one) =>
      isIn(one.from, 'site') &&
      !one.isTypeOnly &&
      (isPackage(one, 'better-sqlite3', 'drizzle-orm', 'hono', 'zod') || one.to.startsWith('@hono/')),
  },
  {
    name: 'what runs in the browser uses nothing of Node',
    breaks: (one) =>
      isIn(one.from, 'site/charts', 'site/islands', 'site/query') && one.to.startsWith('node:'),
  },
  {
    name: 'only db/open.ts opens a database',
    breaks: (one) => one.from !== 'db/open.ts' && !one.isTypeOnly && isPackage(one, 'better-sqlite3'),
  },
  {
    name: 'nothing but tests imports tests',
    breaks: (one) => one.isLocal && isIn(one.to, 'tests'),
  },
  {
    name: 'no import leaves the project',
    breaks: (one) => one.isLocal && one.to.startsWith('..'),
  },
];

const topNames = new Set([
  ...['site', 'api', 'db', 'scripts', 'tests', '.ci', '.github'],
  ...[
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'astro.config.mjs',
    'biome.json',
    'drizzle.config.ts',
  ],
  ...['vitest.config.ts', 'README.md', 'LICENSE', 'CHANGELOG.md', 'DECISIONS.md', 'CONTRIBUTING.md'],
]);

const vagueNames = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'types',
  'service',
  'services',
  'misc',
]);

const findBrokenNames = ({ files }: SourceTree): string[] => {
  const tops = new Set(files.map((file) => file.split('/')[0] ?? ''));
  const strange = [...tops].filter((name) => !topNames.has(name) && !/^\.[a-z]+$/.test(name));
  const vague = files.filter((file) =>
    file.split('/').some((part) => vagueNames.has(part.split('.')[0] ?? '')),
  );
  return [
    ...strange.map((name) => `${name}: the top level holds only what CONTRIBUTING.md names`),
    ...vague.map((file) => `${file}: a file is named for the noun it owns`),
  ];
};

/** One entry for each way round that closes, as the files passed. */
const findCycles = ({ imports }: SourceTree): string[][] => {
  const next = Map.groupBy(
    imports.filter((one) => one.isLocal),
    (one) => one.from,
  );
  const finished = new Set<string>();
  const cycles: string[][] = [];
  const walk = (file: string, way: readonly string[]) => {
    const at = way.indexOf(file);
    if (at >= 0) cycles.push([...way.slice(at), file]);
    if (at >= 0 || finished.has(file)) return;
    for (const { to } of next.get(file) ?? []) walk(to, [...way, file]);
    finished.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return cycles;
};

const findUndeclaredPackages = ({ files, imports }: SourceTree, root: string): string[] => {
  if (!files.includes('package.json')) return ['package.json: missing'];
  const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const declared = { ...about.dependencies, ...about.devDependencies, ...about.optionalDependencies };
  return imports
    .filter((one) => !one.isLocal && !isBuiltIn(one) && !(packageOf(one) in declared))
    .map((one) => `${one.from}:${one.line} imports ${one.to}: every package is named in package.json`);
};

/** Finds every break of a rule: one sentence each, with the file, the line and the rule. */
export const findBreaks = (tree: SourceTree, root: string): string[] => {
  const ofProduct = tree.imports.filter((one) => !isIn(one.from, 'tests'));
  const imported = ofProduct.flatMap((one) =>
    importRules
      .filter((rule) => rule.breaks(one))
      .map((rule) => `${one.from}:${one.line} imports ${one.to}: ${rule.name}`),
  );
  const circular = findCycles(tree).map((way) => `${way.join(' → ')}: imports do not go round`);
  return [...imported, ...circular, ...findUndeclaredPackages(tree, root), ...findBrokenNames(tree)];
};

/** Names a machine's own paths and a registry's addresses in a text; `isTest` allows the temporary folder. */
export const findMachineTraces = (text: string, isTest: boolean): string[] => {
  const folders = ['work', 'root', 'home', ...(isTest ? [] : ['tmp'])].join('|');
  const paths = text.match(new RegExp(`(?<![\\w.)}>-])/(?:${folders})/[\\w.-]*`, 'g')) ?? [];
  const addresses = text.match(/"resolved": "https?:[^"]*"/g) ?? [];
  return [...paths, ...addresses];
};
