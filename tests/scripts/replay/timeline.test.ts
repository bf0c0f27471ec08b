import { describe, expect, test } from 'vitest';
import { atRate, inRhythm, until } from '../../../scripts/replay/timeline.ts';
import { eventOf } from '../../support/records.ts';

const RECORDED = Date.parse('1999-05-23T18:00:00Z') / 1000;
const NOW = Date.parse('2026-11-22T10:00:00Z') / 1000;
const at = (seconds: number, more: object = {}) =>
  eventOf({ contactId: 'a', event: 'queued', at: RECORDED + seconds, ...more });

describe('a replay in its own rhythm', () => {
  test('begins now, and at ten times the speed a minute takes six seconds, in waits as in handling', () => {
    const events = [at(0), at(60), at(125.5, { dueAt: RECORDED + 3600, holdSeconds: 30, handleSeconds: 90 })];
    const paced = [...inRhythm(events, { speed: 10, from: RECORDED, startsAt: NOW })];
    expect(paced.map(({ dueMs }) => dueMs)).toEqual([0, 6000, 12_550]);
    expect(paced.map(({ event }) => event.at - NOW)).toEqual([0, 6, 12]);
    expect(paced[2]!.event).toMatchObject({ dueAt: NOW + 360, holdSeconds: 3, handleSeconds: 9 });
  });

  test('sends nothing before it is so: the time of an event is never after the moment of its sending', () => {
    const events = Array.from({ length: 50 }, (_, i) => at(i * 7.3));
    for (const speed of [1, 3, 10, 60]) {
      for (const { dueMs, event } of inRhythm(events, { speed, from: RECORDED, startsAt: NOW }))
        expect(event.at).toBeLessThanOrEqual(NOW + dueMs / 1000);
    }
  });

  test('unshifted sends the recorded times as they are', () => {
    const [paced] = inRhythm([at(60)], { speed: 10, from: RECORDED, startsAt: null });
    expect(paced).toEqual({ dueMs: 6000, event: at(60) });
  });
});

describe('a replay at a rate', () => {
  test('has so many events a second, each told as of now, and ends when its time is over', () => {
    const events = Array.from({ length: 1000 }, (_, i) => at(i * 60));
    let elapsed = 0;
    const elapsedMs = () => elapsed;
    const paced = [...until(atRate(events, { perSecond: 200, startsAt: NOW, elapsedMs }), 2000, elapsedMs)];
    expect(paced).toHaveLength(400);
    expect(paced.filter(({ dueMs }) => dueMs < 1000)).toHaveLength(200);
    expect(paced.every(({ dueMs, event }) => event.at === NOW + Math.floor(dueMs / 1000))).toBe(true);
    elapsed = 2000;
    expect([...until(atRate(events, { perSecond: 200, startsAt: NOW, elapsedMs }), 2000, elapsedMs)]).toEqual(
      [],
    );
  });

  test('as fast as they are taken, every event is due at once and told as of now', () => {
    let elapsed = 0;
    const paced = atRate([at(0), at(7200)], { perSecond: Infinity, startsAt: NOW, elapsedMs: () => elapsed });
    expect(paced.next().value).toMatchObject({ dueMs: 0, event: { at: NOW } });
    elapsed = 3500;
    expect(paced.next().value).toMatchObject({ dueMs: 0, event: { at: NOW + 3 } });
  });
});
