/**
 * What a replay is asked for on the command line, checked. Owns which options go together, and saying what is wrong with
 * them before anything is read or sent.
 */
import { parseInstant } from '../../db/domain/zone.ts';
import { isKeyName } from '../../db/keys.ts';
import { UsageError } from '../command.ts';

/** As they are written. */
export interface Options {
  speed: string;
  rate?: string;
  for?: string;
  key?: string;
  url: string;
  map?: string;
  from?: string;
  to?: string;
  shift: string;
  source: string;
}

/** What was asked for, checked. */
export interface Asked {
  files: string[];
  url: string;
  key: string;
  source: string;
  mapping: string | undefined;
  /** UTC seconds; null: no bound */
  from: number | null;
  to: number | null;
  isShifted: boolean;
  speed: number;
  /** events a second; null: in the recorded rhythm */
  rate: number | null;
  /** null: until the file ends */
  forMs: number | null;
}

/** `knownKey`: the key where none is named. Throws a UsageError with the first fault. */
export function checkOptions(files: string[], options: Options, knownKey: string | undefined): Asked {
  const { speed, rate, shift, source } = options;
  if (rate !== undefined && speed !== '1') throw new UsageError('--rate and --speed: expected one of them');
  const key = options.key || knownKey;
  if (!key) {
    throw new UsageError(
      '--key: found nothing; expected a key that may push events: `npm run key -- add replay --scope events` makes one (with the CANDOUR_DB of the server)',
    );
  }
  if (shift !== 'now' && shift !== 'none')
    throw new UsageError(`--shift: found "${shift}"; expected now or none`);
  if (!isKeyName(source))
    throw new UsageError(
      `--source: found ${JSON.stringify(source)}; expected a letter, then up to 59 letters, digits, spaces, dots, dashes`,
    );
  const perSecond =
    rate === undefined ? (speed === 'max' && shift === 'now' ? Infinity : null) : positive('--rate', rate);
  if (rate !== undefined && shift === 'none')
    throw new UsageError('--rate and --shift none: at a rate every event is told as of now');
  if (options.for !== undefined && perSecond === null)
    throw new UsageError('--for: expected --rate or --speed max beside it; a rhythm ends with its file');
  return {
    files,
    url: addressOf(options.url),
    key,
    source,
    mapping: options.map,
    from: instantOf('--from', options.from),
    to: instantOf('--to', options.to),
    isShifted: shift === 'now',
    speed: speed === 'max' ? Infinity : positive('--speed', speed),
    rate: perSecond,
    forMs: options.for === undefined ? null : durationOf(options.for),
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value > 0) return value;
  const more = name === '--speed' ? ', or max' : '';
  throw new UsageError(`${name}: found "${text}"; expected a number above 0${more}`);
}

function durationOf(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+)([smh])$/.exec(text) ?? [];
  const ms = Number(amount) * ({ s: 1000, m: 60_000, h: 3_600_000 }[unit] ?? 0);
  if (ms > 0) return ms;
  throw new UsageError(`--for: found "${text}"; expected for example 60s, 5m or 1h`);
}

function instantOf(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const read = parseInstant(text);
  if (!read.ok) throw new UsageError(`${name}: found "${text}"; ${read.reason}`);
  return read.utcSeconds;
}

/** Invented present for a page that others read would be a false report: another machine has to be named. */
function addressOf(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UsageError(`--url: found "${text}"; expected an address, for example http://127.0.0.1:4321`);
  return url.origin;
}
