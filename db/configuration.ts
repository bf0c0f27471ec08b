/**
 * The configuration of an organisation: read from JSON, checked, defaults filled in, days parsed.
 * Owns what a wrong file is told; refuses to read files, the environment or the clock.
 */

import { z } from 'zod';
import type { ConfigurationForm } from './configuration-form.ts';
import { configurationForm, WEEKDAYS } from './configuration-form.ts';
import type { Calendar, ChannelHours, HoursRange } from './domain/calendar.ts';
import { makeCalendar, parseHoursRange } from './domain/calendar.ts';
import type { CauseChange } from './domain/cause-change.ts';
import type { Category, Channel } from './domain/contact.ts';
import { CAUSES } from './domain/contact.ts';
import { FACT_IDS } from './domain/fact.ts';
import { SHAPES } from './domain/lattice.ts';
import { nearestName } from './domain/nearest-name.ts';
import { BY_THRESHOLD, doOverlap, type PublicPromise } from './domain/promise.ts';
import type { ReleaseSettings } from './domain/release-calendar.ts';
import type { Retirement } from './domain/retirement.ts';
import type { Target } from './domain/target.ts';
import type { CivilDay, Zone } from './domain/zone.ts';
import { makeZone, parseDay, parseInstant } from './domain/zone.ts';
import type { HolidaySettings } from './holidays.ts';
import { parseJson } from './json-text.ts';
import { contradictionsOfReleases, releasesFrom } from './releases-form.ts';
import type { ChasingRule } from './rollup/progress-chasing.ts';
import type { RollupRules } from './rollup/rollup.ts';

export interface Configuration {
  organisation: {
    name: string;
    timeZone: string;
    country: string | null;
    /** "https://figures.example.org": where the public reads the site */
    siteAddress: string | null;
    /** Language tags, at least one. */
    languages: readonly string[];
    contact: readonly { channel: Channel; label: string; value: string; tollFree: boolean | null }[];
  };
  channels: { readonly [channel in Channel]?: ChannelHours };
  holidays: HolidaySettings;
  /** Public names of service lines, by the operator's code. */
  queues: Readonly<Record<string, string>>;
  /** The operator's causes by key; `parent` is null only for a relabelled cause that everybody has. */
  causes: Readonly<Record<string, CauseSettings>>;
  /** in order of their days */
  causeChanges: readonly CauseChange[];
  /** each metric once */
  retired: readonly Retirement[];
  /** for so many days a figure says where it stands that it changed */
  changeNoticeDays: number;
  /** In the order written, which decides among equals. */
  targets: readonly Target[];
  /** by target, how much it weighs in the score; empty: all the same */
  score: { weights: Readonly<Record<string, number>> };
  /** In the order written; a promise that changed has one entry for each of its versions. */
  promises: readonly PublicPromise[];
  /** What customers ask most; at most one of category, cause and queue says which contacts it is about. */
  questions: readonly Question[];
  /** which contacts only ask how something is coming along; null: nobody said */
  progressChasing: ChasingRule | null;
  coding: { words: string; how: 'agent' | 'sample' | 'automatic' } | null;
  /** how customers send an idea */
  ideas: { words: string; href: string } | null;
  /** whom to tell of a fault; `httpsOnlyDays` null: browsers are not told to ask by TLS alone */
  log: { witnesses: readonly { url: string; key: string }[] };
  security: { contact: readonly string[]; policy: string | null; httpsOnlyDays: number | null };
  /** UTC seconds, the end excluded; channel null: all. */
  outages: readonly { startAt: number; endAt: number; channel: Channel | null; note: string }[];
  /** by language, from the operator's words to the same in that language */
  translations: Readonly<Record<string, Readonly<Record<string, string>>>>;
  shortAbandonSeconds: number;
  disclosure: { threshold: number; liveDelayMinutes: number };
  /** by when figures are due, what is put off, and who sees them early */
  releases: ReleaseSettings;
  /** how the value of an account for each contact is published; `currency` is known where it is money */
  value: { publish: 'money' | 'index'; currency: string | null; baseYear: number | null };
  licence: string;
}

