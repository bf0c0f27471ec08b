/** A report and the page of service levels say the same of the same promise: verdict and interval, whatever days are hidden. */
import { afterEach, expect, test } from 'vitest';
import { reportFeed } from '../../../api/feeds/report.ts';
import { seriesFeed } from '../../../api/feeds/series.ts';
import { serviceLevelsFeed } from '../../../api/feeds/service-levels.ts';
import { parseConfiguration } from '../../../db/configuration.ts';
import type { Contact } from '../../../db/domain/contact.ts';
import { makeZone, weekdayOf } from '../../../db/domain/zone.ts';
import { RandomStream } from '../../../scripts/demonstration/random-stream.ts';
import { contactOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const [FIRST, LAST] = [dayOf('2024-01-01'), dayOf('2024-02-29')];
const NOW = zone.startOfDay(LAST + 10);
const promise = { words: 'in time', channel: 'phone', thresholdSeconds: 60, from: '2020-01-01' };
const targets = (share: number, more: object = {}) =>
  (['internal', 'customer'] as const).map((clock) => ({ ...promise, id: clock, clock, share, ...more }));

const opened: RecordsDatabase[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

/** Calls of weekdays, so many of them late as each day has luck; by chat nobody waits. */
function openOffice(late: number, held: readonly object[], seed: number) {
  const luck = new RandomStream(seed, 'one verdict', 0);
  const random = () => luck.uniform();
  const configuration = { organisation: { name: 'Office', timeZone: zone.id }, targets: held };
  const parsed = parseConfiguration(JSON.stringify(configuration), 'test');
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  const records = new RecordsDatabase({ zone, targets: parsed.configuration.targets });
  opened.push(records);
  const contacts: Contact[] = [];
  for (let day = FIRST; day <= LAST; day++) {
    if (weekdayOf(day) > 4) continue;
    const share = late * 2 * random();
    for (let i = 0; i < 40 + 20 * random(); i++) {
      contacts.push(
        contactOf({
          id: `${day} ${i}`,
          offeredAt: zone.firstInstantOf(day, 36_000) + 60 * i,
          waitSeconds: random() < share ? 90 : 20,
          ...(i % 20 === 0 && { channel: 'chat' as const }),
        }),
      );
    }
  }
  records.load('contacts', contacts);
  records.rollUp(NOW);
  return contextOf(records, configuration, NOW);
}

test.each([
  ['many late', 0.5, 0.8, 'missed', false],
  ['few late, and most days hidden', 0.1, 0.8, 'met', true],
  ['hardly any late, but nearly all days hidden', 0.05, 0.9, 'too_close', true],
  ['about as many as may be', 0.25, 0.76, 'too_close', false],
] as const)('%s: one verdict and one interval by each clock', (_, late, share, verdict, isHidden) => {
  const context = openOffice(late, targets(share), 1);
  for (const [id, from, to] of [
    ['2024-01', '2024-01-01', '2024-01-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2024-W03', '2024-01-15', '2024-01-21'],
  ] as const) {
    const said = serviceLevelsFeed(context, { channel: 'phone', fromDay: dayOf(from), toDay: dayOf(to) });
    const told = reportFeed(context, id);
    if (!said.ok || !told.ok) throw new Error('neither is told');
    const levels = said.answer.clocks.map(({ clock, attained, low, high, verdict }) => ({
      ...{ clock, value: attained.value, low, high, verdict: verdict ?? 'unknown' },
    }));
    const found = told.answer.findings.find(({ topic }) => topic === 'service_levels');
    const pick = ({ value, low, high, verdict }: (typeof levels)[number]) => ({ value, low, high, verdict });
    expect(found).toMatchObject({ channel: 'phone', clocks: levels });
    expect(told.answer.targets).toMatchObject(levels.map(pick));
    if (id === '2024-01') expect(levels[0]!.verdict).toBe(verdict);
  }
  const daily = seriesFeed(context, {
    ...{ metrics: ['service_level'], grain: 'day' as const, channel: 'phone' as const },
    ...{ fromDay: dayOf('2024-01-01'), toDay: dayOf('2024-01-31') },
  });
  if (!daily.ok) throw new Error(daily.detail);
  const hidden = daily.answer.series[0]!.cells.status.filter((status) => status === 'suppressed').length;
  expect(hidden > 9).toBe(isHidden);
});

test('a promise that changed within the month: each of its days by the same rule, with days hidden in either', () => {
  const held = [
    ...targets(0.8, { to: '2024-01-16' }),
    ...targets(0.9, { from: '2024-01-17' }).map((one) => ({ ...one, id: `${one.id} later` })),
  ];
  const context = openOffice(0.1, held, 2);
  const said = serviceLevelsFeed(context, {
    ...{ channel: 'phone', fromDay: dayOf('2024-01-01'), toDay: dayOf('2024-01-31') },
  });
  const told = reportFeed(context, '2024-01');
  if (!said.ok || !told.ok) throw new Error('neither is told');
  const rules = said.answer.clocks.flatMap((clock) => clock.rules);
  const ofReport = new Map(told.answer.targets.map((target) => [target.id, target]));
  expect(rules).toHaveLength(4);
  for (const { id, attained, low, high, verdict } of rules)
    expect(ofReport.get(id)).toMatchObject({
      value: attained.value,
      low,
      high,
      verdict: verdict ?? 'unknown',
    });
  expect(rules.map(({ unjudged }) => unjudged)).toContain('days_hidden');
});
