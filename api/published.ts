/**
 * THE manifest: every file that is published, and the address whose answer it holds, byte for byte.
 * Owns paths, and what is left out when figures are published up to an earlier day than the records reach; refuses
 * to hold an answer of its own.
 *
 * Not published as files: quarter-hours, and hours but those of the last day; any stretch is a question to the API.
 */
import { type Grain, lastEnded, periodEnd, periodStart, periodsBetween } from '../db/domain/bucket.ts';
import { CATEGORIES } from '../db/domain/contact.ts';
import { OPENING_VIEW } from '../db/domain/history-window.ts';
import { UNSTATED } from '../db/domain/lattice.ts';
import { METRICS } from '../db/domain/metric.ts';
import { outlookFolder } from '../db/domain/outlook-folder.ts';
import { PUBLISHED_FOLDER } from '../db/domain/published-folder.ts';
import { formatPeriodId, periodsOver, REPORT_GRAINS } from '../db/domain/report-period.ts';
import { type CivilDay, formatDay, parseDay } from '../db/domain/zone.ts';
import type { ActionAnswer } from './contract/actions.ts';
import { BREAKDOWNS, type BreakdownDimension } from './contract/breakdown.ts';
import type { OrganisationAnswer } from './contract/organisation.ts';
import { COMPARISONS } from './contract/series.ts';
import { isFiner } from './feeds/series.ts';
import { API } from './routes/resource.ts';

export interface PublishedFile {
  /** below the site's root, without a leading slash */
  path: string;
  /** the address whose answer the file holds */
  address: string;
}

/** What was published when, and whether in time: written when an edition is set down, which cannot name a file that tells of it. */
export const EDITION_LIST: readonly PublishedFile[] = [
  ...bothForms('editions', 'editions', {}),
  ...bothForms('changes', 'changes', {}),
  ...bothForms('releases', 'releases', {}),
];
/** The manifest itself, as a file; the one that no address answers. */
export const MANIFEST_PATH = `${PUBLISHED_FOLDER}/published.json`;

const SERIES_GRAINS = ['day', 'week', 'month'] as const satisfies readonly Grain[];
const PROFILED = ['offered', 'answered_within_120s', 'wait_p50', 'wait_p90', 'abandonment_rate'] as const;
const PROFILE_WEEKS = 8;
const WEEKS_BEFORE_ACTION = 26;
/** The hours of the last published day, which the first page shows beside an ordinary one. */
const LATEST_HOURS = 'series/hour/latest/offered';
const BROKEN_DOWN: readonly { metric: string; by: readonly BreakdownDimension[] }[] = [
  { metric: 'offered', by: BREAKDOWNS.filter((dimension) => dimension !== 'region') },
  { metric: 'complaints', by: ['cause'] },
];
/** Each with its own answer: two years and the month before them. */
const COMPLAINT_MONTHS = 25;
/** What is said of the coming days, and how good that was. */
const OUTLOOKS = ['best-times', 'forecast', 'track-record'] as const;
/** Why people got in touch, also where that is not known. */
const REASONS = [...CATEGORIES, UNSTATED.category] as const;

/** The last day of which figures are published: yesterday or the last day of records, or `asked` if that is earlier. */
export function publishedThrough(
  { records }: OrganisationAnswer,
  today: CivilDay,
  asked: CivilDay | null = null,
): CivilDay | null {
  const lastDay = records === null ? null : parseDay(records.to);
  return lastDay === null ? null : Math.min(lastDay, today - 1, asked ?? today - 1);
}

/**
 * Every published file for records such as these, in a fixed order; `throughDay` null: there are no records.
 * `actions`: all that are on record; those registered after `throughDay` are left out where that is an earlier day.
 */
