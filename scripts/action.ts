/**
 * `npm run action`: registers an action before it starts, says when it started and ended, lists them all.
 * Owns its words and options; how an action is stored is action-store.ts's. Needs no running server.
 * Exit 0 all well, 1 not possible, 2 wrong usage.
 */
import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { makeClock, readEnvironment } from '../api/env.ts';
import { actionsFeed } from '../api/feeds/actions.ts';
import { stageOfStatus } from '../db/domain/action-stage.ts';
import { periodEnd } from '../db/domain/bucket.ts';
import type { ActionRecord } from '../db/domain/contact.ts';
import { nearestName } from '../db/domain/nearest-name.ts';
import { type CivilDay, formatDay, parseDay, parseInstant } from '../db/domain/zone.ts';
import { actionRow } from '../db/ingest/action-row.ts';
import { openForWriting } from '../db/open.ts';
import { readActions } from '../db/queries/actions.ts';
import { claimFor, type Surroundings, store, tell } from './action-store.ts';
import { EXIT, runCommand, UsageError } from './command.ts';
import { type Organisation, openOrganisation } from './organisation.ts';

type Deed = (surroundings: Surroundings) => void;

interface AddOptions {
  title: string;
  metric: string;
  direction: string;
  summary?: string;
  owner?: string;
  causes?: string;
  category?: string;
  channel?: string;
  expected?: string;
  worthwhile?: string;
  model?: string;
  control?: string;
  window?: string;
  starts?: string;
  rolloutEnds?: string;
  idea?: boolean;
}

async function main(): Promise<number> {
  let deed: Deed | null = null;
  const command = new Command('npm run action --')
    .description('registers what is done about a cause, and what it should change')
    .exitOverride()
    .showHelpAfterError();
  command
    .command('add <id>')
    .description('register an action, before it starts; by what is said here it is judged')
    .requiredOption('--title <words>', 'what it is called in public')
    .requiredOption('--metric <id>', 'the metric it should change, for example offered')
    .requiredOption('--direction <way>', 'down or up')
    .option('--causes <keys>', 'the causes it is about, with commas between')
    .option('--category <category>', 'the reason it is about')
    .option('--channel <channel>', 'the channel it is about (default: every one)')
    .option('--expected <share>', 'by how much it should change: 0.2 is a fifth')
    .option('--worthwhile <share>', 'the least change that would be worth it')
    .option('--model <model>', 'how it should show: step (default), slope or temporary')
    .option('--control <key>', 'a cause, category or channel that it should leave as it is')
    .option('--window <weeks>', 'the last look: after 4, 13 or 26 (default) weeks')
    .option('--starts <date>', 'when it starts: a date, or a time with its offset (default: next Monday)')
    .option('--rollout-ends <date>', 'when it is there for everybody (default: at once)')
    .option('--owner <role>', 'who answers for it: a role, never a person')
    .option('--summary <words>', 'what is done, in public words')
    .option('--idea', 'customers had proposed it')
    .action((id: string, options: AddOptions) => {
      deed = (surroundings) => add(surroundings, id, options);
    });
  for (const [name, description, change] of [
    ['start', 'say when it started', started],
    ['finish', 'say when it ended', finished],
  ] as const) {
    command
      .command(`${name} <id>`)
      .description(description)
      .option('--at <date>', 'a date, or a time with its offset (default: now)')
      .action((id: string, options: { at?: string }) => {
        deed = (surroundings) => changeOne(surroundings, id, options.at, change);
      });
  }
  command
    .command('list')
    .description('list every action with its stage and what came of it')
    .option('--json', 'as one line of JSON: the answer of /api/v1/actions')
    .action((options: { json?: boolean }) => {
      deed = (surroundings) => list(surroundings, options.json === true);
    });
  try {
    command.parse();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.well : EXIT.usage;
    throw error;
  }
  if (deed === null) return EXIT.usage;
  await perform(deed);
  return EXIT.well;
}

async function perform(deed: Deed): Promise<void> {
  const environment = readEnvironment(process.env);
  if (!environment.ok) throw new UsageError(environment.problems.join('\n'));
  const { databasePath, configPath, now } = environment.environment;
  const nowSeconds = makeClock(now)();
  const db = openForWriting(databasePath);
  try {
    const organisation = await openOrganisation(db, configPath, nowSeconds);
    const say = (line: string) => void process.stdout.write(`${line}\n`);
    deed({ db, organisation, nowSeconds, say });
  } finally {
    db.close();
  }
}

