// A route that forgets disclosure control does not compile: each of these files is checked as if it stood in api/feeds.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const IMPORTS = `
import type { SaidCell, SaidColumns } from '../contract/cell.ts';
import type { Series } from '../contract/series.ts';
import { type Disclosed, type DisclosedCell, discloseCount } from '../../db/domain/disclosure.ts';
const say = (said: readonly DisclosedCell[]) => said.length;
`;
/** What a forgetful feed may write; those that must not compile, and the type that must be named. */
const FORGETFUL = {
  'a cell of a plain number': "export const cell: SaidCell = { value: 3, n: 3, status: 'final' };",
  'columns of plain numbers': "export const cells: SaidColumns = { value: [3], n: [3], status: ['final'] };",
  'a series of plain numbers':
    "export const cells: Series['cells'] = { start: [], value: [3], n: [3], status: ['final'] };",
  'a cell of a plain evaluation': "export const said: DisclosedCell = { kind: 'value', value: 3, n: 3 };",
  'a plain value among those that were said': "say([{ kind: 'value', value: 3, n: 3 }]);",
  'any other answer of plain numbers': 'export const share: Disclosed<{ share: number }> = { share: 0.3 };',
  'a cell that was said, with another number put in':
    'export const raise = (cell: SaidCell): SaidCell => ({ value: cell.value, n: 3, status: cell.status });',
};
const MINDFUL = `
say([discloseCount(12, { threshold: 10 })]);
export const again = (cell: SaidCell): SaidCell => cell;
export const read = (columns: SaidColumns): (number | null)[] => columns.value;
`;

let problems: Map<string, string[]>;
beforeAll(() => {
  const files = new Map(
    [...Object.values(FORGETFUL), MINDFUL].map((text, i) => [
      join(ROOT, `api/feeds/snippet-${i}.ts`),
      `${IMPORTS}${text}`,
    ]),
  );
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2024,
    lib: ['lib.es2024.d.ts'],
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, version, ...more) => {
    const text = files.get(name);
    return text === undefined
      ? getSourceFile(name, version, ...more)
      : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  problems = new Map(
    [...files].map(([name, text]) => {
      const found = program.getSemanticDiagnostics(program.getSourceFile(name)!);
      return [text, found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))];
    }),
  );
});

describe('a feed that forgets disclosure control', () => {
  test.each(Object.entries(FORGETFUL))('does not compile: %s', (_, text) => {
    const found = problems.get(`${IMPORTS}${text}`)!;
    expect(found.length).toBeGreaterThan(0);
    for (const problem of found) expect(problem).toContain('[disclosed]');
  });

  test('does compile where it minds it', () => {
    expect(problems.get(`${IMPORTS}${MINDFUL}`)).toEqual([]);
  });
});
