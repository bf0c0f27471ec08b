/**
 * The calls of the bank, counted straight from its monthly files: which rows are calls, what became of each, and the
 * figures of any group of them, from the definitions in words. Uses nothing of the product.
 */
import type { Counted } from './disclosure-rule.ts';
import type { RawRow } from './raw-records.ts';

export interface Call {
  /** local, `1999-02-01` */
  date: string;
  /** local seconds since midnight */
  second: number;
  queue: string;
  end: 'answered' | 'abandoned' | 'contained';
  waitSeconds: number;
  menuSeconds: number | null;
  serviceSeconds: number;
  server: string | null;
}

const clock = (text: string) => {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
};

/** Phantom rows are no calls. Who hung up without ever queueing ended in the menu. */
export function readCalls(rows: readonly RawRow[]): Call[] {
  return rows.flatMap((row): Call[] => {
    if (row.outcome === 'PHANTOM') return [];
    const date = `19${row.date?.slice(0, 2)}-${row.date?.slice(2, 4)}-${row.date?.slice(4, 6)}`;
    const hungUp = row.q_start === '0:00:00' ? 'contained' : 'abandoned';
    const menu = Number(row.vru_time);
    return [
      {
        date,
        second: clock(row.vru_entry ?? ''),
        queue: row.type ?? '',
        end: row.outcome === 'AGENT' ? 'answered' : hungUp,
        waitSeconds: Number(row.q_time),
        menuSeconds: menu < 0 ? null : menu,
        serviceSeconds: Number(row.ser_time),
        server: row.server === 'NO_SERVER' ? null : (row.server ?? null),
      },
    ];
  });
}

export function groupBy<T>(items: readonly T[], name: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = name(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

const count = (n: number): Counted => ({ kind: 'count', count: n });
const share = (part: number, base: number): Counted =>
  base === 0 ? { kind: 'nothing' } : { kind: 'share', part, base };
const meanOf = (values: readonly number[], agents?: number): Counted =>
  values.length === 0
    ? { kind: 'nothing' }
    : {
        kind: 'mean',
        value: values.reduce((sum, value) => sum + value, 0) / values.length,
        n: values.length,
        ...(agents === undefined ? {} : { agents }),
      };

/** Every metric that is compared, for one group of calls; the target is 60 s, short is 5 s. */
export function figuresOf(calls: readonly Call[]): Record<string, Counted> {
  const answered = calls.filter(({ end }) => end === 'answered');
  const abandoned = calls.filter(({ end }) => end === 'abandoned');
  const [a, b] = [answered.length, abandoned.length];
  const offered = a + b;
  const within = (y: number) => answered.filter(({ waitSeconds }) => waitSeconds <= y).length;
  const gone = (y: number) => abandoned.filter(({ waitSeconds }) => waitSeconds <= y).length;
  const menus = calls.map(({ menuSeconds }) => menuSeconds).filter((seconds) => seconds !== null);
  const agents = new Set(answered.map(({ server }) => server).filter((server) => server !== null)).size;
  const byCustomer = answered.filter(
    ({ menuSeconds, waitSeconds }) => (menuSeconds ?? 0) + waitSeconds <= 60,
  ).length;
  const longest = [...answered, ...abandoned].reduce(
    (most, { waitSeconds }) => Math.max(most, waitSeconds),
    0,
  );
  return {
    offered: count(offered),
    attempts: count(calls.length),
    answered: count(a),
    abandoned: count(b),
    contained: count(calls.length - offered),
    short_abandoned: count(gone(5)),
    blocked: count(0),
    abandonment_rate: share(b, offered),
    service_level: share(within(60), offered),
    service_level_excl: share(within(60), offered - gone(60)),
    service_level_credit: share(within(60) + gone(60), offered),
    service_level_ans: share(within(60), a),
    service_level_short: share(within(60), offered - gone(5)),
    customer_service_level: share(byCustomer, calls.length),
    answered_within_20s: share(within(20), offered),
    answered_within_60s: share(within(60), offered),
    answered_within_120s: share(within(120), offered),
    answered_within_300s: share(within(300), offered),
    average_speed_of_answer: meanOf(answered.map(({ waitSeconds }) => waitSeconds)),
    menu_time: meanOf(menus),
    handle_time: meanOf(
      answered.map(({ serviceSeconds }) => serviceSeconds),
      agents,
    ),
    longest_wait: offered === 0 ? { kind: 'nothing' } : { kind: 'longest', value: longest, n: offered },
  };
}

/**
 * The share still waiting after each wait of an answered call, exactly: [seconds, share], ascending. `shift` moves
 * the moment at which the others gave up by a share of their wait.
 */
export function survivalOf(calls: readonly Call[], shift = 0): [number, number][] {
  const queued = calls
    .filter(({ end }) => end !== 'contained')
    .map(({ end, waitSeconds }) => ({ end, waitSeconds: waitSeconds * (end === 'answered' ? 1 : 1 + shift) }))
    // Who is answered at the very second at which another gives up is looked at first.
    .sort((x, y) => x.waitSeconds - y.waitSeconds || (x.end < y.end ? 1 : -1));
  const curve: [number, number][] = [];
  let share = 1;
  for (let i = 0; i < queued.length; ) {
    const { waitSeconds } = queued[i]!;
    let next = i;
    let served = 0;
    while (next < queued.length && queued[next]!.waitSeconds === waitSeconds) {
      if (queued[next]!.end === 'answered') served++;
      next++;
    }
    if (served > 0) {
      share *= 1 - served / (queued.length - i);
      curve.push([waitSeconds, share]);
    }
    i = next;
  }
  return curve;
}
