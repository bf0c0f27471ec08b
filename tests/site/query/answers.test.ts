import { describe, expect, test } from 'vitest';
import { readHours } from '../../../site/query/answers.ts';
import { type Hour, hoursOf } from '../published-fixture.ts';

const DAY = '2026-11-20';
const hours = Array.from(
  { length: 24 },
  (_, hour): Hour =>
    hour < 8 ? { value: null, status: 'closed' } : { value: 20 + hour, status: 'provisional' },
);
const good = () => JSON.parse(JSON.stringify(hoursOf(DAY, hours)));
const changed = (change: (series: { cells: Record<string, unknown> } & Record<string, unknown>) => void) => {
  const answer = good();
  change(answer.series[0]);
  return answer;
};

describe('the hours of a day', () => {
  test('are read as they were answered', () => {
    const read = readHours(good(), DAY);
    expect(read?.cells.value).toEqual(hours.map(({ value }) => value));
    expect(read).toMatchObject({
      timeZone: 'Europe/London',
      asOf: Date.parse('2026-11-22T05:00:00Z') / 1000,
    });
  });

  test('may give each start instead of the first, as on a day of odd hours', () => {
    const starts = Array.from({ length: 24 }, (_, i) => `${DAY}T${String(i).padStart(2, '0')}:00:00+00:00`);
    const answer = changed(({ cells }) =>
      Object.assign(cells, { start: starts, start0: undefined, step: undefined }),
    );
    expect(readHours(answer, DAY)?.cells.start).toEqual(starts);
    expect(
      readHours(
        changed(({ cells }) => Object.assign(cells, { start: starts.slice(1) })),
        DAY,
      ),
    ).toBeNull();
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'series'],
    ['no series', { series: [] }],
    ['a problem', { title: 'broken', status: 500 }],
    ['another metric', changed((series) => Object.assign(series, { metric: 'answered' }))],
    ['another grain', changed((series) => Object.assign(series, { grain: 'day' }))],
    ['no zone', changed((series) => Object.assign(series, { timeZone: null }))],
    ['no version', changed((series) => Object.assign(series, { asOf: 'yesterday' }))],
    ['no cells', changed((series) => Object.assign(series, { cells: [] }))],
    ['a text for a value', changed(({ cells }) => Object.assign(cells, { value: hours.map(() => '5') }))],
    ['a value below zero', changed(({ cells }) => ((cells.value as number[])[12] = -1))],
    ['a value beyond all numbers', changed(({ cells }) => ((cells.value as number[])[12] = Infinity))],
    ['a value in a closed hour', changed(({ cells }) => ((cells.value as number[])[2] = 7))],
    ['no value in an open hour', changed(({ cells }) => ((cells.value as null[])[12] = null))],
    ['a status that is none', changed(({ cells }) => ((cells.status as string[])[12] = 'fine'))],
    ['columns of two lengths', changed(({ cells }) => (cells.status as string[]).pop())],
    ['a day without hours', changed(({ cells }) => Object.assign(cells, { value: [], status: [] }))],
    ['another step', changed(({ cells }) => Object.assign(cells, { step: 900 }))],
    ['another day', changed(({ cells }) => Object.assign(cells, { start0: '2026-11-19T00:00:00+00:00' }))],
    ['a start that is no instant', changed(({ cells }) => Object.assign(cells, { start0: `${DAY} 00:00` }))],
  ])('are refused as a whole: %s', (_, answer) => {
    expect(readHours(answer, DAY)).toBeNull();
  });
});
