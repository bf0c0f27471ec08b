/**
 * The calls of a bank in February 1999 (the public "Anonymous Bank" records of the Technion), for tests on real
 * waits. Owns finding and reading them; where the records are not at hand, `readBankQueue` says so and returns null.
 */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface BankCall {
  date: string;
  waitSeconds: number;
  end: 'answered' | 'abandoned';
}

const RECORDS = new URL('../../../shared/data/anonbank/calls_1999-02_depersonalised.csv.gz', import.meta.url);

/** Calls that were answered or abandoned the queue; those that ended in the menu never queued and are left out. */
export function readBankQueue(): BankCall[] | null {
  if (!existsSync(RECORDS)) {
    console.info('not tested on real waits: the Anonymous Bank records of February 1999 are not at hand');
    return null;
  }
  const [header = '', ...lines] = gunzipSync(readFileSync(RECORDS)).toString('latin1').trim().split(/\r?\n/);
  const names = header.split(',');
  const [date, queuedAt, wait, outcome] = ['date', 'q_start', 'q_time', 'outcome'].map((name) =>
    names.indexOf(name),
  );
  return lines.flatMap((line): BankCall[] => {
    const fields = line.split(',');
    const field = (at = -1) => fields[at] ?? '';
    const call = { date: field(date), waitSeconds: Number(field(wait)) };
    if (field(outcome) === 'AGENT') return [{ ...call, end: 'answered' }];
    if (field(outcome) === 'HANG' && field(queuedAt) !== '0:00:00') return [{ ...call, end: 'abandoned' }];
    return [];
  });
}
