// A view of the past put into words, notes and rows: what is said of it, and what is not.
import { describe, expect, test } from 'vitest';
import type { HistoryAnswer, HistoryPanel } from '../../../api/contract/history.ts';
import type { CellStatus } from '../../../db/domain/cell.ts';
import { offsetChanges } from '../../../db/domain/civil-clock.ts';
import { parseDay } from '../../../db/domain/civil-day.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { choicesOf } from '../../../site/history/choices.ts';
import { notesOf, rowsInWords } from '../../../site/history/notes.ts';
import { panelNames } from '../../../site/history/panel-name.ts';
import {
  eventsWithin,
  type HistoryEventAnswer,
  isBreakOf,
  localOf,
  pictureOf,
  statementOf,
  summariesOf,
} from '../../../site/history/picture.ts';
import {
  changeOf,
  formatChange,
  formatTick,
  formatValue,
  nameBucket,
} from '../../../site/history/reading.ts';
import { tableOf } from '../../../site/history/table.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { measureBetween, readAt } from '../../../site/islands/history/readout.ts';
import { loadWords } from '../../../site/islands/history/words.ts';
import { formatShortDay } from '../../../site/words/date.ts';
import { breakdownOf, readerOf } from '../published-fixture.ts';

const say = await loadWords('en');
const words = say.history;
const London = makeZone('Europe/London');
const nameOf = panelNames(sayIn('en'), [{ id: 'offered', label: 'Contacts' }], null);
const CONTACTS = 'Contacts';

type Whole = NonNullable<HistoryPanel['whole']>;
const whole = (value: number | null, status: CellStatus = 'final'): Whole =>
  ({ value, n: value, status }) as Whole;

interface Given {
  values?: readonly (number | null)[];
  status?: readonly CellStatus[];
  panel?: Partial<HistoryPanel>;
  view?: Partial<HistoryAnswer['view']>;
  more?: Partial<HistoryAnswer>;
}

/** Days from 27 March 2026 on, of which the third is the one on which clocks go forward. */
function answerOf({
  values = [10, 20, 40, 30],
  status,
  panel = {},
  view = {},
  more = {},
}: Given = {}): HistoryAnswer {
  const from = parseDay('2026-03-27')!;
  const starts = values.map((_, i) => London.startOfDay(from + i));
  const clock = [...offsetChanges(London, starts[0]!, starts.at(-1)! + 86_400)] as HistoryAnswer['clock'];
  return {
    view: {
      ...{ range: null, from: '2026-03-27', to: '2026-03-30', grain: 'day', by: null },
      ...{ compare: null, average: false, expected: false, ...view },
    },
    grains: ['hour', 'day'],
    records: { from: '2025-01-01', to: '2026-12-31' },
    ...{ timeZone: 'Europe/London', asOf: '2026-04-01T00:00:00Z', clock, rule: null, wholeRule: null },
    panels: [
      {
        ...{ metric: 'offered', label: CONTACTS, unit: 'count', filter: {}, whole: whole(100) },
        cells: {
          start: starts.map((at) => `${localOf(clock, at)}:00+00:00`),
          value: values,
          n: values,
          status: status ?? values.map((value) => (value === null ? 'missing' : 'final')),
        },
        ...panel,
      },
    ],
    ...more,
  } as unknown as HistoryAnswer;
}

const heldAgainst = (
  before: Whole,
  values: readonly (number | null)[] = [5, 10, 20, 15],
): Partial<HistoryPanel> => ({
  compared: {
    ...{ from: '2025-03-28', to: '2025-03-31', whole: before },
    date: ['2025-03-28', '2025-03-29', '2025-03-30', '2025-03-31'],
    ...{ value: values, n: values, status: values.map((one) => (one === null ? 'missing' : 'final')) },
  } as unknown as HistoryPanel['compared'],
});
const statement = (given: Given) => statementOf(answerOf(given), say, nameOf, nameOf);
const lastYear = { compare: 'last_year' } as const;

