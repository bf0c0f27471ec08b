import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disclose, isRounded, roundCount } from '../../../db/domain/disclosure.ts';
import type { Evaluation } from '../../../db/domain/evaluation.ts';
import { SHAPES, type Shape } from '../../../db/domain/lattice.ts';
import { findMetric, METRICS } from '../../../db/domain/metric.ts';

const POLICY = { threshold: 10 };
const metricOf = (id: string) => {
  const metric = findMetric(id);
  if (metric === undefined) throw new Error(`no metric ${id}`);
  return metric;
};
const countOf = (value: number): Evaluation => ({ kind: 'value', value, n: value, part: null, agents: 0 });
const shareOf = (part: number, n: number): Evaluation => ({
  kind: 'value',
  value: part / n,
  n,
  part,
  agents: 0,
});
const meanOf = (value: number, n: number, agents = 0): Evaluation => ({
  kind: 'value',
  value,
  n,
  part: null,
  agents,
});

describe('counts', () => {
  test('by an attribute of people follow the 10-5 rule of the Office for National Statistics', () => {
    const table = [
      [120, 3, 45],
      [37, 64, 12],
      [8, 0, 2],
    ];
    const said = table.map((row) =>
      row.map((count) => {
        const cell = disclose(metricOf('offered'), 'category', countOf(count), POLICY);
        return cell.kind === 'value' ? cell.value : cell.kind;
      }),
    );
    expect(said).toEqual([
      [120, 'suppressed', 45],
      [35, 65, 10],
      ['suppressed', 0, 'suppressed'],
    ]);
  });

  test('of the operation as a whole are exact from ten on', () => {
    for (const shape of ['all', 'channel', 'queue'] as const) {
      expect(disclose(metricOf('offered'), shape, countOf(37), POLICY)).toEqual({
        kind: 'value',
        value: 37,
        n: 37,
      });
      expect(disclose(metricOf('offered'), shape, countOf(9), POLICY)).toEqual({ kind: 'suppressed' });
      expect(disclose(metricOf('offered'), shape, countOf(0), POLICY)).toMatchObject({
        kind: 'value',
        value: 0,
      });
    }
  });

  test('of open cases are hidden where they are small, and rounded everywhere: their steps are what came less what went', () => {
    expect(disclose(metricOf('backlog'), 'all', countOf(3), POLICY)).toEqual({ kind: 'suppressed' });
    expect(disclose(metricOf('backlog'), 'queue', countOf(12), POLICY)).toMatchObject({ value: 10, n: 10 });
    expect(disclose(metricOf('backlog'), 'all', countOf(1013), POLICY)).toMatchObject({ value: 1015 });
  });

  test('are hidden below five whatever the operator sets', () => {
    expect(disclose(metricOf('offered'), 'all', countOf(4), { threshold: 1 })).toEqual({
      kind: 'suppressed',
    });
    expect(disclose(metricOf('offered'), 'all', countOf(5), { threshold: 1 })).toMatchObject({ value: 5 });
  });

  test('are rounded by category, cause, language and region, in every table that holds one of them', () => {
    const exact = SHAPES.filter((shape) => !isRounded(shape));
    expect(exact).toEqual(['all', 'channel', 'queue']);
    expect([2, 3, 7, 8, 12, 13].map(roundCount)).toEqual([0, 5, 5, 10, 10, 15]);
  });
});

describe('shares', () => {
  const level = metricOf('service_level');

  test('are hidden where base, part or rest is a few', () => {
    expect(disclose(level, 'all', shareOf(9, 9), POLICY).kind, 'base').toBe('suppressed');
    expect(disclose(level, 'all', shareOf(9, 100), POLICY).kind, 'part').toBe('suppressed');
    expect(disclose(level, 'all', shareOf(91, 100), POLICY).kind, 'rest').toBe('suppressed');
    expect(disclose(level, 'all', shareOf(90, 100), POLICY)).toEqual({ kind: 'value', value: 0.9, n: 100 });
  });

  test('of all and of none are said of ten or more', () => {
    expect(disclose(level, 'all', shareOf(0, 10), POLICY)).toMatchObject({ value: 0 });
    expect(disclose(level, 'all', shareOf(10, 10), POLICY)).toMatchObject({ value: 1 });
  });

  test('are made of rounded counts where counts are rounded', () => {
    expect(disclose(level, 'cause', shareOf(33, 101), POLICY)).toEqual({
      kind: 'value',
      value: 35 / 100,
      n: 100,
    });
    const rate = metricOf('complaint_rate');
    const complaints: Evaluation = { kind: 'value', value: (1000 * 33) / 101, n: 101, part: 33, agents: 0 };
    const said = disclose(rate, 'cause', complaints, POLICY);
    expect(said.kind === 'value' && said.value).toBeCloseTo(350, 9);
  });
});

