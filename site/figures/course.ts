/** The last months of any published metric as a line the size of a word, with its last value in words. */
import type { SeriesAnswer } from '../../api/contract/series.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { Picture } from '../charts/picture.ts';
import { placeSparkline } from '../charts/sparkline.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatMonth } from '../words/date.ts';
import { capitalise } from '../words/number.ts';
import { formatValue } from '../words/value.ts';
import { readingOf } from './figure.ts';
import { cellsOf, endedMonths } from './series-cells.ts';

const MONTHS = 13;

export interface MetricCourse {
  picture: Picture;
  /** "77% in October 2026", or the word for why there is none */
  last: string;
}

/** Of all contacts together, up to the last month that had ended by a day; null where fewer than two months have a value. */
export function courseOfMetric(
  say: Say,
  read: Read,
  { id, label, unit }: { id: string; label: string; unit: string },
  by: CivilDay,
): MetricCourse | null {
  const ended = endedMonths(cellsOf(read<SeriesAnswer>(`series/month/${id}`)), by, MONTHS);
  const cells = ended.slice(
    Math.max(
      0,
      ended.findIndex(({ status }) => status !== 'missing'),
    ),
  );
  const values = cells.flatMap(({ value }) => (value === null ? [] : [value]));
  const last = cells.at(-1);
  if (last === undefined || values.length < 2) return null;
  const words = say.sparkline;
  const format = (value: number) => formatValue(say, unit, value);
  const [from, to] = [formatMonth(say, cells[0]!.day), formatMonth(say, last.day)];
  const [low, high] = [format(Math.min(...values)), format(Math.max(...values))];
  const reading = readingOf(say, last.value, last.status, format, last.n);
  return {
    picture: placeSparkline({
      points: cells,
      label:
        last.value === null
          ? words.labelHidden(label, from, to, low, high)
          : words.label(label, from, to, low, high, reading),
    }),
    last: last.value === null ? say.labelled(capitalise(to), reading) : words.last(reading, to),
  };
}
