/** Conditions of a mapping, compiled to questions about a row. Refuses to change anything. */

import { Problem, parseNumber } from './field.ts';
import type { Condition } from './mapping.ts';
import type { Row } from './row.ts';

/** The text of a column in a row, without the space around it. */
export type ColumnReader = (name: string) => (row: Row) => string;
export type Question = (row: Row) => boolean;

export function compileCondition(condition: Condition, column: ColumnReader): Question {
  if ('all' in condition) return every(condition.all.map((part) => compileCondition(part, column)));
  if ('any' in condition) return some(condition.any.map((part) => compileCondition(part, column)));
  if ('none' in condition) {
    const any = some(condition.none.map((part) => compileCondition(part, column)));
    return (row) => !any(row);
  }
  const read = column(condition.column);
  const { equals, not, empty, greaterThan, lessThan } = condition;
  const questions: Question[] = [];
  if (equals !== undefined) questions.push((row) => read(row) === equals);
  if (not !== undefined) questions.push((row) => read(row) !== not);
  if (condition.in !== undefined) {
    const wanted = new Set(condition.in);
    questions.push((row) => wanted.has(read(row)));
  }
  if (condition.notIn !== undefined) {
    const unwanted = new Set(condition.notIn);
    questions.push((row) => !unwanted.has(read(row)));
  }
  if (empty !== undefined) questions.push((row) => (read(row) === '') === empty);
  if (greaterThan !== undefined) questions.push((row) => numberIn(read(row)) > greaterThan);
  if (lessThan !== undefined) questions.push((row) => numberIn(read(row)) < lessThan);
  return every(questions);
}

/** The columns a condition looks at. */
export function conditionColumns(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(conditionColumns);
  if ('any' in condition) return condition.any.flatMap(conditionColumns);
  if ('none' in condition) return condition.none.flatMap(conditionColumns);
  return [condition.column];
}

function every(questions: readonly Question[]): Question {
  const [only] = questions;
  return questions.length === 1 && only !== undefined
    ? only
    : (row) => questions.every((question) => question(row));
}

function some(questions: readonly Question[]): Question {
  return (row) => questions.some((question) => question(row));
}

/** NaN, which is neither above nor below anything, for text that is no number. */
function numberIn(text: string): number {
  if (text === '') return Number.NaN;
  const value = parseNumber(text);
  return value instanceof Problem ? Number.NaN : value;
}
