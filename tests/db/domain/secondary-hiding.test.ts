import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CellSum,
  type Grid,
  HIDDEN,
  type HidingPolicy,
  type Measure,
  SHOWN,
  type Span,
} from '../../../db/domain/hiding-grid.ts';
import { hideMore, type Outcome } from '../../../db/domain/secondary-hiding.ts';
import { DEAR_RANK } from '../../../db/domain/stranger.ts';

const POLICY: HidingPolicy = { threshold: 10, leastPossible: 5, base: 5 };
const COUNT: Measure = { tells: [0], guards: [0], base: null, isRounded: false, rank: 0 };
/** Of nobody it is missing, and not hidden. */
const MEAN: Measure = { ...COUNT, guards: [], base: 0 };

interface Asked {
  values: readonly number[];
  sums: readonly (readonly [whole: number, parts: readonly number[]])[];
  /** cells that were told before */
  told?: readonly number[];
  /** cells that tell rounded numbers */
  rounded?: readonly number[];
  ranks?: readonly number[];
  known?: ReadonlyMap<number, Span>;
  measure?: Measure;
}

/** A grid of one count in each cell, of which the small ones are hidden. */
function gridOf({
  values,
  sums,
  told = [],
  rounded = [],
  ranks,
  known = new Map(),
  measure = COUNT,
}: Asked): Grid {
  return {
    values: Float64Array.from(values),
    amounts: 1,
    measures: [measure],
    states: Uint8Array.from(values, (value) => (isSmall(value) ? HIDDEN : SHOWN)),
    isFixed: Uint8Array.from(values, (_, cell) => (told.includes(cell) ? 1 : 0)),
    isRounded: Uint8Array.from(values, (_, cell) => (rounded.includes(cell) ? 1 : 0)),
    ranks: Float64Array.from(ranks ?? values.map(() => 0)),
    cellSums: sums.map(([whole, parts]): CellSum => ({ whole, parts, amounts: [0] })),
    amountSums: [],
    known,
  };
}

function isSmall(value: number): boolean {
  return value > 0 && value < POLICY.threshold;
}

function hiddenOf({ states }: Grid): number[] {
  return [...states.keys()].filter((at) => states[at] === HIDDEN);
}

/** The cells that are hidden in the end, and the small ones for which that did not help. */
function hide(asked: Asked): { hidden: number[]; unsolved: number[]; spanOf: Outcome['spanOf'] } {
  const grid = gridOf(asked);
  const { unsolved, spanOf } = hideMore(grid, POLICY);
  return { hidden: hiddenOf(grid), unsolved, spanOf };
}

/** A total at 0, and its parts. */
const ROW = { values: [120, 3, 80, 37], sums: [[0, [1, 2, 3]]] } as const;

describe('what is known of hidden figures besides', () => {
  const NINE = {
    values: [12, ...Array<number>(8).fill(1), 4],
    sums: [[0, [1, 2, 3, 4, 5, 6, 7, 8, 9]]],
  } as const;

  test.each([COUNT, MEAN])(
    'that there is somebody behind each: of twelve in nine, none may have more than four',
    (measure) => {
      const { hidden, spanOf } = hide({ ...NINE, measure });
      expect(hidden).toContain(0);
      expect(spanOf(9)).toEqual({ low: 1, high: Infinity });
    },
  );

  test('that a number is half of another: a limit on that one is half as far from it', () => {
    // Both parts of the first total are as much below another, so that they are equal, and half of it.
    const { hidden, spanOf } = hide({
      values: [18, 9, 9, 49, 40],
      sums: [
        [0, [1, 2]],
        [3, [1, 4]],
        [3, [2, 4]],
      ],
      rounded: [0, 3, 4],
    });
    const { low, high } = spanOf(1);
    expect(high - low).toBeGreaterThanOrEqual(POLICY.leastPossible - 1);
    // 18 is told as 20: 18 to 22, and the parts 9 to 11.
    expect(hidden).toContain(0);
  });
});

