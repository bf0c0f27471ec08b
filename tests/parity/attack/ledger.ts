/**
 * What a stranger writes down: every published cell as equations between unknown whole numbers, the facts that the registry
 * of metrics names, by member, time and fact. Owns the documentation's rules in arithmetic (hidden is 1 to 9, reasons are
 * rounded to 5, what adds up to what); refuses to look behind the answers.
 */
import { Bounds, MOST, type Term } from './bounds.ts';
import { addDays, type Grain, type Member, type MetricWords, type Said } from './published.ts';

/** Documented: counts from 1 to 9 are hidden, counts by reason are rounded to 5, satisfaction by reason needs 30 answers. */
const THRESHOLD = 10;
const BASE = 5;
const HALF = 2;
const MOST_SUM = 1e13;

/** Not counts of contacts that add up. */
const SKIPPED = /^(occupancy|half_hours_met|backlog_age_.*|complaint_days_.*|response_rate)$/;

export interface Cell {
  id: number;
  member: Member;
  grain: Grain;
  start: string;
  /** '' of now; else the edition as of which it was read */
  edition: string;
}

/** A cell that is hidden, and the unknowns that would tell it: null is 0. */
export interface Hidden {
  cell: Cell;
  metric: string;
  /** a count, the base of a share, or the contacts behind a mean */
  base: number | null;
  /** of a share */
  part: number | null;
  /** of a mean */
  sum: number | null;
}

export type Fact = string;
type Form = Readonly<Record<Fact, number>>;

const FAMILIES = ['arrival', 'due', 'survey', 'recommend', 'stock'] as const;
export type Family = (typeof FAMILIES)[number];

export function familyOf(fact: Fact): Family {
  if (fact === 'due' || fact === 'kept' || fact === 'promiseOpen') return 'due';
  if (fact === 'stock') return 'stock';
  if (/^(promoters|detractors|recommendAnswers)$/.test(fact)) return 'recommend';
  return /^(survey|score|rawScore)/.test(fact) ? 'survey' : 'arrival';
}

export class Ledger {
  readonly bounds = new Bounds();
  readonly cells: Cell[] = [];
  readonly hidden: Hidden[] = [];
  readonly metrics: ReadonlyMap<string, MetricWords>;
  /** facts that are the same wherever they are published: waits that are always known */
  readonly same = new Map<Fact, Fact | null>();
  /** of each variable: its cell and fact */
  readonly names: { cell: Cell; fact: string }[] = [];
  /** tables of which any cell was told, by name */
  readonly toldTables = new Set<string>();
  /** variables that were published as they are */
  readonly told = new Set<number>();
  /** hidden figures of days, and noughts told of hours and quarter-hours, by metric and member */
  private readonly hiddenDays = new Set<string>();
  private readonly toldNoughts = new Set<string>();
  /** by reason there are numbers that are no multiple of 5: nothing is rounded, whatever is documented */
  isPlain = false;
  private readonly byName = new Map<string, Cell>();
  private readonly filled: Set<Family>[] = [];
  private readonly variables = new Map<string, number>();

  constructor(metrics: readonly MetricWords[]) {
    this.metrics = new Map(metrics.map((metric) => [metric.id, metric]));
  }

  /** A cell that was read; not one of which nothing is known. */
  cell(member: Member, grain: Grain, start: string, edition = ''): Cell {
    const name = `${edition} ${member} ${grain} ${start}`;
    let cell = this.byName.get(name);
    if (cell === undefined) {
      cell = { id: this.cells.length, member, grain, start, edition };
      this.byName.set(name, cell);
      this.cells.push(cell);
      this.filled.push(new Set());
    }
    return cell;
  }

  find(member: Member, grain: Grain, start: string, edition = ''): Cell | undefined {
    return this.byName.get(`${edition} ${member} ${grain} ${start}`);
  }

  has(cell: Cell, family: Family): boolean {
    return this.filled[cell.id]!.has(family);
  }

  /** The unknown of a fact in a cell; null where it is 0. */
  fact(cell: Cell, fact: Fact): number | null {
    const same = this.same.get(fact);
    if (same === null || !this.has(cell, familyOf(fact))) return null;
    const own = same ?? fact;
    return this.named(cell, own, () => this.bounds.variable(0, /(Ms|Micro)$/.test(own) ? MOST_SUM : MOST));
  }

  /** The unknown of a sum of facts; null where it is 0. */
  form(cell: Cell, form: Form): number | null {
    const terms = this.terms(cell, form);
    if (terms.length === 0) return null;
    if (terms.length === 1 && terms[0]![1] === 1) return terms[0]![0];
    const name = Object.entries(form)
      .map(([fact, factor]) => `${factor < 0 ? '−' : '+'}${fact}`)
      .join('');
    return this.named(cell, name, () => {
      const made = this.bounds.variable('detractors' in form ? -MOST : 0, MOST_SUM);
      this.bounds.sum([...terms, [made, -1]], 0, 0);
      return made;
    });
  }

