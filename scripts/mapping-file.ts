/** A mapping by the name that a person gives: a file, or one of those that come with Candour. Owns saying what is wrong. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { nearestName } from '../db/domain/nearest-name.ts';
import { type Mapping, parseMapping } from '../db/ingest/mapping.ts';
import { parseJson } from '../db/json-text.ts';
import { UsageError } from './command.ts';
import { readTextFile } from './text-file.ts';

const MAPPINGS = join(import.meta.dirname, '..', 'db', 'mappings');

/** Throws a UsageError, a line for each fault, where there is none or it is wrong. */
export function readMapping(name: string): Mapping {
  const shipped = join(MAPPINGS, `${basename(name, '.json')}.json`);
  const path = existsSync(name) ? name : shipped;
  let text: string;
  try {
    text = readTextFile(path);
  } catch (error) {
    if (existsSync(path))
      throw new UsageError(`the mapping ${path} cannot be read: ${(error as Error).message}`);
    throw new UsageError(
      `--map ${name}: there is no such file, and no mapping of that name comes with Candour: ${hintOf(name)}`,
    );
  }
  const json = parseJson(text);
  if (!json.ok) {
    throw new UsageError(
      `${name}, line ${json.line}, column ${json.column}: found ${json.found}; expected ${json.expected}`,
    );
  }
  const parsed = parseMapping(json.value);
  if (parsed.ok) return parsed.mapping;
  const problems = parsed.problems.map(
    ({ path, value, expected }) => `${path}: found ${value}; expected ${expected}`,
  );
  throw new UsageError([`the mapping ${name} is wrong:`, ...problems].join('\n  '));
}

function hintOf(name: string): string {
  const names = readdirSync(MAPPINGS).map((file) => basename(file, '.json'));
  const nearest = nearestName(basename(name, '.json'), names);
  return nearest === null ? `expected a file, or ${names.join(', ')}` : `did you mean ${nearest}?`;
}