export function publishedFiles(
  organisation: OrganisationAnswer,
  today: CivilDay,
  throughDay: CivilDay | null,
  actions: readonly ActionAnswer[] = [],
): PublishedFile[] {
  const files = [
    ...bothForms('organisation', 'organisation', {}),
    ...bothForms('metrics', 'metrics', {}),
    { path: `${PUBLISHED_FOLDER}/openapi.json`, address: `${API}/openapi.json` },
  ];
  const { channels, lines, records } = organisation;
  // Published up to an earlier day than could be, it tells nothing of what happened since.
  const usual = publishedThrough(organisation, today);
  const known = throughDay === null || throughDay === usual ? undefined : formatDay(throughDay);
  files.push(
    ...bothForms('events', 'events', { to: known }),
    ...bothForms('actions', 'actions', { to: known }),
    ...bothForms('promises', 'promises', { to: known }),
    ...bothForms('value', 'value', { to: known }),
  );
  const knownActions = actions.filter(
    ({ registeredAt }) => known === undefined || registeredAt.slice(0, known.length) <= known,
  );
  for (const { slug } of knownActions) {
    files.push(...bothForms(`actions/${slug}`, `actions/${slug}`, { to: known }));
    files.push(...bothForms(`actions/${slug}/impact`, `actions/${slug}/impact`, { to: known }));
  }
  if (throughDay === null || records === null) return files;
  const firstDay = parseDay(records.from) ?? throughDay;
  const lastDay = parseDay(records.to) ?? throughDay;
  if (throughDay < firstDay) return files;
  const parts = channels.length > 1 ? [null, ...channels] : [null];
  const isCut = lastDay > throughDay;

  for (const grain of SERIES_GRAINS) {
    // A week or month that goes on after the last published day would hold figures of later days.
    const last = isCut ? lastEnded(grain, throughDay) : throughDay;
    if (last < firstDay) continue;
    const to = isCut ? formatDay(last) : undefined;
    for (const channel of parts) {
      for (const { id, finestGrain } of METRICS) {
        if (isFiner(grain, finestGrain)) continue;
        const path = `series/${grain}/${within(channel)}${id}`;
        files.push(...bothForms('series', path, { metric: id, grain, to, channel }));
      }
    }
  }
  const lastMonthDay = isCut ? lastEnded('month', throughDay) : throughDay;
  if (lastMonthDay >= firstDay) {
    const to = isCut ? formatDay(lastMonthDay) : undefined;
    for (const category of REASONS) {
      const path = `series/month/category/${category}/offered`;
      files.push(...bothForms('series', path, { metric: 'offered', grain: 'month', to, category }));
    }
  }
  const until = isCut ? formatDay(throughDay) : undefined;
  files.push(...bothForms('history', 'history/opening', { ...OPENING_VIEW, to: until }));
  for (const action of knownActions) {
    files.push(...actionFiles(action, firstDay, isCut ? lastEnded('week', throughDay) : throughDay));
  }
  files.push(...levelFiles(parts, firstDay, throughDay, isCut));
  const latest = { from: formatDay(throughDay), to: formatDay(throughDay) };
  files.push(...bothForms('series', LATEST_HOURS, { metric: 'offered', grain: 'hour', ...latest }));
  files.push(...bothForms('reports', 'reports', { to: until }));
  for (const grain of REPORT_GRAINS) {
    for (const period of periodsOver(grain, firstDay, throughDay)) {
      const report = `reports/${formatPeriodId(period)}`;
      files.push(...bothForms(report, report, {}));
    }
  }
  const month = isCut ? lastMonth(firstDay, throughDay) : {};
  for (const { metric, by: dimensions } of BROKEN_DOWN) {
    for (const by of dimensions) {
      for (const compare of [undefined, ...COMPARISONS]) {
        const path = `breakdown/${metric}/${by}${compare === undefined ? '' : `-${compare}`}`;
        files.push(...bothForms('breakdown', path, { metric, by, ...month, compare }));
      }
    }
  }
  for (const channel of parts) {
    files.push(...bothForms('reasons', `reasons/${channel ?? 'all'}`, { ...month, channel }));
    files.push(...bothForms('satisfaction', `satisfaction/${channel ?? 'all'}`, { ...month, channel }));
  }
  const whole = isCut ? month : {};
  files.push(...bothForms('complaints', 'complaints/latest', whole));
  for (const channel of parts.slice(1)) {
    files.push(...bothForms('complaints', `complaints/${channel}`, { ...whole, channel }));
  }
  const ended = periodsBetween('month', firstDay, lastEnded('month', throughDay));
  for (const start of ended.slice(-COMPLAINT_MONTHS)) {
    const [from, to] = [formatDay(start), formatDay(periodEnd('month', start) - 1)];
    files.push(...bothForms('complaints', `complaints/${from.slice(0, 7)}`, { from, to }));
  }
  // An outlook is of the days to come, as known now: of an earlier day none can be asked for.
  if (known === undefined) {
    const places = [...channels.map((channel) => ({ channel })), ...lines.map(({ queue }) => ({ queue }))];
    for (const place of places) {
      for (const resource of OUTLOOKS)
        files.push(...bothForms(resource, `${resource}/${outlookFolder(place)}`, place));
    }
  }
  // A profile ends with the last whole week before today, and no question can make it end earlier.
  if (periodStart('week', Math.min(lastDay + 1, today)) - 1 > throughDay) return files;
  for (const channel of parts) {
    for (const metric of PROFILED) {
      const path = `profile/${within(channel)}${metric}`;
      files.push(...bothForms('profile', path, { metric, weeks: PROFILE_WEEKS, channel }));
    }
  }
  return files;
}

