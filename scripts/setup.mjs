// Owns the way from an npm script to a running command: it installs what the lock file names, picks Node 24, and
// passes signals and the exit code on. It refuses to run where the install cannot be whole. Plain JavaScript without
// dependencies, because it runs on any Node from 20 up and before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { install, SetupError, say } from './install.mjs';
import { superviseChild } from './supervise.mjs';

const oldestNode = 20;
const commandNode = 24;

/** @param {string} version e.g. `v20.11.1` or `24.1.0` @returns {number} the major version */
const majorOf = (version) => Number.parseInt(version.replace(/^v/, ''), 10);

/**
 * Ends this process as the child ended, so that npm and the shell see the same.
 * @param {import('./supervise.mjs').ChildEnd} end
 */
const exitLike = ({ code, signal }) => {
  if (signal && signal !== 'SIGKILL') process.kill(process.pid, signal);
  else process.exitCode = code ?? 1;
};

/**
 * Starts the command under the Node 24 that was installed with it, else under this one where it is new enough.
 * @param {string} root @param {string} script @param {string[]} args
 */
const runCommand = async (root, script, args) => {
  // Not by way of node_modules/.bin: npm 10 unlinks it again for the platform that it leaves out.
  const shipped = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  const candidates = [shipped].filter((file) => existsSync(file));
  if (majorOf(process.version) >= commandNode) candidates.push(process.execPath);
  for (const node of candidates) {
    try {
      const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
      const env = {
        // Every command, and every thread of it, starts in half the time where Node finds what it compiled before.
        NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'),
        // glibc would keep the memory of large arrays after the first few; the name ends so.
        MALLOC_MMAP_THRESHOLD_: String(2 ** 20),
        ...process.env,
        PATH: path,
        ASTRO_TELEMETRY_DISABLED: '1',
      };
      return await superviseChild(() => spawn(node, [script, ...args], { env, stdio: 'inherit' }));
    } catch (error) {
      // The shipped Node is built for glibc: on another libc the kernel cannot start it, and only then the next is tried.
      if (!/^(ENOENT|EACCES|ENOEXEC)$/.test(/** @type {NodeJS.ErrnoException} */ (error).code ?? ''))
        throw error;
    }
  }
  throw new SetupError(
    `Node ${commandNode} or newer is needed on ${process.platform}-${process.arch}, and this is ${process.version}: install it from nodejs.org and run the same command again`,
  );
};

/** @param {string[]} argv the command's name and its arguments */
const main = async ([command = '', ...args]) => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const script = join(root, 'scripts', `${command}.ts`);
  if (majorOf(process.version) < oldestNode) {
    throw new SetupError(
      `Node ${oldestNode} or newer is needed, and this is ${process.version}: install it from nodejs.org`,
    );
  }
  if (process.platform === 'win32') {
    throw new SetupError('this runs on Linux and macOS: on Windows, use it inside WSL');
  }
  if (!/^[a-z][a-z-]*$/.test(command) || !existsSync(script)) {
    throw new SetupError(`no command ${JSON.stringify(command)}: \`npm run\` lists those that exist`);
  }
  await install(root);
  exitLike(await runCommand(root, script, args));
};

// Nobody may be left to read this: that must not end a command half-way.
process.stderr.on('error', () => {});
main(process.argv.slice(2)).catch((error) => {
  say(error instanceof SetupError ? `candour: ${error.message}` : String(error?.stack ?? error));
  process.exitCode = 1;
});
