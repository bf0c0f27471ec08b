import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { moveInto } from '../../scripts/site-build.ts';

let work = '';
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'candour-shares-'));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(work, path)), { recursive: true });
  writeFileSync(join(work, path), text);
}
const read = (path: string) => readFileSync(join(work, path), 'utf8');

test('the pages of a second share are put beside those of the first, what both made once', () => {
  write('first/404.html', 'none');
  write('first/reports/2026-01-01/index.html', 'one');
  write('second/404.html', 'none');
  write('second/reports/2026-01-02/index.html', 'two');
  moveInto(join(work, 'first'), join(work, 'site'));
  moveInto(join(work, 'second'), join(work, 'site'));
  expect(read('site/reports/2026-01-01/index.html')).toBe('one');
  expect(read('site/reports/2026-01-02/index.html')).toBe('two');
  expect(read('site/404.html')).toBe('none');
});

test('a file that two shares made differently stops the build, and is named', () => {
  write('first/404.html', 'none');
  write('second/404.html', 'other');
  moveInto(join(work, 'first'), join(work, 'site'));
  expect(() => moveInto(join(work, 'second'), join(work, 'site'))).toThrow(
    /404\.html with different contents/,
  );
  expect(existsSync(join(work, 'site', '404.html'))).toBe(true);
});
