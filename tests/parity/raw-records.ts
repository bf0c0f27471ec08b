/**
 * The published files of real organisations, as rows of text. Owns finding them beside the project and a small CSV
 * reader of its own: nothing of the product may help to count what the product has counted.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, test } from 'vitest';

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

export type RawRow = Readonly<Record<string, string>>;

/** The gzipped CSV files of a folder, in order of their names; none where the folder is not there. */
export function rawFiles(folder: string): string[] {
  return existsSync(DATA) ? globSync(`${DATA}${folder}/*.csv.gz`).sort() : [];
}

/** A comparison with the files of a folder; where they are not here, one test that says so and is left out. */
export function compareWith(what: string, files: readonly string[], comparison: () => void): void {
  if (files.length > 0) describe(what, comparison);
  else {
    test(`${what} is compared with its records`, ({ skip }) =>
      skip(`the records of ${what} are not here; they are looked for in ../shared/data`));
  }
}

export function readRows(files: readonly string[], delimiter = ','): RawRow[] {
  return files.flatMap((file) => {
    const text = gunzipSync(readFileSync(file))
      .toString('utf8')
      .replace(/^\ufeff/, '');
    const [header = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
    const names = splitLine(header, delimiter);
    return lines.flatMap((line) => {
      const fields = splitLine(line, delimiter);
      return fields.length === names.length
        ? [Object.fromEntries(names.map((name, i) => [name, fields[i] ?? '']))]
        : [];
    });
  });
}

function splitLine(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const fields: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let i = 0; i < line.length; i++) {
    const character = line[i];
    if (character === '"' && isQuoted && line[i + 1] === '"') {
      field += '"';
      i++;
    } else if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) {
      fields.push(field);
      field = '';
    } else field += character;
  }
  return [...fields, field];
}