export interface CauseSettings {
  label: string;
  parent: (typeof CAUSES)[number] | null;
  /** which policy or practice the company holds responsible, in order of time; `to` null: it still does */
  responsible?: readonly { words: string; from: CivilDay; to: CivilDay | null }[];
}

export interface Question {
  question: string;
  answer: string;
  href: string | null;
  category: Category | null;
  cause: string | null;
  queue: string | null;
}

export type ParsedConfiguration =
  | { ok: true; configuration: Configuration }
  | { ok: false; problems: readonly string[] };

/**
 * Reads the text of a configuration file. Each problem is one line: path, value found, what was expected.
 * `sourceName` is how the operator knows the text, for example the file's name; broken JSON is reported with it.
 */
export function parseConfiguration(text: string, sourceName: string): ParsedConfiguration {
  const json = parseJson(text);
  if (!json.ok) {
    const { line, column, found, expected } = json;
    const problem = `${sourceName}, line ${line}, column ${column}: found ${found}; expected ${expected}`;
    return { ok: false, problems: [problem] };
  }
  const form = configurationForm.safeParse(json.value);
  if (!form.success) {
    const problems = form.error.issues.flatMap((issue) => problemsOf(issue, json.value, []));
    // A number may break two rules that expect the same of it.
    return { ok: false, problems: [...new Set(problems)] };
  }
  const problems = contradictionsIn(form.data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, configuration: fromForm(form.data) };
}

/** What holds when nobody configured anything. */
export function smallestConfiguration(): Configuration {
  return fromForm(configurationForm.parse({ organisation: { name: 'Our organisation', timeZone: 'UTC' } }));
}

/** The published JSON Schema of the file as written; `configuration.schema.json` holds its text. */
export function configurationJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(configurationForm, { io: 'input' });
  return { $schema, title: 'Candour configuration', ...schema };
}

/**
 * Changes when, and only when, sums that are already stored would come out otherwise: the zone decides the buckets,
 * the thresholds decide what is counted as in time, the shares which half-hours met them, and a fact that was not kept
 * yet has to be. Then everything is rolled up again.
 */
export function rollupSignature(configuration: Configuration): string {
  const thresholds = configuration.targets
    .filter((target) => target.kind === 'service')
    .map(({ clock, channel, queue, thresholdSeconds, share, from, to }) => [
      clock,
      channel,
      queue,
      thresholdSeconds,
      share,
      from,
      to,
    ]);
  const { organisation, shortAbandonSeconds, progressChasing } = configuration;
  // Those measured by records of their own are counted by what the records state, whatever is configured.
  const promises = configuration.promises
    .filter(({ of }) => of !== 'records' && of !== 'nothing')
    .map(({ id, of, channel, queue, withinSeconds, from, to }) => [
      ...[id, of, channel, queue, from, to],
      BY_THRESHOLD.includes(of) ? withinSeconds : null,
    ]);
  // A fact or a table that was not kept yet has to be: else days counted before would say that there was none of it.
  return JSON.stringify([
    organisation.timeZone,
    shortAbandonSeconds,
    thresholds,
    promises,
    // Counted anew where contacts with a cause but no category were taken for unknown.
    progressChasing === null ? null : { ...progressChasing, known: 'by_cause' },
    FACT_IDS.length,
    SHAPES.length,
  ]);
}

export function zoneOf(configuration: Configuration): Zone {
  return makeZone(configuration.organisation.timeZone);
}

/** `holidays` come from `resolveHolidays` for the years in question. */
/** The rules by which records are counted. */
export function rulesOf(configuration: Configuration): RollupRules {
  return {
    zone: zoneOf(configuration),
    targets: configuration.targets,
    promises: configuration.promises,
    shortAbandonSeconds: configuration.shortAbandonSeconds,
    liveDelayMinutes: configuration.disclosure.liveDelayMinutes,
    disclosure: configuration.disclosure,
    progressChasing: configuration.progressChasing,
    signature: rollupSignature(configuration),
  };
}

