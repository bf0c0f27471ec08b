// Owns which licences a dependency may have: read from what is installed, and from the lock file for other platforms'
// packages. It refuses a licence that is unknown as firmly as one that is known and not allowed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const allowed = new Set([
  ...[
    '0BSD',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'CC0-1.0',
    'CC-BY-3.0',
    'CC-BY-4.0',
  ],
  ...['ISC', 'MIT', 'MIT-0', 'MPL-2.0', 'PSF-2.0', 'Python-2.0', 'Unlicense', 'Zlib'],
]);

interface LicenceException {
  readonly packages: RegExp;
  readonly licence: string;
  readonly reason: string;
}

/** Licences that are accepted for these packages alone. */
const exceptions: readonly LicenceException[] = [
  {
    packages: /^@img\/sharp-/,
    licence: 'LGPL-3.0-or-later',
    reason:
      'an optional library of the site builder, loaded at run time as it is, never changed or published',
  },
  {
    packages: /^@expo-google-fonts\//,
    licence: 'OFL-1.1',
    reason:
      'fonts that draw the words of PNG pictures, used and passed on unchanged; it binds who changes them or sells them by themselves',
  },
];

export interface LicenceOffender {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

export interface LicenceReport {
  readonly checkedCount: number;
  readonly offenders: readonly LicenceOffender[];
}

/**
 * Whether a licence expression can be met by accepted licences alone: one side of OR, both sides of AND.
 * Grammar: SPDX specification, annex "licence expressions"; a WITH exception only ever grants more.
 */
export const isLicenceAccepted = (expression: string, isAccepted: (licence: string) => boolean): boolean => {
  const words = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const readTerm = (): boolean => {
    const word = words[at++];
    if (word === '(') {
      const inner = readChoice();
      return words[at++] === ')' && inner;
    }
    if (words[at] === 'WITH') at += 2;
    return word !== undefined && isAccepted(word);
  };
  const readBoth = (): boolean => {
    let met = readTerm();
    while (words[at] === 'AND') {
      at += 1;
      met = readTerm() && met;
    }
    return met;
  };
  const readChoice = (): boolean => {
    let met = readBoth();
    while (words[at] === 'OR') {
      at += 1;
      met = readBoth() || met;
    }
    return met;
  };
  return readChoice() && at === words.length;
};

interface PackageDescription {
  readonly version?: string;
  readonly license?: unknown;
  readonly licenses?: unknown;
}

const readDescription = (file: string): PackageDescription => JSON.parse(readFileSync(file, 'utf8'));

/** The old forms are `{ type }` and a list of them, of which any one may be chosen. */
const licenceOf = ({ license, licenses }: PackageDescription): string => {
  const stated = [license ?? licenses ?? []].flat();
  const names = stated.map((one) =>
    typeof one === 'string' ? one : (one as { type?: string } | null)?.type,
  );
  return names.filter(Boolean).join(' OR ');
};

/** Checks every package that the lock file of this folder names. */
export const checkLicences = (root: string): LicenceReport => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, PackageDescription & { name?: string; link?: boolean }>;
  };
  const entries = Object.entries(lock.packages).filter(([path, entry]) => path !== '' && !entry.link);
  const offenders = entries.flatMap(([path, entry]) => {
    const file = join(root, path, 'package.json');
    const licence = licenceOf(existsSync(file) ? readDescription(file) : entry);
    const name = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const granted = exceptions
      .filter(({ packages }) => packages.test(name))
      .map((exception) => exception.licence);
    const isAccepted = (one: string) => allowed.has(one) || granted.includes(one);
    return isLicenceAccepted(licence, isAccepted) ? [] : [{ name, version: entry.version ?? '', licence }];
  });
  return { checkedCount: entries.length, offenders };
};

if (import.meta.main) {
  const { checkedCount, offenders } = checkLicences(fileURLToPath(new URL('..', import.meta.url)));
  for (const { name, version, licence } of offenders) {
    console.log(
      `${name} ${version}: licence ${licence ? `"${licence}" is not allowed` : 'not stated'}; replace the package, or give the reason for an exception in scripts/licences.ts`,
    );
  }
  for (const { packages, licence, reason } of exceptions)
    console.log(`accepted ${licence} of ${packages.source}: ${reason}`);
  console.log(`${checkedCount} packages, ${offenders.length} with a licence that is not allowed`);
  process.exitCode = offenders.length > 0 || checkedCount === 0 ? 1 : 0;
}