  terms(cell: Cell, form: Form): Term[] {
    const factors = new Map<number, number>();
    for (const [fact, factor] of Object.entries(form)) {
      const variable = this.fact(cell, fact);
      if (variable !== null) factors.set(variable, (factors.get(variable) ?? 0) + factor);
    }
    return [...factors].filter(([, factor]) => factor !== 0);
  }

  private named(cell: Cell, fact: string, make: () => number): number {
    const key = `${cell.id} ${fact}`;
    let variable = this.variables.get(key);
    if (variable === undefined) {
      variable = make();
      this.variables.set(key, variable);
      this.names[variable] = { cell, fact };
    }
    return variable;
  }

  /** A sum of facts lies between two numbers. */
  state(cell: Cell, form: Form, low: number, high: number): void {
    this.bounds.sum(this.terms(cell, form), low, high);
  }

  /** Says that a cell has contacts, due cases or answers at all; of every other cell that was read it has none. */
  fill(cell: Cell, family: Family): void {
    this.filled[cell.id]!.add(family);
  }

  /** Whether a published figure says that there was nobody at all. */
  static isNobody({ value, n, status }: Said): boolean {
    return status === 'closed' || (value === 0 && !n) || (status === 'missing' && n === 0);
  }

  /** Writes down one published cell; `isListed`: where it is hidden, it is one of those to find out. */
  enter(cell: Cell, id: string, said: Said, isListed = true): void {
    const metric = this.metrics.get(id);
    if (metric === undefined || SKIPPED.test(id)) return;
    if (id === 'backlog') this.enterCount(cell, id, { stock: 1 }, said, true, isListed);
    else if (id.startsWith('wait_p'))
      this.enterMean(
        cell,
        id,
        {
          form: id.endsWith('_only')
            ? { waitKnown: 1 }
            : { waitKnown: 1, abandoned: 1, abandonWaitUnknown: -1 },
        },
        said,
        isListed,
      );
    else if (id === 'longest_wait') this.enterLongest(cell, said);
    else if (metric.denominator === null) {
      const isRounded = this.isRounded(cell, metric);
      this.enterCount(cell, id, metric.numerator!, said, isRounded, isListed);
    } else if (metric.unit === 'share' || metric.unit === 'per_1000')
      this.enterShare(cell, metric, said, isListed);
    else
      this.enterMean(
        cell,
        id,
        { form: metric.denominator, sum: metric.numerator!, scale: scaleOf(metric) },
        said,
        isListed,
      );
  }

  isRounded(cell: Cell, { definition }: MetricWords): boolean {
    if (this.isPlain) return false;
    return /category|cause|language|region/.test(cell.member) || /rounded to 5/.test(definition);
  }

  private enterCount(
    cell: Cell,
    metric: string,
    form: Form,
    said: Said,
    isRounded: boolean,
    isListed: boolean,
  ): void {
    const { value, status } = said;
    if (status === 'suppressed') {
      const base = this.form(cell, form);
      this.within(base, this.leastHidden(cell, metric), MOST);
      if (isListed) this.hidden.push({ cell, metric, base, part: null, sum: null });
    } else if (value !== null || status === 'closed') {
      this.counted(this.form(cell, form), value ?? 0, isRounded);
    }
  }

  /** What is told of a cell as it is now, for what that says of those that are hidden. */
  see({ member, grain, start }: Omit<Cell, 'id' | 'edition'>, metric: string, { value, status }: Said): void {
    if (value !== null) this.toldTables.add(tableOf({ member, grain, start }, metric));
    if (grain === 'day' && status === 'suppressed') this.hiddenDays.add(`${metric} ${member} ${start}`);
    if (/T/.test(start) && value === 0)
      this.toldNoughts.add(`${metric} ${member} ${grain} ${start.slice(0, 10)}`);
  }

  /**
   * Documented: nobody at all is told, but not in a table that is not told, nor where something was hidden in the week before and
   * it is hidden ahead, nor in any hour of a day of which noughts are hidden. Elsewhere what is hidden is somebody. What was read
   * earlier may not have been decided then. Of what lies open nought is hidden where all else of the cell is.
   */
  private leastHidden(cell: Cell, metric: string): number {
    const { member, grain, start, edition } = cell;
    if (edition !== '' || metric === 'backlog' || !this.toldTables.has(tableOf(cell, metric))) return 0;
    if (grain === 'day') return this.hiddenDays.has(`${metric} ${member} ${addDays(start, -7)}`) ? 0 : 1;
    if (grain === 'week' || grain === 'month') return 1;
    return this.toldNoughts.has(`${metric} ${member} ${grain} ${start.slice(0, 10)}`) ? 1 : 0;
  }

