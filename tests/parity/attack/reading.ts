/** Everything that is published, asked for address by address and kept until it is known where nobody was. Reckons nothing. */
import { type Cell, Ledger } from './ledger.ts';
import {
  addDays,
  bucketOf,
  daysBetween,
  GRAINS,
  type Grain,
  type Member,
  type MetricWords,
  type Reader,
  type Rows,
  type Said,
} from './published.ts';
import {
  bucketEnd,
  bucketName,
  CAUSABLE,
  CROSS_METRICS,
  FAMILIES_OF,
  HOUR_METRICS,
  isCrossed,
  isSlot,
  monthEnd,
  PROFILED,
  SAME_BASE,
  SLOT_METRICS,
  shapeOf,
} from './tables.ts';
import type { Visit } from './visit.ts';

export interface Scope {
  from: string;
  to: string;
  /** the stretch of which quarter-hours are read, and hours */
  quarters: { from: string; to: string } | null;
  hours: { from: string; to: string } | null;
  /** a date as of which an earlier edition is read, and the stretch of it */
  edition: { asOf: string; from: string; to: string } | null;
  /** of windows from a day on, day by day */
  windows: { from: string; to: string } | null;
  /** what was kept each time the company published */
  visits: readonly Visit[];
  /** the days on which a reader kept the usual week of that moment */
  profiles: readonly { weekStart: string; reader: Reader }[];
}

interface Dimensions {
  channel: string[];
  queue: string[];
  category: string[];
  cause: string[];
  language: string[];
  region: string[];
}

export abstract class Reading {
  readonly ledger: Ledger;
  protected readonly reader: Reader;
  protected readonly scope: Scope;
  protected readonly dimensions: Dimensions;
  protected readonly metrics: MetricWords[];
  protected readonly counts: ReadonlySet<string>;
  protected readonly toldBuckets = new Set<string>();
  protected unsettled: [Member, Grain, string, string, string, Said, boolean][] = [];
  /** hours that are not told, by metric and member, of what the usual week tells */
  protected readonly untoldHours = new Set<string>();
  /** what lies open of a promise, by what was due up to a day */
  protected readonly open: { slug: string; through: string; said: Said }[] = [];
  /** hidden figures of tables of which nothing is told in a bucket */
  untold = 0;
  /** what was read of every cell, to be written down when it is known where nobody was */
  protected readonly read = new Map<Cell, [metric: string, said: Said, isListed: boolean][]>();

  constructor(reader: Reader, scope: Scope) {
    this.reader = reader;
    this.scope = scope;
    this.metrics = reader.metrics().filter(({ id }) => !SAME_BASE.test(id));
    this.ledger = new Ledger(this.metrics);
    this.counts = new Set(
      this.metrics.flatMap(({ id, numerator, denominator }) =>
        numerator !== null && denominator === null ? [id] : [],
      ),
    );
    const named = (by: string) => reader.members(by, scope.from, scope.to);
    this.dimensions = {
      channel: named('channel'),
      queue: named('queue'),
      category: named('category'),
      cause: reader.members('cause', `${scope.from.slice(0, 7)}-01`, monthEnd(scope.to)),
      language: named('language'),
      region: reader.members('region', `${scope.from.slice(0, 7)}-01`, monthEnd(scope.to)),
    };
  }

  /** The members of the tables that exist at a grain, as documented. */
  membersAt(grain: Grain): Member[] {
    const { channel, queue, category, cause } = this.dimensions;
    const of = (name: string, values: readonly string[]) =>
      values.map((value) => `${name}=${encodeURIComponent(value)}`);
    const cross = (a: readonly string[], b: readonly string[]) =>
      a.flatMap((one) => b.map((other) => `${one}&${other}`));
    const [channels, queues] = [of('channel', channel), of('queue', queue)];
    const [categories, causes] = [of('category', category), of('cause', cause)];
    const members = ['', ...channels, ...queues];
    if (grain === '15min') return members;
    members.push(...categories);
    if (grain === 'hour') return members;
    members.push(...cross(channels, categories), ...cross(queues, categories), ...causes);
    if (grain === 'day') return members;
    const causable = of('category', CAUSABLE);
    members.push(...cross(channels, causes), ...cross(causable, causes));
    members.push(...cross(channels, cross(causable, causes)));
    return members;
  }

