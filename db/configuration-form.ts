/**
 * The form of a configuration file, as people write it: every section, key, default and expectation.
 * Owns what may be written; refuses to turn it into days and seconds (`configuration.ts` does).
 * Every `error` completes the sentence "found …; expected …".
 */

import { z } from 'zod';
import { overlapAmong, parseHoursRange } from './domain/calendar.ts';
import { CAUSE_CHANGE_KINDS } from './domain/cause-change.ts';
import { CATEGORIES, CAUSES, CHANNELS } from './domain/contact.ts';
import { isCountry, meantCountry } from './domain/country.ts';
import { parseInstant } from './domain/instant.ts';
import { expectedMetric, findMetric } from './domain/metric.ts';
import { nearestName } from './domain/nearest-name.ts';
import { PROMISED } from './domain/promise.ts';
import { CLOCKS } from './domain/target.ts';
import { makeZone } from './domain/zone.ts';
import { day, flag, listOf, oneOf, section, text } from './form-parts.ts';
import { releases } from './releases-form.ts';

/** Days as the configuration names them, in ISO order. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Fewest contacts that a published cell may be made of, whatever the operator sets. */
export const LOWEST_DISCLOSURE_THRESHOLD = 5;

/** What a link must never begin with, however it is written. */
const RUNNING = /^(javascript|data|vbscript):/i;

const siteExpected =
  'the address at which the public reads the site, for example "https://figures.example.org"';
const siteAddress = z.string({ error: siteExpected }).refine(isOrigin, { error: siteExpected });

const instantExpected = 'a time with offset, for example "1999-02-21T18:00:00+02:00"';
const instant = z
  .string({ error: instantExpected })
  .refine((value) => parseInstant(value).ok, {
    error: (issue) => {
      const parsed = parseInstant(String(issue.input));
      return parsed.ok ? instantExpected : `${instantExpected} (${parsed.reason})`;
    },
  })
  .meta({ format: 'date-time', description: 'An instant, RFC 3339 with offset.' });

const hoursExpected = '"HH:MM-HH:MM", for example "07:00-14:00"';
const hoursRange = z
  .string({ error: hoursExpected })
  .refine((value) => parseHoursRange(value) !== null, {
    error: (issue) =>
      /^\d\d:\d\d-\d\d:\d\d$/.test(String(issue.input))
        ? 'an end after the start and no later than 24:00; write hours past midnight as two ranges, on two days'
        : hoursExpected,
  })
  .meta({
    pattern: '^([01]\\d|2[0-3]):[0-5]\\d-(([01]\\d|2[0-3]):[0-5]\\d|24:00)$',
    id: 'HoursRange',
    description: 'Local time, the end excluded: "07:00-14:00", "18:00-24:00".',
  });

const dayHours = listOf(hoursRange).refine(
  (written) => {
    const ranges = written.flatMap((range) => parseHoursRange(range) ?? []);
    return overlapAmong(ranges) === null;
  },
  { error: 'ranges that do not overlap' },
);

const hours = section({
  mon: dayHours.optional(),
  tue: dayHours.optional(),
  wed: dayHours.optional(),
  thu: dayHours.optional(),
  fri: dayHours.optional(),
  sat: dayHours.optional(),
  sun: dayHours.optional(),
  holiday: dayHours
    .optional()
    .describe('Hours on public holidays, whatever the weekday. Closed when left out.'),
}).meta({ id: 'OpeningHours', description: 'By weekday, in local time. A day that is not named is closed.' });

const channel = section({ hours: hours.optional() }).meta({ id: 'ChannelSettings' });
const channels = section(
  Object.fromEntries(CHANNELS.map((name) => [name, channel.optional()])) as Record<
    (typeof CHANNELS)[number],
    z.ZodOptional<typeof channel>
  >,
).describe('Without hours a channel counts as open when it has contacts.');

const countryExpected = 'a country code of two capital letters (ISO 3166-1), for example "IL"';
const country = z.string({ error: countryExpected }).regex(/^[A-Z]{2}$/, { error: countryExpected });
/** A country with holidays is checked by whoever knows them. */
const ownCountry = z
  .string({ error: countryExpected })
  .refine(isCountry, {
    error: (issue) => {
      const meant = meantCountry(String(issue.input));
      return meant === null ? countryExpected : `"${meant}", a country code of ISO 3166-1`;
    },
  })
  .meta({ pattern: '^[A-Z]{2}$' });

