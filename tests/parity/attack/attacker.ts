/**
 * The adversary: a stranger with patience who reads everything that is published, writes it down as equations, and narrows
 * every hidden number as far as they allow. Imports nothing of the project but what else is in this folder.
 */
import { Contradiction, MOST, type Term } from './bounds.ts';
import type { Cell, Fact } from './ledger.ts';
import {
  addDays,
  bucketOf,
  daysBetween,
  GRAINS,
  type Grain,
  type Member,
  type Reader,
  type Said,
} from './published.ts';
import { Reasoning } from './reasoning.ts';
import {
  bucketEnd,
  bucketName,
  CAUSABLE,
  childOf,
  FINEST,
  HOURS,
  isCrossed,
  isIn,
  isSlot,
  joined,
  MOST_LOOKED,
  MOST_TRIED,
  PROFILED,
  QUARTERS,
  ROW_FACTS,
  SMALL,
  shapeOf,
  TABLES,
  without,
} from './tables.ts';
import type { Visit } from './visit.ts';

const EDITION_FACTS: readonly Fact[] = [
  ...['offered', 'answered', 'abandoned', 'callback', 'message', 'open', 'contained', 'blocked'],
];
const PROMISE_FACTS: readonly Fact[] = ['due', 'kept'];
/** The tables that are read at a visit. */
const VISITED: readonly string[] = ['', 'channel', 'queue', 'category', 'channel+category', 'promise'];

/** Two times at which the same was read; '' is the last. */
interface Link {
  earlier: string;
  later: string;
  from: string;
  to: string;
  hoursFrom?: string | null;
  /** only what lies within from beginning to end */
  isWhole?: boolean;
}

export class Attacker extends Reasoning {
  /** days of the track record of which it was told how many came */
  scored = 0;

  /** hours of a usual week of which something was told */
  usualHours = 0;

  /** Reads, writes down and narrows. */
  attack(log: (words: string) => void = () => {}): void {
    const started = Date.now();
    const lap = (what: string) =>
      log(
        `${((Date.now() - started) / 1000).toFixed(1)} s: ${what}, ${JSON.stringify(this.ledger.bounds.size)}`,
      );
    this.readSeries();
    lap(`read series, ${this.reader.asked} addresses`);
    this.readRows();
    this.readReports();
    this.readAnswers();
    this.settle();
    lap(`read the rest, ${this.reader.asked} addresses`);
    log(
      [...Map.groupBy(this.ledger.cells, ({ member, grain }) => `${grain} ${shapeOf(member)}`)]
        .map(([name, all]) => `${name} ${all.length}`)
        .join(', '),
    );
    this.finestOf('offered');
    this.writeDown();
    lap('wrote down');
    try {
      this.addUp();
      this.addWindows();
      this.addOpen();
      this.addProfiles();
      this.addEditions();
      lap('added up');
      this.ledger.bounds.propagate();
      lap('propagated');
      this.tryEnds();
      lap('tried both ends');
    } catch (error) {
      if (!(error instanceof Contradiction)) throw error;
      throw new Error(`${error.message}: ${this.explainFault(error.message)}`);
    }
  }

  /** Hours are their quarters, days their hours, weeks and months their days; a table is the sum of what divides it. */
  private addUp(): void {
    this.finestOf('offered');
    const facts = [...this.finest.keys()];
    const cells = this.ledger.cells.filter(({ edition }) => edition === '');
    const finer: [Grain, Grain][] = [
      ['15min', 'hour'],
      ['hour', 'day'],
      ['day', 'week'],
      ['day', 'month'],
    ];
    for (const [fine, coarse] of finer) {
      const range = this.rangeOf(fine);
      if (range === null) continue;
      const parts = Map.groupBy(
        cells.filter(({ grain }) => grain === fine),
        ({ member, start }) => `${member} ${bucketOf(coarse, start)}`,
      );
      for (const whole of cells) {
        if (whole.grain !== coarse || !isIn(whole, range)) continue;
        if (!this.isTable(whole.member, fine)) continue;
        // What is open at the end of a week is no sum of its days.
        const flows = facts.filter((fact) => fact !== 'stock');
        const own = parts.get(`${whole.member} ${whole.start}`) ?? [];
        const isAll = !isSlot(fine) || this.slotsOf(whole, fine) === 'told';
        this.sums(whole, own, flows, fine, shapeOf(whole.member), isAll);
      }
    }
    this.addTables(cells, facts);
    this.addSubCauses(cells);
    for (const [edition, own] of Map.groupBy(this.ledger.cells, ({ edition }) => edition)) {
      if (edition === '') continue;
      this.addTables(own, EDITION_FACTS);
      const visit = this.scope.visits.find(({ moment }) => moment === edition);
      if (visit !== undefined) this.addUpVisit(own, visit);
    }
  }

