/**
 * The tables: what operators sent (contacts, intervals, surveys, …), what is made of it (fact blocks), and the
 * paper trail of every load. Owns names and column types; refuses to hold a person: references are keyed hashes,
 * there is no column for free text, a telephone number or a name.
 *
 * Column types are few (integer, real, text, blob) and the SQL portable, so that a second engine stays possible.
 * Instants are whole UTC seconds, days are civil days since 1970-01-01, durations seconds.
 * Drizzle cannot say WITHOUT ROWID: it is added by hand in the migration.
 */
import { blob, index, integer, primaryKey, real, sql, sqliteTable, text, uniqueIndex } from './drizzle.ts';

/** Single facts about the database itself: data version, roll-up signature, horizons, whether it is a demonstration. */
export const meta = sqliteTable('meta', {
  name: text().primaryKey(),
  value: text().notNull(),
});

/** The operator's own words for queues, causes, languages, regions: stored once, referred to by number. */
export const terms = sqliteTable(
  'terms',
  {
    id: integer().primaryKey(),
    kind: text({ enum: ['queue', 'cause', 'sub_cause', 'language', 'region', 'source'] }).notNull(),
    text: text().notNull(),
  },
  (table) => [uniqueIndex('terms_text').on(table.kind, table.text)],
);

export const agents = sqliteTable(
  'agents',
  { id: integer().primaryKey(), hash: blob({ mode: 'buffer' }).notNull() },
  (table) => [uniqueIndex('agents_hash').on(table.hash)],
);

/**
 * Contacts lie in order of arrival: a day is one range of keys, and no index on time is needed.
 * Layout of `key` and `record`: db/contact-record.ts. `load`: the last load that held the contact.
 */
