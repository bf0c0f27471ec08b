// Owns whether a dependency is known to be unsafe: what the package registry's advisories say of the lock file. It refuses to
// make a build fail because of the day: an advisory is printed in every run, and counts in the long one alone.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const SEVERITIES = ['info', 'low', 'moderate', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

interface AcceptedAdvisory {
  /** of the advisory, as it is printed */
  readonly url: string;
  readonly reason: string;
}

/** Advisories that do not concern us: what they are about is never reached. */
const ACCEPTED: readonly AcceptedAdvisory[] = [];
/** From here on one counts in the long run, where the package is part of what is served. */
const GRAVE: Severity = 'high';
const MOST_SECONDS = 30;

export interface Advisory {
  readonly packageName: string;
  readonly severity: Severity;
  readonly title: string;
  readonly url: string;
  /** part of what runs for the public, and not only of building and testing */
  readonly isServed: boolean;
  /** why it is accepted; null: it is not */
  readonly accepted: string | null;
}

export type Audit = { ok: true; advisories: readonly Advisory[] } | { ok: false; reason: string };

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>;
}

/** What `npm audit --json` of npm 10 and 11 has said, of the packages of this lock file. */
export function readAudit(said: string, lock: Lock, accepted: readonly AcceptedAdvisory[] = ACCEPTED): Audit {
  let report: Record<string, unknown>;
  try {
    report = JSON.parse(said) as typeof report;
  } catch {
    return { ok: false, reason: said.trim().split('\n')[0] || 'npm said nothing' };
  }
  const found = report.vulnerabilities as Record<string, Vulnerability> | undefined;
  if (found === undefined) return { ok: false, reason: reasonOf(report) };
  const advisories = Object.values(found).flatMap(({ name, nodes, via }) =>
    // One that is only a name tells that another package of this list is used.
    via.flatMap((one): Advisory[] => {
      if (typeof one === 'string') return [];
      const { title, url, severity } = one;
      const isServed = nodes.some((node) => isPartOfWhatRuns(lock, node));
      const reason = accepted.find((known) => known.url === url)?.reason ?? null;
      return [{ packageName: name, severity, title, url, isServed, accepted: reason }];
    }),
  );
  const weight = ({ severity }: Advisory) => SEVERITIES.indexOf(severity);
  return { ok: true, advisories: advisories.sort((a, b) => weight(b) - weight(a)) };
}

interface Vulnerability {
  readonly name: string;
  readonly nodes: readonly string[];
  readonly via: readonly (string | { title: string; url: string; severity: Severity })[];
}

export function isGrave({ severity, isServed, accepted }: Advisory): boolean {
  return accepted === null && isServed && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(GRAVE);
}

/** The lines that are printed; the last one says how it stands. */
export function describeAudit(audit: Audit): string[] {
  if (!audit.ok) return [`not asked: ${audit.reason}; ask with npm audit where the registry can be reached`];
  const lines = audit.advisories.map(
    ({ packageName, severity, title, url, isServed, accepted }) =>
      `${severity}: ${packageName}${isServed ? '' : ' (builds and tests alone)'}: ${title}, ${url}${accepted === null ? '' : `; accepted: ${accepted}`}`,
  );
  const grave = audit.advisories.filter(isGrave).length;
  return [...lines, `${audit.advisories.length} advisories, ${grave} of them grave for what is served`];
}

function isPartOfWhatRuns(lock: Lock, node: string): boolean {
  const entry = lock.packages[node];
  return entry === undefined || !(entry.dev || entry.devOptional);
}

function reasonOf({ message, error }: Record<string, unknown>): string {
  const { summary, code } = (error ?? {}) as { summary?: string; code?: string };
  return (
    [message, summary, code].find((one) => typeof one === 'string' && one !== '')?.toString() ??
    'npm did not say why'
  );
}

function ask(root: string): string {
  const npmScript = process.env.npm_execpath ?? '';
  const [program, first] = /^npm-cli\.c?js$/.test(basename(npmScript))
    ? [process.execPath, [npmScript]]
    : ['npm', []];
  const options = ['--json', '--loglevel=silent', '--fetch-retries=0', '--fetch-timeout=10000'];
  const { stdout, error } = spawnSync(program, [...first, 'audit', ...options], {
    cwd: root,
    encoding: 'utf8',
    timeout: MOST_SECONDS * 1000,
    maxBuffer: 64 * 2 ** 20,
  });
  return error === undefined ? stdout : `npm could not be asked (${(error as NodeJS.ErrnoException).code})`;
}

if (import.meta.main) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const audit = readAudit(ask(root), JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  for (const line of describeAudit(audit)) console.log(line);
  const isStrict = process.argv.includes('--strict');
  process.exitCode = isStrict && audit.ok && audit.advisories.some(isGrave) ? 1 : 0;
}