  /** What was told together: of the week so far its days so far, of a day its hours. */
  private addUpVisit(cells: readonly Cell[], { from, hoursFrom }: Visit): void {
    const finer: [Grain, Grain, string | null][] = [
      ['day', 'week', from],
      ['hour', 'day', hoursFrom],
    ];
    for (const [fine, coarse, first] of finer) {
      if (first === null) continue;
      const parts = Map.groupBy(
        cells.filter(({ grain }) => grain === fine),
        ({ member, start }) => `${member} ${bucketOf(coarse, start)}`,
      );
      for (const whole of cells) {
        const { member, grain, start } = whole;
        if (grain !== coarse || start < first || !this.isTable(member, fine)) continue;
        const isAll = !isSlot(fine) || this.slotsOf(whole, fine) === 'told';
        const facts = member.startsWith('promise=') ? PROMISE_FACTS : EDITION_FACTS;
        this.sums(whole, parts.get(`${member} ${start}`) ?? [], facts, fine, shapeOf(member), isAll);
      }
    }
  }

  /** Whether each of the slots within a longer bucket is told of a table. */
  private slotsOf({ member, grain, start, edition }: Cell, fine: Grain): 'told' | 'partly' {
    const within =
      grain === 'hour'
        ? QUARTERS.map((minute) => start.slice(0, -2) + minute)
        : HOURS.map((hour) => `${start}T${hour}`);
    return within.every((slot) => this.toldBuckets.has(bucketName(member, fine, slot, edition)))
      ? 'told'
      : 'partly';
  }

  /** Whether a member has cells at a grain. */
  private isTable(member: Member, grain: Grain): boolean {
    const shape = shapeOf(member);
    if (shape.startsWith('promise')) return GRAINS.indexOf(grain) >= GRAINS.indexOf('day');
    const at = FINEST[shape];
    return at !== undefined && GRAINS.indexOf(at) <= GRAINS.indexOf(grain);
  }

  private sums(
    whole: Cell,
    parts: readonly Cell[],
    facts: readonly Fact[],
    fine: Grain,
    shape: string,
    isAll: boolean,
  ): void {
    const isCross = isCrossed(shape);
    const { ledger } = this;
    for (const fact of facts) {
      if (
        GRAINS.indexOf(this.finestOf(fact)) > GRAINS.indexOf(fine) ||
        (isCross && !this.crossFacts.has(fact))
      )
        continue;
      const same = ledger.same.get(fact);
      if (same !== undefined) continue;
      const terms: Term[] = [];
      for (const part of parts) {
        const variable = ledger.fact(part, fact);
        if (variable !== null) terms.push([variable, 1]);
      }
      const total = ledger.fact(whole, fact);
      if (total !== null) terms.push([total, -1]);
      ledger.bounds.sum(terms, isAll ? 0 : -MOST, 0);
    }
  }

  private addTables(cells: readonly Cell[], facts: readonly Fact[]): void {
    for (const [parent, child, over] of TABLES) {
      const parts = Map.groupBy(
        cells.filter(({ member }) => shapeOf(member) === child),
        ({ member, grain, start }) => `${without(member, over)} ${grain} ${start}`,
      );
      for (const whole of cells) {
        if (shapeOf(whole.member) !== parent || !this.isTable(childOf(child), whole.grain)) continue;
        if (whole.edition !== '' && !this.hasChild(whole.edition, child)) continue;
        if (
          over === 'cause' &&
          parent !== 'cause' &&
          !CAUSABLE.some((one) => whole.member.includes(`category=${one}`))
        )
          continue;
        const own = child === 'language' || child === 'region' ? ROW_FACTS : facts;
        const told = own.filter((fact) => this.isTold(whole, fact));
        this.sums(
          whole,
          parts.get(`${whole.member} ${whole.grain} ${whole.start}`) ?? [],
          told,
          whole.grain,
          child,
          !isSlot(whole.grain) ||
            this.toldBuckets.has(bucketName(childOf(child), whole.grain, whole.start, whole.edition)),
        );
      }
    }
  }

