import { describe, expect, test } from 'vitest';
import { CATEGORIES, OUTCOMES, type Outcome } from '../../../db/domain/contact.ts';
import { factOfCode, finestLevel, LEVELS } from '../../../db/domain/fact.ts';
import {
  commonScore,
  customerSeconds,
  isCase,
  isTopTwo,
  type StoredContact,
  type StoredInterval,
  scaleCode,
  Tally,
  tallyArrival,
  tallyDue,
  tallyInterval,
  tallySurvey,
} from '../../../db/domain/tally.ts';

const THRESHOLDS = { shortAbandon: 5, internal: 60, customer: 60 };

function storedOf(outcome: Outcome, fields: Partial<StoredContact> = {}): StoredContact {
  return {
    arrivedAt: 1_000_000,
    outcome: OUTCOMES.indexOf(outcome),
    category: null,
    cause: null,
    demand: null,
    menuSeconds: null,
    waitSeconds: null,
    holdSeconds: null,
    handleSeconds: null,
    transfers: null,
    dueAt: null,
    closedAt: null,
    resolvedFirst: null,
    agent: null,
    ...fields,
  };
}

/** The sums that a tally holds. */
function sumsOf(tally: Tally): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const level of LEVELS) {
    const part = tally.parts[level];
    for (let i = 0; i < part.size; i++) sums[factOfCode(part.codes[i]!)!] = part.amounts[i]!;
  }
  return sums;
}

function arrivalOf(outcome: Outcome, fields: Partial<StoredContact> = {}): Record<string, number> {
  const tally = new Tally();
  tallyArrival(storedOf(outcome, fields), THRESHOLDS, tally);
  return sumsOf(tally);
}

function intervalSums(fields: Partial<StoredInterval>): Record<string, number> {
  const tally = new Tally();
  const nothing: StoredInterval = {
    offered: null,
    answered: null,
    abandoned: null,
    blocked: null,
    category: null,
    cause: null,
    withinSeconds: null,
    answeredWithin: null,
    waitTotalSeconds: null,
    handleTotalSeconds: null,
  };
  tallyInterval({ ...nothing, ...fields }, THRESHOLDS, tally);
  return sumsOf(tally);
}

describe('a contact', () => {
  test('was offered unless it ended in the menu or was refused', () => {
    for (const outcome of OUTCOMES) {
      const isOffered = outcome !== 'contained' && outcome !== 'blocked';
      expect(arrivalOf(outcome).offered, outcome).toBe(isOffered ? 1 : undefined);
      expect(arrivalOf(outcome)[outcome], outcome).toBe(1);
    }
  });

  test('answered at the threshold itself was answered within it', () => {
    expect(arrivalOf('answered', { waitSeconds: 60 })).toMatchObject({
      within60: 1,
      within120: 1,
      targetWithin: 1,
    });
    const late = arrivalOf('answered', { waitSeconds: 60.001 });
    expect(late.within60).toBeUndefined();
    expect(late.targetWithin).toBeUndefined();
    expect(late).toMatchObject({ within120: 1, waitMs: 60_001, waitKnown: 1 });
  });

  test('answered at once waited no time, which is known', () => {
    expect(arrivalOf('answered', { waitSeconds: 0 })).toMatchObject({ waitKnown: 1, within20: 1 });
  });

  test('answered after an unknown wait counts as unknown, never as late', () => {
    const sums = arrivalOf('answered');
    expect(sums).toMatchObject({
      answered: 1,
      unknown20: 1,
      unknown300: 1,
      targetUnknown: 1,
      customerUnknown: 1,
    });
    expect(sums.waitKnown).toBeUndefined();
  });

  test('abandoned within the short time is counted beside the abandoned, not instead', () => {
    expect(arrivalOf('abandoned', { waitSeconds: 5 })).toMatchObject({
      abandoned: 1,
      shortAbandoned: 1,
      targetAbandoned: 1,
    });
    expect(arrivalOf('abandoned', { waitSeconds: 5.5 }).shortAbandoned).toBeUndefined();
  });

  test('is a case when it is open, due or closed', () => {
    expect(isCase(storedOf('open'))).toBe(true);
    expect(isCase(storedOf('message', { dueAt: 5 }))).toBe(true);
    expect(isCase(storedOf('answered', { closedAt: 5 }))).toBe(true);
    expect(isCase(storedOf('answered'))).toBe(false);
  });

  test('that is a complaint counts as one when it was offered', () => {
    const complaint = CATEGORIES.indexOf('complaint');
    expect(arrivalOf('abandoned', { category: complaint })).toMatchObject({ complaints: 1, classified: 1 });
    expect(arrivalOf('contained', { category: complaint }).complaints).toBeUndefined();
  });
});

