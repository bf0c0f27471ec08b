/** Candour's own chart for the harness: SVG state and canvas as the explorer uses them. */
import { clockOf } from '../../../db/domain/civil-clock.ts';
import type { CivilTick } from '../../../site/charts/history/civil-ticks.ts';
import { timeSeriesOf } from '../../../site/charts/history/time-series.ts';
import { CanvasPlot } from '../../../site/islands/explorer/canvas-plot.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Heading and labels around the plot, so that the whole is as high as the others. */
const AROUND = 70;

const labelOf = ({ level, opens, dayOfMonth, month, year }: CivilTick) => {
  if (level === 'year') return String(year);
  if (level === 'month') return opens === 'year' ? `${MONTHS[month - 1]} ${year}` : MONTHS[month - 1]!;
  return `${dayOfMonth} ${MONTHS[month - 1]}`;
};

window.makeChart = (host, cells, width, height) => {
  host.className = 'plot';
  const plot = new CanvasPlot(host, {
    axis: { clock: clockOf([[0, 0]]), labelOf },
    plotHeight: height - AROUND,
    hasTimeLabels: true,
  });
  const series = timeSeriesOf(cells);
  plot.setSeries({
    heading: 'Contacts',
    unit: 'an hour',
    series,
    comparison: null,
    average: null,
    band: null,
    kind: 'line',
    values: { kind: 'count' },
    breaks: [],
    words: {
      inPlace: { closed: 'closed', missing: 'no record', suppressed: 'hidden' },
      notes: { closed: '', missing: '', suppressed: '', provisional: '', partial: '' },
      rangeShown: '',
      brokenAxis: '',
      timeCut: '',
    },
    format: String,
  });
  plot.resize(width);
  plot.setWindow(series.at[0]!, series.at.at(-1)!);
  plot.draw();
  return {
    setWindow(from, to) {
      plot.setWindow(from, to);
      plot.draw();
    },
  };
};