  /** Whether what divides a table further was read of an earlier time. */
  private hasChild(edition: string, child: string): boolean {
    return edition === this.scope.edition?.asOf
      ? child !== 'language' && child !== 'region'
      : VISITED.includes(child);
  }

  /** What a cause consists of is told where the records say so: no more than the cause. */
  private addSubCauses(cells: readonly Cell[]): void {
    const parts = Map.groupBy(
      cells.filter(({ member }) => shapeOf(member) === 'cause+sub_cause'),
      ({ member, start }) => `${without(member, 'sub_cause')} ${start}`,
    );
    for (const [, some] of parts) {
      const cause = this.ledger.find(without(some[0]!.member, 'sub_cause'), 'month', some[0]!.start);
      if (cause === undefined) continue;
      const terms = some.flatMap((part) => this.ledger.terms(part, { complaints: -1 }));
      this.ledger.bounds.sum([...terms, ...this.ledger.terms(cause, { complaints: 1 })], 0, 1e9);
    }
  }

  /** Windows that begin on one day and end on each after it: whatever is told of the whole of one is the sum of its days. */
  private addWindows(): void {
    const { windows } = this.scope;
    if (windows === null) return;
    for (const to of daysBetween(windows.from, windows.to)) {
      const days = daysBetween(windows.from, to);
      for (const by of ['channel', 'queue'] as const)
        for (const metric of ['attempts', 'offered', 'answered', 'abandoned']) {
          const rows = this.reader.breakdown(metric, by, windows.from, to);
          rows?.member.forEach((name, i) => {
            if (rows.status[i] === 'partial' || rows.value[i] === null) return;
            this.addOver(
              days,
              `${by}=${encodeURIComponent(name)}`,
              this.ledger.metrics.get(metric)!.numerator!,
              rows.value[i]!,
            );
          });
        }
      for (const channel of ['', 'phone', 'email']) {
        interface Levels {
          formulas: { metric: string[]; value: (number | null)[]; n: (number | null)[]; status: string[] };
          clocks: { metric: string; attained: Said }[];
        }
        const query = `from=${windows.from}&to=${to}${channel && `&channel=${channel}`}`;
        const answer = this.reader.read<Levels>(`service-levels?${query}`);
        if (answer === null) continue;
        const { metric, value, n, status } = answer.formulas;
        const all: [string, Said][] = [
          ...metric.map((id, i): [string, Said] => [id, { value: value[i]!, n: n[i]!, status: status[i]! }]),
          ...answer.clocks.map(({ metric, attained }): [string, Said] => [metric, attained]),
        ];
        for (const [id, said] of all) {
          if (said.value === null || said.n === null || said.status === 'partial') continue;
          const words = this.ledger.metrics.get(id);
          if (words === undefined || words.denominator === null) continue;
          const member = channel && `channel=${channel}`;
          this.addOver(days, member, words.denominator, said.n);
          this.addOver(days, member, words.numerator!, Math.round(said.value * said.n));
        }
      }
    }
  }

  private addOver(
    days: readonly string[],
    member: Member,
    form: Readonly<Record<Fact, number>>,
    value: number,
  ): void {
    const terms = days.flatMap((day) => {
      const cell = this.ledger.find(member, 'day', day);
      return cell === undefined ? [] : this.ledger.terms(cell, form);
    });
    this.ledger.bounds.sum(joined(terms), value, value);
  }

  /**
   * What lies open of all that was due up to a day is part of what was broken on each. How much of one day is published nowhere,
   * and must not come out either.
   */
  private addOpen(): void {
    const { ledger } = this;
    const cells = ledger.cells.filter(
      ({ member, grain, edition }) => member.startsWith('promise=') && grain === 'day' && edition === '',
    );
    for (const cell of cells) {
      const base = ledger.fact(cell, 'promiseOpen');
      ledger.hidden.push({ cell, metric: 'open_of_promise', base, part: null, sum: null });
    }
    for (const { slug, through, said } of this.open) {
      if (said.value === null && said.status !== 'suppressed') continue;
      const due = cells.filter(({ member, start }) => member === `promise=${slug}` && start <= through);
      const terms = due.flatMap((cell) => ledger.terms(cell, { promiseOpen: 1 }));
      const [low, high] = said.value === null ? [0, MOST] : ledger.roundedFrom(said.value);
      ledger.bounds.sum(terms, low, high);
    }
  }

