/**
 * Contact rows for the benchmarks: as many as asked for over one year, in order of arrival, always the same.
 * Refuses to be realistic: the demonstration is; these rows only have every field that costs something to load.
 */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

export const HEADER =
  'id,offered_at,channel,outcome,queue,category,cause,demand,menu_s,wait_s,handle_s,transfers,customer,agent,language';
const YEAR_START = Date.UTC(2025, 0, 1) / 1000;
const YEAR_SECONDS = 365 * 86_400;
const OPEN_FROM = 7 * 3600;
const OPEN_SECONDS = 14 * 3600;

/** mulberry32, by Tommy Ettinger (public domain). */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const CHANNELS = ['phone', 'phone', 'phone', 'chat', 'email'];
const CATEGORIES = ['information', 'information', 'transaction', 'problem', 'complaint', ''];
const CAUSES = ['product', 'delivery', 'pricing', 'billing', 'service'];
const DEMANDS = ['value', 'failure', 'unclear'];

/** One CSV row for each of `count` contacts. */
export function* contactRows(count: number): Generator<string> {
  const random = makeRandom(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  for (let i = 0; i < count; i++) {
    const evenly = (i / count) * YEAR_SECONDS;
    const second =
      Math.floor(evenly / 86_400) * 86_400 + OPEN_FROM + ((evenly % 86_400) / 86_400) * OPEN_SECONDS;
    const at = new Date((YEAR_START + Math.floor(second)) * 1000).toISOString().replace('.000Z', 'Z');
    const drawn = random();
    const outcome =
      drawn < 0.8 ? 'answered' : drawn < 0.9 ? 'abandoned' : drawn < 0.98 ? 'contained' : 'blocked';
    const category = pick(CATEGORIES);
    const cause = category === 'problem' || category === 'complaint' ? pick(CAUSES) : '';
    const wait =
      outcome === 'answered' || outcome === 'abandoned' ? Math.floor(-Math.log(1 - random()) * 70) : '';
    const isAnswered = outcome === 'answered';
    const handle = isAnswered ? 60 + Math.floor(random() * 400) : '';
    const transfers = isAnswered ? (random() < 0.08 ? 1 : 0) : '';
    const customer = random() < 0.7 ? `c${Math.floor(random() * count * 0.4)}` : '';
    yield `${1_000_000_000 + i},${at},${pick(CHANNELS)},${outcome},q${Math.floor(random() * 8)},${category},${cause},${pick(DEMANDS)},${Math.floor(random() * 40)},${wait},${handle},${transfers},${customer},${isAnswered ? `a${Math.floor(random() * 60)}` : ''},en`;
  }
}

/** Writes the rows with their header to a file. */
export async function writeContacts(path: string, count: number): Promise<void> {
  const file = createWriteStream(path, { highWaterMark: 1 << 22 });
  let text = `${HEADER}\n`;
  for (const row of contactRows(count)) {
    text += `${row}\n`;
    if (text.length < 1 << 20) continue;
    if (!file.write(text)) await once(file, 'drain');
    text = '';
  }
  file.end(text);
  await once(file, 'finish');
}