describe('means and percentiles', () => {
  test('need ten contacts', () => {
    expect(disclose(metricOf('average_speed_of_answer'), 'all', meanOf(31, 9), POLICY).kind).toBe(
      'suppressed',
    );
    expect(disclose(metricOf('wait_p90'), 'all', meanOf(31, 10), POLICY)).toMatchObject({ value: 31, n: 10 });
  });

  test('say nothing of the number behind them where it is rounded: every number near it could have the same mean', () => {
    const told = (id: string, mean: number, n: number) => {
      const said = disclose(metricOf(id), 'category', meanOf(mean, n), POLICY);
      return said.kind === 'value' ? said : null;
    };
    expect(told('average_speed_of_answer', 445 / 12, 12)).toEqual({ kind: 'value', value: 37, n: 10 });
    expect(disclose(metricOf('average_speed_of_answer'), 'all', meanOf(445 / 12, 12), POLICY)).toMatchObject({
      value: 445 / 12,
    });
    // Whole seconds; whole scores; how many more would recommend it than would not, of a hundred.
    for (const [id, fewest, scale] of [
      ['average_speed_of_answer', 10, 1],
      ['csat_mean', 30, 1],
      ['recommend_score', 30, 100],
    ] as const)
      for (const n of [...Array(20).keys()].flatMap((more) => [fewest + more, 90 + more]))
        for (let sum = 0; sum <= n; sum++) {
          const said = told(id, (scale * sum) / n, n)!;
          for (let other = Math.max(fewest, said.n! - 2); other <= said.n! + 2; other++) {
            const nearest = Math.round((said.value * other) / scale);
            const could = [nearest - 1, nearest, nearest + 1].some(
              (one) => Math.abs(told(id, (scale * one) / other, other)!.value - said.value) < 1e-9,
            );
            expect(could, `${id} ${sum} of ${n}, ${other}`).toBe(true);
          }
        }
  });

  test('of surveys by category need thirty', () => {
    expect(disclose(metricOf('csat_mean'), 'channel', meanOf(4.2, 10), POLICY).kind).toBe('value');
    expect(disclose(metricOf('csat_mean'), 'category', meanOf(4.2, 29), POLICY).kind).toBe('suppressed');
    expect(disclose(metricOf('csat_mean'), 'category', meanOf(4.2, 31), POLICY)).toMatchObject({ n: 30 });
  });

  test('about staff are said of no team of four or fewer', () => {
    for (const id of ['handle_time', 'hold_time', 'transfer_rate', 'occupancy']) {
      expect(disclose(metricOf(id), 'all', meanOf(200, 500, 4), POLICY).kind, id).toBe('suppressed');
      expect(disclose(metricOf(id), 'all', meanOf(200, 500, 5), POLICY).kind, id).toBe('value');
    }
  });

  test('that cannot be told of a few are hidden, not missing', () => {
    expect(disclose(metricOf('wait_p90'), 'all', { kind: 'missing', n: 9 }, POLICY).kind).toBe('suppressed');
    expect(disclose(metricOf('wait_p90'), 'all', { kind: 'missing', n: 10 }, POLICY).kind).toBe('missing');
    expect(disclose(metricOf('wait_p90'), 'all', { kind: 'missing' }, POLICY).kind).toBe('missing');
  });
});

describe('the longest wait', () => {
  test('is said to the whole minute where a few came', () => {
    expect(disclose(metricOf('longest_wait'), 'all', meanOf(61, 9), POLICY)).toEqual({
      kind: 'value',
      value: 120,
      n: null,
    });
    expect(disclose(metricOf('longest_wait'), 'all', meanOf(61, 10), POLICY)).toEqual({
      kind: 'value',
      value: 61,
      n: 10,
    });
  });
});

describe('whatever is evaluated', () => {
  const anyEvaluation = fc
    .record({
      n: fc.nat(60),
      part: fc.option(fc.nat(60)),
      mean: fc.double({ min: 0, max: 500, noNaN: true }),
      agents: fc.nat(8),
    })
    .map(({ n, part, mean, agents }): Evaluation => {
      const within = part === null ? null : Math.min(part, n);
      return {
        kind: 'value',
        value: within === null ? mean : n === 0 ? 0 : within / n,
        n,
        part: within,
        agents,
      };
    });

  test('no figure about one to nine contacts leaves', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...METRICS),
        fc.constantFrom<Shape>(...SHAPES),
        anyEvaluation,
        (metric, shape, drawn) => {
          const isCount = metric.value.kind === 'count' || metric.value.kind === 'stock';
          const evaluation = isCount && drawn.kind === 'value' ? countOf(drawn.n) : drawn;
          const said = disclose(metric, shape, evaluation, POLICY);
          if (said.kind !== 'value') return;
          expect(said.n === null || said.n === 0 || said.n >= 10, `${metric.id} ${shape} n ${said.n}`).toBe(
            true,
          );
          if (metric.value.kind === 'longest') return;
          if (isCount) expect(said.value === 0 || said.value >= 10).toBe(true);
          else if (evaluation.kind === 'value' && evaluation.part !== null) {
            const { part, n } = evaluation;
            expect([part, n - part].every((count) => count === 0 || count >= 10)).toBe(true);
            expect(said.value).toBeGreaterThanOrEqual(0);
            const rounded = isRounded(shape) || metric.isRounded === true;
            expect(said.value).toBeLessThanOrEqual((1 + 1e-9) * (rounded ? 1 : evaluation.value));
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
