/**
 * Words that an operator wrote, made fit to stand inside sentences of ours: a name that reads from right to left, or that
 * carries marks which turn what follows, keeps to itself. Owns which published fields are such words, whoever translates
 * them; refuses markup, which is escaped where it is printed.
 */

/** Fields of published answers that hold an operator's own words, or lists of them. */
export const OPERATOR_FIELDS: readonly string[] = [
  ...[
    'name',
    'label',
    'words',
    'note',
    'title',
    'summary',
    'licence',
    'question',
    'answer',
    'reason',
    'responsible',
    'who',
  ],
  ...['owner', 'ownerRole', 'owner_role', 'holiday', 'fromLabel', 'toLabel', 'parentLabel', 'exclusions'],
  ...['decidedBy', 'wordsBefore'],
];
const FIELDS = new Set(OPERATOR_FIELDS);
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
/** Embeddings, overrides and isolates: no honest name needs them, and one left open would turn the rest of a line. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
const READS_LEFTWARDS =
  /[\u200f\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * The words between isolating marks where they hold letters that read from right to left (Unicode Annex 9, X5c), as they
 * are where they do not: attributes, titles and pictures have no `<bdi>`, and a sentence does not know where it will stand.
 */
export function isolateWords(words: string): string {
  const plain = words.replace(TURNING, '');
  return READS_LEFTWARDS.test(plain) ? `${FIRST_STRONG_ISOLATE}${plain}${POP_ISOLATE}` : plain;
}

/** What becomes of an operator's words on their way to a page. */
export type Turn = (words: string) => string;

/** Words as `translations` has them, as they are where it has none. */
export function turnBy(translations: Readonly<Record<string, string>>): Turn {
  // No words are called like a property that every object has.
  return (words) => (Object.hasOwn(translations, words) ? translations[words]! : words);
}

/** A published answer with all of an operator's words turned, and isolated; changes the answer that it is given. */
export function isolateOperatorWords<T>(answer: T, turn: Turn = (words) => words): T {
  if (Array.isArray(answer)) {
    // Columns of numbers and of times are long, and hold no words.
    if (typeof answer[0] === 'object') for (const one of answer) isolateOperatorWords(one, turn);
    return answer;
  }
  if (typeof answer !== 'object' || answer === null) return answer;
  const record = answer as Record<string, unknown>;
  const shown = (words: string) => isolateWords(turn(words));
  for (const [key, value] of Object.entries(record)) {
    if (key === 'translations') continue;
    if (!isWords(key, record)) isolateOperatorWords(value, turn);
    else if (typeof value === 'string') record[key] = shown(value);
    else if (Array.isArray(value) && value.every((one) => one === null || typeof one === 'string'))
      record[key] = value.map((one) => (one === null ? null : shown(one)));
    else isolateOperatorWords(value, turn);
  }
  return answer;
}

/** How an action stands is told in the operator's words; how a cell stands is one of ours. */
function isWords(key: string, record: Readonly<Record<string, unknown>>): boolean {
  return FIELDS.has(key) || (key === 'status' && 'ownerRole' in record);
}
