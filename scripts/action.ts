/**
 * `npm run action`: registers an action before it starts, corrects it, says when it started and ended, lists them all.
 * Owns its words and options; how an action is stored is action-store.ts's. Needs no running server.
 * Exit 0 all well, 1 not possible, 2 wrong usage.
 */
import process from 'node:process';
import { Command, CommanderError } from 'commander';
import type { ActionAnswer } from '../api/contract/actions.ts';
import { makeClock, readEnvironment } from '../api/env.ts';
import { actionsFeed } from '../api/feeds/actions.ts';
import { stageOfStatus } from '../db/domain/action-stage.ts';
import { termChanges } from '../db/domain/action-terms.ts';
import { periodEnd } from '../db/domain/bucket.ts';
import type { ActionRecord } from '../db/domain/contact.ts';
import { formatUtc } from '../db/domain/instant.ts';
import { nearestName } from '../db/domain/nearest-name.ts';
import { formatDay } from '../db/domain/zone.ts';
import { actionRow } from '../db/ingest/action-row.ts';
import { instantOrDay, Problem } from '../db/ingest/field.ts';
import { openForWriting, type WriteHandle } from '../db/open.ts';
import { readActions, readActionVersions } from '../db/queries/actions.ts';
import { claimFor, type Surroundings, store, tell } from './action-store.ts';
import { cellsOf, type TermOptions, withTermOptions } from './action-terms.ts';
import { EXIT, runCommand, UsageError } from './command.ts';
import { type Organisation, openOrganisation } from './organisation.ts';

type Deed = (surroundings: Surroundings) => void;

async function main(): Promise<number> {
  let deed: Deed | null = null;
  const command = new Command('npm run action --')
    .description('registers what is done about a cause, and what it should change')
    .exitOverride()
    .showHelpAfterError();
  withTermOptions(
    command
      .command('add <id>')
      .description('register an action, before it starts; by what is said here it is judged'),
  ).action((id: string, options: TermOptions) => {
    deed = (surroundings) => add(surroundings, id, options);
  });
  withTermOptions(
    command
      .command('change <id>')
      .description(
        'correct an action; what is left out stays, "" takes a term away; once it has started the change is shown, and it is judged by what was said before',
      ),
  ).action((id: string, options: TermOptions) => {
    deed = (surroundings) => correct(surroundings, id, options);
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
    .command('withdraw <id>')
    .description('take back an action that has not started; it stays listed as withdrawn')
    .action((id: string) => {
      deed = (surroundings) => changeOne(surroundings, id, undefined, withdrawn);
    });
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

function add(surroundings: Surroundings, id: string, options: TermOptions): void {
  const { organisation, nowSeconds, say } = surroundings;
  claimFor(surroundings);
  if (readActions(surroundings.db).some((one) => one.id === id)) {
    throw new UsageError(
      `ID: there is an action "${id}" already; expected a new id. Say that it started or ended with start and finish, correct it with change: take it back before it starts with withdraw: every form of it is kept and shown`,
      EXIT.nothing,
    );
  }
  const monday = formatDay(periodEnd('week', organisation.zone.dayOf(nowSeconds)));
  const cells = {
    id,
    registered_at: formatUtc(nowSeconds),
    starts_at: monday,
    ...cellsOf(options),
  };
  const receipt = store(surroundings, cells);
  if (options.starts === undefined) {
    say(`it is planned for Monday, ${monday}; "npm run action -- start ${id}" says when it really started`);
  }
  tell(surroundings, id, receipt);
}

function correct(surroundings: Surroundings, id: string, options: TermOptions): void {
  const { db, say } = surroundings;
  claimFor(surroundings);
  const given = cellsOf(options);
  if (Object.keys(given).length === 0) {
    throw new UsageError('nothing to change was named; expected one of the options that "add" has');
  }
  const receipt = store(surroundings, { ...actionRow(knownAction(db, id)), ...given });
  tell(surroundings, id, receipt);
  const versions = readActionVersions(db).get(id) ?? [];
  const changes = termChanges(versions).filter(({ version }) => version === versions.length - 1);
  if (receipt.updated === 0 || changes.length === 0) return;
  say(
    changes.some(({ isAfterStart }) => isAfterStart)
      ? 'note: it had started, so the change is shown and it is judged by what was said before; what is to be judged otherwise needs an action of its own ("finish" this one, "add" another)'
      : 'it had not started, so it is judged by what it says now; what it said before is shown',
  );
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

/** What has begun cannot be as if it had not. */
function withdrawn(record: ActionRecord, at: number): ActionRecord {
  if (record.endedAt !== null || at >= record.startsAt) {
    const [what, how] =
      record.endedAt === null ? ['started', 'say that it ended with finish'] : ['ended', 'it stays as it is'];
    throw new UsageError(
      `ID: the action "${record.id}" has ${what}; expected one that is planned: ${how}`,
      EXIT.nothing,
    );
  }
  return { ...record, endedAt: at, status: 'withdrawn' };
}

function changeOne(
  surroundings: Surroundings,
  id: string,
  at: string | undefined,
  change: (record: ActionRecord, at: number) => ActionRecord,
): void {
  const { organisation, nowSeconds, db } = surroundings;
  claimFor(surroundings);
  const moment = at === undefined ? nowSeconds : momentOf(organisation, at);
  const row = actionRow(change(knownAction(db, id), moment));
  tell(surroundings, id, store(surroundings, row));
}

function knownAction(db: WriteHandle, id: string): ActionRecord {
  const known = readActions(db);
  const record = known.find((one) => one.id === id);
  if (record === undefined) throw new UsageError(unknown(id, known), EXIT.nothing);
  return record;
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
        `${action.verdict}${because(action.reasons)}`,
        `starts ${action.startsAt}`,
        `${action.metric} ${action.direction}`,
      ].join('\t'),
    );
  }
}

/** Why it is no firmer, where the verdict does not say that itself. */
function because(reasons: ActionAnswer['reasons']): string {
  const told = reasons.filter((reason) => reason !== 'not_yet' && reason !== 'registered_late');
  if (told.length === 0) return '';
  const words = told.map((one) =>
    one === 'ended' ? 'ended before it could be judged' : one.replaceAll('_', ' '),
  );
  return ` (${words.join(', ')})`;
}

function momentOf({ zone }: Organisation, text: string): number {
  const moment = instantOrDay(zone.startOfDay).parse(text.trim());
  if (!(moment instanceof Problem)) return moment;
  throw new UsageError(`--at: found "${text}": ${moment.reason}`);
}

await runCommand(main);
