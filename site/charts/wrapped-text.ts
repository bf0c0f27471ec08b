/** Breaks words into lines of a width where no browser does it, as in a picture. Owns the measure of a line; refuses to draw. */
import { estimateWidth } from './picture.ts';

export interface TextBox {
  /** pixels */
  width: number;
  fontSize: number;
  mostLines: number;
}

/** Signs that no shipped font draws, or that would turn the direction of what stands after them. */
const UNDRAWN =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Variation_Selector}|\u200b|\u200d|[\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Cc}/gu;

/** One line of words as a picture can draw them: without emoji, control characters and signs that are not seen. */
export function drawableText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\t\n\r]/g, ' ')
    .replace(/[0-9#*](?=\ufe0f?\u20e3)|\u20e3/g, '')
    .replace(UNDRAWN, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Lines no wider than the box, the last one with … where not everything fits; a word too long for a line is cut. */
export function wrapText(text: string, { width, fontSize, mostLines }: TextBox): string[] {
  const lines: string[] = [];
  let line = '';
  const fits = (candidate: string) => estimateWidth(candidate, fontSize) <= width;
  for (const word of drawableText(text)
    .split(' ')
    .flatMap((one) => piecesOf(one, fits))) {
    const candidate = line === '' ? word : `${line} ${word}`;
    if (fits(candidate)) {
      line = candidate;
      continue;
    }
    lines.push(line);
    line = word;
    if (lines.length > mostLines) break;
  }
  if (line !== '') lines.push(line);
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines - 1), shorten(lines[mostLines - 1]!, fits)];
}

/** The largest of these sizes, in falling order, at which the whole text fits; the smallest one where none does. */
export function fitText(
  text: string,
  width: number,
  sizes: readonly { fontSize: number; mostLines: number }[],
): { fontSize: number; lines: string[] } {
  const fitting = sizes.map(({ fontSize, mostLines }) => ({
    fontSize,
    lines: wrapText(text, { width, fontSize, mostLines }),
  }));
  return fitting.find(({ lines }) => !lines.at(-1)?.endsWith('…')) ?? fitting.at(-1)!;
}

function piecesOf(word: string, fits: (text: string) => boolean): string[] {
  if (fits(word)) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && !fits(piece + letter)) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}

function shorten(line: string, fits: (text: string) => boolean): string {
  let letters = [...line];
  while (letters.length > 0 && !fits(`${letters.join('')}…`)) letters = letters.slice(0, -1);
  return `${letters.join('').trimEnd()}…`;
}
