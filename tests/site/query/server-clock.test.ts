import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { momentOf, readClock, readServerClock } from '../../../site/query/server-clock.ts';

describe('the clock of the server', () => {
  const clock = { now: '2026-07-01T14:05:20+03:00', today: '2026-07-01', timeZone: 'Asia/Jerusalem' };

  test('is read with its distance from UTC', () => {
    expect(readClock(clock)).toEqual({
      utcSeconds: Date.parse('2026-07-01T11:05:20Z') / 1000,
      offsetSeconds: 3 * 3600,
      today: Date.UTC(2026, 6, 1) / 86_400_000,
    });
  });

  test.each([
    null,
    [],
    {},
    { ...clock, now: 5 },
    { ...clock, now: '14:05' },
    { ...clock, today: 'Monday' },
    { ...clock, today: '2026-07-02' },
  ])('is refused when it is none: %j', (answer) => expect(readClock(answer)).toBeNull());

  test('goes on by what has passed on the reader’s clock, and never back', () => {
    const reading = { clock: { utcSeconds: 1000, offsetSeconds: 0, today: 0 }, readAt: 50_000 };
    expect(momentOf(reading, 53_000)).toBe(1003);
    expect(momentOf(reading, 20_000)).toBe(1000);
  });
});

describe('asking the server for its clock', () => {
  const answer = () =>
    new Response(JSON.stringify({ now: '2026-07-01T14:05:20+03:00', today: '2026-07-01' }));
  let respond = (): Response | Promise<Response> => answer();
  const fetched = vi.fn(async () => respond());
  beforeEach(() => {
    vi.useFakeTimers();
    vi.setSystemTime(Date.now() + 60_000);
    fetched.mockClear();
    vi.stubGlobal('fetch', fetched);
  });
  afterEach(() => {
    respond = answer;
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  test('is done once for all parts of a page that ask at once, and anew later', async () => {
    const [one, other] = await Promise.all([readServerClock(), readServerClock()]);
    expect(one).toBe(other);
    expect(fetched).toHaveBeenCalledTimes(1);
    vi.setSystemTime(Date.now() + 30_000);
    await readServerClock();
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  test('fails where no server answers, and is not answered by that failure again', async () => {
    respond = () => new Response('<!doctype html>', { status: 404 });
    await expect(readServerClock()).rejects.toThrow(/JSON/);
    respond = answer;
    expect((await readServerClock()).clock.offsetSeconds).toBe(3 * 3600);
  });
});