const timeZone = z
  .string({ error: 'an IANA time zone, for example "Asia/Jerusalem"' })
  .refine(isZone, {
    error: (issue) => {
      const nearest = nearestName(String(issue.input), Intl.supportedValuesOf('timeZone'));
      return `an IANA time zone, for example "${nearest ?? 'Asia/Jerusalem'}"`;
    },
  })
  .describe('IANA name of the zone in which days and hours are counted.');

const languageExpected = 'a language tag, for example "en" or "pt-BR"';
const language = z.string({ error: languageExpected }).refine((tag) => writtenLanguage(tag) === tag, {
  error: (issue) => {
    const written = writtenLanguage(String(issue.input));
    return written === null ? languageExpected : `"${written}"`;
  },
});

/** By channel, what a value must be for people to use it; other channels take any words. */
const CONTACT_VALUES: { [channel in (typeof CHANNELS)[number]]?: { fits: RegExp; expected: string } } = {
  phone: {
    fits: /^(?:tel:)?[+(*#\d](?=(?:.*\d){2})[^@]*$/s,
    expected: 'a telephone number, for example "+1 555 0100"',
  },
  email: {
    fits: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
    expected: 'an e-mail address, for example "help@example.org"',
  },
  web: { fits: /^https?:\/\/[^\s]+$/i, expected: 'a web address, for example "https://help.example.org"' },
};

const organisation = section({
  name: text('the name of the organisation, for example "Example Bank"'),
  timeZone,
  country: ownCountry.optional(),
  siteAddress: siteAddress
    .optional()
    .describe('Where the public reads the site. Other sites need it to show the picture of a shared page.'),
  languages: listOf(language).min(1, { error: 'at least one language, for example ["en"]' }).default(['en']),
  contact: listOf(
    section({
      channel: oneOf(CHANNELS),
      label: text('what the address is called, for example "Main line"'),
      value: text('the number or address itself, for example "+1 555 0100"').refine(
        (value) => !RUNNING.test(value.replace(/[\s\p{C}]/gu, '')),
        { error: 'a number or an address that people can use, for example "https://help.example.org"' },
      ),
      tollFree: flag()
        .nullable()
        .default(null)
        .describe('Whether the number is free to call; left out: not said.'),
    }).superRefine(({ channel, value }, context) => {
      const form = CONTACT_VALUES[channel];
      if (form !== undefined && !form.fits.test(value)) {
        context.addIssue({ code: 'custom', path: ['value'], message: form.expected });
      }
    }),
  )
    .default([])
    .describe('How customers reach the organisation.'),
});

const holiday = z.union([day, section({ date: day, name: text('the name of the holiday') })]);
const holidays = section({
  country: country.optional().describe('Its public holidays are taken. Without it, only those under "add".'),
  region: text('a region code of the country, for example "ENG"').optional(),
  add: listOf(holiday).default([]),
  remove: listOf(day).default([]).describe('Days on which the service works although the country does not.'),
});

const thresholdExpected = 'whole seconds above 0, for example 60';
const shareExpected = 'a share above 0 and up to 1, for example 0.8';
const targetBase = {
  id: text('a name that never changes, for example "answer-60"'),
  words: text('the promise in plain words, for example "8 in 10 answered within a minute"'),
  channel: oneOf(CHANNELS).optional(),
  queue: text('the name of a queue').optional(),
  from: day.describe('First day in force.'),
  to: day.optional().describe('Last day in force. A target is never edited: end it and add the next.'),
};
const serviceTarget = section({
  ...targetBase,
  clock: oneOf(CLOCKS).describe('"customer": first ask to need met. "internal": queue to answer.'),
  thresholdSeconds: z
    .number({ error: thresholdExpected })
    .int({ error: thresholdExpected })
    .positive({ error: thresholdExpected }),
  share: z.number({ error: shareExpected }).gt(0, { error: shareExpected }).max(1, { error: shareExpected }),
  exclusions: text(
    'what is not counted and why, for example "Callers who hang up in the menu: they may have had their answer."',
  )
    .optional()
    .describe('What is not counted towards the promise and why, as the public reads it.'),
}).describe('A service level: this share within this many seconds.');
const metricTarget = section({
  ...targetBase,
  metric: z
    .string({ error: 'a metric id, for example "csat_top2"' })
    .regex(/^[a-z][a-z0-9_]*$/, { error: 'a metric id, for example "csat_top2"' }),
  value: z.number({ error: 'a number in the unit of the metric, shares 0 to 1, for example 0.85' }),
}).describe('A value of any other metric, for example satisfaction: "metric": "csat_top2", "value": 0.85.');

const responsible = section({
  words: text('the policy or practice, for example "We deliver on Sundays only where a shop is open"'),
  from: day.describe('First day on which the company held it responsible.'),
  to: day.optional().describe('Last day. Left out: until the next begins.'),
});

const weightExpected = 'a weight above 0, for example 0.4';
const score = section({
  weights: byKey(
    'the id of a target',
    z.number({ error: weightExpected }).positive({ error: weightExpected }).finite({ error: weightExpected }),
  )
    .default({})
    .describe(
      'By the id of a target, how much it weighs; a target takes over the weight of the one it supersedes. Left out: all weigh the same.',
    ),
}).describe('One number for all promises, always shown with what it is made of.');

const cause = section({
  label: text('the name the public reads, for example "Fees"'),
  parent: oneOf(CAUSES)
    .optional()
    .describe('Required, but for a cause that everybody has and this relabels.'),
  responsible: listOf(responsible)
    .default([])
    .describe(
      'Which policy or practice of its own the company holds responsible for it. Never edited: end one and add the next.',
    ),
});

const causeKey = text('a cause as records name it, for example "fees"');
const causeChange = section({
  date: day.describe('The first day on which contacts are counted by the new causes.'),
  kind: oneOf(CAUSE_CHANGE_KINDS),
  from: listOf(causeKey).describe('The causes before: two or more for "merged", else one.'),
  to: listOf(causeKey).describe('The causes from then on: two or more for "split", else one.'),
  words: text('why, for example "Fees and charges are one cause from now on"'),
});

const metricId = z
  .string({ error: 'the id of a metric, for example "csat_mean"' })
  .refine((id) => findMetric(id) !== undefined, { error: (issue) => expectedMetric(String(issue.input)) });
const retirement = section({
  metric: metricId.describe('What is published no more.'),
  from: day.describe(
    'The first day of which it is not published; best the first of a month, since a week or month that reaches beyond is left out.',
  ),
  by: text('who decided it, as a role, for example "Head of service"'),
  why: text('why, for example "The new survey has another scale."'),
  replacedBy: metricId.optional().describe('What took its place.'),
});

const wholeSecondsOf = (example: string) => {
  const expected = `whole seconds above 0, ${example}`;
  return z.number({ error: expected }).int({ error: expected }).positive({ error: expected });
};
const promise = section({
  id: text('a name that never changes, for example "reply-2-days"').describe(
    'As the records have it. A promise that changed has one entry for each of its versions, all with this id.',
  ),
  words: text('the promise in plain words, for example "we reply within two working days"'),
  source: text(
    'where it was promised: a web address, or words, for example "our terms, section 4"',
  ).optional(),
  withinSeconds: wholeSecondsOf('for example 432000, five days')
    .optional()
    .describe('The later end of what is promised. Whether a record was kept is told by its own due_at.'),
  earliestSeconds: wholeSecondsOf('for example 518400, six days')
    .optional()
    .describe('The earlier end, where the promise has two: "6 to 10 days".'),
  dueRule: text('how the due time follows, for example "two working days, Sundays left out"').optional(),
  target: z
    .number({ error: shareExpected })
    .gt(0, { error: shareExpected })
    .max(1, { error: shareExpected })
    .optional()
    .describe('The share of promises that the organisation holds itself to keep.'),
  of: oneOf(PROMISED)
    .default('records')
    .describe(
      'What measures it: records of the kind "promises"; callbacks, messages or cases by their due_at and closed_at; ' +
        'hold_time or wait_time of contacts by withinSeconds; "nothing" where no record can tell.',
    ),
  channel: oneOf(CHANNELS).optional().describe('Only for promises measured by contacts.'),
  queue: text('the name of a queue').optional().describe('Only for promises measured by contacts.'),
  from: day.optional().describe('First day in force; left out: since ever.'),
  to: day.optional().describe('Last day in force. A promise is never edited: end it and add the next.'),
});

const hrefExpected = 'a web address, for example "https://www.example.com/help"';
const question = section({
  question: text('the question as customers ask it, for example "Where is my parcel?"'),
  answer: text('the answer in plain words, for example "Look under Track a parcel."'),
  href: z.string({ error: hrefExpected }).refine(isWebAddress, { error: hrefExpected }).optional(),
  category: oneOf(CATEGORIES).optional(),
  cause: text('a cause that records have, for example "delivery"').optional(),
  queue: text('a queue that records have, for example "PS"').optional(),
}).describe(
  'Of "category", "cause" and "queue" at most one: the share of contacts that it accounts for is shown beside the answer.',
);

const witnessExpected = 'the address of a witness, for example "https://witness.example.org/log"';
const witnessKeyExpected = 'its public key in one line, for example "witness.example.org+1f3a9c2e+BAgf…"';
/** A checkpoint has a hundred signatures at most; nobody needs so many. */
const MOST_WITNESSES = 10;
const log = section({
  witnesses: listOf(
    section({
      url: z
        .string({ error: witnessExpected })
        .refine(isWebAddress, { error: witnessExpected })
        .describe('Asked by the protocol C2SP tlog-witness: /add-checkpoint is added to it.'),
      key: z
        .string({ error: witnessKeyExpected })
        .regex(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/, { error: witnessKeyExpected }),
    }),
  )
    .max(MOST_WITNESSES, { error: `${MOST_WITNESSES} witnesses at most` })
    .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, {
      error: 'each witness once',
    })
    .default([])
    .describe('Who is asked to sign each checkpoint of the log as well.'),
});

const contactExpected =
  'an address that somebody reads, for example "mailto:security@example.org", "https://www.example.org/report" or "tel:+1-555-0100"';
const policyExpected = 'a web address by TLS, for example "https://www.example.org/security"';
const daysExpected = 'a whole number of days, 1 to 730, for example 365';
const security = section({
  contact: listOf(
    z.string({ error: contactExpected }).regex(/^(mailto:[^\s@]+@|https:\/\/|tel:\+)[\x21-\x7e]+$/, {
      error: contactExpected,
    }),
  )
    .default([])
    .describe('Whom to tell of a fault, the preferred first: makes /.well-known/security.txt (RFC 9116).'),
  policy: z
    .string({ error: policyExpected })
    .regex(/^https:\/\/[\x21-\x7e]+$/, { error: policyExpected })
    .optional()
    .describe('Where it is said how reports are handled.'),
  httpsOnlyDays: z
    .number({ error: daysExpected })
    .int({ error: daysExpected })
    .min(1, { error: daysExpected })
    .max(730, { error: daysExpected })
    .optional()
    .describe(
      'For so many days after a visit browsers ask for this host by TLS alone (Strict-Transport-Security). Only where it is, ' +
        'and stays, served by TLS: "organisation.siteAddress" begins with https://.',
    ),
});

const progressChasing = section({
  causes: listOf(text('a cause or sub-cause that records have, for example "late-parcel"')).default([]),
  queues: listOf(text('a queue that records have, for example "PS"')).default([]),
  categories: listOf(oneOf(CATEGORIES)).default([]),
}).describe(
  'Which contacts only ask how something is coming along ("where is my order?"): those of any of these causes, sub-causes, ' +
    'service lines or categories.',
);

const CODING_WAYS = ['agent', 'sample', 'automatic'] as const;
const coding = section({
  words: text(
    'how contacts are given their reason, for example "Agents choose a reason at the end of each call."',
  ),
  how: oneOf(CODING_WAYS).describe(
    '"agent": whoever serves the contact; "sample": people who read a sample; "automatic": a machine.',
  ),
});

const ideas = section({
  words: text('how to send an idea, for example "Tell us what you would change."'),
  href: z.string({ error: hrefExpected }).refine((value) => isWebAddress(value) || isMailAddress(value), {
    error: `${hrefExpected}, or "mailto:" and an e-mail address`,
  }),
});

const outage = section({
  from: instant,
  to: instant,
  channel: oneOf(CHANNELS).optional(),
  note: text('what happened, for example "telephone exchange down"'),
});

const thresholdOfDisclosure = `a whole number of contacts, ${LOWEST_DISCLOSURE_THRESHOLD} or more`;
const delayExpected = 'minutes from 0 to 1440, for example 15';
const disclosure = section({
  threshold: z
    .number({ error: thresholdOfDisclosure })
    .int({ error: thresholdOfDisclosure })
    .min(LOWEST_DISCLOSURE_THRESHOLD, { error: thresholdOfDisclosure })
    .default(10)
    .describe('Fewest contacts that a published figure may be about; below it the figure is suppressed.'),
  liveDelayMinutes: z
    .number({ error: delayExpected })
    .min(0, { error: delayExpected })
    .max(1440, { error: delayExpected })
    .default(15)
    .describe('How long after the fact live figures are shown.'),
});

const shortExpected = 'seconds from 0 to 3600, for example 5';
const shortAbandonSeconds = z
  .number({ error: shortExpected })
  .min(0, { error: shortExpected })
  .max(3600, { error: shortExpected });

/** An object from the operator's own keys to something. */
function byKey<Value extends z.ZodType>(what: string, value: Value, most = 100) {
  const expected = `${what} of 1 to ${most} letters`;
  const key = z.string().min(1, { error: expected }).max(most, { error: expected });
  return z.record(key, value, { error: 'an object in braces, { … }' });
}

const translated = text('the same in that language, for example "Hauptnummer"');
const translations = z
  .record(
    language,
    byKey('words as they are written elsewhere', translated, 5000).meta({ id: 'TranslatedWords' }),
    {
      error: 'an object from languages to words, for example { "es": { "Main line": "Línea principal" } }',
    },
  )
  .describe(
    'The words written in this file and in actions, in the other languages of the organisation: by language, from the words as ' +
      'they stand there to the same in that language. What has none is shown in the first language, and marked so.',
  );

const currencyExpected = 'a currency code of three capital letters (ISO 4217), for example "GBP"';
const baseYearExpected = 'a year, for example 2025';
const value = section({
  publish: oneOf(['money', 'index'])
    .default('index')
    .describe(
      '"money": amounts. "index": no amount anywhere, only how they change, the base year being 100.',
    ),
  currency: z
    .string({ error: currencyExpected })
    .regex(/^[A-Z]{3}$/, { error: currencyExpected })
    .optional()
    .describe('Of earnings and of the cost per contact; required where money is published.'),
  baseYear: z
    .number({ error: baseYearExpected })
    .int({ error: baseYearExpected })
    .min(1970, { error: baseYearExpected })
    .max(2100, { error: baseYearExpected })
    .optional()
    .describe(
      'The year whose last figures are 100 in the index; left out, the first of which there are figures.',
    ),
}).describe('How the value of an account for each contact is published.');

const noticeExpected = 'a whole number of days, 0 to 365, for example 30';

/** The whole file. Only the organisation's name and zone are required. */
export const configurationForm = section({
  $schema: z.string().optional(),
  organisation,
  channels: channels.prefault({}),
  holidays: holidays.prefault({}),
  queues: byKey('a queue name', text('the name the public reads, for example "Regular customers"'))
    .default({})
    .describe("Public names of service lines, by the operator's code."),
  causes: byKey('a cause name', cause)
    .default({})
    .describe("The operator's own causes, by the code in the records."),
  causeChanges: listOf(causeChange)
    .default([])
    .describe('Causes renamed, merged or split: marked on every chart of them, and not compared across.'),
  retired: listOf(retirement)
    .default([])
    .describe(
      'Metrics that are published no more. What was published of them stays; the public reads who ended it, when and why.',
    ),
  changeNoticeDays: z
    .number({ error: noticeExpected })
    .int({ error: noticeExpected })
    .min(0, { error: noticeExpected })
    .max(365, { error: noticeExpected })
    .default(30)
    .describe(
      'For so many days a figure whose definition, target or causes changed says so where it stands.',
    ),
  targets: listOf(z.union([serviceTarget, metricTarget]))
    .default([])
    .describe(
      'A target for a queue goes before one for a channel, that before one for all; else the first listed.',
    ),
  score: score.prefault({}),
  promises: listOf(promise)
    .default([])
    .describe('What customers were promised; whether it was kept is published by due date.'),
  questions: listOf(question)
    .default([])
    .describe('What customers ask most, in the order shown, with the answers: "before you call".'),
  progressChasing: progressChasing.optional(),
  coding: coding.optional().describe('How contacts are given their category, for the page about reasons.'),
  ideas: ideas.optional().describe('How customers send an idea.'),
  security: security.prefault({}),
  log: log.prefault({}),
  outages: listOf(outage)
    .default([])
    .describe('Stretches without service: shown as gaps, left out of forecasts.'),
  translations: translations.default({}),
  shortAbandonSeconds: shortAbandonSeconds
    .default(5)
    .describe('An abandonment within this wait counts as short.'),
  disclosure: disclosure.prefault({}),
  releases: releases.prefault({}),
  value: value.prefault({}),
  licence: text('the licence of the published data, for example "CC-BY-4.0"').default('CC-BY-4.0'),
});

export type ConfigurationForm = z.output<typeof configurationForm>;

function isZone(name: string): boolean {
  try {
    makeZone(name);
    return true;
  } catch {
    return false;
  }
}

function isWebAddress(written: string): boolean {
  return /^https?:$/.test(URL.parse(written)?.protocol ?? '');
}

function isMailAddress(written: string): boolean {
  return /^mailto:[^\s@?]+@[^\s@?]+\.[^\s@?]+$/.test(written);
}

/** A language tag as it is written, capitals and all; null for what is none. */
function writtenLanguage(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}

function isOrigin(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === address;
}
