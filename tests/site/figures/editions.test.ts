import { describe, expect, test } from 'vitest';
import { makeZone } from '../../../db/domain/zone.ts';
import { editionsPage, keyLines } from '../../../site/figures/editions.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { editionsFixture } from '../editions-fixture.ts';
import { LOG_KEY, publishedFixture, readerOf } from '../published-fixture.ts';

const en = sayIn('en');
const LANGUAGES = ['en', 'es', 'fr'].map(sayIn);
const read = (answer = editionsFixture()) => readerOf(publishedFixture().set('editions', answer));
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const page = (answer = editionsFixture(), say = en) => editionsPage(read(answer), say)!;

describe('the page of editions', () => {
  test('is headed by the newest, when it was published, and how far its figures reach', () => {
    expect(plain(page().heading)).toBe(
      'Edition 15, published on 22 November 2026 at 05:30, holds figures through 21 November',
    );
    expect(plain(page(editionsFixture(), LANGUAGES[2]).heading)).toBe(
      'L’édition 15, publiée le 22 novembre 2026 à 5 h 30, contient les chiffres jusqu’au 21 novembre',
    );
    const [first] = editionsFixture(1).editions;
    const bare = { ...editionsFixture(1), editions: [{ ...first!, through: null }] };
    expect(page(bare).heading).toContain('holds no figures of a day yet');
    const newYear = { ...first!, publishedAt: '2027-01-01T06:00:00+00:00', through: '2026-12-31' };
    expect(page({ ...bare, editions: [newYear] }).heading).toMatch(/through 31\sDecember\s2026$/);
  });

  test('says of each edition when, why and how much it changed, the operator’s reason as a quotation', () => {
    const { shown, folded } = page();
    const byId = new Map([...shown, ...folded].map((entry) => [entry.id, entry]));
    expect(byId.get('edition-15')).toMatchObject({
      kind: 'New day',
      reason: null,
      proof: '/log/proofs/15.tlog-proof',
    });
    expect(plain(byId.get('edition-15')!.said)).toBe(
      'Figures through 21 November 2026. 412 files differ from the edition before; no figure published before has changed.',
    );
    expect(byId.get('edition-13')).toMatchObject({ kind: 'Later records' });
    expect(byId.get('edition-13')!.said).toContain('one figure published before has changed.');
    expect(byId.get('edition-12')).toMatchObject({
      ...{ kind: 'Correction', quoted: 'a queue was counted twice' },
      reason: 'The reason given: “a queue was counted twice”',
    });
    expect(byId.get('edition-12')!.said).toContain('1,204 figures published before have changed.');
    expect(byId.get('edition-11')!.said).toContain('One file differs');
    expect(byId.get('edition-1')).toMatchObject({ kind: 'First edition', changed: null });
    expect(byId.get('edition-1')!.said).toMatch(/It has 1,410 files\.$/);
  });

  test('shows twelve, folds those up to the sixtieth, and leaves the rest to the table', () => {
    const parts = (count: number) => {
      const { shown, folded, rest, listHeading } = page(editionsFixture(count));
      return [shown.length, folded.length, rest, plain(listHeading)];
    };
    expect(parts(1)).toEqual([1, 0, null, 'The only edition so far, of 22 November 2026']);
    expect(parts(12).slice(0, 3)).toEqual([12, 0, null]);
    expect(parts(60).slice(0, 3)).toEqual([12, 48, null]);
    expect(parts(61)[2]).toBe('One older edition is in the table to download.');
    expect(parts(1700)).toEqual([
      ...[12, 48, '1,640 older editions are in the table to download.'],
      '1,700 editions since 29 March 2022',
    ]);
    expect(page(editionsFixture(1700)).shown[0]).toMatchObject({ id: 'edition-1700', name: 'Edition 1700' });
  });

  test('says how far figures moved with the label and the unit of the registry', () => {
    expect(page().sizesHeading).toBe('4 measures have moved after their days were published');
    expect(page().sizes.map(({ label, days, mean }) => [label, days, mean])).toEqual([
      ['Contacts', '1,204', '2.3'],
      ['Service level', '12', '0.42 percentage points'],
      ['Typical wait', '3', '4 s'],
      ['Satisfaction, mean', '1', 'one of the two is not known'],
    ]);
    const none = page({ ...editionsFixture(), sizes: [] });
    expect([none.sizesHeading, none.sizes]).toEqual([
      'No figure of a day has moved since it was published',
      [],
    ]);
  });

  test('stands in every language, also where nothing was published', () => {
    for (const say of LANGUAGES) {
      expect(editionsPage(readerOf(new Map()), say)).toBeNull();
      expect(editionsPage(read({ ...editionsFixture(), editions: [] }), say)).toBeNull();
      expect(page(editionsFixture(70), say).folded).toHaveLength(48);
    }
  });
});

test('a key of the log is told with its days: in use, retired or lost', () => {
  const ended = { ...LOG_KEY, endedAt: Date.UTC(2026, 10, 20, 12) / 1000 };
  const said = keyLines(en, makeZone('Europe/London'), [
    LOG_KEY,
    { ...ended, end: 'retired' },
    { ...ended, end: 'lost' },
  ]).map((line) => plain(line.said));
  expect(said).toEqual([
    'Signs since 1 November 2026.',
    'Signed from 1 November 2026 until 20 November 2026, and was then retired.',
    'Signed from 1 November 2026; lost on 20 November 2026, and signs no more.',
  ]);
});
