/**
 * What is set down in the log beside editions: each form of an action that reached us, and the targets whenever they are
 * others. Owns what of them is written and when; refuses to tell of an action that is not published yet.
 */
import type { Configuration } from '../db/configuration.ts';
import { canonicalJson, type JsonValue } from '../db/domain/canonical-json.ts';
import type { ActionRecord } from '../db/domain/contact.ts';
import { formatUtc } from '../db/domain/instant.ts';
import { PUBLISHED_FOLDER } from '../db/domain/published-folder.ts';
import { slugOf } from '../db/domain/slug.ts';
import type { Target } from '../db/domain/target.ts';
import { type CivilDay, formatDay } from '../db/domain/zone.ts';
import { codeOf } from '../db/edition-entry.ts';
import { appendRegistration, countSeries, lastRegistration, type NewEntry } from '../db/log-entries.ts';
import type { ReadHandle, WriteHandle } from '../db/open.ts';
import { readActionVersions } from '../db/queries/actions.ts';
import type { WrittenFile } from './revisions.ts';

interface Registration {
  /** the civil day on which it is set down */
  today: CivilDay;
  code: string;
}

const TIMES = [
  'registeredAt',
  'startsAt',
  'rolloutEndsAt',
  'endedAt',
] as const satisfies (keyof ActionRecord)[];

/** Sets down what is not in the log yet, before the edition that tells of it. `past`: what that edition is made of. */
export function logRegistrations(
  db: WriteHandle,
  past: ReadHandle,
  { targets }: Pick<Configuration, 'targets'>,
  published: readonly WrittenFile[],
  { today, code }: Registration,
): void {
  const about = { reportDate: formatDay(today), codeCommit: codeOf(code) };
  logTargets(db, targets, about);
  const paths = new Set(published.map(({ path }) => path));
  for (const [id, versions] of readActionVersions(past)) {
    if (!paths.has(`${PUBLISHED_FOLDER}/actions/${slugOf(id)}.json`)) continue;
    const series = `action ${id}` as const;
    for (let version = countSeries(db, series) + 1; version <= versions.length; version++) {
      const { recordedAt, record } = versions[version - 1]!;
      const reason = version === 1 ? 'an action was registered' : 'an action was told anew';
      const times = Object.fromEntries(TIMES.map((name) => [name, instant(record[name])]));
      appendRegistration(
        db,
        series,
        { ...about, kind: 'action-preregistration', reason },
        {
          schema: 'candour/action@1',
          version,
          receivedAt: instant(recordedAt),
          ...plain({ ...record, ...times }),
        },
      );
    }
  }
}

function logTargets(
  db: WriteHandle,
  targets: readonly Target[],
  about: Pick<NewEntry, 'reportDate' | 'codeCommit'>,
): void {
  const written = targets.map((target) =>
    plain({ ...target, from: formatDay(target.from), to: target.to === null ? null : formatDay(target.to) }),
  );
  const content: JsonValue = { schema: 'candour/targets@1', targets: written };
  const body = Buffer.from(canonicalJson(content));
  const before = lastRegistration(db, 'targets');
  if (before === null ? targets.length === 0 : before.equals(body)) return;
  // Both from their one spelling, so that they can be compared as texts.
  const [known, now] = [before, body].map((text) =>
    text === null ? [] : (JSON.parse(text.toString()) as { targets: { id: string }[] }).targets,
  ) as [{ id: string }[], { id: string }[]];
  const reason = reasonOf(known, now);
  appendRegistration(db, 'targets', { ...about, kind: 'target-change', reason }, content);
}

/** Which targets are new, other than before, or gone. */
function reasonOf(before: readonly { id: string }[], after: readonly { id: string }[]): string {
  const textOf = (all: readonly { id: string }[], id: string) =>
    JSON.stringify(all.find((one) => one.id === id));
  const parts = {
    added: after.filter(({ id }) => textOf(before, id) === undefined),
    changed: after.filter(({ id }) => ![undefined, textOf(after, id)].includes(textOf(before, id))),
    removed: before.filter(({ id }) => textOf(after, id) === undefined),
  };
  const words = Object.entries(parts)
    .filter(([, some]) => some.length > 0)
    .map(([what, some]) => `targets ${what}: ${some.map(({ id }) => id).join(', ')}`);
  return words.length === 0
    ? 'the targets stand in another order'
    : words.join('; ').slice(0, 1500).toWellFormed();
}

function instant(utcSeconds: number | null): string | null {
  return utcSeconds === null ? null : formatUtc(utcSeconds);
}

/** As JSON with one spelling: without what is not there, and without half characters. */
function plain(record: object): Record<string, JsonValue> {
  return JSON.parse(JSON.stringify(record), (_, value) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  ) as Record<string, JsonValue>;
}
