/**
 * The numbers by which cells and terms are known in the database.
 * Owns giving them out, once each; refuses to forget one: a cell's number never changes.
 */
import type { Statement } from 'better-sqlite3';
import { CATEGORIES, CHANNELS } from '../domain/contact.ts';
import {
  type Dimension,
  dimensionsOf,
  LATTICE,
  type Member,
  SHAPES,
  type Shape,
  UNSTATED,
} from '../domain/lattice.ts';
import { once } from '../domain/once.ts';
import { momentOf } from '../moment.ts';
import type { ReadHandle, WriteHandle } from '../open.ts';

/** The members of one record as stored: vocabulary positions and term numbers, null where not said. */
export interface StoredMember {
  channel: number;
  queue: number | null;
  category: number | null;
  cause: number | null;
  language: number | null;
  region: number | null;
  subCause: number | null;
}

/**
 * The cells of promises, each with its id as the one member. They are no table of the lattice: a promise counts by its due
 * time and not by arrival, so no sum over them is a sum of contacts.
 */
const PROMISE_SHAPE = 'promise';

/** A cell's members as stored in `cells.member`: JSON in order of DIMENSIONS. */
export function memberText(shape: Shape, member: Member): string {
  return JSON.stringify(dimensionsOf(shape).map((dimension) => member[dimension] ?? UNSTATED[dimension]));
}

export function parseMember(shape: Shape, text: string): Member {
  const values = JSON.parse(text) as string[];
  return Object.fromEntries(dimensionsOf(shape).map((dimension, i) => [dimension, values[i]!]));
}

/** The cells to which a record belongs, by the slots in which they are kept. */
export interface Places {
  quarters: readonly number[];
  hours: readonly number[];
  days: readonly number[];
}

const PROBLEM = CATEGORIES.indexOf('problem');
const COMPLAINT = CATEGORIES.indexOf('complaint');
const CAUSELESS = SHAPES.filter((shape) => !shape.includes('cause'));
const FIND_CELL = 'SELECT id FROM cells WHERE shape = ? AND member = ?';
const MOST_PLACES = 20_000;

const UNDIVIDED = SHAPES.filter((shape) => !shape.includes('sub_cause'));

/**
 * Causes are told of problems and complaints, and of whatever else the source gave a cause; what a cause consists of
 * only where the source says so.
 */
function shapesOf({ category, cause, subCause }: StoredMember): readonly Shape[] {
  if (cause !== null && subCause !== null) return SHAPES;
  return cause !== null || category === PROBLEM || category === COMPLAINT ? UNDIVIDED : CAUSELESS;
}

export class CellBook {
  private readonly ids = new Map<string, number>();
  private readonly places = new Map<string, Places>();
  private readonly terms = new Map<number, string>();
  private readonly insert;
  private readonly find;
  private readonly term;

  constructor(db: WriteHandle) {
    this.insert = db.sql
      .prepare<[string, string], { id: number }>(
        'INSERT INTO cells (shape, member) VALUES (?, ?) ON CONFLICT DO UPDATE SET shape = shape RETURNING id',
      )
      .pluck();
    this.find = db.sql.prepare<[string, string], { id: number }>(FIND_CELL).pluck();
    this.term = db.sql.prepare<[number], string>('SELECT text FROM terms WHERE id = ?').pluck();
  }

  /** Where a record is counted. The same few members come back every day, so answers are remembered. */
  placesOf(member: StoredMember): Places {
    const { channel, queue, category, cause, language, region, subCause } = member;
    const key = `${channel}|${queue}|${category}|${cause}|${language}|${region}|${subCause}`;
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const cell = (shape: Shape) => this.idOf(shape, member);
    const made = {
      quarters: LATTICE['15min'].map(cell),
      hours: LATTICE.hour.map(cell),
      days: shapesOf(member).map(cell),
    };
    if (this.places.size >= MOST_PLACES) this.places.clear();
    this.places.set(key, made);
    return made;
  }

  /** The number of the cell of a promise, by its id. */
  promiseCell(id: string): number {
    const key = `${PROMISE_SHAPE}|${id}`;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const member = JSON.stringify([id]);
    const cell = (this.find.get(PROMISE_SHAPE, member) ??
      this.insert.get(PROMISE_SHAPE, member)) as unknown as number;
    this.ids.set(key, cell);
    return cell;
  }

  /** The number of the cell of this shape to which a record belongs. */
  private idOf(shape: Shape, stored: StoredMember): number {
    const dimensions = dimensionsOf(shape);
    let key: string = shape;
    for (const dimension of dimensions) key += `|${storedIn(stored, dimension)}`;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const member: Member = {};
    for (const dimension of dimensions) member[dimension] = this.word(dimension, storedIn(stored, dimension));
    const text = memberText(shape, member);
    // Nearly all are there already, and to look takes no lock.
    const id = (this.find.get(shape, text) ?? this.insert.get(shape, text)) as unknown as number;
    this.ids.set(key, id);
    return id;
  }

  private word(dimension: Dimension, value: number | null): string {
    if (value === null) return UNSTATED[dimension];
    if (dimension === 'channel') return CHANNELS[value]!;
    if (dimension === 'category') return CATEGORIES[value]!;
    const known = this.terms.get(value) ?? (this.term.get(value) as unknown as string | undefined);
    if (known === undefined) throw new Error(`the database has no term ${value} for a ${dimension}`);
    this.terms.set(value, known);
    return known;
  }
}

function storedIn(stored: StoredMember, dimension: Dimension): number | null {
  return dimension === 'sub_cause' ? stored.subCause : stored[dimension];
}

/** All cells of a shape with their members. */
export function cellsOf(db: ReadHandle, shape: Shape): { id: number; member: Member }[] {
  const rows = db.sql.prepare('SELECT id, member FROM cells WHERE shape = ? ORDER BY member').all(shape) as {
    id: number;
    member: string;
  }[];
  return rows.map((row) => ({ id: row.id, member: parseMember(shape, row.member) }));
}

/** The cells of the promises of which there are records, by id. */
export function promiseCells(db: ReadHandle): Map<string, number> {
  const rows = db.sql
    .prepare('SELECT member, id FROM cells WHERE shape = ? ORDER BY member')
    .raw()
    .all(PROMISE_SHAPE) as [string, number][];
  return new Map(rows.map(([member, cell]) => [(JSON.parse(member) as [string])[0], cell]));
}

/** The number of one cell, or null when it has never held a fact. */
export function findCell(db: ReadHandle, shape: Shape, member: Member): number | null {
  const text = memberText(shape, member);
  return once(momentOf(db)?.cells, `${shape} ${text}`, () => {
    const find = once(finders, db, () => db.sql.prepare<[string, string], number>(FIND_CELL).pluck());
    return (find.get(shape, text) as number | undefined) ?? null;
  });
}

/** To have the statement compiled takes longer than to run it. */
const finders = new WeakMap<ReadHandle, Statement>();
