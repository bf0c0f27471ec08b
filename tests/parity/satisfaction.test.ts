import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstOfMonth, lastOfMonth } from './civil-dates.ts';
import { Comparison } from './comparison.ts';
import { type Counted, publish } from './disclosure-rule.ts';
import { type Ceiling, HidingComparison } from './hidden-beside.ts';
import { LoadedOrganisation } from './loaded-organisation.ts';
import { compareWith, rawFiles, readRows } from './raw-records.ts';

const files = rawFiles('dvla_evl');
/** Of the figures that the rule would show, how many in hundred at most are hidden beside small ones. */
const CEILINGS: Record<string, Ceiling> = { all: { hidden: 0 }, channel: { hidden: 11.5, withoutNumber: 2 } };
const CHANNELS: Record<string, string> = { IVR: 'phone', Web: 'web', Mixed: 'other' };

/** The mean of some answers, on the scale from 1, the best, to 5. */
interface Answers {
  month: string;
  channel: string;
  n: number;
  mean: number;
  /** of one answer it is 0 */
  sd: number;
}

function figuresOf(answers: readonly Answers[]): Record<string, Counted> {
  const n = answers.reduce((sum, row) => sum + row.n, 0);
  const mean = answers.reduce((sum, row) => sum + row.mean * row.n, 0) / n;
  const of = (value: number): Counted => (n === 0 ? { kind: 'nothing' } : { kind: 'mean', value, n });
  return {
    csat_mean_original: of(mean),
    // On the common scale 5 is the best.
    csat_mean: of(6 - mean),
    survey_answers: { kind: 'count', count: n },
    // Means tell nothing of single answers.
    csat_top2: { kind: 'nothing' },
  };
}

