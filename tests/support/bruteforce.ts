/**
 * Every metric worked out from the records themselves, by its definition in words.
 * Owns a second, slow and plain account of the registry; uses no facts, histograms or sums of the product.
 */
import type { Contact, IntervalRecord } from '../../db/domain/contact.ts';
import { type Clock, thresholdInForce } from '../../db/domain/target.ts';
import { type Bucket, dayNumber, WallClock, type World } from './bruteforce-buckets.ts';

/** A value with the number of contacts, answers or cases behind it; or why there is none. */
export type Expected = { value: number; n: number } | 'none' | 'missing';

/** What more than this share of the base is unknown of is missing. */
const TOLERATED = 0.02;
const WEEK = 7 * 86_400;
const FOUR_WEEKS = 28 * 86_400;

export class BruteForce {
  private readonly world: World;
  private readonly clock: WallClock;
  /** up to when a following contact would be known */
  private readonly horizon: number;

  constructor(world: World) {
    this.world = world;
    this.clock = new WallClock(world.timeZone);
    this.horizon = Math.min(world.nowSeconds, Math.max(...world.contacts.map(({ offeredAt }) => offeredAt)));
  }

  /** The metrics that one bucket can tell on its own: all but the open cases, which build up over time. */
  readonly metrics: Readonly<Record<string, (bucket: Bucket) => Expected>> = {
    offered: (b) => count(offeredIn(b)),
    attempts: (b) => count(askedIn(b)),
    answered: (b) => known(silentOnAnswering(b), offeredIn(b)) ?? count(answeredIn(b)),
    abandoned: (b) => known(silentOnAbandoning(b), perhapsAbandoned(b)) ?? count(abandonedIn(b)),
    short_abandoned: (b) =>
      known(silentOnAbandoning(b) + abandonedWithoutWait(b), perhapsAbandoned(b)) ??
      count(this.abandonedWithin(b, () => this.world.shortAbandonSeconds)),
    contained: (b) => count(contactsIn(b, 'contained').length),
    blocked: (b) => count(contactsIn(b, 'blocked').length + total(b.intervals, ({ blocked }) => blocked)),
    callbacks: (b) => count(contactsIn(b, 'callback').length),
    messages: (b) => count(contactsIn(b, 'message').length),
    complaints: (b) => count(complaintsIn(b)),
    abandonment_rate: (b) =>
      known(silentOnAbandoning(b) + silentOnAnswering(b), perhapsAbandoned(b)) ??
      share(abandonedIn(b), endedIn(b)),
    service_level: (b) => this.serviceLevel(b, { isPlain: true }),
    service_level_excl: (b) => this.serviceLevel(b, { leftOut: this.abandonedInTime(b) }),
    service_level_credit: (b) => this.serviceLevel(b, { credited: this.abandonedInTime(b) }),
    service_level_short: (b) =>
      this.serviceLevel(b, { leftOut: this.abandonedWithin(b, () => this.world.shortAbandonSeconds) }),
    service_level_ans: (b) =>
      known(this.answeredSilentAtTarget(b) + silentOnAnswering(b), answeredIn(b) + silentOnAnswering(b)) ??
      share(this.answeredInTime(b), answeredIn(b) - this.answeredSilentAtTarget(b)),
    customer_service_level: (b) => this.customerServiceLevel(b),
    answered_within_20s: (b) => answeredWithin(b, 20),
    answered_within_60s: (b) => answeredWithin(b, 60),
    answered_within_120s: (b) => answeredWithin(b, 120),
    answered_within_300s: (b) => answeredWithin(b, 300),
    average_speed_of_answer: (b) => {
      const calls = contactsIn(b, 'answered').filter(({ waitSeconds }) => waitSeconds !== null);
      const sums = b.intervals.filter(
        ({ waitTotalSeconds, answered }) => waitTotalSeconds !== null && answered !== null,
      );
      const n = calls.length + total(sums, ({ answered }) => answered);
      const seconds =
        total(calls, ({ waitSeconds }) => waitSeconds) +
        total(sums, ({ waitTotalSeconds }) => waitTotalSeconds);
      const silent = silentOnAnswering(b);
      return known(answeredIn(b) - n + silent, answeredIn(b) + silent) ?? share(seconds, n);
    },
    ...Object.fromEntries(
      [50, 75, 90, 95].flatMap((percent) => [
        [`wait_p${percent}`, (b: Bucket) => stayersQuantile(b, percent / 100)],
        [`wait_p${percent}_answered_only`, (b: Bucket) => answeredQuantile(b, percent / 100)],
      ]),
    ),
    longest_wait: (b) => {
      const waits = waitsOf(b, 'answered').concat(waitsOf(b, 'abandoned'));
      const unknown = knownOfWaits(b);
      if (unknown !== null) return unknown;
      return endedIn(b) === 0 ? 'none' : { value: Math.max(...waits), n: endedIn(b) };
    },
    menu_time: (b) => mean(b.arrivals.map(({ menuSeconds }) => menuSeconds)),
    hold_time: (b) => mean(contactsIn(b, 'answered').map(({ holdSeconds }) => holdSeconds)),
    handle_time: (b) => {
      const { seconds, n } = handledIn(b);
      return share(seconds, n);
    },
    occupancy: (b) => {
      const { seconds, n } = handledIn(b);
      const onDuty = total(b.capacity, ({ agents, interval }) => agents * (SECONDS[interval] ?? 0));
      return onDuty === 0 ? 'none' : { value: seconds / onDuty, n };
    },
    transfer_rate: (b) => {
      const said = contactsIn(b, 'answered').filter(({ transfers }) => transfers !== null);
      return share(said.filter(({ transfers }) => (transfers ?? 0) > 0).length, said.length);
    },
    first_contact_resolution: (b) => this.settledAtFirst(b, WEEK),
    first_contact_resolution_28d: (b) => this.settledAtFirst(b, FOUR_WEEKS),
    repeat_rate: (b) => share(b.links.filter(({ before }) => before <= WEEK).length, b.links.length),
    repeat_rate_28d: (b) =>
      share(b.links.filter(({ before }) => before <= FOUR_WEEKS).length, b.links.length),
    linkage_coverage: (b) => share(b.links.length, offeredIn(b)),
    resolved_first_share: (b) => {
      const said = b.arrivals.filter(({ resolvedFirst }) => resolvedFirst !== null);
      return share(said.filter(({ resolvedFirst }) => resolvedFirst).length, said.length);
    },
    classified_share: (b) =>
      share(
        enteredQueue(b).filter(({ category }) => category !== null).length +
          total(
            b.intervals.filter(({ category }) => category !== null),
            offeredOf,
          ),
        offeredIn(b),
      ),
    failure_demand_share: (b) => {
      const judged = enteredQueue(b).filter(({ demand }) => demand !== null);
      return share(judged.filter(({ demand }) => demand === 'failure').length, judged.length);
    },
    value_demand_share: (b) => demandShare(b, 'value'),
    unclear_demand_share: (b) => demandShare(b, 'unclear'),
    assessed_share: (b) =>
      share(enteredQueue(b).filter(({ demand }) => demand !== null).length, offeredIn(b)),
    progress_chasing_share: (b) => {
      const rule = this.world.progressChasing ?? null;
      if (rule === null) return share(0, 0);
      const chases = ({ cause, subCause, queue }: Contact) =>
        rule.causes.includes(cause ?? '') ||
        rule.causes.includes(subCause ?? '') ||
        rule.queues.includes(queue ?? '');
      const isTold = (contact: Contact) =>
        contact.category !== null || (rule.causes.length > 0 && contact.cause !== null) || chases(contact);
      const told = enteredQueue(b).filter(isTold);
      return share(told.filter(chases).length, told.length);
    },
    cause_share: (b) => {
      const could = enteredQueue(b).filter(({ category }) => hasCauses(category));
      const sums = b.intervals.filter(({ category }) => hasCauses(category));
      return share(
        could.filter(({ cause }) => cause !== null).length +
          total(
            sums.filter(({ cause }) => cause !== null),
            offeredOf,
          ),
        could.length + total(sums, offeredOf),
      );
    },
    outcome_share: (b) =>
      share(enteredQueue(b).filter(({ resolvedFirst }) => resolvedFirst !== null).length, offeredIn(b)),
    complaint_rate: (b) => share(1000 * complaintsIn(b), offeredIn(b)),
    complaint_days_p50: (b) => daysQuantile(b, 0.5),
    complaint_days_p90: (b) => daysQuantile(b, 0.9),
    due: (b) => count(b.dues.length),
    kept_by_due_date: (b) =>
      share(
        b.dues.filter(({ closedAt, dueAt }) => (closedAt ?? Infinity) <= (dueAt ?? 0)).length,
        b.dues.length,
      ),
    csat_top2: (b) => {
      const scores = scoresIn(b);
      // Of five points the best two are the best and the next; a finer scale counts its best fifth.
      const isGood = ({ fromBest, span }: Score) => fromBest <= (span > 10 ? span / 5 : 1);
      return share(scores.filter(isGood).length, scores.length);
    },
    csat_mean: (b) => {
      const parts = scoresIn(b).map(({ fromBest, span }) => ({ n: 1, sum: 5 - (4 * fromBest) / span }));
      for (const { n, fromBest, span } of aggregateScores(b)) {
        parts.push({ n, sum: n * (5 - (4 * fromBest) / span) });
      }
      return share(
        total(parts, ({ sum }) => sum),
        total(parts, ({ n }) => n),
      );
    },
    csat_mean_original: (b) => {
      const parts = [...scoresIn(b).map((score) => ({ ...score, n: 1 })), ...aggregateScores(b)];
      if (new Set(parts.map(({ scale }) => scale)).size > 1) return 'missing';
      return share(
        total(parts, ({ n, score }) => n * score),
        total(parts, ({ n }) => n),
      );
    },
    survey_answers: (b) => count(scoresIn(b).length + total(aggregateScores(b), ({ n }) => n)),
    response_rate: (b) => {
      const returned = b.answers.length + total(b.aggregates, ({ n }) => n);
      const sent = total(b.aggregates, ({ sent: invitations }) => invitations);
      return returned > sent && sent > 0 ? 'missing' : share(returned, sent);
    },
    recommend_score: (b) => {
      const said = b.answers.map(({ wouldRecommend }) => wouldRecommend).filter((answer) => answer !== null);
      const good = said.filter((answer) => answer >= 9).length;
      const bad = said.filter((answer) => answer <= 6).length;
      return share(100 * (good - bad), said.length);
    },
  };

