import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, daysFrom, firstOfMonth, lastOfMonth, mondayOf } from './civil-dates.ts';
import type { PublishedFigure } from './comparison.ts';
import type { Counted } from './disclosure-rule.ts';
import { type Ceiling, HidingComparison } from './hidden-beside.ts';
import { LoadedOrganisation } from './loaded-organisation.ts';
import { compareWith, type RawRow, rawFiles, readRows } from './raw-records.ts';
import { UntoldTable } from './untold-tables.ts';

/** A service request; times are local, `2014-01-01T03:53:10`, and so in order as texts. */
interface ServiceRequest {
  channel: string;
  queue: string;
  cause: string;
  region: string;
  opened: string;
  due: string | null;
  closed: string | null;
}

interface City {
  name: string;
  folder: string;
  mapping: string;
  /** null: the row is no sound request */
  read(row: RawRow): ServiceRequest | null;
  now: string;
  /** of the figures that the rule would show, how many in hundred at most are hidden beside small ones */
  ceilings: Record<string, Record<string, Ceiling>>;
}

const DIMENSIONS = ['channel', 'queue', 'cause', 'region', 'category'] as const;
const GRAINS = ['day', 'week', 'month'] as const;
const startOf = { day: (date: string) => date, week: mondayOf, month: firstOfMonth };

const american = (text: string | undefined): string | null => {
  const parts = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d):(\d\d) ([AP])M$/.exec(text ?? '');
  if (parts === null) return null;
  const [, month, day, year, hour, minute, second, half] = parts;
  const hours = (Number(hour) % 12) + (half === 'P' ? 12 : 0);
  return `${year}-${month}-${day}T${String(hours).padStart(2, '0')}:${minute}:${second}`;
};
/** The hour that the clock skips in spring: a time in it never was. */
const SKIPPED = new Set([
  '2014-03-09T02',
  '2015-03-08T02',
  '2016-03-13T02',
  '2017-03-12T02',
  '2018-03-11T02',
  '2019-03-10T02',
]);

const CITIES: City[] = [
  {
    name: 'Baltimore',
    folder: 'baltimore311',
    mapping: 'baltimore311-requests',
    now: '2020-01-01T12:00:00Z',
    // A dozen requests a day: by day nothing of them is told.
    ceilings: {
      series: {
        'all day': { hidden: 0, untold: 100 },
        'all week': { hidden: 3.2 },
        'all month': { hidden: 3.5 },
        'channel day': { hidden: 0, untold: 100 },
        'channel week': { hidden: 11, untold: 52 },
        'channel month': { hidden: 28 },
        'queue day': { hidden: 0, untold: 100 },
        'queue week': { hidden: 0, untold: 100 },
        'queue month': { hidden: 0.5, untold: 6 },
      },
      backlog: { day: { hidden: 0, untold: 100 }, month: { hidden: 0 } },
      breakdown: {
        cause: { hidden: 0, untold: 100 },
        region: { hidden: 0, untold: 100 },
        channel: { hidden: 42 },
        queue: { hidden: 0.5, untold: 4.5 },
      },
    },
    read(row) {
      const channels: Record<string, string> = { Phone: 'phone', API: 'web', Mail: 'post', Email: 'email' };
      return {
        channel: channels[row.MethodReceived ?? ''] ?? 'other',
        queue: row.Agency?.trim() || 'unstated',
        cause: row.SRType?.trim() || 'unstated',
        region: row.Neighborhood?.trim() || 'unstated',
        opened: american(row.CreatedDate) ?? '',
        due: american(row.DueDate),
        closed: american(row.CloseDate),
      };
    },
  },
  {
    name: 'New York',
    folder: 'nyc311_small',
    mapping: 'nyc311-requests',
    now: '2021-01-01T12:00:00Z',
    // One day: of four figures one.
    ceilings: {
      series: Object.fromEntries(
        GRAINS.flatMap((grain): [string, Ceiling][] => [
          [`all ${grain}`, { hidden: 25 }],
          [`channel ${grain}`, { hidden: 20 }],
          [`queue ${grain}`, { hidden: 0 }],
        ]),
      ),
      backlog: { day: { hidden: 0 }, month: { hidden: 0 } },
      breakdown: {},
    },
    read(row) {
      const channels: Record<string, string> = { PHONE: 'phone', ONLINE: 'web', MOBILE: 'web' };
      const time = (text: string | undefined) => text?.slice(0, 19) || null;
      return {
        channel: channels[row.open_data_channel_type ?? ''] ?? 'other',
        queue: row.agency || 'unstated',
        cause: row.complaint_type || 'unstated',
        region: row.borough === 'Unspecified' ? 'unstated' : row.borough || 'unstated',
        opened: time(row.created_date) ?? '',
        due: time(row.due_date),
        closed: time(row.closed_date),
      };
    },
  },
];

