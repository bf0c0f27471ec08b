/** uPlot for the harness, as its documentation sets it up: its own ticks, cursor and gaps, one line, no points. */
import uPlot from 'uplot';

window.makeChart = (host, cells, width, height) => {
  const length = cells.value.length;
  const start = Date.parse(cells.start0!) / 1000;
  const at = new Float64Array(length);
  for (let i = 0; i < length; i++) at[i] = start + i * cells.step!;
  const options: uPlot.Options = {
    width,
    // Its title and legend would come on top: neither is shown.
    height,
    legend: { show: false },
    series: [{}, { stroke: '#14507a', width: 1, points: { show: false } }],
    // Its own default ends where the data end; this one begins at zero, as counts must.
    scales: { y: { range: (_, __, most) => [0, most] } },
  };
  const plot = new uPlot(options, [at, cells.value], host);
  return { setWindow: (min, max) => plot.setScale('x', { min, max }) };
};
