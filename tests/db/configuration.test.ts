import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Configuration } from '../../db/configuration.ts';
import {
  calendarOf,
  configurationJsonSchema,
  parseConfiguration,
  rollupSignature,
  smallestConfiguration,
  zoneOf,
} from '../../db/configuration.ts';
import { parseDay, parseInstant } from '../../db/domain/zone.ts';
import { resolveHolidays } from '../../db/holidays.ts';

const organisation = { name: 'Example Bank', timeZone: 'Asia/Jerusalem' };

/** The example that operators start from. */
const example = {
  organisation: {
    ...organisation,
    country: 'IL',
    languages: ['en'],
    contact: [{ channel: 'phone', label: 'Main line', value: '+1 555 0100', tollFree: true }],
  },
  channels: { phone: { hours: { sun: ['07:00-24:00'], fri: ['07:00-14:00'] } } },
  holidays: { country: 'IL', add: [], remove: [] },
  queues: { PS: 'Regular customers' },
  causes: { fees: { label: 'Fees', parent: 'pricing' } },
  targets: [
    {
      id: 'answer-60',
      words: '8 in 10 answered within a minute',
      clock: 'internal',
      channel: 'phone',
      thresholdSeconds: 60,
      share: 0.8,
      from: '1999-01-01',
    },
  ],
  shortAbandonSeconds: 5,
  disclosure: { threshold: 10, liveDelayMinutes: 15 },
};

function configurationOf(value: unknown): Configuration {
  const parsed = parseConfiguration(JSON.stringify(value), 'candour.json');
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  return parsed.configuration;
}

function problemsWith(changes: object): readonly string[] {
  const parsed = parseConfiguration(JSON.stringify({ organisation, ...changes }), 'candour.json');
  return parsed.ok ? [] : parsed.problems;
}

const target = {
  id: 'a',
  words: 'A',
  clock: 'internal',
  thresholdSeconds: 60,
  share: 0.8,
  from: '1999-01-01',
};

describe('a configuration', () => {
  test('like the documented example is read, with its days as days', () => {
    const configuration = configurationOf(example);
    expect(configuration.organisation.contact[0]?.tollFree).toBe(true);
    expect(configuration.queues).toEqual({ PS: 'Regular customers' });
    expect(configuration.causes).toEqual({ fees: { label: 'Fees', parent: 'pricing' } });
    expect(configuration.targets).toEqual([
      {
        ...example.targets[0],
        kind: 'service',
        queue: null,
        exclusions: null,
        from: parseDay('1999-01-01'),
        to: null,
      },
    ]);
    expect(configuration.channels.phone?.hours).toEqual([
      [],
      [],
      [],
      [],
      [{ startSecond: 25_200, endSecond: 50_400 }],
      [],
      [{ startSecond: 25_200, endSecond: 86_400 }],
    ]);
  });

  test('needs only a name and a zone', () => {
    const { channels, targets, holidays, shortAbandonSeconds, disclosure, licence } = configurationOf({
      organisation,
    });
    expect({ channels, targets, holidays, shortAbandonSeconds, disclosure, licence }).toEqual({
      channels: {},
      targets: [],
      holidays: { country: null, region: null, add: [], remove: [] },
      shortAbandonSeconds: 5,
      disclosure: { threshold: 10, liveDelayMinutes: 15 },
      licence: 'CC-BY-4.0',
    });
    expect(problemsWith({ organisation: {} })).toEqual([
      'organisation.name: found nothing; expected the name of the organisation, for example "Example Bank"',
      'organisation.timeZone: found nothing; expected an IANA time zone, for example "Asia/Jerusalem"',
    ]);
  });

  test.each([
    ['phone', '+34 900 123 456'],
    ['phone', '(0800) 12-34'],
    ['phone', '1-800-FLOWERS'],
    ['phone', '111'],
    ['email', 'help@example.org'],
    ['web', 'https://help.example.org/contact?from=site'],
    ['chat', 'in our app'],
    ['post', 'PO Box 1, Town'],
  ])('may say how to get in touch by %s: %s', (channel, value) => {
    const contact = [{ channel, label: 'Help', value }];
    expect(problemsWith({ organisation: { ...organisation, contact } })).toEqual([]);
  });

  test('may name a queue in a target where it names no queues at all', () => {
    expect(problemsWith({ targets: [{ ...target, queue: 'PS' }] })).toEqual([]);
  });

  test('given by nobody is the smallest one', () => {
    expect(smallestConfiguration()).toEqual(
      configurationOf({ organisation: { name: 'Our organisation', timeZone: 'UTC' } }),
    );
  });

  test('may name the site by its origin alone, and has emoji and long names where its operator wants them', () => {
    const name = `Post 🚚 دواء ${'x'.repeat(500)}`;
    const { organisation: read } = configurationOf({
      organisation: { ...organisation, name, siteAddress: 'https://figures.example.org' },
    });
    expect([read.name, read.siteAddress]).toEqual([name, 'https://figures.example.org']);
    for (const siteAddress of [
      'figures.example.org',
      'https://example.org/path',
      'javascript:alert(1)',
      '',
    ]) {
      expect(problemsWith({ organisation: { ...organisation, siteAddress } })[0]).toContain(
        'the address at which the public reads the site',
      );
    }
  });

  test('may hold a target for another metric, and days added to the holidays with or without a name', () => {
    const configuration = configurationOf({
      organisation,
      targets: [
        { id: 's', words: 'S', metric: 'csat_top2', value: 0.85, from: '1999-01-01', to: '1999-12-31' },
      ],
      holidays: { add: ['1999-05-17', { date: '1999-05-18', name: 'Moving day' }], remove: ['1999-04-07'] },
      outages: [
        { from: '1999-02-21T18:00:00+02:00', to: '1999-02-21T19:00:00+02:00', note: 'exchange down' },
      ],
      promises: [{ id: 'reply', words: 'we reply within two days' }],
    });
    expect(configuration.targets[0]).toMatchObject({ kind: 'metric', metric: 'csat_top2', value: 0.85 });
    expect(configuration.holidays.add.map(({ name }) => name)).toEqual(['Holiday', 'Moving day']);
    expect(configuration.outages).toEqual([
      {
        startAt: Date.UTC(1999, 1, 21, 16) / 1000,
        endAt: Date.UTC(1999, 1, 21, 17) / 1000,
        channel: null,
        note: 'exchange down',
      },
    ]);
  });
});