export function calendarOf(configuration: Configuration, holidays: ReadonlyMap<CivilDay, string>): Calendar {
  return makeCalendar({ zone: zoneOf(configuration), channels: configuration.channels, holidays });
}

type Path = readonly PropertyKey[];

function problemsOf(issue: z.core.$ZodIssue, root: unknown, above: Path): string[] {
  const path = [...above, ...issue.path];
  const value = valueAt(root, path);
  if (issue.code === 'unrecognized_keys') {
    const expected = issue.message.split('\n');
    return issue.keys.map((key, index) => describe([...path, key], 'an unknown key', expected[index] ?? ''));
  }
  if (issue.code === 'invalid_union') {
    return branchOf(issue, value).flatMap((inner) => problemsOf(inner, root, path));
  }
  if (issue.code === 'invalid_key') {
    return [
      describe(path.slice(0, -1), JSON.stringify(path.at(-1)), issue.issues[0]?.message ?? issue.message),
    ];
  }
  return [describe(path, show(value), issue.message)];
}

/** Of the two ways to write a value, the one that was probably meant: complaints about the other only confuse. */
function branchOf(issue: z.core.$ZodIssueInvalidUnion, value: unknown): readonly z.core.$ZodIssue[] {
  const isObject = typeof value === 'object' && value !== null;
  const isTarget = issue.path[0] === 'targets';
  const second = isObject && (!isTarget || 'metric' in value);
  return issue.errors[second ? 1 : 0] ?? [];
}

function describe(path: Path, found: string, expected: string): string {
  return `${formatPath(path)}: found ${found}; expected ${expected}`;
}

function formatPath(path: Path): string {
  const written = path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
  return written === '' ? 'the whole configuration' : written;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    return typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
  }, root);
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

/** What each value alone cannot show to be wrong. */
function contradictionsIn(form: ConfigurationForm): string[] {
  const problems: string[] = [];
  form.targets.forEach(({ id }, index) => {
    if (form.targets.findIndex((other) => other.id === id) < index) {
      problems.push(describe(['targets', index, 'id'], show(id), 'an id that no other entry has'));
    }
  });
  for (const id of Object.keys(form.score.weights)) {
    const ids = form.targets.map((target) => target.id);
    if (ids.includes(id)) continue;
    const expected = ids.length === 0 ? 'the id of a target, of which there is none' : oneAmong(id, ids);
    problems.push(describe(['score', 'weights', id], show(id), `${expected}, as under "targets"`));
  }
  problems.push(...promiseProblems(form));
  const { languages, siteAddress } = form.organisation;
  if (form.security.httpsOnlyDays !== undefined && !siteAddress?.startsWith('https://')) {
    const expected =
      'organisation.siteAddress to begin with https://, since others could not be reached any more';
    problems.push(describe(['security', 'httpsOnlyDays'], show(form.security.httpsOnlyDays), expected));
  }
  languages.forEach((language, index) => {
    if (languages.indexOf(language) < index) {
      problems.push(describe(['organisation', 'languages', index], show(language), 'each language once'));
    }
  });
  for (const section of ['targets', 'questions'] as const) {
    form[section].forEach(({ queue }, index) => {
      const queues = Object.keys(form.queues);
      if (queue === undefined || queues.length === 0 || queues.includes(queue)) return;
      problems.push(
        describe([section, index, 'queue'], show(queue), `${oneAmong(queue, queues)}, as named in "queues"`),
      );
    });
  }
  const { progressChasing } = form;
  if (progressChasing !== undefined && Object.values(progressChasing).every(({ length }) => length === 0)) {
    problems.push(
      describe(['progressChasing'], 'nothing', 'at least one of "causes", "queues" and "categories"'),
    );
  }
  progressChasing?.queues.forEach((queue, index) => {
    const queues = Object.keys(form.queues);
    if (queues.length === 0 || queues.includes(queue)) return;
    problems.push(
      describe(
        ['progressChasing', 'queues', index],
        show(queue),
        `${oneAmong(queue, queues)}, as named in "queues"`,
      ),
    );
  });
  form.targets.forEach(({ from, to }, index) => {
    if (to !== undefined && to < from) {
      problems.push(describe(['targets', index, 'to'], show(to), `a day on or after "from", ${from}`));
    }
  });
  form.outages.forEach(({ from, to }, index) => {
    if (secondsOf(to) <= secondsOf(from)) {
      problems.push(describe(['outages', index, 'to'], show(to), `a time after "from", ${from}`));
    }
  });
  for (const [key, { parent }] of Object.entries(form.causes)) {
    const isEverybodys = CAUSES.some((cause) => cause === key);
    if (isEverybodys && parent !== undefined) {
      problems.push(
        describe(['causes', key, 'parent'], show(parent), 'no parent, since everybody has this cause'),
      );
    }
    if (!isEverybodys && parent === undefined) {
      problems.push(describe(['causes', key, 'parent'], 'nothing', `one of ${CAUSES.join(', ')}`));
    }
  }
  problems.push(...contradictionsOfCauses(form), ...contradictionsOfRetired(form));
  for (const { path, value, expected } of contradictionsOfReleases(form.releases))
    problems.push(describe(['releases', ...path], show(value), expected));
  if (form.value.publish === 'money' && form.value.currency === undefined) {
    const expected = 'the currency of the amounts, for example "GBP"';
    problems.push(describe(['value', 'currency'], 'nothing', expected));
  }
  const [first, ...others] = form.organisation.languages;
  for (const language of Object.keys(form.translations)) {
    if (others.includes(language)) continue;
    const expected =
      others.length === 0
        ? `another language under organisation.languages than "${first}"`
        : `one of ${others.join(', ')} (organisation.languages without the first, in which the words are written)`;
    problems.push(describe(['translations', language], show(language), expected));
  }
  form.questions.forEach((question, index) => {
    const about = (['category', 'cause', 'queue'] as const).filter((name) => question[name] !== undefined);
    if (about.length > 1) {
      const found = about.map((name) => `"${name}"`).join(' and ');
      problems.push(describe(['questions', index], found, 'at most one of "category", "cause" and "queue"'));
    }
    const { cause } = question;
    const causes = [...CAUSES, ...Object.keys(form.causes)];
    if (cause !== undefined && !causes.includes(cause)) {
      problems.push(describe(['questions', index, 'cause'], show(cause), oneAmong(cause, causes)));
    }
  });
  return problems;
}