  /**
   * A usual hour is a sum over weeks, documented to be of those that are told: what it says is checked against them. Did it say
   * anything else, it would contradict them, and tell of the hidden ones.
   */
  private addProfiles(): void {
    const { hours } = this.scope;
    if (hours === null) return;
    const last = this.scope.profiles.at(-1);
    for (const { weekStart, reader } of this.scope.profiles)
      for (const channel of ['', ...this.dimensions.channel])
        for (const metric of PROFILED)
          for (const weeks of reader === last?.reader ? [4, 8, 13, 26, 52] : [4])
            this.addProfile(reader, weekStart, channel, metric, weeks, hours);
  }

  private addProfile(
    reader: Reader,
    weekStart: string,
    channel: string,
    metric: string,
    weeks: number,
    hours: { from: string; to: string },
  ): void {
    interface Profile {
      from: string;
      to: string;
      cells: {
        weekday: number[];
        time: string[];
        value: (number | null)[];
        n: (number | null)[];
        days: number[];
        status: string[];
      };
    }
    const member = channel && `channel=${channel}`;
    const query = `metric=${metric}&weeks=${weeks}${member && `&${member}`}`;
    const profile = reader.read<Profile>(`profile?${query}`);
    if (profile === null || profile.from < hours.from || profile.to > hours.to) return;
    if (addDays(profile.to, 1) !== weekStart) return;
    const { ledger } = this;
    const { numerator, denominator } = ledger.metrics.get(metric)!;
    const { weekday, time, value, n, days, status } = profile.cells;
    weekday.forEach((day, i) => {
      const hours = Array.from(
        { length: weeks },
        (_, week) => `${addDays(profile.from, 7 * week + day - 1)}T${time[i]}`,
      );
      const cells = hours
        .filter((hour) => !this.untoldHours.has(`${metric} ${member} ${hour}`))
        .flatMap((hour) => ledger.find(member, 'hour', hour) ?? []);
      const over = (form: Readonly<Record<Fact, number>>, low: number, high: number) => {
        const terms = joined(cells.flatMap((cell) => ledger.terms(cell, form)));
        if (terms.length === 0 && low > 0)
          throw new Contradiction(`${query}, ${day} ${time[i]}: somebody came in hours that are not told`);
        ledger.bounds.sum(terms, low, high);
      };
      if (status[i] === 'suppressed') return;
      this.usualHours++;
      if (denominator === null) {
        if (value[i] !== null)
          over(numerator!, Math.round(value[i]! * days[i]!), Math.round(value[i]! * days[i]!));
      } else if (value[i] !== null && n[i] !== null) {
        over(denominator, n[i]!, n[i]!);
        over(numerator!, Math.round(value[i]! * n[i]!), Math.round(value[i]! * n[i]!));
      }
    });
  }

  /** What came late is what is told at one time less what was told at an earlier one: nobody is taken away. */
  private addEditions(): void {
    const { edition, visits } = this.scope;
    if (edition !== null) this.addLater({ ...edition, earlier: edition.asOf, later: '', isWhole: true });
    visits.forEach(({ moment, from, to, hoursFrom, scored }, at) => {
      const next = visits[at + 1];
      const isReadOn = next !== undefined && next.from <= to;
      if (isReadOn)
        this.addLater({
          ...{ earlier: moment, later: next.moment, from: next.from, to },
          hoursFrom: hoursFrom === null ? null : next.hoursFrom,
        });
      this.addLater({
        ...{ earlier: moment, later: '', from, hoursFrom },
        to: isReadOn && hoursFrom === null ? addDays(next.from, -1) : to,
      });
      // As many as were known of when the day was scored came at the least, and one in each hour of those who did.
      for (const { member, date, came, recommended } of scored) {
        const cell = this.ledger.find(member, 'day', date);
        const least = Math.max(came ?? 0, recommended ?? 0);
        if (cell !== undefined && least > 0) this.ledger.state(cell, { offered: 1 }, least, MOST);
        if (came !== null) this.scored++;
      }
    });
  }