compareWith('vehicle licensing', files, () => {
  let office: LoadedOrganisation;
  let answers: Answers[];
  let outside = 0;
  let [from, to] = ['', ''];

  beforeAll(async () => {
    const rows = readRows(files);
    const scored = rows
      .filter((row) => row.Channel !== '' && row['Overall Customer Satisfaction Score (Avg)'] !== '')
      .map((row) => ({
        month: firstOfMonth(row['Date of Liability'] ?? ''),
        channel: CHANNELS[row.Channel ?? ''] ?? '',
        n: Number(row['Number of VRM']),
        mean: Number(row['Overall Customer Satisfaction Score (Avg)']),
        sd: Number(row['Overall Customer Satisfaction Score (Std Dev)'] || 0),
      }));
    // A 6 stands for "does not apply": as a mean it lies outside its scale.
    answers = scored.filter(({ mean }) => mean <= 5);
    outside = scored.length - answers.length;
    const months = answers.map(({ month }) => month).sort();
    from = months[0] ?? '';
    to = lastOfMonth(months.at(-1) ?? '');
    office = await LoadedOrganisation.load({
      configuration: { organisation: { name: 'Vehicle licensing', timeZone: 'Europe/London' } },
      mapping: 'dvla-satisfaction',
      files,
      now: '2011-06-01T12:00:00Z',
    });
  });
  afterAll(() => office?.close());

  test('has an aggregate for each row with a score on its scale', () => {
    expect(office.counts).toMatchObject({ accepted: answers.length, rejected: outside });
    expect(outside).toBe(1);
  });

  test('publishes by month, as it was asked and turned round, what the rule leaves of the means', () => {
    const comparison = new HidingComparison('vehicle licensing');
    for (const channel of [null, 'phone', 'web', 'other']) {
      const theirs = channel === null ? answers : answers.filter((row) => row.channel === channel);
      const months = theirs.map(({ month }) => month).sort();
      const groups = Map.groupBy(theirs, ({ month }) => month);
      for (const metric of Object.keys(figuresOf([]))) {
        const series = office.series(metric, 'month', channel === null ? {} : { channel }, from, to);
        for (const [name, found] of series) {
          const figures = figuresOf(groups.get(name) ?? []);
          const isSilent = name < (months[0] ?? '') || name > (months.at(-1) ?? '');
          const label = `${channel} ${name} ${metric}`;
          if (isSilent) {
            const n = figures[metric]?.kind === 'nothing' ? 0 : null;
            comparison.cell(label, found, { value: null, n, status: 'missing' });
            continue;
          }
          const standing = { isRounded: false, settled: 'final', empty: null };
          const table = channel === null ? 'all' : 'channel';
          comparison.hidable(table, label, found, figures[metric]!, standing, { tolerance: 1e-6 });
        }
      }
    }
    comparison.reportWithin(CEILINGS);
  });

  test('publishes by category, where thirty answers are asked for, the same means from thirty on, to as many digits as n may tell', () => {
    const comparison = new Comparison('vehicle licensing, by category');
    for (const [month, group] of Map.groupBy(answers, (row) => row.month)) {
      const counted = figuresOf(group).csat_mean!;
      const needed = counted.kind === 'mean' ? { ...counted, needed: 30 } : counted;
      const found = office.breakdown('csat_mean', 'category', month, lastOfMonth(month)).get('unclassified');
      const expected = publish(needed, { isRounded: true, settled: 'final', empty: null });
      const step = 10 ** -Math.floor(Math.log10((expected.n ?? 10) - 2));
      const rounded = expected.value === null ? null : step * Math.round(expected.value / step);
      comparison.number(month, found?.value ?? null, rounded, 1e-6);
      comparison.number(`${month} n`, found?.n ?? null, expected.n);
    }
    comparison.report();
  });

  test('publishes years by channel as what its published months give', () => {
    const comparison = new Comparison("vehicle licensing's years");
    for (let year = 2005; year <= 2009; year++) {
      for (const metric of ['csat_mean', 'csat_mean_original', 'survey_answers']) {
        const rows = office.breakdown(metric, 'channel', `${year}-01-01`, `${year}-12-31`);
        for (const channel of Object.values(CHANNELS)) {
          // A month that is hidden is not in the year, nor one whose mean is told without the number of its answers.
          const series = office.series(metric, 'month', { channel }, `${year}-01-01`, `${year}-12-31`);
          const shown = [...series.values()].filter(({ value, n }) => value !== null && (n ?? 0) !== 0);
          const n = shown.reduce((sum, cell) => sum + (cell.n ?? 0), 0);
          const total = shown.reduce((sum, { value, n: behind }) => sum + (value ?? 0) * (behind ?? 0), 0);
          const expected = shown.length === 0 ? null : metric === 'survey_answers' ? n : total / n;
          const found = rows.get(channel);
          comparison.number(`${year} ${channel} ${metric}`, found?.value || null, expected, 1e-6);
          if (expected !== null) comparison.number(`${year} ${channel} ${metric} n`, found?.n ?? null, n);
        }
      }
    }
    comparison.report();
  });

  test('tells each year, all channels and each, as the weighted mean of the rows themselves', () => {
    const comparison = new Comparison("vehicle licensing's satisfaction by year");
    let [told, deviations] = [0, 0];
    for (let year = 2005; year <= 2009; year++) {
      for (const channel of [undefined, ...Object.values(CHANNELS)]) {
        const theirs = answers.filter(
          (row) => row.month.startsWith(`${year}`) && (channel === undefined || row.channel === channel),
        );
        // A month of fewer than ten is hidden, and others beside it: years of which no month is are told as they are in the file.
        const of = channel === undefined ? {} : { channel };
        const series = office.series('csat_mean', 'month', of, `${year}-01-01`, `${year}-12-31`);
        const isAllShown = theirs.every(({ month }) => (series.get(month)?.n ?? null) !== null);
        if (theirs.length === 0 || !isAllShown) continue;
        told++;
        const { mean, meanOriginal, score, points } = office.satisfaction(
          `${year}-01-01`,
          `${year}-12-31`,
          channel,
        );
        const n = theirs.reduce((sum, row) => sum + row.n, 0);
        const weighted = theirs.reduce((sum, row) => sum + row.mean * row.n, 0) / n;
        const name = `${year} ${channel ?? 'all'}`;
        comparison.number(`${name} n`, mean.n, n);
        comparison.number(`${name} mean`, mean.value, 6 - weighted, 1e-6);
        comparison.number(`${name} original`, meanOriginal.value, weighted, 1e-6);
        // Sums tell neither who was satisfied nor how answers are spread.
        expect([score.value, points.answers[0]]).toEqual([null, null]);
        if (mean.sd === null) continue;
        deviations++;
        const squares = theirs.reduce(
          (sum, row) => sum + (row.n - 1) * row.sd ** 2 + row.n * row.mean ** 2,
          0,
        );
        const deviation = Math.sqrt((squares - n * weighted ** 2) / (n - 1));
        // Each month's is said to the tenth, and so is the year's.
        expect(Math.abs(mean.sd - deviation), name).toBeLessThan(0.1);
        expect(mean.high! - mean.value!, name).toBeCloseTo((1.96 * mean.sd) / Math.sqrt(n), 3);
      }
    }
    comparison.report();
    expect(told).toBeGreaterThanOrEqual(5);
    expect(deviations).toBeGreaterThanOrEqual(4);
  });
});