const NEEDS: Readonly<Record<CauseChange['kind'], { from: [number, number]; to: [number, number] }>> = {
  renamed: { from: [1, 1], to: [1, 1] },
  merged: { from: [2, 100], to: [1, 1] },
  split: { from: [1, 1], to: [2, 100] },
};

function contradictionsOfCauses(form: ConfigurationForm): string[] {
  const problems: string[] = [];
  for (const [key, { responsible }] of Object.entries(form.causes)) {
    responsible.forEach(({ from, to }, index) => {
      const path = ['causes', key, 'responsible', index];
      if (to !== undefined && to < from)
        problems.push(describe([...path, 'to'], show(to), `a day on or after "from", ${from}`));
      const other = responsible.find(
        (one, at) =>
          at !== index && one.from <= from && (at < index || one.from < from) && (one.to ?? one.from) >= from,
      );
      if (other !== undefined)
        problems.push(
          describe(
            [...path, 'from'],
            show(from),
            `a day after the other that holds from ${other.from} has ended`,
          ),
        );
    });
  }
  form.causeChanges.forEach(({ kind, from, to }, index) => {
    for (const [name, keys] of [
      ['from', from],
      ['to', to],
    ] as const) {
      const [least, most] = NEEDS[kind][name];
      const isRight = keys.length >= least && keys.length <= most && new Set(keys).size === keys.length;
      if (isRight) continue;
      const expected = most === 1 ? 'one cause' : 'two or more causes, each once';
      problems.push(
        describe(['causeChanges', index, name], show(keys), `${expected}, since it is "${kind}"`),
      );
    }
    if (kind === 'renamed' && from[0] === to[0])
      problems.push(describe(['causeChanges', index, 'to'], show(to), 'another cause than under "from"'));
  });
  return problems;
}