describe('the statement over a view', () => {
  test.each([
    ['more', 80, words.change.more('25%')],
    ['fewer', 125, words.change.fewer('20%')],
    ['the same', 100, words.change.same],
  ])('says %s than before, and of what', (_, before, change) => {
    const said = statement({ view: lastYear, panel: heldAgainst(whole(before)) });
    const held = words.beforeValue(words.beforeOf.last_year, String(before));
    expect(said).toBe(words.statement(CONTACTS, '100', `${change}${held}`));
  });

  test('says of a share by how many points it is higher, never by how many per cent', () => {
    const said = statement({
      view: lastYear,
      panel: { ...heldAgainst(whole(0.75)), unit: 'share', whole: whole(0.8) },
    });
    expect(said).toContain(words.change.higher(words.points('5.0')));
  });

  test.each<[string, Whole, Whole]>([
    ['is not over', whole(100, 'partial'), whole(80)],
    ['was recorded in part', whole(100), whole(80, 'partial')],
    ['was hidden before', whole(100), whole(null, 'suppressed')],
    ['was nothing before', whole(100), whole(0)],
  ])('says the figure alone where it %s', (_, now, before) => {
    const panel = { ...heldAgainst(before), whole: now };
    expect(statement({ view: lastYear, panel })).toBe(words.statement(CONTACTS, '100', ''));
  });

  test('says no figure where there is none for the whole, or none is disclosed', () => {
    for (const none of [null, whole(null, 'suppressed')])
      expect(statement({ panel: { whole: none } })).toBe(words.statementHidden(CONTACTS));
    expect(statement({ more: { panels: [] } })).toBe(words.nothing);
  });

  test('names each part of what is split, and leaves out those that are hidden', () => {
    const answer = answerOf({ view: { by: 'channel' } });
    const part = (label: string, value: number | null) => ({
      ...answer.panels[0]!,
      label,
      whole: whole(value),
    });
    const split = { ...answer, panels: [part('Phone', 60), part('Chat', null), part('Post', 40)] };
    const byLabel = ({ label }: { label: string }) => label;
    expect(statementOf(split, say, byLabel, nameOf)).toBe(
      words.members(CONTACTS, `${words.memberValue('Phone', '60')}, ${words.memberValue('Post', '40')}`),
    );
    const hidden = { ...answer, panels: [part('Chat', null)] };
    expect(statementOf(hidden, say, byLabel, nameOf)).toBe(words.statementHidden(CONTACTS));
  });
});

describe('the summary of a view', () => {
  const summary = (given: Given) => summariesOf(answerOf(given), say, nameOf);
  const day = (date: string) => nameBucket(say, 'day', date);

  test('names its highest and its lowest step, and no step that is not whole', () => {
    expect(summary({ values: [10, null, 40, 3], status: ['final', 'missing', 'final', 'partial'] })).toBe(
      words.summary('40', day('2026-03-29'), '10', day('2026-03-27')),
    );
  });

  test.each<[string, readonly CellStatus[], string]>([
    ['hidden', ['closed', 'suppressed'], words.allHidden],
    ['closed', ['closed', 'closed'], words.allClosed],
    ['not over', ['missing', 'partial'], words.onlyPartial],
    ['without a record', ['closed', 'missing'], words.nothing],
  ])('says that all of it is %s', (_, status, expected) => {
    expect(summary({ values: status.map((one) => (one === 'partial' ? 1 : null)), status })).toBe(expected);
  });
});

