import { afterEach, describe, expect, test } from 'vitest';
import { bestTimesCsv, forecastCsv, trackRecordCsv } from '../../../api/outlook-tables.ts';
import { weekdayOf } from '../../../db/domain/zone.ts';
import { isOffice, type LineSettings, MadeLine, usual } from '../../support/made-line.ts';
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

describe('nothing is said of few:', () => {
  /** Hours of 0 to 19 calls, and days of few. */
  const few = (day: number, hour: number) => {
    if (!isOffice(day, hour)) return null;
    if (day % 5 === 0) return hour === 12 ? 4 : null;
    const week = Math.floor((day + 3) / 7);
    if (hour === 16) return week % 11 === 0 ? { calls: 1, soon: 1 } : null;
    return { calls: hour - 8, soon: hour === 13 ? 5 : 2, gone: hour === 13 ? 0 : 1 };
  };

  function smallLine(): MadeLine {
    const line = made({ hours: null }).fill('2026-01-05', '2026-03-08', few).at('2026-03-09');
    line.keep();
    line.fill('2026-03-09', '2026-03-12', few).at('2026-03-13').keep();
    return line;
  }

  test('no hour of the week with one to nine contacts has a share, a wait, a tier, a count or a day', () => {
    const line = smallLine();
    const { cells, days } = line.bestTimes();
    const counts = new Map<number, number>();
    for (let day = dayOf('2026-01-05'); day <= dayOf('2026-03-12'); day++) {
      for (let hour = 0; hour < 24; hour++) {
        const calls = few(day, hour);
        const at = weekdayOf(day) * 24 + hour;
        counts.set(at, (counts.get(at) ?? 0) + (typeof calls === 'number' ? calls : (calls?.calls ?? 0)));
      }
    }
    const hidden = [...counts].filter(([, count]) => count > 0 && count < 10).map(([at]) => at);
    expect(hidden.length).toBeGreaterThan(2);
    for (const at of hidden) {
      for (const name of [
        'medianSeconds',
        'ninetySeconds',
        'abandonment',
        'n',
        'days',
        'usualLow',
      ] as const) {
        expect(cells[name][at], `${name} of hour ${at}`).toBeNull();
      }
      if (cells.isBorrowed[at]) continue;
      expect(cells).toMatchObject({
        status: { [at]: 'suppressed' },
        tier: { [at]: null },
        within120: { [at]: null },
      });
    }
    const named = new Set(days.flatMap(({ best, avoid }) => [...best, ...avoid].map(({ within }) => within)));
    expect(named.has(null)).toBe(false);
    for (const n of cells.n) if (n !== null) expect(n).toBeGreaterThanOrEqual(10);
  });

  test('what is borrowed from an hour with few on all weekdays together is hidden too', () => {
    const line = made({ hours: null }).fill('2025-12-29', '2026-03-06', (day, hour) => {
      if (hour === 16 && isOffice(day, hour))
        return Math.floor(day / 3) % 9 === 0 && weekdayOf(day) > 1 ? 1 : null;
      return usual(day, hour);
    });
    line.at('2026-03-09').keep();
    const { cells } = line.bestTimes();
    const ofHour = cells.time.flatMap((time, at) => (time === '16:00' ? [at] : []));
    for (const at of ofHour) {
      expect(cells.within120[at]).toBeNull();
      expect(cells.tier[at]).toBeNull();
      expect(['suppressed', 'closed', 'missing']).toContain(cells.status[at]);
    }
  });

  test('no forecast of fewer than ten is said, for an hour or a day, nor its range', () => {
    const { days, hours } = smallLine().forecast();
    for (const of of [days, hours]) {
      of.expected.forEach((expected, i) => {
        if (expected !== null) expect(expected).toBeGreaterThanOrEqual(10);
        else for (const end of ['low80', 'high80', 'low95', 'high95'] as const) expect(of[end][i]).toBeNull();
      });
    }
    expect(hours.status).toContain('suppressed');
  });

  test('the record hides days of one to nine, and its sums are of eight weeks without them', () => {
    const line = smallLine();
    const { days, record } = line.record('2026-02-01', '2026-03-12');
    const small = days.date.flatMap((date, i) => (dayOf(date) % 5 === 0 ? [i] : []));
    expect(small.length).toBeGreaterThan(3);
    for (const i of small) {
      for (const name of [
        'came',
        'expected',
        'low80',
        'high95',
        'isInside80',
        'isInside95',
        'recommended',
        'hits',
      ] as const) {
        expect(days[name][i], `${name} of ${days.date[i]}`).toBeNull();
      }
    }
    // Of the last 56 days, whatever is asked for: errors of a day would tell its hidden hours.
    const last = days.date[small.at(-1)!]!;
    expect(line.record(last, last).record).toEqual(record);
    const { date, came } = line.record().days;
    const few = date.filter((one) => dayOf(one) % 5 === 0);
    expect(came.some((count) => count === null)).toBe(true);
    expect(record.days).toBe(date.length - few.length);
  });

  test('tables say no more than answers', () => {
    const line = smallLine();
    const column = (csv: string, name: string) => {
      const [head = '', ...rows] = csv.trim().split(/\r?\n/);
      const at = head.split(',').indexOf(name);
      return rows.map((row) => row.split(',')[at]!);
    };
    const week = bestTimesCsv(line.bestTimes() as Parameters<typeof bestTimesCsv>[0]);
    const statuses = column(week, 'status');
    expect(statuses).toContain('suppressed');
    for (const name of ['within_120s', 'median_s', 'n', 'days', 'tier', 'abandonment']) {
      column(week, name).forEach((value, i) => {
        if (statuses[i] === 'suppressed') expect(value, name).toBe('');
      });
    }
    for (const n of column(week, 'n')) if (n !== '') expect(Number(n)).toBeGreaterThanOrEqual(10);
    const coming = forecastCsv(line.forecast() as Parameters<typeof forecastCsv>[0]);
    for (const value of column(coming, 'expected'))
      if (value !== '') expect(Number(value)).toBeGreaterThanOrEqual(10);
    const past = trackRecordCsv(line.record() as Parameters<typeof trackRecordCsv>[0]);
    for (const value of column(past, 'came')) {
      if (value !== '' && value !== '0') expect(Number(value)).toBeGreaterThanOrEqual(10);
    }
  });

  test('what the rest of today is expected to be shows no hour in which few came', () => {
    const line = made().fill('2025-12-29', '2026-03-06').at('2026-03-09');
    line.keep();
    const day = dayOf('2026-03-09');
    const totals = ['10:20', '11:20'].map((time, i) => {
      line.load(line.callsOf(day, 9 + i, { calls: i === 0 ? 4 : 5 }));
      line.load(line.callsOf(day, 11 + i, { calls: 1 }));
      line.at('2026-03-09', time).keep();
      return line.forecast(1).days.expected[0];
    });
    expect(totals).toEqual([totals[0], totals[0]]);
  });
});