  /** Open cases and their ages in whole days at the end of a civil day. */
  openCases(date: string, filter: (contact: Contact) => boolean): number[] {
    const day = dayNumber(date);
    const dayOf = (at: number) => dayNumber(this.clock.read(at).date);
    return this.world.contacts
      .filter(filter)
      .filter(({ outcome, dueAt, closedAt }) => outcome === 'open' || dueAt !== null || closedAt !== null)
      .filter(
        ({ offeredAt, closedAt }) => dayOf(offeredAt) <= day && (closedAt === null || dayOf(closedAt) > day),
      )
      .map(({ offeredAt }) => day - dayOf(offeredAt))
      .sort((a, b) => a - b);
  }

  private threshold(clock: Clock, record: Contact | IntervalRecord): number {
    const at = 'offeredAt' in record ? record.offeredAt : record.intervalStart;
    return thresholdInForce(this.world.targets, {
      clock,
      channel: record.channel,
      queue: record.queue,
      day: dayNumber(this.clock.read(at).date),
    });
  }

  private answeredInTime(b: Bucket): number {
    const inTime = contactsIn(b, 'answered').filter(
      (call) => call.waitSeconds !== null && call.waitSeconds <= this.threshold('internal', call),
    );
    return (
      inTime.length +
      total(
        b.intervals.filter((sum) => this.isKnownAtTarget(sum)),
        (sum) => sum.answeredWithin,
      )
    );
  }