export const contacts = sqliteTable(
  'contacts',
  {
    key: integer().primaryKey(),
    load: integer().notNull(),
    dueAt: integer('due_at'),
    closedAt: integer('closed_at'),
    record: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [
    index('contacts_due').on(table.dueAt).where(sql`due_at IS NOT NULL`),
    index('contacts_closed').on(table.closedAt).where(sql`closed_at IS NOT NULL`),
  ],
);

/** Which contact an operator's id stands for. `hash`: the first 10 bytes of a keyed hash of source and id. */
export const contactIds = sqliteTable('contact_ids', {
  hash: blob({ mode: 'buffer' }).primaryKey(),
  key: integer().notNull(),
});

/** Sums that a platform exported in place of contacts. `day`: the civil day in which the interval starts. */
export const intervals = sqliteTable(
  'intervals',
  {
    day: integer().notNull(),
    startAt: integer('start_at').notNull(),
    period: text().notNull(),
    source: integer().notNull(),
    channel: integer().notNull(),
    queue: integer().notNull(),
    category: integer().notNull(),
    cause: integer().notNull(),
    load: integer().notNull(),
    offered: integer(),
    answered: integer(),
    abandoned: integer(),
    blocked: integer(),
    withinSeconds: real('within_s'),
    answeredWithin: integer('answered_within'),
    waitTotalSeconds: real('wait_total_s'),
    handleTotalSeconds: real('handle_total_s'),
  },
  (table) => [
    primaryKey({
      columns: [
        table.day,
        table.startAt,
        table.period,
        table.source,
        table.channel,
        table.queue,
        table.category,
        table.cause,
      ],
    }),
  ],
);

/** Survey answers (period null) and aggregates. `hash`: keyed hash of source and id; `contact`: of the contact's. */
export const surveys = sqliteTable(
  'surveys',
  {
    hash: blob({ mode: 'buffer' }).primaryKey(),
    day: integer().notNull(),
    at: integer().notNull(),
    period: text(),
    load: integer().notNull(),
    contact: blob({ mode: 'buffer' }),
    channel: integer(),
    category: integer(),
    n: integer().notNull(),
    mean: real(),
    sd: real(),
    scaleMin: real('scale_min'),
    scaleMax: real('scale_max'),
    bestIsLow: integer('best_is_low').notNull(),
    recommend: integer(),
    sent: integer(),
  },
  (table) => [
    index('surveys_day').on(table.day),
    index('surveys_contact').on(table.contact).where(sql`contact IS NOT NULL`),
  ],
);

export const queueSnapshots = sqliteTable(
  'queue_snapshots',
  {
    at: integer().notNull(),
    source: integer().notNull(),
    channel: integer().notNull(),
    queue: integer().notNull(),
    load: integer().notNull(),
    waiting: integer().notNull(),
    longestWaitSeconds: real('longest_wait_s'),
    inService: integer('in_service'),
    agents: integer(),
  },
  (table) => [primaryKey({ columns: [table.at, table.source, table.channel, table.queue] })],
);

/**
 * Contacts as live events tell of them, from their first event until two days after they are gone, or 28 after the last
 * word of a case that nobody ends (db/rollup/live-upkeep.ts): when each event happened, and in `record` what else each of
 * them said (db/ingest/stores/said-details.ts). `channel` null and `queue` 0: not told yet. `leftAt`, `retiredAt`: when it
 * left the queue, or was taken out of it because nobody told its end.
 */
export const liveContacts = sqliteTable(
  'live_contacts',
  {
    hash: blob({ mode: 'buffer' }).primaryKey(),
    source: integer().notNull(),
    channel: integer(),
    queue: integer().notNull(),
    offered: integer(),
    queued: integer(),
    answered: integer(),
    abandoned: integer(),
    ended: integer(),
    closed: integer(),
    callbackAsked: integer('callback_asked'),
    callbackMade: integer('callback_made'),
    /** when it began to wait */
    waitingFrom: integer('waiting_from'),
    leftAt: integer('left_at'),
    retiredAt: integer('retired_at'),
    /** of the latest event */
    lastAt: integer('last_at').notNull(),
    dueAt: integer('due_at'),
    record: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [
    // Each with all that its count asks for, what is always null included: hundreds of thousands of letters may wait.
    index('live_contacts_waiting')
      .on(
        table.source,
        table.channel,
        table.queue,
        table.waitingFrom,
        table.lastAt,
        table.leftAt,
        table.retiredAt,
      )
      .where(sql`waiting_from IS NOT NULL AND left_at IS NULL AND retired_at IS NULL`),
    index('live_contacts_served')
      .on(table.source, table.channel, table.queue, table.answered, table.lastAt, table.ended)
      .where(sql`answered IS NOT NULL AND ended IS NULL`),
    index('live_contacts_left').on(table.leftAt, table.channel, table.queue),
    index('live_contacts_last').on(table.lastAt),
  ],
);

/** When each source last spoke of now, and its last long silence. `kind`: events or queue. Instants: by our clock. */
export const liveSources = sqliteTable(
  'live_sources',
  {
    source: integer().notNull(),
    kind: text({ enum: ['events', 'queue'] }).notNull(),
    heardAt: integer('heard_at').notNull(),
    silentFrom: integer('silent_from'),
    silentUntil: integer('silent_until'),
  },
  (table) => [primaryKey({ columns: [table.source, table.kind] })],
);

/**
 * Of which queues a source has told, and the latest step of a contact in each, in UTC seconds: asked of the contacts
 * themselves, the answer takes the longer the busier the day. `queue`: 0 for a channel without service lines. `endedAt`:
 * the latest end of a contact there; null: the source has told of none, so that nobody knows who is being served.
 */
export const livePlaces = sqliteTable(
  'live_places',
  {
    source: integer().notNull(),
    channel: integer().notNull(),
    queue: integer().notNull(),
    lastAt: integer('last_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (table) => [primaryKey({ columns: [table.source, table.channel, table.queue] })],
);

/**
 * What each night learnt about the waits of a channel or service line, as JSON (db/domain/wait-model.ts), and how the day
 * that followed went (db/domain/wait-coverage.ts; null: it is not over). `queue`: 0 for all of the channel. `day`: on which
 * the model is in force.
 */
export const waitModels = sqliteTable(
  'wait_models',
  {
    channel: integer().notNull(),
    queue: integer().notNull(),
    day: integer().notNull(),
    model: text(),
    tally: text(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.queue, table.day] })],
);

/**
 * What was forecast and advised of a channel or service line, as it was said. `channel`, `queue`: names, one of them empty.
 * `day`: on which it was made, `hours` of that day that were over; `outlook`: packed (db/outlooks.ts). Kept for good.
 */
export const outlooks = sqliteTable(
  'outlooks',
  {
    channel: text().notNull(),
    queue: text().notNull(),
    day: integer().notNull(),
    hours: integer().notNull(),
    outlook: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.queue, table.day, table.hours] })],
);

/**
 * How forecasts and advice of a day came out, once it was over. `isReplayed`: the day was before the first outlook was
 * made, and they are what would have been said. `score`: packed (db/outlooks.ts).
 */
