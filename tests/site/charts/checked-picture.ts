/** Compares a placed picture with the one that was looked at and checked in; a changed one is kept beside it. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { estimateWidth, type Mark, type Picture } from '../../../site/charts/picture.ts';
import { printPicture } from '../../../site/charts/print.ts';

/** Fails where the picture differs from `name.svg`; look at `name.changed.svg`, and if it is right, rename it. */
export function expectPicture(name: string, picture: Picture): void {
  const place = (ending: string) => new URL(`./${name}${ending}`, import.meta.url);
  const printed = `${printPicture(picture, name)}\n`.replace(
    '<svg ',
    '<svg xmlns="http://www.w3.org/2000/svg" ',
  );
  const checked = existsSync(place('.svg')) ? readFileSync(place('.svg'), 'utf8') : '';
  if (printed === checked) rmSync(place('.changed.svg'), { force: true });
  else writeFileSync(place('.changed.svg'), printed);
  expect(printed === checked, `${name}.svg is as it was; else look at ${name}.changed.svg`).toBe(true);
}

type TextMark = Extract<Mark, { kind: 'text' }>;

export const textsOf = (picture: Picture): TextMark[] => picture.marks.filter((mark) => mark.kind === 'text');

export const marksWith = (picture: Picture, word: string): Mark[] =>
  picture.marks.filter((mark) => mark.class?.split(' ').includes(word));

/** Where a text stands, generously measured. */
export function boxOf(text: TextMark): { left: number; right: number; top: number; bottom: number } {
  const size = /name|reading/.test(text.class ?? '') ? 16 : 14;
  const width = estimateWidth(text.text, size);
  if (text.isUpright) {
    const shift = text.anchor === 'middle' ? width / 2 : 0;
    return { left: text.x - size, right: text.x, top: text.y - width + shift, bottom: text.y + shift };
  }
  const left =
    text.anchor === 'end' ? text.x - width : text.anchor === 'middle' ? text.x - width / 2 : text.x;
  return { left, right: left + width, top: text.y - size * 0.75, bottom: text.y + 3 };
}

/** No word leaves the picture, and no two lie over each other. */
export function expectLegible(picture: Picture): void {
  const boxes = textsOf(picture).map((text) => ({ text: text.text, ...boxOf(text) }));
  const outside = boxes.filter(
    ({ left, right, top, bottom }) =>
      left < -4 || right > picture.width + 4 || top < -1 || bottom > picture.height + 1,
  );
  expect(outside, 'words outside the picture').toEqual([]);
  const overlaps = boxes.flatMap((one, i) =>
    boxes
      .slice(i + 1)
      .filter(
        (other) =>
          one.left < other.right &&
          other.left < one.right &&
          one.top < other.bottom &&
          other.top < one.bottom,
      )
      .map((other) => `${one.text} / ${other.text}`),
  );
  expect(overlaps, 'words over words').toEqual([]);
}
