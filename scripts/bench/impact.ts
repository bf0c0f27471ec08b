/**
 * How often the judge of actions is wrong where the truth is known: worlds without effect, worlds with one, and the trap of
 * choosing the worst. Owns what is counted and what is to be met; the worlds are in `impact-worlds.ts`.
 */
import { rateRatio, wilsonInterval } from '../../db/domain/confidence.ts';
import { type Judgement, judgeAction, LOOKS } from '../../db/domain/impact.ts';
import type { Figure } from './figure.ts';
import { makeTrap, makeWorld, type World } from './impact-worlds.ts';

/** Other worlds than those that the judge was tuned on. */
export const IMPACT_SEED = 20_261;
const QUICK_WORLDS = 200;
const WORLDS = 1000;
/** Of weeks 4, 13 and 26 together, and of the trap. */
const MOST_WRONG = 0.07;
const MOST_TRAPPED = 0.06;
const LEAST_FOUND = 0.75;

/** Shares of judged worlds. */
export interface ImpactScore {
  readonly worlds: number;
  /** said that it worked, or made it worse, at any of the looks */
  readonly wrong: number;
  /** the same, or small but real */
  readonly changed: number;
  /** worked at the last look */
  readonly found: number;
}

/** @param controls every so manieth world has a control; 0: none */
export function scoreWorlds(world: World, controls: number, worlds: number, seed: number): ImpactScore {
  let [wrong, changed, found] = [0, 0, 0];
  for (let i = 0; i < worlds; i += 1) {
    const hasControl = controls > 0 && i % controls === 0;
    const verdicts = verdictsOf(judgeAction(makeWorld({ ...world, hasControl }, seed, i)));
    const isWrong = verdicts.some((verdict) => verdict === 'worked' || verdict === 'made_it_worse');
    wrong += Number(isWrong);
    changed += Number(isWrong || verdicts.includes('small_but_real'));
    found += Number(verdicts.at(-1) === 'worked');
  }
  return { worlds, wrong, changed, found };
}

export interface TrapScore {
  readonly traps: number;
  /** improvements called at week 4, whatever their size */
  readonly trapped: number;
  /** at any of the looks */
  readonly everTrapped: number;
  /** called by the rate ratio of four weeks after and before, at 95 % */
  readonly naive: number;
  /** mean relative change that it shows */
  readonly naiveChange: number;
}

export function scoreTraps(traps: number, seed: number): TrapScore {
  let [trapped, everTrapped, naive, naiveChange] = [0, 0, 0, 0];
  const isImprovement = (verdict: string | undefined) => verdict === 'worked' || verdict === 'small_but_real';
  for (let i = 0; i < traps; i += 1) {
    const { question, chosen, after } = makeTrap(seed, i);
    const verdicts = verdictsOf(judgeAction(question));
    trapped += Number(isImprovement(verdicts[0]));
    everTrapped += Number(verdicts.some(isImprovement));
    const ratio = rateRatio({ count: after, exposure: 1 }, { count: chosen, exposure: 1 });
    naive += Number(ratio !== null && ratio.high < 1);
    naiveChange += (after / chosen - 1) / traps;
  }
  return { traps, trapped, everTrapped, naive, naiveChange };
}

function verdictsOf({ looks }: Judgement) {
  return looks.map(({ verdict }) => verdict);
}

const IN_THREE = 3;
/** Wants nothing that could not be found, and calls little worth it: as often as can be, something is said. */
const BOLD = { expectedEffect: 0.6, worthwhileEffect: 0.05 };

const STILL: readonly [name: string, world: World, controls: number][] = [
  ['100 a week', { kind: 'count', mean: 100, effect: 0, hasControl: false }, IN_THREE],
  ['30 a week', { kind: 'count', mean: 30, effect: 0, hasControl: false }, IN_THREE],
  [
    '100 a week, boldly registered',
    { kind: 'count', mean: 100, effect: 0, hasControl: false, ...BOLD },
    IN_THREE,
  ],
  [
    '30 a week, boldly registered',
    { kind: 'count', mean: 30, effect: 0, hasControl: false, ...BOLD },
    IN_THREE,
  ],
  ['a share of 300 a week', { kind: 'share', mean: 300, effect: 0, hasControl: false }, IN_THREE],
  ['waits of 600 a week', { kind: 'clustered_share', mean: 600, effect: 0, hasControl: false }, IN_THREE],
  [
    '100 a week, 13 to 51 weeks before, with control',
    { kind: 'count', mean: 100, effect: 0, hasControl: true, weeksBefore: [13, 51] },
    1,
  ],
  [
    '100 a week, 13 to 51 weeks before, none',
    { kind: 'count', mean: 100, effect: 0, hasControl: false, weeksBefore: [13, 51] },
    0,
  ],
];

const MOVING: readonly [name: string, world: World, controls: number, target: Figure['target']][] = [
  [
    '100 a week',
    { kind: 'count', mean: 100, effect: -0.25, hasControl: false },
    IN_THREE,
    { least: LEAST_FOUND },
  ],
  ['30 a week', { kind: 'count', mean: 30, effect: -0.25, hasControl: false }, IN_THREE, null],
  ['300 a week', { kind: 'count', mean: 300, effect: -0.25, hasControl: false }, IN_THREE, null],
];

export function benchImpact(quick: boolean, say: (line: string) => void): Figure[] {
  const worlds = quick ? QUICK_WORLDS : WORLDS;
  const figures: Figure[] = [];
  for (const [name, world, controls] of STILL) {
    say(`judging ${worlds} actions without effect: ${name}`);
    const { wrong, changed } = scoreWorlds(world, controls, worlds, IMPACT_SEED);
    figures.push({
      name: `no effect, ${name}: called worked or made it worse at any of weeks ${LOOKS.join(', ')}`,
      value: wrong / worlds,
      unit: '',
      target: { most: MOST_WRONG },
      note: `${intervalOf(wrong, worlds)}; with small but real ${(changed / worlds).toFixed(3)}`,
    });
  }
  for (const [name, world, controls, target] of MOVING) {
    say(`judging ${worlds} actions that took away a quarter: ${name}`);
    const { found } = scoreWorlds(world, controls, worlds, IMPACT_SEED);
    figures.push({
      name: `a quarter fewer, ${name}: worked at week ${LOOKS.at(-1)}`,
      value: found / worlds,
      unit: '',
      target,
      note: intervalOf(found, worlds),
    });
  }
  say(`acting ${worlds} times on the worst of twenty causes that are alike`);
  const { trapped, everTrapped, naive, naiveChange } = scoreTraps(worlds, IMPACT_SEED);
  figures.push(
    {
      name: 'the worst of twenty: called an improvement at week 4',
      value: trapped / worlds,
      unit: '',
      target: { most: MOST_TRAPPED },
      note: `${intervalOf(trapped, worlds)}; at any look ${(everTrapped / worlds).toFixed(3)}`,
    },
    {
      name: 'the worst of twenty: four weeks after against the four before, as Poisson',
      value: naive / worlds,
      unit: '',
      target: null,
      note: `${intervalOf(naive, worlds)}; mean change ${(100 * naiveChange).toFixed(1)} %`,
    },
  );
  return figures;
}

/** Wilson's, 95 %. */
function intervalOf(k: number, n: number): string {
  const { low, high } = wilsonInterval({ k, n })!;
  return `${low.toFixed(3)} to ${high.toFixed(3)}`;
}
