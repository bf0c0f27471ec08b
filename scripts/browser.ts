// Owns how tests and benchmarks get a browser: an installed Chromium, else the one that came with the npm packages. It
// downloads nothing.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

const nodeModules = fileURLToPath(new URL('../node_modules', import.meta.url));

const installedPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const quietFlags = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Unpacks the shipped browser with its fonts and libraries, and says where; whole or not at all, also when two do it at once. */
const unpackShippedBrowser = (): string => {
  const about = readFileSync(join(nodeModules, '@sparticuz', 'chromium', 'package.json'), 'utf8');
  const cache = join(nodeModules, '.cache');
  const folder = join(cache, `chromium-${(JSON.parse(about) as { version: string }).version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'chromium-draft-'));
  try {
    // The package unpacks into the temporary folder, and its libraries only where it takes itself to be at its usual host.
    const unpack = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
    const env = { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
    execFileSync(process.execPath, ['--input-type=module', '--eval', unpack], { cwd: nodeModules, env });
    const fontFolders = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
    const places = fontFolders.map((place) => `<dir>${place}</dir>`).join('');
    writeFileSync(
      join(draft, 'fonts.conf'),
      `<fontconfig>${places}<cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>\n`,
    );
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
};

interface Program {
  executablePath: string;
  env: NodeJS.ProcessEnv;
}

/** The ways to start a browser on this machine, the first that works is taken. Throws where there is none. */
const findPrograms = (): Program[] => {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names no file: ${named}`);
  const executablePath = named || installedPlaces.find((place) => existsSync(place));
  if (executablePath) return [{ executablePath, env: process.env }];
  if (process.platform === 'linux' && process.arch === 'x64') {
    const folder = unpackShippedBrowser();
    const env: NodeJS.ProcessEnv = { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') };
    const shipped = { executablePath: join(folder, 'chromium'), env };
    // Machines without a desktop lack some libraries; the shipped ones come second, because they may be older.
    const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
    return [shipped, { ...shipped, env: { ...env, LD_LIBRARY_PATH: libraries } }];
  }
  throw new Error(
    `no browser for ${process.platform}-${process.arch}: install Chromium, or set CHROMIUM_PATH to one`,
  );
};

const firstThatStarts = async <T>(start: (program: Program) => Promise<T>): Promise<T> => {
  const programs = findPrograms();
  for (const program of programs.slice(0, -1)) {
    try {
      return await start(program);
    } catch {
      // The next one may have the libraries that this one lacks.
    }
  }
  return await start(programs.at(-1)!);
};

/**
 * Starts a headless browser; the caller closes it.
 * @throws when this machine has none: CHROMIUM_PATH names one that stands elsewhere
 */
export const launchBrowser = (): Promise<Browser> =>
  // Playwright starts Chromium without its sandbox unless asked: these tests open only pages of this project, also as root.
  firstThatStarts((program) => chromium.launch({ ...program, args: quietFlags }));

export interface DebuggedBrowser {
  /** of the DevTools protocol */
  port: number;
  close(): Promise<void>;
}

/** Starts the same browser for a program that steers it by itself and would be disturbed by another that does. */
export const launchForDebugging = (profile: string): Promise<DebuggedBrowser> =>
  firstThatStarts(async ({ executablePath, env }) => {
    const own = ['--headless=new', '--no-sandbox', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
    const child = spawn(executablePath, [...quietFlags, ...own, 'about:blank'], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise<void>((resolve) => {
      child.once('close', () => resolve());
      child.once('error', () => resolve());
    });
    let said = '';
    for await (const chunk of child.stderr) {
      said += String(chunk);
      const port = /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(said)?.[1];
      if (port === undefined) continue;
      const close = async () => {
        child.kill('SIGTERM');
        await ended;
      };
      return { port: Number(port), close };
    }
    throw new Error(`the browser did not start: ${said.trim().slice(-300)}`);
  });
