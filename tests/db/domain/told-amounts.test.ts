import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GRAINS, type Grain, isSlotGrain } from '../../../db/domain/bucket.ts';
import { evaluate, type FactView, total, viewOf } from '../../../db/domain/evaluation.ts';
import { FACT_IDS, FACTS, type FactId, finestLevel, LEVELS } from '../../../db/domain/fact.ts';
import { FactBlock } from '../../../db/domain/fact-block.ts';
import { findMetric, METRICS } from '../../../db/domain/metric.ts';
import { TOLD, type ToldMeasure } from '../../../db/domain/told-amounts.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { answerOf, anyContacts, intervalOf } from '../../support/records.ts';
import { readBlocks } from '../../support/records-blocks.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

/** How a contact that was offered can have ended. */
const ENDS = [
  'answered',
  'abandoned',
  'callback',
  'message',
  'open',
  'abandonedUnknown',
  'answeredUnknown',
] as const;
const SUMS = FACT_IDS.filter((fact) => FACTS[fact].kind === 'sum');

/** Facts at random, alike in nothing but that each contact ended in one way. */
const anyFacts: fc.Arbitrary<Partial<Record<FactId, number>>> = fc
  .tuple(...SUMS.map(() => fc.nat(200)))
  .map((numbers) => {
    const facts: Partial<Record<FactId, number>> = Object.fromEntries(
      SUMS.map((fact, i) => [fact, numbers[i]]),
    );
    return { ...facts, offered: ENDS.reduce((sum, end) => sum + facts[end]!, 0) };
  });

function amountOf(amount: number, view: FactView): number {
  return total(view, TOLD.amounts[amount]!.of);
}

/** The sums that do not hold of facts, in words. */
function broken(view: FactView): string[] {
  const amounts = TOLD.amounts.map((_, amount) => amountOf(amount, view));
  const name = (amount: number) => JSON.stringify(TOLD.amounts[amount]!.of);
  return TOLD.amountSums.flatMap(({ whole, parts }) => {
    const sum = parts.reduce((all, [amount, factor]) => all + factor * amounts[amount]!, 0);
    if (sum === amounts[whole]) return [];
    return [`${name(whole)} is ${amounts[whole]}, not ${sum}: ${parts.map(([one]) => name(one)).join()}`];
  });
}

const measureOf = (id: string): ToldMeasure => TOLD.measures.find(({ metric }) => metric.id === id)!;
const factsOf = (amounts: readonly number[]) => amounts.map((amount) => TOLD.amounts[amount]!.of);

describe('the sums of amounts', () => {
  test('hold of any facts in which each contact ended in one way', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(broken(viewOf(facts))).toEqual([]);
      }),
      { numRuns: 100 },
    );
    expect(broken(viewOf({ offered: 3, answered: 2 }))).toHaveLength(1);
  });

  test('name each amount once, and none is the sum of itself', () => {
    const names = TOLD.amounts.map(({ of }) => JSON.stringify(Object.entries(of).sort()));
    expect(new Set(names).size).toBe(names.length);
    for (const { whole, parts } of TOLD.amountSums)
      expect(parts.map(([amount]) => amount)).not.toContain(whole);
  });

  test('tie every amount to single facts', () => {
    const tied = new Set(
      TOLD.amountSums.flatMap(({ whole, parts }) => [whole, ...parts.map(([amount]) => amount)]),
    );
    const alone = TOLD.amounts.flatMap(({ of }, amount) => (tied.has(amount) ? [] : [Object.keys(of)]));
    // Single facts of which nothing else is told.
    for (const facts of alone) expect(facts).toHaveLength(1);
  });

  test('know each amount from the finest bucket on in which all its facts are counted', () => {
    for (const { of, finest } of TOLD.amounts) {
      const levels = Object.keys(of).map((fact) => LEVELS.indexOf(finestLevel(fact as FactId)));
      expect(finest).toBe(LEVELS[Math.max(...levels)]);
    }
    for (const { metric, tells } of TOLD.measures)
      for (const amount of tells)
        expect(GRAINS.indexOf(metric.finestGrain)).toBeGreaterThanOrEqual(
          GRAINS.indexOf(TOLD.amounts[amount]!.finest),
        );
  });
});