describe('what is measured between two points', () => {
  test('is the difference, its share and what it is a day', () => {
    const said = measureBetween(answerOf(), 0, 2, say);
    expect(said).toContain('+30');
    expect(said).toContain(words.measure.share('+300%'));
    expect(said).toContain(words.measure.perDay('+15'));
  });

  test('is the same from the later to the earlier', () => {
    expect(measureBetween(answerOf(), 2, 0, say)).toBe(measureBetween(answerOf(), 0, 2, say));
  });

  test('counts days of the calendar over the night in which clocks change', () => {
    const from = London.startOfDay(parseDay('2026-03-28')!) + 12 * 3600;
    const hours = 48;
    const cells = {
      ...{ start0: new Date(from * 1000).toISOString(), step: 3600 },
      value: Array.from({ length: hours }, (_, i) => i * 2),
      n: Array.from({ length: hours }, (_, i) => i * 2),
      status: Array.from({ length: hours }, () => 'final'),
    } as unknown as HistoryPanel['cells'];
    const clock = [...offsetChanges(London, from, from + hours * 3600)] as HistoryAnswer['clock'];
    const answer = answerOf({ view: { grain: 'hour' }, panel: { cells }, more: { clock } });
    // From noon on Saturday to noon on Monday are two days, and 47 hours.
    const said = measureBetween(answer, 0, 47, say);
    expect(said).toContain(nameBucket(say, 'hour', '2026-03-30T12:00'));
    expect(said).toContain('+94');
    expect(said).toContain(words.measure.perDay('+47'));
  });

  test('is unknown where one of the two has no figure', () => {
    const [one, other] = ['2026-03-27', '2026-03-28'].map((date) => nameBucket(say, 'day', date));
    expect(measureBetween(answerOf({ values: [10, null] }), 0, 1, say)).toBe(
      words.measure.unknown(one!, other!),
    );
  });
});

describe('what is read at a point', () => {
  test('is its time and value, how settled it is, and what it is held against', () => {
    const answer = answerOf({
      view: lastYear,
      status: ['final', 'provisional', 'final', 'final'],
      panel: heldAgainst(whole(80)),
    });
    const said = readAt(answer, 1, say, nameOf);
    expect(said).toContain(nameBucket(say, 'day', '2026-03-28'));
    expect(said).toContain(words.readout.with('20', say.status.provisional));
    expect(said).toContain(
      words.readout.compared(
        words.names.compared.last_year,
        '10',
        `${formatShortDay(say, parseDay('2025-03-29')!)} 2025`,
      ),
    );
  });

  test('says in words why there is no value', () => {
    const answer = answerOf({ values: [null, null], status: ['closed', 'suppressed'] });
    expect(readAt(answer, 0, say, nameOf)).toContain(say.statusInCell.closed);
    expect(readAt(answer, 1, say, nameOf)).not.toMatch(/\b0\b/);
  });
});

describe('the table of a view', () => {
  const event = (id: string, from: string): HistoryEventAnswer =>
    ({
      id,
      kind: 'holiday',
      from,
      to: from,
      title: id,
      channel: null,
      target: null,
      action: null,
      definition: null,
    }) as HistoryEventAnswer;
  const table = (given: Given, events: readonly HistoryEventAnswer[] = [], most = 60) => {
    const answer = answerOf(given);
    return tableOf(answer, answer.panels[0]!, { say, nameOf, events, most });
  };

  test('begins with the latest step, and says how many it leaves out', () => {
    const { rows, earlier } = table({}, [], 3);
    expect(rows.map(({ cells }) => cells[0]?.text)).toEqual(['30', '40', '20']);
    expect(earlier).toBe(1);
  });

  test('holds the change of each step that is whole, and of no other', () => {
    const { columns, rows } = table({
      view: lastYear,
      status: ['final', 'final', 'partial', 'final'],
      panel: heldAgainst(whole(50), [5, null, 20, 60]),
    });
    const at = columns.indexOf(words.table.change) - 1;
    expect(rows.map(({ cells }) => cells[at]?.text)).toEqual(['−50%', '', '', '+100%']);
  });

  test('says at the head that shares change by percentage points, and not in every row', () => {
    const { columns, rows } = table({
      view: lastYear,
      values: [0.5, 0.6, 0.7, 0.8],
      panel: { unit: 'share', ...heldAgainst(whole(0.5), [0.5, 0.5, 0.725, 0.6]) },
    });
    const at = columns.indexOf(words.table.pointsChange) - 1;
    expect(rows.map(({ cells }) => cells[at]?.text)).toEqual(['+20.0', '−2.5', '+10.0', '0.0']);
  });

  test('names what happened in the row of its day alone, and leaves out what lies before', () => {
    const { columns, rows } = table({}, [event('Easter', '2026-03-29'), event('Before', '2026-03-01')]);
    expect(columns.at(-1)).toBe(words.events.column);
    expect(rows.map(({ cells }) => (cells.at(-1)?.text ?? '').includes('Easter'))).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(JSON.stringify(rows)).not.toContain('Before');
    expect(eventsWithin([event('a', '2026-03-29'), event('b', '2026-04-01')], answerOf().view)).toHaveLength(
      1,
    );
  });

  test('shows how many lie behind a share, and no such column beside counts', () => {
    expect(table({ panel: { unit: 'share' } }).columns).toContain(words.table.base);
    expect(table({}).columns).not.toContain(words.table.base);
  });
});

