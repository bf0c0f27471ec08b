/**
 * The explorer's drawing as its page uses it: an example to copy, and what the test beside it drives.
 *
 * 1. `timeSeriesOf` turns the columns of `/api/v1/series` into typed arrays; `clockOf` makes the organisation's wall
 *    clock from the offsets that the page was built with (`offsetChanges` of its zone). Neither needs Intl.
 * 2. A `HistoryPanelState` says what a panel shows. It is the same for the SVG (`placeHistory` → `printPicture`, on the
 *    server and for the downloads) and for the canvas (`CanvasPlot`), which is what the reader moves.
 * 3. `setSeries`, `resize` and `setWindow` only take note; `draw` draws, at once. Moving the pointer calls `hitTest` and
 *    `setCrosshair`, which touch the upper layer alone.
 */
import { clockOf, type OffsetChanges } from '../../db/domain/civil-clock.ts';
import type { HistoryPanelState } from '../../site/charts/history/panel-state.ts';
import { placeHistory } from '../../site/charts/history/panels.ts';
import { type Columns, endOf, timeSeriesOf } from '../../site/charts/history/time-series.ts';
import { printPicture } from '../../site/charts/print.ts';
import { CanvasPlot } from '../../site/islands/explorer/canvas-plot.ts';

export interface Given {
  cells: Columns;
  offsets: OffsetChanges;
  width: number;
  kind: HistoryPanelState['kind'];
}

function show({ cells, offsets, width, kind }: Given) {
  const series = timeSeriesOf(cells);
  const state: HistoryPanelState = {
    heading: 'Contacts',
    unit: 'an hour',
    series,
    comparison: null,
    average: null,
    band: null,
    kind,
    values: { kind: 'count' },
    breaks: [],
    words: {
      inPlace: { closed: 'closed', missing: 'no record', suppressed: 'hidden' },
      notes: {
        closed: 'Tinted: closed',
        missing: 'Tick: no record',
        suppressed: 'Hatched: hidden to protect people',
        provisional: 'Dashed: provisional',
        partial: 'Hatched end: not over yet',
      },
      rangeShown: 'Range shown: least to most in each pixel',
      brokenAxis: 'The axis does not begin at 0%',
      timeCut: 'Closed hours are left out',
    },
    format: String,
  };
  const labels = {
    clock: clockOf(offsets),
    labelOf: ({ dayOfMonth }: { dayOfMonth: number }) => String(dayOfMonth),
  };
  const from = series.at[0]!;
  const to = endOf(series, series.at.length - 1);

  const host = document.createElement('div');
  host.className = 'plot';
  document.body.replaceChildren(host);
  const plot = new CanvasPlot(host, { axis: labels, plotHeight: 280, hasTimeLabels: true });
  plot.setSeries(state);
  plot.resize(width);
  plot.setWindow(from, to);
  plot.draw();

  const svg = () => {
    const history = {
      label: 'Contacts by hour',
      panels: [state],
      axis: { ...labels, from, to },
      events: [],
      joinEvents: String,
    };
    return printPicture(placeHistory(history, width).picture, 'contacts');
  };
  return { host, plot, series, svg };
}

export type Shown = ReturnType<typeof show>;
Object.assign(window, { show });