describe('a total and three parts, one of them small', () => {
  test('hides the smallest other figure too, and nothing near the small one follows from the rest', () => {
    const { hidden, unsolved, spanOf } = hide(ROW);
    expect(hidden).toEqual([1, 3]);
    expect(unsolved).toEqual([]);
    expect(spanOf(1)).toEqual({ low: 1, high: Infinity });
  });

  test('hides what is missed least, as it is told', () => {
    expect(hide({ ...ROW, ranks: [1, 1, 0, 1] }).hidden).toEqual([1, 2]);
    expect(hide({ ...ROW, ranks: [0, 1, 1, 1] }).hidden).toEqual([0, 1]);
  });

  test('hides the smallest of those that everyone needs, too', () => {
    const row = { ...ROW, values: [120, 3, 37, 80] };
    const grid: Grid = { ...gridOf(row), measures: [{ ...COUNT, rank: DEAR_RANK }] };
    hideMore(grid, POLICY);
    expect(hiddenOf(grid)).toEqual([1, 2]);
  });

  test('hides nothing that was told before while there is another', () => {
    expect(hide({ ...ROW, told: [3] }).hidden).toEqual([1, 2]);
    expect(hide({ ...ROW, told: [0, 3] }).hidden).toEqual([1, 2]);
    expect(hide({ ...ROW, told: [2, 3], ranks: [9, 0, 0, 0] }).hidden).toEqual([0, 1]);
  });

  test('hides what was told before where nothing else is left', () => {
    const { hidden, unsolved } = hide({ ...ROW, told: [0, 1, 2, 3] });
    expect(hidden).toEqual([1, 3]);
    expect(unsolved).toEqual([]);
  });

  test('goes on hiding until the small one can be five numbers', () => {
    // Beside 10 alone the hidden 3 of 13 is 1 to 12; beside a hidden 1 of 4 it would be 1 to 3.
    expect(hide({ values: [84, 3, 1, 80], sums: [[0, [1, 2, 3]]] }).hidden).toEqual([1, 2, 3]);
    expect(hide({ values: [93, 3, 10, 80], sums: [[0, [1, 2, 3]]] }).hidden).toEqual([1, 2]);
  });

  test('hides the total where both parts are small, and their sum leaves too few numbers', () => {
    const { hidden, spanOf } = hide({ values: [4, 3, 1], sums: [[0, [1, 2]]] });
    expect(hidden).toEqual([0, 1, 2]);
    expect(spanOf(1)).toEqual({ low: 1, high: Infinity });
    expect(hide({ values: [12, 3, 9], sums: [[0, [1, 2]]] }).hidden).toEqual([1, 2]);
  });
});

test('nothing small, nothing hidden', () => {
  expect(hide({ values: [127, 10, 80, 37], sums: [[0, [1, 2, 3]]] }).hidden).toEqual([]);
  expect(hide({ values: [117, 0, 80, 37], sums: [[0, [1, 2, 3]]] }).hidden).toEqual([]);
});

test('where nobody came is no help: a nought is never hidden', () => {
  const { hidden } = hide({ values: [83, 3, 80, 0], sums: [[0, [1, 2, 3]]] });
  expect(hidden).toEqual([1, 2]);
});

describe('a source that contradicts itself', () => {
  test('tells nothing by its sum, and nothing is hidden for it', () => {
    expect(hide({ ...ROW, values: [121, 3, 80, 37] }).hidden).toEqual([1]);
    expect(hide({ ...ROW, values: [120, 3, 80, -37] }).hidden).toEqual([1]);
  });

  test('does not disturb the sums that hold', () => {
    const values = [121, 3, 80, 37, 30, 27];
    const { hidden, unsolved } = hide({
      values,
      sums: [
        [0, [1, 2, 3]],
        [4, [1, 5]],
      ],
    });
    expect(hidden).toEqual([1, 5]);
    expect(unsolved).toEqual([]);
  });
});

describe('rounded numbers', () => {
  test('leave a small one enough: nothing more is hidden', () => {
    const values = [43, 3, 40];
    const sums = [[0, [1, 2]]] as const;
    const { hidden, spanOf } = hide({ values, sums, rounded: [0, 1, 2] });
    expect(hidden).toEqual([1]);
    expect(spanOf(1)).toEqual({ low: 1, high: Infinity });
    expect(hide({ values, sums }).hidden).toEqual([1, 2]);
  });

  test('beside exact ones leave five numbers or four, and only of four is more hidden', () => {
    const sums = [[0, [1, 2]]] as const;
    // 38 to 42 of 43: 1 to 5.
    const enough = hide({ values: [43, 3, 40], sums, rounded: [2] });
    expect([enough.hidden, enough.spanOf(1)]).toEqual([[1], { low: 1, high: 5 }]);
    // 38 to 42 of 42: 0 to 4, and somebody is there.
    expect(hide({ values: [42, 1, 41], sums, rounded: [2] }).hidden).toEqual([1, 2]);
  });
});

