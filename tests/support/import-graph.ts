// Owns what the sources import, read from their syntax: who, whom, which names, and whether any code is loaded by it.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

export interface Import {
  readonly from: string;
  /** A path below the root for a file of the project, else the package's specifier as written. */
  readonly to: string;
  readonly isLocal: boolean;
  /** Erased before anything runs. `import { type A }` is not: the module is loaded all the same. */
  readonly isTypeOnly: boolean;
  /** The names taken, `*` for all of them or for none that can be known. */
  readonly names: readonly string[];
  readonly line: number;
}

export interface SourceTree {
  /** Every file and folder that is not ignored, as paths below the root. */
  readonly files: readonly string[];
  readonly imports: readonly Import[];
}

const ignored = new Set(['node_modules', 'dist', 'var', '.git', '.astro']);

const listFiles = (root: string, folder = ''): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (ignored.has(entry.name) || entry.name.endsWith('.log') || entry.name.startsWith('.candour-staging-'))
      return [];
    const path = posix.join(folder, entry.name);
    return entry.isDirectory() ? listFiles(root, path) : [path];
  });

/** An Astro file's code: its frontmatter and its scripts, with every other character blank so that lines stay the same. */
const codeOfPage = (text: string): string => {
  const blank = (part: string) => part.replace(/[^\n]/g, ' ');
  const pattern = /^---\n[\s\S]*?\n---(?=\n|$)|<script\b[^>]*>[\s\S]*?<\/script>/g;
  let code = '';
  let at = 0;
  for (const { 0: block, index } of text.matchAll(pattern)) {
    const inner = block.replace(/^---|---$|<script\b[^>]*>|<\/script>$/g, blank);
    code += blank(text.slice(at, index)) + inner;
    at = index + block.length;
  }
  return code + blank(text.slice(at));
};

const namesOf = (node: ts.ImportDeclaration | ts.ExportDeclaration): string[] => {
  if (ts.isExportDeclaration(node)) {
    const clause = node.exportClause;
    return clause && ts.isNamedExports(clause)
      ? clause.elements.map((element) => (element.propertyName ?? element.name).text)
      : ['*'];
  }
  const bindings = node.importClause?.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
  const isWhole = !bindings || ts.isNamespaceImport(bindings);
  return [...named.map((element) => (element.propertyName ?? element.name).text), ...(isWhole ? ['*'] : [])];
};

const isErased = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean =>
  ts.isExportDeclaration(node)
    ? node.isTypeOnly
    : node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;

const readImports = (from: string, text: string): Import[] => {
  const code = from.endsWith('.astro') ? codeOfPage(text) : text;
  const kind = /\.m?js$/.test(from) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  const source = ts.createSourceFile(from, code, ts.ScriptTarget.Latest, false, kind);
  const imports: Import[] = [];
  const add = (specifier: ts.Node, isTypeOnly: boolean, names: readonly string[]) => {
    if (!ts.isStringLiteralLike(specifier)) return;
    const written = specifier.text.replace(/\?.*$/, '');
    const isLocal = written.startsWith('.');
    const to = isLocal ? posix.join(posix.dirname(from), written) : written;
    const line = source.getLineAndCharacterOfPosition(specifier.pos).line + 1;
    imports.push({ from, to, isLocal, isTypeOnly, names, line });
  };
  const visit = (node: ts.Node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      add(node.moduleSpecifier, isErased(node), namesOf(node));
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true, ['*']);
    } else if (ts.isCallExpression(node) && node.arguments[0]) {
      const called = node.expression;
      const isImport = called.kind === ts.SyntaxKind.ImportKeyword;
      if (isImport || (ts.isIdentifier(called) && called.text === 'require'))
        add(node.arguments[0], false, ['*']);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
};

/** Reads every source below the root. */
export const readSourceTree = (root: string): SourceTree => {
  const files = listFiles(root);
  const sources = files.filter((file) => /\.(ts|mts|mjs|js|astro)$/.test(file));
  return {
    files,
    imports: sources.flatMap((file) => readImports(file, readFileSync(join(root, file), 'utf8'))),
  };
};
