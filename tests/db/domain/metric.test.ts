import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { GRAINS } from '../../../db/domain/bucket.ts';
import { BRIDGE_METRICS } from '../../../db/domain/clock-bridge.ts';
import {
  FACT_IDS,
  FACTS,
  type FactId,
  factOfCode,
  finestLevel,
  LINK_FACTS,
  SURVEY_FACTS,
} from '../../../db/domain/fact.ts';
import { evidenceOf, expectedMetric, factsOf, findMetric, METRICS } from '../../../db/domain/metric.ts';
import { PLAIN_WORDS, TOPICS, topicOf } from '../../../db/domain/metric-words.ts';
import { PROMISE_METRICS } from '../../../db/domain/promise-metric.ts';
import { SURVEY_POINTS } from '../../../db/domain/tally.ts';

/** The ids that the contract fixes. */
const PROMISED = `offered answered abandoned short_abandoned contained blocked abandonment_rate service_level
  service_level_excl service_level_credit service_level_ans answered_within_20s answered_within_60s
  answered_within_120s answered_within_300s customer_service_level average_speed_of_answer wait_p50 wait_p75 wait_p90
  wait_p95 longest_wait handle_time transfer_rate first_contact_resolution backlog kept_by_due_date csat_top2
  csat_mean response_rate`.split(/\s+/);

