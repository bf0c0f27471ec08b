/**
 * The parts that forms of the configuration are made of: sections that know their keys, lists, words, days. Owns what each
 * says of a wrong value; every `error` completes the sentence "found …; expected …".
 */
import { z } from 'zod';
import { parseDay } from './domain/civil-day.ts';
import { nearestName } from './domain/nearest-name.ts';

/** An object that knows its keys: any other is an error that names the one probably meant, a line for each. */
export function section<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return 'an object in braces, { … }';
      const lines = issue.keys.map((key) => {
        const nearest = nearestName(key, known);
        return nearest === null
          ? `one of ${known.join(', ')}`
          : `"${nearest}", or another of ${known.join(', ')}`;
      });
      return lines.join('\n');
    },
  });
}

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: `one of ${values.join(', ')}` });
}

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item, { error: 'a list in square brackets, [ … ]' });
}

export function flag() {
  return z.boolean({ error: 'true or false' });
}

/** Signs that nobody sees and nobody means: they break files, terminals and the words around them. */
const UNSEEN = /[\p{Cc}\p{Surrogate}\u2028\u2029]/u;

export function text(expected: string) {
  return z
    .string({ error: expected })
    .trim()
    .min(1, { error: expected })
    .refine((value) => !UNSEEN.test(value), {
      error: `${expected}, on one line and without control characters`,
    });
}

const dayExpected = 'a real date as YYYY-MM-DD, for example "1999-02-01"';
export const day = z
  .string({ error: dayExpected })
  .refine((value) => parseDay(value) !== null, { error: dayExpected })
  .meta({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A civil day, YYYY-MM-DD.' });
