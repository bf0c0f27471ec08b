import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventRecord } from '../../../db/domain/contact.ts';
import {
  type Answer,
  BATCH_EVERY_MS,
  MOST_EVENTS,
  type Pace,
  type Sink,
  sendAll,
} from '../../../scripts/replay/sender.ts';
import type { PacedEvent } from '../../../scripts/replay/timeline.ts';
import { eventOf } from '../../support/records.ts';

/** A clock that passes only while somebody sleeps or sends. */
class SetPace implements Pace {
  now = 0;
  elapsedMs = () => this.now;
  sleep = async (ms: number) => {
    this.now += ms;
  };
}

/** A receiver that answers as it is told, and keeps what it took. */
class ListedSink implements Sink {
  readonly taken: EventRecord[] = [];
  readonly batches: { atMs: number; ids: string[] }[] = [];
  open = 0;
  readonly #pace: SetPace;
  readonly #answers: (number: number, events: readonly EventRecord[]) => Answer | null;
  readonly #takesMs: number;

  constructor(pace: SetPace, answers: (number: number) => Answer | null = () => null, takesMs = 20) {
    this.#pace = pace;
    this.#answers = answers;
    this.#takesMs = takesMs;
  }

  async send(events: readonly EventRecord[]): Promise<Answer> {
    expect(++this.open, 'requests at a time').toBe(1);
    this.batches.push({ atMs: this.#pace.now, ids: events.map(({ contactId }) => contactId) });
    await this.#pace.sleep(this.#takesMs);
    this.open--;
    const answer = this.#answers(this.batches.length, events);
    if (answer !== null) return answer;
    this.taken.push(...events);
    return { kind: 'taken', acknowledged: events.length, rejected: 0, firstReject: null };
  }
}

const pacedAt = (...dueMs: number[]): PacedEvent[] =>
  dueMs.map((due, i) => ({ dueMs: due, event: eventOf({ contactId: `e${i}`, event: 'queued', at: 1000 }) }));
const later = (afterMs: number): Answer => ({ kind: 'later', afterMs, reason: '429 too often' });

describe('sending', () => {
  test('sends nothing before it is due, and what falls due within a quarter of a second together', async () => {
    const pace = new SetPace();
    const sink = new ListedSink(pace);
    const sent = await sendAll(pacedAt(0, 40, 180, 240, 5000), sink, pace);
    expect(sink.batches).toEqual([
      { atMs: 0, ids: ['e0'] },
      { atMs: BATCH_EVERY_MS, ids: ['e1', 'e2', 'e3'] },
      { atMs: 5000, ids: ['e4'] },
    ]);
    expect(sent).toMatchObject({ sent: 5, acknowledged: 5, rejected: 0, repeated: 0, waitsFor: null });
  });

  test('says each minute that it is there while there is nothing to tell', async () => {
    const pace = new SetPace();
    const sink = new ListedSink(pace);
    const sent = await sendAll(pacedAt(1000, 150_000), sink, pace);
    expect(sink.batches).toEqual([
      { atMs: 1000, ids: ['e0'] },
      { atMs: 61_000, ids: [] },
      { atMs: 121_000, ids: [] },
      { atMs: 150_000, ids: ['e1'] },
    ]);
    expect(sent).toMatchObject({ sent: 2, acknowledged: 2, lagMs: 0 });
  });

  test('puts at most a thousand into one request, and what is behind its time goes at once', async () => {
    const pace = new SetPace();
    const sink = new ListedSink(pace);
    const sent = await sendAll(pacedAt(...Array(2500).fill(0)), sink, pace);
    expect(sink.batches.map(({ atMs, ids }) => [atMs, ids.length])).toEqual([
      [0, MOST_EVENTS],
      [20, MOST_EVENTS],
      [40, 500],
    ]);
    expect(sent.lagMs).toBe(40);
  });

  test('a receiver that says "later" loses nothing: the same batch comes again when it said, and first', async () => {
    const pace = new SetPace();
    const sink = new ListedSink(pace, (number) => (number === 2 || number === 3 ? later(3000) : null));
    const sent = await sendAll(pacedAt(0, 300, 600, 900), sink, pace);
    expect(sink.batches.slice(1, 4).map(({ ids }) => ids)).toEqual([['e1'], ['e1'], ['e1']]);
    expect(sink.batches[3]!.atMs - sink.batches[1]!.atMs).toBeGreaterThanOrEqual(6000);
    expect(sink.taken.map(({ contactId }) => contactId)).toEqual(['e0', 'e1', 'e2', 'e3']);
    expect(sent).toMatchObject({ acknowledged: 4, repeated: 2, waitsFor: null });
    expect(sent.lagMs).toBeGreaterThan(5000);
  });

  test('whatever is refused for now, each event arrives once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 4000 }), { maxLength: 60 }),
        fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
        async (dues, refusals) => {
          const pace = new SetPace();
          const sink = new ListedSink(pace, (number) =>
            refusals[number % 20] && number < 40 ? later(700) : null,
          );
          const paced = pacedAt(...dues.toSorted((a, b) => a - b));
          const sent = await sendAll(paced, sink, pace);
          expect(sink.taken).toEqual(paced.map(({ event }) => event));
          expect(sent.acknowledged).toBe(paced.length);
        },
      ),
    );
  });

  test('ends at a refusal for good, with its words', async () => {
    const pace = new SetPace();
    const sink = new ListedSink(pace, () => ({ kind: 'refused', reason: '401 no valid key' }));
    const sent = await sendAll(pacedAt(0, 400), sink, pace);
    expect(sent).toMatchObject({ sent: 1, acknowledged: 0, refusal: '401 no valid key' });
    expect(sink.batches).toHaveLength(1);
  });

  test('stopped, it waits for the request that is on its way, and says of how many nobody knows', async () => {
    const pace = new SetPace();
    let isStopped = false;
    const sink = new ListedSink(pace, (number) => {
      isStopped = number === 2;
      return null;
    });
    const sent = await sendAll(pacedAt(0, 400, 800), sink, pace, { isStopped: () => isStopped });
    expect(sent).toMatchObject({ sent: 2, acknowledged: 2 });

    isStopped = false;
    const busy = new ListedSink(pace, () => {
      isStopped = true;
      return later(1000);
    });
    const cut = await sendAll(pacedAt(0, 0), busy, pace, { isStopped: () => isStopped });
    expect(cut.sent - cut.acknowledged - cut.rejected).toBe(2);
    expect(busy.batches).toHaveLength(1);
  });

  test('notes how long each request took, how many were rejected and the first reason', async () => {
    const pace = new SetPace();
    const sink = new ListedSink(
      pace,
      (number) => ({
        ...{ kind: 'taken', acknowledged: 1, rejected: 1 },
        firstReject: `reason ${number}`,
      }),
      35,
    );
    const sent = await sendAll(pacedAt(0, 0, 500, 500), sink, pace);
    expect(sent).toMatchObject({
      acknowledged: 2,
      rejected: 2,
      firstReject: 'reason 1',
      requestMs: [35, 35],
    });
  });
});
