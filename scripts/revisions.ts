/**
 * What an edition changes of figures that were published before: found by comparing the files of series, old and new. Owns
 * what counts as changed, and that it is set down before other files are written, which tell of it; a day, week or month that
 * went on when it was published last has grown and is not revised.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeriesAnswer } from '../api/contract/series.ts';
import { API } from '../api/routes/resource.ts';
import { isSlotGrain, periodEnd } from '../db/domain/bucket.ts';
import { type Dimension, type Member, shapeOf } from '../db/domain/lattice.ts';
import { type CivilDay, parseDay } from '../db/domain/zone.ts';
import { heldFiles, heldVersion, latestEdition, sha256 } from '../db/editions.ts';
import type { WriteHandle } from '../db/open.ts';
import { type PublishedFigure, type Revision, writeRevisions } from '../db/revisions.ts';

/** A published file as it was written. */
export interface WrittenFile {
  path: string;
  address: string;
  sha256: Buffer;
}

export interface RevisionPlaces {
  /** where the files of series were written */
  folder: string;
  /** where those of the edition before may still lie */
  outPath: string;
}

/** Takes back what was settled for an edition that never came: no file may tell of it. */
export function forgetUnpublishedRevisions(db: WriteHandle): void {
  writeRevisions(db, []);
}

/**
 * Sets down which figures the next edition revises, for the files that are written from then on. `written`: every file of
 * series. Returns whether an address has to be asked again: a figure that had been final is marked where it stands.
 */
export function settleRevisions(
  db: WriteHandle,
  written: readonly WrittenFile[],
  { folder, outPath }: RevisionPlaces,
): (address: string) => boolean {
  const through = latestEdition(db)?.through ?? null;
  if (through === null) return () => false;
  const held = heldFiles(db);
  const revised = written.flatMap(({ path, address, sha256: hash }) => {
    const before = held.get(path);
    if (before === undefined || before.sha256.equals(hash) || !isCompared(address)) return [];
    const old = readWhole(join(outPath, path), before.sha256) ?? heldVersion(db, before.address)?.read();
    return old === undefined
      ? []
      : revisionsBetween(parse(old), parse(readFileSync(join(folder, path))), through);
  });
  writeRevisions(db, revised);
  const marked = new Set(
    revised
      .filter(({ before }) => before.status === 'final')
      .map(({ metric, grain }) => `${metric} ${grain}`),
  );
  return (address) => {
    const query = new URLSearchParams(address.slice(address.indexOf('?') + 1));
    const metrics = query.get('metric')?.split(',') ?? [];
    return metrics.some((metric) => marked.has(`${metric} ${query.get('grain')}`));
  };
}

/** The file, where it still holds what was published. */
export function readWhole(file: string, hash: Buffer): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    return sha256(bytes).equals(hash) ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function parse(body: Buffer): SeriesAnswer {
  return JSON.parse(body.toString()) as SeriesAnswer;
}

/** `before`, `after`: answers of one address of `series`; `through`: the last day of the figures in `before`. */
export function revisionsBetween(before: SeriesAnswer, after: SeriesAnswer, through: CivilDay): Revision[] {
  return after.series.flatMap((series, i) => {
    const { metric, grain } = series;
    if (isSlotGrain(grain) || series.comparison !== undefined) return [];
    const member = series.filter as Member;
    const shape = shapeOf(Object.keys(member) as Dimension[]);
    const old = before.series[i];
    if (shape === null || old?.metric !== metric) return [];
    const then = figuresOf(old);
    return [...figuresOf(series)].flatMap(([day, figure]) => {
      const was = then.get(day);
      if (was === undefined || !wasOver(grain, day, through) || isAlike(was, figure)) return [];
      return [{ metric, grain, shape, member, day, before: was, after: marked(was, figure) }];
    });
  });
}

/** Whether an address is one of series, in either form. */
export function isOfSeries(address: string): boolean {
  return isCompared(address) || address.startsWith(`${API}/series.csv?`);
}

/** Whether the file of an address is compared; of the two forms of a series one will do. */
function isCompared(address: string): boolean {
  return address.startsWith(`${API}/series?`);
}

function figuresOf({ cells: { start = [], value, status } }: SeriesAnswer['series'][number]) {
  return new Map<CivilDay, PublishedFigure>(
    start.map((text, i) => [parseDay(text.slice(0, 10))!, { value: value[i]!, status: status[i]! }]),
  );
}

function wasOver(grain: 'day' | 'week' | 'month', day: CivilDay, through: CivilDay): boolean {
  return periodEnd(grain, day) - 1 <= through;
}

/** What had been final is final no more when it is another figure: it is published as revised. */
function marked({ status }: PublishedFigure, figure: PublishedFigure): PublishedFigure {
  const wasFinal = status === 'final' || status === 'revised';
  return wasFinal && figure.status === 'final' ? { ...figure, status: 'revised' } : figure;
}

/** That a figure is settled now, or was looked at again, changes nothing of it. */
function isAlike(before: PublishedFigure, after: PublishedFigure): boolean {
  return before.value === after.value && (before.value !== null || before.status === after.status);
}
