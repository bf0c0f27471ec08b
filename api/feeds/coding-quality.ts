/**
 * How well contacts are given their reason, by blind second codings. Owns what may be said of a table of two coders:
 * everything is reckoned from counts as they are disclosed, hidden ones taking even shares of what the totals leave.
 */

import { agreementOf } from '../../db/domain/agreement.ts';
import { periodEnd, periodStart } from '../../db/domain/bucket.ts';
import { wilsonInterval } from '../../db/domain/confidence.ts';
import { CATEGORIES, DEMANDS } from '../../db/domain/contact.ts';
import { disclose } from '../../db/domain/disclosure.ts';
import { metricNamed } from '../../db/domain/metric.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { type CodedPair, readCodings } from '../../db/queries/codings.ts';
import type { CodingCheck } from '../contract/reasons.ts';
import { type FeedContext, lastWholeDay } from './context.ts';
import { composeWindow, stretchesOf } from './window.ts';

/** With fewer, the interval of kappa is wider than most differences between coders. */
export const LEAST_CODED = 30;
const OFFERED = metricNamed('offered');

/** One check for each kind of code of which there are second codings; `toDay`: as it could be known then. */
export function codingChecks(context: FeedContext, toDay: CivilDay | null): CodingCheck[] {
  const before = toDay === null ? null : context.zone.startOfDay(toDay + 1);
  const pairs = readCodings(context.db, before);
  return (['category', 'demand'] as const).flatMap((about) => {
    const own = pairs.filter(({ isDemand }) => isDemand === (about === 'demand'));
    return own.length === 0 ? [] : [checkOf(context, about, own)];
  });
}

function checkOf(
  context: FeedContext,
  about: CodingCheck['about'],
  pairs: readonly CodedPair[],
): CodingCheck {
  const codes = about === 'demand' ? DEMANDS : CATEGORIES;
  const table = codes.map(() => codes.map(() => 0));
  for (const { first, second } of pairs) table[first]![second]! += 1;
  const say = sayerOf(context);
  const disagreements = table.flatMap((row, i) => row.filter((_, j) => j !== i)).reduce((a, b) => a + b, 0);
  const alike = say(pairs.length - disagreements);
  const apart = say(disagreements);
  const nothing = {
    ...{ about, ...sampledFrom(context, pairs), agreement: null, agreementLow: null, agreementHigh: null },
    ...{ kappa: null, kappaLow: null, kappaHigh: null, pairs: [] },
  };
  if (pairs.length < Math.max(LEAST_CODED, context.configuration.disclosure.threshold))
    return {
      ...nothing,
      ...{ n: null, ofContacts: null, from: null, to: null },
      state: 'too_few',
    } as unknown as CodingCheck;
  if (alike === null || apart === null)
    return { ...nothing, n: say(pairs.length), state: 'hidden' } as unknown as CodingCheck;
  const n = alike + apart;
  const said = table.map((row) => row.map(say));
  const agreement = agreementOf(fillHidden(said, alike, apart));
  const interval = wilsonInterval({ k: alike, n });
  const kappa = agreement?.kappa ?? null;
  return {
    ...nothing,
    n,
    state: kappa === null ? 'one_code' : 'told',
    agreement: alike / n,
    agreementLow: interval?.low ?? null,
    agreementHigh: interval?.high ?? null,
    kappa: kappa?.estimate ?? null,
    kappaLow: kappa?.low ?? null,
    kappaHigh: kappa?.high ?? null,
    pairs: said.flatMap((row, i) =>
      row.flatMap((count, j) => (count === 0 ? [] : [{ first: codes[i]!, second: codes[j]!, count }])),
    ),
  } as unknown as CodingCheck;
}

/** A count of people by their reason: hidden where it is small, else rounded, by the one rule. Null: hidden. */
function sayerOf({ configuration }: FeedContext): (count: number) => number | null {
  return (count) => {
    const evaluation = { kind: 'value', value: count, n: count, part: null, agents: 0 } as const;
    const said = disclose(OFFERED, 'category', evaluation, configuration.disclosure);
    return said.kind === 'value' ? said.value : null;
  };
}

function fillHidden(said: readonly (number | null)[][], alike: number, apart: number): number[][] {
  const fillOf = (total: number, isOwn: (i: number, j: number) => boolean) => {
    const own = said.flatMap((row, i) => row.filter((_, j) => isOwn(i, j)));
    const hidden = own.filter((count) => count === null).length;
    const left = total - own.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    return hidden === 0 ? 0 : Math.max(0, left) / hidden;
  };
  const onDiagonal = fillOf(alike, (i, j) => i === j);
  const besides = fillOf(apart, (i, j) => i !== j);
  return said.map((row, i) => row.map((count, j) => count ?? (i === j ? onDiagonal : besides)));
}

/** The months from which enough of the sample is to say so, and how many contacts they had. */
function sampledFrom(
  context: FeedContext,
  pairs: readonly CodedPair[],
): { ofContacts: number | null; from: string | null; to: string | null } {
  const byMonth = Map.groupBy(
    pairs.flatMap(({ arrivedAt }) => (arrivedAt === null ? [] : [arrivedAt])),
    (arrivedAt) => periodStart('month', context.zone.dayOf(arrivedAt)),
  );
  const months = [...byMonth]
    .filter(([, contacts]) => contacts.length >= context.configuration.disclosure.threshold)
    .map(([month]) => month);
  if (months.length === 0) return { ofContacts: null, from: null, to: null };
  const first = Math.min(...months);
  // Of a month that goes on, the days that are over.
  const last = Math.min(periodEnd('month', Math.max(...months)) - 1, lastWholeDay(context));
  const stretches = stretchesOf(context, 'all', first, last) ?? [];
  const { said } = composeWindow(context, OFFERED, { shape: 'all', member: {} }, stretches);
  return {
    ofContacts: said.kind === 'value' ? said.value : null,
    from: formatDay(first),
    to: formatDay(last),
  };
}
