import { describe, expect, test } from 'vitest';
import { makeClock, readEnvironment } from '../../api/env.ts';

describe('the environment', () => {
  test('needs nothing: every variable has a default, and an empty one counts as unset', () => {
    const defaults = {
      ok: true,
      environment: {
        port: 4321,
        host: '127.0.0.1',
        databasePath: 'var/candour.db',
        configPath: null,
        outPath: 'dist',
        proxies: [],
        now: null,
      },
    };
    expect(readEnvironment({})).toEqual(defaults);
    expect(readEnvironment({ PORT: '', HOST: '', CANDOUR_CONFIG: '', CANDOUR_NOW: '' })).toEqual(defaults);
  });

  test('is read from its variables', () => {
    const read = readEnvironment({
      PORT: '0',
      HOST: '0.0.0.0',
      CANDOUR_DB: 'a.db',
      CANDOUR_CONFIG: 'b.json',
      CANDOUR_OUT: 'c',
      CANDOUR_PROXIES: '127.0.0.1, 10.0.0.0/8 fd00::/8',
      CANDOUR_NOW: '1999-02-01T00:00:00+02:00',
    });
    expect(read).toEqual({
      ok: true,
      environment: {
        port: 0,
        host: '0.0.0.0',
        databasePath: 'a.db',
        configPath: 'b.json',
        outPath: 'c',
        proxies: ['127.0.0.1', '10.0.0.0/8', 'fd00::/8'],
        now: Date.UTC(1999, 0, 31, 22) / 1000,
      },
    });
  });

  test('tells all that is wrong at once: name, value, what was expected', () => {
    const read = readEnvironment({
      PORT: '70000',
      HOST: 'http://here',
      CANDOUR_NOW: '1999-02-01',
      CANDOUR_PROXIES: '::1,localhost',
    });
    expect(read).toEqual({
      ok: false,
      problems: [
        'PORT: found "70000"; expected a whole number, 0 to 65535',
        'HOST: found "http://here"; expected an address or a name, for example "127.0.0.1"',
        'CANDOUR_PROXIES: found "localhost"; expected addresses or networks, for example "127.0.0.1, 10.0.0.0/8"',
        expect.stringMatching(/^CANDOUR_NOW: found "1999-02-01"; it is not RFC 3339/),
      ],
    });
  });
});

test('a clock that starts at a moment shows it and runs on, and none starts by itself', () => {
  const start = Date.UTC(1999, 1, 1) / 1000;
  const elapsed = makeClock(start)() - start;
  expect(elapsed).toBeGreaterThanOrEqual(0);
  expect(elapsed).toBeLessThan(60);
  expect(Math.abs(makeClock(null)() - Date.now() / 1000)).toBeLessThan(60);
});