describe('the measures', () => {
  test('are one of each count, share, mean and percentile, and of nothing that does not add up', () => {
    const counted = TOLD.measures.map(({ metric }) => metric.id);
    expect(counted).toEqual(
      METRICS.filter(({ value: { kind } }) => kind !== 'stock' && kind !== 'age_quantile').map(
        ({ id }) => id,
      ),
    );
    for (const { id, value } of METRICS)
      if (value.kind === 'count' || value.kind === 'ratio') expect(counted).toContain(id);
  });

  test('tell what the value tells: of a count the count, of a share its base and its part, of a mean its base', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const view = viewOf(facts);
        for (const { metric, tells, isBase } of TOLD.measures) {
          if (metric.value.kind !== 'count' && metric.value.kind !== 'ratio') continue;
          // What is not known of too many is not said; here it is only asked how it would be.
          const said = evaluate({ ...metric, unknown: undefined } as typeof metric, view);
          if (said.kind !== 'value') continue;
          met.add(metric.id);
          const told = tells.map((amount) => amountOf(amount, view));
          expect(told, metric.id).toEqual(said.part === null ? [said.n] : [said.n, said.part]);
          expect(isBase, metric.id).toBe(said.part === null && metric.value.kind === 'ratio');
        }
      }),
      { numRuns: 300, seed: 3 },
    );
    const told = METRICS.filter(({ value: { kind } }) => kind === 'count' || kind === 'ratio');
    expect([...met].sort()).toEqual(told.map(({ id }) => id).sort());
  });

  test('keep secret the part, the rest, and what is told beside: whatever the control would hide for being small', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const view = viewOf(facts);
        for (const { metric, guards, base } of TOLD.measures) {
          if (metric.aboutRecords || metric.value.kind !== 'ratio' || !metric.value.parts) continue;
          const said = evaluate({ ...metric, unknown: undefined } as typeof metric, view);
          if (said.kind !== 'value') continue;
          const secret = [said.part!, said.n - said.part!, ...(said.beside ?? [])];
          expect(
            guards.map((amount) => amountOf(amount, view)),
            metric.id,
          ).toEqual(secret);
          expect(amountOf(base!, view)).toBe(said.n);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('of how well records are kept guard nothing but their base', () => {
    const about = TOLD.measures.filter(({ metric }) => metric.aboutRecords);
    expect(about.map(({ metric }) => metric.id)).toContain('linkage_coverage');
    for (const { guards } of about) expect(guards).toEqual([]);
  });

  test('of means guard the contacts behind them, of counts the count', () => {
    expect(factsOf([measureOf('handle_time').base!])).toEqual([{ handleKnown: 1 }]);
    expect(measureOf('handle_time').guards).toEqual([]);
    expect(factsOf(measureOf('abandoned').guards)).toEqual([{ abandoned: 1 }]);
    expect(measureOf('abandoned').base).toBeNull();
  });

  test('are rounded where the metric is, and what everyone needs most is hidden last', () => {
    for (const { metric, isRounded } of TOLD.measures) expect(isRounded).toBe(metric.isRounded === true);
    expect(measureOf('half_hours_met').isRounded).toBe(true);
    const ranks = ['handle_time', 'answered', 'abandonment_rate', 'service_level', 'attempts', 'offered'].map(
      (id) => measureOf(id).rank,
    );
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBe(ranks.length);
    expect(findMetric('offered')).toBe(measureOf('offered').metric);
  });
});