  protected readSeries(): void {
    for (const grain of GRAINS) {
      const range = this.rangeOf(grain);
      if (range === null) continue;
      const ids = this.metricsAt(grain);
      for (const [shape, members] of Map.groupBy(this.membersAt(grain), shapeOf)) {
        for (const member of members)
          this.readMember(isCrossed(shape) ? CROSS_METRICS : ids, member, grain, range, '');
        this.settle();
      }
    }
    for (const { moment, kept } of this.scope.visits) {
      for (const { member, grain, start, metric, said } of kept)
        this.note(this.ledger, member, grain, start, moment, metric, said, false);
      this.settle();
    }
    const { edition } = this.scope;
    if (edition === null) return;
    for (const grain of ['day', 'week', 'month'] as const) {
      const ids = ['attempts', 'offered', 'answered', 'abandoned', 'contained'];
      for (const member of this.membersAt(grain))
        this.readMember(ids, member, grain, { ...edition, asOf: `&as_of=${edition.asOf}` }, edition.asOf);
      this.settle();
    }
  }

  protected rangeOf(grain: Grain): { from: string; to: string } | null {
    const { from, to, quarters, hours } = this.scope;
    if (grain === '15min') return quarters;
    return grain === 'hour' ? hours : { from, to };
  }

  protected metricsAt(grain: Grain): string[] {
    if (grain === '15min' || grain === 'hour')
      return grain === 'hour' ? [...SLOT_METRICS, ...HOUR_METRICS] : SLOT_METRICS;
    const ids = this.metrics
      .filter(({ finestGrain }) => GRAINS.indexOf(finestGrain) <= GRAINS.indexOf(grain))
      .map(({ id }) => id)
      .filter((id) => id !== 'attempts');
    return ['attempts', ...ids];
  }

  protected readMember(
    ids: readonly string[],
    member: Member,
    grain: Grain,
    range: { from: string; to: string; asOf?: string },
    edition: string,
  ): void {
    this.reader.series(ids, member, grain, range, (metric, start, said) =>
      this.note(this.ledger, member, grain, start, edition, metric, said, edition === ''),
    );
  }

  /** Keeps what is said of a cell where somebody was. */
  protected note(
    ledger: Ledger,
    member: Member,
    grain: Grain,
    start: string,
    edition: string,
    metric: string,
    said: Said,
    isListed: boolean,
  ): void {
    if (start.slice(0, 10) > this.scope.to || bucketEnd({ grain, start }) < this.scope.from) return;
    if (said.value !== null) {
      this.toldBuckets.add(bucketName(member, grain, start, edition));
    }
    if (edition === '') {
      ledger.see({ member, grain, start }, metric, said);
      if (grain === 'hour' && said.status === 'suppressed' && PROFILED.includes(metric))
        this.untoldHours.add(`${metric} ${member} ${start}`);
    }
    if (said.status === 'suppressed') {
      this.unsettled.push([member, grain, start, edition, metric, said, isListed]);
      return;
    }
    this.keep(ledger, member, grain, start, edition, metric, said, isListed);
  }

  /**
   * What is hidden in a table that is told goes into the sums. Where nothing at all is told of a table in an hour, nothing
   * follows from it, not even that there was nobody: of a day or longer it is a part of its week all the same.
   */
  protected settle(): void {
    for (const [member, grain, start, edition, metric, said, isListed] of this.unsettled)
      if (!isSlot(grain) || this.toldBuckets.has(bucketName(member, grain, start, edition)))
        this.keep(this.ledger, member, grain, start, edition, metric, said, isListed);
      else if (isListed) this.untold++;
    this.unsettled = [];
  }

