/** What an attack found: how many hidden cells have one value left, or few, by table; and some of them in words. */

import type { Hidden, Ledger } from './ledger.ts';
import { shapeOf } from './tables.ts';

export interface Tally {
  family: string;
  shape: string;
  grain: string;
  hidden: number;
  /** one value is left */
  recovered: number;
  /** fewer than five are, recovered ones left out */
  few: number;
  /** fewer than nine are, the former left out */
  narrowed: number;
}

const ALL_LEFT = 9;
const THRESHOLD = 10;
const FEW_LEFT = 5;

/** How many values are left of a hidden cell: of a count, of the part of a share, of the contacts behind a mean. */
export function valuesLeft(ledger: Ledger, { base, part, metric }: Hidden): number {
  const { low, high } = ledger.bounds;
  const width = (variable: number | null) => (variable === null ? 1 : high[variable]! - low[variable]! + 1);
  const isShare =
    ledger.metrics.get(metric)?.denominator != null &&
    /share|per_1000/.test(ledger.metrics.get(metric)!.unit);
  return isShare ? Math.max(width(part), width(base)) : width(base);
}

/** That there was nobody is no secret: 0 is published where it is not in a table of small numbers. */
function isNobody({ bounds }: Ledger, { base, part }: Hidden): boolean {
  const most = (variable: number | null) => (variable === null ? 0 : bounds.high[variable]!);
  return most(base) === 0 || (part !== null && most(part) === 0 && bounds.low[base!]! >= THRESHOLD);
}

/** Documented to say how well records are kept: they are no secret, and hidden only where they are of few. */
const ABOUT_RECORDS = /^(linkage_coverage|(classified|cause|outcome|assessed)_share)$/;

/**
 * The hidden figures that must not come out: all but those of which a stranger can tell that they are none or not small. They
 * are hidden because others beside them are small, and tell of nobody.
 */
export function secretsOf(ledger: Ledger): Hidden[] {
  return ledger.hidden.filter(
    (hidden) => !ABOUT_RECORDS.test(hidden.metric) && !isNobody(ledger, hidden) && !isLarge(ledger, hidden),
  );
}

/** Known for ten or more; of a share the part and the rest too. */
function isLarge({ bounds, metrics }: Ledger, { base, part, metric }: Hidden): boolean {
  if (base === null || bounds.low[base]! < THRESHOLD) return false;
  if (metrics.get(metric)?.denominator == null || part === null) return true;
  const rest = bounds.low[base]! - bounds.high[part]!;
  return bounds.low[part]! >= THRESHOLD && rest >= THRESHOLD;
}

export function familyOf(metric: string): string {
  if (/^(offered|attempts)$/.test(metric)) return 'contacts';
  if (/^(answered|abandoned|contained|blocked|callbacks|messages|short_abandoned)$/.test(metric))
    return 'outcomes';
  if (/^complaint/.test(metric)) return 'complaints';
  if (/^(service_level|customer_service_level|answered_within)/.test(metric)) return 'service levels';
  if (metric === 'abandonment_rate') return 'gave up, share';
  if (/^(wait_|average_speed|longest|menu_time)/.test(metric)) return 'waits';
  if (/^(handle_time|hold_time|transfer_rate)/.test(metric)) return 'staff';
  if (/^(first_contact|repeat_rate|linkage|resolved)/.test(metric)) return 'resolution';
  if (/_demand_share$/.test(metric)) return 'demand';
  if (/_share$/.test(metric)) return 'coverage';
  if (/^(due|kept_by|backlog|open_of_promise)/.test(metric)) return 'cases';
  return 'satisfaction';
}

export function tallyOf(ledger: Ledger): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const hidden of secretsOf(ledger)) {
    const { cell, metric } = hidden;
    const family = familyOf(metric);
    const shape = shapeOf(cell.member) || 'all';
    const key = `${family} ${shape} ${cell.grain}`;
    const tally = tallies.get(key) ?? {
      family,
      shape,
      grain: cell.grain,
      hidden: 0,
      recovered: 0,
      few: 0,
      narrowed: 0,
    };
    tallies.set(key, tally);
    tally.hidden++;
    const left = valuesLeft(ledger, hidden);
    if (left === 1) tally.recovered++;
    else if (left < FEW_LEFT) tally.few++;
    else if (left < ALL_LEFT) tally.narrowed++;
  }
  return [...tallies.values()].sort((a, b) => b.recovered - a.recovered || b.hidden - a.hidden);
}