describe('what is said beside the reasons', () => {
  test('is null where nothing is written', () => {
    const { progressChasing, coding, ideas } = configurationOf(example);
    expect([progressChasing, coding, ideas]).toEqual([null, null, null]);
  });

  test('a rule of what chases progress makes another count, its words alone do not', () => {
    const rule = { causes: ['late'], queues: ['PS'], categories: ['information'] };
    const plain = configurationOf(example);
    const chasing = configurationOf({ ...example, progressChasing: rule });
    const ideas = { words: 'Tell us.', href: 'mailto:ideas@bank.example' };
    expect(chasing.progressChasing).toEqual(rule);
    expect(rollupSignature(chasing)).not.toBe(rollupSignature(plain));
    expect(rollupSignature(configurationOf({ ...example, ideas }))).toBe(rollupSignature(plain));
  });

  test.each([
    [
      { progressChasing: {} },
      'progressChasing: found nothing; expected at least one of "causes", "queues" and "categories"',
    ],
    [
      { progressChasing: { queues: ['PX'] } },
      'progressChasing.queues[0]: found "PX"; expected "PS", or another of PS, as named in "queues"',
    ],
    [
      { coding: { words: 'By hand.', how: 'hand' } },
      'coding.how: found "hand"; expected one of agent, sample, automatic',
    ],
    [
      { ideas: { words: 'Tell us.', href: 'javascript:alert(1)' } },
      'ideas.href: found "javascript:alert(1)"; expected a web address, for example "https://www.example.com/help", or "mailto:" and an e-mail address',
    ],
  ])('%j is refused', (part, problem) => {
    expect(problemsWith({ queues: { PS: 'Regular customers' }, ...part })).toEqual([problem]);
  });
});