describe('what is told anyway', () => {
  test('is shown again: to hide it protects nobody', () => {
    const known = new Map([
      [0, { low: 120, high: 120 }],
      [2, { low: 80, high: 80 }],
      [3, { low: 37, high: 37 }],
    ]);
    const { hidden, unsolved } = hide({ ...ROW, known });
    expect(unsolved).toEqual([1]);
    expect(hidden).toEqual([1]);
  });

  test('stays hidden where only its limits are told', () => {
    const known = new Map([
      [0, { low: 120, high: 120 }],
      [2, { low: 80, high: 80 }],
      [3, { low: 36, high: 38 }],
    ]);
    const { hidden, unsolved } = hide({ ...ROW, known });
    expect(unsolved).toEqual([1]);
    expect(hidden).toEqual([1, 3]);
  });
});

test('what one cell tells by several measures is hidden in all of them', () => {
  // Of each cell: how many were due, how many of them kept, and the rest. Due is told twice, by itself and as the base.
  const due: Measure = { tells: [0], guards: [0], base: null, isRounded: false, rank: 1 };
  const keptShare: Measure = { tells: [0, 1], guards: [1, 2], base: 0, isRounded: false, rank: 0 };
  const cells = [
    [60, 40, 20],
    [40, 28, 12],
    [20, 12, 8],
  ];
  const grid: Grid = {
    ...gridOf({ values: cells.flat(), sums: [[0, [1, 2]]] }),
    amounts: 3,
    measures: [due, keptShare],
    states: Uint8Array.from([SHOWN, SHOWN, SHOWN, SHOWN, SHOWN, HIDDEN]),
    isFixed: new Uint8Array(3),
    isRounded: new Uint8Array(3),
    ranks: Float64Array.from([2, 1, 0]),
    cellSums: [{ whole: 0, parts: [1, 2], amounts: [0, 1, 2] }],
    amountSums: [
      {
        whole: 0,
        parts: [
          [1, 1],
          [2, 1],
        ],
      },
    ],
  };
  const { unsolved, spanOf } = hideMore(grid, POLICY);
  expect(unsolved).toEqual([]);
  const { low, high } = spanOf(8);
  expect(high - low).toBeGreaterThanOrEqual(4);
  // Of the second cell the share is hidden, and its number due may be told.
  expect([...grid.states]).toEqual([SHOWN, SHOWN, SHOWN, HIDDEN, SHOWN, HIDDEN]);
});

/** Rows and columns with their totals and the grand total, as places of a grid. */
class TwoWay {
  readonly rows: number;
  readonly columns: number;
  readonly values: number[];
  readonly sums: [number, number[]][];

  constructor(table: readonly (readonly number[])[]) {
    this.rows = table.length;
    this.columns = table[0]!.length;
    const byRow = table.map((row) => row.reduce((sum, value) => sum + value, 0));
    const byColumn = table[0]!.map((_, column) => table.reduce((sum, row) => sum + row[column]!, 0));
    this.values = [...table.flat(), ...byRow, ...byColumn, byRow.reduce((sum, value) => sum + value, 0)];
    const { all } = this;
    this.sums = [
      ...table.map((row, r): [number, number[]] => [this.row(r), row.map((_, c) => this.at(r, c))]),
      ...table[0]!.map((_, c): [number, number[]] => [this.column(c), table.map((_, r) => this.at(r, c))]),
      [all, table.map((_, r) => this.row(r))],
      [all, table[0]!.map((_, c) => this.column(c))],
    ];
  }

  at(row: number, column: number): number {
    return row * this.columns + column;
  }
  row(row: number): number {
    return this.rows * this.columns + row;
  }
  column(column: number): number {
    return this.rows * this.columns + this.rows + column;
  }
  get all(): number {
    return this.values.length - 1;
  }

  /** Totals are missed more than what they are made of. */
  get ranks(): number[] {
    return this.values.map((_, place) =>
      place === this.all ? 2 : place >= this.rows * this.columns ? 1 : 0,
    );
  }

  /** The grid as a circle of streams, one for each place: all → rows → columns → all. Node 0 is where all comes from. */
  streams(): [from: number, to: number][] {
    const sink = 1 + this.rows + this.columns;
    return this.values.map((_, place): [number, number] => {
      if (place === this.all) return [sink, 0];
      if (place >= this.column(0)) return [1 + this.rows + (place - this.column(0)), sink];
      if (place >= this.row(0)) return [0, 1 + (place - this.row(0))];
      return [1 + Math.floor(place / this.columns), 1 + this.rows + (place % this.columns)];
    });
  }
}

function asked(table: TwoWay): Asked {
  return { values: table.values, sums: table.sums, ranks: table.ranks };
}