describe("the customer's clock", () => {
  test('runs through the menu and the queue', () => {
    expect(customerSeconds(storedOf('answered', { menuSeconds: 12, waitSeconds: 48 }))).toBe(60);
    expect(customerSeconds(storedOf('answered', { waitSeconds: 48 }))).toBe(48);
  });

  test('stops when the case is closed, where that is known', () => {
    const answered = storedOf('answered', { waitSeconds: 3, closedAt: 1_000_000 + 7200 });
    expect(customerSeconds(answered)).toBe(7200);
    expect(customerSeconds(storedOf('message', { closedAt: 1_000_500 }))).toBe(500);
  });

  test('never stops for who gave up, was refused, or still waits', () => {
    for (const outcome of ['abandoned', 'blocked', 'callback', 'message', 'open', 'contained'] as const) {
      expect(customerSeconds(storedOf(outcome, { waitSeconds: 1 })), outcome).toBe(Infinity);
    }
    expect(customerSeconds(storedOf('abandoned', { closedAt: 1_000_001 }))).toBe(Infinity);
  });

  test('stops in the menu for who was helped there', () => {
    expect(customerSeconds(storedOf('contained', { menuSeconds: 40, resolvedFirst: 1 }))).toBe(40);
    expect(customerSeconds(storedOf('contained', { menuSeconds: 40, resolvedFirst: 0 }))).toBe(Infinity);
  });

  test('is unknown where nobody says how long the wait was', () => {
    expect(customerSeconds(storedOf('answered'))).toBeUndefined();
  });
});

describe('a promise', () => {
  test('is kept when the case is closed by its due time, that moment included', () => {
    const kept = (dueAt: number, closedAt: number | null) => {
      const tally = new Tally();
      tallyDue(dueAt, closedAt, tally);
      return sumsOf(tally);
    };
    expect(kept(500, 500)).toEqual({ due: 1, kept: 1 });
    expect(kept(500, 501)).toEqual({ due: 1 });
    expect(kept(500, null)).toEqual({ due: 1 });
  });
});

describe('an interval', () => {
  test('is not known at thresholds other than its own', () => {
    const sums = intervalSums({
      offered: 50,
      answered: 40,
      abandoned: 10,
      withinSeconds: 20,
      answeredWithin: 30,
    });
    expect(sums).toMatchObject({
      within20: 30,
      unknown60: 50,
      unknown120: 50,
      unknown300: 50,
      targetUnknown: 50,
      targetUnknownAnswered: 40,
    });
    expect(sums.unknown20).toBeUndefined();
  });

  test('does not say how many gave up by saying how many were answered', () => {
    expect(intervalSums({ offered: 50, answered: 40 })).toMatchObject({ abandonedUnknown: 10 });
    expect(intervalSums({ offered: 50, answered: 50 }).abandonedUnknown).toBeUndefined();
  });

  test('does not say how many were answered by saying how many gave up', () => {
    const sums = intervalSums({
      offered: 50,
      abandoned: 10,
      waitTotalSeconds: 900,
      handleTotalSeconds: 900,
      withinSeconds: 60,
      answeredWithin: 30,
    });
    expect(sums).toMatchObject({ answeredUnknown: 40, within60: 30 });
    for (const fact of ['waitMs', 'waitKnown', 'handleMs', 'targetWithin'])
      expect(sums[fact], fact).toBeUndefined();
  });

  test('knows waits as a sum only, and nothing of the clock of the customer', () => {
    const sums = intervalSums({
      offered: 50,
      answered: 40,
      abandoned: 10,
      blocked: 3,
      waitTotalSeconds: 800.5,
    });
    expect(sums).toMatchObject({
      waitMs: 800_500,
      waitKnown: 40,
      waitSummed: 40,
      abandonWaitUnknown: 10,
      customerUnknown: 53,
    });
  });
});

