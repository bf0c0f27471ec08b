import { describe, expect, test } from 'vitest';
import type { OrganisationAnswer } from '../../../api/contract/organisation.ts';
import type { BestTimesAnswer } from '../../../api/contract/outlook.ts';
import type { SeriesAnswer } from '../../../api/contract/series.ts';
import type { Figure } from '../../../site/figures/figure.ts';
import { type Home, homeOf } from '../../../site/figures/home.ts';
import { hoursOf, quietStretches, slowStretch, waitAtAnyHour } from '../../../site/figures/usual-week.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import {
  bestTimesOf,
  breakdownOf,
  day,
  type Files,
  NOW_SECONDS,
  ORGANISATION,
  publishedFixture,
  readerOf,
  seriesOf,
  usualWait,
} from '../published-fixture.ts';

const en = sayIn('en');

const bare = (text: string) => text.replaceAll('\u00a0', ' ');

function build(
  change: (files: Files) => void = () => {},
  organisation: Partial<OrganisationAnswer> = {},
  nowSeconds = NOW_SECONDS,
): Home {
  const files = publishedFixture();
  change(files);
  return homeOf(readerOf(files), en, { ...ORGANISATION, ...organisation }, nowSeconds);
}

const find = (home: Home, id: string): Figure => home.figures.find((figure) => figure.id === id)!;
const absent = (home: Home) => home.absences.map((figure) => figure.id);

