import { describe, expect, test } from 'vitest';
import type { PromiseAnswer } from '../../../api/contract/promises.ts';
import { promisesPage } from '../../../site/figures/promises.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { HIDDEN, NONE, periodOf, promiseOf, promisesFixture, saidCell } from '../promises-fixture.ts';
import { readerOf } from '../published-fixture.ts';

const en = sayIn('en');
const bare = (text: string) => text.replaceAll('\u00a0', ' ');
const pageOf = (promises: PromiseAnswer[], language = 'en') =>
  promisesPage(readerOf(new Map([['promises', { ...promisesFixture(), promises }]])), sayIn(language))!;
const only = (fields: Partial<PromiseAnswer>) => pageOf([promiseOf({ id: 'one', ...fields })]);

describe('the page of promises', () => {
  test('begins with how many met their aim, and names the one kept least often', () => {
    const { heading, least, silent, shown } = pageOf(promisesFixture().promises);
    expect(bare(heading)).toBe('None of the 2 promises with an aim clearly met it in October 2026');
    expect(least).toMatchObject({ words: 'Your parcel abroad arrives in 6 to 10 days.' });
    expect(shown).toHaveLength(3);
    expect(silent.map(({ reason }) => reason)).toEqual([
      en.promises.silences.not_recorded,
      en.promises.silences.no_records,
    ]);
  });

  test('says of one promise what came of it, against its aim, last month and last year', () => {
    const { fact, about } = only({}).shown[0]!;
    expect(bare(fact.heading)).toBe(
      '“Your parcel abroad arrives in 6 to 10 days.” Kept for 58% of the 400 due in October 2026',
    );
    expect(bare(fact.standfirst)).toBe(
      'Half were done within 9 days, nine in ten within 18 days. We hold ourselves to 90%, and missed it. ' +
        'No clear change from October 2025 (60%). ' +
        'Of all that ever fell due, about 45 are still not done.',
    );
    expect(about.map(({ words, href }) => [words, href])).toEqual([
      ['seaside-parcels.example/abroad', 'https://seaside-parcels.example/abroad'],
      ['ten days after we took it, Sundays included', null],
    ]);
    expect(fact.tables[0]?.rows.at(-1)).toMatchObject({ name: 'Still open', cells: [{ text: '30' }, {}] });
  });

  test('tells what was promised before, and marks in its months when that changed', () => {
    const { about, months } = pageOf([promisesFixture().promises[1]!]).shown[0]!;
    expect(about.map(({ label }) => bare(label))).toEqual([
      'Promised:',
      'From 1 January 2020 to 31 August 2026 it was:',
    ]);
    const texts = months!.pictures!.wide.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
    expect(texts.map(bare)).toContain('promised otherwise from Sept 2026');
    expect(texts).toEqual(expect.arrayContaining(['aim 80%', 'our own aim']));
  });

  test('is as careful as the interval: nothing clearly met, nothing clearly changed', () => {
    const near = pageOf([promisesFixture().promises[1]!]).shown[0]!.fact.standfirst;
    expect(near).toContain('too close to tell whether it was met');
    expect(bare(near)).toContain('Half were done within 35 minutes; how long nine in ten took is hidden');
    const met = only({ standing: 'met' });
    expect(bare(met.heading)).toBe('The one promise with an aim met it in October 2026');
  });

  test('does not call undone what is only hidden: few that are done beyond the last that is told', () => {
    const told = promiseOf({ id: 'one' }).distribution!;
    const said = (distribution: Partial<typeof told>) =>
      bare(only({ distribution: { ...told, ...distribution } }).shown[0]!.fact.standfirst);
    expect(said({ p50: null, p90: null, beyond: 25 })).toMatch(
      /^How long half of them took is hidden to protect people\. /,
    );
    expect(said({ p90: null, beyond: 15 })).toContain(
      'Half were done within 9 days; how long nine in ten took is hidden to protect people.',
    );
    expect(said({ p90: null, beyond: 0 })).toContain(
      'Half were done within 9 days; nine in ten are not known to be done.',
    );
    expect(said({ p50: null, p90: null, beyond: 0 })).toMatch(/^Fewer than half are known to be done\. /);
  });

  test('has an honest sentence where nothing was due, all is hidden, or the records do not tell', () => {
    const nothing = { compared: [], distribution: null, standing: null, open: NONE };
    const at = (period: Partial<PromiseAnswer['period']>) =>
      only({
        ...nothing,
        period: { ...periodOf('2026-10-01', '2026-10-31', 0, 0), low: null, high: null, ...period },
      }).shown[0]!.fact.heading.replaceAll('\u00a0', ' ');
    expect(at({ due: saidCell(0), kept: saidCell(null, 0, 'missing') })).toMatch(
      /Nothing fell due in October 2026$/,
    );
    expect(at({ due: HIDDEN, kept: HIDDEN })).toMatch(/is hidden to protect people$/);
    expect(at({ due: saidCell(40), kept: saidCell(null, null, 'missing'), unknown: saidCell(60) })).toMatch(
      /The records do not tell whether it was kept$/,
    );
    expect(at({ kept: saidCell(1, 40), due: saidCell(40) })).toMatch(/Kept for 100% of the 40 due/);
  });

  test('says nothing of what is open where a wait was promised, and of a range that is none', () => {
    const { fact } = only({
      of: 'hold_time',
      open: saidCell(0),
      period: periodOf('2026-10-01', '2026-10-31', 0.998, 400),
    }).shown[0]!;
    expect(fact.standfirst).not.toContain('open');
    const sure = { ...periodOf('2026-10-01', '2026-10-31', 0.998, 400), low: 0.996, high: 0.999 };
    expect(only({ period: sure }).shown[0]!.fact.notes.join(' ')).not.toContain('could as well');
  });

  test('without any promise there is none', () => {
    expect(promisesPage(readerOf(new Map()), en)).toBeNull();
    expect(
      promisesPage(readerOf(new Map([['promises', { ...promisesFixture(), promises: [] }]])), en),
    ).toBeNull();
  });

  test.each(['en', 'es', 'fr'])(
    'every sentence is whole, and no two tables have one name, in %s',
    (language) => {
      const page = pageOf(promisesFixture().promises, language);
      const figures = page.shown.flatMap(({ fact, months }) => (months === null ? [fact] : [fact, months]));
      const said = figures.flatMap(({ heading, standfirst, notes, pictures }) => [
        ...[heading, standfirst, ...notes, pictures?.wide.label ?? ''],
      ]);
      for (const text of [page.heading, ...page.sentences, ...said]) {
        expect(text).not.toMatch(/undefined|NaN|Infinity|\[object|\.\.|,,| {2}/);
        expect(text).toBe(text.trim());
      }
      const captions = figures.flatMap(({ tables }) => tables.map(({ caption }) => caption));
      expect(new Set(captions).size).toBe(captions.length);
    },
  );
});
