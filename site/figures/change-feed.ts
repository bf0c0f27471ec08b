/**
 * The log of changes as Atom 1.0 (RFC 4287) and JSON Feed 1.1, of everything or of one metric. Owns ids and dates, which come
 * from what was published and never from a clock, so that the same log gives the same bytes.
 */
import { generateAtomFeed, generateJsonFeed } from 'feedsmith';
import type { Change, ChangesAnswer } from '../../api/contract/changes.ts';
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { registryIn } from '../words/method.ts';
import { kindOf, loggedChange, readChanges } from './change-log.ts';

export const FEED_FORMS = ['atom', 'json'] as const;
export type FeedForm = (typeof FEED_FORMS)[number];
export const FEED_TYPES: Readonly<Record<FeedForm, string>> = {
  atom: 'application/atom+xml',
  json: 'application/feed+json',
};

/** So many entries, the newest; the whole log stands on the page. */
const MOST_ENTRIES = 100;
/** Where nobody said at which address the site is read: a name that nobody can have (RFC 6761). */
const NO_HOST = 'candour.invalid';
/** Nothing was published yet. */
const NO_DAY = '1970-01-01';

export interface ChangeFeed {
  title: string;
  /** where the feed and the page it is of stand, written without a language */
  path: string;
  page: string;
}

/** `metric` null: of everything. */
export function feedAddress(metric: string | null, form: FeedForm): string {
  return `/changes/${metric ?? 'feed'}.${form}`;
}

/** Names of the feeds there are in one language: `feed`, and one for each metric. */
export function feedNames(read: Read, say: Say): string[] {
  return readChanges(read) === null ? [] : ['feed', ...registryIn(say, read).metrics.map(({ id }) => id)];
}

/** How a feed is called; `metric` null: of everything. */
export function feedTitle(read: Read, say: Say, metric: string | null): string {
  const organisation = read<OrganisationAnswer>('organisation')?.name ?? '';
  if (metric === null) return say.changes.log.feedTitle(organisation);
  const label = registryIn(say, read).metrics.find(({ id }) => id === metric)?.label ?? metric;
  return say.changes.log.feedTitleOf(label, organisation);
}

interface Place {
  read: Read;
  say: Say;
  /** an address in the language of the feed */
  link: (path: string) => string;
}

/** The bytes of a feed; null where there is no log. */
export function changeFeed({ read, say, link }: Place, name: string, form: FeedForm): string | null {
  const answer = readChanges(read);
  const organisation = read<OrganisationAnswer>('organisation');
  if (answer === null || organisation === null) return null;
  const metric = name === 'feed' ? null : name;
  const origin = organisation.siteAddress ?? '';
  const tag = `tag:${URL.parse(origin)?.hostname ?? NO_HOST},${answer.since ?? NO_DAY}:changes`;
  const at = (path: string) => `${origin}${link(path)}`;
  const changes = answer.changes.filter(
    ({ affects }) => metric === null || affects.some((one) => one.metric === metric),
  );
  const entries = changes
    .map((change) => entryOf(read, say, change, at))
    .toSorted((one, other) => other.updated.getTime() - one.updated.getTime())
    .slice(0, MOST_ENTRIES);
  const title = feedTitle(read, say, metric);
  const page = at(metric === null ? '/changes/' : `/methods/${metric}/`);
  const self = at(feedAddress(metric, form));
  const updated = entries[0]?.updated ?? firstDay(answer);
  if (form === 'json') {
    return JSON.stringify(
      generateJsonFeed({
        title,
        home_page_url: page,
        feed_url: self,
        language: say.language,
        authors: [{ name: organisation.name }],
        items: entries.map((entry) => ({
          id: `${tag}:${entry.id}`,
          url: entry.url,
          title: entry.title,
          content_text: entry.text,
          date_published: entry.updated,
          tags: entry.terms,
        })),
      }),
    );
  }
  return generateAtomFeed({
    xml: { lang: say.language },
    id: `${tag}:${say.language}:${name}`,
    title: { value: title },
    updated,
    authors: [{ name: organisation.name }],
    links: [
      { href: self, rel: 'self', type: FEED_TYPES.atom },
      { href: page, rel: 'alternate', type: 'text/html' },
    ],
    entries: entries.map((entry) => ({
      id: `${tag}:${entry.id}`,
      title: { value: entry.title },
      updated: entry.updated,
      published: entry.updated,
      links: [{ href: entry.url, rel: 'alternate', type: 'text/html' }],
      content: { type: 'text', value: entry.text },
      categories: entry.terms.map((term) => ({ term })),
    })),
  });
}

interface Entry {
  id: string;
  url: string;
  title: string;
  text: string;
  updated: Date;
  /** its kind and the ids of the metrics that it touches */
  terms: string[];
}

function entryOf(read: Read, say: Say, change: Change, at: (path: string) => string): Entry {
  const { said, quoted, decided, more, touched } = loggedChange(read, say, change);
  const kind = kindOf(say, change);
  const labels = [...new Set(touched.map(({ label }) => label))];
  return {
    id: change.id,
    url: `${at('/changes/')}#${change.id}`,
    title: titleOf(say, change, kind, labels),
    text: [said, quoted, decided?.sentence ?? null, ...more].filter((part) => part !== null).join(' '),
    updated: new Date(change.toldAt ?? `${change.date}T00:00:00Z`),
    terms: [change.kind, ...new Set(change.affects.map(({ metric }) => metric))],
  };
}

/** Targets and causes are known by the operator's words, all else by the figure, where it is one. */
function titleOf(say: Say, change: Change, kind: string, labels: readonly string[]): string {
  const isNamed = (change.kind === 'target' || change.kind === 'mapping') && change.words !== null;
  const name = isNamed ? change.words : labels.length === 1 ? labels[0]! : null;
  return name === null ? kind : say.labelled(kind, name);
}

function firstDay({ since }: ChangesAnswer): Date {
  return new Date(`${since ?? NO_DAY}T00:00:00Z`);
}
