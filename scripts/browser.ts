// Owns how tests and benchmarks get a browser: an installed Chromium, else the one that came with the npm packages. It downloads nothing.
import { execFileSync } from 'node:child_process';
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

const launchShippedBrowser = async (): Promise<Browser> => {
  const folder = unpackShippedBrowser();
  const env: NodeJS.ProcessEnv = { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const program = { executablePath: join(folder, 'chromium'), args: quietFlags };
  try {
    return await chromium.launch({ ...program, env });
  } catch {
    // Machines without a desktop lack some libraries; the shipped ones come second, because they may be older.
    const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
    return await chromium.launch({ ...program, env: { ...env, LD_LIBRARY_PATH: libraries } });
  }
};

/**
 * Starts a headless browser; the caller closes it.
 * @throws when this machine has none: CHROMIUM_PATH names one that stands elsewhere
 */
export const launchBrowser = async (): Promise<Browser> => {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names no file: ${named}`);
  const executablePath = named || installedPlaces.find((place) => existsSync(place));
  // Playwright starts Chromium without its sandbox unless asked: these tests open only pages of this project, also as root.
  if (executablePath) return await chromium.launch({ executablePath, args: quietFlags });
  if (process.platform === 'linux' && process.arch === 'x64') return await launchShippedBrowser();
  throw new Error(
    `no browser for ${process.platform}-${process.arch}: install Chromium, or set CHROMIUM_PATH to one`,
  );
};