describe('the registry', () => {
  test('has every metric that is promised', () => {
    for (const id of PROMISED) expect(findMetric(id)?.id, id).toBe(id);
    expect(findMetric('no_such_metric')).toBeUndefined();
  });

  test('names each metric once, in small letters', () => {
    const ids = METRICS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
  });

  test('says of each metric what it means, in one or two short sentences without a formula', () => {
    expect(METRICS.map(({ id }) => id).sort()).toEqual(Object.keys(PLAIN_WORDS).sort());
    for (const { id, plain } of METRICS) {
      expect(plain, id).toMatch(/^\p{Lu}.*\.$/u);
      expect(plain.split(' ').length, id).toBeLessThanOrEqual(25);
      expect(plain, id).not.toMatch(/[÷×+=%]|percentile|Kaplan|denominator/);
    }
  });

  test('has each metric under one topic', () => {
    const listed: string[] = Object.values(TOPICS).flat();
    expect(listed.sort()).toEqual(METRICS.map(({ id }) => id).sort());
    expect(() => topicOf('no_such_metric')).toThrow('no topic');
  });

  test('gives each metric a label, a definition in a sentence, and a source', () => {
    for (const { id, label, definition, source } of METRICS) {
      expect(label, id).not.toBe('');
      expect(definition, id).toMatch(/^[\p{Lu}\d(1].*\.$/su);
      expect(source, id).not.toBe('');
    }
    const labels = METRICS.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
  });

  test('makes every metric of facts that exist, and sums of facts that add up', () => {
    for (const metric of METRICS) {
      for (const fact of factsOf(metric)) expect(FACT_IDS, metric.id).toContain(fact);
      const { value, unknown } = metric;
      const sums = [unknown?.of, unknown?.among];
      if (value.kind === 'count') sums.push(value.of);
      if (value.kind === 'ratio') sums.push(value.of, value.per, value.n);
      if (value.kind === 'stock') sums.push(value.came, value.went);
      for (const fact of sums.flatMap((sum) => Object.keys(sum ?? {}))) {
        expect(FACTS[fact as keyof typeof FACTS].kind, `${metric.id} ${fact}`).toBe('sum');
      }
    }
  });

  test('publishes no metric finer than the facts it is made of', () => {
    for (const metric of METRICS) {
      for (const fact of factsOf(metric)) {
        expect(GRAINS.indexOf(metric.finestGrain), `${metric.id} ${fact}`).toBeGreaterThanOrEqual(
          GRAINS.indexOf(finestLevel(fact)),
        );
      }
    }
  });

  test('publishes by the quarter-hour what a customer chooses a time by', () => {
    for (const id of [
      'offered',
      'abandonment_rate',
      'service_level',
      'average_speed_of_answer',
      'longest_wait',
    ]) {
      expect(findMetric(id)?.finestGrain, id).toBe('15min');
    }
    for (const id of ['wait_p50', 'wait_p90']) expect(findMetric(id)?.finestGrain, id).toBe('hour');
  });

  test('says nothing about staff by less than a day', () => {
    for (const metric of METRICS.filter(({ aboutStaff }) => aboutStaff)) {
      expect(GRAINS.indexOf(metric.finestGrain), metric.id).toBeGreaterThanOrEqual(GRAINS.indexOf('day'));
    }
  });

  test('counts a survey metric by surveys alone, and every other by contacts', () => {
    const bySurveys = METRICS.filter((metric) => evidenceOf(metric) === 'surveys').map(({ id }) => id);
    expect(bySurveys.sort()).toEqual(
      [
        'csat_mean',
        'csat_mean_original',
        'csat_top2',
        'recommend_score',
        'response_rate',
        'survey_answers',
      ].sort(),
    );
  });

  test('knows complaints by categories, cases by cases, and what is due by what was', () => {
    const by = (evidence: string) =>
      METRICS.filter((metric) => evidenceOf(metric) === evidence).map(({ id }) => id);
    expect(by('categories')).toEqual(['complaints', 'complaint_rate']);
    expect(by('cases')).toEqual([
      ...['complaint_days_p50', 'complaint_days_p90'],
      ...['backlog', 'backlog_age_p50', 'backlog_age_p90'],
    ]);
    expect(by('due_times')).toEqual(['due', 'kept_by_due_date']);
  });

  test('settles repeat contacts after five weeks, how long complaints took after eight, all else after one', () => {
    for (const metric of METRICS) {
      const isLinked = [...factsOf(metric)].some((fact) => LINK_FACTS.includes(fact) && fact !== 'linked');
      const isUntilSettled = metric.value.kind === 'days_quantile';
      expect(metric.finalAfterDays, metric.id).toBe(isLinked ? 35 : isUntilSettled ? 56 : 7);
    }
  });
});

describe('a metric that is not there', () => {
  test.each([
    ['csat', '"csat_top2", "csat_mean", "csat_mean_original", or another metric id'],
    ['satisfaction', '"csat_top2", "csat_mean", "csat_mean_original", or another metric id'],
    ['servicelevel', '"service_level", or another metric id'],
    ['zufriedenheit', 'the id of a metric'],
  ])('named %s is answered with those that may be meant, and with the list', (written, meant) => {
    expect(expectedMetric(written)).toBe(
      `${meant}: README.md lists them under "The figures", a running server at /api/v1/metrics`,
    );
  });

  test('can be looked up: the README lists all that are', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    const rows = /\| about \| metrics \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(readme)?.[1] ?? '';
    const listed = rows.split('\n').flatMap((row) => {
      const [, topic = '', ids = ''] = row.split('|');
      return [...ids.matchAll(/`([^`]+)`/g)].map(([, id]) => `${topic.trim()} ${id}`);
    });
    expect(listed.sort()).toEqual(METRICS.map(({ topic, id }) => `${topic} ${id}`).sort());
  });
});

describe('the facts', () => {
  test('have each a code of their own, which fits a byte', () => {
    for (const id of FACT_IDS) {
      expect(factOfCode(FACTS[id].code)).toBe(id);
      expect(FACTS[id].code).toBeGreaterThan(0);
      expect(FACTS[id].code).toBeLessThan(256);
      expect(FACTS[id].counts).not.toBe('');
    }
    expect(factOfCode(0)).toBeUndefined();
    expect(factOfCode(255)).toBeUndefined();
  });

  test('of repeat contacts and of surveys are kept by the day', () => {
    for (const fact of [...LINK_FACTS, ...SURVEY_FACTS]) expect(finestLevel(fact), fact).toBe('day');
  });

  test('are all used by some metric, by the bridge between the two clocks, or kept for a spread', () => {
    const defined = [...METRICS, ...PROMISE_METRICS, ...Object.values(BRIDGE_METRICS)];
    const answers = [...SURVEY_POINTS, 'scoreSquareMicro', 'squaresKnown'] as const;
    const spans = ['promiseSpans', 'promiseDays', 'openSpans', 'openDays'] as const;
    const used = new Set<FactId>([
      ...defined.flatMap((metric) => [...factsOf(metric)]),
      ...answers,
      ...spans,
    ]);
    expect(FACT_IDS.filter((fact) => !used.has(fact))).toEqual([]);
  });
});