describe('the questions that customers ask most', () => {
  const plain = { question: 'Where is it?', answer: 'On its way.' };

  test('are read in their order, each about one kind of contacts or about none', () => {
    const { questions } = configurationOf({
      ...example,
      questions: [
        plain,
        { ...plain, href: 'https://bank.example/help', cause: 'fees' },
        { ...plain, category: 'problem' },
      ],
    });
    expect(questions).toEqual([
      { ...plain, href: null, category: null, cause: null, queue: null },
      { ...plain, href: 'https://bank.example/help', category: null, cause: 'fees', queue: null },
      { ...plain, href: null, category: 'problem', cause: null, queue: null },
    ]);
  });

  test.each([
    [
      { ...plain, category: 'problem', queue: 'PS' },
      'questions[0]: found "category" and "queue"; expected at most one of "category", "cause" and "queue"',
    ],
    [
      { ...plain, cause: 'delivry' },
      'questions[0].cause: found "delivry"; expected "delivery", or another of product, delivery, pricing, billing, service',
    ],
    [
      { ...plain, href: 'javascript:alert(1)' },
      'questions[0].href: found "javascript:alert(1)"; expected a web address, for example "https://www.example.com/help"',
    ],
    [
      { question: 'Where is it?' },
      'questions[0].answer: found nothing; expected the answer in plain words, for example "Look under Track a parcel."',
    ],
  ])('%j is told what is wrong', (question, problem) => {
    expect(problemsWith({ questions: [question] })).toEqual([problem]);
  });
});

describe('security', () => {
  const siteAddress = 'https://figures.example.org';

  test('says nobody and nothing, where nobody configured it', () => {
    expect(configurationOf(example).security).toEqual({ contact: [], policy: null, httpsOnlyDays: null });
  });

  test.each(['security@example.org', 'http://example.org', 'mailto:a b@example.org', 'mailto:a@b\nX: y', ''])(
    'is not told to %j',
    (contact) => {
      expect(problemsWith({ security: { contact: [contact] } })[0]).toMatch(
        /^security\.contact\[0\]: .*expected an address that somebody reads/,
      );
    },
  );

  test('is told to an address, a form or a telephone', () => {
    const contact = ['mailto:security@example.org', 'https://example.org/report?x=1', 'tel:+1-555-0100'];
    const security = { contact, policy: 'https://example.org/policy' };
    expect(configurationOf({ ...example, security }).security).toEqual({ ...security, httpsOnlyDays: null });
    expect(problemsWith({ security: { policy: 'https://a\nb' } })[0]).toContain('a web address by TLS');
  });

  test('asks for TLS alone only where the site has it', () => {
    const security = { httpsOnlyDays: 365 };
    const secure = { ...example, organisation: { ...organisation, siteAddress }, security };
    expect(configurationOf(secure).security.httpsOnlyDays).toBe(365);
    for (const address of [{}, { siteAddress: 'http://figures.example.org' }]) {
      expect(problemsWith({ organisation: { ...organisation, ...address }, security })[0]).toMatch(
        /^security\.httpsOnlyDays: found 365; expected organisation\.siteAddress to begin with https:/,
      );
    }
    expect(problemsWith({ security: { httpsOnlyDays: 0.5 } })[0]).toContain('a whole number of days');
  });
});

describe('the address of the site', () => {
  test('is an origin and nothing more', () => {
    const siteAddress = 'https://figures.example.org';
    const configuration = configurationOf({ ...example, organisation: { ...organisation, siteAddress } });
    expect(configuration.organisation.siteAddress).toBe(siteAddress);
    expect(configurationOf(example).organisation.siteAddress).toBe(null);
    for (const wrong of ['a.example', 'https://a.example/path', 'https://u:p@a.example', '']) {
      const [problem] = problemsWith({ organisation: { ...organisation, siteAddress: wrong } });
      expect(problem).toContain(
        `organisation.siteAddress: found ${JSON.stringify(wrong)}; expected the address`,
      );
    }
  });
});

