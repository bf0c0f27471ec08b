/** The range of the usual week held against what came after it: the bank's hours from March to June, week by week. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { profileFeed } from '../../api/feeds/profile.ts';
import { dayOfDate, formatDay, weekdayOf } from '../../db/domain/zone.ts';
import { LoadedOrganisation } from './loaded-organisation.ts';
import { compareWith, rawFiles } from './raw-records.ts';

const files = rawFiles('anonbank');
const WEEK = ['07:00-24:00'];
const CONFIGURATION = {
  organisation: { name: 'Example Bank', timeZone: 'Asia/Jerusalem', country: 'IL' },
  channels: {
    phone: {
      hours: {
        ...Object.fromEntries(['sun', 'mon', 'tue', 'wed', 'thu'].map((day) => [day, WEEK])),
        ...{ fri: ['07:00-14:00'], sat: ['20:00-24:00'] },
      },
    },
  },
};
/** Mondays, each with eight weeks of records before it. */
const FIRST = dayOfDate(1999, 3, 1);
const LAST = dayOfDate(1999, 6, 21);

compareWith('the usual week of the bank', files, () => {
  let bank: LoadedOrganisation;

  beforeAll(async () => {
    bank = await LoadedOrganisation.load({
      ...{ configuration: CONFIGURATION, mapping: 'anonbank-calls', files },
      now: '1999-12-01T12:00:00Z',
    });
  });
  afterAll(() => bank?.close());

  /**
   * The hours of the weeks to come, whole and of no holiday, each beside the range told before them. Counted before
   * anything is hidden: of an hour of few contacts only the unusual counts are shown, and they alone would be judged.
   */
  function judge(member: { queue?: string }): { inside: number; below: number; all: number; untold: number } {
    const { context } = bank;
    const judged = { inside: 0, below: 0, all: 0, untold: 0 };
    for (let monday = FIRST; monday <= LAST; monday += 7) {
      const nowSeconds = context.zone.startOfDay(monday) + 12 * 3600;
      const asked = profileFeed({ ...context, nowSeconds }, { metric: 'offered', weeks: 8, ...member });
      if (!asked.ok) throw new Error(asked.detail);
      expect(asked.answer.to).toBe(formatDay(monday - 1));
      const { low, high } = asked.answer.cells;
      const [from, to] = [formatDay(monday), formatDay(monday + 6)];
      const counts = bank.facts('offered', 'hour', member, from, to);
      for (const [hour, { status }] of bank.series('offered', 'hour', member, from, to)) {
        const date = hour.slice(0, 10);
        const [year = 0, month = 0, ofMonth = 0] = date.split('-').map(Number);
        const day = dayOfDate(year, month, ofMonth);
        const hours = counts.get(date) ?? [];
        const isWhole =
          hours.length === 24 && status !== 'partial' && status !== 'closed' && status !== 'missing';
        const told = hours[Number(hour.slice(11, 13))];
        if (!isWhole || told?.kind !== 'value' || context.calendar.holidayOf(day) !== null) continue;
        const slot = weekdayOf(day) * 24 + Number(hour.slice(11, 13));
        // Where nobody ever called it is easy to be right.
        if (low[slot] == null || high[slot] === 0) {
          judged.untold += 1;
          continue;
        }
        judged.all += 1;
        if (told.value >= low[slot]! && told.value <= high[slot]!) judged.inside += 1;
        else if (told.value < low[slot]!) judged.below += 1;
      }
    }
    return judged;
  }

  test.each([
    ['all calls', {}, 1500],
    // More of its hours are hidden, and so more of its weeks have too few that are told.
    ['regular activity', { queue: 'PS' }, 1300],
  ])('of %s holds about eight in ten hours of the week that followed', (name, member, least) => {
    const { inside, below, all, untold } = judge(member);
    const shareOf = (count: number) => `${((100 * count) / all).toFixed(1)} %`;
    console.info(
      `${name}: of ${all} hours ${shareOf(inside)} inside, ${shareOf(below)} below, ${shareOf(all - inside - below)} above; ${untold} more without a range, or never called in`,
    );
    expect(all).toBeGreaterThan(least);
    expect(inside / all).toBeGreaterThan(0.7);
    expect(inside / all).toBeLessThan(0.9);
    expect(below / all).toBeGreaterThan(0.05);
    expect(below / all).toBeLessThan(0.16);
  });

  test('of the stock exchange there is none: too many of its hours are hidden beside those of smaller lines', () => {
    const { all, untold } = judge({ queue: 'NE' });
    expect(all).toBe(0);
    expect(untold).toBeGreaterThan(2000);
  });
});
