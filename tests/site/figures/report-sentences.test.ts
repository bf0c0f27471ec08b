import { describe, expect, test } from 'vitest';
import type { ReportAnswer } from '../../../api/contract/report.ts';
import type { ReportAction, ReportChange } from '../../../api/contract/report-finding.ts';
import { sentencesOf, silenceOf } from '../../../site/figures/report-sentences.ts';
import { sayIn } from '../../../site/i18n/say.ts';

const say = sayIn('en');
const bare = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('\u2060', '');

/** A finding as a test writes it. */
type Given = { readonly topic: string; readonly [field: string]: unknown };

const MONTH = { period: 'month', date: '2026-10', from: '2026-10-01', to: '2026-10-31' } as const;
const DAY = { period: 'day', date: '2026-11-20', from: '2026-11-20', to: '2026-11-20' } as const;
const reportOf = (finding: Given, about: typeof MONTH | typeof DAY = MONTH): ReportAnswer =>
  ({
    ...about,
    findings: [finding],
    silence: null,
    compared: { previous: { date: '2026-09' }, last_year: { date: '2025-10' } },
    breakdowns: [],
  }) as unknown as ReportAnswer;
const sentence = (finding: Given, about: typeof MONTH | typeof DAY = MONTH, language = 'en') =>
  bare(sentencesOf(sayIn(language), reportOf(finding, about))[0]!);

const change = (verdict: ReportChange['verdict'], more: Partial<ReportChange> = {}): ReportChange => ({
  ...{ against: 'previous', value: 100, measure: 'ratio', estimate: null, low: null, high: null, verdict },
  ...more,
});
const rose = change('rose', { estimate: 1.12, low: 1.03, high: 1.21 });
const fell = change('fell', { against: 'last_year', estimate: 0.8, low: 0.72, high: 0.89 });

describe('the sentence on volume', () => {
  const volume = (...changes: ReportChange[]) =>
    ({ topic: 'volume', value: 29_869, days: 31, changes }) as const;

  test('says by how much, and between what the interval has it', () => {
    expect(sentence(volume(rose, fell))).toBe(
      'October 2026 brought 29,869 contacts: day for day 12% more than in September 2026 (between 3% and 21%) ' +
        'and 20% fewer than in October 2025 (between 11% and 28%).',
    );
  });

  test('of no clear change says so, once for both', () => {
    const same = change('no_clear_change');
    expect(sentence(volume(same, { ...same, against: 'last_year' }))).toBe(
      'October 2026 brought 29,869 contacts: day for day no clear change from September 2026, nor from October 2025.',
    );
  });

  test('never speaks of a change that was not judged', () => {
    expect(sentence(volume(change('too_few'), change('too_few')))).toMatch(
      /: too little is known to compare\.$/,
    );
    expect(sentence(volume(change('not_comparable')))).toMatch(
      /not compared, since records are incomplete\.$/,
    );
    expect(sentence(volume(change('too_few'), fell))).not.toContain('September');
  });

  test('of a day is held against such weekdays, and nobody is no share', () => {
    const usual = change('rose', { against: 'usual', estimate: 1.3 });
    const day = (value: number) => ({ topic: 'volume', value, days: null, changes: [usual] }) as const;
    expect(sentence(day(1430), DAY)).toMatch(
      /^Friday,? 20 November 2026 brought 1,430 contacts: 30% more than on an ordinary Friday\.$/,
    );
    expect(sentence(day(0), DAY)).toMatch(/brought no contacts at all\.$/);
  });

  test('is said in Spanish and French as well, with the same verdict', () => {
    expect(sentence(volume(rose), MONTH, 'es')).toBe(
      'En octubre de 2026 hubo 29.869 contactos: comparando días iguales, un 12 % más que en septiembre de 2026 (entre 3 % y 21 %).',
    );
    expect(sentence(volume(rose), MONTH, 'fr')).toBe(
      'En octobre 2026, il y a eu 29 869 contacts : à jours égaux, 12 % de plus qu’en septembre 2026 (entre 3 % et 21 %).',
    );
  });
});

