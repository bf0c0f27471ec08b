import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { weekdayOf } from '../../../db/domain/zone.ts';
import { readOutlook } from '../../../db/outlooks.ts';
import { isOffice, type LineSettings, MadeLine, OFFICE, usual } from '../../support/made-line.ts';
import { intervalOf } from '../../support/records.ts';
import { dayOf } from '../../support/records-context.ts';

const lines: MadeLine[] = [];
afterEach(() => {
  for (const line of lines.splice(0)) line.close();
});

function made(settings?: LineSettings): MadeLine {
  const line = new MadeLine(settings);
  lines.push(line);
  return line;
}

/** What is said of a day, by its date. */
function dayIn<T extends { days: { date: string[] } }>({ days }: T, date: string) {
  const i = days.date.indexOf(date);
  return Object.fromEntries(Object.entries(days).map(([name, values]) => [name, (values as unknown[])[i]]));
}

describe('a line in good order', () => {
  const line = new MadeLine().fill('2025-12-29', '2026-03-06').at('2026-03-09');
  line.keep();
  afterAll(() => line.close());

  test('is advised for today and the seven days after it, closed ones among them', () => {
    const { state, reason, days } = line.bestTimes();
    expect([state, reason]).toEqual(['advised', null]);
    expect(days.map(({ date }) => date)).toEqual(
      ['09', '10', '11', '12', '13', '14', '15', '16'].map((day) => `2026-03-${day}`),
    );
    expect(days.map(({ isOpen }) => isOpen)).toEqual([true, true, true, true, true, false, false, true]);
    for (const { isOpen, best, avoid } of days) {
      expect(best.map(({ time }) => time)).toEqual(isOpen ? ['09:00', '13:00'] : []);
      expect(avoid.map(({ time }) => time)).toEqual(isOpen ? ['11:00', '15:00'] : []);
    }
  });

  test('asked about on a closed day alone has no best time, and is not withheld', () => {
    const closed = new MadeLine().fill('2025-12-29', '2026-03-06').at('2026-03-07');
    lines.push(closed);
    closed.keep();
    const { state, reason, days } = closed.bestTimes(1);
    expect([state, reason]).toEqual(['no_clear_best', null]);
    expect(days).toEqual([{ date: '2026-03-07', holiday: null, isOpen: false, best: [], avoid: [] }]);
    expect(closed.forecast(1).days).toMatchObject({
      date: ['2026-03-07'],
      expected: [null],
      status: ['closed'],
    });
  });

  test('says what was kept, not what would be made now', () => {
    const said = line.bestTimes().days[0]!.best[0]!;
    const { advice } = readOutlook(line.records.db, { channel: 'phone' }, dayOf('2026-03-09'))!.outlook
      .days[0]!;
    expect(said.within).toBe(Math.round(advice!.best[0]!.share * 100) / 100);
    line.fill('2026-03-02', '2026-03-06', (day, hour) =>
      isOffice(day, hour) ? { calls: 90, queue: 'late' } : null,
    );
    line.at('2026-03-09', '06:20');
    expect(line.bestTimes().days[0]!.best[0]).toMatchObject({
      within: said.within,
      low: said.low,
      high: said.high,
    });
  });

  test('has a record under it: replayed days, ours beside two plain advisers', () => {
    const { record } = line.bestTimes();
    expect(record.days).toBe(record.replayedDays);
    expect(record.days).toBeGreaterThan(30);
    const [ours, ...rivals] = record.advice;
    expect(ours!.hits / ours!.hours).toBeGreaterThan(0.95);
    expect(rivals.map(({ hours }) => hours > 0)).toEqual([true, true]);
  });
});