describe('a wrong configuration', () => {
  test.each(['a\u0000b', 'a\nb', 'a\u001b[31mb', 'a\u2028b', 'a\ud800b'])(
    'with signs that nobody sees in a name, %j, is told so',
    (name) => {
      expect(problemsWith({ organisation: { ...organisation, name } })[0]).toMatch(
        /^organisation\.name: .*on one line and without control characters$/s,
      );
    },
  );

  test.each(['javascript:alert(1)', ' JavaScript :x', 'java\u200bscript:x', 'data:text/html,x'])(
    'with a way of getting in touch that would run, %j, is told so',
    (value) => {
      const contact = [{ channel: 'web', label: 'Help', value }];
      const problems = problemsWith({ organisation: { ...organisation, contact } });
      expect(problems[0]).toMatch(/^organisation\.contact\[0\]\.value: .*an address that people can use/);
    },
  );

  test.each([
    ['phone', 'call us', 'a telephone number'],
    ['phone', 'https://help.example.org', 'a telephone number'],
    ['email', 'help at example.org', 'an e-mail address'],
    ['email', 'help@example', 'an e-mail address'],
    ['web', 'www.example.org', 'a web address, for example "https://'],
    ['web', 'ftp://example.org', 'a web address, for example "https://'],
  ])('with a way of getting in touch by %s that is none, %j, is told so', (channel, value, expected) => {
    const contact = [{ channel, label: 'Help', value }];
    expect(problemsWith({ organisation: { ...organisation, contact } })).toEqual([
      expect.stringContaining(
        `organisation.contact[0].value: found ${JSON.stringify(value)}; expected ${expected}`,
      ),
    ]);
  });

  test('that says the same thing twice is told where', () => {
    const text = '{\n  "organisation": {\n    "name": "A",\n    "timeZone": "UTC",\n    "name": "B"\n  }\n}';
    expect(parseConfiguration(text, 'candour.json')).toEqual({
      ok: false,
      problems: [
        'candour.json, line 5, column 5: found "name" a second time (first on line 3); expected each name once',
      ],
    });
  });

  test('that is not JSON is told line and column', () => {
    const parsed = parseConfiguration('{\n  "organisation": { "name": "x", }\n}', 'candour.json');
    expect(parsed).toEqual({
      ok: false,
      problems: ['candour.json, line 2, column 34: found "}"; expected a name in double quotes'],
    });
  });

  test('is told the path, the value and what was expected', () => {
    expect(problemsWith({ channels: { phone: { hours: { fri: ['7-14'] } } } })).toEqual([
      'channels.phone.hours.fri[0]: found "7-14"; expected "HH:MM-HH:MM", for example "07:00-14:00"',
    ]);
  });

  test('with an unknown key is told the nearest known one, a line for each', () => {
    const problems = problemsWith({ chanels: {}, disclosure: { treshold: 10, wibble: 1 } });
    expect(problems).toHaveLength(3);
    expect(problems[0]).toBe(
      'disclosure.treshold: found an unknown key; expected "threshold", or another of threshold, liveDelayMinutes',
    );
    expect(problems[1]).toBe(
      'disclosure.wibble: found an unknown key; expected one of threshold, liveDelayMinutes',
    );
    expect(problems[2]).toMatch(/^chanels: found an unknown key; expected "channels", or another of /);
  });

  test.each([
    [
      { organisation: { name: 'x', timeZone: 'Asia/Jerusalm' } },
      'organisation.timeZone: found "Asia/Jerusalm"; expected an IANA time zone, for example "Asia/Jerusalem"',
    ],
    [
      { organisation: { ...organisation, country: 'Israel' } },
      'organisation.country: found "Israel"; expected a country code',
    ],
    [
      { organisation: { ...organisation, languages: ['english!'] } },
      'organisation.languages[0]: found "english!"; expected a language tag',
    ],
    [
      { organisation: { ...organisation, languages: ['EN'] } },
      'organisation.languages[0]: found "EN"; expected "en"',
    ],
    [
      { organisation: { ...organisation, languages: ['en', 'es', 'en'] } },
      'organisation.languages[2]: found "en"; expected each language once',
    ],
    [
      { organisation: { ...organisation, country: 'XX' } },
      'organisation.country: found "XX"; expected a country code of two capital letters',
    ],
    [
      { organisation: { ...organisation, country: 'UK' } },
      'organisation.country: found "UK"; expected "GB", a country code of ISO 3166-1',
    ],
    [
      { queues: { PS: 'Regular customers', PE: 'English' }, targets: [{ ...target, queue: 'PSS' }] },
      'targets[0].queue: found "PSS"; expected "PS", or another of PS, PE, as named in "queues"',
    ],
    [
      { queues: { PS: 'Regular customers' }, questions: [{ question: 'Q?', answer: 'A', queue: 'loans' }] },
      'questions[0].queue: found "loans"; expected one of PS, as named in "queues"',
    ],
    [{ channels: { fax: {} } }, 'channels.fax: found an unknown key; expected '],
    [
      { channels: { phone: { hours: { sun: '07:00-24:00' } } } },
      'channels.phone.hours.sun: found "07:00-24:00"; expected a list',
    ],
    [
      { channels: { phone: { hours: { sun: ['22:00-06:00'] } } } },
      'channels.phone.hours.sun[0]: found "22:00-06:00"; expected an end after the start',
    ],
    [
      { channels: { phone: { hours: { sun: ['07:00-12:00', '11:00-14:00'] } } } },
      'channels.phone.hours.sun: found ["07:00-12:00","11:00-14:00"]; expected ranges that do not overlap',
    ],
    [{ holidays: { add: ['1999-02-30'] } }, 'holidays.add[0]: found "1999-02-30"; expected a real date'],
    [
      { holidays: { add: [{ date: '1999-02-30', name: 'x' }] } },
      'holidays.add[0].date: found "1999-02-30"; expected a real date',
    ],
    [{ queues: { PS: '' } }, 'queues.PS: found ""; expected the name the public reads'],
    [{ queues: { '': 'x' } }, 'queues: found ""; expected a queue name of 1 to 100 letters'],
    [
      { causes: { fees: { label: 'Fees' } } },
      'causes.fees.parent: found nothing; expected one of product, delivery',
    ],
    [
      { causes: { pricing: { label: 'Prices', parent: 'billing' } } },
      'causes.pricing.parent: found "billing"; expected no parent',
    ],
    [
      { targets: [{ ...target, share: 80 }] },
      'targets[0].share: found 80; expected a share above 0 and up to 1',
    ],
    [
      { targets: [{ ...target, thresholdSeconds: -0.5 }] },
      'targets[0].thresholdSeconds: found -0.5; expected whole seconds above 0',
    ],
    [
      { targets: [{ id: 'a', words: 'A', metric: 'csat_top2', from: '1999-01-01' }] },
      'targets[0].value: found nothing; expected a number in the unit of the metric',
    ],
    [
      { targets: [{ ...target, to: '1998-12-31' }] },
      'targets[0].to: found "1998-12-31"; expected a day on or after "from", 1999-01-01',
    ],
    [{ targets: [target, target] }, 'targets[1].id: found "a"; expected an id that no other entry has'],
    [
      { outages: [{ from: '1999-02-21T18:00:00', to: '1999-02-21T19:00:00Z', note: 'x' }] },
      'outages[0].from: found "1999-02-21T18:00:00"; expected a time with offset',
    ],
    [
      { outages: [{ from: '1999-02-21T18:00:00Z', to: '1999-02-21T18:00:00Z', note: 'x' }] },
      'outages[0].to: found "1999-02-21T18:00:00Z"; expected a time after "from"',
    ],
    [
      { disclosure: { threshold: 4 } },
      'disclosure.threshold: found 4; expected a whole number of contacts, 5 or more',
    ],
    [{ shortAbandonSeconds: '5' }, 'shortAbandonSeconds: found "5"; expected seconds from 0 to 3600'],
  ])('%j is refused', (changes, start) => {
    const problems = problemsWith(changes);
    expect(problems[0]?.slice(0, start.length)).toBe(start);
  });

  test('of another kind altogether is told so', () => {
    const parsed = parseConfiguration('[]', 'candour.json');
    expect(parsed).toEqual({
      ok: false,
      problems: ['the whole configuration: found []; expected an object in braces, { … }'],
    });
  });

  test('has one line for each problem, none twice', () => {
    const problems = problemsWith({
      targets: [{ ...target, thresholdSeconds: -0.5, share: 80 }],
      disclosure: 3,
    });
    expect(problems).toHaveLength(3);
    expect(problems.join('').includes('\n')).toBe(false);
  });
});