  private isKnownAtTarget(sum: IntervalRecord): boolean {
    const { answeredWithin, withinSeconds, answered } = sum;
    return answeredWithin !== null && answered !== null && withinSeconds === this.threshold('internal', sum);
  }

  private answeredSilentAtTarget(b: Bucket): number {
    const sums = b.intervals.filter((sum) => !this.isKnownAtTarget(sum));
    return (
      contactsIn(b, 'answered').filter(({ waitSeconds }) => waitSeconds === null).length +
      total(sums, ({ answered }) => answered)
    );
  }

  /** A sum that says nothing at the threshold is left out whole: its abandoned contacts as well. */
  private silentAtTarget(b: Bucket): number {
    const sums = b.intervals.filter((sum) => !this.isKnownAtTarget(sum));
    return this.answeredSilentAtTarget(b) + total(sums, ({ abandoned }) => abandoned);
  }

  private abandonedWithin(b: Bucket, seconds: (call: Contact) => number): number {
    return contactsIn(b, 'abandoned').filter(
      (call) => call.waitSeconds !== null && call.waitSeconds <= seconds(call),
    ).length;
  }

  private abandonedInTime(b: Bucket): number {
    return this.abandonedWithin(b, (call) => this.threshold('internal', call));
  }

  private serviceLevel(
    b: Bucket,
    {
      leftOut = 0,
      credited = 0,
      isPlain = false,
    }: { leftOut?: number; credited?: number; isPlain?: boolean },
  ): Expected {
    const perhaps = silentOnAbandoning(b) + silentOnAnswering(b);
    const silent = perhaps + this.silentAtTarget(b) + (isPlain ? 0 : abandonedWithoutWait(b));
    return (
      known(silent, endedIn(b) + perhaps) ??
      share(this.answeredInTime(b) + credited, endedIn(b) - this.silentAtTarget(b) - leftOut)
    );
  }

