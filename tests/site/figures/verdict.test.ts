import { describe, expect, test } from 'vitest';
import { VERDICTS } from '../../../db/domain/impact-verdict.ts';
import { changeSentences, verdictSentences, verdictsHeading } from '../../../site/figures/verdict.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { actionAnswer, actionsAnswerOf, eventsFixture } from '../events-fixture.ts';
import { readerOf } from '../published-fixture.ts';

const en = sayIn('en');
const read = readerOf(eventsFixture());
const judged = read<{ actions: ReturnType<typeof actionAnswer>[] }>('actions')!.actions[0]!;
type Action = typeof judged;
type Look = Action['looks'][number];

/** The judged action, with another verdict and another estimate at the look that stands. */
function judgedAs(verdict: Look['verdict'], fields: Partial<Look> = {}, more: Partial<Action> = {}): Action {
  const looks = judged.looks.map((look) => (look.weeks === 26 ? { ...look, ...fields, verdict } : look));
  return { ...judged, verdict, looks, ...more };
}
const interval = (estimate: number, low: number, high: number) => ({ estimate, low, high });
const said = (action: Action, language = 'en') =>
  verdictSentences(read, sayIn(language), action).join(' ').replaceAll('\u00a0', ' ');

describe('a verdict in words', () => {
  test('says what came of it in per cent and in contacts, with both ends of what fits', () => {
    expect(said(judged)).toBe(
      'It worked: after 26 weeks, 20% fewer contacts about invoices & refunds than would have come without it, between 12% and 28%. That is about 1,600 fewer, between 1,300 and 2,000.',
    );
  });

  test('is no firmer than its interval where that holds no change at all', () => {
    const across = judgedAs('no_measurable_effect', {
      effect: { ...interval(-0.05, -0.148, 0.049), level: 0.9779 },
      avoided: interval(399, -319, 1196),
    });
    expect(said(across)).toBe(
      'It had no measurable effect: after 26 weeks, 5% fewer contacts about invoices & refunds than would have come without it, but anything from 15% fewer to 5% more fits as well. That is about 400 fewer, and anything from 1,200 fewer to 320 more fits as well.',
    );
  });

  test('that it made things worse is said as plainly as that it worked', () => {
    const worse = judgedAs('made_it_worse', {
      effect: { ...interval(0.115, 0.035, 0.2), level: 0.9779 },
      avoided: interval(-1065, -1728, -351),
    });
    expect(said(worse)).toMatch(
      /^It made things worse: after 26 weeks, 12% more contacts .* between 4% and 20%\. That is about 1,100 more, between 350 and 1,700\.$/,
    );
  });

  test('of a share is in points', () => {
    const share = judgedAs(
      'worked',
      { points: interval(0.041, 0.012, 0.07), avoided: null },
      { metric: 'csat_top2' },
    );
    expect(said(share)).toContain(
      '4.1 percentage points higher than without it, between 1.2 percentage points and 7.0',
    );
  });

  test('says why nothing can be told, what else began, and when it is judged next', () => {
    const confounded = judgedAs(
      'inconclusive',
      { effect: null, avoided: null },
      {
        reasons: ['other_action'],
        overlaps: [{ id: 'b', slug: 'b', title: 'Lockers', startsAt: '2026-03-09T00:00:00+00:00' }],
        nextLook: { weeks: 26, date: '2026-09-20' },
      },
    );
    expect(said(confounded)).toBe(
      'Whether it worked cannot be told. Another action on the same began too near to tell the two apart. Another action on the same: “Lockers”, from 9 March 2026. It is judged next on 20 September 2026, when 26 whole weeks of it are final.',
    );
    expect(
      said(actionAnswer({ id: 'a', verdict: 'registered_late', reasons: ['registered_late'] })),
    ).toContain('never judged');
  });

  test.each(['en', 'es', 'fr'])('holds no figure that nobody knows, in %s', (language) => {
    for (const verdict of VERDICTS) {
      const action = verdict === 'registered_late' ? actionAnswer({ id: 'a', verdict }) : judgedAs(verdict);
      expect(said(action, language)).not.toMatch(/undefined|NaN|null/);
      const none = judgedAs('inconclusive', {
        effect: { ...interval(0, -0.1, 0.1), level: 0.98 },
        avoided: interval(0, -9, 9),
      });
      expect(said(none, language)).not.toMatch(/undefined|NaN|null/);
    }
  });
});

test('the heading of all counts every verdict, those that changed nothing and made it worse as well', () => {
  const of = (...verdicts: Action['verdict'][]) =>
    verdictsHeading(
      en,
      actionsAnswerOf(verdicts.map((verdict, i) => actionAnswer({ id: String(i), verdict }))).verdicts,
    );
  expect(of('worked', 'too_early', 'made_it_worse', 'no_measurable_effect', 'worked')).toBe(
    'Of 5 actions, 2 worked, 1 had no measurable effect, 1 made it worse and 1 is too early to tell',
  );
  expect(of('made_it_worse')).toBe('The one action that was registered made it worse');
});

test('a change of the terms is told with what stood before, and whether it counts', () => {
  const versions: Action['versions'] = [
    { recordedAt: '2026-02-01T12:00:00+00:00', isJudged: true, changes: [] },
    {
      recordedAt: '2026-04-01T12:00:00+01:00',
      isJudged: false,
      changes: [
        { term: 'expectedEffect', before: 0.2, after: 0.05, isAfterStart: true },
        { term: 'control', before: null, after: 'service', isAfterStart: false },
      ],
    },
  ];
  expect(changeSentences(en, { ...judged, versions }).map((text) => text.replaceAll('\u00a0', ' '))).toEqual([
    '1 April 2026, after it had started, so this does not count: the expected size, from 20% to 5%.',
    '1 April 2026, before it started: the control, from nothing to service.',
  ]);
});
