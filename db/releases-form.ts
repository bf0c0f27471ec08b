/**
 * The section "releases" of a configuration file: by when figures are due, what is put off, who sees them early. Owns what may be
 * written, what contradicts itself, and the way to days and seconds.
 */
import { z } from 'zod';
import { parseDay } from './domain/civil-day.ts';
import { LINK_DAYS, USUAL_LAGS } from './domain/finality.ts';
import type { ReleaseSettings } from './domain/release-calendar.ts';
import { parsePeriodId } from './domain/report-period.ts';
import { day, listOf, section, text } from './form-parts.ts';

const timeExpected = 'a time of day as HH:MM, for example "09:30"';
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const periodExpected =
  'a day, week or month as reports are called, for example "2026-12-24", "2026-W52" or "2026-12"';
/** Longer than a day would be another public. */
const MOST_HOURS = 24;
/** Nobody waits longer for a record. */
const MOST_LAG = 180;
const hoursExpected = `hours above 0, ${MOST_HOURS} at most, for example 2`;

const earlyAccess = section({
  who: text('a role, for example "Head of the contact centre"').describe('A role, never a person.'),
  reason: text('why, for example "checks that no call is missing"'),
  hoursBefore: z
    .number({ error: hoursExpected })
    .positive({ error: hoursExpected })
    .max(MOST_HOURS, { error: hoursExpected })
    .describe('How long before they are published.'),
});

const lagExpected = (least: number) =>
  `a whole number of days, ${least} to ${MOST_LAG}, for example ${least + 6}`;
const lag = (least: number) =>
  z
    .number({ error: lagExpected(least) })
    .int({ error: lagExpected(least) })
    .min(least, { error: lagExpected(least) })
    .max(MOST_LAG, { error: lagExpected(least) });
const finalAfterDays = section({
  counts: lag(1).default(USUAL_LAGS.counts).describe('Most figures: when records that come late have come.'),
  firstContact: lag(LINK_DAYS + 1)
    .optional()
    .describe(
      `What waits for repeat contacts: at least ${LINK_DAYS} days more than "counts", and so many where it is left out.`,
    ),
}).describe('Days after its end on which a day, week or month is final.');

const change = section({
  of: z
    .string({ error: periodExpected })
    .refine((id) => parsePeriodId(id) !== null, { error: periodExpected })
    .optional()
    .describe('The day, week or month whose figures are put off. Left out: whatever is due that day.'),
  from: day.describe('The day on which it is due.'),
  to: day.describe('The later day on which it is due instead.'),
  reason: text('why, for example "The exchange is replaced over the holidays"'),
});

export const releases = section({
  time: z
    .string({ error: timeExpected })
    .regex(TIME, { error: timeExpected })
    .default('09:30')
    .describe('By when figures are due on their day, at the place of the organisation.'),
  finalAfterDays: finalAfterDays.prefault({}),
  responsible: text('a role, for example "Director of customer service"')
    .optional()
    .describe('Who answers for what is published and when: a role, never a person.'),
  earlyAccess: listOf(earlyAccess).default([]).describe('Everybody who sees figures before the public.'),
  changes: listOf(change)
    .default([])
    .describe(
      'What is put off. It counts where an edition told it before it was due; what is told later is late all the same.',
    ),
}).describe('The release calendar: by when figures are due, what is put off and why, who sees them early.');

type WrittenReleases = z.output<typeof releases>;

/** Each with the path of the value, and what was expected in its place. */
export function contradictionsOfReleases({ changes, finalAfterDays }: WrittenReleases): {
  path: (string | number)[];
  value: string | number | null;
  expected: string;
}[] {
  const { counts, firstContact } = finalAfterDays;
  const least = counts + LINK_DAYS;
  const isTooEarly = firstContact !== undefined && firstContact < least;
  const early = {
    path: ['finalAfterDays', 'firstContact'],
    value: firstContact ?? null,
    expected: `${least} or more, ${LINK_DAYS} days after "counts", ${counts}`,
  };
  const wrong = changes.flatMap(({ of, from, to }, index) => {
    const path = (field: string) => ['changes', index, field];
    const isTwice = changes.findIndex((one) => one.of === of && one.from === from) < index;
    return [
      ...(to <= from ? [{ path: path('to'), value: to, expected: `a day after "from", ${from}` }] : []),
      ...(isTwice
        ? [{ path: path('from'), value: from, expected: 'a day from which no other entry puts off the same' }]
        : []),
    ];
  });
  return isTooEarly ? [early, ...wrong] : wrong;
}

/** The form has already been checked. */
export function releasesFrom({ time, responsible, ...form }: WrittenReleases): ReleaseSettings {
  const [, hour, minute] = TIME.exec(time) ?? [];
  return {
    bySecond: Number(hour) * 3600 + Number(minute) * 60,
    finalAfterDays: {
      counts: form.finalAfterDays.counts,
      firstContact: form.finalAfterDays.firstContact ?? form.finalAfterDays.counts + LINK_DAYS,
    },
    responsible: responsible ?? null,
    earlyAccess: form.earlyAccess,
    changes: form.changes.map(({ of, from, to, reason }) => ({
      of: of ?? null,
      from: parseDay(from)!,
      to: parseDay(to)!,
      reason,
    })),
  };
}
