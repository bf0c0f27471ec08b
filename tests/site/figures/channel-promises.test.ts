import { describe, expect, test } from 'vitest';
import type { OrganisationAnswer } from '../../../api/contract/organisation.ts';
import { subjectPageOf } from '../../../site/figures/topics.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { type Files, NOW_SECONDS, ORGANISATION, publishedFixture, readerOf } from '../published-fixture.ts';

const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ');

function pageOf(
  change: (files: Files) => void = () => {},
  { language = 'en', channels = ORGANISATION.channels } = {},
) {
  const files = publishedFixture();
  change(files);
  const organisation: OrganisationAnswer = { ...ORGANISATION, channels };
  return subjectPageOf('service-levels', readerOf(files), sayIn(language), organisation, NOW_SECONDS);
}

describe('the promises of other channels', () => {
  test('stand together under the name of each, behind those of the main one', () => {
    const { figures, others } = pageOf();
    expect(others?.after).toBe('allowance');
    expect(figures.map(({ id }) => id)).toEqual([
      ...['promises-phone', 'promises-email', 'kept', 'bridge', 'formulas', 'allowance', 'score'],
      'wait-steps-phone',
    ]);
    expect(others!.groups.map(({ id, name }) => [id, name])).toEqual([['channel-email', 'Email']]);
    expect(others!.groups[0]!.figures.map(({ id }) => id)).toEqual([
      ...['kept-email', 'bridge-email', 'formulas-email'],
    ]);
  });

  test('say in short what is found under the name', () => {
    const { others } = pageOf();
    expect(plain(others!.kicker)).toBe('The promises of the other channels in October 2026');
    expect(plain(others!.heading)).toBe('Email: met');
    const [email] = others!.groups;
    expect(plain(email!.statement)).toBe(
      "The customer's clock stands 4 points lower than ours in October 2026",
    );
    expect(plain(email!.parts)).toBe(
      "Whether the promise was kept · From our clock to the customer's · One month, five formulas",
    );
    const noBridge = pageOf((files) => {
      const levels = structuredClone(files.get('service-levels/email')) as {
        bridge: { reason: string | null };
      };
      levels.bridge.reason = 'no_customer';
      files.set('service-levels/email', levels);
    });
    expect(plain(noBridge.others!.groups[0]!.statement)).toContain(
      'The promise was kept in October 2026: 90%',
    );
  });

  test('name the channel above each figure and with each table, the main channel too', () => {
    const { figures, others } = pageOf();
    for (const { kicker, isNamedByKicker, tables } of others!.groups[0]!.figures) {
      expect(kicker).toMatch(/^Email: /);
      expect(isNamedByKicker).toBe(true);
      for (const { caption } of tables) expect(caption).toMatch(/^Email: /);
    }
    const bridge = figures.find(({ id }) => id === 'bridge')!;
    expect(bridge.kicker).toBe("Phone: From our clock to the customer's");
    const alone = pageOf(() => {}, { channels: ['phone'] });
    expect(alone.others).toBeNull();
    expect(alone.figures.find(({ id }) => id === 'bridge')!.kicker).toBe("From our clock to the customer's");
  });

  test('are not there where none are published, and stand behind the clocks where the main channel has none', () => {
    expect(pageOf((files) => files.delete('service-levels/email')).others).toBeNull();
    expect(pageOf((files) => files.delete('service-levels/phone')).others?.after).toBe('allowance');
    const without = pageOf((files) => {
      for (const path of [...files.keys()]) if (path.startsWith('service-levels/phone')) files.delete(path);
    });
    expect(without.others?.after).toBe('promises-email');
  });

  test.each(['en', 'fr', 'es'])(
    'no two tables have one name, and every sentence is whole, in %s',
    (language) => {
      const { figures, others } = pageOf(() => {}, { language });
      const all = [...figures, ...others!.groups.flatMap((group) => group.figures)];
      const captions = all.flatMap(({ tables }) => tables.map(({ caption }) => caption));
      expect(new Set(captions).size, captions.join(', ')).toBe(captions.length);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      for (const { kicker, heading, standfirst } of all)
        expect(`${kicker} ${heading} ${standfirst}`).not.toMatch(/undefined|NaN|\[object/);
    },
  );
});