describe('a score', () => {
  test('is brought to a scale of 1 to 5, with 5 the best', () => {
    expect(commonScore(1, 1, 5, false)).toBe(1);
    expect(commonScore(1, 1, 5, true)).toBe(5);
    expect(commonScore(75, 0, 100, false)).toBe(4);
    expect(commonScore(-1, -1, 1, true)).toBe(5);
  });

  test('is in the top two by points on a short scale, in the best fifth on a long one', () => {
    expect([1, 2, 3, 4, 5].filter((score) => isTopTwo(score, 1, 5, false))).toEqual([4, 5]);
    expect([1, 2, 3, 4, 5].filter((score) => isTopTwo(score, 1, 5, true))).toEqual([1, 2]);
    expect([8, 9, 10].filter((score) => isTopTwo(score, 0, 10, false))).toEqual([9, 10]);
    expect([79, 80, 100].filter((score) => isTopTwo(score, 0, 100, false))).toEqual([80, 100]);
  });

  test('knows its scale: another range or direction is another', () => {
    const codes = [
      [1, 5, false],
      [1, 5, true],
      [0, 10, false],
      [1, 10, false],
      [0, 100, false],
      [-100, 100, false],
      [0.5, 5, false],
      [0.5, 5, true],
      [0, 4.5, false],
      [-1000, -500, false],
    ] as const;
    expect(new Set(codes.map(([least, most, isLow]) => scaleCode(least, most, isLow))).size).toBe(
      codes.length,
    );
    for (const [least, most, isLow] of codes) {
      const code = scaleCode(least, most, isLow);
      expect(Number.isInteger(code) && code >= 0 && code < 2 ** 31, `${least} to ${most}: ${code}`).toBe(
        true,
      );
    }
  });

  test('of an aggregate weighs as much as its answers, and tells nothing of the best two points', () => {
    const tally = new Tally();
    tallySurvey(
      {
        isAggregate: true,
        n: 40,
        mean: 2,
        sd: null,
        scaleMin: 1,
        scaleMax: 5,
        bestIsLow: true,
        recommend: null,
        sent: 100,
      },
      tally,
    );
    expect(sumsOf(tally)).toEqual({
      surveysSent: 100,
      surveysReturned: 40,
      surveyAnswers: 40,
      scoreMicro: 160e6,
      rawScoreMicro: 80e6,
    });
  });
});

describe('the spread of answers', () => {
  const answered = (fields: Partial<Parameters<typeof tallySurvey>[0]>) => {
    const tally = new Tally();
    const survey = {
      isAggregate: false,
      n: 1,
      mean: 4,
      sd: null,
      scaleMin: 1,
      scaleMax: 5,
      bestIsLow: false,
    };
    tallySurvey({ ...survey, recommend: null, sent: null, ...fields }, tally);
    return sumsOf(tally);
  };

  test('counts each single answer at the nearest point, a half-way one at the better', () => {
    const pointOf = (fields: Partial<Parameters<typeof tallySurvey>[0]>) =>
      Object.keys(answered(fields)).filter((fact) => fact.startsWith('surveyPoint'));
    expect(pointOf({ mean: 4 })).toEqual(['surveyPoint4']);
    expect(pointOf({ mean: 2, bestIsLow: true })).toEqual(['surveyPoint4']);
    expect(pointOf({ mean: 7, scaleMin: 0, scaleMax: 10 })).toEqual(['surveyPoint4']);
    expect(pointOf({ mean: 1, scaleMin: 1, scaleMax: 7, bestIsLow: true })).toEqual(['surveyPoint5']);
    expect(pointOf({ mean: 3, scaleMin: 1, scaleMax: 9 })).toEqual(['surveyPoint2']);
    expect(pointOf({ mean: 2, scaleMin: 1, scaleMax: 9 })).toEqual(['surveyPoint2']);
  });

  test('adds up squares on the common scale, of sums by their deviation, and of one answer without', () => {
    expect(answered({ mean: 4 })).toMatchObject({ scoreSquareMicro: 16e6, squaresKnown: 1 });
    const sums = { isAggregate: true, n: 5, mean: 50, scaleMin: 0, scaleMax: 100 };
    // On the common scale the mean is 3 and the deviation 1: 5 · 9 + 4 · 1.
    expect(answered({ ...sums, sd: 25 })).toMatchObject({ scoreSquareMicro: 49e6, squaresKnown: 5 });
    expect(answered(sums)).not.toHaveProperty('squaresKnown');
    expect(answered({ ...sums, n: 1 })).toMatchObject({ scoreSquareMicro: 9e6, squaresKnown: 1 });
  });
});

describe('every fact of a tally', () => {
  test('lands in the part of the finest buckets in which it is kept', () => {
    const tally = new Tally();
    tallyArrival(
      storedOf('answered', { waitSeconds: 3, menuSeconds: 1, handleSeconds: 9, agent: 4 }),
      THRESHOLDS,
      tally,
    );
    for (const level of LEVELS) {
      const part = tally.parts[level];
      for (let i = 0; i < part.size; i++) {
        expect(finestLevel(factOfCode(part.codes[i]!)!)).toBe(level);
      }
    }
    expect(tally.parts.day.agent).toBe(4);
  });
});
