import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import type { OrganisationAnswer } from '../../../api/contract/organisation.ts';
import { parseDay } from '../../../db/domain/zone.ts';
import { changeFeed, feedNames } from '../../../site/figures/change-feed.ts';
import { changeNotices, earlierVersion, loggedChange } from '../../../site/figures/change-log.ts';
import { changesPage } from '../../../site/figures/changes.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { changesFixture } from '../changes-fixture.ts';
import { publishedFixture, readerOf } from '../published-fixture.ts';

const en = sayIn('en');
const LANGUAGES = ['en', 'es', 'fr'].map(sayIn);
const read = (answer = changesFixture(), more: Partial<OrganisationAnswer> = {}) => {
  const files = publishedFixture().set('changes', answer);
  return readerOf(
    files.set('organisation', { ...(files.get('organisation') as OrganisationAnswer), ...more }),
  );
};
const day = (date: string) => parseDay(date)!;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const logged = (id: string, say = en) =>
  loggedChange(read(), say, changesFixture().changes.find((one) => one.id === id)!);
const noticed = (metrics: string[], today = '2026-11-22', hasCauses = false) =>
  changeNotices(read(), en, { metrics, hasCauses }, day(today)).map(({ id }) => id);

describe('an entry of the log', () => {
  test('says how many values an edition changed, names three figures and counts the others', () => {
    expect(plain(logged('edition-690').said)).toBe(
      '12 values that had been final were changed by records that came later: Contacts, Answered, Gave up and 2 others.',
    );
    expect(logged('edition-690').points).toEqual({
      json: '/api/v1/editions/690',
      csv: '/api/v1/editions/690.csv',
    });
    expect(logged('edition-640')).toMatchObject({
      said: 'One value was wrong and was corrected: Open cases.',
      quoted: 'The reason given: “a line was counted twice”.',
    });
  });

  test('leads from each figure to what was before and what is since, as tables', () => {
    expect(logged('edition-690').touched[0]).toEqual({
      ...{ label: 'Contacts', href: '/methods/offered/' },
      before: '/api/v1/series.csv?metric=offered&grain=day&as_of=2026-11-19T05%3A30%3A00Z',
      after: '/api/v1/series.csv?metric=offered&grain=day&as_of=2026-11-20T05%3A30%3A00Z',
    });
  });

  test('tells of a figure that ends who decided it, how much notice that was and what takes its place', () => {
    const { said, decided, more, quoted } = logged('retired-csat_mean-2026-12-10');
    expect(plain(said)).toBe(
      '“Satisfaction, mean” ends: from 10 December 2026 on it is not published. What was published of it stays.',
    );
    expect(decided).toEqual({ sentence: 'Decided by: Head of service.', quoted: 'Head of service' });
    expect(quoted).toBe('The new survey has another scale.');
    expect(more).toEqual([
      'Announced 28 days before.',
      '“Satisfied” takes its place.',
      'Both were published beside one another for 200 days; good practice is a year.',
    ]);
    const retirement = changesFixture().changes[0]!;
    const moreOf = (terms: object) => loggedChange(read(), en, { ...retirement, ...terms } as never).more;
    expect(moreOf({ noticeDays: 27, besideDays: 365 })).toEqual([
      'Announced 27 days before; good practice is four weeks.',
      '“Satisfied” takes its place.',
      'Both were published beside one another for 365 days.',
    ]);
    expect(moreOf({ noticeDays: 0, replacedBy: null })).toEqual([
      'Announced only when it had ended; good practice is four weeks before.',
    ]);
    expect(moreOf({ noticeDays: null, replacedBy: null })).toEqual([]);
  });
});

