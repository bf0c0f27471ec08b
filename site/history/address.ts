/**
 * The explorer's view as its address, both ways: what is shared, kept and gone back to is the address alone.
 * Owns the names in it, which are those of /api/v1/history; refuses nothing: what it cannot read is left out and named.
 */
import { GRAINS, type Grain } from '../../db/domain/bucket.ts';
import { type CivilDay, formatDay, parseDay } from '../../db/domain/civil-day.ts';
import {
  COMPARISONS,
  type Comparison,
  HISTORY_DIMENSIONS,
  type HistoryDimension,
  MOST_PANELS,
  OPENING_VIEW,
  RANGES,
  type Range,
} from '../../db/domain/history-window.ts';

export interface HistoryView {
  /** one to four ids */
  metrics: readonly string[];
  /** a preset that ends on `to`; null: from `from` */
  range: Range | null;
  from: CivilDay | null;
  /** null: the last day of records */
  to: CivilDay | null;
  /** null: as suits the range */
  grain: Grain | null;
  filter: Readonly<Partial<Record<HistoryDimension, string>>>;
  by: HistoryDimension | null;
  compare: Comparison | null;
  average: boolean;
  expected: boolean;
  /** closed hours are left out of the axis; the answer is the same */
  isCut: boolean;
}

export const OPENING: HistoryView = {
  metrics: [OPENING_VIEW.metric],
  range: OPENING_VIEW.range,
  from: null,
  to: null,
  grain: null,
  filter: {},
  by: null,
  compare: OPENING_VIEW.compare,
  average: false,
  expected: false,
  isCut: false,
};

const PLAIN: HistoryView = { ...OPENING, compare: null };
const KNOWN = [
  'metric',
  'range',
  'from',
  'to',
  'grain',
  ...HISTORY_DIMENSIONS,
  'by',
  'compare',
  'average',
  'expected',
  'skip',
];
const LONGEST = 80;

/** `isMetric`: whether there is a metric of that id. `faults`: each parameter that was left out, as it was written. */
export function readAddress(
  search: URLSearchParams,
  isMetric: (id: string) => boolean,
): { view: HistoryView; faults: string[] } {
  if ([...search.values()].every((value) => value === '')) return { view: OPENING, faults: [] };
  const faults: string[] = [];
  const fault = (name: string, value: string) => {
    faults.push(`${name}=${value.slice(0, LONGEST)}`);
    return null;
  };
  const seen = new Set<string>();
  for (const [name, value] of search) {
    // Of what is written twice the first counts.
    if (!KNOWN.includes(name) || seen.has(name)) fault(name, value);
    seen.add(name);
  }

  const ids = (search.get('metric') || OPENING_VIEW.metric).split(',');
  const known = [...new Set(ids)].filter(isMetric);
  const metrics = known.slice(0, MOST_PANELS);
  if (metrics.length < ids.length)
    fault('metric', ids.filter((id) => !metrics.includes(id)).join(',') || ids.join(','));
  const from = dayIn('from');
  const to = dayIn('to');
  const range = choice('range', RANGES);
  const isBackwards = from !== null && to !== null && from > to;
  if (isBackwards) fault('from', search.get('from') ?? '');
  if (range !== null && from !== null) fault('from', search.get('from') ?? '');
  const isFree = range === null && from !== null && !isBackwards;
  const by =
    metrics.length > 1 && search.get('by')
      ? fault('by', search.get('by')!)
      : choice('by', HISTORY_DIMENSIONS);
  const filter: Partial<Record<HistoryDimension, string>> = {};
  for (const dimension of HISTORY_DIMENSIONS) {
    const member = search.get(dimension);
    if (!member) continue;
    if (dimension === by || member.length > LONGEST) fault(dimension, member);
    else filter[dimension] = member;
  }
  return {
    view: {
      metrics: metrics.length === 0 ? PLAIN.metrics : metrics,
      range: isFree ? null : (range ?? PLAIN.range),
      from: isFree ? from : null,
      to,
      grain: choice('grain', GRAINS),
      filter,
      by,
      compare: choice('compare', COMPARISONS),
      average: flag('average'),
      expected: flag('expected'),
      isCut: flag('skip'),
    },
    faults,
  };

  function choice<Name extends string>(name: string, names: readonly Name[]): Name | null {
    const value = search.get(name);
    if (!value) return null;
    return names.find((one) => one === value) ?? fault(name, value);
  }

  function dayIn(name: string): CivilDay | null {
    const value = search.get(name);
    if (!value) return null;
    return parseDay(value) ?? fault(name, value);
  }

  function flag(name: string): boolean {
    const value = search.get(name);
    if (value && value !== '1' && value !== '0') fault(name, value);
    return value === '1';
  }
}

/** Everything that the answer depends on, in one order: equal views have equal addresses. Without a question mark. */
export function questionOf(view: HistoryView): string {
  const pairs: [string, string][] = [['metric', view.metrics.join(',')]];
  if (view.range !== null) pairs.push(['range', view.range]);
  if (view.range === null && view.from !== null) pairs.push(['from', formatDay(view.from)]);
  if (view.to !== null) pairs.push(['to', formatDay(view.to)]);
  if (view.grain !== null) pairs.push(['grain', view.grain]);
  for (const dimension of HISTORY_DIMENSIONS) {
    const member = view.filter[dimension];
    if (member !== undefined) pairs.push([dimension, member]);
  }
  if (view.by !== null) pairs.push(['by', view.by]);
  if (view.compare !== null) pairs.push(['compare', view.compare]);
  if (view.average) pairs.push(['average', '1']);
  if (view.expected) pairs.push(['expected', '1']);
  // Commas part metrics and need no disguise.
  return new URLSearchParams(pairs).toString().replaceAll('%2C', ',');
}

/** What stands behind the page's address: empty for the opening view, else with its question mark. */
export function searchOf(view: HistoryView): string {
  const question = questionOf(view);
  const skip = view.isCut ? '&skip=1' : '';
  return question === questionOf(OPENING) && skip === '' ? '' : `?${question}${skip}`;
}

/**
 * The address of a view as a file, in the language of the page at `root` ("" or "/es"). How closed hours are drawn is
 * the pictures' matter alone.
 */
export function fileAddress(view: HistoryView, form: string, root: string): string {
  const cut = view.isCut && (form === 'svg' || form === 'png') ? '&skip=1' : '';
  return `${root}/history.${form}?${questionOf(view)}${cut}`;
}