test('the sentence on reasons gives the largest and its change in points', () => {
  const down = change('fell', { measure: 'difference', estimate: -0.013 });
  const finding = {
    ...{ topic: 'categories', member: 'problem', label: 'Problem', value: 9000, share: 0.31 },
    changes: [down],
  } as const;
  expect(sentence(finding)).toBe(
    '31% of contacts were about a problem, the most common reason: down 1.3 points from September 2026.',
  );
  expect(sentence({ ...finding, member: 'own', label: 'Own word' })).toContain('about “Own word”');
});

describe('the sentence on promises', () => {
  const clock = {
    ...{ clock: 'internal', metric: 'service_level', from: '2026-10-01', to: '2026-10-31' },
    ...{ thresholdSeconds: 60, aim: 0.8, value: 0.79, n: 900, low: 0.75, high: 0.83, verdict: 'too_close' },
  } as const;
  const theirs = {
    ...{ ...clock, clock: 'customer', metric: 'customer_service_level', thresholdSeconds: 180 },
    ...{ aim: 0.7, value: 0.82, low: 0.8, high: 0.85, verdict: 'met' },
  } as const;
  const levels = (clocks: readonly object[]) =>
    ({ topic: 'service_levels', channel: 'phone', clocks, changes: [change('not_comparable')] }) as const;

  test('gives both clocks against what was promised, no surer than their intervals', () => {
    expect(sentence(levels([clock, theirs]))).toBe(
      'By our own clock 79% (75–83%) of calls were answered within a minute (80% promised: too close to call) and ' +
        'by the customer’s clock 82% (80–85%) were helped within 3 minutes (70% promised: kept): ' +
        'not compared, since the promise was another.',
    );
  });

  test('names both promises of a month in which it changed', () => {
    const first = { ...clock, to: '2026-10-14', verdict: 'missed', value: 0.6, low: 0.5, high: 0.7 } as const;
    const second = { ...clock, from: '2026-10-15', thresholdSeconds: 120, verdict: 'met' } as const;
    const text = sentence(levels([first, second]));
    expect(text).toMatch(/^From 1 October to 14 October 2026 by our own clock 60% \(50–70%\).*not kept/);
    expect(text).toContain('from 15 October to 31 October 2026 by our own clock');
  });

  test('says that a clock is not known rather than leave a gap', () => {
    const unknown = { ...clock, value: null, n: null, low: null, high: null, verdict: 'unknown' } as const;
    expect(sentence(levels([unknown, theirs]))).toMatch(/^By our own clock it is not known and/);
  });
});

describe('the sentence on complaints', () => {
  const action = (
    verdict: ReportAction['verdict'],
    stage: ReportAction['stage'] = 'running',
  ): ReportAction => ({
    ...{ slug: 'plain', title: 'Plain prices', stage, startsAt: '2026-06-01T00:00:00Z', causes: [] },
    ...{ verdict, look: null },
  });
  const complaints = (actions: ReportAction[], value = 140) =>
    ({
      ...{ topic: 'complaints', value, changes: [change('no_clear_change')] },
      main: { member: 'x', label: 'Prices', value: 45, changes: [change('no_clear_change')], actions },
    }) as const;

  test('names the main cause, whether it changed, and that nothing is done about it', () => {
    expect(sentence(complaints([]))).toBe(
      'About 45 of 140 complaints were about “Prices”, the most common cause: no clear change from September 2026; ' +
        'no action on record addresses it.',
    );
  });

  test.each([
    ['too_early', 'planned', 'the action “Plain prices”, planned and not begun, is to address it'],
    ['too_early', 'running', 'too early to tell what it changed'],
    ['worked', 'running', 'addressed it and worked'],
    ['no_measurable_effect', 'ended', 'without a measurable effect'],
    ['made_it_worse', 'running', 'addressed it and made it worse'],
    ['registered_late', 'running', 'registered too late to be judged'],
  ] as const)('tells of an action with the verdict %s (%s): %s', (verdict, stage, words) => {
    expect(sentence(complaints([action(verdict, stage)]))).toContain(words);
  });

  test('where there are none, or their causes cannot be told, says that instead', () => {
    const none = { ...complaints([], 0), main: null };
    expect(sentence(none)).toBe('October 2026 brought no complaints.');
    const unsaid = { ...complaints([]), main: null };
    expect(sentence(unsaid)).toMatch(/^140 complaints came in; what they were about is not recorded/);
    const report = reportOf(unsaid);
    report.breakdowns = [
      { by: 'cause', rows: { status: ['suppressed'] } },
    ] as unknown as ReportAnswer['breakdowns'];
    expect(sentencesOf(say, report)[0]).toContain('their causes hidden to protect people');
  });
});