  private enterShare(cell: Cell, metric: MetricWords, said: Said, isListed: boolean): void {
    const { value, n, status } = said;
    const base = this.form(cell, metric.denominator!);
    const part = this.form(cell, metric.numerator!);
    if (value !== null && n !== null) {
      const isRounded = this.isRounded(cell, metric);
      this.counted(base, n, isRounded);
      this.counted(part, Math.round((value * n) / (metric.unit === 'per_1000' ? 1000 : 1)), isRounded);
      const rest = this.form(cell, difference(metric));
      // Documented: the rest of a share that is shown is none, or ten and more.
      const isAll = Math.round(value * n) === n * (metric.unit === 'per_1000' ? 1000 : 1);
      if (isRounded) this.within(rest, isAll ? 0 : THRESHOLD, isAll ? 0 : MOST);
    } else if (status === 'missing' && n === 0) this.within(base, 0, 0);
    else if (status === 'suppressed') {
      this.within(base, this.leastHidden(cell, metric.id), MOST);
      if (isListed) this.hidden.push({ cell, metric: metric.id, base, part, sum: null });
    }
  }

  private enterMean(
    cell: Cell,
    metric: string,
    { form, sum, scale = 1 }: { form: Form; sum?: Form; scale?: number },
    said: Said,
    isListed: boolean,
  ): void {
    const { value, n, status } = said;
    const base = this.form(cell, form);
    const total = sum === undefined ? null : this.form(cell, sum);
    if (value !== null && n !== null) {
      const words = this.metrics.get(metric)!;
      if (!this.isRounded(cell, words) || isUnrounded(n)) {
        this.counted(base, n, false);
        if (sum !== undefined) this.within(total, value * n * scale, value * n * scale);
      } else if (sum === undefined) this.counted(base, n, true);
      else {
        // A mean of whole numbers is a fraction: few numbers of contacts near the rounded one can be under it.
        const could = fits(value * scale, Math.max(n - HALF, THRESHOLD), n + HALF);
        this.within(base, could[0] ?? n - HALF, could.at(-1) ?? n + HALF);
        if (could.length === 1) this.within(total, value * could[0]! * scale, value * could[0]! * scale);
      }
    } else if (status === 'missing' && n === 0) this.within(base, 0, 0);
    else if (status === 'suppressed') {
      this.within(base, this.leastHidden(cell, metric), MOST);
      if (isListed) this.hidden.push({ cell, metric, base, part: null, sum: total });
    }
  }

  /** Told to the minute and without n where fewer than ten came. */
  private enterLongest(cell: Cell, { value, n, status }: Said): void {
    if (value === null && !(status === 'missing' && n === 0)) return;
    const ended = this.form(cell, { answered: 1, abandoned: 1 });
    if (value === null) this.within(ended, 0, 0);
    else if (n === null) this.within(ended, 0, MOST);
    else this.counted(ended, n, this.isRounded(cell, this.metrics.get('longest_wait')!));
  }

  /** A published count: exact, or rounded to 5, of which one can be sure where it is no multiple of 5. */
  counted(variable: number | null, value: number, isRounded: boolean): void {
    if (!isRounded || value === 0 || isUnrounded(value)) {
      this.within(variable, value, value);
      if (variable !== null) this.told.add(variable);
    } else this.within(variable, Math.max(THRESHOLD, value - HALF), value + HALF);
  }

  /** Of what lies open: rounded to 5, nought as nought. */
  roundedFrom(value: number): [low: number, high: number] {
    return value === 0 ? [0, 0] : [Math.max(THRESHOLD, value - HALF), value + HALF];
  }

  within(variable: number | null, low: number, high: number): void {
    if (variable !== null) this.bounds.narrow(variable, low, high);
    else if (low > 0) throw new Error(`somebody is where there was nobody: ${low} to ${high}`);
  }
}

/** A metric by the same things in the same stretch of time. */
export function tableOf(
  { member, grain, start }: Pick<Cell, 'member' | 'grain' | 'start'>,
  metric: string,
): string {
  const shape = member.replaceAll(/=[^&]*/g, '');
  return `${metric} ${shape} ${grain} ${start}`;
}

function isUnrounded(value: number): boolean {
  return value % BASE !== 0 || (value > 0 && value < THRESHOLD);
}

function difference({ numerator, denominator }: MetricWords): Form {
  const rest: Record<string, number> = { ...denominator };
  for (const [fact, factor] of Object.entries(numerator!)) rest[fact] = (rest[fact] ?? 0) - factor;
  return rest;
}

function scaleOf({ numerator, unit }: MetricWords): number {
  const [first = ''] = Object.keys(numerator!);
  return first.endsWith('Ms') ? 1000 : first.endsWith('Micro') ? 1e6 : unit === 'points' ? 0.01 : 1;
}

/** The numbers of contacts of which a mean could be this one, each contact whole milliseconds or whole points. */
function fits(mean: number, low: number, high: number): number[] {
  const could: number[] = [];
  for (let n = low; n <= high; n++) {
    const sum = mean * n;
    if (Math.abs(sum - Math.round(sum)) < 1e-9 * Math.max(1, sum)) could.push(n);
  }
  return could;
}