describe('the first page', () => {
  const home = build();

  test('shows seven figures in their order, each with pictures, a table, a note and a source', () => {
    expect(home.figures.map((figure) => figure.id)).toEqual([
      ...['quiet-hours', 'today', 'contacts', 'reasons', 'promises', 'complaints', 'satisfaction'],
    ]);
    for (const figure of home.figures) {
      expect(figure.pictures?.wide.label, figure.id).toContain(figure.heading);
      for (const part of [figure.tables, figure.notes, figure.sources]) {
        expect(part.length, figure.id).toBeGreaterThan(0);
      }
    }
    expect(home.absences).toEqual([]);
  });

  test('says nothing undefined and nothing that is not a number', () => {
    const text = JSON.stringify(home);
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  test('answers in one sentence, true for every hour that it names', () => {
    expect(bare(home.answer.sentence)).toBe(
      'Call from Tuesday to Friday between 16:00 and 20:00: about 19 in 20 callers get through within 2 minutes.',
    );
    expect(home.answer.more).toEqual([]);
    expect(bare(home.answer.record ?? '')).toBe(
      'From 27 September to 21 November 2026, 121 of 140 recommended hours were quicker than their day; 40 of the 48 days are replayed.',
    );
  });

  test('holds exactly the published figures in its tables', () => {
    const reasons = find(home, 'reasons').tables[0]!.rows.map((row) => [
      row.name,
      ...row.cells.map((c) => c.text),
    ]);
    expect(reasons).toEqual([
      ['Information', '2,650', '32%', '2,600'],
      ['Problem', '2,585', '31%', '2,575'],
      ['Transaction', '1,800', '21%', '1,800'],
      ['Complaint', '930', '11%', '1,000'],
      ['Not classified', '420', '5%', '420'],
      ['Idea', 'hidden', '–', '–'],
    ]);
    const weeks = find(home, 'contacts').tables[0]!;
    expect(weeks.columns).toEqual([...['Week of', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun', 'Week']]);
    expect(weeks.rows).toHaveLength(8);
    const october = weeks.rows.find((row) => bare(row.name) === '12 Oct')!;
    expect(october.cells.map((cell) => cell.status)).toEqual([
      ...['final', 'final', 'missing', 'final', 'final', 'final', 'closed', 'partial'],
    ]);
    expect(october.cells[2]!.text).toBe('no record');
    expect(october.cells[6]!.text).toBe('closed');
    expect(weeks.rows[0]!.cells[0]).toMatchObject({ text: expect.stringMatching(/^\d+$/), mark: 'p' });
    expect(bare(weeks.rows.at(-1)!.name)).toBe('28 Sept');
  });

  test('says each published day in the title of its bar', () => {
    const series = publishedFixture().get('series/day/offered') as SeriesAnswer;
    const { start, value } = series.series[0]!.cells;
    const titles = find(home, 'contacts').pictures!.wide.marks.flatMap((mark) => mark.title ?? []);
    expect(titles).toHaveLength(8 * 7 - 1 + 1); // the partial day is drawn in two pieces
    for (const title of titles) {
      const [, text = ''] = /(\d+ \w+ \d{4}):/.exec(bare(title)) ?? [];
      const at = start!.findIndex((one) => day(one.slice(0, 10)) * 86_400_000 === Date.parse(`${text} UTC`));
      const said = value[at] === null ? /closed|no record|hidden/ : new RegExp(`: ${value[at]}\\b`);
      expect(bare(title)).toMatch(said);
    }
  });
});

describe('contacts', () => {
  test('the heading compares whole weeks, and leaves out the one that goes on', () => {
    const figure = find(build(), 'contacts');
    expect(bare(figure.heading)).toMatch(/^\d,\d{3} contacts in the week of 9 November, .* a year before$/);
  });

  test('a week that is still to settle is told as so far, and a holiday is named where events were published', () => {
    const home = build((files) => {
      const week = (text: string, value: number) => ({
        day: day(text),
        value,
        status: 'provisional' as const,
      });
      files.set('series/week/offered', seriesOf('offered', 'week', [week('2026-11-09', 1900)]));
      files.set('events', {
        events: [
          { kind: 'holiday', from: '2026-10-12', to: '2026-10-12', title: 'Parcel Day' },
          { kind: 'outage', from: '2026-10-13T10:00:00+01:00', to: null, title: null },
        ],
      });
    });
    expect(bare(find(home, 'contacts').heading)).toBe('So far 1,900 contacts in the week of 9 November');
    const texts = find(home, 'contacts').pictures!.wide.marks.flatMap((mark) =>
      mark.kind === 'text' ? mark.text : [],
    );
    expect(texts).toContain('Parcel Day');
  });

  test('a week that has only begun and is hidden leaves the word to the last that is told', () => {
    const home = build((files) => {
      const hidden = { day: day('2026-11-16'), value: null, n: null, status: 'suppressed' as const };
      const told = { day: day('2026-11-09'), value: 90 };
      files.set('series/week/offered', seriesOf('offered', 'week', [told, hidden]));
    });
    expect(bare(find(home, 'contacts').heading)).toBe('90 contacts in the week of 9 November');
  });

  test('without a year of records the week before is compared to', () => {
    const home = build((files) => {
      const week = (text: string, value: number) => ({ day: day(text), value });
      files.set(
        'series/week/offered',
        seriesOf('offered', 'week', [week('2026-11-02', 2000), week('2026-11-09', 1900)]),
      );
    });
    expect(bare(find(home, 'contacts').heading)).toBe(
      '1,900 contacts in the week of 9 November, 5% fewer than the week before',
    );
  });

  test('in the first days there is nothing to compare with, and nothing is', () => {
    const home = build((files) => {
      files.set('series/day/offered', seriesOf('offered', 'day', [{ day: day('2026-11-21'), value: 180 }]));
      files.set('series/week/offered', seriesOf('offered', 'week', []));
    });
    expect(bare(find(home, 'contacts').heading)).toBe(
      '180 contacts by 21 November 2026, the first on record',
    );
  });

  test('a year of hidden days is said to be hidden', () => {
    const home = build((files) => {
      const hide = (path: string, grain: 'day' | 'week') => {
        const answer = files.get(path) as SeriesAnswer;
        const cells = answer.series[0]!.cells.start!.map((start) => ({
          ...{ day: day(start.slice(0, 10)), value: null, n: null, status: 'suppressed' as const },
        }));
        files.set(path, seriesOf('offered', grain, cells));
      };
      hide('series/day/offered', 'day');
      hide('series/week/offered', 'week');
    });
    const figure = find(home, 'contacts');
    expect(figure.heading).toContain('hidden to protect people');
    expect(JSON.stringify(figure)).not.toMatch(/Infinity|NaN|∞/);
  });
});

describe('answered in time', () => {
  const figure = find(build(), 'promises');

  test('is measured against the target of the month, to the percent that is printed', () => {
    expect(bare(figure.heading)).toBe(
      '77% of calls were answered within a minute in October 2026, short of the target of 80%',
    );
    expect(bare(figure.standfirst)).toContain(
      "By the customer's clock, which starts at the first ask, 80% had what they needed within 3 minutes, above the target of 70%.",
    );
  });

  test('a month against the next is judged by its days', () => {
    expect(bare(figure.standfirst)).toContain('No clear change from September (76%)');
  });

  test('without days to judge by, the figures stand without a verdict', () => {
    const home = build((files) => files.delete('series/day/phone/service_level'));
    expect(bare(find(home, 'promises').standfirst)).toContain('In September it was 76%.');
  });

  test('a change of threshold is marked, and months on both its sides are not compared', () => {
    const texts = figure.pictures!.wide.marks.flatMap((mark) =>
      mark.kind === 'text' ? bare(mark.text) : [],
    );
    expect(texts).toContain('from Jan 2026: within a minute');
  });

  test('what changed for both clocks at once in the same words is marked once', () => {
    const both = ORGANISATION.targets.filter(({ kind }) => kind === 'service');
    const home = build(() => {}, {
      targets: both.map((target) => ({ ...target, thresholdSeconds: 120, from: '2026-01-01', to: null })),
    });
    const texts = find(home, 'promises').pictures!.wide.marks.flatMap((mark) =>
      mark.kind === 'text' ? bare(mark.text) : [],
    );
    expect(texts.filter((text) => text === 'from Jan 2026: within 2 minutes')).toHaveLength(1);
  });

  test('without a target there is no target to fall short of', () => {
    const home = build(() => {}, { targets: [] });
    const { heading, pictures } = find(home, 'promises');
    expect(bare(heading)).toBe('77% of calls were answered within a minute in October 2026');
    expect(pictures!.wide.marks.some((mark) => mark.class?.includes('aim'))).toBe(false);
  });

  test('a hidden month is said to be hidden', () => {
    const hidden = { day: day('2026-10-01'), value: null, n: null, status: 'suppressed' as const };
    const home = build((files) =>
      files.set('series/month/phone/service_level', seriesOf('service_level', 'month', [hidden])),
    );
    expect(bare(find(home, 'promises').heading)).toBe(
      'How many were answered in time in October 2026 is hidden to protect people',
    );
  });

  test('where every month is hidden none is named', () => {
    const cells = ['2026-09-01', '2026-10-01', '2026-11-01'].map((text) => ({
      ...{ day: day(text), value: null, n: null, status: 'suppressed' as const },
    }));
    const home = build((files) => {
      files.set('series/month/phone/service_level', seriesOf('service_level', 'month', cells));
      files.set('series/month/csat_top2', seriesOf('csat_top2', 'month', cells));
    });
    const said = (id: string) => bare(find(home, id).heading);
    expect(said('promises')).toBe(
      'How many were answered in time is hidden to protect people, in every month',
    );
    expect(said('satisfaction')).toBe(
      'How satisfied people were is hidden to protect people, in every month',
    );
  });

  test('a month that has only begun and is hidden leaves the word to the last that is told', () => {
    const home = build((files) => {
      const path = 'series/month/phone/service_level';
      const { start, value, n } = (files.get(path) as SeriesAnswer).series[0]!.cells;
      const cells = start!.map((text, i) => ({
        ...{ day: day(text.slice(0, 10)), value: value[i] ?? null, n: n[i] ?? null },
      }));
      const hideFrom = (month: string) => {
        const told = cells.filter((cell) => cell.day < day(month));
        const hidden = cells.slice(told.length).map((cell) => ({
          ...{ day: cell.day, value: null, n: null, status: 'suppressed' as const },
        }));
        files.set(path, seriesOf('service_level', 'month', [...told, ...hidden]));
      };
      hideFrom('2026-11-01');
      expect(bare(spokenOf(files).heading)).toBe(
        '77% of calls were answered within a minute in October 2026, short of the target of 80%',
      );
      expect(spokenOf(files).standfirst).not.toContain('hidden');
      hideFrom('2026-10-01');
    });
    const { heading, standfirst, tables } = find(home, 'promises');
    expect(bare(heading)).toMatch(/ in September 2026/);
    expect(bare(standfirst)).toMatch(/^October 2026 is hidden to protect people\./);
    expect(bare(tables[0]!.caption)).toBe('By channel, September 2026');

    function spokenOf(files: Files): Figure {
      return find(homeOf(readerOf(files), en, ORGANISATION, NOW_SECONDS), 'promises');
    }
  });

  test("where only our clock is known, it is said that the customer's cannot be told", () => {
    const home = build((files) => files.delete('series/month/phone/customer_service_level'));
    expect(find(home, 'promises').standfirst).toContain("The customer's clock cannot be told");
  });

  test('each column of the table has a header of its own, and the latest month comes first', () => {
    const months = figure.tables.at(-1)!;
    expect(new Set(months.columns).size).toBe(months.columns.length);
    expect(bare(months.rows[0]!.name)).toBe('November 2026');
  });

  test('a single channel is read from the files of all contacts, and needs no table of channels', () => {
    const home = build(
      (files) => {
        for (const [path, answer] of [...files]) {
          if (path.includes('/phone/')) files.set(path.replace('/phone/', '/'), answer).delete(path);
        }
      },
      { channels: ['phone'] },
    );
    expect(find(home, 'promises').tables).toHaveLength(1);
    expect(bare(find(home, 'promises').heading)).toContain('77% of calls');
  });
});

describe('complaints', () => {
  test('are given by cause with the change in counts, and a hidden cause has neither', () => {
    const figure = find(build(), 'complaints');
    expect(figure.heading).toBe('Delivery: the cause of about 6 in 10 complaints');
    const texts = figure.pictures!.wide.marks.flatMap((mark) => (mark.kind === 'text' ? mark.text : []));
    expect(texts).toEqual(
      expect.arrayContaining(['55 more', '50 fewer', '10 more', 'hidden to protect people']),
    );
    expect(texts).toContain('Invoices & refunds');
  });

  test('of which some are hidden are of the total that is published, and without it of none', () => {
    const rows = [
      { member: 'delivery', label: 'Delivery', value: 20 },
      { member: 'service', label: 'Service', value: null, status: 'suppressed' as const },
    ];
    const standfirstOf = (total: number | null, paths: readonly [string, string, 'cause' | 'category']) => {
      const [metric, id, by] = paths;
      const home = build((files) => {
        files.set(`breakdown/${metric}/${by}-previous`, breakdownOf(metric, by, rows));
        files.delete(`series/month/${metric}`);
        const month = { day: day('2026-10-01'), value: total };
        if (total !== null) files.set(`series/month/${metric}`, seriesOf(metric, 'month', [month]));
      });
      return bare(find(home, id).standfirst);
    };
    const causes = ['complaints', 'complaints', 'cause'] as const;
    expect(standfirstOf(55, causes)).toBe('55 complaints, October 2026, by cause.');
    expect(standfirstOf(null, causes)).toBe('By cause, October 2026.');
    const reasons = ['offered', 'reasons', 'category'] as const;
    expect(standfirstOf(355, reasons)).toBe('355 contacts, October 2026, by reason.');
    expect(standfirstOf(null, reasons)).toBe('By reason, October 2026.');
  });

  test('when every cause is hidden, that is what the heading says', () => {
    const home = build((files) => {
      const rows = ['delivery', 'service'].map((member) => ({
        ...{ member, label: member, value: null, status: 'suppressed' as const },
      }));
      files.set('breakdown/complaints/cause-previous', breakdownOf('complaints', 'cause', rows));
    });
    expect(find(home, 'complaints').heading).toBe('What complaints are about is hidden to protect people');
  });

  test('ten causes are drawn, and all of them stand in the table', () => {
    const home = build((files) => {
      const rows = Array.from({ length: 14 }, (_, i) => ({
        member: `c${i}`,
        label: `Cause ${i}`,
        value: 100 - i,
      }));
      files.set('breakdown/complaints/cause-previous', breakdownOf('complaints', 'cause', rows));
    });
    const figure = find(home, 'complaints');
    expect(figure.tables[0]!.rows).toHaveLength(14);
    expect(figure.notes).toContain('4 more in the table.');
  });
});

describe('satisfaction', () => {
  test('hedges: no clear change, and whether the target is met', () => {
    const figure = find(build(), 'satisfaction');
    expect(bare(figure.heading)).toBe(
      '74% of those who answered were satisfied in October 2026; no clear change from September',
    );
    expect(bare(figure.standfirst)).toBe(
      'That is short of the target of 80%. No clear change from a year before, in October 2025.',
    );
    expect(figure.notes).toContain('We asked 3,163 people, and 369 answered: 12%.');
    expect(figure.notes).toContain('People who gave up are not in this number: 640 of them this month.');
  });

  test('a month that has only begun and is hidden leaves the word to the last that is told', () => {
    const cell = (text: string, value: number | null) => ({
      ...{ day: day(text), value, n: value === null ? null : 369 },
      status: value === null ? ('suppressed' as const) : ('final' as const),
    });
    const told = [cell('2026-09-01', 0.7), cell('2026-10-01', 0.74), cell('2026-11-01', null)];
    const figureOf = (cells: typeof told) =>
      find(
        build((files) => files.set('series/month/csat_top2', seriesOf('csat_top2', 'month', cells))),
        'satisfaction',
      );
    expect(bare(figureOf(told).heading)).toContain(
      '74% of those who answered were satisfied in October 2026',
    );
    expect(figureOf(told).standfirst).not.toContain('hidden');
    const before = figureOf([told[0]!, cell('2026-10-01', null), told[2]!]);
    expect(bare(before.heading)).toContain('70% of those who answered were satisfied in September 2026');
    expect(bare(before.standfirst)).toMatch(/^October 2026 is hidden to protect people\./);
  });

  test('too close to the target is said to be too close', () => {
    const home = build((files) =>
      files.set(
        'series/month/csat_top2',
        seriesOf('csat_top2', 'month', [{ day: day('2026-10-01'), value: 0.79, n: 369 }]),
      ),
    );
    expect(find(home, 'satisfaction').standfirst).toContain('Too close to the target of 80%');
    expect(find(home, 'satisfaction').heading).toContain('too early for a comparison');
  });

  test('without counts of who was asked says the share alone, and that some gave up', () => {
    const home = build((files) => files.delete('satisfaction/all'));
    const { notes } = find(home, 'satisfaction');
    expect(notes).toContain('12% of those we asked answered.');
    expect(notes).toContain('People who gave up waiting are not in this number.');
  });

  test('a mean is held against earlier ones where the answers tell how far they lay apart', () => {
    const cells = ['2025-10-01', '2026-09-01', '2026-10-01'].map((text) => ({
      day: day(text),
      value: 4,
      n: 370,
    }));
    const figure = find(
      build((files) => {
        files.delete('series/month/csat_top2');
        files.set('series/month/csat_mean', seriesOf('csat_mean', 'month', cells));
      }),
      'satisfaction',
    );
    expect(figure.heading).toContain('; no clear change from September');
    expect(bare(figure.standfirst)).toContain('Lower than a year before, in October 2025.');
    expect(figure.tables[0]!.rows[0]!.cells[1]!.text).toBe('3.95 to 4.15');
  });

  test('a mean without single answers is given without a verdict', () => {
    const cells = ['2026-09-01', '2026-10-01'].map((text, i) => ({
      day: day(text),
      value: 4 + i / 2,
      n: 5000,
    }));
    const home = build((files) => {
      files.delete('series/month/csat_top2');
      files.delete('satisfaction/all');
      files.set('series/month/csat_mean', seriesOf('csat_mean', 'month', cells));
    });
    expect(bare(find(home, 'satisfaction').heading)).toBe(
      '4.5 out of 5 from those who answered in October 2026',
    );
  });
});

/** The same where no hour is awarded anything. */
function alike(best: BestTimesAnswer): BestTimesAnswer {
  const { cells } = best;
  const tier = cells.tier.map((one) => (one === null ? null : ('average' as const)));
  return { ...best, cells: { ...cells, tier } };
}

describe('the quiet hours', () => {
  test('are named beside the slowest, and how slow those are is said below', () => {
    const figure = find(build(), 'quiet-hours');
    expect(figure.kicker).toBe('When to call');
    expect(bare(figure.heading)).toBe(
      'Quickest Tuesday to Friday 16:00–\u206020:00, slowest Monday 09:00–\u206012:00',
    );
    expect(bare(figure.standfirst)).toMatch(
      /^At the slowest, Monday 09:00–\u206012:00, half of callers wait longer than 2 minutes\./,
    );
    expect(figure.standfirst).toMatch(
      /The number: nine in ten get through within it \(s: seconds, m: minutes\)\. Frames mark/,
    );
  });

  test('stand beside hours of which only other weekdays tell, which are hidden and not without a record', () => {
    const home = build((files) => {
      const best = structuredClone(files.get('best-times/phone')) as BestTimesAnswer;
      const at = best.cells.medianSeconds.findIndex((seconds) => seconds !== null);
      for (const column of ['medianSeconds', 'ninetySeconds', 'days', 'n'] as const)
        (best.cells[column] as (number | null)[])[at] = null;
      best.cells.isBorrowed[at] = true;
      files.set('best-times/phone', best);
    });
    const { pictures, tables } = find(home, 'quiet-hours');
    const titles = pictures!.wide.marks.flatMap((mark) => mark.title ?? []);
    expect(titles.filter((title) => title.endsWith(': final'))).toEqual([]);
    expect(titles.filter((title) => title.endsWith('hidden to protect people'))).toHaveLength(1);
    const texts = tables[0]!.rows.flatMap((row) => row.cells.map(({ text }) => text));
    expect(texts.filter((text) => text === 'hidden')).toHaveLength(1);
  });

  test('are not spoken of as calls where nobody calls', () => {
    const home = build(
      (files) => {
        for (const [path, answer] of [...files]) {
          if (path.includes('/phone/')) files.set(path.replace('/phone/', '/'), answer);
          if (path === 'best-times/phone') files.set('best-times/chat', answer);
        }
      },
      { channels: ['chat'] },
    );
    expect(find(home, 'quiet-hours').kicker).toBe('When to get in touch');
  });

  const hours = hoursOf(bestTimesOf(usualWait));

  test('are the largest stretch of the lightest shade, the slowest that of the darkest', () => {
    expect(quietStretches(hours)).toEqual([{ fromWeekday: 1, toWeekday: 4, fromHour: 16, toHour: 19 }]);
    expect(slowStretch(hours)).toEqual({ fromWeekday: 0, toWeekday: 0, fromHour: 9, toHour: 11 });
  });

  test('are all hours that nobody could tell apart, whether three seconds or nine', () => {
    const noisy = (weekday: number, hour: number) =>
      usualWait(weekday, hour) === null ? null : hour < 14 ? 40 : 3 + ((weekday + hour) % 7);
    expect(quietStretches(hoursOf(bestTimesOf(noisy)))).toEqual([
      { fromWeekday: 0, toWeekday: 4, fromHour: 14, toHour: 19 },
      { fromWeekday: 5, toWeekday: 5, fromHour: 14, toHour: 16 },
    ]);
  });

  test('are one set for the answer, the frames and what is best next', () => {
    const noisy = (weekday: number, hour: number) =>
      usualWait(weekday, hour) === null ? null : hour < 14 ? 40 : 3 + ((weekday + hour) % 7);
    const home = build((files) => files.set('best-times/phone', bestTimesOf(noisy)));
    expect(bare(home.answer.sentence)).toMatch(/^Call from Monday to Friday between 14:00 and 20:00: /);
    expect(home.answer.more[0]).toBe('It is as quick on Saturdays between 14:00 and 17:00.');
    const frames = find(home, 'quiet-hours').pictures!.wide.marks.filter(
      (mark) => mark.class === 'quiet-frame',
    );
    expect(frames).toHaveLength(2);
    expect(home.next!.plan.quiet).toHaveLength(5 * 6 + 3);
    expect(home.next!.sentence).toBe('Closed. Opens on Monday at 08:00; best after 14:00.');
  });

  test('leave out a lone hour between slower ones, which is soon another', () => {
    const lone = (weekday: number, hour: number) =>
      weekday === 5 && hour === 10 ? 2 : usualWait(weekday, hour);
    expect(quietStretches(hoursOf(bestTimesOf(lone)))).toHaveLength(1);
    const morning = (weekday: number, hour: number) =>
      weekday === 5 && (hour === 10 || hour === 14 || hour === 15) ? 2 : usualWait(weekday, hour);
    expect(quietStretches(hoursOf(bestTimesOf(morning)))[1]).toEqual({
      ...{ fromWeekday: 5, toWeekday: 5, fromHour: 14, toHour: 15 },
    });
  });

  test('are none where the evidence tells none apart, and then that is said', () => {
    const emails = (weekday: number, hour: number) => 3300 + ((weekday * 7 + hour * 13) % 40) * 60;
    const long = hoursOf(alike(bestTimesOf(emails)));
    expect(quietStretches(long)).toEqual([]);
    expect(slowStretch(long)).toBeNull();
    expect(waitAtAnyHour(long)).toBeGreaterThan(3600);
    const home = build((files) => {
      files.set('best-times/phone', alike(bestTimesOf(emails)));
    });
    const { heading, standfirst, pictures } = find(home, 'quiet-hours');
    expect(bare(heading)).toBe('Half of calls are answered within about 75 minutes at almost any hour');
    expect(bare(home.answer.sentence)).toBe(`${bare(heading)}.`);
    expect(standfirst).toMatch(/within it \(h: hours\)\.$/);
    const cells = pictures!.wide.marks.flatMap((mark) =>
      mark.kind === 'text' && mark.class?.startsWith('cell-text') ? bare(mark.text) : [],
    );
    // Six times the half.
    for (const cell of cells) expect(cell).toMatch(/^([5-9]|9½|5½|6½|7½|8½) h$/);
  });

  test('are not named where all hours are alike, or no wait is known', () => {
    expect(quietStretches(hoursOf(bestTimesOf(() => 30)))).toEqual([]);
    expect(hoursOf(bestTimesOf(() => null))).toEqual([]);
    expect(quietStretches([])).toEqual([]);
    expect(waitAtAnyHour([])).toBeNull();
  });

  test('leave out hours of which only other weekdays tell, however quick', () => {
    const few = bestTimesOf(usualWait);
    few.cells.isBorrowed = few.cells.isBorrowed.map((_, i) => i >= 24 && i < 4 * 24);
    for (const { fromWeekday, toWeekday } of quietStretches(hoursOf(few)))
      expect([fromWeekday, toWeekday]).toEqual([4, 4]);
    expect(quietStretches(hoursOf(few)).length).toBeGreaterThan(0);
  });
});

describe('an organisation that records less', () => {
  test('is told in one sentence each what it does not record, and no empty chart is drawn', () => {
    const home = build((files) => {
      for (const path of [...files.keys()]) {
        if (/breakdown|csat|response/.test(path)) files.delete(path);
      }
    });
    expect(absent(home)).toEqual(['reasons', 'complaints', 'satisfaction']);
    for (const figure of home.absences) expect(figure.standfirst).not.toBe('');
  });

  describe('is told what is missing, and not more', () => {
    const promises = (change: (files: Files) => void, organisation: Partial<OrganisationAnswer> = {}) => {
      const { absences } = build((files) => {
        for (const path of [...files.keys()]) if (/service_level/.test(path)) files.delete(path);
        change(files);
      }, organisation);
      const { heading, standfirst } = absences.find((figure) => figure.id === 'promises')!;
      return bare(`${heading}: ${standfirst}`);
    };

    test('waits, but not who was answered within the time of a target', () => {
      expect(promises(() => {}, { targets: [] })).toBe(
        'How many were answered in time is not recorded: The records hold waiting times, but do not say how many were answered within a minute, and no target of our own sets another time.',
      );
      const [target] = ORGANISATION.targets.filter(({ clock }) => clock === 'internal');
      const always = { channel: null, queue: null, from: '2026-01-01', to: null };
      const own = { ...target!, ...always, thresholdSeconds: 20 };
      expect(promises(() => {}, { targets: [own] })).toContain('within 20 seconds, the time of the target.');
    });

    test('no wait at all, or no month', () => {
      expect(
        promises((files) => {
          for (const path of [...files.keys()]) if (/wait/.test(path)) files.delete(path);
        }),
      ).toBe(
        'How long people wait is not recorded: The records hold no waiting times, so neither clock can be shown.',
      );
      expect(
        promises((files) => {
          const days = [{ day: day('2026-11-20'), value: 0.8, n: 300 }];
          files.set('series/day/phone/service_level', seriesOf('service_level', 'day', days));
        }),
      ).toMatch(/^How many were answered in time is not known for a month yet: /);
    });

    test('complaints, but not their causes', () => {
      const standfirst = (change: (files: Files) => void) =>
        build(change).absences.find((figure) => figure.id === 'complaints')?.standfirst;
      const known = 'The records say which contacts were complaints, but not what caused them.';
      const path = 'breakdown/complaints/cause-previous';
      expect(standfirst((files) => files.delete(path))).toBe(known);
      const rows = [{ member: 'unstated', label: 'Not stated', value: 330 }];
      expect(standfirst((files) => files.set(path, breakdownOf('complaints', 'cause', rows)))).toBe(known);
      expect(
        standfirst((files) => {
          files.delete(path);
          files.delete('breakdown/offered/category-previous');
        }),
      ).toBe('The records do not say which contacts were complaints, or what caused them.');
    });
  });

  test('with unclassified contacts only, gives no reasons', () => {
    const home = build((files) => {
      const rows = [{ member: 'unclassified', label: 'Not classified', value: 35_860 }];
      files.set('breakdown/offered/category-previous', breakdownOf('offered', 'category', rows));
    });
    expect(absent(home)).toEqual(['reasons']);
  });

  test('with surveys alone, answers by them', () => {
    const home = build(
      (files) => {
        for (const path of [...files.keys()]) {
          if (!/csat|response|organisation|metrics/.test(path)) files.delete(path);
        }
      },
      { channels: [], contact: [], hours: {} },
    );
    expect(home.figures.map((figure) => figure.id)).toEqual(['satisfaction']);
    expect(bare(home.answer.sentence)).toBe(
      'About 3 in 4 customers who answered our survey were satisfied in October 2026.',
    );
  });

  test('without waits by the hour, is answered by its service level', () => {
    const home = build((files) => {
      for (const path of [...files.keys()]) if (/profile|wait|best-times/.test(path)) files.delete(path);
    });
    expect(bare(home.answer.sentence)).toBe(
      'About 3 in 4 calls were answered within a minute in October 2026.',
    );
    expect(absent(home)).toEqual(['quiet-hours']);
  });

  test('with too few waits at every hour, says so and not that none are recorded', () => {
    const home = build((files) => {
      const { cells, ...best } = bestTimesOf(usualWait);
      const hidden = cells.tier.map(() => null);
      files.set('best-times/phone', {
        ...best,
        cells: {
          ...cells,
          ...{ tier: hidden, medianSeconds: hidden, ninetySeconds: hidden },
          status: hidden.map(() => 'suppressed'),
        },
      });
    });
    expect(absent(home)).toEqual(['quiet-hours']);
    expect(home.absences[0]?.heading).toBe('When it is quietest cannot be told yet');
  });

  test('with nothing at all, says that nothing has been published', () => {
    const home = build((files) => files.clear(), { channels: [], records: null });
    expect(home.answer.sentence).toBe('Nothing has been published yet.');
    expect(home.figures).toEqual([]);
    expect(home.absences).toEqual([]);
  });

  describe('before the first record', () => {
    const first = (organisation: Partial<OrganisationAnswer>) =>
      build((files) => files.clear(), { channels: [], records: null, ...organisation });

    test('has the hours of the line, and room for the queue, for a channel on which somebody waits', () => {
      const { next } = first({});
      expect(next?.plan.channel).toBe('phone');
      expect(next?.plan.waits.every((wait) => wait === null)).toBe(true);
      expect(next?.sentence).toMatch(/^Closed\. Opens on Monday at 08:00/);
      expect(next?.room.queue).not.toBeNull();
      // Nothing of what is usual can come.
      expect(next?.room.moment).not.toContain('usual');
      const chat = { channel: 'chat', label: 'Chat', value: 'https://chat.example', tollFree: null };
      expect(first({ contact: [chat], hours: {} }).next?.plan.channel).toBe('chat');
    });

    test('without hours has nothing to say but the queue, with room for it as the heading', () => {
      const { next } = first({ contact: [], hours: {} });
      expect(next?.plan).toMatchObject({ channel: 'phone', opening: null, quiet: [], waits: [] });
      expect([next?.sentence, next?.asOf]).toEqual(['', '']);
      expect(next?.room.here).toBe(next?.room.queue);
    });

    test('has no live part where nobody waits at the other end', () => {
      const email = ORGANISATION.contact.filter(({ channel }) => channel === 'email');
      expect(first({ contact: email, hours: {} }).next).toBeNull();
    });
  });

  test.each(['en', 'es', 'fr'])(
    'in the first days says in %s since when, and not that nothing was published',
    (language) => {
      const files: Files = new Map();
      const days = [day('2026-11-20'), day('2026-11-21')].map((one) => ({ day: one, value: 300 }));
      files.set('series/day/phone/offered', seriesOf('offered', 'day', days));
      const say = sayIn(language);
      const organisation = { ...ORGANISATION, records: { from: '2026-11-20', to: '2026-11-21' } };
      const { answer, next } = homeOf(readerOf(files), say, organisation, NOW_SECONDS);
      expect(answer.sentence).not.toBe(say.answer.nothing);
      expect(bare(answer.sentence)).toMatch(/(begin on|empiezan el|commencent le) 20 /);
      expect(answer.more).toEqual([say.answer.usualWaitUnknown]);
      expect(next?.room.queue).not.toBeNull();
    },
  );
});

test('records that ended long ago are spoken of in the past, with the date of the last report', () => {
  const home = build(() => {}, {}, NOW_SECONDS + 400 * 86_400);
  expect(bare(home.answer.sentence)).toMatch(/^Waits were shortest from Tuesday to Friday/);
  expect(bare(home.answer.more.at(-1)!)).toBe('The last report is of 21 November 2026.');
  expect(bare(find(home, 'contacts').heading)).toContain('9 November 2026');
  expect(find(home, 'quiet-hours').standfirst).toContain('waited');
});
