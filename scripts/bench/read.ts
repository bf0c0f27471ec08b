/** One metric by hour over one year, up to the answer that would be serialised, from a small and a large database. */
import type { FeedContext, FeedResult } from '../../api/feeds/context.ts';
import { seriesFeed } from '../../api/feeds/series.ts';
import { dayOfDate } from '../../db/domain/zone.ts';
import { openForReading, type ReadHandle } from '../../db/open.ts';
import { openOrganisation } from '../organisation.ts';
import { type Figure, median } from './figure.ts';
import { type LoadedContacts, memoryFigure } from './load.ts';

const MOST_MILLISECONDS = 10;
const MOST_TIMES_THE_SMALL = 1.2;
const WARM_UP = 10;
const ROUNDS = 61;
const METRICS = ['offered', 'service_level'];
/** The year of the generated contacts, and a moment when all of it is long final. */
const FROM = dayOfDate(2025, 1, 1);
const TO = dayOfDate(2025, 12, 31);
const NOW_SECONDS = Date.UTC(2026, 5, 1) / 1000;

/** The databases are asked in turn. `large` null leaves the comparison out. */
export async function benchRead(small: LoadedContacts, large: LoadedContacts | null): Promise<Figure[]> {
  const loads = large === null ? [small] : [small, large];
  const opened = loads.map(({ databasePath }) => openForReading(databasePath));
  try {
    const contexts = await Promise.all(opened.map(contextOf));
    const figures: Figure[] = [];
    for (const metric of METRICS) {
      const [ofSmall, ofLarge] = timeInTurn(contexts.map((context) => () => readYear(context, metric)));
      const name = (rows: number) => `${metric} by hour over a year of ${rows.toLocaleString('en')} contacts`;
      const target = { most: MOST_MILLISECONDS };
      figures.push({ name: name(small.rows), value: ofSmall!, unit: 'ms', target });
      if (large !== null) {
        figures.push(
          { name: name(large.rows), value: ofLarge!, unit: 'ms', target },
          {
            name: `${metric}: the large database against the small`,
            value: ofLarge! / ofSmall!,
            unit: 'times',
            target: { most: MOST_TIMES_THE_SMALL },
          },
        );
      }
    }
    if (large !== null) {
      figures.push(
        {
          name: `load of ${large.rows.toLocaleString('en')} contacts`,
          value: large.run.seconds,
          unit: 's',
          target: null,
        },
        memoryFigure([large.run], large.rows),
      );
    }
    return figures;
  } finally {
    for (const db of opened) db.close();
  }
}

async function contextOf(db: ReadHandle): Promise<FeedContext> {
  const { configuration, zone, calendar } = await openOrganisation(db, null, NOW_SECONDS);
  return { db, configuration, zone, calendar, nowSeconds: NOW_SECONDS };
}

function readYear(context: FeedContext, metric: string): FeedResult<unknown> {
  const answer = seriesFeed(context, { metrics: [metric], grain: 'hour', fromDay: FROM, toDay: TO });
  if (!answer.ok) throw new Error(answer.detail);
  return answer;
}

/** Median milliseconds of each. */
function timeInTurn(tasks: readonly (() => unknown)[]): number[] {
  const times: number[][] = tasks.map(() => []);
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    tasks.forEach((task, i) => {
      const started = performance.now();
      task();
      if (round >= 0) times[i]!.push(performance.now() - started);
    });
  }
  return times.map(median);
}