export const outlookScores = sqliteTable(
  'outlook_scores',
  {
    channel: text().notNull(),
    queue: text().notNull(),
    day: integer().notNull(),
    isReplayed: integer('is_replayed').notNull(),
    score: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.queue, table.day] })],
);

/**
 * The demand of a day as it was known at a later day's beginning, wherever that differs from what was known before: late
 * records reach forecasts when they reach us, and not earlier. Only of days that were over when outlooks began to be made.
 */
export const demandVersions = sqliteTable(
  'demand_versions',
  {
    channel: text().notNull(),
    queue: text().notNull(),
    day: integer().notNull(),
    knownOn: integer('known_on').notNull(),
    counts: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.queue, table.day, table.knownOn] })],
);

export const capacity = sqliteTable(
  'capacity',
  {
    day: integer().notNull(),
    startAt: integer('start_at').notNull(),
    period: text().notNull(),
    source: integer().notNull(),
    channel: integer().notNull(),
    queue: integer().notNull(),
    load: integer().notNull(),
    agents: real().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.day, table.startAt, table.period, table.source, table.channel, table.queue],
    }),
  ],
);

export const exposure = sqliteTable('exposure', {
  day: integer().primaryKey(),
  load: integer().notNull(),
  customers: integer(),
  orders: integer(),
});

export const promises = sqliteTable(
  'promises',
  {
    hash: blob({ mode: 'buffer' }).primaryKey(),
    load: integer().notNull(),
    promise: text().notNull(),
    madeAt: integer('made_at').notNull(),
    dueAt: integer('due_at').notNull(),
    doneAt: integer('done_at'),
    cancelledAt: integer('cancelled_at'),
  },
  (table) => [index('promises_due').on(table.dueAt)],
);

/**
 * A blind second coding of a sample. `contact`: keyed hash of source and contact id, as of contact_ids, whether or not the
 * contact is on record; `first`, `second`: places in CATEGORIES, or in DEMANDS where `isDemand`.
 */
export const codings = sqliteTable(
  'codings',
  {
    contact: blob({ mode: 'buffer' }).notNull(),
    isDemand: integer('is_demand').notNull(),
    load: integer().notNull(),
    first: integer().notNull(),
    second: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.contact, table.isDemand] })],
);

/**
 * What a file of accounts came to, a row a quarter: sums and order statistics, and nothing of a single account. `quarter`:
 * its first day. Null where fewer than 100 accounts, or one with more than half, would be told of.
 */
export const accountValues = sqliteTable('account_values', {
  quarter: integer().primaryKey(),
  load: integer().notNull(),
  asOf: integer('as_of').notNull(),
  costPerContact: real('cost_per_contact'),
  included: integer().notNull(),
  young: integer().notNull(),
  closed: integer().notNull(),
  underYear: integer('under_year').notNull(),
  dormant: integer().notNull(),
  negative: integer().notNull(),
  median: real(),
  medianLow: real('median_low'),
  medianHigh: real('median_high'),
  confidence: real(),
  valueSum: real('value_sum'),
  contactSum: integer('contact_sum'),
});

/** What the company does. `title` and `summary` are the company's own published words, not records of persons. */
export const actions = sqliteTable('actions', {
  id: text().primaryKey(),
  load: integer().notNull(),
  title: text().notNull(),
  summary: text(),
  ownerRole: text('owner_role'),
  causes: text().notNull(),
  category: text(),
  channel: text(),
  registeredAt: integer('registered_at').notNull(),
  startsAt: integer('starts_at').notNull(),
  rolloutEndsAt: integer('rollout_ends_at'),
  endedAt: integer('ended_at'),
  status: text(),
  metric: text().notNull(),
  direction: text().notNull(),
  expectedEffect: real('expected_effect'),
  worthwhileEffect: real('worthwhile_effect'),
  impactModel: text('impact_model').notNull(),
  control: text(),
  fromIdea: integer('from_idea'),
  windowWeeks: integer('window_weeks'),
});

/**
 * Every form that an action has had, in order (`version`, from 1), with the moment it reached us in UTC seconds and the
 * load that brought it. `record`: the fields of `actions` as JSON. Kept for good: the database refuses to change or remove
 * one, so that what was set down before an action began can be shown and not edited away.
 */
export const actionVersions = sqliteTable(
  'action_versions',
  {
    id: text().notNull(),
    version: integer().notNull(),
    recordedAt: integer('recorded_at').notNull(),
    load: integer().notNull(),
    record: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.version] })],
);

