// Owns node_modules: it is what the lock file names, or `npm ci` makes it so, one install at a time. It runs no
// package's script. Plain JavaScript without dependencies, because it runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { superviseChild } from './supervise.mjs';

const lockBeatMs = 1_000;
const lockStaleMs = 15_000;

const unreachable =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|FETCH_ERROR)\b/;
const untrusted =
  /\b(\w*SELF_SIGNED_CERT\w*|UNABLE_TO_GET_ISSUER_CERT\w*|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_HAS_EXPIRED)\b/;

/** A failure that the person at the terminal can do something about: one line, no stack. */
export class SetupError extends Error {}

/** @param {string} text one line for the person at the terminal; stdout belongs to the command */
export const say = (text) => process.stderr.write(`${text}\n`);

/** @param {string} file @returns {any} the parsed file, or undefined where there is none or it is broken */
const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/**
 * Says in one line what stopped npm and what to do, from what npm wrote to stderr.
 * @param {string} output @param {string} root @returns {string}
 */
export const explainInstallFailure = (output, root) => {
  const path = /npm (?:error|ERR!) path (.+)/.exec(output)?.[1] ?? root;
  const host = /https?:\/\/([\w.-]+(?::\d+)?)/.exec(output)?.[1];
  const at = host ? ` at ${host}` : '';
  /** @type {[RegExp, (code: string) => string][]} */
  const causes = [
    [
      /\b(ENOSPC|EDQUOT)\b/,
      (code) => `the disk is full (${code}): free about 1 GB and run the same command again`,
    ],
    [
      /\b(EACCES|EPERM|EROFS)\b/,
      (code) =>
        `no permission to write ${path} (${code}): make it writable for this user and run the same command again`,
    ],
    [
      unreachable,
      (code) =>
        `cannot reach the package registry${at} (${code}): check the network or npm's proxy setting and run the same command again`,
    ],
    [
      untrusted,
      (code) =>
        `the package registry's certificate is not trusted here (${code}): set npm's cafile to your organisation's certificate`,
    ],
    [
      /can only install packages when your package\.json and|\bEUSAGE\b/,
      () =>
        'package-lock.json does not match package.json: restore both from the repository, or run `npm install --ignore-scripts` after changing a dependency',
    ],
    [
      /\b(EINTEGRITY)\b/,
      (code) => `a downloaded package is damaged (${code}): run \`npm cache clean --force\` and try again`,
    ],
    [
      /\b(E40[13])\b/,
      (code) =>
        `the package registry${at} refused the download (${code}): check npm's registry and login settings`,
    ],
    [
      /\b(E404|ETARGET)\b/,
      (code) =>
        `the package registry${at} lacks a package of the lock file (${code}): check npm's registry setting`,
    ],
  ];
  for (const [pattern, sentence] of causes) {
    const found = pattern.exec(output);
    if (found) return sentence(found[1] ?? '');
  }
  const lines = output
    .split('\n')
    .filter((line) => /^npm (error|ERR!) \S/.test(line) && !/complete log/.test(line));
  const last = (lines[0] ?? output.trim().split('\n').at(-1) ?? '').replace(/^npm (error|ERR!) /, '').trim();
  return `npm ci failed: ${last || 'it said nothing'}; run \`npm ci --ignore-scripts\` to see all of it`;
};

/** @param {unknown} error @param {string} root @returns {SetupError | unknown} */
const explainFileError = (error, root) => {
  const { code = '', path = root } = /** @type {NodeJS.ErrnoException} */ (error);
  if (/^(EEXIST|ENOTDIR)$/.test(code))
    return new SetupError(`${path} is not a folder (${code}): move it away`);
  return /^(ENOSPC|EDQUOT|EACCES|EPERM|EROFS)$/.test(code)
    ? new SetupError(explainInstallFailure(`npm error path ${path}\n${code}`, root))
    : error;
};

/** @param {string} root @returns {string} what a finished install of this lock on this machine is stamped with */
const stampFor = (root) => {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
};

/**
 * Whether someone ran `npm ci` or `npm install` by hand: npm's own record in node_modules then names the same versions.
 * @param {string} root
 */
const isInstalledByHand = (root) => {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  const present = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || (present[path] ? present[path].version === entry.version : entry.optional === true),
  );
};

