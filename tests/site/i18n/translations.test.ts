import { describe, expect, test } from 'vitest';
import { FACT_IDS } from '../../../db/domain/fact.ts';
import { MEMBER_WORDS } from '../../../db/domain/member-words.ts';
import { METRICS } from '../../../db/domain/metric.ts';
import { complete } from '../../../site/i18n/complete.ts';
import { en } from '../../../site/i18n/en/index.ts';
import type { MetricWords } from '../../../site/i18n/en/methods.ts';
import { es } from '../../../site/i18n/es/index.ts';
import { fr } from '../../../site/i18n/fr/index.ts';
import { WORDS } from '../../../site/i18n/languages.ts';
import { LOCALES } from '../../../site/i18n/locales.ts';
import type { Translation, Words } from '../../../site/i18n/translation.ts';
import { argumentsOf, leavesOf, sayLeaf } from '../../support/words.ts';

/** Marks, symbols and names of formats, which are written alike in all three. */
const MARKS = [
  'changes.moment',
  ...['changes.log.atom', 'changes.log.jsonFeed'],
  'categories.figure',
  'causes.beforeLabel',
  'causes.figure',
  'channels.chat',
  'channels.web',
  'dayOfMonth',
  'findings.within',
  'history.beforeValue',
  'history.downloads.of',
  ...['help', 'measure', 'step', 'whole', 'zoom'].map((key) => `history.keys.rows.${key}.keys`),
  'history.measure.share',
  'history.memberValue',
  'history.readout.compared',
  'history.readout.with',
  'history.shortRanges.1m',
  'history.shortRanges.6m',
  'history.table.caption',
  'inCell.hours',
  'inCell.minutes',
  'inCell.seconds',
  'page.titleOf',
  'reasonChanges.figure',
  'satisfaction.figure',
  'shortRange',
  'sources.csv',
  'sources.json',
  'statusMark.partial',
  'statusMark.provisional',
  'statusMark.revised',
  'waitSteps.figure',
  'week.figure',
];
/** Those, and what is the same in English and in one other language, and rightly so. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  es: [
    ...MARKS,
    ...['categories.other', 'contacts.title', 'labelled', 'listing', 'satisfaction.titleBare'],
    ...['history.events.of', 'history.readout.at', 'history.shortRanges.1d', 'history.shortRanges.5d'],
    ...['history.members', 'history.statement', 'actions.expectation', 'changes.outage'],
    ...['hour', 'time', 'inCell.days', 'status.provisional', 'frame.questions.moreOf', 'now.tab.minutes'],
    ...['reports.dayName', 'course.range', 'reports.hours.figureBare', 'reports.openChannel'],
    ...['trackRecord.error', 'value.times', 'findings.clocks'],
    'ideas.title',
  ],
  fr: [
    ...MARKS,
    ...['changes.log.kinds.correction', 'changes.log.kinds.mapping'],
    ...['changes.kinds.judgement', 'history.events.kinds.judgement', 'verdicts.looks.verdict'],
    ...['causes.column', 'satisfaction.kicker', 'subjects.satisfaction.title', 'service.n', 'site.label'],
    ...['history.controls.cause', 'history.events.kinds.cause', 'changes.kinds.cause', 'minutes'],
    ...['frame.menu', 'frame.questions.contacts'],
    ...['course.range', 'reports.hours.figureBare', 'reports.openChannel', 'reports.channels.part'],
    ...['levels.bridge.change', 'reports.hours.own', 'reports.reading', 'tell.minutes'],
    ...['answerSpread.column', 'avoidable.beside', 'avoidable.contacts', 'value.times'],
  ],
};

/** Groups that English leaves open, because its words stand in the registry. */
const OPEN = /^(metrics|facts|members)\./;
const english = leavesOf(en);
const translations = Object.entries(WORDS).filter(([language]) => language !== 'en');

test('English, Spanish and French are spoken, and each other language is tested here as well', () => {
  expect(Object.keys(WORDS)).toEqual(['en', 'es', 'fr']);
  expect(Object.keys(LOCALES)).toEqual(Object.keys(WORDS));
  expect(translations.map(([language]) => language)).toEqual(Object.keys(ALIKE));
});

describe.each(translations)('%s', (language, words) => {
  const all = leavesOf(words);
  const said = new Map([...all].filter(([path]) => !OPEN.test(path)));

  test('says everything that English says, and nothing else', () => {
    expect([...english.keys()].filter((path) => !said.has(path))).toEqual([]);
    expect([...said.keys()].filter((path) => !english.has(path))).toEqual([]);
  });

  test('says nothing in English but what is the same in both', () => {
    const same = [...said].filter(
      ([path, leaf]) => sayLeaf(path, leaf) === sayLeaf(path, english.get(path)!),
    );
    expect(same.map(([path]) => path).sort()).toEqual([...ALIKE[language]!].sort());
  });

  test('takes the same arguments, and says each one that English says', () => {
    for (const [path, leaf] of said) {
      const source = english.get(path)!;
      expect(typeof leaf, path).toBe(typeof source);
      if (typeof source === 'function') expect(leaf.length, path).toBe(source.length);
      const [ours, theirs] = [sayLeaf(path, leaf), sayLeaf(path, source)];
      for (const given of argumentsOf(path, source).flat().map(String)) {
        if (theirs.includes(given)) expect(ours, path).toContain(given);
      }
    }
  });

  test('has its own words for every metric, fact and member', () => {
    const ids = METRICS.map(({ id }) => id);
    expect(Object.keys(words.metrics ?? {}).sort()).toEqual([...ids].sort());
    expect(Object.keys(words.facts ?? {}).sort()).toEqual([...FACT_IDS].sort());
    expect(Object.keys(words.members ?? {}).sort()).toEqual(Object.keys(MEMBER_WORDS).sort());
  });

  test('says of each metric what the registry says: its numbers, its other metrics, in its own words', () => {
    for (const metric of METRICS) {
      const own = words.metrics![metric.id] as MetricWords;
      for (const field of ['plain', 'definition'] as const) {
        expect(own[field], `${metric.id}.${field}`).not.toBe(metric[field]);
        expect(own[field].length, `${metric.id}.${field}`).toBeGreaterThan(10);
      }
      expect(own.label, metric.id).not.toBe('');
      // "1,000" is written otherwise in each language.
      const marks = metric.definition.match(/\b\d+\b(?!,\d)|[÷−×]|\b[a-z]+_[a-z0-9_]+\b/g) ?? [];
      for (const mark of marks.filter((one) => one !== '000')) {
        expect(own.definition, `${metric.id}: ${mark}`).toContain(mark);
      }
    }
  });
});

test('a string that a translation lacks is said in English, and the others stay', () => {
  const { nothing: _, ...rest } = es.answer;
  const lacking: Translation = { ...es, answer: rest };
  const whole: Words = complete(en, lacking);
  expect(whole.answer.nothing).toBe(en.answer.nothing);
  expect(whole.answer.lastReport('⟦1⟧')).toBe(es.answer.lastReport('⟦1⟧'));
  expect(whole.metrics.offered).toEqual(es.metrics.offered);
  const none: Words = complete(en, { ...fr, week: undefined } as Translation);
  expect(none.week.quiet).toBe(en.week.quiet);
});