describe('promises', () => {
  const promise = { id: 'reply', words: 'we reply within two days' };

  test.each([
    [
      [promise, promise],
      'promises[1].id: found "reply"; expected an id that no other entry has while it is in force',
    ],
    [
      [{ ...promise, from: '2026-02-01', to: '2026-01-31' }],
      'promises[0].to: found "2026-01-31"; expected a day on or after',
    ],
    [
      [{ ...promise, earliestSeconds: 60 }],
      'promises[0].earliestSeconds: found 60; expected less than "withinSeconds"',
    ],
    [
      [{ ...promise, of: 'hold_time' }],
      'promises[0].withinSeconds: found nothing; expected the longest time promised',
    ],
    [[{ ...promise, channel: 'phone' }], 'promises[0].channel: found "phone"; expected nothing here'],
    [[{ ...promise, target: 1.5 }], 'promises[0].target: found 1.5; expected a share above 0'],
    [[{ ...promise, of: 'letters' }], 'promises[0].of: found "letters"; expected one of records, callbacks'],
    [
      [
        { ...promise, to: '2026-01-31' },
        { ...promise, of: 'messages', from: '2026-02-01' },
      ],
      'promises[1].of: found "messages"; expected "records" as in the other versions',
    ],
  ])('that cannot be, %j, are told where', (promises, expected) => {
    expect(problemsWith({ promises })).toEqual([expect.stringContaining(expected)]);
  });

  test('may have several versions under one id, one after another', () => {
    const promises = [
      { ...promise, to: '2026-01-31' },
      { ...promise, words: 'within a day', withinSeconds: 86_400, from: '2026-02-01' },
    ];
    expect(problemsWith({ promises })).toEqual([]);
  });
});