  protected keep(
    ledger: Ledger,
    member: Member,
    grain: Grain,
    start: string,
    edition: string,
    metric: string,
    said: Said,
    isListed: boolean,
  ): void {
    if (Ledger.isNobody(said)) {
      const known = ledger.find(member, grain, start, edition);
      if (known !== undefined) this.read.get(known)!.push([metric, said, isListed]);
      return;
    }
    // Missing is not zero: somebody may have been there.
    if (
      said.value === null &&
      said.status !== 'suppressed' &&
      !this.counts.has(metric) &&
      metric !== 'backlog'
    )
      return;
    const cell = ledger.cell(member, grain, start, edition);
    let all = this.read.get(cell);
    if (all === undefined) {
      all = [];
      this.read.set(cell, all);
    }
    all.push([metric, said, isListed]);
    for (const family of FAMILIES_OF(this.metrics, metric)) ledger.fill(cell, family);
  }

  /** By language and region there is no series, but there are rows. */
  protected readRows(): void {
    const { from, to } = this.scope;
    const stretches: [Grain, string, string][] = [
      ...daysBetween(from, to).map((day): [Grain, string, string] => ['day', day, day]),
      ...this.starts('week').map((day): [Grain, string, string] => ['week', day, addDays(day, 6)]),
      ...this.starts('month').map((day): [Grain, string, string] => ['month', day, monthEnd(day)]),
    ];
    for (const by of ['language', 'region'])
      for (const [grain, first, last] of stretches) {
        if (by === 'region' && grain === 'day') continue;
        const ids =
          grain === 'day'
            ? ['attempts', 'offered']
            : ['attempts', 'offered', 'answered', 'abandoned', 'service_level'];
        for (const metric of ids) {
          if (first < from && grain !== 'month') continue;
          const rows = this.reader.breakdown(metric, by, first, last);
          if (rows !== null) this.noteRows(rows, metric, grain, first, (name) => `${by}=${name}`, true);
        }
      }
  }

  protected noteRows(
    { member, value, n, status }: Rows,
    metric: string,
    grain: Grain,
    start: string,
    nameOf: (member: string) => Member,
    isListed: boolean,
  ): void {
    member.forEach((name, i) => {
      const said = { value: value[i]!, n: n[i]!, status: status[i]! };
      this.note(this.ledger, nameOf(name), grain, start, '', metric, said, isListed);
    });
  }

  protected starts(grain: Grain): string[] {
    return [...new Set(daysBetween(this.scope.from, this.scope.to).map((day) => bucketOf(grain, day)))];
  }

  /** Every report, in case it says what a series does not. */
  protected readReports(): void {
    interface Report {
      from: string;
      period: Grain;
      figures: {
        metric: string[];
        channel: (string | null)[];
        value: (number | null)[];
        n: (number | null)[];
        status: string[];
      };
      breakdowns: { metric: string; by: string; rows: Rows }[];
    }
    const list = this.reader.read<{
      days: { date: string[] };
      weeks: { date: string[] };
      months: { date: string[] };
    }>('reports');
    if (list === null) return;
    const { days, weeks, months } = list;
    for (const date of [...days.date.slice(-60), ...weeks.date, ...months.date]) {
      const report = this.reader.read<Report>(`reports/${date}`);
      if (report === null) continue;
      const { figures, breakdowns, from, period } = report;
      figures.metric.forEach((metric, i) => {
        const said = { value: figures.value[i]!, n: figures.n[i]!, status: figures.status[i]! };
        const channel = figures.channel[i];
        this.note(this.ledger, channel ? `channel=${channel}` : '', period, from, '', metric, said, false);
      });
      for (const { metric, by, rows } of breakdowns)
        this.noteRows(rows, metric, period, from, (name) => `${by}=${encodeURIComponent(name)}`, false);
    }
  }

  /** The pages' own answers, month by month: points of satisfaction, parts of causes, promises. */
  protected readAnswers(): void {
    for (const month of this.starts('month')) {
      const window = `from=${month}&to=${monthEnd(month)}`;
      this.readParts(month, window);
      for (const channel of ['', ...this.dimensions.channel]) {
        this.readReasons(month, `${window}${channel && `&channel=${channel}`}`, channel);
        this.readPoints(month, `${window}${channel && `&channel=${channel}`}`, channel);
      }
    }
    this.readPromises();
  }