describe('a change is said beside a figure', () => {
  test('that it touches, and beside no other', () => {
    expect(noticed(['wait_p75'])).toEqual(['definition-wait-p75-2026-11-01']);
    expect(noticed(['offered', 'wait_p75'])).toEqual(['edition-690', 'definition-wait-p75-2026-11-01']);
    expect(noticed(['csat_top2', 'due', 'service_level'])).toEqual([]);
  });

  test('for thirty days, with the day since when, in each language', () => {
    expect(noticed(['wait_p75'], '2026-12-01')).toHaveLength(1);
    expect(noticed(['wait_p75'], '2026-12-02')).toEqual([]);
    expect(noticed(['backlog'], '2026-10-30')).toHaveLength(1);
    expect(noticed(['backlog'], '2026-10-31')).toEqual([]);
    const notices = LANGUAGES.map(
      (say) => changeNotices(read(), say, { metrics: ['wait_p75'], hasCauses: false }, day('2026-11-22'))[0]!,
    );
    expect(plain(notices[0]!.said)).toMatch(/^Changed on 1 November 2026: .* is counted otherwise:$/);
    expect(plain(notices[1]!.said)).toMatch(
      /^Cambio del 1 de noviembre de 2026\. .* se cuenta de otra manera:$/,
    );
    expect(plain(notices[2]!.said)).toMatch(/^Changement du 1er novembre 2026\. .* est compté autrement :$/);
    for (const { words } of notices) expect(words).toBe('Waits begin with the queue.');
  });

  test('of causes only where a figure is told by causes', () => {
    expect(noticed(['complaints'])).toEqual([]);
    expect(noticed(['complaints'], '2026-11-22', true)).toEqual(['cause-fees-merged-2026-11-01']);
  });

  test('where it ends, from the announcement and for as long as the figure is shown', () => {
    const id = 'retired-csat_mean-2026-12-10';
    for (const today of ['2026-11-22', '2026-12-10', '2029-01-01'])
      expect(noticed(['csat_mean'], today)).toEqual([id]);
  });

  test('not where it had been so before anything was published, nor where there is no log', () => {
    expect(noticed(['service_level'], '2024-01-05')).toEqual([]);
    const files = publishedFixture();
    files.delete('changes');
    expect(changeNotices(readerOf(files), en, { metrics: ['offered'], hasCauses: true }, 20_000)).toEqual([]);
  });
});

describe('a revised value', () => {
  const figure = (status: 'revised' | 'final', metric = 'wait_p50') => ({
    methods: [{ id: metric, label: metric, href: '' }],
    tables: [{ caption: '', columns: [], rows: [{ name: '', cells: [{ text: '4', status }] }] }],
  });

  test('is one click from what was published before', () => {
    const earlier = earlierVersion(read(), en, figure('revised'))!;
    expect(plain(earlier.said)).toBe(
      'A value here was revised on 20 November 2026. What was published before:',
    );
    expect(earlier).toMatchObject({
      id: 'edition-690',
      tables: [{ href: '/api/v1/series.csv?metric=wait_p50&grain=day&as_of=2026-11-19T05%3A30%3A00Z' }],
    });
    expect(earlierVersion(read(), en, figure('final'))).toBeNull();
    expect(earlierVersion(read(), en, figure('revised', 'csat_top2'))).toBeNull();
  });
});

describe('the page of changes', () => {
  const page = (say = en) => changesPage(read(), say, day('2026-11-22'));

  test('is headed by an edition that changed what had been final, where nothing has happened since', () => {
    expect(plain(page().latest!.heading)).toBe(
      'The last change, on 20 November 2026: final values that were revised',
    );
    for (const say of LANGUAGES) expect(page(say).latest!.detail).toContain('12');
  });

  test('lists editions among the other changes, the newest first, each with its anchor', () => {
    const entries = page().years.flatMap(({ entries }) => entries);
    expect(entries.map(({ id }) => id)).toEqual(['edition-690', 'edition-640']);
    expect(entries[1]).toMatchObject({ kind: 'Correction', title: 'a line was counted twice' });
    expect(plain(entries[1]!.when)).toBe('1 October 2026, 05:30');
  });
});

