/** Shares of one base as dots on a line from none to all. Owns the scale and what the picture is called. */
import { type DotRow, placeIntervalDots } from '../charts/interval-dots.ts';
import { type Pictures, placeColumn } from '../charts/picture.ts';
import type { Say } from '../i18n/say.ts';
import { formatShare } from '../words/number.ts';

export function shareDots(say: Say, heading: string, rows: readonly DotRow[]): Pictures {
  const state = {
    rows,
    ...{ aim: null, from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1] },
    label: say.satisfaction.figure(heading, say.listing(rows.map(({ title }) => title))),
    format: (share: number) => formatShare(say, share),
  };
  return placeColumn((width) => placeIntervalDots(state, width));
}