describe('from a configuration', () => {
  test('come a zone and a calendar that closes on the holidays of its country', async () => {
    const configuration = configurationOf(example);
    const resolved = await resolveHolidays(configuration.holidays, 1999, 1999);
    if (!resolved.ok) throw new Error(resolved.problems.join('\n'));
    const calendar = calendarOf(configuration, resolved.holidays);
    const open = (text: string) => {
      const parsed = parseInstant(text);
      return parsed.ok ? calendar.isOpen('phone', parsed.utcSeconds) : undefined;
    };
    expect(zoneOf(configuration).id).toBe('Asia/Jerusalem');
    expect(open('1999-05-14T08:00:00+03:00')).toBe(true); // a Friday
    expect(open('1999-05-21T08:00:00+03:00')).toBe(false); // Shavuot, a Friday
  });

  test('the roll-up signature changes with what changes stored sums, and with nothing else', () => {
    const signature = rollupSignature(configurationOf(example));
    const signatureWith = (changes: object) => rollupSignature(configurationOf({ ...example, ...changes }));
    const [first] = example.targets;
    expect(
      signatureWith({ licence: 'CC0-1.0', queues: {}, channels: {}, disclosure: { threshold: 20 } }),
    ).toBe(signature);
    expect(signatureWith({ targets: [{ ...first, id: 'b', words: 'B', exclusions: 'none' }] })).toBe(
      signature,
    );
    // A half-hour meets another share or not.
    expect(signatureWith({ targets: [{ ...first, share: 0.9 }] })).not.toBe(signature);
    expect(signatureWith({ organisation: { ...organisation, timeZone: 'asia/jerusalem' } })).toBe(signature);
    expect(signatureWith({ organisation: { ...organisation, timeZone: 'UTC' } })).not.toBe(signature);
    expect(signatureWith({ shortAbandonSeconds: 10 })).not.toBe(signature);
    expect(signatureWith({ targets: [{ ...first, thresholdSeconds: 20 }] })).not.toBe(signature);
    expect(signatureWith({ targets: [{ ...first, to: '1999-06-30' }] })).not.toBe(signature);
    expect(signatureWith({ targets: [] })).not.toBe(signature);
  });
});

describe('causes', () => {
  const held = (...responsible: object[]) => ({
    organisation,
    causes: { billing: { label: 'Bills', responsible } },
  });
  const changed = (kind: string, from: string[], to: string[]) => ({
    organisation,
    causeChanges: [{ date: '1999-03-01', kind, from, to, words: 'fewer names' }],
  });

  test('name the policy that is held responsible, each until the next begins', () => {
    const later = { words: 'b', from: '1999-03-01' };
    const { responsible } = configurationOf(held(later, { words: 'a', from: '1999-01-01' })).causes.billing!;
    expect(responsible!.map(({ words, to }) => [words, to === null])).toEqual([
      ['a', false],
      ['b', true],
    ]);
    expect(problemsWith(held(later, later))[0]).toContain('causes.billing.responsible[1].from');
    expect(problemsWith(held({ ...later, to: '1999-02-01' }))).toEqual([
      'causes.billing.responsible[0].to: found "1999-02-01"; expected a day on or after "from", 1999-03-01',
    ]);
  });

  test('are renamed one to one, merged to one, split from one', () => {
    expect(configurationOf(changed('merged', ['a', 'b'], ['a'])).causeChanges).toHaveLength(1);
    expect(problemsWith(changed('merged', ['a'], ['b']))).toEqual([
      'causeChanges[0].from: found ["a"]; expected two or more causes, each once, since it is "merged"',
    ]);
    expect(problemsWith(changed('split', ['a'], ['b']))[0]).toContain('causeChanges[0].to');
    expect(problemsWith(changed('renamed', ['a'], ['a']))).toEqual([
      'causeChanges[0].to: found ["a"]; expected another cause than under "from"',
    ]);
    expect(problemsWith(changed('joined', ['a'], ['b']))[0]).toContain('one of renamed, merged, split');
  });
});