export function sumOf(tallies: readonly Tally[]): Pick<Tally, 'hidden' | 'recovered' | 'few' | 'narrowed'> {
  const sum = { hidden: 0, recovered: 0, few: 0, narrowed: 0 };
  for (const one of tallies) {
    sum.hidden += one.hidden;
    sum.recovered += one.recovered;
    sum.few += one.few;
    sum.narrowed += one.narrowed;
  }
  return sum;
}

/** As text, a line a table. */
export function table(tallies: readonly Tally[]): string {
  const line = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, i) => (i < 3 ? String(cell).padEnd([16, 24, 6][i]!) : String(cell).padStart(10)))
      .join('');
  const rows = tallies.map((one) =>
    line([one.family, one.shape, one.grain, one.hidden, one.recovered, one.few, one.narrowed]),
  );
  const { hidden, recovered, few, narrowed } = sumOf(tallies);
  return [
    line(['figures', 'table', 'by', 'hidden', 'recovered', '2 to 4', '5 to 8']),
    ...rows,
    line(['all', '', '', hidden, recovered, few, narrowed]),
  ].join('\n');
}

/** Of which fewer than five numbers are left, but more than one. */
export function fewLeft(ledger: Ledger, most: number): string[] {
  const { low, high } = ledger.bounds;
  return secretsOf(ledger)
    .filter((hidden) => {
      const left = valuesLeft(ledger, hidden);
      return left > 1 && left < FEW_LEFT;
    })
    .slice(0, most)
    .map(({ cell, metric, base, part }) => {
      const span = (one: number | null) => (one === null ? '0' : `${low[one]} to ${high[one]}`);
      const ofPart = part === null ? '' : `, part ${span(part)}`;
      return `few left: ${metric} of ${cell.member || 'all'}, ${cell.grain} ${cell.start}: ${span(base)}${ofPart}`;
    });
}

/** Recovered counts that follow from published figures in one step, as a person would say it; of different tables. */
export function examples(ledger: Ledger, most: number): string[] {
  const found = new Map<string, string>();
  for (const hidden of secretsOf(ledger)) {
    const { cell, metric, part, base } = hidden;
    if (valuesLeft(ledger, hidden) !== 1) continue;
    const variable = part ?? base;
    if (variable === null) continue;
    const table = `${familyOf(metric)} ${shapeOf(cell.member)} ${cell.grain}`;
    if (found.has(table)) continue;
    const words = inWords(ledger, metric, variable);
    if (words !== null) found.set(table, words);
  }
  return [...found.values()].slice(0, most);
}

/** Null where it follows from no single sum of published numbers. */
function inWords(ledger: Ledger, metric: string, variable: number): string | null {
  const { bounds, names, told } = ledger;
  const of = (one: number) => {
    const { cell, fact } = names[one]!;
    const place = cell.member === '' ? 'all' : decodeURIComponent(cell.member).replaceAll('&', ', ');
    return { place: `${place}, ${cell.grain} ${cell.start}`, fact };
  };
  const own = of(variable);
  for (const terms of bounds.equationsOf(variable)) {
    const others = terms.filter(([one]) => one !== variable);
    if (others.length < 1 || !others.every(([one]) => told.has(one) || bounds.high[one] === 0)) continue;
    const shown = others.filter(([one]) => bounds.high[one] !== 0);
    if (shown.length === 0) continue;
    const parts = shown.map(([one]) => {
      const { place, fact } = of(one);
      return `${fact}${place === own.place ? '' : ` of ${place}`} ${bounds.low[one]}`;
    });
    return `${own.place}: ${metric} is hidden, but ${parts.join(', ')} are published, so ${own.fact} is ${bounds.low[variable]}`;
  }
  return null;
}
