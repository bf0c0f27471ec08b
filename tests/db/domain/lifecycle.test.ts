import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIFECYCLE_EVENTS, type LifecycleEvent } from '../../../db/domain/contact.ts';
import {
  applyEvent,
  contactOf,
  emptyLifecycle,
  isOfAnotherLife,
  LONGEST_PASSAGE_SECONDS,
  leftAt,
  queuedAt,
} from '../../../db/domain/lifecycle.ts';

type Step = readonly [LifecycleEvent, number];

function live(...steps: readonly Step[]) {
  const life = emptyLifecycle();
  for (const [event, at] of steps) applyEvent(life, event, at);
  return life;
}

describe('the life of a contact', () => {
  const call: Step[] = [
    ['offered', 100],
    ['queued', 130],
    ['answered', 190],
    ['ended', 400],
  ];

  test('is a record with its menu, wait and handling', () => {
    expect(contactOf(live(...call))).toEqual({
      ...{ offeredAt: 100, outcome: 'answered', closedAt: null },
      ...{ menuSeconds: 30, waitSeconds: 60, handleSeconds: 210 },
    });
  });

  test('is the same in whatever order its events come, and however often', () => {
    const steps = fc.array(
      fc.tuple(fc.constantFrom(...LIFECYCLE_EVENTS), fc.integer({ min: 0, max: 1000 })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat()), (told, numbers) => {
        const shuffled = [...told, ...told]
          .map((step) => ({ step, rank: numbers.next().value as number }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ step }) => step);
        expect(live(...shuffled)).toEqual(live(...told));
      }),
    );
  });

  test('waits from its queue on, and is open until it has left', () => {
    const waiting = live(['offered', 100], ['queued', 130]);
    expect([queuedAt(waiting), leftAt(waiting)]).toEqual([130, null]);
    expect(contactOf(waiting)).toMatchObject({ outcome: 'open', menuSeconds: 30, waitSeconds: null });
  });

  test('is nobody’s yet while it is in the menu, and contained when it ends there', () => {
    expect(contactOf(live(['offered', 100]))).toBeNull();
    expect(contactOf(live(['offered', 100], ['ended', 140]))).toMatchObject({
      ...{ outcome: 'contained', menuSeconds: 40, waitSeconds: null },
    });
  });

  test.each([
    ['abandoned', [['abandoned', 200]], 'abandoned'],
    ['hung up without a word', [['ended', 200]], 'abandoned'],
    ['called back', [['callback_asked', 200]], 'callback'],
    [
      'answered in spite of an earlier hanging up',
      [
        ['abandoned', 150],
        ['answered', 200],
      ],
      'answered',
    ],
  ] as const)('%s: it leaves the queue', (_, steps, outcome) => {
    const life = live(['queued', 100], ...steps);
    expect(leftAt(life)).toBe(steps[0][1]);
    expect(contactOf(life)).toMatchObject({ outcome, waitSeconds: outcome === 'answered' ? 100 : 100 });
  });

  test('that is answered without ever having been queued has waited since it came', () => {
    expect(contactOf(live(['offered', 100], ['answered', 145]))).toMatchObject({ waitSeconds: 45 });
    expect(contactOf(live(['answered', 145]))).toMatchObject({ offeredAt: 145, waitSeconds: 0 });
  });

  test('that is queued again after its answer was transferred: its wait is the one before', () => {
    const life = live(['offered', 100], ['answered', 400], ['queued', 500]);
    expect(contactOf(life)).toMatchObject({ waitSeconds: 300, menuSeconds: 0 });
    expect(contactOf(live(['queued', 402], ['answered', 400]))).toMatchObject({ waitSeconds: 0 });
  });

  test('is never of a negative length, whatever clocks say', () => {
    const life = live(['queued', 200], ['answered', 190], ['ended', 180]);
    expect(contactOf(life)).toMatchObject({ waitSeconds: 0, handleSeconds: 0 });
  });

  test('closes when the need is met or the promised call is made', () => {
    expect(contactOf(live(['queued', 1], ['callback_asked', 9], ['callback_made', 90]))?.closedAt).toBe(90);
    expect(contactOf(live(['queued', 1], ['answered', 9], ['closed', 80]))?.closedAt).toBe(80);
  });
});

describe('a step of another life', () => {
  const HOUR = 3600;
  const call = live(['queued', 100], ['answered', 190], ['ended', 400]);

  test('is none that comes within an hour of all others, whichever was told first', () => {
    const steps = fc.array(
      fc.tuple(fc.constantFrom(...LIFECYCLE_EVENTS), fc.integer({ min: 0, max: HOUR })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(steps, (told) => {
        const life = emptyLifecycle();
        for (const [event, at] of told) {
          expect(isOfAnotherLife(life, event, at)).toBe(false);
          applyEvent(life, event, at);
        }
      }),
    );
  });

  test('is any that comes more than twelve hours before the queue was left', () => {
    for (const event of LIFECYCLE_EVENTS) {
      expect(isOfAnotherLife(call, event, 190 - LONGEST_PASSAGE_SECONDS)).toBe(false);
      expect(isOfAnotherLife(call, event, 189 - LONGEST_PASSAGE_SECONDS)).toBe(true);
    }
  });

  test('is a beginning, an answer or a hanging up an hour after the end, or twelve hours after the beginning', () => {
    const unended = live(['queued', 100], ['answered', 190]);
    for (const event of ['offered', 'queued', 'answered', 'abandoned', 'callback_asked'] as const) {
      expect(isOfAnotherLife(call, event, 400 + HOUR)).toBe(false);
      expect(isOfAnotherLife(call, event, 401 + HOUR)).toBe(true);
      expect(isOfAnotherLife(unended, event, 100 + LONGEST_PASSAGE_SECONDS)).toBe(false);
      expect(isOfAnotherLife(unended, event, 101 + LONGEST_PASSAGE_SECONDS)).toBe(true);
    }
  });

  test('is no closing, however late, nor an end that was not heard of, nor the service of who is called back', () => {
    const late = 30 * 24 * HOUR;
    expect(isOfAnotherLife(call, 'closed', late)).toBe(false);
    expect(isOfAnotherLife(call, 'callback_made', late)).toBe(false);
    expect(isOfAnotherLife(call, 'ended', late)).toBe(true);
    expect(isOfAnotherLife(live(['queued', 100], ['answered', 190]), 'ended', late)).toBe(false);
    const asked = live(['queued', 100], ['callback_asked', 200]);
    expect(isOfAnotherLife(asked, 'answered', late)).toBe(false);
    expect(
      isOfAnotherLife(live(['queued', 100], ['callback_asked', 200], ['answered', late]), 'queued', 90),
    ).toBe(false);
    expect(isOfAnotherLife(emptyLifecycle(), 'queued', late)).toBe(false);
  });
});
