import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  FACT_IDS,
  FACTS,
  type FactId,
  type FactKind,
  type FactOf,
  MAX_FACT_CODE,
} from '../../../db/domain/fact.ts';
import { FactBlock } from '../../../db/domain/fact-block.ts';
import { BIN_COUNT } from '../../../db/domain/histogram.ts';
import { WantedFacts } from '../../../db/domain/wanted-facts.ts';
import { factsIn } from '../../support/records-database.ts';

const idsOf = <K extends FactKind>(kind: K) =>
  FACT_IDS.filter((id) => FACTS[id].kind === kind) as FactOf<K>[];
/** What one record adds: a fact, a slot, and an amount, a bin or a member. */
type Addition = { fact: FactId; slot: number; amount: number };

function anyAdditions(slots: number, maxLength = 60): fc.Arbitrary<Addition[]> {
  const slot = fc.nat(slots - 1);
  const amount = fc.oneof(
    fc.integer({ min: 1, max: 300 }),
    fc.integer({ min: 1, max: 90 }).map((seconds) => seconds * 1000),
    fc.integer({ min: 1, max: 2 ** 45 }),
  );
  const from = <K extends FactKind>(kind: K, value: fc.Arbitrary<number>) =>
    fc.record({ fact: fc.constantFrom<FactId>(...idsOf(kind)), slot, amount: value });
  return fc.array(
    fc.oneof(
      from('sum', amount),
      fc.record({
        fact: fc.constant<FactId>('rawScoreMicro'),
        slot,
        amount: fc.integer({ min: -5e6, max: -1 }),
      }),
      from('max', amount),
      from('waits', fc.nat(BIN_COUNT - 1)),
      from('set', fc.nat(2 ** 31 - 1)),
    ),
    { maxLength },
  );
}

function blockOf(slots: number, additions: readonly Addition[]): FactBlock {
  return fill(new FactBlock(slots), additions);
}

function fill(block: FactBlock, additions: readonly Addition[]): FactBlock {
  for (const { fact, slot, amount } of additions) {
    const { kind } = FACTS[fact];
    if (kind === 'sum') block.add(fact as FactOf<'sum'>, slot, amount);
    else if (kind === 'max') block.raise(fact as FactOf<'max'>, slot, amount);
    else if (kind === 'waits') block.addWait(fact as FactOf<'waits'>, slot, amount);
    else block.addMember(fact as FactOf<'set'>, slot, amount);
  }
  return block;
}

const anySlots = fc.constantFrom(1, 2, 24, 25, 92, 96, 100);
const anyBlock = anySlots.chain((slots) =>
  anyAdditions(slots).map((additions) => ({ slots, additions, block: blockOf(slots, additions) })),
);

