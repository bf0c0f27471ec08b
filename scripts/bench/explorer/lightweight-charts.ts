/** lightweight-charts for the harness: the library of the financial sites, with a line of its own kind. */
import { createChart, LineSeries, type UTCTimestamp } from 'lightweight-charts';

window.makeChart = (host, cells, width, height) => {
  const start = Date.parse(cells.start0!) / 1000;
  const points = cells.value.map((value, i) => {
    const time = (start + i * cells.step!) as UTCTimestamp;
    return value === null ? { time } : { time, value };
  });
  const chart = createChart(host, { width, height });
  chart.addSeries(LineSeries, { color: '#14507a', lineWidth: 1 }).setData(points);
  chart.timeScale().fitContent();
  return {
    setWindow(from, to) {
      chart.timeScale().setVisibleRange({ from: from as UTCTimestamp, to: to as UTCTimestamp });
    },
  };
};