function contradictionsOfRetired({ retired }: ConfigurationForm): string[] {
  return retired.flatMap(({ metric, from, replacedBy }, index) => {
    const at = (field: string, value: unknown, expected: string) =>
      describe(['retired', index, field], show(value), expected);
    const problems: string[] = [];
    if (retired.findIndex((other) => other.metric === metric) < index)
      problems.push(at('metric', metric, 'each metric once'));
    if (replacedBy === metric)
      problems.push(at('replacedBy', replacedBy, 'another metric than the one that ends'));
    const next = retired.find((other) => other.metric === replacedBy);
    if (next !== undefined && next.metric !== metric && next.from <= from)
      problems.push(
        at('replacedBy', replacedBy, `a metric that goes on; this one ends on ${next.from} itself`),
      );
    return problems;
  });
}

function promiseProblems({ promises }: ConfigurationForm): string[] {
  const problems: string[] = [];
  const read = promises.map(promiseFrom);
  promises.forEach((written, index) => {
    const at = (field: keyof typeof written, expected: string) =>
      problems.push(
        describe(
          ['promises', index, field],
          written[field] === undefined ? 'nothing' : show(written[field]),
          expected,
        ),
      );
    const { from, to, of, withinSeconds, earliestSeconds } = written;
    if (from !== undefined && to !== undefined && to < from) at('to', `a day on or after "from", ${from}`);
    if (earliestSeconds !== undefined && earliestSeconds >= (withinSeconds ?? earliestSeconds)) {
      at('earliestSeconds', `less than "withinSeconds", ${withinSeconds ?? 'which is not given'}`);
    }
    if (BY_THRESHOLD.includes(of) && withinSeconds === undefined) {
      at('withinSeconds', `the longest time promised, since "of" is "${of}"`);
    }
    for (const field of ['channel', 'queue'] as const) {
      if ((of === 'records' || of === 'nothing') && written[field] !== undefined) {
        at(field, `nothing here, since "of" is "${of}" and not about contacts`);
      }
    }
    const earlier = read.findIndex(
      (other, i) => i < index && other.id === written.id && doOverlap(other, read[index]!),
    );
    if (earlier >= 0) {
      at('id', `an id that no other entry has while it is in force, as promises[${earlier}] has`);
    }
    const other = promises.find((one, i) => i < index && one.id === written.id && one.of !== of);
    if (other !== undefined) at('of', `"${other.of}" as in the other versions of "${written.id}"`);
  });
  return problems;
}

/** The names there are, the one that was probably meant in front. */
function oneAmong(written: string, names: readonly string[]): string {
  const nearest = nearestName(written, names);
  return `${nearest === null ? 'one of ' : `"${nearest}", or another of `}${names.join(', ')}`;
}

