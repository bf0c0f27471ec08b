/**
 * An organisation whose records were loaded by the real command into a database of its own, ready to be asked: the
 * facts before disclosure control, the feeds, and the application behind its addresses.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from '../../api/app.ts';
import type { SatisfactionAnswer } from '../../api/contract/satisfaction.ts';
import type { BreakdownQuestion } from '../../api/feeds/breakdown.ts';
import { breakdownFeed } from '../../api/feeds/breakdown.ts';
import type { FeedContext } from '../../api/feeds/context.ts';
import { satisfactionFeed } from '../../api/feeds/satisfaction.ts';
import { type SeriesQuestion, seriesFeed } from '../../api/feeds/series.ts';
import type { Grain } from '../../db/domain/bucket.ts';
import type { Channel } from '../../db/domain/contact.ts';
import { type Evaluation, evaluate } from '../../db/domain/evaluation.ts';
import { type Member, shapeOf } from '../../db/domain/lattice.ts';
import { factsOf, findMetric } from '../../db/domain/metric.ts';
import { parseDay, parseInstant } from '../../db/domain/zone.ts';
import { openForReading } from '../../db/open.ts';
import { readCell } from '../../db/queries/cell-facts.ts';
import { findCell } from '../../db/rollup/cell-book.ts';
import { openOrganisation } from '../../scripts/organisation.ts';
import type { PublishedFigure } from './comparison.ts';

const COMMAND = fileURLToPath(new URL('../../scripts/ingest.ts', import.meta.url));

export interface LoadCounts {
  read: number;
  accepted: number;
  rejected: number;
  skipped: number;
}

export interface Plan {
  configuration: object;
  /** of the rows, where they come as they are; else the mapping says it */
  kind?: 'intervals';
  mapping?: string;
  files: readonly string[];
  /** RFC 3339: the moment at which the organisation looks at its records */
  now: string;
}

interface Columns {
  start?: string[];
  start0?: string;
  step?: number;
  value: (number | null)[];
  n: (number | null)[];
  status: string[];
}

export class LoadedOrganisation {
  readonly counts: LoadCounts;
  readonly context: FeedContext;
  /** what a command is told to work on the same records */
  readonly environment: Readonly<Record<'CANDOUR_DB' | 'CANDOUR_CONFIG' | 'CANDOUR_NOW', string>>;
  private readonly folder: string;

  private constructor(
    folder: string,
    environment: LoadedOrganisation['environment'],
    counts: LoadCounts,
    context: FeedContext,
  ) {
    this.folder = folder;
    this.environment = environment;
    this.counts = counts;
    this.context = context;
  }

