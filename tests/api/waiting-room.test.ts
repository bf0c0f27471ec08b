import { beforeEach, describe, expect, test } from 'vitest';
import { Lane, WaitingRoom } from '../../api/waiting-room.ts';

describe('a waiting room', () => {
  let room: WaitingRoom;
  beforeEach(() => {
    room = new WaitingRoom({ requests: 4, bytes: 1000 });
  });

  test('takes half of its requests from one key, and all of them from several', () => {
    expect([1, 1, 1].map((key) => room.enter(key) !== null)).toEqual([true, true, false]);
    expect([2, 2, 2].map((key) => room.enter(key) !== null)).toEqual([true, true, false]);
    expect(room.enter(3)).toBeNull();
    expect(room.held.requests).toBe(4);
  });

  test('takes half of its bytes from one key, and all of them from several', () => {
    const [first, second, third] = [1, 2, 3].map((key) => room.enter(key)!);
    expect([first!.hold(501), first!.hold(500)]).toEqual([false, true]);
    expect(room.enter(1)!.hold(1)).toBe(false);
    expect([second!.hold(500), third!.hold(1)]).toEqual([true, false]);
    expect(room.held.bytes).toBe(1000);
  });

  test('counts a body that grows once, and what was declared in any case', () => {
    const place = room.enter(1)!;
    for (const bytes of [100, 40, 100, 250]) expect(place.hold(bytes)).toBe(true);
    expect(room.held).toEqual({ requests: 1, bytes: 250 });
  });

  test('has all of its room again when everybody has left', () => {
    const places = [1, 1, 2, 2].map((key) => room.enter(key)!);
    for (const place of places) place.hold(250);
    expect(room.held).toEqual({ requests: 4, bytes: 1000 });
    for (const place of places) place.leave();
    expect(room.held).toEqual({ requests: 0, bytes: 0 });
    expect(room.enter(1)!.hold(500)).toBe(true);
  });
});

describe('a lane', () => {
  test('does one thing after the other, in order, also after one that failed', async () => {
    const lane = new Lane();
    const done: string[] = [];
    const work =
      (name: string, fails = false) =>
      async () => {
        done.push(`${name} begins`);
        await null;
        done.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const answers = [lane.run(work('a')), lane.run(work('b', true)), lane.run(work('c'))];
    expect((await Promise.allSettled(answers)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(done).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });
});
