import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixturePages, MOMENT } from '../support/fixture-site.ts';

const BUILD = join(import.meta.dirname, '..', '..', 'scripts', 'bench', 'build.ts');
let work = '';
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'candour-site-build-'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

const { NODE_ENV: _, VITEST: __, ...inherited } = process.env;
const env = { ...inherited, CANDOUR_NOW: MOMENT };

function folder(name: string): string {
  const path = join(work, name);
  mkdirSync(path, { recursive: true });
  return path;
}

const filesOf = (site: string) =>
  readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(site.length + 1))
    .sort();

test('a site built in three shares has the files, byte for byte, of one built in one', () => {
  const { published, site } = fixturePages();
  const built = folder('shares');
  const said = execFileSync(process.execPath, [BUILD, published, built, '3'], { env, encoding: 'utf8' });
  const files = filesOf(site);
  expect(filesOf(join(built, 'site'))).toEqual(files);
  expect(said).toBe(`${files.filter((name) => name.endsWith('.html')).length} pages\n`);
  const differ = files.filter(
    (name) => !readFileSync(join(site, name)).equals(readFileSync(join(built, 'site', name))),
  );
  expect(differ).toEqual([]);
});

test('what stops a share stops the build, and is told', () => {
  const published = folder('broken');
  mkdirSync(join(published, 'data', 'v1'), { recursive: true });
  writeFileSync(join(published, 'data', 'v1', 'organisation.json'), '{"languages": ');
  const run = spawnSync(process.execPath, [BUILD, published, folder('broken-work'), '2'], {
    env,
    encoding: 'utf8',
  });
  expect(run.status).not.toBe(0);
  expect(run.stderr).toMatch(/JSON/);
});

test('where one share stops, the other has ended too when that is told', () => {
  const published = folder('half');
  cpSync(fixturePages().published, published, { recursive: true });
  const reports = join(published, 'data', 'v1', 'reports');
  const [report = ''] = readdirSync(reports).filter((name) => /^\d{4}-\d\d-\d\d\.json$/.test(name));
  writeFileSync(join(reports, report), '{"date": ');
  const build = join(import.meta.dirname, '..', '..', 'scripts', 'site-build.ts');
  const at = folder('half-work');
  // As publishing does: whatever was made is cleared away, and nothing may come back after that.
  const program = `
    import { existsSync, rmSync } from 'node:fs';
    import { setTimeout } from 'node:timers/promises';
    import { buildSite } from ${JSON.stringify(build)};
    const workPath = ${JSON.stringify(at)};
    const failure = await buildSite({ publishedPath: ${JSON.stringify(published)}, workPath, shares: 2 }).catch(String);
    rmSync(workPath, { recursive: true });
    await setTimeout(3000);
    console.log(failure, existsSync(workPath) ? 'written again' : 'gone for good');`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    env,
    encoding: 'utf8',
  });
  expect(said).toMatch(/JSON[\s\S]*gone for good/);
});
