/** What is said to a key that is in use and asks for more than it was made for. Owns these words; decides nothing. */
import type { IngestKey, Scope } from '../db/keys.ts';
import type { Problem } from './contract/problem.ts';
import { makeProblem } from './problem.ts';

export function outsideScope({ scopes }: IngestKey, kind: Scope): Problem {
  const own = scopes === 'all' ? 'every kind that sources keep apart' : scopes.join(', ');
  return makeProblem(
    403,
    'outside the scope of this key',
    `the key may push ${own}, and this is ${kind}; make another with npm run key -- add NAME --scope ${kind}`,
  );
}

/** Within a source a record takes the place of the one of its id, so that a key has the sources it was made for alone. */
export function foreignSource({ sources }: IngestKey, source: string): Problem {
  const expected = sources.join(', ');
  return makeProblem(
    403,
    'another source than those of this key',
    `the key speaks for ${expected}, and this is ${source}; make one that may with npm run key -- add NAME --source "${source}"`,
    { parameters: [{ parameter: 'source', value: source, expected }] },
  );
}