/** One load: a file, or one pushed request. Its counts are the receipt. */
export const loads = sqliteTable('loads', {
  id: integer().primaryKey({ autoIncrement: true }),
  kind: text().notNull(),
  source: text().notNull(),
  name: text().notNull(),
  startedAt: integer('started_at').notNull(),
  finishedAt: integer('finished_at'),
  read: integer().notNull().default(0),
  accepted: integer().notNull().default(0),
  updated: integer().notNull().default(0),
  unchanged: integer().notNull().default(0),
  rejected: integer().notNull().default(0),
  skipped: integer().notNull().default(0),
});

/** Every row that was not accepted. Digits and addresses that could name a person are masked before they get here. */
export const rejects = sqliteTable(
  'rejects',
  {
    id: integer().primaryKey(),
    load: integer().notNull(),
    line: integer().notNull(),
    field: text().notNull(),
    value: text().notNull(),
    reason: text().notNull(),
  },
  (table) => [index('rejects_load').on(table.load)],
);

/** The cells of the lattice that have ever held a fact: a shape and its members, as JSON in order of DIMENSIONS. */
export const cells = sqliteTable(
  'cells',
  { id: integer().primaryKey(), shape: text().notNull(), member: text().notNull() },
  (table) => [uniqueIndex('cells_member').on(table.shape, table.member)],
);

/**
 * Facts by grain, day and cell, which make up `key` (db/block-key.ts):.
 * Grains under a day keep a whole civil day in one block, one slot a bucket: a year of hours is 365 rows.
 */
export const factBlocks = sqliteTable('fact_blocks', {
  key: integer().primaryKey(),
  block: blob({ mode: 'buffer' }).notNull(),
});

/** The facts of repeat contacts, which settle weeks after a contact; same form as fact_blocks. */
export const linkBlocks = sqliteTable('link_blocks', {
  key: integer().primaryKey(),
  block: blob({ mode: 'buffer' }).notNull(),
});

/** What is hidden beside small figures: JSON of the slots by metric (db/rollup/hidden-blocks.ts). Only ever grows. */
export const hiddenBlocks = sqliteTable('hidden_blocks', {
  key: integer().primaryKey(),
  block: blob({ mode: 'buffer' }).notNull(),
});

/** What is hidden ahead in the week that is open, in the form of hidden_blocks; written anew when a week ends. */
export const hiddenAhead = sqliteTable('hidden_ahead', {
  key: integer().primaryKey(),
  block: blob({ mode: 'buffer' }).notNull(),
});

/** What a stranger knows of the last days of a month that share a week with the next: JSON (db/rollup/stretches.ts). */
export const knownSpans = sqliteTable('known_spans', {
  key: integer().primaryKey(),
  block: blob({ mode: 'buffer' }).notNull(),
});

/** Open cases by age: how many opened on one day were closed on another (`closed_day` null: still open). */
export const caseSpans = sqliteTable(
  'case_spans',
  {
    openedDay: integer('opened_day').notNull(),
    channel: integer().notNull(),
    queue: integer().notNull(),
    closedDay: integer('closed_day').notNull(),
    cases: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.openedDay, table.channel, table.queue, table.closedDay] })],
);

/** What has to be counted again: days (`grain` 2) of facts or links, then the weeks and months that hold them. */
export const dirty = sqliteTable(
  'dirty',
  {
    what: text({ enum: ['facts', 'links', 'hiding'] }).notNull(),
    grain: integer().notNull(),
    day: integer().notNull(),
    /** another number after each marking: a count is only good for the mark it saw */
    marks: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.what, table.grain, table.day] })],
);

/**
 * Keys for pushing records. Only a hash is kept; `scopes` is a comma-separated list of kinds, `sources` one of sources, the
 * first of them meant where a push names none; null: its name. `endsAt`: when a replaced key ends; `revokedAt`: it has ended.
 */
export const keys = sqliteTable(
  'keys',
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    hash: blob({ mode: 'buffer' }).notNull(),
    scopes: text().notNull(),
    sources: text(),
    createdAt: integer('created_at').notNull(),
    endsAt: integer('ends_at'),
    revokedAt: integer('revoked_at'),
    lastUsedAt: integer('last_used_at'),
  },
  (table) => [uniqueIndex('keys_hash').on(table.hash)],
);