describe('what parts a series', () => {
  const event = (more: object) => ({ channel: null, target: null, definition: null, ...more }) as never;
  const panel = (metric: string, filter: object = {}) => ({ metric, filter });
  const target = (clock: string | null, more: object = {}) => ({
    ...{ id: 'a', words: 'a', queue: null, clock, metric: null, value: null, share: 0.8, change: 'changed' },
    ...{ thresholdSeconds: 60, before: { thresholdSeconds: 60 }, ...more },
  });

  test('is another definition of its metric, and its end', () => {
    for (const kind of ['definition', 'retirement']) {
      const one = event({ kind, definition: { metric: 'wait_p50' } });
      expect(isBreakOf(one, panel('wait_p50'))).toBe(true);
      expect(isBreakOf(one, panel('wait_p90'))).toBe(false);
    }
  });

  test('is a target that it is held against, of its channel, and another time of all that is counted by it', () => {
    const ours = event({ kind: 'target', channel: 'phone', target: target('internal') });
    expect(isBreakOf(ours, panel('service_level', { channel: 'phone' }))).toBe(true);
    expect(isBreakOf(ours, panel('half_hours_met', { channel: 'phone' }))).toBe(true);
    expect(isBreakOf(ours, panel('service_level', { channel: 'chat' }))).toBe(false);
    expect(isBreakOf(ours, panel('service_level_ans', { channel: 'phone' }))).toBe(false);
    expect(isBreakOf(ours, panel('offered', { channel: 'phone' }))).toBe(false);
    const faster = event({
      kind: 'target',
      target: target('internal', { before: { thresholdSeconds: 120 } }),
    });
    expect(isBreakOf(faster, panel('service_level_ans'))).toBe(true);
    const customers = event({ kind: 'target', target: target('customer') });
    expect(isBreakOf(customers, panel('customer_service_level'))).toBe(true);
    expect(isBreakOf(customers, panel('service_level'))).toBe(false);
    const satisfied = event({ kind: 'target', target: target(null, { metric: 'csat_top2' }) });
    expect(isBreakOf(satisfied, panel('csat_top2'))).toBe(true);
    expect(isBreakOf(event({ kind: 'target', target: target(null) }), panel('csat_top2'))).toBe(false);
  });

  test('is a change of the cause that it is about', () => {
    const one = event({ kind: 'cause', cause: { change: 'merged', from: ['a', 'b'], to: ['a'] } });
    expect(isBreakOf(one, panel('complaints', { cause: 'b' }))).toBe(true);
    expect(isBreakOf(one, panel('complaints'))).toBe(false);
  });
});