describe('of records as they are counted', () => {
  const FROM = Date.parse('2024-03-04T00:00:00Z') / 1000;
  let records: RecordsDatabase;
  let views: { name: string; level: Grain; view: FactView }[];
  /** what is large enough to say something */
  let days: typeof views;

  beforeAll(() => {
    records = new RecordsDatabase({ zone: makeZone('UTC') });
    const to = FROM + 20 * 86_400;
    const [contacts] = fc.sample(anyContacts({ from: FROM, to, most: 120, least: 120 }), {
      numRuns: 1,
      seed: 5,
    });
    records.load('contacts', contacts!);
    records.load(
      'surveys',
      contacts!.slice(0, 60).map(({ id, offeredAt }, i) =>
        answerOf({
          id: `s${i}`,
          contactId: id,
          answeredAt: offeredAt + 60,
          score: 1 + (i % 5),
          wouldRecommend: i % 11,
        }),
      ),
    );
    records.load(
      'intervals',
      Array.from({ length: 20 }, (_, i) =>
        intervalOf({
          intervalStart: FROM + i * 86_400 + 9 * 3600,
          interval: 'PT1H',
          queue: 'lines',
          offered: 30,
          answered: 20 + (i % 8),
          abandoned: 30 - 20 - (i % 8),
          waitTotalSeconds: 400,
        }),
      ),
    );
    records.rollUp(to + 40 * 86_400);
    const blocks = new Map<string, FactBlock>();
    for (const { grain, shape, member, day, bytes } of readBlocks(records.db)) {
      const name = `${grain} ${shape} ${JSON.stringify(member)} ${day}`;
      const block = FactBlock.decode(bytes);
      const known = blocks.get(name);
      if (known === undefined) blocks.set(name, block);
      else known.merge(block);
    }
    const all = [...blocks].flatMap(([name, block]) =>
      Array.from({ length: block.slots }, (_, slot) => ({
        name: `${name} ${slot}`,
        level: name.split(' ')[0] as Grain,
        view: {
          sum: (fact) => block.sum(fact, slot),
          waits: (fact) => block.waits(fact, slot),
          members: (fact) => block.members(fact, slot),
        } satisfies FactView,
      })),
    );
    views = all.filter(({ view }) => view.sum('offered') + view.sum('casesOpened') > 0);
    days = views.filter(({ level }) => !isSlotGrain(level));
  });
  afterAll(() => records.close());

  test('all sums hold in every bucket of every cell', () => {
    expect(views.length).toBeGreaterThan(500);
    expect(
      views.flatMap(({ name, view }) => broken(view).map((sum) => `${name}: ${sum}`)).slice(0, 5),
    ).toEqual([]);
  });

  test('an amount is negative, and its sums tell nothing, only where one thing is not part of the other', () => {
    const mayBe = [
      // Another time than the target's.
      /^targetWithin within\d+$/,
      // The source contradicts itself.
      /^surveysReturned surveysSent$/,
      // Those who were first for 7 days are more than those who were for 28.
      /^followed28 followed7$/,
      // Of contacts that ended in a menu it can be known, too, that they were resolved.
      /^offered resolvedKnown$/,
    ];
    const found = new Set<string>();
    for (const { level, view } of days)
      TOLD.amounts.forEach(({ of, finest }, amount) => {
        if (GRAINS.indexOf(finest) > GRAINS.indexOf(level)) return;
        if (amountOf(amount, view) < 0) found.add(Object.keys(of).sort().join(' '));
      });
    expect([...found].filter((names) => !mayBe.some((one) => one.test(names)))).toEqual([]);
  });

  test('each percentile tells the contacts behind it', () => {
    const met = new Set<string>();
    for (const { name, level, view } of days)
      for (const { metric, tells } of TOLD.measures) {
        const { kind } = metric.value;
        if (kind !== 'wait_quantile' && kind !== 'days_quantile' && kind !== 'longest') continue;
        if (GRAINS.indexOf(metric.finestGrain) > GRAINS.indexOf(level)) continue;
        const said = evaluate(metric, view);
        if (said.kind !== 'value') continue;
        met.add(kind);
        expect(amountOf(tells[0]!, view), `${metric.id} ${name}`).toBe(said.n);
      }
    expect([...met].sort()).toEqual(['days_quantile', 'longest', 'wait_quantile']);
  });
});
