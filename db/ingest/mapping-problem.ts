/**
 * What is wrong with a mapping file, in words: where, what stands there, what was expected.
 * Owns the choice of the alternative that was meant, where a value fits none of several.
 */

import type { z } from 'zod';
import { nearest } from './header.ts';

export interface MappingProblem {
  /** Where in the file, `fields.offered_at.pattern`. */
  path: string;
  /** What stands there, as JSON. */
  value: string;
  /** What was expected; continues the sentence "expected …". */
  expected: string;
}

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const SHOWN_CHARACTERS = 200;

export function problemAt(path: Path, json: unknown, expected: string): MappingProblem {
  return {
    path: path.map(String).join('.'),
    value: JSON.stringify(valueAt(json, path))?.slice(0, SHOWN_CHARACTERS) ?? 'nothing',
    expected,
  };
}

/** `vocabulary`: every key of the language, for suggestions. */
export function describeIssues(
  issues: readonly Issue[],
  json: unknown,
  vocabulary: readonly string[],
  above: Path = [],
): MappingProblem[] {
  // Whether a comparison is there is no question as long as a misspelt one is.
  const misspelt = issues.some((issue) => issue.code === 'unrecognized_keys');
  return issues
    .filter((issue) => !(misspelt && issue.code === 'custom'))
    .flatMap((issue) => {
      const path = [...above, ...issue.path];
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => problemAt([...path, key], json, misplaced(key, vocabulary)));
      }
      if (issue.code !== 'invalid_union') return [problemAt(path, json, withoutPrefix(issue.message))];
      const meant = meantAlternative(issue.errors);
      return meant === null
        ? [problemAt(path, json, alternatives(json, path, vocabulary))]
        : describeIssues(meant, json, vocabulary, path);
    });
}

/** The alternative with the fewest keys that are not its own; `null` when there is no saying. */
function meantAlternative(alternatives: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const strangeKeys = (issues: readonly Issue[]) =>
    issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0);
  const ofTheForm = alternatives
    .filter(
      (issues) => !issues.some(({ code, path }) => path.length === 0 && /invalid_(type|union)/.test(code)),
    )
    .sort((a, b) => strangeKeys(a) - strangeKeys(b));
  const [best, second] = ofTheForm;
  if (best === undefined) return null;
  return second === undefined || strangeKeys(best) < strangeKeys(second) ? best : null;
}

function alternatives(json: unknown, path: Path, vocabulary: readonly string[]): string {
  if (path.at(-2) === 'table') return 'a constant: text, a number, true, false or null';
  const isCondition = path.some((key) => key === 'when') && path.at(-1) !== 'value';
  const forms = isCondition
    ? 'a condition: {"column": …} with equals, not, in, notIn, empty, greaterThan or lessThan, or {"all": […]}, {"any": […]}, {"none": […]}'
    : 'a constant, or one of {"column": …}, {"template": …}, {"cases": […]}';
  const found = valueAt(json, path);
  const keys = typeof found === 'object' && found !== null && !Array.isArray(found) ? Object.keys(found) : [];
  const hints = keys.filter((key) => !vocabulary.includes(key)).map((key) => misplaced(key, vocabulary));
  return [forms, ...hints].join('; ');
}

function misplaced(key: string, vocabulary: readonly string[]): string {
  if (vocabulary.includes(key)) return `no "${key}" in this place`;
  const near = nearest(key, vocabulary);
  return near === null ? `no "${key}", which means nothing` : `no "${key}"; did you mean "${near}"?`;
}

function valueAt(json: unknown, path: Path): unknown {
  let value = json;
  for (const key of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  return value;
}

function withoutPrefix(message: string): string {
  return message.replace(/^Invalid \w+: expected /, '');
}
