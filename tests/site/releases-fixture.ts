/**
 * A made-up release calendar by the editions of `editions-fixture.ts`, as of 22 November 2026, 07:00: one edition that did not
 * come is told as late, releases are put off, a role sees figures early, and the server was away twice.
 */
import type { ReleasesAnswer } from '../../api/contract/releases.ts';
import { USUAL_LAGS } from '../../db/domain/finality.ts';
import { judgeRelease, reachingFurther, releasesDue, stageDays } from '../../db/domain/release-calendar.ts';
import { formatDay, makeZone, parseDay } from '../../db/domain/zone.ts';
import { editionsFixture } from './editions-fixture.ts';

const zone = makeZone('Europe/London');
const day = (text: string) => parseDay(text)!;
const NOW = Date.UTC(2026, 10, 22, 7) / 1000;
/** It did not come, so that what it should have held came with the next one. */
const MISSING_EDITION = 11;
const REASON = 'the telephone exchange is replaced';

/** `isOverdue`: the edition of today has not come either, and it is noon. */
export function releasesFixture({ isOverdue = false } = {}): ReleasesAnswer {
  const now = isOverdue ? NOW + 5 * 3600 : NOW;
  const editions = reachingFurther(
    editionsFixture()
      .editions.filter(({ id }) => id !== MISSING_EDITION && !(isOverdue && id === 15))
      .map(({ id, publishedAt, through }) => {
        const at = Date.parse(publishedAt) / 1000;
        return { id, at, through: day(through!), today: zone.dayOf(at) };
      })
      .sort((a, b) => a.id - b.id),
  );
  const change = { of: null, from: day('2026-12-25'), to: day('2026-12-28'), reason: REASON };
  const releases = releasesDue(
    { bySecond: 9.5 * 3600, finalAfterDays: USUAL_LAGS, changes: [change] },
    { zone, isOpen: () => true },
    day('2026-11-08'),
    day('2027-11-22'),
  ).map((release) => ({ ...release, ...judgeRelease(release, editions, now) }));
  return {
    ...{ timeZone: 'Europe/London', asOf: '2026-11-22T05:00:00Z', time: '09:30' },
    dueAfterDays: stageDays(USUAL_LAGS),
    responsible: 'Director of customer service',
    since: '2026-11-08T05:30:00+00:00',
    releases: {
      dueAt: releases.map(({ dueAt }) => zone.formatInstant(dueAt)),
      grain: releases.map(({ grain }) => grain),
      period: releases.map(({ period }) => period),
      stage: releases.map(({ stage }) => stage),
      status: releases.map(({ status }) => status),
      publishedAt: releases.map(({ edition }) => (edition === null ? null : zone.formatInstant(edition.at))),
      edition: releases.map(({ edition }) => edition?.id ?? null),
      lateSeconds: releases.map(({ lateSeconds }) => lateSeconds),
      putOffFrom: releases.map(({ putOff }) => (putOff === null ? null : formatDay(putOff.from))),
    },
    changes: [
      {
        ...{ of: null, from: '2026-12-25', to: '2026-12-28', reason: REASON },
        ...{ announcedAt: '2026-11-20T05:30:00+00:00', counts: true },
      },
      {
        ...{ of: '2026-11-17', from: '2026-11-18', to: '2026-11-19', reason: 'nobody was there' },
        ...{ announcedAt: null, counts: false },
      },
    ],
    earlyAccess: [
      { who: 'Head of the contact centre', reason: 'checks that no call is missing', hoursBefore: 2 },
    ],
    interruptions: [
      { from: '2026-11-18T03:10:00+00:00', to: '2026-11-18T11:40:00+00:00', seconds: 30_600 },
      { from: '2026-11-12T23:58:00+00:00', to: '2026-11-13T00:09:00+00:00', seconds: 660 },
    ],
  };
}
