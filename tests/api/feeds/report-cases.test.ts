/** Hard cases of reports, on a small office of two months: sixty calls a day, of which the tests say the rest. */
import { afterEach, expect, test } from 'vitest';
import type { Finding, ReportFinding } from '../../../api/contract/report-finding.ts';
import { reportFeed } from '../../../api/feeds/report.ts';
import { parseConfiguration } from '../../../db/configuration.ts';
import type { Contact } from '../../../db/domain/contact.ts';
import { formatDay, makeZone, weekdayOf } from '../../../db/domain/zone.ts';
import { actionOf } from '../../support/actions.ts';
import { answerOf, contactOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const [FIRST, LAST] = [dayOf('2024-04-29'), dayOf('2024-06-30')];
const NOW = zone.startOfDay(LAST + 20);
const BASE = { organisation: { name: 'Office', timeZone: 'Europe/London' } };
const opened: RecordsDatabase[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

interface Office {
  configuration?: object;
  /** of each day; default sixty calls, of which every fourth is a complaint about prices */
  callsOn?: (day: number) => readonly Partial<Contact>[];
  answersOn?: (day: number) => readonly number[];
  firstDay?: number;
}

function openOffice({ configuration = {}, callsOn, answersOn = () => [], firstDay = FIRST }: Office) {
  const whole = { ...BASE, ...configuration };
  const parsed = parseConfiguration(JSON.stringify(whole), 'test');
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  const records = new RecordsDatabase({ zone, targets: parsed.configuration.targets });
  opened.push(records);
  const calls: Contact[] = [];
  const answers: ReturnType<typeof answerOf>[] = [];
  for (let day = firstDay; day <= LAST; day++) {
    const at = zone.firstInstantOf(day, 9 * 3600);
    (callsOn?.(day) ?? usualCalls(day)).forEach((fields, i) => {
      calls.push(contactOf({ id: `${day} ${i}`, offeredAt: at + i * 60, waitSeconds: 30, ...fields }));
    });
    answersOn(day).forEach((score, i) => {
      answers.push(answerOf({ id: `${day} ${i}`, answeredAt: at + i, score }));
    });
  }
  records.load('contacts', calls);
  if (answers.length > 0) records.load('surveys', answers);
  const context = () => {
    records.rollUp(NOW);
    return contextOf(records, whole, NOW);
  };
  const findingsOf = (id: string) => {
    const result = reportFeed(context(), id);
    if (!result.ok) throw new Error(result.detail);
    const { findings, silence, targets, actions } = result.answer;
    const find = <Topic extends ReportFinding['topic']>(topic: Topic) =>
      findings.find((one): one is Finding<Topic> => one.topic === topic);
    return { find, findings, silence, targets, actions };
  };
  return { records, findingsOf };
}

const usualCalls = (day: number): Partial<Contact>[] =>
  Array.from({ length: 60 + (day % 3) }, (_, i) => ({
    category: i % 4 === 0 ? 'complaint' : 'information',
    ...(i % 4 === 0 && { cause: 'pricing' }),
    waitSeconds: (i + day) % 5 === 0 ? 90 : 30,
  }));

test('a target that changed in mid-month is named as both, each judged by its own days', () => {
  const target = { words: 'in time', clock: 'internal', share: 0.7 };
  const { findingsOf } = openOffice({
    configuration: {
      targets: [
        { ...target, id: 'old', thresholdSeconds: 60, from: '2020-01-01', to: '2024-06-14' },
        { ...target, id: 'new', thresholdSeconds: 120, share: 0.9, from: '2024-06-15' },
      ],
    },
  });
  const { find, targets } = findingsOf('2024-06');
  expect(targets.map(({ id, from, to }) => [id, from, to])).toEqual([
    ['old', '2024-06-01', '2024-06-14'],
    ['new', '2024-06-15', '2024-06-30'],
  ]);
  const ours = find('service_levels')!.clocks.filter(({ clock }) => clock === 'internal');
  expect(ours.map(({ thresholdSeconds, aim, verdict }) => [thresholdSeconds, aim, verdict])).toEqual([
    [60, 0.7, 'met'],
    [120, 0.9, 'met'],
  ]);
  expect(ours[0]!.value).toBeCloseTo(0.8, 1);
  expect(ours[1]!.value).toBe(1);
  // What was within a minute and what was within two is not compared with a month of one of them.
  expect(find('service_levels')!.changes[0]!.verdict).toBe('not_comparable');
});

test('a month without complaints has none, and fewer than the month before', () => {
  const june = dayOf('2024-06-01');
  const { findingsOf } = openOffice({
    // So many weeks tell how much weeks differ.
    firstDay: dayOf('2024-03-04'),
    callsOn: (day) =>
      day < june ? usualCalls(day) : usualCalls(day).map(() => ({ category: 'information' as const })),
  });
  const complaints = findingsOf('2024-06').find('complaints')!;
  expect(complaints).toMatchObject({ value: 0, main: null });
  expect(complaints.changes[0]).toMatchObject({ against: 'previous', verdict: 'fell', estimate: 0 });
  expect(findingsOf('2024-05').find('complaints')).toMatchObject({ main: { member: 'pricing' } });
});

test('one call a day and one answer a month are called too few, and never a share of everything', () => {
  const { findingsOf } = openOffice({
    callsOn: () => [{ category: 'complaint', cause: 'pricing' }],
    answersOn: (day) => (formatDay(day) === '2024-06-10' ? [5] : []),
  });
  const day = findingsOf('2024-06-12');
  expect(day).toMatchObject({ findings: [], silence: 'hidden' });
  const month = findingsOf('2024-06');
  expect(month.find('satisfaction')).toBeUndefined();
  expect(month.find('volume')).toMatchObject({ value: 30, changes: [{ verdict: 'too_few' }, {}] });
  const text = JSON.stringify(month.findings);
  expect(text).not.toMatch(/NaN|Infinity/);
});

test('a week closed throughout says so, and a day without anybody is no zero to divide by', () => {
  const shut = dayOf('2024-06-10');
  const hours = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((name) => [name, ['09:00-17:00']]),
  );
  const { findingsOf } = openOffice({
    configuration: {
      channels: { phone: { hours } },
      holidays: { add: Array.from({ length: 7 }, (_, i) => ({ date: formatDay(shut + i), name: 'moving' })) },
    },
    callsOn: (day) => (day >= shut && day < shut + 7 ? [] : usualCalls(day)),
  });
  const { silence, findings } = findingsOf(`2024-W24`);
  expect(JSON.stringify(findings)).not.toMatch(/NaN|Infinity|"value":null,"n":0/);
  expect(['closed', 'no_records']).toContain(silence);
});

test('an action is told with the cause that it is to change, from the day it was registered', () => {
  const { records, findingsOf } = openOffice({});
  const startsAt = zone.startOfDay(dayOf('2024-06-03'));
  records.load('actions', [
    actionOf({
      ...{ id: 'plain', title: 'Plain prices', causes: ['pricing'], startsAt },
      registeredAt: zone.startOfDay(dayOf('2024-05-20')),
    }),
  ]);
  expect(findingsOf('2024-05-19').actions).toEqual([]);
  expect(findingsOf('2024-05-21').actions).toMatchObject([{ slug: 'plain', stage: 'planned' }]);
  const main = findingsOf('2024-06').find('complaints')!.main!;
  expect(main.actions).toMatchObject([{ title: 'Plain prices', stage: 'running' }]);
});

test('a day far beyond such days before it is told as such, an ordinary one is not', () => {
  const busy = dayOf('2024-06-27');
  const { findingsOf } = openOffice({
    callsOn: (day) => [...usualCalls(day), ...(day === busy ? usualCalls(day) : [])],
  });
  expect(weekdayOf(busy)).toBe(3);
  expect(findingsOf('2024-06-27').find('volume')!.changes).toMatchObject([
    { against: 'usual', verdict: 'rose' },
  ]);
  expect(findingsOf('2024-06-28').find('volume')!.changes).toMatchObject([{ verdict: 'no_clear_change' }]);
  expect(findingsOf('2024-05-02').find('volume')!.changes).toMatchObject([{ verdict: 'too_few' }]);
});

test('answers of a month are held against those of the month before by Newcombe’s interval', () => {
  // vectors.json, newcombe95: 56 of 70 against 48 of 80, 0.2000 [0.0524, 0.3339].
  const june = dayOf('2024-06-01');
  const spread = (satisfied: number, all: number, first: number) => (day: number) => {
    const at = day - first;
    const score = (i: number) => (i < satisfied ? 5 : 1);
    return Array.from({ length: all }, (_, i) => i)
      .filter((i) => i % 30 === at)
      .map(score);
  };
  const [now, before] = [spread(56, 70, june), spread(48, 80, dayOf('2024-05-01'))];
  const { findingsOf } = openOffice({ answersOn: (day) => (day >= june ? now(day) : before(day)) });
  const { changes, value, n } = findingsOf('2024-06').find('satisfaction')!;
  expect([value, n]).toEqual([0.8, 70]);
  expect(changes[0]).toMatchObject({ against: 'previous', value: 0.6, verdict: 'rose' });
  expect([changes[0]!.low, changes[0]!.high]).toEqual([expect.closeTo(0.0524, 4), expect.closeTo(0.3339, 4)]);
});