  private customerServiceLevel(b: Bucket): Expected {
    const silent =
      contactsIn(b, 'answered').filter(
        ({ waitSeconds, closedAt }) => waitSeconds === null && closedAt === null,
      ).length + total(b.intervals, (sum) => offeredOf(sum) + (sum.blocked ?? 0));
    const met = b.arrivals.filter((contact) => secondsToMet(contact) <= this.threshold('customer', contact));
    return known(silent + silentOnAbandoning(b), askedIn(b)) ?? share(met.length, askedIn(b) - silent);
  }

  private settledAtFirst(b: Bucket, window: number): Expected {
    const first = b.links.filter(({ before, at }) => before > window && at + window <= this.horizon);
    return share(first.filter(({ after }) => after > window).length, first.length);
  }
}

const SECONDS: Readonly<Record<string, number>> = { PT15M: 900, PT30M: 1800, PT1H: 3600 };

function count(n: number): Expected {
  return { value: n, n };
}

function share(of: number, per: number): Expected {
  return per > 0 ? { value: of / per, n: per } : 'none';
}

function mean(values: readonly (number | null)[]): Expected {
  const said = values.filter((value) => value !== null);
  return share(
    total(said, (value) => value),
    said.length,
  );
}

/** Missing where too much is unknown; null where enough is known. */
function known(silent: number, among: number): 'missing' | null {
  return silent > 0 && silent > TOLERATED * among ? 'missing' : null;
}

function total<T>(items: readonly T[], amount: (item: T) => number | null): number {
  return items.reduce((sum, item) => sum + (amount(item) ?? 0), 0);
}

function contactsIn(b: Bucket, outcome: Contact['outcome']): Contact[] {
  return b.arrivals.filter((contact) => contact.outcome === outcome);
}

function enteredQueue(b: Bucket): Contact[] {
  return b.arrivals.filter(({ outcome }) => outcome !== 'contained' && outcome !== 'blocked');
}

function offeredOf({ offered, answered, abandoned }: IntervalRecord): number {
  return offered ?? (answered ?? 0) + (abandoned ?? 0);
}