/** Service levels of the last whole month, and of each month on record; the one that goes on is told up to the last day. */
function levelFiles(
  parts: readonly (string | null)[],
  firstDay: CivilDay,
  throughDay: CivilDay,
  isCut: boolean,
): PublishedFile[] {
  const last = isCut ? lastMonth(firstDay, throughDay) : {};
  return parts.flatMap((channel) => {
    const within = channel === null ? '' : `/${channel}`;
    const files = bothForms('service-levels', `service-levels${within}`, { channel, ...last });
    for (const start of periodsBetween('month', firstDay, throughDay)) {
      const end = periodEnd('month', start) - 1;
      const range = { from: formatDay(start), to: formatDay(isCut ? Math.min(end, throughDay) : end) };
      const path = `service-levels${within}/${formatDay(start).slice(0, 7)}`;
      files.push(...bothForms('service-levels', path, { channel, ...range }));
    }
    return files;
  });
}

/** The weekly series that an action is about, from half a year before it starts (or before today) to the last week. */
function actionFiles(action: ActionAnswer, firstDay: CivilDay, lastDay: CivilDay): PublishedFile[] {
  const { slug, metric, follows, startsAt } = action;
  const start = Math.min(parseDay(startsAt.slice(0, 10)) ?? lastDay, lastDay);
  const from = Math.max(periodStart('week', start) - 7 * WEEKS_BEFORE_ACTION, periodStart('week', firstDay));
  if (from > lastDay) return [];
  const range = { from: formatDay(from), to: formatDay(lastDay) };
  return follows.flatMap((part, index) =>
    bothForms('series', `actions/${slug}/${index + 1}`, { metric, grain: 'week', ...range, ...part }),
  );
}

function within(channel: string | null): string {
  return channel === null ? '' : `${channel}/`;
}

/** The last whole month up to a day; all days up to it where there is none. */
function lastMonth(firstDay: CivilDay, throughDay: CivilDay): { from: string; to: string } {
  const end = lastEnded('month', throughDay);
  return end < firstDay
    ? { from: formatDay(firstDay), to: formatDay(throughDay) }
    : { from: formatDay(periodStart('month', end)), to: formatDay(end) };
}

type Query = Readonly<Record<string, string | number | null | undefined>>;

/** The same answer as JSON and as CSV. */
function bothForms(resource: string, path: string, query: Query): PublishedFile[] {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, String(value)]],
  );
  const search = given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
  return [
    { path: `${PUBLISHED_FOLDER}/${path}.json`, address: `${API}/${resource}${search}` },
    { path: `${PUBLISHED_FOLDER}/${path}.csv`, address: `${API}/${resource}.csv${search}` },
  ];
}
