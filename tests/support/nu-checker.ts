/**
 * The Nu HTML checker, where it can be had: it wants Java, and its package is fetched when first asked for, since it
 * weighs 30 MB. Owns where it lies and which of its remarks are errors.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = 'vnu-jar@26.9.27';
const JAR = 'node_modules/vnu-jar/build/dist/vnu.jar';
const folder = fileURLToPath(new URL(`../../node_modules/.cache/${PACKAGE}`, import.meta.url));
const FETCH_WITHIN_MS = 120_000;

/** The path of the checker, or why there is none. */
export function findNuChecker(): { jar: string } | { reason: string } {
  if (spawnSync('java', ['-version']).status !== 0) return { reason: 'there is no Java on this machine' };
  const jar = join(folder, JAR);
  if (existsSync(jar)) return { jar };
  mkdirSync(folder, { recursive: true });
  try {
    const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder];
    execFileSync('npm', ['install', ...options, PACKAGE], { stdio: 'pipe', timeout: FETCH_WITHIN_MS });
  } catch {
    return { reason: `${PACKAGE} cannot be fetched` };
  }
  return existsSync(jar) ? { jar } : { reason: `${PACKAGE} holds no ${JAR}` };
}

/** What it finds wrong in files, one line each; remarks that are no errors are left out. */
export function checkWithNu(jar: string, files: readonly string[]): string[] {
  const { stderr } = spawnSync('java', ['-jar', jar, '--format', 'json', '--errors-only', ...files], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const { messages } = JSON.parse(stderr) as {
    messages: { type: string; url?: string; lastLine?: number; message: string }[];
  };
  return messages
    .filter(({ type }) => type !== 'info')
    .map(({ url, lastLine, message }) => `${url}:${lastLine}: ${message}`);
}
