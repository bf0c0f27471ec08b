import { describe, expect, test } from 'vitest';
import { WORDS } from '../../../site/i18n/languages.ts';
import { leavesOf, sayLeaf } from '../../support/words.ts';

interface Rule {
  rule: string;
  wrong: RegExp;
  /** what it must find, so that it can fail */
  example: string;
}

const NO_BREAK = '[\\u00a0\\u202f]';
const everywhere: readonly Rule[] = [
  { rule: 'no straight quotes', wrong: /["']/, example: "l'appel" },
  { rule: 'no two spaces, none at an end', wrong: / {2}| $/, example: 'two  spaces' },
  { rule: 'nothing undefined', wrong: /undefined|NaN|\[object/, example: 'undefined calls' },
  { rule: 'an ellipsis is one letter', wrong: /\.\.\./, example: 'and so on...' },
];

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  fr: [
    ...everywhere,
    {
      rule: 'a no-break space before : ; ! ? %',
      wrong: new RegExp(`(?<!${NO_BREAK})[:;!?%]`),
      example: 'Quand appeler ?',
    },
    {
      rule: 'no-break spaces inside guillemets',
      wrong: new RegExp(`«(?!${NO_BREAK})|(?<!${NO_BREAK})»`),
      example: '« mot »',
    },
    { rule: 'no English quotes', wrong: /[“”‘]/, example: '“mot”' },
    { rule: 'no elision forgotten', wrong: /\b(de|que|le|la|se|ne|je) [aeiouéèêà]/i, example: 'de août' },
  ],
  es: [
    ...everywhere,
    { rule: 'a question opens with ¿', wrong: /(?<!¿[^?]*)\?/, example: 'por qué?' },
    { rule: 'an exclamation opens with ¡', wrong: /(?<!¡[^!]*)!/, example: 'hola!' },
    { rule: 'a no-break space before %', wrong: /(?<!\u00a0)%/, example: '12 %' },
    { rule: 'guillemets without spaces', wrong: /«\s|\s»/, example: '« mot »' },
    { rule: 'no space before : ; ? !', wrong: /\s[:;?!]/, example: 'así :' },
    { rule: 'de el, a el run together', wrong: /\b(de|a) el\b/i, example: 'de el objetivo' },
  ],
};

describe.each(Object.entries(RULES))('what is said in %s', (language, rules) => {
  const words = WORDS[language]!;
  const texts = [...leavesOf(words)]
    // There "?" is a key, and no punctuation.
    .filter(([path]) => !/^history\.keys\.(open|rows\.\w+\.keys)$/.test(path))
    .map(([path, leaf]) => [path, sayLeaf(path, leaf)] as const);

  test.each(rules)('$rule', ({ wrong, example }) => {
    expect(texts.filter(([, text]) => wrong.test(text))).toEqual([]);
    expect(example).toMatch(wrong);
  });
});