  private addLater(link: Link): void {
    const { ledger } = this;
    const { bounds } = ledger;
    const came = new Map<string, number>();
    for (const now of [...ledger.cells]) {
      if (now.edition !== link.later || !this.wasRead(now, link)) continue;
      const isPromise = now.member.startsWith('promise=');
      if (!ledger.has(now, isPromise ? 'due' : 'arrival')) continue;
      const then = ledger.find(now.member, now.grain, now.start, link.earlier);
      for (const fact of isPromise ? PROMISE_FACTS : EDITION_FACTS) {
        const after = ledger.fact(now, fact);
        const before = then === undefined ? null : ledger.fact(then, fact);
        if (after === null) continue;
        const late = bounds.variable(0);
        ledger.names[late] = { cell: now, fact: `late ${fact}` };
        came.set(`${now.member} ${now.grain} ${now.start} ${fact}`, late);
        bounds.sum([[after, 1], [late, -1], ...(before === null ? [] : [[before, -1] as Term])], 0, 0);
      }
    }
    // Who came late is counted in one member of each table.
    for (const [parent, child, over] of TABLES) {
      if (child === 'language' || child === 'region') continue;
      const wholes = new Map<string, Term[]>();
      for (const [name, late] of came) {
        const [member = '', grain, start, fact] = name.split(' ');
        if (shapeOf(member) !== child) continue;
        const key = `${without(member, over)} ${grain} ${start} ${fact}`;
        wholes.set(key, [...(wholes.get(key) ?? []), [late, 1]]);
      }
      // At a visit not all tables are read.
      if (wholes.size === 0) continue;
      for (const [name, late] of came) {
        const [member = '', grain = 'day'] = name.split(' ');
        if (shapeOf(member) !== parent || !this.isTable(childOf(child), grain as Grain)) continue;
        if (isSlot(grain as Grain)) continue;
        if (over === 'cause' && !CAUSABLE.some((one) => member.includes(`category=${one}`))) continue;
        bounds.sum([...(wholes.get(name) ?? []), [late, -1]], 0, 0);
      }
    }
  }

  /** Whether a cell was read at the earlier time too: where nothing was found of it then, there was nobody. */
  private wasRead(
    { member, grain, start }: Cell,
    { earlier, from, to, hoursFrom, isWhole = false }: Link,
  ): boolean {
    if (/language|region|sub_cause/.test(member)) return false;
    const end = bucketEnd({ grain, start });
    if (isWhole)
      return (
        ['day', 'week', 'month'].includes(grain) && start >= from && end <= to && !/promise/.test(member)
      );
    if (grain === '15min' || start.slice(0, 10) > to || end < from) return false;
    const shape = shapeOf(member);
    if (!VISITED.includes(shape)) return false;
    if (member.startsWith('promise=')) return start >= from;
    if (grain !== 'hour') return true;
    // Of a table of which nothing was told it is not known that there was nobody.
    return (
      hoursFrom != null &&
      start.slice(0, 10) >= hoursFrom &&
      this.toldBuckets.has(bucketName(member, grain, start, earlier))
    );
  }

  /** Where few numbers are left, each end is supposed in turn. */
  private tryEnds(): void {
    const { bounds, hidden } = this.ledger;
    const widthOf = (variable: number) => bounds.high[variable]! - bounds.low[variable]!;
    const coarse = hidden.filter(({ cell }) => cell.grain !== '15min' && cell.grain !== 'hour');
    const variables = new Set(coarse.flatMap(({ base, part }) => [base, part]).filter((one) => one !== null));
    const narrow = [...variables].filter((one) => widthOf(one) > 0 && widthOf(one) <= SMALL);
    // One after another through all of the year, not all of its first weeks.
    const step = Math.max(1, Math.floor(narrow.length / MOST_TRIED));
    for (let at = 0; at < narrow.length; at += step)
      if (widthOf(narrow[at]!) > 0) bounds.tryEnds(narrow[at]!, MOST_LOOKED);
  }

  private explainFault(message: string): string {
    const place = /(sum|variable) (\d+)/.exec(message);
    if (place === null) return '';
    const variables =
      place[1] === 'sum' ? this.ledger.bounds.variablesOf(Number(place[2])) : [Number(place[2])];
    const name = (variable: number) => {
      const { cell, fact } = this.ledger.names[variable] ?? { cell: null, fact: '?' };
      const { low, high } = this.ledger.bounds;
      return `${fact} of ${cell?.edition} ${cell?.member} ${cell?.grain} ${cell?.start} in ${low[variable]}…${high[variable]}`;
    };
    return variables.slice(0, 12).map(name).join('; ');
  }
}
