import { describe, expect, test } from 'vitest';
import { checkOptions, type Options } from '../../../scripts/replay/options.ts';

const DEFAULTS: Options = {
  speed: '1',
  url: 'http://127.0.0.1:4321',
  shift: 'now',
  source: 'replay',
  key: 'cdr_x',
};
const check = (options: Partial<Options>, key?: string) =>
  checkOptions(['may.csv'], { ...DEFAULTS, ...options }, key);

describe('the options of a replay', () => {
  test('are the recorded rhythm, shifted to now, unless others are asked for', () => {
    expect(check({})).toEqual({
      ...{ files: ['may.csv'], url: 'http://127.0.0.1:4321', key: 'cdr_x', source: 'replay' },
      ...{ mapping: undefined, from: null, to: null, isShifted: true, speed: 1, rate: null, forMs: null },
    });
    expect(check({ speed: 'max', for: '5m' })).toMatchObject({ rate: Infinity, forMs: 300_000 });
    expect(check({ rate: '200', for: '60s' })).toMatchObject({ rate: 200, forMs: 60_000 });
    expect(check({ speed: 'max', shift: 'none' })).toMatchObject({
      ...{ rate: null, speed: Infinity, isShifted: false },
    });
    expect(check({ url: 'https://figures.example.org/live?x' })).toMatchObject({
      url: 'https://figures.example.org',
    });
  });

  test('take the key of the environment where none is named', () => {
    expect(check({ key: undefined }, 'cdr_env')).toMatchObject({ key: 'cdr_env' });
    expect(() => check({ key: undefined })).toThrow(/^--key: found nothing; .*`npm run key -- add replay/);
  });

  const faults: [Partial<Options>, RegExp][] = [
    [{ speed: 'fast' }, /^--speed: found "fast"; expected a number above 0, or max$/],
    [{ speed: '-1' }, /^--speed: found "-1"/],
    [{ rate: '0' }, /^--rate: found "0"; expected a number above 0$/],
    [{ rate: '5', speed: '2' }, /^--rate and --speed: expected one of them/],
    [{ rate: '5', shift: 'none' }, /^--rate and --shift none/],
    [{ for: '60s' }, /^--for: expected --rate or --speed max beside it/],
    [{ speed: 'max', for: 'long' }, /^--for: found "long"; expected for example 60s/],
    [{ from: 'noon' }, /^--from: found "noon"; /],
    [{ to: '1999-05-23' }, /^--to: found "1999-05-23"; /],
    [{ shift: 'later' }, /^--shift: found "later"; expected now or none/],
    [{ url: 'file:///etc' }, /^--url: found "file:\/\/\/etc"; expected an address/],
    [{ source: '1/2' }, /^--source: found "1\/2"; expected a letter/],
  ];
  test.each(faults)('%j says what was wrong', (options, words) => {
    expect(() => check(options)).toThrow(words);
  });
});
