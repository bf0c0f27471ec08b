/**
 * The rules of a mapping, compiled once for a file to closures over the columns of its rows.
 * Owns what each construct of the language does; what may stand where has been checked by `mapping.ts`.
 */

import type { Zone } from '../domain/zone.ts';
import type { Source } from './adapter.ts';
import { type ColumnReader, compileCondition, conditionColumns } from './condition.ts';
import { compileDuration } from './duration-form.ts';
import { type Checked, type FieldType, Problem, parseNumber } from './field.ts';
import { type Mapping, type Plain, type Rule, type Steps, templateColumns, zoneOf } from './mapping.ts';
import type { Row } from './row.ts';
import { compilePattern, type TimePattern } from './time-pattern.ts';

export interface RuleContext {
  mapping: Mapping;
  /** The organisation's. */
  zone: Zone;
  column: ColumnReader;
  note(rule: string): void;
}

/** The source of a field. `field` is its name, for notes; `measure` says what its numbers stand for. */
export function compileRule(
  rule: Rule,
  field: string,
  measure: FieldType<unknown>['measure'],
  context: RuleContext,
): Source {
  if (typeof rule !== 'object' || rule === null) {
    const constant = textOf(rule);
    return () => constant;
  }
  if ('cases' in rule) {
    const cases = rule.cases.map(({ when, value }) => ({
      holds: compileCondition(when, context.column),
      source: compileRule(value, field, measure, context),
    }));
    const otherwise = compileRule(rule.else ?? null, field, measure, context);
    return (row) => {
      for (const { holds, source } of cases) if (holds(row)) return source(row);
      return otherwise(row);
    };
  }
  const text =
    'column' in rule ? context.column(rule.column) : compileTemplate(rule.template, context.column);
  return compileSteps(text, rule, field, measure, context);
}

/** The columns that a rule reads. */
export function ruleColumns(rule: Rule): string[] {
  if (typeof rule !== 'object' || rule === null) return [];
  if ('column' in rule) return [rule.column];
  if ('template' in rule) return templateColumns(rule.template);
  const cases = rule.cases.flatMap(({ when, value }) => [...conditionColumns(when), ...ruleColumns(value)]);
  return [...cases, ...ruleColumns(rule.else ?? null)];
}

function textOf(value: Plain): string | null {
  return value === null ? null : String(value);
}

function compileTemplate(template: string, column: ColumnReader): (row: Row) => string {
  const columns = templateColumns(template).map(column);
  const texts = template.split(/\{[^{}]+\}/);
  return (row) => {
    let joined = texts[0] ?? '';
    let empty = true;
    for (let index = 0; index < columns.length; index += 1) {
      const text = columns[index]?.(row) ?? '';
      if (text !== '') empty = false;
      joined += text + (texts[index + 1] ?? '');
    }
    return empty ? '' : joined;
  };
}

/** The steps in their order: table, then pattern or number. Empty text stays empty, unless a table lists it. */
function compileSteps(
  text: (row: Row) => string,
  steps: Steps,
  field: string,
  measure: FieldType<unknown>['measure'],
  context: RuleContext,
): Source {
  const looked = steps.table === undefined ? text : compileTable(text, steps.table, steps);
  const last = compileLast(steps, field, measure, context);
  if (last === null) return looked;
  return (row) => {
    const value = looked(row);
    return typeof value === 'string' && value !== '' ? last(value) : value;
  };
}

function compileTable(
  text: (row: Row) => string,
  table: Record<string, Plain>,
  { else: otherwise, keepOthers }: Steps,
): (row: Row) => Checked<string | null> {
  const known = new Map(Object.entries(table).map(([from, to]) => [from, textOf(to)]));
  const rest = otherwise === undefined ? undefined : textOf(otherwise);
  const listed = [...known.keys()].join(', ');
  return (row) => {
    const value = text(row);
    const found = known.get(value);
    if (found !== undefined) return found;
    if (rest !== undefined) return rest;
    if (keepOthers || value === '') return value;
    return new Problem(`the mapping does not list it; expected one of ${listed}`, value);
  };
}

type LastStep = (text: string) => Checked<string | number | null>;

function compileLast(
  steps: Steps,
  field: string,
  measure: FieldType<unknown>['measure'],
  context: RuleContext,
): LastStep | null {
  if (steps.pattern !== undefined) {
    const pattern = compilePattern(steps.pattern);
    if (typeof pattern === 'string') throw new Error(`unchecked pattern of ${field}: ${pattern}`);
    return measure === 'day' ? compileDay(pattern) : compileLocalTime(pattern, steps, field, context);
  }
  const isNumeric =
    steps.decimal !== undefined ||
    steps.unit !== undefined ||
    steps.multiply !== undefined ||
    steps.percent !== undefined ||
    steps.negative !== undefined;
  return isNumeric ? compileNumber(steps, field, context) : null;
}

function compileDay(pattern: TimePattern): LastStep {
  return (text) => {
    const civil = pattern.parse(text);
    return civil instanceof Problem ? civil : civil.day;
  };
}

function compileLocalTime(
  pattern: TimePattern,
  steps: Steps,
  field: string,
  { mapping, zone: organisation }: RuleContext,
): LastStep {
  const zone = zoneOf(steps.zone ?? mapping.zone ?? '', organisation);
  if (zone === null) throw new Error(`unchecked zone of ${field}`);
  const ambiguous = steps.ambiguous ?? mapping.ambiguous ?? 'reject';
  return (text) => {
    const civil = pattern.parse(text);
    if (civil instanceof Problem) return civil;
    // A date alone is the whole day, which begins at 01:00 where a clock change skips midnight.
    if (!pattern.hasTime) return zone.startOfDay(civil.day);
    const instants = zone.instantsOf(civil.day, civil.secondOfDay);
    const [first] = instants;
    if (first === undefined) {
      return new Problem(
        `this local time does not exist in ${zone.id}: the clock was put forward over it`,
        text,
      );
    }
    if (instants.length === 1 || ambiguous === 'earlier') return first;
    if (ambiguous === 'later') return instants[instants.length - 1] ?? first;
    return new Problem(
      `this local time comes twice in ${zone.id}, where the clock is put back; send an offset, or let the mapping say "ambiguous": "earlier" or "later"`,
      text,
    );
  };
}

function compileNumber(steps: Steps, field: string, { note }: RuleContext): LastStep {
  const factor = (steps.multiply ?? 1) * (steps.percent ? 0.01 : 1);
  const read = steps.unit === undefined ? parseNumber : compileDuration(steps.unit);
  const replaced = `negative ${field} read as ${steps.negative === 'zero' ? '0' : 'unknown'}, as the mapping says`;
  return (text) => {
    const plain = steps.percent ? text.replace(/\s*%$/, '') : text;
    if (steps.decimal === ',' && plain.includes('.')) {
      return new Problem('it has a point, and the mapping says that decimals follow a comma', text);
    }
    const number = read(steps.decimal === ',' ? plain.replace(',', '.') : plain);
    if (number instanceof Problem) return new Problem(number.reason, text);
    if (number < 0 && steps.negative !== undefined) {
      note(replaced);
      return steps.negative === 'zero' ? 0 : null;
    }
    // Twelve digits: 0.57 of a whole is 57 %, not 56.99999999999999.
    return factor === 1 && steps.unit === undefined ? number : Number((number * factor).toPrecision(12));
  };
}