describe('a metric that ends', () => {
  const retired = (...entries: object[]) => ({
    organisation,
    retired: entries.map((entry) => ({
      ...{ metric: 'csat_mean', from: '1999-05-01', by: 'Head of service', why: 'another scale' },
      ...entry,
    })),
  });

  test('says since when, by whom, why and what took its place, also at once: how much notice that was is told to readers', () => {
    expect(configurationOf(retired({})).retired).toEqual([
      {
        ...{ metric: 'csat_mean', from: parseDay('1999-05-01'), by: 'Head of service', why: 'another scale' },
        replacedBy: null,
      },
    ]);
    expect(configurationOf(retired({ replacedBy: 'csat_top2' })).retired[0]!.replacedBy).toBe('csat_top2');
    expect(configurationOf({ organisation })).toMatchObject({ retired: [], changeNoticeDays: 30 });
  });

  test('is one that there is, ends once, and makes room for another that goes on', () => {
    expect(problemsWith(retired({ metric: 'csat' }))[0]).toMatch(
      /^retired\[0\]\.metric: found "csat"; expected "csat_top2", "csat_mean"/,
    );
    expect(problemsWith(retired({ replacedBy: 'nps' }))[0]).toContain('retired[0].replacedBy');
    expect(problemsWith(retired({}, {}))).toEqual([
      'retired[1].metric: found "csat_mean"; expected each metric once',
    ]);
    expect(problemsWith(retired({ replacedBy: 'csat_mean' }))).toEqual([
      'retired[0].replacedBy: found "csat_mean"; expected another metric than the one that ends',
    ]);
    expect(
      problemsWith(retired({ replacedBy: 'csat_top2' }, { metric: 'csat_top2', from: '1999-04-01' })),
    ).toEqual([
      'retired[0].replacedBy: found "csat_top2"; expected a metric that goes on; this one ends on 1999-04-01 itself',
    ]);
    for (const field of ['from', 'by', 'why'])
      expect(problemsWith(retired({ [field]: undefined }))[0]).toContain(
        `retired[0].${field}: found nothing`,
      );
    expect(problemsWith({ organisation, changeNoticeDays: 1.5 })).toEqual([
      'changeNoticeDays: found 1.5; expected a whole number of days, 0 to 365, for example 30',
    ]);
  });
});

describe('translations', () => {
  const languages = ['en', 'es', 'fr'];
  test('say the operator’s words in its other languages, as they are written', () => {
    const translations = { es: { 'Main line': 'Línea principal' } };
    const given = { ...example, organisation: { ...example.organisation, languages }, translations };
    expect(configurationOf(given).translations).toEqual(translations);
    expect(configurationOf(example).translations).toEqual({});
  });

  test('are refused for a language that the organisation does not name, and where they say nothing', () => {
    const own = { organisation: { ...organisation, languages } };
    expect(problemsWith({ ...own, translations: { de: {} } })).toEqual([
      'translations.de: found "de"; expected one of es, fr (organisation.languages without the first, in which the words are written)',
    ]);
    expect(problemsWith({ translations: { es: {} } })).toEqual([
      'translations.es: found "es"; expected another language under organisation.languages than "en"',
    ]);
    expect(problemsWith({ ...own, translations: { es: { Fees: '' } } })[0]).toContain(
      'translations.es.Fees: found ""; expected the same in that language',
    );
  });
});

test('the published JSON Schema of the configuration is the one the code checks by', () => {
  const published = JSON.parse(
    readFileSync(new URL('../../db/configuration.schema.json', import.meta.url), 'utf8'),
  );
  expect(
    published,
    'db/configuration.schema.json is out of date: write configurationJsonSchema() to it',
  ).toEqual(configurationJsonSchema());
});