describe('the feeds', () => {
  const at = (name: string, form: 'atom' | 'json', more: Partial<OrganisationAnswer> = {}, say = en) => {
    const link = (path: string) => (say === en ? path : `/${say.language}${path}`);
    return changeFeed({ read: read(changesFixture(), more), say, link }, name, form)!;
  };
  const SITE = { siteAddress: 'https://figures.example.org' };

  test('are read back as Atom: ids by tag, dates of the publication, addresses in full', () => {
    const feed = parseAtomFeed(at('feed', 'atom', SITE));
    expect(feed).toMatchObject({
      id: 'tag:figures.example.org,2024-01-02:changes:en:feed',
      updated: '2026-11-20T05:30:00.000Z',
      links: [
        { href: 'https://figures.example.org/changes/feed.atom', rel: 'self' },
        { href: 'https://figures.example.org/changes/', rel: 'alternate' },
      ],
    });
    expect(feed.entries).toHaveLength(changesFixture().changes.length);
    const [entry] = feed.entries!;
    expect(entry).toMatchObject({
      id: 'tag:figures.example.org,2024-01-02:changes:edition-690',
      updated: '2026-11-20T05:30:00.000Z',
      links: [{ href: 'https://figures.example.org/changes/#edition-690' }],
    });
    expect(new Set(feed.entries!.map(({ id }) => id)).size).toBe(feed.entries!.length);
    expect(feed.entries!.map(({ title }) => plain(title!.value!))).toEqual([
      ...['Revision', 'End of a figure: Satisfaction, mean', 'Definition: 75 in 100 get through within'],
      ...['Cause: Fees are one cause', 'Correction: Open cases', 'Target: 8 in 10 within a minute'],
    ]);
  });

  test('are read back as JSON Feed, in the words of the language', () => {
    const feed = parseJsonFeed(JSON.parse(at('csat_mean', 'json', SITE, LANGUAGES[2])));
    expect(feed).toMatchObject({
      ...{ language: 'fr', feed_url: 'https://figures.example.org/fr/changes/csat_mean.json' },
      home_page_url: 'https://figures.example.org/fr/methods/csat_mean/',
    });
    expect(feed.items).toHaveLength(1);
    expect(feed.items![0]!.content_text).toContain('Head of service');
    expect(JSON.parse(at('feed', 'json')).version).toBe('https://jsonfeed.org/version/1.1');
  });

  test('are one for everything and one for each metric, whether it has changed or not', () => {
    expect(feedNames(read(), en)).toContain('feed');
    expect(feedNames(read(), en).length).toBeGreaterThan(50);
    const quiet = parseAtomFeed(at('due', 'atom'));
    expect(quiet).toMatchObject({ updated: '2024-01-02T00:00:00.000Z' });
    expect(quiet.id).toBe('tag:candour.invalid,2024-01-02:changes:en:due');
    expect(quiet.entries ?? []).toEqual([]);
  });

  test('have the same bytes from the same log, whenever they are made', () => {
    for (const form of ['atom', 'json'] as const) {
      expect(at('feed', form, SITE)).toBe(at('feed', form, SITE));
      const later = { ...changesFixture(), asOf: '2027-01-01T05:00:00Z' };
      const link = (path: string) => path;
      expect(changeFeed({ read: read(later, SITE), say: en, link }, 'feed', form)).toBe(
        at('feed', form, SITE),
      );
    }
  });

  test('carry markup of an operator as words', () => {
    const hostile = changesFixture();
    hostile.changes[4]!.words = 'a <script>alert(1)</script> ]]> & "b"';
    const text = changeFeed({ read: read(hostile), say: en, link: (path) => path }, 'backlog', 'atom')!;
    expect(parseAtomFeed(text).entries![0]!.content!.value).toContain('<script>alert(1)</script> ]]> & "b"');
  });
});