const dateOf = (time: string) => time.slice(0, 10);
const count = (n: number): Counted => ({ kind: 'count', count: n });
const share = (part: number, base: number): Counted =>
  base === 0 ? { kind: 'nothing' } : { kind: 'share', part, base };

for (const { name, folder, mapping, read, now, ceilings } of CITIES) {
  const files = rawFiles(folder);
  compareWith(name, files, () => {
    let city: LoadedOrganisation;
    let requests: ServiceRequest[];
    let unsound = 0;
    let [from, to] = ['', ''];
    let untold: Record<string, UntoldTable>;

    beforeAll(async () => {
      const all = readRows(files).map(read);
      requests = all.filter((request): request is ServiceRequest => {
        if (request === null) return false;
        const { opened, due, closed } = request;
        const times = [opened, due, closed].filter((time) => time !== null);
        return !times.some((time) => SKIPPED.has(time.slice(0, 13)) || time < opened);
      });
      unsound = all.length - requests.length;
      const days = requests.map(({ opened }) => dateOf(opened)).sort();
      [from = '', to = ''] = [days[0], days.at(-1)];
      untold = Object.fromEntries(
        ['all', ...DIMENSIONS].map((dimension) => [dimension, untoldBy(dimension)]),
      );
      city = await LoadedOrganisation.load({
        configuration: { organisation: { name, timeZone: 'America/New_York' } },
        mapping,
        files,
        now,
      });
    });
    afterAll(() => city?.close());

    test('has each sound request once', () => {
      expect(city.counts).toMatchObject({ accepted: requests.length, rejected: unsound });
    });

    test('publishes requests, cases due and cases kept by day, week and month', () => {
      const comparison = new HidingComparison(name);
      const channels = new Set(requests.map(({ channel }) => channel));
      const queues = new Set(requests.map(({ queue }) => queue));
      const members: Partial<ServiceRequest>[] = [
        {},
        ...[...channels].map((channel) => ({ channel })),
        ...[...queues].map((queue) => ({ queue })),
      ];
      for (const grain of GRAINS) {
        const bucketOf = (time: string) => startOf[grain](dateOf(time));
        for (const member of members) {
          const theirs = requests.filter((one) => isOf(one, member));
          const known = knownDays(member.channel);
          const opened = Map.groupBy(theirs, (one) => bucketOf(one.opened));
          const dues = Map.groupBy(
            theirs.filter(({ due }) => due !== null),
            (one) => bucketOf(one.due ?? ''),
          );
          const expected: Record<string, (bucket: string) => Counted> = {
            offered: (bucket) => count(opened.get(bucket)?.length ?? 0),
            answered: () => count(0),
            messages: (bucket) =>
              count(opened.get(bucket)?.filter(({ closed }) => closed !== null).length ?? 0),
            due: (bucket) => count(dues.get(bucket)?.length ?? 0),
            kept_by_due_date: (bucket) => {
              const due = dues.get(bucket) ?? [];
              return share(
                due.filter(({ closed, due: by }) => closed !== null && closed <= (by ?? '')).length,
                due.length,
              );
            },
          };
          // Where nothing of a channel was ever due, nothing says that its requests have due times.
          const isDueKnown = requests.some(
            ({ channel, due }) => due !== null && channel === (member.channel ?? channel),
          );
          for (const [metric, define] of Object.entries(expected)) {
            const isUnsaid = !isDueKnown && (metric === 'due' || metric === 'kept_by_due_date');
            for (const [bucket, found] of city.series(
              metric,
              grain,
              member as Record<string, string>,
              from,
              to,
            )) {
              const { isSilent, settled, empty } = standingOf(grain, bucket, known);
              const counted = define(bucket);
              const label = `${grain} ${JSON.stringify(member)} ${bucket} ${metric}`;
              const dimension = Object.keys(member)[0] ?? 'all';
              const isUntold = untold[dimension]!.has(grain, bucket);
              if (isSilent || (isUnsaid && !isUntold)) {
                const n = counted.kind === 'nothing' ? 0 : null;
                // Of what is silent and untold nobody knows anything: 0 and no number say the same.
                const told = isUntold && (found.n ?? 0) === 0 ? { ...found, n } : found;
                comparison.cell(label, told, { value: null, n, status: 'missing' });
                continue;
              }
              const standing = { isRounded: false, settled, empty };
              comparison.hidable(`${dimension} ${grain}`, label, found, counted, standing, { isUntold });
            }
          }
        }
      }
      comparison.reportWithin(ceilings.series!);
    });

    test('publishes the cases that were open at the end of each day and month', () => {
      const comparison = new HidingComparison(`the backlog of ${name}`);
      const known = knownDays(undefined);
      const isCase = ({ due, closed }: ServiceRequest) => due !== null || closed !== null || closed === null;
      for (const grain of ['day', 'month'] as const) {
        for (const [bucket, found] of city.series('backlog', grain, {}, from, to)) {
          const last = grain === 'day' ? bucket : lastOfMonth(bucket);
          const open = requests
            .filter(isCase)
            .filter(
              ({ opened, closed }) => dateOf(opened) <= last && (closed === null || dateOf(closed) > last),
            );
          const { isSilent, settled } = standingOf(grain, bucket, known);
          if (isSilent) {
            comparison.cell(bucket, found, { value: null, n: null, status: 'missing' });
            continue;
          }
          const isUntold = untold.all!.has(grain, bucket);
          // On a closed day cases are open as on any other.
          const standing = { isRounded: true, settled, empty: null };
          comparison.hidable(grain, bucket, found, count(open.length), standing, { isUntold });
        }
      }
      comparison.reportWithin(ceilings.backlog!);
    });

    test.each(['cause', 'region', 'category', 'channel', 'queue'] as const)(
      'publishes breakdowns by %s, rounded where they are about people',
      (by) => {
        const comparison = new HidingComparison(`${name} by ${by}`);
        const months = [...new Set(requests.map(({ opened }) => firstOfMonth(opened)))].sort();
        for (const month of months) {
          const last = lastOfMonth(month);
          const isRounded = by !== 'channel' && by !== 'queue';
          const ofMonth = requests.filter(({ opened }) => firstOfMonth(opened) === month);
          const isUntold = untold[by]!.has('month', month);
          const standing = { isRounded, settled: '', empty: null };
          /** What is shown is told here whatever its status is. */
          const told = (row: PublishedFigure | undefined): PublishedFigure =>
            row === undefined || row.value === null
              ? { value: null, n: null, status: 'suppressed' }
              : { value: row.value, n: row.n, status: '' };
          const rows = city.breakdown('offered', by, month, last);
          const groups = Map.groupBy(ofMonth, (one) => (by === 'category' ? 'problem' : one[by]));
          for (const [member, group] of groups) {
            const found = told(rows.get(member));
            comparison.hidable(by, `${month} ${member}`, found, count(group.length), standing, { isUntold });
          }
          for (const [member, { value }] of rows) {
            if (!groups.has(member)) comparison.number(`${month} ${member}`, value || null, null);
          }
          const kept = city.breakdown('kept_by_due_date', by, month, last);
          const dueThen = requests.filter(({ due }) => due !== null && firstOfMonth(due) === month);
          for (const [member, group] of Map.groupBy(dueThen, (one) =>
            by === 'category' ? 'problem' : one[by],
          )) {
            const inTime = group.filter(({ closed, due }) => closed !== null && closed <= (due ?? '')).length;
            const found = told(kept.get(member));
            const counted = share(inTime, group.length);
            comparison.hidable(by, `${month} ${member} kept`, found, counted, standing, { isUntold });
          }
        }
        comparison.reportWithin({ [by]: ceilings.breakdown![by] ?? { hidden: 0 } });
      },
    );

    function untoldBy(dimension: string): UntoldTable {
      const sizes = GRAINS.map((grain) => {
        const cells = Map.groupBy(requests, (one) => {
          const member =
            dimension === 'all'
              ? ''
              : dimension === 'category'
                ? 'problem'
                : one[dimension as keyof ServiceRequest];
          return `${startOf[grain](dateOf(one.opened))} ${member}`;
        });
        return [grain, [...cells].map(([key, { length }]) => ({ day: key.slice(0, 10), offered: length }))];
      });
      return new UntoldTable(Object.fromEntries(sizes));
    }

    function isOf(request: ServiceRequest, member: Partial<ServiceRequest>): boolean {
      return Object.entries(member).every(([key, value]) => request[key as keyof ServiceRequest] === value);
    }

    /** Days of a channel, or of all, on which anyone asked. */
    function knownDays(channel: string | undefined): Set<string> {
      return new Set(
        requests
          .filter((one) => channel === undefined || one.channel === channel)
          .map(({ opened }) => dateOf(opened)),
      );
    }

    /** Without stated hours a day on which nobody asked was closed; before the first and after the last nobody knows. */
    function standingOf(grain: 'day' | 'week' | 'month', bucket: string, known: Set<string>) {
      const days = [...known].sort();
      const [first = '', last = ''] = [days[0], days.at(-1)];
      const end = grain === 'day' ? bucket : grain === 'week' ? addDays(bucket, 6) : lastOfMonth(bucket);
      const within = daysFrom(bucket, end);
      const isSilent = within.every((day) => day < first || day > last);
      const isWhole = bucket >= first && end <= last;
      const isClosed = !within.some((day) => known.has(day));
      return {
        isSilent,
        settled: isWhole ? 'final' : 'partial',
        empty: isClosed ? ('closed' as const) : null,
      };
    }
  });
}
