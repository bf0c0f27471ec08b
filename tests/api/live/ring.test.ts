import { describe, expect, test } from 'vitest';
import { EventRing, encodeEvent } from '../../../api/live/ring.ts';

const textOf = (frames: readonly Buffer[] | null) =>
  frames?.map((frame) => /data: (.*)/.exec(String(frame))?.[1]);

describe('an event', () => {
  test('is id, type and data, and ends with an empty line', () => {
    expect(String(encodeEvent('a-1', '{"wait":"2–4 min"}'))).toBe(
      'id: a-1\nevent: live\ndata: {"wait":"2–4 min"}\n\n',
    );
  });

  test('cannot be broken up by any end of line in its body', () => {
    expect(String(encodeEvent('a-1', 'a\nb\r\nc\rd\n\nid: x'))).toBe(
      'id: a-1\nevent: live\ndata: a\ndata: b\ndata: c\ndata: d\ndata: \ndata: id: x\n\n',
    );
  });
});

describe('the ring', () => {
  const ringOf = (events: number, bytes: number, bodies: readonly string[]) => {
    const ring = new EventRing('a', { events, bytes });
    for (const body of bodies) ring.add(body);
    return ring;
  };

  test('is empty at first', () => {
    const ring = ringOf(3, 1000, []);
    expect([ring.last, ring.present, ring.since(0), ring.since(1)]).toEqual([0, null, [], null]);
  });

  test('keeps the newest up to a number', () => {
    const ring = ringOf(3, 1000, ['p', 'q', 'r', 's']);
    expect(ring.last).toBe(4);
    expect(textOf(ring.since(1))).toEqual(['q', 'r', 's']);
    expect(textOf(ring.since(3))).toEqual(['s']);
    expect(ring.since(4)).toEqual([]);
    expect([ring.since(0), ring.since(5), ring.since(-1)]).toEqual([null, null, null]);
  });

  test('keeps the newest up to a number of bytes, and the very newest however large it is', () => {
    const size = encodeEvent('a-1', 'p').byteLength;
    const ring = ringOf(9, 2 * size, ['p', 'q', 'r']);
    expect(textOf(ring.since(1))).toEqual(['q', 'r']);
    expect(ring.since(0)).toBeNull();
    const large = 'x'.repeat(3 * size);
    ring.add(large);
    expect(textOf(ring.since(3))).toEqual([large]);
    expect(ring.since(2)).toBeNull();
    ring.add('t');
    expect(textOf(ring.since(4))).toEqual(['t']);
    expect(ring.since(3)).toBeNull();
  });

  test('stays within its bounds over a hundred thousand events', () => {
    const ring = ringOf(128, 4096, []);
    for (let n = 1; n <= 100_000; n++) ring.add('x'.repeat(n % 200));
    const kept = [...Array(200).keys()]
      .map((back) => ring.since(100_000 - back))
      .findLast((one) => one !== null);
    expect(kept?.length).toBeLessThanOrEqual(128);
    expect(Buffer.concat([...(kept ?? [])]).byteLength).toBeLessThanOrEqual(4096);
    expect(kept?.length).toBeGreaterThan(10);
  });

  test('reads its own ids only', () => {
    const ring = ringOf(3, 1000, ['p']);
    expect(ring.numberOf('a-1')).toBe(1);
    expect(ring.numberOf('a-999999999999999')).toBe(999_999_999_999_999);
    for (const id of [
      undefined,
      '',
      'a',
      'a-',
      'a-0',
      'a-01',
      'a-1 ',
      'b-1',
      'aa-1',
      `a-${'9'.repeat(16)}`,
    ]) {
      expect(ring.numberOf(id), String(id)).toBeNull();
    }
  });
});
