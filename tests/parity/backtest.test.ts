/**
 * Our forecasts of demand over real centres' past, by the command, against what anyone with a spreadsheet can do. The
 * margins are those that the product promises, not those that were measured.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDemand } from '../../api/feeds/demand.ts';
import { DemandForecast } from '../../db/domain/demand-forecast.ts';
import { parseDay } from '../../db/domain/zone.ts';
import { LoadedOrganisation, type Plan } from './loaded-organisation.ts';
import { compareWith, rawFiles } from './raw-records.ts';

const COMMAND = fileURLToPath(new URL('../../scripts/backtest.ts', import.meta.url));

interface Score {
  method: string;
  leadDays: number;
  wmape: number;
  rmse: number;
  pinball: number;
  cover80: number;
  cover95: number;
  n: number;
}
const NAMES = ['cover80', 'cover95', 'leadDays', 'method', 'n', 'pinball', 'rmse', 'wmape'];
const METHODS = ['candour', 'last_week', 'mean_of_8', 'same_weekday_mean'];

/** The scoreboard on the last line of what the command prints. */
function backtest(organisation: LoadedOrganisation, ...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, '--json', ...options], {
    env: { ...process.env, ...organisation.environment },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const scores = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Score[];
  for (const score of scores) expect(Object.keys(score).sort()).toEqual(NAMES);
  expect([...new Set(scores.map(({ method }) => method))]).toEqual(METHODS);
  return (method: string, leadDays: number) => {
    const score = scores.find((one) => one.method === method && one.leadDays === leadDays);
    if (score === undefined) throw new Error(`no score of ${method} ${leadDays} days ahead`);
    return score;
  };
}

const LEADS = Array.from({ length: 14 }, (_, i) => i + 1);
const RIVALS = METHODS.slice(1);

function expectHonestRanges(scoreOf: ReturnType<typeof backtest>): void {
  for (const lead of LEADS) {
    const { cover80, cover95, pinball } = scoreOf('candour', lead);
    expect(cover80, `80 % range, ${lead} days ahead`).toBeGreaterThanOrEqual(0.75);
    expect(cover80, `80 % range, ${lead} days ahead`).toBeLessThanOrEqual(0.88);
    expect(cover95, `95 % range, ${lead} days ahead`).toBeGreaterThanOrEqual(0.91);
    expect(cover95, `95 % range, ${lead} days ahead`).toBeLessThanOrEqual(0.98);
    for (const rival of RIVALS) {
      expect(pinball, `${rival}, ${lead} days ahead`).toBeLessThan(scoreOf(rival, lead).pinball);
    }
  }
}

const bankFiles = rawFiles('anonbank');
const fullDay = ['07:00-24:00'];
const HOURS = { sun: fullDay, mon: fullDay, tue: fullDay, wed: fullDay, thu: fullDay };
const bank = (country: string | null): Plan => ({
  configuration: {
    organisation: { name: 'Bank', timeZone: 'Asia/Jerusalem', ...(country && { country }) },
    channels: { phone: { hours: { ...HOURS, fri: ['07:00-14:00'], sat: ['20:00-24:00'] } } },
  },
  mapping: 'anonbank-calls',
  files: bankFiles,
  now: '1999-12-01T12:00:00Z',
});

compareWith('the bank’s forecasts', bankFiles, () => {
  let known: LoadedOrganisation;
  let unknown: LoadedOrganisation;

  beforeAll(async () => {
    known = await LoadedOrganisation.load(bank('IL'));
    unknown = await LoadedOrganisation.load(bank(null));
  });
  afterAll(() => {
    known?.close();
    unknown?.close();
  });

  test('are a twentieth nearer than the mean of eight a day ahead, and no further than the mean of all a week ahead', () => {
    const scoreOf = backtest(known);
    expect(scoreOf('candour', 1).wmape).toBeLessThan(0.95 * scoreOf('mean_of_8', 1).wmape);
    expect(scoreOf('candour', 7).wmape).toBeLessThanOrEqual(scoreOf('same_weekday_mean', 7).wmape);
    for (const lead of LEADS) {
      expect(scoreOf('candour', lead).wmape).toBeLessThan(scoreOf('last_week', lead).wmape);
    }
    expectHonestRanges(scoreOf);
  });

  test('are not poisoned by holidays that nobody told of', () => {
    const scoreOf = backtest(unknown);
    expect(scoreOf('candour', 1).wmape).toBeLessThanOrEqual(scoreOf('mean_of_8', 1).wmape);
    expectHonestRanges(scoreOf);
  });

  test.each(['PS', 'NW', 'NE', 'IN'])(
    'of line %s are nearer than those of the rivals for eight weeks',
    (queue) => {
      const series = readDemand(known.context, { queue }, parseDay('1999-06-30')!)!;
      expect(series.slots).toBe(24);
      const method = new DemandForecast(series);
      const expected = new Float64Array(24);
      let [ours, rivals] = [0, 0];
      for (let day = 0; day < series.days; day++) {
        if (day >= series.days - 56 && method.forecast(day, 1, expected)) {
          for (let hour = 0; hour < 24; hour++) {
            const came = series.counts[day * 24 + hour]!;
            const before = [1, 2, 3, 4, 5, 6, 7, 8].map(
              (week) => series.counts[(day - 7 * week) * 24 + hour]!,
            );
            const whole = before.filter((count) => !Number.isNaN(count));
            if (Number.isNaN(came) || whole.length === 0) continue;
            ours += Math.abs(expected[hour]! - came);
            rivals += Math.abs(whole.reduce((sum, count) => sum + count, 0) / whole.length - came);
          }
        }
        method.learn(day);
      }
      expect(ours).toBeLessThan(rivals);
    },
  );
});

const cityFiles = rawFiles('vancouver311');

compareWith('Vancouver’s forecasts', cityFiles, () => {
  let city: LoadedOrganisation;

  beforeAll(async () => {
    city = await LoadedOrganisation.load({
      configuration: {
        organisation: { name: 'City', timeZone: 'America/Vancouver' },
        holidays: { country: 'CA', region: 'BC' },
      },
      mapping: 'vancouver-intervals',
      files: cityFiles,
      now: '2022-02-01T12:00:00Z',
    });
  });
  afterAll(() => city?.close());

  test('follow a level that drifts: over a year a fifth nearer than last week a day ahead, a seventh a week ahead', () => {
    const scoreOf = backtest(city, '--from', '2021-01-02', '--to', '2021-12-31');
    expect(scoreOf('candour', 1).n).toBe(364);
    expect(scoreOf('candour', 1).wmape).toBeLessThan((4 / 5) * scoreOf('last_week', 1).wmape);
    expect(scoreOf('candour', 7).wmape).toBeLessThan((6 / 7) * scoreOf('last_week', 7).wmape);
    for (const lead of LEADS) {
      expect(scoreOf('candour', lead).wmape).toBeLessThan(scoreOf('mean_of_8', lead).wmape);
      expect(scoreOf('candour', lead).wmape).toBeLessThan(scoreOf('last_week', lead).wmape);
    }
    expectHonestRanges(scoreOf);
  });
});
