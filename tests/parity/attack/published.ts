/**
 * Everything a stranger reads of the published lattice: questions to public addresses, and what stands in the answers.
 * Owns addresses and the reading of JSON; knows nothing of how the answers are made.
 */

/** What a stranger can do: ask an address, and read the text that answers. */
export type Ask = (address: string) => { status: number; body: string };

export type Grain = '15min' | 'hour' | 'day' | 'week' | 'month';
export const GRAINS: readonly Grain[] = ['15min', 'hour', 'day', 'week', 'month'];

/** `category=problem`, `channel=phone&category=problem`; empty: all together. */
export type Member = string;

export interface Said {
  value: number | null;
  n: number | null;
  status: string;
}

export interface MetricWords {
  id: string;
  unit: string;
  finestGrain: Grain;
  numerator: Readonly<Record<string, number>> | null;
  denominator: Readonly<Record<string, number>> | null;
  definition: string;
}

interface Columns {
  start?: string[];
  start0?: string;
  step?: number;
  value: (number | null)[];
  n: (number | null)[];
  status: string[];
}

export interface Rows extends Columns {
  member: string[];
  share: (number | null)[];
}

const MOST_METRICS = 20;

export class Reader {
  private readonly ask: Ask;
  asked = 0;

  constructor(ask: Ask) {
    this.ask = ask;
  }

  /** The answer to an address, null where it is refused. */
  read<Answer>(address: string): Answer | null {
    this.asked++;
    const { status, body } = this.ask(`/api/v1/${address}`);
    return status === 200 ? (JSON.parse(body) as Answer) : null;
  }

  metrics(): MetricWords[] {
    return this.read<{ metrics: MetricWords[] }>('metrics')!.metrics;
  }

  breakdown(metric: string, by: string, from: string, to: string, asOf = ''): Rows | null {
    const query = `metric=${metric}&by=${by}&from=${from}&to=${to}${asOf}`;
    return this.read<{ rows: Rows }>(`breakdown?${query}`)?.rows ?? null;
  }

  /** The names of a dimension's members that had any contact in a stretch. */
  members(by: string, from: string, to: string): string[] {
    return [...(this.breakdown('attempts', by, from, to)?.member ?? [])].sort();
  }

  /** Cells of several metrics of one member, by their local start; `attempts` is told first, of each cell. */
  series(
    metrics: readonly string[],
    member: Member,
    grain: Grain,
    { from, to, asOf = '' }: { from: string; to: string; asOf?: string },
    tell: (metric: string, start: string, said: Said) => void,
  ): void {
    for (let at = 0; at < metrics.length; at += MOST_METRICS) {
      const some = metrics.slice(at, at + MOST_METRICS).join(',');
      const query = `metric=${some}&grain=${grain}&from=${from}&to=${to}${member && `&${member}`}${asOf}`;
      const answer = this.read<{ series: { metric: string; cells: Columns }[] }>(`series?${query}`);
      if (answer === null) throw new Error(`no answer to series?${query}`);
      for (const { metric, cells } of answer.series) {
        const length = grain === '15min' || grain === 'hour' ? 16 : 10;
        const first = cells.start0 === undefined ? 0 : wallOf(cells.start0);
        for (let i = 0; i < cells.status.length; i++) {
          const start =
            cells.start?.[i]?.slice(0, length) ??
            new Date(first + i * cells.step! * 1000).toISOString().slice(0, length);
          tell(metric, start, { value: cells.value[i]!, n: cells.n[i]!, status: cells.status[i]! });
        }
      }
    }
  }
}

/** The time on the wall of a moment with its offset, as if it were UTC. */
function wallOf(moment: string): number {
  return Date.parse(`${moment.slice(0, 19)}Z`);
}

const DAY_MS = 86_400_000;

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The bucket of a coarser grain in which a local start lies. */
export function bucketOf(grain: Grain, start: string): string {
  if (grain === 'hour') return `${start.slice(0, 13)}:00`;
  const date = start.slice(0, 10);
  if (grain === 'month') return `${date.slice(0, 7)}-01`;
  if (grain !== 'week') return date;
  return addDays(date, -((new Date(date).getUTCDay() + 6) % 7));
}