/** What is said of each place of a table: limits of the true number, by what is shown or by what it is to be hidden. */
function saidOf({ values, states, isRounded }: Grid): Span[] {
  return Array.from(values, (value, place) => {
    if (value === 0) return { low: 0, high: 0 };
    if (states[place] === HIDDEN) return { low: 1, high: Infinity };
    if (isRounded[place] === 0) return { low: value, high: value };
    const rounded = Math.round(value / POLICY.base) * POLICY.base;
    const half = Math.floor(POLICY.base / 2);
    return { low: Math.max(rounded - half, Math.min(value, POLICY.threshold)), high: rounded + half };
  });
}

/** All numbers that each place has in any whole table that agrees with what is said, by trying them; null: too many. */
function valuesByTrial(table: TwoWay, said: readonly Span[]): Set<number>[] | null {
  const inner = table.rows * table.columns;
  const found = table.values.map(() => new Set<number>());
  const numbers = table.values.map(() => 0);
  let tried = 0;
  const agree = (from: number, to: number) => {
    for (let place = from; place < to; place++) {
      const [, parts] = table.sums.find(([whole]) => whole === place)!;
      const sum = parts.reduce((all, part) => all + numbers[part]!, 0);
      numbers[place] = sum;
      if (sum < said[place]!.low || sum > said[place]!.high) return false;
    }
    return true;
  };
  const go = (place: number): boolean => {
    const row = place / table.columns - 1;
    if (row >= 0 && Number.isInteger(row) && !agree(table.row(row), table.row(row) + 1)) return true;
    if (place === inner) {
      if (agree(table.column(0), table.values.length))
        for (const [at, number] of numbers.entries()) found[at]!.add(number);
      return true;
    }
    for (let number = said[place]!.low; number <= said[place]!.high; number++) {
      if (++tried > 100_000) return false;
      numbers[place] = number;
      if (!go(place + 1)) return false;
    }
    return true;
  };
  return go(0) ? found : null;
}

/**
 * The least and the most that a place can be, exactly: from the true table on, one more at a time goes around a circle of
 * places that may still change. Every whole number between is possible, too. `most`: no more steps than so many.
 */
function limitsOf(table: TwoWay, said: readonly Span[], place: number, most: number): [number, number] {
  const streams = table.streams();
  const walk = (direction: 1 | -1): number => {
    const numbers = [...table.values];
    const mayMove = (at: number, by: number) =>
      numbers[at]! + by >= said[at]!.low && numbers[at]! + by <= said[at]!.high;
    let steps = 0;
    while (steps < most && mayMove(place, direction)) {
      const [from, to] = streams[place]!;
      const [start, goal] = direction === 1 ? [to, from] : [from, to];
      const cameBy = new Map<number, [at: number, by: 1 | -1]>();
      const nodes = [start];
      for (let next = 0; next < nodes.length && !cameBy.has(goal); next++)
        streams.forEach(([a, b], at) => {
          if (at === place) return;
          for (const [here, there, by] of [[a, b, 1] as const, [b, a, -1] as const]) {
            if (here !== nodes[next] || there === start || cameBy.has(there) || !mayMove(at, by)) continue;
            cameBy.set(there, [at, by]);
            nodes.push(there);
          }
        });
      if (!cameBy.has(goal)) break;
      for (let node = goal; node !== start; ) {
        const [at, by] = cameBy.get(node)!;
        numbers[at]! += by;
        const [a, b] = streams[at]!;
        node = by === 1 ? a : b;
      }
      numbers[place]! += direction;
      steps++;
    }
    return numbers[place]!;
  };
  return [walk(-1), walk(1)];
}

/** How many numbers each hidden small place can be, `most` at the most, of those that are not given up. */
function numbersLeft(table: TwoWay, grid: Grid, { unsolved }: Outcome, most: number): number[] {
  const said = saidOf(grid);
  return hiddenOf(grid).flatMap((place) => {
    if (!isSmall(grid.values[place]!) || unsolved.includes(place)) return [];
    const [low, high] = limitsOf(table, said, place, most);
    return [high - low + 1];
  });
}

type Range = readonly [least: number, most: number];