function offeredIn(b: Bucket): number {
  return enteredQueue(b).length + total(b.intervals, offeredOf);
}

function askedIn(b: Bucket): number {
  return b.arrivals.length + total(b.intervals, (sum) => offeredOf(sum) + (sum.blocked ?? 0));
}

function answeredIn(b: Bucket): number {
  return contactsIn(b, 'answered').length + total(b.intervals, ({ answered }) => answered);
}

function abandonedIn(b: Bucket): number {
  return contactsIn(b, 'abandoned').length + total(b.intervals, ({ abandoned }) => abandoned);
}

function endedIn(b: Bucket): number {
  return answeredIn(b) + abandonedIn(b);
}

const hasCauses = (category: string | null) => category === 'problem' || category === 'complaint';

function demandShare(b: Bucket, kind: 'value' | 'unclear') {
  const judged = enteredQueue(b).filter(({ demand }) => demand !== null);
  return share(judged.filter(({ demand }) => demand === kind).length, judged.length);
}

function complaintsIn(b: Bucket): number {
  return (
    enteredQueue(b).filter(({ category }) => category === 'complaint').length +
    total(
      b.intervals.filter(({ category }) => category === 'complaint'),
      offeredOf,
    )
  );
}

/** The closing of every complaint that is a case, in begun days; one that is open outlasts them all. */
function daysQuantile(b: Bucket, p: number): Expected {
  const days = enteredQueue(b)
    .filter(({ category }) => category === 'complaint')
    .filter(({ outcome, dueAt, closedAt }) => outcome === 'open' || dueAt !== null || closedAt !== null)
    .map(({ offeredAt, closedAt }) =>
      closedAt === null ? Infinity : Math.ceil((closedAt - offeredAt) / 86_400),
    )
    .sort((x, y) => x - y);
  if (days.length === 0) return 'none';
  const value = days[Math.ceil(p * days.length - 1e-9) - 1] ?? Infinity;
  return value === Infinity ? 'missing' : { value, n: days.length };
}

/** Contacts of which a sum does not say whether they gave up. */
function silentOnAbandoning(b: Bucket): number {
  return total(
    b.intervals.filter(({ abandoned }) => abandoned === null),
    (sum) => Math.max(0, offeredOf(sum) - (sum.answered ?? 0)),
  );
}

function perhapsAbandoned(b: Bucket): number {
  return abandonedIn(b) + silentOnAbandoning(b);
}

/** Contacts of which a sum does not say whether they were answered. */
function silentOnAnswering(b: Bucket): number {
  return total(
    b.intervals.filter(({ answered }) => answered === null),
    (sum) => Math.max(0, offeredOf(sum) - (sum.abandoned ?? 0)),
  );
}

function abandonedWithoutWait(b: Bucket): number {
  return (
    contactsIn(b, 'abandoned').filter(({ waitSeconds }) => waitSeconds === null).length +
    total(b.intervals, ({ abandoned }) => abandoned)
  );
}

function answeredWithin(b: Bucket, seconds: number): Expected {
  const isKnown = (sum: IntervalRecord) => sum.answeredWithin !== null && sum.withinSeconds === seconds;
  const silent =
    contactsIn(b, 'answered').filter(({ waitSeconds }) => waitSeconds === null).length +
    total(
      b.intervals.filter((sum) => !isKnown(sum)),
      offeredOf,
    );
  const within =
    contactsIn(b, 'answered').filter(({ waitSeconds }) => waitSeconds !== null && waitSeconds <= seconds)
      .length + total(b.intervals.filter(isKnown), ({ answeredWithin }) => answeredWithin);
  return known(silent, offeredIn(b)) ?? share(within, offeredIn(b) - silent);
}

function waitsOf(b: Bucket, outcome: 'answered' | 'abandoned'): number[] {
  return contactsIn(b, outcome)
    .map(({ waitSeconds }) => waitSeconds)
    .filter((wait) => wait !== null);
}

