/** Views of the past and what happened beside them, asked once and kept for a while. Refuses answers of another shape. */
import type { EventsAnswer } from '../../api/contract/events.ts';
import type { HistoryAnswer } from '../../api/contract/history.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { CELL_STATUSES } from '../../db/domain/cell.ts';
import { isGroup } from '../group.ts';
import type { AboutMetric } from '../words/method.ts';
import { isolateOperatorWords, type Turn } from '../words/operator-words.ts';
import { fetchAnswer } from './fetch-answer.ts';

const API = '/api/v1';
/** A view that was refused, with the reason as the API gave it. */
export class RefusedError extends Error {
  override name = 'RefusedError';
}

/** `turn`: what becomes of the operator's words. */
export async function fetchHistory(
  question: string,
  signal: AbortSignal,
  turn: Turn,
): Promise<HistoryAnswer> {
  const address = `${API}/history?${question}`;
  const answer = await fetchAnswer(address, readHistory, signal, [422]);
  if ('detail' in answer) throw new RefusedError(String(answer.detail));
  return isolateOperatorWords(answer as HistoryAnswer, turn);
}

/** The opening view as it was published: there even where the API is not. */
export function fetchOpening(signal: AbortSignal, turn: Turn): Promise<HistoryAnswer> {
  return fetchAnswer(
    '/data/v1/history/opening.json',
    (one) => (isHistory(one) ? isolateOperatorWords(one, turn) : null),
    signal,
  );
}

export function fetchEvents(signal: AbortSignal, turn: Turn): Promise<EventsAnswer> {
  return fetchAnswer(
    '/data/v1/events.json',
    (one) => (isEvents(one) ? isolateOperatorWords(one, turn) : null),
    signal,
  );
}

/** What each figure means, in the language of the page; from a file of the site, asked for once. */
export function fetchAbout(address: string): Promise<Readonly<Record<string, AboutMetric>>> {
  about ??= fetchAnswer(address, (one) => (isAbout(one) ? one : null), AbortSignal.timeout(20_000)).catch(
    (error: unknown) => {
      about = null;
      throw error;
    },
  );
  return about;
}

let about: Promise<Readonly<Record<string, AboutMetric>>> | null = null;

function isAbout(answer: unknown): answer is Readonly<Record<string, AboutMetric>> {
  return isGroup(answer) && Object.values(answer).every((one) => isGroup(one) && Array.isArray(one.terms));
}

/** All of a metric by week, for the map of the whole history. */
export function fetchWeeks(metric: string, signal: AbortSignal): Promise<SeriesAnswer> {
  return fetchAnswer(`/data/v1/series/week/${metric}.json`, (one) => (isSeries(one) ? one : null), signal);
}

function readHistory(answer: unknown): HistoryAnswer | { detail: string } | null {
  if (isGroup(answer) && typeof answer.detail === 'string') return { detail: answer.detail };
  return isHistory(answer) ? answer : null;
}

export function isHistory(answer: unknown): answer is HistoryAnswer {
  if (
    !isGroup(answer) ||
    !isGroup(answer.view) ||
    !Array.isArray(answer.panels) ||
    !Array.isArray(answer.grains)
  ) {
    return false;
  }
  const { view, panels, clock, asOf } = answer;
  if (typeof view.from !== 'string' || typeof view.to !== 'string' || typeof view.grain !== 'string')
    return false;
  if (!Array.isArray(clock) || clock.length === 0 || typeof asOf !== 'string') return false;
  return panels.every(isPanel);
}

function isPanel(panel: unknown): boolean {
  if (!isGroup(panel) || typeof panel.metric !== 'string' || typeof panel.unit !== 'string') return false;
  const { filter, cells, whole, compared, average, expected } = panel;
  if (!isGroup(filter) || !isCells(cells)) return false;
  const { length } = (cells as { value: unknown[] }).value;
  const isColumn = (column: unknown) => Array.isArray(column) && column.length === length;
  const isWhole = (one: unknown) => one === null || (isGroup(one) && typeof one.status === 'string');
  const holds = (part: unknown, ...columns: string[]) =>
    part === undefined || part === null || (isGroup(part) && columns.every((name) => isColumn(part[name])));
  return (
    isWhole(whole) &&
    holds(compared, 'date', 'value', 'n', 'status') &&
    (!isGroup(compared) || isWhole(compared.whole)) &&
    holds(average, 'value') &&
    holds(expected, 'low', 'high')
  );
}

function isSeries(answer: unknown): answer is SeriesAnswer {
  if (!isGroup(answer) || !Array.isArray(answer.series)) return false;
  return answer.series.every((one) => isGroup(one) && isCells(one.cells));
}

function isEvents(answer: unknown): answer is EventsAnswer {
  if (!isGroup(answer) || !Array.isArray(answer.events)) return false;
  return answer.events.every(
    (one) =>
      isGroup(one) &&
      typeof one.id === 'string' &&
      typeof one.kind === 'string' &&
      typeof one.from === 'string',
  );
}

function isCells(cells: unknown): boolean {
  if (!isGroup(cells)) return false;
  const { value, status, start, start0, step } = cells;
  if (!Array.isArray(value) || !Array.isArray(status) || status.length !== value.length) return false;
  const hasStarts = Array.isArray(start)
    ? start.length === value.length
    : typeof start0 === 'string' && Number.isFinite(step);
  return (
    (hasStarts || value.length === 0) &&
    value.every((one) => one === null || Number.isFinite(one)) &&
    status.every((one) => CELL_STATUSES.includes(one as never))
  );
}