function add(surroundings: Surroundings, id: string, options: AddOptions): void {
  const { organisation, nowSeconds, say } = surroundings;
  claimFor(surroundings);
  const before = readActions(surroundings.db);
  if (before.some((one) => one.id === id)) {
    throw new UsageError(
      `ID: there is an action "${id}" already; expected a new id. Say that it started or ended with start and finish; another change of it comes by file (npm run ingest -- --as actions FILE), and is shown as one`,
      EXIT.nothing,
    );
  }
  const { zone } = organisation;
  const today = zone.dayOf(nowSeconds);
  const starts = options.starts ?? formatDay(periodEnd('week', today));
  const given: Record<string, string | undefined> = {
    id,
    title: options.title,
    summary: options.summary,
    owner_role: options.owner,
    causes: options.causes?.split(',').join(';'),
    category: options.category,
    channel: options.channel,
    registered_at: instantText(nowSeconds),
    starts_at: withTime(organisation, starts),
    rollout_ends_at:
      options.rolloutEnds === undefined ? undefined : withTime(organisation, options.rolloutEnds),
    metric: options.metric,
    direction: options.direction,
    expected_effect: options.expected,
    worthwhile_effect: options.worthwhile,
    impact_model: options.model,
    control: options.control,
    window_weeks: options.window,
    from_idea: options.idea === true ? 'true' : undefined,
  };
  const receipt = store(surroundings, given);
  if (options.starts === undefined) {
    say(`it is planned for Monday, ${starts}; "npm run action -- start ${id}" says when it really started`);
  }
  tell(surroundings, id, receipt);
}

/** A planned state is over when it starts, and one of a running action when it ends. */
function started(record: ActionRecord, at: number): ActionRecord {
  const isPlanned = record.status !== null && stageOfStatus(record.status) === 'planned';
  return { ...record, startsAt: at, status: isPlanned ? 'started' : record.status };
}

function finished(record: ActionRecord, at: number): ActionRecord {
  const isOver = record.status === null || stageOfStatus(record.status) === 'ended';
  return { ...record, endedAt: at, status: isOver ? record.status : 'finished' };
}

function changeOne(
  surroundings: Surroundings,
  id: string,
  at: string | undefined,
  change: (record: ActionRecord, at: number) => ActionRecord,
): void {
  const { organisation, nowSeconds, db } = surroundings;
  claimFor(surroundings);
  const known = readActions(db);
  const record = known.find((one) => one.id === id);
  if (record === undefined) throw new UsageError(unknown(id, known), EXIT.nothing);
  const moment = at === undefined ? nowSeconds : momentOf(organisation, at);
  tell(surroundings, id, store(surroundings, actionRow(change(record, moment))));
}

function unknown(id: string, known: readonly ActionRecord[]): string {
  const ids = known.map((one) => one.id);
  if (ids.length === 0)
    return `ID: there is no action "${id}", and no other; expected one made by "npm run action -- add"`;
  const nearest = nearestName(id, ids);
  const hint =
    nearest === null ? `expected one of ${ids.slice(0, 20).join(', ')}` : `did you mean ${nearest}?`;
  return `ID: there is no action "${id}"; ${hint}`;
}

function list({ db, organisation, nowSeconds, say }: Surroundings, isJson: boolean): void {
  const { configuration, zone, calendar } = organisation;
  const answer = actionsFeed({ db, configuration, zone, calendar, nowSeconds }, { toDay: null });
  if (isJson) {
    say(JSON.stringify(answer));
    return;
  }
  if (answer.actions.length === 0) say('there are no actions; "npm run action -- add ID …" registers one');
  for (const action of answer.actions) {
    say(
      [
        action.id,
        action.stage,
        action.verdict,
        `starts ${action.startsAt}`,
        `${action.metric} ${action.direction}`,
      ].join('\t'),
    );
  }
}

/** A date stands for the start of that day at the organisation's place; anything else is left to the adapter. */
function withTime({ zone }: Organisation, text: string): string {
  const day = parseDay(text);
  return day === null ? text : instantText(zone.startOfDay(day));
}

function momentOf({ zone }: Organisation, text: string): number {
  const day: CivilDay | null = parseDay(text);
  if (day !== null) return zone.startOfDay(day);
  const parsed = parseInstant(text);
  if (parsed.ok) return parsed.utcSeconds;
  throw new UsageError(
    `--at: found "${text}"; expected a date, for example 2026-02-28, or a time with its offset`,
  );
}

function instantText(utcSeconds: number): string {
  return new Date(utcSeconds * 1000).toISOString().replace('.000Z', 'Z');
}

await runCommand(main);