/** Missing where too many of those who queued have no wait of their own: a sum of waits has no percentile. */
function knownOfWaits(b: Bucket): 'missing' | null {
  const timed = waitsOf(b, 'answered').length + waitsOf(b, 'abandoned').length;
  const queued = endedIn(b) + silentOnAbandoning(b) + silentOnAnswering(b);
  return known(queued - timed, queued);
}

/**
 * Kaplan–Meier by hand: at each wait of an answered call, the share still waiting falls by one over those who had
 * not left before. Who gave up at the very same time still counts as waiting.
 */
function stayersQuantile(b: Bucket, p: number): Expected {
  const unknown = knownOfWaits(b);
  if (unknown !== null) return unknown;
  const answered = waitsOf(b, 'answered').map(Math.ceil);
  const abandoned = waitsOf(b, 'abandoned').map(Math.ceil);
  const n = answered.length + abandoned.length;
  if (n === 0) return 'none';
  let waiting = 1;
  for (const time of [...new Set(answered)].sort((x, y) => x - y)) {
    const atRisk = [...answered, ...abandoned].filter((wait) => wait >= time).length;
    waiting *= 1 - answered.filter((wait) => wait === time).length / atRisk;
    if (waiting <= 1 - p + 1e-9) return time > 14_400 ? 'missing' : { value: time, n };
  }
  return 'missing';
}

function answeredQuantile(b: Bucket, p: number): Expected {
  const waits = waitsOf(b, 'answered')
    .map(Math.ceil)
    .sort((x, y) => x - y);
  const answered = answeredIn(b) + silentOnAnswering(b);
  const unknown = known(answered - waits.length, answered);
  if (unknown !== null) return unknown;
  const value = waits[Math.ceil(p * waits.length - 1e-9) - 1];
  if (value === undefined) return 'none';
  return value > 14_400 ? 'missing' : { value, n: waits.length };
}

function handledIn(b: Bucket): { seconds: number; n: number } {
  const calls = contactsIn(b, 'answered').filter(({ handleSeconds }) => handleSeconds !== null);
  const sums = b.intervals.filter(
    ({ handleTotalSeconds, answered }) => handleTotalSeconds !== null && answered !== null,
  );
  return {
    seconds:
      total(calls, ({ handleSeconds }) => handleSeconds) +
      total(sums, ({ handleTotalSeconds }) => handleTotalSeconds),
    n: calls.length + total(sums, ({ answered }) => answered),
  };
}

/** From the first ask until the need was met. Infinity: it was not; NaN: nobody says when. */
function secondsToMet(contact: Contact): number {
  const { outcome, offeredAt, closedAt, menuSeconds, waitSeconds, resolvedFirst } = contact;
  if (outcome === 'abandoned' || outcome === 'blocked') return Infinity;
  if (closedAt !== null) return closedAt - offeredAt;
  if (outcome === 'contained') return resolvedFirst ? (menuSeconds ?? 0) : Infinity;
  if (outcome === 'answered') return waitSeconds === null ? Number.NaN : (menuSeconds ?? 0) + waitSeconds;
  return Infinity;
}

interface Score {
  score: number;
  fromBest: number;
  span: number;
  scale: string;
}

function scoresIn(b: Bucket): Score[] {
  return b.answers.flatMap(({ score, scaleMin, scaleMax, best }) =>
    score === null ? [] : [scoreOf(score, scaleMin, scaleMax, best)],
  );
}

function aggregateScores(b: Bucket): (Score & { n: number })[] {
  return b.aggregates.flatMap(({ n, mean: score, scaleMin, scaleMax, best }) =>
    n === 0 || score === null || scaleMin === null || scaleMax === null
      ? []
      : [{ ...scoreOf(score, scaleMin, scaleMax, best), n }],
  );
}

function scoreOf(score: number, least: number, most: number, best: 'high' | 'low'): Score {
  return {
    score,
    fromBest: best === 'high' ? most - score : score - least,
    span: most - least,
    scale: `${least} ${most} ${best}`,
  };
}
