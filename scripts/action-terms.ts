/**
 * What was typed of an action: every option that says one of its terms, and everything that is wrong with what they hold.
 * Owns the options and how a fault is told; refuses to store anything.
 */
import type { Command } from 'commander';
import { expectedMetric } from '../db/domain/metric.ts';
import { faultsOfNames, type Named } from '../db/ingest/action-names.ts';
import { actions } from '../db/ingest/adapters/actions.ts';
import { Problem } from '../db/ingest/field.ts';
import { readRecordObjects } from '../db/ingest/read.ts';
import type { ReadHandle } from '../db/open.ts';
import type { Organisation } from './organisation.ts';

/** Under the names of the columns of a file. */
export type ActionCells = Readonly<Record<string, string | undefined>>;

export interface TermOptions {
  title?: string;
  metric?: string;
  direction?: string;
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

/** The option that gives each column of an action; the id stands by itself. */
const OPTION_OF: Readonly<Record<string, string>> = {
  id: 'ID',
  title: '--title',
  summary: '--summary',
  owner_role: '--owner',
  causes: '--causes',
  category: '--category',
  channel: '--channel',
  starts_at: '--starts',
  rollout_ends_at: '--rollout-ends',
  metric: '--metric',
  direction: '--direction',
  expected_effect: '--expected',
  worthwhile_effect: '--worthwhile',
  impact_model: '--model',
  control: '--control',
  window_weeks: '--window',
  ended_at: '--at',
};

/** What each that has to be said is; a list of them all is a page of its own. */
const NEEDED: Readonly<Record<string, string>> = {
  title: 'what it is called in public',
  metric: expectedMetric('offered'),
  direction: 'down or up',
};

export function withTermOptions(command: Command): Command {
  return command
    .option('--title <words>', 'what it is called in public (needed)')
    .option('--metric <id>', 'the metric it should change, for example offered (needed)')
    .option('--direction <way>', 'down or up (needed)')
    .option('--causes <keys>', 'the causes it is about, with commas between; a parent is all its causes')
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
    .option('--idea', 'customers had proposed it');
}

/** Only what was said. */
export function cellsOf(options: TermOptions): ActionCells {
  const given: ActionCells = {
    title: options.title,
    summary: options.summary,
    owner_role: options.owner,
    causes: options.causes?.split(',').join(';'),
    category: options.category,
    channel: options.channel,
    starts_at: options.starts,
    rollout_ends_at: options.rolloutEnds,
    metric: options.metric,
    direction: options.direction,
    expected_effect: options.expected,
    worthwhile_effect: options.worthwhile,
    impact_model: options.model,
    control: options.control,
    window_weeks: options.window,
    from_idea: options.idea === true ? 'true' : undefined,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Everything that is wrong, a line each with its option, what it holds and what was expected; empty: it can be stored. */
export function faultsOf(
  db: ReadHandle,
  { zone, configured }: Pick<Organisation, 'zone' | 'configured'>,
  cells: ActionCells,
): string[] {
  const faults = Object.entries(NEEDED).flatMap(([name, expected]) =>
    (cells[name] ?? '').trim() === '' ? [`${OPTION_OF[name]}: it is missing; expected ${expected}`] : [],
  );
  const fields = actions.fields(zone);
  const parsed: Record<string, unknown> = {};
  for (const [name, text = ''] of Object.entries(cells)) {
    if (text.trim() === '') continue;
    parsed[name] = fields[name]!.type.parse(text.trim());
    if (!(parsed[name] instanceof Problem)) continue;
    faults.push(tell(name, parsed[name].value ?? text, parsed[name].reason));
    parsed[name] = null;
  }
  const { id, causes, control, category, channel } = parsed as Partial<Named>;
  const named = { causes: causes ?? [], control: control ?? null, category: category ?? null };
  for (const one of faultsOfNames(db, configured.causes, {
    id: id ?? '',
    ...named,
    channel: channel ?? null,
  }))
    faults.push(tell(one.field, one.value, one.reason));
  if (faults.length > 0) return faults;
  // Each by itself is right: what is left is about two of them.
  return [...readRecordObjects([cells], { kind: 'actions', zone })].flatMap(({ rejects }) =>
    rejects.map(({ field, value, reason }) => tell(field, value, reason)),
  );
}

function tell(name: string, value: string, reason: string): string {
  return `${OPTION_OF[name] ?? name}: found ${JSON.stringify(value)}: ${reason}`;
}