/**
 * Every edition: what was published when, of which records, by which rules and why. `mark`: as of which the
 * database is read to answer as then (db/past.ts); `at`: UTC seconds, when it was made; `now`: the moment for which its answers speak; `through`: last civil day of its figures; `rules`: the configuration and
 * the holidays, as JSON, under which they were made; `code`: hash of the programme that made them; `asOf`: the version of
 * the data that its answers name.
 */
export const editions = sqliteTable('editions', {
  id: integer().primaryKey(),
  mark: integer().notNull(),
  at: integer().notNull(),
  now: integer().notNull(),
  through: integer(),
  asOf: text('as_of').notNull(),
  kind: text({ enum: ['scheduled', 'revision', 'correction', 'definition'] }).notNull(),
  reason: text().notNull(),
  rules: blob({ mode: 'buffer' }).notNull(),
  code: text().notNull(),
});

/** The files that were ever published: each with the address whose answer it holds, written in the one usual way. */
export const publishedPaths = sqliteTable(
  'published_paths',
  { id: integer().primaryKey(), path: text().notNull(), address: text().notNull() },
  (table) => [
    uniqueIndex('published_paths_path').on(table.path),
    index('published_paths_address').on(table.address),
  ],
);

/**
 * What a file held from an edition on. `body`: compressed (Zstandard), with the version of edition `base` as its dictionary
 * where that is not null; null where the file was published no more. `sha256`: of the bytes that were published.
 */
export const publishedVersions = sqliteTable(
  'published_versions',
  {
    path: integer().notNull(),
    edition: integer().notNull(),
    bytes: integer().notNull(),
    sha256: blob({ mode: 'buffer' }),
    base: integer(),
    body: blob({ mode: 'buffer' }),
  },
  (table) => [primaryKey({ columns: [table.path, table.edition] })],
);

/** Blocks as they were when an edition was marked, where they changed since; `block` null: there was none (db/past.ts). */
export const pastBlocks = sqliteTable(
  'past_blocks',
  {
    kind: integer().notNull(),
    key: integer().notNull(),
    mark: integer().notNull(),
    block: blob({ mode: 'buffer' }),
  },
  (table) => [primaryKey({ columns: [table.kind, table.key, table.mark] })],
);

/** The same of rows of other tables. `key`: the primary key as a JSON array; `row`: as a JSON object, null: none. */
export const pastRows = sqliteTable(
  'past_rows',
  { name: text().notNull(), key: text().notNull(), mark: integer().notNull(), row: text() },
  (table) => [primaryKey({ columns: [table.name, table.key, table.mark] })],
);

/**
 * The log: what readers can check that nothing was changed. `entry`: its bytes (db/domain/log-entry.ts); `series`: what it
 * goes on with: an entry replaces the one before it in its series. The database refuses to change or remove one.
 */
export const logEntries = sqliteTable(
  'log_entries',
  {
    /** from 0, none left out */
    position: integer().primaryKey(),
    series: text().notNull(),
    entry: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [index('log_entries_series').on(table.series)],
);

/** The files of the log that its entries name, to be written at each publication. `body`: compressed (Zstandard). */
export const logFiles = sqliteTable('log_files', {
  path: text().primaryKey(),
  position: integer().notNull(),
  body: blob({ mode: 'buffer' }).notNull(),
});

/**
 * Each published figure that an edition changed: what it was and what it became, null where a status without a value says
 * why. `cell`: of `cells`; `grain`: its place in GRAINS; `day`: the first of its day, week or month.
 */
export const revisions = sqliteTable(
  'revisions',
  {
    edition: integer().notNull(),
    metric: text().notNull(),
    grain: integer().notNull(),
    cell: integer().notNull(),
    day: integer().notNull(),
    before: real(),
    after: real(),
    statusBefore: text('status_before').notNull(),
    statusAfter: text('status_after').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.metric, table.grain, table.cell, table.day, table.edition] }),
    index('revisions_edition').on(table.edition),
  ],
);

/**
 * When the server was last seen serving, UTC seconds: one row, written each minute (db/serving.ts). No answer is made of it, so
 * that it has no past.
 */
export const serving = sqliteTable('serving', {
  /** always 1 */
  id: integer().primaryKey(),
  at: integer().notNull(),
});

/**
 * When Candour itself was away, UTC seconds: from when it was last seen until it was back, or had last tried to be. The
 * database refuses to make one shorter or to remove it.
 */
export const interruptions = sqliteTable('interruptions', {
  fromAt: integer('from_at').primaryKey(),
  toAt: integer('to_at').notNull(),
});