test('the sentence on satisfaction gives its interval, its target and who is not in it', () => {
  const finding = {
    ...{
      topic: 'satisfaction',
      value: 0.788,
      n: 523,
      low: 0.751,
      high: 0.821,
      aim: 0.8,
      verdict: 'too_close',
    },
    changes: [change('no_clear_change', { measure: 'difference' })],
  } as const;
  expect(sentence(finding)).toBe(
    '79% of the 523 people who answered were satisfied (75–82%), too close to the target of 80% to call: ' +
      'no clear change from September 2026; people who gave up are not in this number.',
  );
});

test('an action that was judged is told by its verdict, one that was not as under way', () => {
  const judged = {
    ...{ slug: 'a', title: 'A', stage: 'running', startsAt: '2026-01-01', causes: [] },
    verdict: 'no_measurable_effect',
    look: {
      ...{ weeks: 13, date: '2026-10-05', points: null },
      effect: { estimate: -0.021, low: -0.08, high: 0.04, level: 0.9779 },
    },
  } as const;
  expect(sentence({ topic: 'actions', judged: [judged], count: 2 })).toBe(
    'What our actions changed: “A” (no measurable effect: −2%, from −8% to +4%).',
  );
  const points = { estimate: 0.031, low: 0.01, high: 0.052 };
  const share = { ...judged, verdict: 'worked', look: { ...judged.look, points } } as const;
  expect(sentence({ topic: 'actions', judged: [share], count: 1 })).toContain(
    '“A” (worked: +3.1 percentage points, from +1.0 percentage points to +5.2 percentage points)',
  );
  expect(sentence({ topic: 'actions', judged: [{ ...judged, look: null }], count: 2 })).toContain(
    '“A” (no measurable effect).',
  );
  expect(sentence({ topic: 'actions', judged: [], count: 1 })).toBe(
    'One action is under way; what it changes is not known yet.',
  );
});

test('what takes the place of a missing sentence is hedged as well', () => {
  const gaveUp = { topic: 'abandonment', channel: 'phone', value: 0.08, n: 900 } as const;
  expect(sentence({ ...gaveUp, changes: [change('too_few')] })).toBe(
    'In 8% of calls, people gave up before an answer: too little is known to compare.',
  );
  expect(sentence({ topic: 'waits', channel: 'phone', half: 40, nineInTen: null })).toBe(
    'Of those who stayed, half got through within 40 seconds.',
  );
});

test('fewer than five say why, five do not', () => {
  const report = reportOf({ topic: 'actions', judged: [], count: 1 });
  expect(silenceOf(say, report)).toBeNull();
  const silent = (status: 'suppressed' | 'missing') =>
    silenceOf(say, { ...report, silence: 'not_recorded', figures: { status: [status] } } as ReportAnswer);
  expect(silent('missing')).toBe('The records tell no more than that.');
  expect(silent('suppressed')).toBe('Other figures are hidden to protect people, or are not on record.');
  expect(
    silenceOf(say, { ...report, silence: 'closed', figures: { status: [] } } as unknown as ReportAnswer),
  ).toBe('We were closed: there is no more to say.');
});