function anyTable(rows: Range, columns: Range, largest: number): fc.Arbitrary<number[][]> {
  const size = ([min, max]: Range) => fc.integer({ min, max });
  const few = fc.oneof(size([0, 9]), size([0, largest]), fc.constant(0));
  return fc.tuple(size(rows), size(columns)).chain(([rows, columns]) =>
    fc.array(fc.array(few, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );
}

describe('a table of two ways with all its totals', () => {
  test('of the guidance: each small figure can be five numbers, and no total had to go', () => {
    const table = new TwoWay([
      [120, 3, 45],
      [37, 64, 12],
      [8, 0, 2],
    ]);
    const grid = gridOf(asked(table));
    const outcome = hideMore(grid, POLICY);
    expect(outcome.unsolved).toEqual([]);
    const hidden = hiddenOf(grid);
    for (const small of [table.at(0, 1), table.at(2, 0), table.at(2, 2)]) expect(hidden).toContain(small);
    for (const total of [table.row(0), table.row(1), table.row(2), table.all])
      expect(hidden).not.toContain(total);
    expect(hidden).not.toContain(table.at(2, 1));
    for (const numbers of numbersLeft(table, grid, outcome, 8)) expect(numbers).toBeGreaterThanOrEqual(5);
  });
});

/** Of every small figure of many tables of a size, how many numbers enumeration leaves; intervals leave five of each. */
function numbersInTables({ rows, columns }: { rows: Range; columns: Range }, isRounded: boolean): number[] {
  const found: number[] = [];
  fc.assert(
    fc.property(anyTable(rows, columns, 30), (cells) => {
      const table = new TwoWay(cells);
      const rounded = isRounded ? [...table.values.keys()] : [];
      const grid = gridOf({ ...asked(table), rounded });
      const outcome = hideMore(grid, POLICY);
      expect(outcome.unsolved).toEqual([]);
      for (const place of hiddenOf(grid))
        if (isSmall(grid.values[place]!)) {
          const { low, high } = outcome.spanOf(place);
          expect(high - Math.max(low, 1) + 1).toBeGreaterThanOrEqual(5);
        }
      found.push(...numbersLeft(table, grid, outcome, 8));
    }),
    { numRuns: 700, seed: 11 },
  );
  expect(found.length).toBeGreaterThan(1000);
  return found;
}

describe('against the enumeration of all tables that agree with what is shown', () => {
  test('going around circles finds the same numbers as trying every table', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyTable([2, 2], [2, 3], 9), fc.boolean(), (cells, isRounded) => {
        const table = new TwoWay(cells);
        const grid = gridOf({ ...asked(table), rounded: isRounded ? [...table.values.keys()] : [] });
        hideMore(grid, POLICY);
        // So that there is an end to trying.
        const said = saidOf(grid).map(({ low, high }) => ({ low, high: Math.min(high, 9 * 6) }));
        for (let place = 0; place < table.row(0); place++)
          said[place]!.high = Math.min(said[place]!.high, Math.max(10, table.values[place]!));
        const tried = valuesByTrial(table, said);
        fc.pre(tried !== null);
        tried!.forEach((numbers, place) => {
          const [low, high] = limitsOf(table, said, place, 60);
          expect([...numbers].sort((x, y) => x - y)).toEqual(
            Array.from({ length: high - low + 1 }, (_, i) => low + i),
          );
          compared++;
        });
      }),
      { numRuns: 100, seed: 7 },
    );
    expect(compared).toBeGreaterThan(500);
  });

  test('in two rows or two columns each small figure can be five numbers', () => {
    for (const size of [
      { rows: [2, 2], columns: [2, 4] },
      { rows: [3, 4], columns: [2, 2] },
    ] as const)
      expect(numbersInTables(size, false).filter((numbers) => numbers < 5)).toEqual([]);
  });

  test('in up to four rows and columns of rounded numbers no small figure can be told', () => {
    expect(
      numbersInTables({ rows: [2, 4], columns: [2, 4] }, true).filter((numbers) => numbers === 1),
    ).toEqual([]);
  });

  test('in up to four exact rows and columns at most 1 small figure in 50 has fewer than five numbers', () => {
    const numbers = numbersInTables({ rows: [2, 4], columns: [2, 4] }, false);
    expect(numbers.filter((left) => left < 5).length).toBeLessThan(numbers.length / 50);
  });

  // It does not hold yet: a sum taken from another tells what neither tells alone. When it does, this turns red.
  test.fails('the total of a column whose parts are the totals of rows cannot be told', () => {
    const table = new TwoWay([
      [0, 0, 4],
      [1, 10, 0],
      [0, 0, 3],
    ]);
    const grid = gridOf(asked(table));
    const outcome = hideMore(grid, POLICY);
    // 18 in all less 11 in the second row are the 7 of the third column.
    expect(Math.min(...numbersLeft(table, grid, outcome, 8))).toBeGreaterThan(1);
  });
});
