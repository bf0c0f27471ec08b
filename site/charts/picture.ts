/**
 * A chart between placement and print: marks in pixels, with classes in place of colours.
 * Owns the vocabulary of marks; refuses styles, since the page's policy allows none inline.
 */

interface Common {
  class?: string;
  /** said when the pointer rests on the mark */
  title?: string;
}

export type Mark =
  | (Common & { kind: 'rect'; x: number; y: number; width: number; height: number; isHatched?: boolean })
  | (Common & { kind: 'line'; x1: number; y1: number; x2: number; y2: number })
  | (Common & { kind: 'path'; d: string })
  | (Common & { kind: 'circle'; cx: number; cy: number; r: number; isHatched?: boolean })
  | (Common & {
      kind: 'text';
      x: number;
      y: number;
      text: string;
      anchor?: 'start' | 'middle' | 'end';
      /** reads upwards instead of across */
      isUpright?: boolean;
    });

export interface Picture {
  width: number;
  height: number;
  /** the sentence that stands for the picture where it cannot be seen */
  label: string;
  marks: readonly Mark[];
}

/** The same figure for a wide page and for a telephone; the widest need one for the pages between, or their words shrink. */
export interface Pictures {
  wide: Picture;
  middle?: Picture;
  narrow: Picture;
}

/** Sizes in CSS pixels at which the pictures are drawn; they scale from there with their column. */
export const WIDTHS = { full: 1120, column: 736, narrow: 343 } as const;

/** A chart as broad as the page, in each of its sizes. */
export function placeAll(place: (width: number) => Picture): Pictures {
  return { wide: place(WIDTHS.full), middle: place(WIDTHS.column), narrow: place(WIDTHS.narrow) };
}

/** A chart as broad as the column of text, and for a telephone. */
export function placeColumn(place: (width: number) => Picture): Pictures {
  return { wide: place(WIDTHS.column), narrow: place(WIDTHS.narrow) };
}

/** Below it a placement stacks what it would otherwise set side by side. */
export const NARROW_BELOW = 500;

/** Widths in em of narrow, wide and all other letters, of the broader among the usual sans faces. */
const NARROW_EM = 0.36;
const WIDE_EM = 0.92;
const USUAL_EM = 0.6;
const NARROW_LETTERS = /[ijl.,:;'’|!()\u00a0\u202f ]/;
const WIDE_LETTERS = /[%@mwMW…]/;

/** A width that the text will hardly exceed in any system's sans: fonts are not known where pictures are placed. */
export function estimateWidth(text: string, fontSize: number): number {
  let em = 0;
  for (const letter of text) {
    em += NARROW_LETTERS.test(letter) ? NARROW_EM : WIDE_LETTERS.test(letter) ? WIDE_EM : USUAL_EM;
  }
  return Math.ceil(em * fontSize);
}

/** A name that is longer than its room, cut; the whole of it stands in the table. */
export function shortenName(name: string, fontSize: number, room: number): string {
  if (estimateWidth(name, fontSize) <= room) return name;
  let letters = [...name];
  while (letters.length > 1 && estimateWidth(`${letters.join('')}…`, fontSize) > room)
    letters = letters.slice(0, -1);
  // What keeps a name's direction to itself ends with what is left of it, also where that is cut.
  const open = letters.filter((letter) => /[\u2066-\u2068]/.test(letter)).length;
  const closed = letters.filter((letter) => letter === '\u2069').length;
  return `${letters.join('').trimEnd()}…${'\u2069'.repeat(Math.max(0, open - closed))}`;
}