  protected readParts(month: string, window: string): void {
    interface Parts {
      parts: {
        cause: string[];
        part: string[];
        value: (number | null)[];
        n: (number | null)[];
        status: string[];
      };
    }
    const answer = this.reader.read<Parts>(`complaints?${window}`);
    answer?.parts.cause.forEach((cause, i) => {
      const { part, value, n, status } = answer.parts;
      const said = { value: value[i]!, n: n[i]!, status: status[i]! };
      this.note(
        this.ledger,
        `cause=${cause}&sub_cause=${part[i]}`,
        'month',
        month,
        '',
        'complaints',
        said,
        true,
      );
    });
  }

  protected readReasons(month: string, window: string, channel: string): void {
    interface Reasons {
      categories: { category: string; count: number | null; status: string }[];
      demand: { metric: string; share: Said }[];
      resolution: { metric: string; share: Said }[];
    }
    const answer = this.reader.read<Reasons>(`reasons?${window}`);
    if (answer === null) return;
    const within = channel && `channel=${channel}&`;
    for (const { category, count, status } of answer.categories) {
      const said = { value: count, n: count, status };
      this.note(this.ledger, `${within}category=${category}`, 'month', month, '', 'offered', said, false);
    }
    for (const { metric, share } of [...answer.demand, ...answer.resolution])
      this.note(this.ledger, channel && `channel=${channel}`, 'month', month, '', metric, share, false);
  }

  protected readPoints(month: string, window: string, channel: string): void {
    interface Points {
      points: { point: number[]; answers: (number | null)[]; status: string[] };
    }
    const answer = this.reader.read<Points>(`satisfaction?${window}`);
    const cell = this.ledger.find(channel && `channel=${channel}`, 'month', month);
    if (answer === null || cell === undefined) return;
    const { point, answers, status } = answer.points;
    // Where all of them are hidden, nothing is said of any: some may be none.
    if (answers.every((value) => value === null)) return;
    point.forEach((one, i) => {
      const said = { value: answers[i]!, n: answers[i]!, status: status[i]! };
      this.read.get(cell)!.push([`point ${one}`, said, true]);
    });
  }

  protected readPromises(): void {
    interface Buckets {
      start: string[];
      due: { value: (number | null)[]; n: (number | null)[]; status: string[] };
      kept: { value: (number | null)[]; n: (number | null)[]; status: string[] };
    }
    const { from, to } = this.scope;
    type Promises = {
      promises: {
        slug: string;
        months: Buckets;
        weeks: Buckets;
        period: { due: Said; kept: Said };
        open: Said;
      }[];
    };
    const tell = (slug: string, grain: Grain, start: string, due: Said, kept: Said) => {
      this.note(this.ledger, `promise=${slug}`, grain, start, '', 'due', due, true);
      this.note(this.ledger, `promise=${slug}`, grain, start, '', 'kept_by_due_date', kept, true);
    };
    const at = (columns: Buckets['due'], i: number): Said => ({
      value: columns.value[i]!,
      n: columns.n[i]!,
      status: columns.status[i]!,
    });
    for (const day of daysBetween(from, to))
      for (const { slug, period, open } of this.reader.read<Promises>(`promises?from=${day}&to=${day}`)
        ?.promises ?? []) {
        tell(slug, 'day', day, period.due, period.kept);
        this.open.push({ slug, through: day, said: open });
      }
    // Of weeks the last half-year is listed, so that it is asked for twice.
    const half = addDays(to, -26 * 7);
    for (const end of [half, to])
      for (const { slug, months, weeks } of this.reader.read<Promises>(`promises?from=${from}&to=${end}`)
        ?.promises ?? [])
        for (const [grain, { start, due, kept }] of [
          ['month', months],
          ['week', weeks],
        ] as const)
          start.forEach((at0, i) => {
            if (end === half && grain === 'month') return;
            tell(slug, grain, at0.slice(0, 10), at(due, i), at(kept, i));
          });
  }
}