/** @param {string} root @returns {boolean} whether node_modules is what the lock file names */
const isInstalled = (root) => {
  const stampFile = join(root, 'node_modules', '.setup-stamp');
  const wanted = stampFor(root);
  const found = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined;
  if (found === wanted) return true;
  const isOtherMachine = found !== undefined && found.split(' ')[1] !== wanted.split(' ')[1];
  if (isOtherMachine || !isInstalledByHand(root)) return false;
  try {
    writeFileSync(stampFile, wanted);
  } catch {
    // A read-only install is whole too; it is compared again next time.
  }
  return true;
};

/**
 * Takes the lock that keeps two installs out of one folder. The holder touches it every second, so that a lock left by
 * a killed process, or by another machine on a shared disk, is known by its age.
 * @param {string} root @returns {Promise<() => void>} the release
 */
const takeInstallLock = async (root) => {
  const file = join(root, 'var', 'setup.lock');
  let isToldToWait = false;
  mkdirSync(join(root, 'var'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const beatAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (beatAt > 0 && Date.now() - beatAt > lockStaleMs) rmSync(file, { force: true });
    else {
      if (!isToldToWait) say('Another install is running in this folder; waiting for it.');
      isToldToWait = true;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  const beat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Removed by hand: the install goes on, and its end is checked anyway.
    }
  }, lockBeatMs);
  const release = () => {
    clearInterval(beat);
    process.removeListener('exit', release);
    rmSync(file, { force: true });
  };
  process.once('exit', release);
  return release;
};

/**
 * Runs the npm that started us, quietly, to its end.
 * @param {string} root @param {string[]} args @returns {Promise<{ code: number | null, output: string }>}
 */
const runNpm = async (root, args) => {
  const npmScript = process.env.npm_execpath ?? '';
  const [program, first] = /^npm-cli\.c?js$/.test(basename(npmScript))
    ? [process.execPath, [npmScript]]
    : ['npm', []];
  const quiet = [
    '--loglevel=error',
    '--no-progress',
    '--no-update-notifier',
    '--fetch-retry-mintimeout=1000',
  ];
  let output = '';
  const spawnNpm = () => {
    const child = spawn(program, [...first, ...args, ...quiet], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      output = (output + chunk).slice(0, 100_000);
    });
    return child;
  };
  const { code, askedBy } = await superviseChild(spawnNpm).catch((error) => {
    throw new SetupError(`npm could not be started (${error.code}): install npm 10 or newer`);
  });
  if (askedBy) throw new SetupError('install interrupted: run the same command again to finish it');
  return { code, output };
};

/** @param {string} root @returns {Promise<void>} */
const runCleanInstall = async (root) => {
  const count = Object.keys(readJson(join(root, 'package-lock.json'))?.packages ?? {}).length - 1;
  say(`Installing up to ${count} packages (this takes about half a minute) …`);
  const startedAt = Date.now();
  if (count > 0) {
    // Without a network npm would try each package in turn, for minutes. Not every registry answers a ping, but one
    // that cannot be reached says so at once.
    const ping = await runNpm(root, ['ping', '--fetch-retries=1', '--fetch-timeout=15000']);
    if (unreachable.test(ping.output) || untrusted.test(ping.output))
      throw new SetupError(explainInstallFailure(ping.output, root));
  }
  // No package needs an install script, and npm 10 cannot be told which to refuse. Production mode would leave out the
  // site's builder.
  const options = ['--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const { code, output } = await runNpm(root, ['ci', ...options, '--fetch-retry-maxtimeout=5000']);
  if (code !== 0) throw new SetupError(explainInstallFailure(output, root));
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'node_modules', '.setup-stamp'), stampFor(root));
  say(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
};

/**
 * Makes node_modules what the lock file names; does nothing where it already is.
 * @param {string} root the project's folder @returns {Promise<void>} rejects with SetupError when it cannot
 */
export const install = async (root) => {
  if (!existsSync(join(root, 'package-lock.json'))) {
    throw new SetupError(`package-lock.json is missing in ${root}: restore it from the repository`);
  }
  if (isInstalled(root)) return;
  let release = () => {};
  try {
    release = await takeInstallLock(root);
    if (!isInstalled(root)) await runCleanInstall(root);
  } catch (error) {
    throw explainFileError(error, root);
  } finally {
    release();
  }
};