function fromForm(form: ConfigurationForm): Configuration {
  const { organisation, holidays } = form;
  return {
    organisation: {
      name: organisation.name,
      timeZone: makeZone(organisation.timeZone).id,
      country: organisation.country ?? null,
      siteAddress: organisation.siteAddress ?? null,
      languages: organisation.languages,
      contact: organisation.contact,
    },
    channels: Object.fromEntries(
      Object.entries(form.channels).map(([channel, settings]) => [channel, hoursFrom(settings?.hours)]),
    ),
    holidays: {
      country: holidays.country ?? null,
      region: holidays.region ?? null,
      add: holidays.add.map((added) =>
        typeof added === 'string'
          ? { day: dayFrom(added), name: 'Holiday' }
          : { day: dayFrom(added.date), name: added.name },
      ),
      remove: holidays.remove.map(dayFrom),
    },
    queues: form.queues,
    causes: Object.fromEntries(
      Object.entries(form.causes).map(([key, { label, parent, responsible }]): [string, CauseSettings] => [
        key,
        {
          label,
          parent: parent ?? null,
          ...(responsible.length > 0 && { responsible: datedFrom(responsible) }),
        },
      ]),
    ),
    causeChanges: form.causeChanges
      .map(({ date, ...change }) => ({ ...change, day: dayFrom(date) }))
      .sort((a, b) => a.day - b.day),
    retired: form.retired.map(({ from, replacedBy, ...one }) => ({
      ...one,
      from: dayFrom(from),
      replacedBy: replacedBy ?? null,
    })),
    changeNoticeDays: form.changeNoticeDays,
    targets: form.targets.map(targetFrom),
    score: form.score,
    promises: form.promises.map(promiseFrom),
    questions: form.questions.map(({ question, answer, href, category, cause, queue }) => ({
      ...{ question, answer, href: href ?? null },
      ...{ category: category ?? null, cause: cause ?? null, queue: queue ?? null },
    })),
    progressChasing: form.progressChasing ?? null,
    coding: form.coding ?? null,
    ideas: form.ideas ?? null,
    log: form.log,
    security: {
      contact: form.security.contact,
      policy: form.security.policy ?? null,
      httpsOnlyDays: form.security.httpsOnlyDays ?? null,
    },
    outages: form.outages.map(({ from, to, channel, note }) => ({
      startAt: secondsOf(from),
      endAt: secondsOf(to),
      channel: channel ?? null,
      note,
    })),
    translations: form.translations,
    shortAbandonSeconds: form.shortAbandonSeconds,
    disclosure: form.disclosure,
    releases: releasesFrom(form.releases),
    value: {
      publish: form.value.publish,
      currency: form.value.currency ?? null,
      baseYear: form.value.baseYear ?? null,
    },
    licence: form.licence,
  };
}

type WrittenHours = NonNullable<NonNullable<ConfigurationForm['channels'][Channel]>['hours']>;

function hoursFrom(written: WrittenHours | undefined): ChannelHours {
  if (written === undefined) return {};
  return {
    hours: WEEKDAYS.map((weekday) => rangesFrom(written[weekday])),
    holidayHours: rangesFrom(written.holiday),
  };
}

function rangesFrom(written: readonly string[] = []): HoursRange[] {
  return written
    .flatMap((range) => parseHoursRange(range) ?? [])
    .sort((a, b) => a.startSecond - b.startSecond);
}

/** In order of time; what is not ended lasts until the next begins. */
function datedFrom(
  written: ConfigurationForm['causes'][string]['responsible'],
): NonNullable<CauseSettings['responsible']> {
  const sorted = written.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return sorted.map(({ words, from, to }, i) => {
    const next = sorted[i + 1];
    const end = to === undefined ? (next === undefined ? null : dayFrom(next.from) - 1) : dayFrom(to);
    return { words, from: dayFrom(from), to: end };
  });
}

function promiseFrom(written: ConfigurationForm['promises'][number]): PublicPromise {
  const { id, words, of } = written;
  return {
    ...{ id, words, of, source: written.source ?? null, dueRule: written.dueRule ?? null },
    withinSeconds: written.withinSeconds ?? null,
    earliestSeconds: written.earliestSeconds ?? null,
    target: written.target ?? null,
    channel: written.channel ?? null,
    queue: written.queue ?? null,
    from: written.from === undefined ? null : dayFrom(written.from),
    to: written.to === undefined ? null : dayFrom(written.to),
  };
}

function targetFrom(written: ConfigurationForm['targets'][number]): Target {
  const base = {
    id: written.id,
    words: written.words,
    channel: written.channel ?? null,
    queue: written.queue ?? null,
    from: dayFrom(written.from),
    to: written.to === undefined ? null : dayFrom(written.to),
  };
  if ('metric' in written) return { kind: 'metric', ...base, metric: written.metric, value: written.value };
  const { clock, thresholdSeconds, share, exclusions } = written;
  return { kind: 'service', ...base, clock, thresholdSeconds, share, exclusions: exclusions ?? null };
}

/** The form has already been checked, so anything else is a bug. */
function dayFrom(written: string): CivilDay {
  const day = parseDay(written);
  if (day === null) throw new Error(`"${written}" passed the form and is no date`);
  return day;
}

function secondsOf(written: string): number {
  const instant = parseInstant(written);
  if (!instant.ok) throw new Error(`"${written}" passed the form and is no instant: ${instant.reason}`);
  return instant.utcSeconds;
}