describe('hard cases:', () => {
  test('a new line with five days of data has a forecast without ranges, and hours estimated from other weekdays', () => {
    const line = made().fill('2026-03-02', '2026-03-06').at('2026-03-09');
    expect(line.keep()).toBe(1);
    const { days, reason } = line.forecast();
    expect(reason).toBeNull();
    expect(days.expected[0]).toBeGreaterThan(100);
    for (const end of ['low80', 'high80', 'low95', 'high95'] as const) {
      expect(days[end].every((value) => value === null)).toBe(true);
    }
    expect(line.bestTimes().cells.isBorrowed[9], 'a week is too little for an hour of the week').toBe(true);
    const four = made().fill('2026-03-03', '2026-03-06').at('2026-03-09');
    expect(four.keep()).toBe(0);
    expect(four.bestTimes()).toMatchObject({ state: 'withheld', reason: 'not_yet', days: [] });
  });

  test('a line closed since March is withheld, because its records ended', () => {
    const line = made().fill('2026-01-05', '2026-03-06', (day, hour) => {
      const hourly = usual(day, hour);
      return hourly && { ...hourly, queue: 'loans' };
    });
    line.fill('2026-01-05', '2026-06-05', (day, hour) => {
      const hourly = usual(day, hour);
      return hourly && { ...hourly, queue: 'cards' };
    });
    line.at('2026-06-08').keep();
    expect(line.bestTimes(8, { queue: 'cards' }).state).toBe('advised');
    for (const answer of [line.bestTimes(8, { queue: 'loans' }), line.forecast(14, { queue: 'loans' })]) {
      expect(answer.reason).toBe('records_ended');
      expect(answer.madeOn).toBeNull();
    }
    expect(line.forecast(14, { queue: 'loans' }).days.date).toEqual([]);
  });

  test('a year-old dataset: nothing is advised, and the answer says that records ended', () => {
    const line = made().fill('2025-01-06', '2025-03-07').at('2026-03-09');
    expect(line.keep()).toBe(0);
    expect(line.bestTimes()).toMatchObject({ state: 'withheld', reason: 'records_ended', days: [] });
    expect(line.forecast().reason).toBe('records_ended');
    expect(line.bestTimes().cells.tier, 'the usual week of then is told').toContain('quickest');
  });

  test('records that ended eight days ago advise nothing, seven days ago still do', () => {
    const line = made().fill('2025-12-29', '2026-03-06').at('2026-03-13');
    line.keep();
    expect(line.forecast().knownThrough).toBe('2026-03-06');
    expect(line.bestTimes().state).toBe('advised');
    line.at('2026-03-14').keep();
    expect(line.bestTimes().reason).toBe('records_ended');
  });

  test('opening hours that changed: only the new hours are forecast and advised, the old ones are closed', () => {
    const hours = { ...OFFICE, mon: ['10:00-17:00'], sat: ['10:00-14:00'] };
    const line = made({ hours }).fill('2025-12-29', '2026-03-06').at('2026-03-09');
    line.keep();
    const { days, cells } = line.bestTimes();
    expect(days[0]!.best.map(({ time }) => time)).toEqual(['13:00']);
    expect(days[1]!.best.map(({ time }) => time)).toEqual(['09:00', '13:00']);
    expect(cells.status[9]).toBe('closed');
    expect(cells.within120[9]).toBeNull();
    expect(cells.status[24 + 9]).toBe('final');
    const starts = line.forecast().hours.start;
    expect(starts).not.toContain('2026-03-09T09:00:00+00:00');
    expect(starts).toContain('2026-03-10T09:00:00+00:00');
    expect(cells.isBorrowed[5 * 24 + 10], 'a Saturday that was never open borrows').toBe(true);
  });

  test('a holiday on a Monday is no Monday, and the day after it has its rush', () => {
    const holidays = [
      ['2025-05-05', 'May Day'],
      ['2025-05-26', 'Spring Bank Holiday'],
      ['2025-08-25', 'Summer Bank Holiday'],
      ['2025-12-25', 'Christmas Day'],
      ['2026-05-04', 'May Day'],
    ] as const;
    const isHoliday = (day: number) => holidays.some(([date]) => dayOf(date) === day);
    const line = made({ holidays, hours: { ...OFFICE, sat: [] } });
    line.fill('2025-04-07', '2026-05-01', (day, hour) => {
      if (!isOffice(day, hour) || hour > 10) return null;
      return isHoliday(day) ? 3 : isHoliday(day - 1) ? 40 : 20;
    });
    line.at('2026-05-02').keep();
    const answer = line.forecast(14);
    const [holiday, rush, usualDay] = ['2026-05-04', '2026-05-05', '2026-05-12'].map((date) =>
      dayIn(answer, date),
    );
    expect(holiday).toMatchObject({ holiday: 'May Day' });
    expect(holiday?.status === 'closed' || ((holiday?.expected as number | null) ?? 0) < 25).toBe(true);
    expect(rush?.expected as number).toBeGreaterThan(1.4 * (usualDay?.expected as number));
    expect(usualDay?.expected as number).toBeLessThan(46);
    expect(line.bestTimes().days.find(({ date }) => date === '2026-05-04')).toMatchObject({
      holiday: 'May Day',
      best: [],
    });
  });

  test('a holiday today is said, and nothing is advised of it', () => {
    const holidays = [['2026-03-09', 'Foundation Day']] as const;
    const line = made({ holidays }).fill('2025-12-29', '2026-03-06').at('2026-03-09');
    line.keep();
    const { days } = line.bestTimes();
    expect(days[0]).toMatchObject({ date: '2026-03-09', holiday: 'Foundation Day', best: [], avoid: [] });
    expect(days[1]!.best.length).toBeGreaterThan(0);
    expect(line.forecast(1).days).toMatchObject({ date: ['2026-03-09'], holiday: ['Foundation Day'] });
  });

  describe('the clock', () => {
    const night = { ...OFFICE, sun: ['00:00-06:00'] };
    const nightly = (day: number, hour: number) => (weekdayOf(day) === 6 && hour < 6 ? 30 : null);

    test('skips an hour in spring: nothing is forecast of it', () => {
      const line = made({ zone: 'Europe/Madrid', hours: night }).fill('2025-12-29', '2026-03-27', nightly);
      line.fill('2026-03-23', '2026-03-27').at('2026-03-29', '00:30').keep();
      const starts = line.forecast(3).hours.start.filter((start) => start.startsWith('2026-03-29'));
      expect(starts).toEqual([
        ...['2026-03-29T00:00:00+01:00', '2026-03-29T01:00:00+01:00'],
        ...['2026-03-29T03:00:00+02:00', '2026-03-29T04:00:00+02:00', '2026-03-29T05:00:00+02:00'],
      ]);
      line.fill('2026-03-29', '2026-03-29', (day, hour) => (hour === 2 ? null : nightly(day, hour)));
      line.at('2026-03-30').keep();
      expect(dayIn(line.record(), '2026-03-29')).toMatchObject({ came: 150, isReplayed: false });
    });

    test('repeats an hour in autumn: it is one hour, twice as long, from its first beginning', () => {
      const line = made({ zone: 'Europe/Madrid', hours: night }).fill('2026-07-27', '2026-10-23', nightly);
      line.fill('2026-10-19', '2026-10-23').at('2026-10-24').keep();
      const { hours } = line.forecast(3);
      const sunday = hours.start.flatMap((start, i) =>
        start.startsWith('2026-10-25') ? [[start, hours.expected[i]!] as const] : [],
      );
      expect(sunday.map(([start]) => start)).toEqual([
        ...['2026-10-25T00:00:00+02:00', '2026-10-25T01:00:00+02:00', '2026-10-25T02:00:00+02:00'],
        ...['2026-10-25T03:00:00+01:00', '2026-10-25T04:00:00+01:00', '2026-10-25T05:00:00+01:00'],
      ]);
      expect(sunday[2]![1] / sunday[1]![1]).toBeCloseTo(2, 1);
    });
  });

  describe('an outage', () => {
    const dead = ['2026-02-23', '2026-03-06'] as const;
    const withDead = (day: number, hour: number) =>
      day === dayOf('2026-03-03') && hour >= 11 && hour < 15 ? null : usual(day, hour);
    const outages = [
      { from: '2026-03-03T11:00:00Z', to: '2026-03-03T15:00:00Z', channel: 'phone', note: 'exchange down' },
    ];
    const tuesday = (settings: LineSettings, hourOf: typeof usual) => {
      const line = made(settings).fill('2025-12-29', dead[1], hourOf).at('2026-03-09');
      line.keep();
      return { expected: dayIn(line.forecast(), '2026-03-10').expected as number, line };
    };

    test('is missing and no quiet time, whether or not it is configured', () => {
      const whole = tuesday({}, usual).expected;
      const told = tuesday({ outages }, withDead);
      const untold = tuesday({}, withDead);
      expect(Math.abs(told.expected - whole)).toBeLessThan(0.04 * whole);
      expect(Math.abs(untold.expected - whole)).toBeLessThan(0.04 * whole);
      expect(dayIn(told.line.record(), '2026-03-03')).toMatchObject({
        came: null,
        expected: null,
        isInside80: null,
      });
    });
  });

  test('all hours alike: no clear best time', () => {
    const line = made();
    line.fill('2025-12-29', '2026-03-06', (day, hour) =>
      isOffice(day, hour) ? { calls: 20, soon: 12, gone: 2 } : null,
    );
    line.at('2026-03-09').keep();
    const { state, reason, days, cells } = line.bestTimes();
    expect([state, reason]).toEqual(['no_clear_best', null]);
    expect(days.every(({ best }) => best.length === 0)).toBe(true);
    expect(cells.tier).not.toContain('quickest');
  });

  test('a single contact a day: too few to forecast or advise', () => {
    const line = made().fill('2025-12-29', '2026-03-06', (day, hour) =>
      isOffice(day, hour) && hour === 9 ? 1 : null,
    );
    line.at('2026-03-09');
    expect(line.keep()).toBe(0);
    expect(line.bestTimes()).toMatchObject({ state: 'withheld', reason: 'too_few' });
    expect(line.forecast().reason).toBe('too_few');
    expect(line.record().days.date).toEqual([]);
  });

  test('everything abandoned: nobody gets through at any hour, and none is the best', () => {
    const line = made();
    line.fill('2025-12-29', '2026-03-06', (day, hour) =>
      isOffice(day, hour) ? { calls: 20, gone: 20 } : null,
    );
    line.at('2026-03-09').keep();
    const { state, cells, overall } = line.bestTimes();
    expect([state, overall]).toEqual(['no_clear_best', 0]);
    expect(cells.within120[9]).toBe(0);
    // None of them stayed: how few do is not told where they are fewer than ten.
    expect(cells.abandonment[9]).toBeNull();
    expect(cells.medianSeconds[9]).toBeNull();
    expect(line.forecast().days.expected[0]).toBe(160);
  });

  test('a channel known only by daily sums is forecast by the day, and advised of nothing', () => {
    const line = made();
    const days = Array.from({ length: 70 }, (_, i) => dayOf('2025-12-29') + i).filter(
      (day) => weekdayOf(day) < 5,
    );
    const sums = days.map((day) =>
      intervalOf({
        intervalStart: line.zone.startOfDay(day),
        interval: 'P1D',
        offered: 200 + 20 * weekdayOf(day),
      }),
    );
    line.records.load('intervals', sums);
    line.at('2026-03-09').keep();
    expect(line.bestTimes()).toMatchObject({ state: 'withheld', reason: 'not_by_the_hour', days: [] });
    const { reason, days: said, hours } = line.forecast();
    expect(reason).toBeNull();
    expect(said.expected.slice(0, 7)).toEqual([200, 220, 240, 260, 280, null, null]);
    expect(said.status.slice(4, 6)).toEqual(['forecast', 'closed']);
    expect(hours.start).toEqual([]);
  });

  test('no records at all, and records that begin today', () => {
    const line = made().at('2026-03-09', '12:20');
    expect(line.keep()).toBe(0);
    expect(line.bestTimes()).toMatchObject({ state: 'withheld', reason: 'no_records', overall: null });
    expect(line.forecast().reason).toBe('no_records');
    expect(line.record().record.days).toBe(0);
    line.fill('2026-03-09', '2026-03-09').at('2026-03-09', '12:20');
    expect(line.keep()).toBe(0);
    expect(line.bestTimes()).toMatchObject({ state: 'withheld', reason: 'not_yet' });
    expect(line.forecast().reason).toBe('not_yet');
  });

  test('a line without stated hours is open when contacts come', () => {
    const line = made({ hours: null }).fill('2025-12-29', '2026-03-06').at('2026-03-09');
    line.keep();
    const { state, days, cells } = line.bestTimes();
    expect(state).toBe('advised');
    expect(days[0]).toMatchObject({ isOpen: null });
    expect(days[5]).toMatchObject({ date: '2026-03-14', isOpen: null, best: [] });
    expect(cells.status[8]).toBe('closed');
    expect(line.forecast(1).hours.start).toHaveLength(8);
  });

  test('a line closed for the coming two weeks says so, and is not waited for', () => {
    const line = made({ hours: {} }).fill('2025-12-29', '2026-03-06').at('2026-03-09');
    expect(line.keep()).toBe(1);
    expect(line.bestTimes()).toMatchObject({ state: 'no_clear_best', reason: null });
    expect(line.forecast().days.status.every((status) => status === 'closed')).toBe(true);
  });
});