describe('the picture of a view', () => {
  const pictured = (given: Given) =>
    pictureOf(answerOf(given), { say, nameOf, events: [], isCut: false }).panels[0]!;

  test('draws counts as bars while they are few, and all else as a line', () => {
    expect(pictured({}).kind).toBe('bars');
    expect(pictured({ panel: { unit: 'share' } }).kind).toBe('line');
    expect(pictured({ values: Array.from({ length: 130 }, () => 1) }).kind).toBe('line');
  });

  test('holds nothing against a step that was recorded in part, nor a line where all is unknown', () => {
    const part = heldAgainst(whole(80));
    const compared = {
      ...part.compared!,
      status: ['final', 'partial', 'final', 'final'],
    } as HistoryPanel['compared'];
    const { comparison } = pictured({ view: lastYear, panel: { compared } });
    expect([...comparison!.value].map((one) => Number.isNaN(one))).toEqual([false, true, false, false]);
    const unknown = heldAgainst(whole(80), [null, null, null, null]);
    expect(pictured({ view: lastYear, panel: unknown }).comparison).toBeNull();
  });
});

describe('notes and names', () => {
  const notes = (given: Given) => notesOf(answerOf(given), say, []);

  test('say by which rule it was compared, that a percentile has no whole and no mean, and what the band is', () => {
    const rule = { id: 'year_by_weekday', count: 364, words: '' } as HistoryAnswer['rule'];
    expect(notes({ view: lastYear, more: { rule } })).toContain(words.rule(words.rules.year_by_weekday()));
    expect(notes({ panel: { whole: null } })).toContain(words.noWhole);
    expect(notes({ view: { average: true }, panel: { average: null } })).toEqual([words.noAverage]);
    expect(notes({ view: { expected: true } })).toEqual([words.noExpected]);
    expect(notes({})).toEqual([]);
  });

  test('count the rows of every panel', () => {
    expect(rowsInWords(answerOf(), say)).toContain(words.buckets.day('4'));
  });

  test('name a panel by its metric, in the page’s language, or by the part that it is', () => {
    const panel = {
      metric: 'offered',
      label: 'Parcels',
      filter: { cause: 'own' },
    } as unknown as HistoryPanel;
    expect(panelNames(sayIn('es'), [], null)(panel)).toBe(sayIn('es').metrics.offered?.label);
    expect(panelNames(say as never, [], 'cause')(panel)).toBe('Parcels');
  });

  test('offer no dimension of which there are not two members', () => {
    const rows = (...members: string[]) => members.map((member) => ({ member, label: member, value: 1 }));
    const files = new Map<string, unknown>([
      ['metrics', { metrics: [] }],
      ['breakdown/offered/channel', breakdownOf('offered', 'channel', rows('phone', 'chat'))],
      ['breakdown/offered/queue', breakdownOf('offered', 'queue', rows('one'))],
    ]);
    const { dimensions } = choicesOf(readerOf(files), sayIn('en'));
    expect(dimensions.map(({ dimension }) => dimension)).toEqual(['channel']);
  });
});

describe('a change', () => {
  test.each([
    ['count', 110, 100, '+10%', 'up'],
    ['count', 100.04, 100, '0.0%', 'same'],
    ['seconds', 30, 60, '−50%', 'down'],
    ['count', 1, 0, '', undefined],
    ['count', null, 5, '', undefined],
  ])('of %s from %s to %s is written %j', (unit, value, before, written, direction) => {
    expect(formatChange(say, unit, value, before)).toBe(written);
    expect(changeOf(say, unit, value, before)?.direction).toBe(direction);
  });

  test('of shares is in points', () => {
    expect(formatChange(say, 'share', 0.8, 0.75)).toBe(`+${words.points('5.0')}`);
  });
});

test('a value is written in full, and at a tick as short as it can be', () => {
  expect([
    formatValue(say, 'count', 1234),
    formatTick(say, 'share', 0.25),
    formatTick(say, 'count', 0),
  ]).toEqual(['1,234', say.percent('25'), '0']);
  expect(formatTick(say, 'seconds', 45)).toBe(say.tick.seconds(45));
  expect(formatTick(say, 'seconds', 120)).toBe(say.tick.minutes(2));
});
