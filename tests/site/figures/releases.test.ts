import { describe, expect, test } from 'vitest';
import type { ReleasesAnswer } from '../../../api/contract/releases.ts';
import { releaseFileOf } from '../../../site/figures/release-file.ts';
import { madeAt, releasesPage } from '../../../site/figures/releases.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { publishedFixture, readerOf } from '../published-fixture.ts';
import { releasesFixture } from '../releases-fixture.ts';

const en = sayIn('en');
const LANGUAGES = ['en', 'es', 'fr'].map(sayIn);
const read = (answer: ReleasesAnswer) => readerOf(publishedFixture().set('releases', answer));
const page = (answer = releasesFixture(), say = en) => releasesPage(read(answer), say)!;
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('the page of the release calendar', () => {
  test('is headed by what comes next, and lists all that is due with it', () => {
    const { heading, next } = page();
    expect(plain(heading)).toBe('The next figures come by 09:30 on 23 November 2026');
    expect(next?.items.map(plain)).toEqual([
      'Sunday, 22 November 2026: first figures, provisional',
      'Monday, 16 November 2026: most figures final',
      'Monday, 19 October 2026: repeat contacts final',
      'Week 47 of 2026, 16 November to 22 November 2026: first figures, provisional',
    ]);
  });

  test('is headed by what is overdue as long as it is', () => {
    const { heading, past } = page(releasesFixture({ isOverdue: true }));
    expect(plain(heading)).toBe('5 releases are overdue, the first since 22 November 2026, 09:30');
    expect(past.shown[0]).toMatchObject({ kind: 'Overdue' });
    expect(plain(past.shown[0]!.said)).toBe('Due 2½ hours ago, and not published yet:');
    expect(past.shown[0]!.items).toHaveLength(5);
  });

  test('has thirteen months ahead of weeks and months, in order, and what was put off where it comes', () => {
    const { months, heading } = page().ahead;
    expect(heading).toMatch(/until November\s2027$/);
    expect(months).toHaveLength(13);
    expect(months[0]!.label).toMatch(/^November\s2026$/);
    const items = months.flatMap(({ items }) => items);
    expect(items.length).toBeGreaterThan(85);
    expect(items.length).toBeLessThan(110);
    const answer = releasesFixture();
    const weekly = {
      ...answer,
      releases: { ...answer.releases, putOffFrom: answer.releases.putOffFrom.map(() => '2026-11-20') },
    };
    expect(plain(page(weekly).next!.items[0]!)).toMatch(/provisional \(put off from 20 November 2026\)$/);
  });

  test('tells late releases together where one edition brought them, by how much, and how many there were', () => {
    const { past } = page();
    expect(plain(past.heading)).toBe(
      '3 of 53 releases due since 8 November 2026 came late, or not at all so far',
    );
    expect(past.shown).toHaveLength(1);
    expect(past.shown[0]).toMatchObject({ id: 'due-2026-11-18-12', kind: 'Late' });
    expect(plain(past.shown[0]!.said)).toBe(
      'Published 20 hours late, on 19 November 2026, 05:30, with edition 12:',
    );
    expect(past.shown[0]!.items.map(plain)).toEqual([
      'Tuesday, 17 November 2026: first figures, provisional',
      'Wednesday, 11 November 2026: most figures final',
      'Wednesday, 14 October 2026: repeat contacts final',
    ]);
  });

  test('shows twelve late days, folds those up to the sixtieth, and leaves the rest to the table', () => {
    const answer = releasesFixture();
    const { releases } = answer;
    const all = {
      ...answer,
      releases: {
        ...releases,
        status: releases.status.map(() => 'overdue' as const),
        lateSeconds: releases.lateSeconds.map(() => 7200),
      },
    };
    const { shown, folded, more, rest } = page(all).past;
    expect([shown.length, folded.length, more]).toEqual([12, 48, 'Earlier: 48']);
    expect(rest).toMatch(/^\d+ more days are in the table to download\.$/);
  });

  test('says that nothing was late, put off, early or away where it was not', () => {
    const answer = releasesFixture();
    const { releases } = answer;
    const clean = {
      ...answer,
      ...{ changes: [], earlyAccess: [], interruptions: [], responsible: null },
      releases: {
        ...releases,
        status: releases.status.map((status) => (status === 'late' ? ('on_time' as const) : status)),
        lateSeconds: releases.lateSeconds.map(() => 0),
      },
    };
    const said = page(clean);
    expect(
      [said.past.heading, said.putOff.heading, said.early.heading, said.away.heading].map(plain),
    ).toEqual([
      'All 53 releases due since 8 November 2026 came in time',
      'No date was put off',
      'Nobody is named who sees figures before everybody',
      'No interruption of Candour is on record',
    ]);
    expect(said.responsible).toBeNull();
  });

  test('tells each change with its reason, since when it was known, and that one told too late counts as late', () => {
    const { changes } = page().putOff;
    expect(changes.map(({ said, reason, told }) => [said, reason, told].map(plain))).toEqual([
      [
        'All that is due that day: from 25 December to 28 December 2026.',
        'The reason given: “the telephone exchange is replaced”',
        'Told on 20 November 2026.',
      ],
      [
        'Tuesday, 17 November 2026: from 18 November to 19 November 2026.',
        'The reason given: “nobody was there”',
        'No edition told it before it was due, so it counts as late.',
      ],
    ]);
  });

  test('tells how long Candour was away, within a day and over midnight', () => {
    expect(page().away.shown.map(plain)).toEqual([
      '18 November 2026, 03:10 to 11:40: 8½ hours',
      '12 November 2026, 23:58 to 13 November 2026, 00:09: 11 minutes',
    ]);
    expect(plain(page(releasesFixture(), LANGUAGES[2]).away.shown[0]!)).toBe(
      'Le 18 novembre 2026, de 3 h 10 à 11 h 40 : 8½ heures',
    );
  });

  test('stands in every language, also where nothing was published', () => {
    for (const say of LANGUAGES) {
      expect(releasesPage(readerOf(new Map()), say)).toBeNull();
      expect(page(releasesFixture(), say).ahead.months).toHaveLength(13);
    }
    expect(plain(madeAt(en, Date.UTC(2026, 10, 22, 7) / 1000, 'Europe/London'))).toContain(
      '22 November 2026, 07:00 (Europe/London)',
    );
  });
});

test('the calendar file has each week and month to come once, by its moment in UTC, under a name that stays', () => {
  const settings = {
    organisation: 'Seaside Parcels',
    pageAddress: null,
    nowSeconds: Date.UTC(2026, 10, 22, 7) / 1000,
  };
  const file = releaseFileOf(en, releasesFixture(), settings).replaceAll('\r\n ', '');
  const events = file.split('BEGIN:VEVENT').slice(1);
  expect(events).toHaveLength(page().ahead.months.flatMap(({ items }) => items).length);
  const uids = events.map((event) => /UID:(.+)\r/.exec(event)?.[1]);
  expect(new Set(uids).size).toBe(events.length);
  expect(events[0]).toContain('DTSTART:20261123T093000Z');
  expect(events.find((event) => event.includes('release-2027-05-provisional@'))).toContain(
    'DTSTART:20270601T083000Z',
  );
  expect(file).toContain(
    'SUMMARY:Week 47 of 2026\\, 16 November to 22 November 2026: first figures\\, provisional',
  );
  expect(file).not.toMatch(/[\u00a0\u202f\u2060]/);
});