  static async load({ configuration, kind, mapping, files, now }: Plan): Promise<LoadedOrganisation> {
    const folder = mkdtempSync(join(tmpdir(), 'candour-parity-'));
    const path = join(folder, 'records.db');
    const configPath = join(folder, 'configuration.json');
    writeFileSync(configPath, JSON.stringify(configuration));
    const environment = { CANDOUR_DB: path, CANDOUR_CONFIG: configPath, CANDOUR_NOW: now };
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        ...[COMMAND, '--json'],
        ...(kind === undefined ? [] : ['--as', kind]),
        ...(mapping === undefined ? [] : ['--map', mapping]),
        ...files,
      ],
      {
        env: { ...process.env, ...environment },
        encoding: 'utf8',
      },
    );
    if (status !== 0 && status !== 3) throw new Error(`ingest ended with ${status}: ${stderr}`);
    const counts = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as LoadCounts;
    const read = openForReading(path);
    const moment = parseInstant(now);
    if (!moment.ok) throw new Error(moment.reason);
    const organisation = await openOrganisation(read, configPath, moment.utcSeconds);
    return new LoadedOrganisation(folder, environment, counts, {
      db: read,
      configuration: organisation.configuration,
      zone: organisation.zone,
      calendar: organisation.calendar,
      nowSeconds: moment.utcSeconds,
    });
  }

  /** A metric of every bucket, before anything is hidden; for quarter-hours and hours by place within the day. */
  facts(metricId: string, grain: Grain, member: Member, from: string, to: string): Map<string, Evaluation[]> {
    const metric = findMetric(metricId);
    const shape = shapeOf(Object.keys(member) as (keyof Member)[]);
    if (metric === undefined || shape === null) throw new Error(`no ${metricId} by ${Object.keys(member)}`);
    const cell = findCell(this.context.db, shape, member);
    const blocks = readCell(this.context.db, grain, cell, dayOf(from), dayOf(to), factsOf(metric));
    return new Map(
      [...blocks].map(([day, block]) => [
        this.context.zone.formatInstant(this.context.zone.startOfDay(day)).slice(0, 10),
        Array.from({ length: block.slots }, (_, slot) =>
          evaluate(metric, {
            sum: (fact) => block.sum(fact, slot),
            waits: (fact) => block.waits(fact, slot),
            members: (fact) => block.members(fact, slot),
          }),
        ),
      ]),
    );
  }

  /** A published series by local start: `1999-02-01T07:15` for quarter-hours, `1999-02-01T07` for hours, else the date. */
  series(
    metric: string,
    grain: Grain,
    member: Member,
    from: string,
    to: string,
  ): Map<string, PublishedFigure> {
    const question: SeriesQuestion = {
      metrics: [metric],
      grain,
      fromDay: dayOf(from),
      toDay: dayOf(to),
      ...(member as Partial<SeriesQuestion>),
    };
    const asked = seriesFeed(this.context, question);
    if (!asked.ok) throw new Error(`${metric} by ${grain}: ${asked.detail}`);
    const [series] = asked.answer.series;
    if (series === undefined) throw new Error(`no series of ${metric}`);
    return this.cellsOf(series.cells, grain);
  }

  /** The same, asked of the application by its address. */
  async requestSeries(query: string, grain: Grain): Promise<Map<string, PublishedFigure>[]> {
    const { db: read, configuration, zone, calendar, nowSeconds } = this.context;
    const app = createApp({
      db: null,
      read,
      configuration,
      zone,
      calendar,
      clock: () => nowSeconds,
      log: () => undefined,
    });
    const response = await app.request(`/api/v1/series?grain=${grain}&${query}`);
    if (response.status !== 200) throw new Error(`${query}: ${response.status} ${await response.text()}`);
    const body = (await response.json()) as { series: { cells: Columns }[] };
    return body.series.map(({ cells }) => this.cellsOf(cells, grain));
  }

  /** A published breakdown by member. */
  breakdown(
    metric: string,
    by: BreakdownQuestion['by'],
    from: string,
    to: string,
  ): Map<string, PublishedFigure & { share: number | null }> {
    const asked = breakdownFeed(this.context, { metric, by, fromDay: dayOf(from), toDay: dayOf(to) });
    if (!asked.ok) throw new Error(`${metric} by ${by}: ${asked.detail}`);
    const { member, value, n, status, share } = asked.answer.rows;
    return new Map(
      member.map((name, i) => [
        name,
        { value: value[i] ?? null, n: n[i] ?? null, status: status[i] ?? '', share: share[i] ?? null },
      ]),
    );
  }

  /** What people said over a window, as it is published. */
  satisfaction(from: string, to: string, channel?: string): SatisfactionAnswer {
    const question = { fromDay: dayOf(from), toDay: dayOf(to) };
    const asked = satisfactionFeed(this.context, {
      ...question,
      ...(channel !== undefined && { channel: channel as Channel }),
    });
    if (!asked.ok) throw new Error(asked.detail);
    return asked.answer;
  }

  close(): void {
    this.context.db.close();
    rmSync(this.folder, { recursive: true });
  }

  private cellsOf(cells: Columns, grain: Grain): Map<string, PublishedFigure> {
    const { start, start0, step = 0, value, n, status } = cells;
    const first = Date.parse(start0 ?? '');
    const length = grain === '15min' ? 16 : grain === 'hour' ? 13 : 10;
    const wall = new Intl.DateTimeFormat('sv-SE', {
      timeZone: this.context.configuration.organisation.timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    return new Map(
      value.map((_, i) => {
        const local = start?.[i] ?? wall.format(first + i * step * 1000).replace(' ', 'T');
        return [
          local.slice(0, length),
          { value: value[i] ?? null, n: n[i] ?? null, status: status[i] ?? '' },
        ];
      }),
    );
  }
}

function dayOf(date: string): number {
  const day = parseDay(date);
  if (day === null) throw new Error(`${date} is no date`);
  return day;
}
