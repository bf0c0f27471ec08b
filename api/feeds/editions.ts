/**
 * `editions` and `editions/{id}`: what was published when, and what each edition changed. Owns how an edition is said;
 * every figure in it was published by an edition, and passed disclosure control for it.
 */
import { findMetric } from '../../db/domain/metric.ts';
import { formatDay } from '../../db/domain/zone.ts';
import { countFiles, type Edition, readEditions, readFiles } from '../../db/editions.ts';
import { countRevisions, readRevisions, revisionSizes } from '../../db/revisions.ts';
import type { EditionAnswer, EditionsAnswer } from '../contract/editions.ts';
import { type FeedContext, type FeedResult, versionOf } from './context.ts';

export function editionsFeed(context: FeedContext): EditionsAnswer {
  const { db } = context;
  const editions = knownEditions(context);
  const [files, figures] = [countFiles(db), countRevisions(db)];
  const last = editions.at(-1);
  return {
    ...versionOf(context),
    // It changes with the next edition, and not with the next record.
    ...(last !== undefined && { asOf: last.asOf }),
    editions: editions.map((edition) => said(context, edition, files, figures)).reverse(),
    sizes: revisionSizes(db, last?.id ?? 0).map((size) => ({
      ...size,
      unit: unitOf(size.metric),
    })),
  };
}

export function editionFeed(context: FeedContext, id: string): FeedResult<EditionAnswer> {
  const { db } = context;
  const editions = knownEditions(context);
  const edition = editions.find((one) => String(one.id) === id);
  if (edition === undefined) {
    const last = editions.at(-1);
    const known = last === undefined ? 'nothing was published yet' : `they are numbered from 1 to ${last.id}`;
    return {
      ok: false,
      status: 404,
      title: 'no such edition',
      detail: `there is no edition ${id}; ${known}`,
    };
  }
  return {
    ok: true,
    answer: {
      ...versionOf(context),
      edition: said(context, edition, countFiles(db), countRevisions(db)),
      before: edition.id === 1 ? null : edition.id - 1,
      after: edition.id === editions.length ? null : edition.id + 1,
      revisions: readRevisions(db, edition.id).map(({ metric, grain, member, day, before, after }) => ({
        ...{ metric, unit: unitOf(metric), grain },
        channel: member.channel ?? null,
        category: member.category ?? null,
        start: formatDay(day),
        ...{ before, after },
        change: before.value === null || after.value === null ? null : after.value - before.value,
      })),
      files: readFiles(db, edition.id).map(({ sha256, ...file }) => ({
        ...file,
        sha256: sha256?.toString('hex') ?? null,
      })),
    },
  };
}

/** As of an edition those after it are not known. */
export function knownEditions({ db, edition }: FeedContext): Edition[] {
  const all = readEditions(db);
  return edition === undefined ? all : all.filter(({ id }) => id <= edition);
}

function said(
  { zone }: FeedContext,
  { id, at, through, asOf, kind, reason }: Edition,
  files: ReadonlyMap<number, number>,
  figures: ReadonlyMap<number, number>,
): EditionsAnswer['editions'][number] {
  return {
    id,
    publishedAt: zone.formatInstant(at),
    through: through === null ? null : formatDay(through),
    version: asOf,
    kind,
    reason: reason === '' ? null : reason,
    files: files.get(id) ?? 0,
    figures: figures.get(id) ?? 0,
  };
}

function unitOf(metric: string): string {
  return findMetric(metric)?.unit ?? 'count';
}