describe('a stored block', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(anyBlock, ({ block }) => {
        const read = FactBlock.decode(block.encode());
        expect(read.slots).toBe(block.slots);
        expect(factsIn(read)).toEqual(factsIn(block));
        expect(read.encode()).toEqual(block.encode());
      }),
    );
  });

  test('is the same bytes in whatever order its facts were added', () => {
    fc.assert(
      fc.property(anyBlock, ({ slots, additions, block }) => {
        expect(blockOf(slots, additions.toReversed()).encode()).toEqual(block.encode());
      }),
    );
  });

  test('gives the facts that are asked for, and no others', () => {
    fc.assert(
      fc.property(anyBlock, fc.subarray([...FACT_IDS]), ({ block }, wanted) => {
        const names = new Set<string>(wanted);
        const read = FactBlock.decode(block.encode(), new WantedFacts(wanted));
        expect(factsIn(read)).toEqual(factsIn(block).filter(([name]) => names.has(name.split(' ')[0] ?? '')));
      }),
    );
  });

  test('of which few facts were asked for adds those, and no others, to one of every fact', () => {
    fc.assert(
      fc.property(anyBlock, fc.subarray([...FACT_IDS]), ({ block }, wanted) => {
        const read = FactBlock.decode(block.encode(), new WantedFacts(wanted));
        const sum = new FactBlock(block.slots);
        sum.merge(read);
        expect(factsIn(sum)).toEqual(factsIn(read));
        expect(sum.encode()).toEqual(read.encode());
        expect(factsIn(read.fold(1, () => 0))).toEqual(factsIn(sum.fold(1, () => 0)));
      }),
    );
  });

  test('may hold facts of a newer version, which are jumped over', () => {
    const known = blockOf(1, [{ fact: 'offered', slot: 0, amount: 7 }]).encode();
    const [slots = 0, ...facts] = known;
    const unknownCode = MAX_FACT_CODE + 5;
    const later = Uint8Array.from([slots, unknownCode, 3, 1, 2, 3, ...facts]);
    expect(FactBlock.decode(later).sum('offered', 0)).toBe(7);
  });

  test('that was cut short is refused', () => {
    const block = blockOf(96, [
      { fact: 'offered', slot: 40, amount: 1_000_003 },
      { fact: 'answered', slot: 41, amount: 5_000_001 },
    ]);
    const bytes = block.encode();
    expect(() => FactBlock.decode(bytes.subarray(0, bytes.length - 1))).toThrow(RangeError);
  });

  test('of nothing is empty, and one with a fact is not', () => {
    expect(new FactBlock(96).isEmpty).toBe(true);
    expect(blockOf(96, [{ fact: 'offered', slot: 0, amount: 1 }]).isEmpty).toBe(false);
    expect(FactBlock.decode(new FactBlock(96).encode()).isEmpty).toBe(true);
  });

  test('of a usual day is small', () => {
    const block = new FactBlock(24);
    for (let hour = 7; hour < 24; hour++) {
      block.add('offered', hour, 90);
      block.add('answered', hour, 80);
      block.add('abandoned', hour, 10);
      for (let second = 0; second < 80; second++) block.addWait('waitsAnswered', hour, second % 60);
    }
    expect(block.encode().length).toBeLessThan(2500);
  });
});

describe('merging', () => {
  const anyPair = anySlots.chain((slots) =>
    fc.tuple(fc.constant(slots), anyAdditions(slots), anyAdditions(slots)),
  );

  test('two blocks gives the block of both', () => {
    fc.assert(
      fc.property(anyPair, ([slots, some, others]) => {
        const merged = blockOf(slots, some);
        merged.merge(blockOf(slots, others));
        expect(factsIn(merged)).toEqual(factsIn(blockOf(slots, [...some, ...others])));
      }),
    );
  });

  test('leaves the other block as it was', () => {
    fc.assert(
      fc.property(anyPair, ([slots, some, others]) => {
        const other = blockOf(slots, others);
        const before = other.encode();
        blockOf(slots, some).merge(other);
        expect(other.encode()).toEqual(before);
      }),
    );
  });
});

describe('folding', () => {
  test('into fewer slots is as if everything had been added there', () => {
    fc.assert(
      fc.property(anyAdditions(96), (additions) => {
        const hourOf = (quarter: number) => Math.floor(quarter / 4);
        const folded = blockOf(96, additions).fold(24, hourOf);
        expect(folded.slots).toBe(24);
        const straight = additions.map((addition) => ({ ...addition, slot: hourOf(addition.slot) }));
        expect(factsIn(folded)).toEqual(factsIn(blockOf(24, straight)));
      }),
    );
  });

  test('in two steps is folding in one', () => {
    fc.assert(
      fc.property(anyAdditions(96), (additions) => {
        const block = blockOf(96, additions);
        const twice = block.fold(24, (quarter) => Math.floor(quarter / 4)).fold(1, () => 0);
        expect(factsIn(twice)).toEqual(factsIn(block.fold(1, () => 0)));
      }),
    );
  });
});

describe('a block that is cleared', () => {
  test('is empty, and holds what is added to it then as a new one does', () => {
    const twice = fc.tuple(anyAdditions(25), anyAdditions(25));
    fc.assert(
      fc.property(twice, ([before, after]) => {
        const used = blockOf(25, before);
        used.clear();
        expect(used.isEmpty).toBe(true);
        expect([...used.encode()]).toEqual([...new FactBlock(25).encode()]);
        fill(used, after);
        expect([...used.encode()]).toEqual([...blockOf(25, after).encode()]);
      }),
      { numRuns: 50 },
    );
  });
});
