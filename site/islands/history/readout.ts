/** What is read at a point of the chart, and what lies between two of them, in words. */
import type { HistoryAnswer, HistoryPanel } from '../../../api/contract/history.ts';
import { parseDay } from '../../../db/domain/civil-day.ts';
import { readingOf } from '../../figures/figure.ts';
import { type NameOf, startOf } from '../../history/picture.ts';
import { changeOf, formatTick, formatValue, type HistorySay, nameBucket } from '../../history/reading.ts';
import { formatShortDay } from '../../words/date.ts';
import { formatDecimal } from '../../words/number.ts';

/** Time and value of every panel at a bucket, with what it is held against. */
export function readAt(answer: HistoryAnswer, index: number, say: HistorySay, nameOf: NameOf): string {
  const parts = answer.panels.map((panel) => {
    const value = partsAt(answer, panel, index, say).join(', ');
    return answer.panels.length > 1 ? `${nameOf(panel)} ${value}` : value;
  });
  return say.history.readout.at(nameAt(answer, index, say), parts.join(' · '));
}

function partsAt({ view }: HistoryAnswer, panel: HistoryPanel, index: number, say: HistorySay): string[] {
  const { readout, names } = say.history;
  const { cells, unit, compared, average, expected } = panel;
  const format = (value: number) => formatValue(say, unit, value);
  const status = cells.status[index] ?? 'missing';
  const value = cells.value[index] ?? null;
  const reading = readingOf(say, value, status, format, cells.n[index] ?? null);
  const parts = [value !== null && status !== 'final' ? readout.with(reading, say.status[status]) : reading];
  const before = compared?.value[index] ?? null;
  const date = compared?.date[index] ?? null;
  if (view.compare !== null && before !== null && date !== null) {
    const named = `${formatShortDay(say, parseDay(date) ?? 0)} ${date.slice(0, 4)}`;
    parts.push(readout.compared(names.compared[view.compare], format(before), named));
  }
  const mean = average?.value[index] ?? null;
  if (mean !== null) parts.push(readout.average(format(unit === 'count' ? Math.round(mean) : mean)));
  const [low, high] = [expected?.low[index] ?? null, expected?.high[index] ?? null];
  if (low !== null && high !== null) {
    const whole = (one: number) => format(unit === 'count' ? Math.round(one) : one);
    parts.push(readout.expected(whole(low), whole(high)));
  }
  return parts;
}

export function nameAt({ panels, view, clock }: HistoryAnswer, index: number, say: HistorySay): string {
  const cells = panels[0]?.cells;
  return cells === undefined ? '' : nameBucket(say, view.grain, startOf({ clock }, cells, index));
}

/** From one bucket of the first panel to another: absolute, relative, and per day between their starts. */
export function measureBetween(answer: HistoryAnswer, from: number, to: number, say: HistorySay): string {
  const words = say.history.measure;
  const [panel] = answer.panels;
  const [first, last] = from <= to ? [from, to] : [to, from];
  const [start, end] = [nameAt(answer, first, say), nameAt(answer, last, say)];
  const one = panel?.cells.value[first] ?? null;
  const other = panel?.cells.value[last] ?? null;
  if (panel === undefined || one === null || other === null) return words.unknown(start, end);
  const difference = other - one;
  const sign = difference < 0 ? '−' : '+';
  const isShare = panel.unit === 'share';
  const amount = (value: number) =>
    isShare ? say.history.points(formatDecimal(say, value * 100, 1)) : formatValue(say, panel.unit, value);
  const change = isShare ? null : changeOf(say, panel.unit, other, one);
  const days =
    (Date.parse(`${startOf(answer, panel.cells, last)}Z`) -
      Date.parse(`${startOf(answer, panel.cells, first)}Z`)) /
    86_400_000;
  const rate = days === 0 ? null : Math.abs(difference) / days;
  return words.result(
    start,
    end,
    `${sign}${amount(Math.abs(difference))}`,
    change === null ? '' : words.share(`${sign}${change.by}`),
    rate === null
      ? ''
      : words.perDay(
          `${sign}${panel.unit === 'count' ? formatTick(say, 'count', Number(rate.toPrecision(3))) : amount(rate)}`,
        ),
  );
}
