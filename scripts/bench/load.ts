/**
 * Loading contacts, against the `sqlite3` command that imports the same file into a bare table: no check, no index, no
 * roll-up. Both processes are timed from start to end, in turn, so that a slower minute of the machine meets both.
 */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { writeContacts } from './contacts.ts';
import { type Figure, median } from './figure.ts';
import { hasProgram, type Run, timeProgram } from './process.ts';

const INGEST = join(import.meta.dirname, '..', 'ingest.ts');
const LEAST_OF_IMPORT = 0.25;
const MOST_BYTES_A_CONTACT = 100;
const MOST_MEMORY_MB = 300;
/** With fewer rows, starting up is most of what is timed, and fixed tables are most of the file. */
const ROWS_THAT_JUDGE = 1_000_000;

export interface LoadedContacts {
  databasePath: string;
  rows: number;
  run: Run;
  /** of the closed file, divided by the contacts in it */
  bytesAContact: number;
}

export interface LoadBench {
  figures: Figure[];
  loaded: LoadedContacts;
}

/** Generates a file of contacts and loads it with the command that operators use. */
export async function loadContacts(folder: string, rows: number): Promise<LoadedContacts> {
  const csv = join(folder, `${rows}.csv`);
  await writeContacts(csv, rows);
  const loaded = await ingest(folder, csv, rows);
  rmSync(csv);
  return loaded;
}

export async function benchLoad(
  folder: string,
  rows: number,
  rounds: number,
  say: (line: string) => void,
): Promise<LoadBench> {
  const csv = join(folder, `${rows}.csv`);
  say(`writing ${rows.toLocaleString('en')} contacts`);
  await writeContacts(csv, rows);
  const hasSqlite = hasProgram('sqlite3', '--version');
  const imports: number[] = [];
  const loads: LoadedContacts[] = [];
  for (let round = 1; round <= rounds; round++) {
    if (hasSqlite) imports.push((await importBare(folder, csv)).seconds);
    loads.push(await ingest(folder, csv, rows));
    say(
      `round ${round} of ${rounds}: ${hasSqlite ? `sqlite3 ${imports.at(-1)!.toFixed(1)} s, ` : ''}ingest ${loads.at(-1)!.run.seconds.toFixed(1)} s`,
    );
  }
  rmSync(csv);
  const seconds = median(loads.map(({ run }) => run.seconds));
  const judged = <T>(target: T) => (rows >= ROWS_THAT_JUDGE ? target : null);
  const loaded = loads.at(-1)!;
  return {
    loaded,
    figures: [
      { name: 'load', value: rows / seconds, unit: 'contacts/s', target: null },
      {
        name: 'load, as a share of the rate of a bare import',
        value: hasSqlite ? median(imports) / seconds : null,
        unit: '',
        target: judged({ least: LEAST_OF_IMPORT }),
        ...(hasSqlite ? {} : { note: 'sqlite3 is not installed' }),
      },
      memoryFigure(
        loads.map(({ run }) => run),
        rows,
        judged({ most: MOST_MEMORY_MB }),
      ),
      {
        name: 'size of the database',
        value: loaded.bytesAContact,
        unit: 'bytes/contact',
        target: judged({ most: MOST_BYTES_A_CONTACT }),
      },
    ],
  };
}

/** The most memory any of these loads held. */
export function memoryFigure(
  runs: readonly Run[],
  rows: number,
  target: Figure['target'] = { most: MOST_MEMORY_MB },
): Figure {
  const peaks = runs.map(({ peakBytes }) => peakBytes).filter((bytes) => bytes !== null);
  return {
    name: `memory while loading ${rows.toLocaleString('en')} contacts`,
    value: peaks.length === 0 ? null : Math.max(...peaks) / 1e6,
    unit: 'MB',
    target,
    ...(peaks.length === 0 ? { note: 'this system does not tell' } : {}),
  };
}

async function importBare(folder: string, csv: string): Promise<Run> {
  const path = join(folder, 'bare.db');
  rmSync(path, { force: true });
  const run = await timeProgram('sqlite3', [path, '-cmd', '.mode csv', `.import "${csv}" contacts`]);
  rmSync(path);
  return run;
}

async function ingest(folder: string, csv: string, rows: number): Promise<LoadedContacts> {
  const home = join(folder, `loaded-${rows}`);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home);
  const databasePath = join(home, 'bench.db');
  const run = await timeProgram(process.execPath, [INGEST, csv], {
    CANDOUR_DB: databasePath,
    CANDOUR_CONFIG: '',
    CANDOUR_NOW: '',
  });
  return { databasePath, rows, run, bytesAContact: statSync(databasePath).size / rows };
}
