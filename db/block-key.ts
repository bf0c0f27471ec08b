/**
 * The key of a stored block: grain, first civil day and cell in one whole number, in this order. Days are written in
 * order, so blocks are appended and pages are full; a plain integer key lets SQLite keep a block of a page in place,
 * where a key of three columns would move everything over a quarter of a page elsewhere.
 */
import { GRAINS, type Grain } from './domain/bucket.ts';
import type { CivilDay } from './domain/zone.ts';

/** A million cells; days up to the year 4840. */
const CELLS = 2 ** 20;
const DAYS = 2 ** 20;

export function blockKey(grain: Grain, day: CivilDay, cell: number): number {
  return (GRAINS.indexOf(grain) * DAYS + Math.min(Math.max(day, 0), DAYS - 1)) * CELLS + cell;
}

export function dayOfBlock(key: number): CivilDay {
  return Math.floor(key / CELLS) % DAYS;
}

export function cellOfBlock(key: number): number {
  return key % CELLS;
}
