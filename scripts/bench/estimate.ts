/**
 * The estimate of the wait against what call centres tell, on the calls of a bank (anonbank, Technion, 1999) in order
 * of time, and on the demonstration. Owns which calls are judged and what is to be met.
 */
import { createReadStream, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contact } from '../../db/domain/contact.ts';
import { fitWaitModel } from '../../db/domain/wait-model.ts';
import { type DayOfWaits, daysOfWaits } from '../../db/domain/wait-replay.ts';
import { dayOfDate, makeZone } from '../../db/domain/zone.ts';
import { parseMapping } from '../../db/ingest/mapping.ts';
import { readRecords } from '../../db/ingest/read.ts';
import { ZONE } from '../demonstration/company.ts';
import { generateContacts } from '../demonstration/records.ts';
import { type Figure, median } from './figure.ts';
import { type Comparison, compareMethods, type Method, tableOfMethods } from './wait-methods.ts';

const MAPPING = join(import.meta.dirname, '..', '..', 'db', 'mappings', 'anonbank-calls.json');
const BANK_ZONE = makeZone('Asia/Jerusalem');
const RIVALS: readonly Method[] = ['constant mean', "hour's mean", 'last wait', 'mean of the last ten'];
const FITTED = 60_000;
const DEMONSTRATION_DAYS = 84;
const DEMONSTRATION_END = '2026-06-30';
const DEMONSTRATION_FROM = dayOfDate(2026, 6, 3);
const [FEBRUARY, MARCH] = [dayOfDate(1999, 2, 1), dayOfDate(1999, 3, 1)];
/** Lines whose calls are alike (reference 3.6, Benchmark B). */
const LIKE_LINES = new Set(['PS', 'NW', 'PE', 'TT']);

/** @param folder of the bank's monthly files; without them the demonstration alone is judged */
export async function benchEstimate(
  folder: string,
  quick: boolean,
  say: (line: string) => void,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  const judge = (name: string, days: readonly DayOfWaits[], fromDay: number, isReal: boolean) => {
    say(`estimating the waits of ${name}, a fit a night`);
    const comparison = compareMethods(days, fromDay);
    say(tableOfMethods(comparison));
    figures.push(...figuresOf(name, comparison, isReal));
  };
  const files = globSync(join(folder, '*.csv.gz')).sort();
  if (files.length === 0) {
    figures.push({
      name: 'the bank: mean error of the estimate',
      value: null,
      unit: 's',
      target: null,
      note: `its calls are not in ${folder}; --calls names the folder`,
    });
  } else {
    const calls = await readCalls(files);
    const february = (isWanted?: (call: Contact) => boolean) =>
      daysOfWaits(calls, BANK_ZONE, isWanted).filter(({ day }) => day >= FEBRUARY && day < MARCH);
    judge('the bank, 15–28 February', february(), FEBRUARY + 14, true);
    const hasWaited = ({ queue, waitSeconds }: Contact) =>
      LIKE_LINES.has(queue ?? '') && (waitSeconds ?? 0) > 0;
    judge('the bank, 15–28 February, who waited', february(hasWaited), FEBRUARY + 14, true);
    figures.push(fitFigure(daysOfWaits(calls, BANK_ZONE)));
    if (quick) say('--quick: the half-year is left out');
    else judge('the bank, February to June', daysOfWaits(calls, BANK_ZONE), FEBRUARY, true);
  }
  const zone = makeZone(ZONE);
  const contacts = generateContacts({ seed: 1, endDay: DEMONSTRATION_END, days: DEMONSTRATION_DAYS });
  const phone = [...contacts].filter(({ channel }) => channel === 'phone');
  judge('the demonstration, four weeks', daysOfWaits(phone, zone), DEMONSTRATION_FROM, false);
  return figures;
}

function fitFigure(days: readonly DayOfWaits[]): Figure {
  const waits = days.flatMap(({ observed }) => observed).slice(0, FITTED);
  const times = [1, 2, 3].map(() => {
    const started = performance.now();
    fitWaitModel(waits);
    return (performance.now() - started) / 1000;
  });
  return {
    name: `a fit of ${waits.length.toLocaleString('en')} waits`,
    value: median(times),
    unit: 's',
    target: { most: 1 },
  };
}

async function readCalls(files: readonly string[]): Promise<Contact[]> {
  const parsed = parseMapping(JSON.parse(readFileSync(MAPPING, 'utf8')));
  if (!parsed.ok) throw new Error('the mapping of the bank is not valid');
  const calls: Contact[] = [];
  for (const file of files) {
    const options = { kind: 'contacts' as const, mapping: parsed.mapping, zone: BANK_ZONE };
    for await (const { records } of readRecords(createReadStream(file), options)) calls.push(...records);
  }
  return calls;
}

/** Made-up waits come from no queue: of them only coverage is judged, not what the queue's length tells. */
function figuresOf(name: string, comparison: Comparison, isReal: boolean): Figure[] {
  const { scores, n, silent, rolling, secondsPerFit } = comparison;
  const ours = scores['our estimate'];
  const usual = scores["hour's usual range"].range!;
  const below = { most: 0.999 };
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  const width = `${Math.round(ours.range!.width)} s wide, the hour's usual ${Math.round(usual.width)} s`;
  return [
    {
      name: `${name}: mean error of the estimate`,
      value: ours.mae,
      unit: 's',
      target: null,
      note: `${n.toLocaleString('en')} waits, ${silent} without an estimate, ${secondsPerFit.toFixed(1)} s a night`,
    },
    ...RIVALS.map((rival) => ({
      name: `${name}: its error against ${rival} = 1`,
      value: ours.mae / scores[rival].mae,
      unit: '',
      target: isReal ? below : null,
    })),
    ...(['least', 'most'] as const).map((bound) => ({
      name: `${name}: coverage of its range, ${bound} wanted`,
      value: ours.range!.coverage,
      unit: '',
      target: bound === 'least' ? { least: 0.55 } : { most: 0.65 },
      note: `${width}; ${percent(ours.range!.rawCoverage)} within, ends of 0 included`,
    })),
    {
      name: `${name}: its loss against the hour's usual range = 1`,
      value: (ours.range!.pinball[0] + ours.range!.pinball[1]) / (usual.pinball[0] + usual.pinball[1]),
      unit: '',
      target: isReal ? below : null,
      ...(rolling === null
        ? {}
        : { note: `coverage of 28 days from ${percent(rolling[0])} to ${percent(rolling[1])}` }),
    },
  ];
}
