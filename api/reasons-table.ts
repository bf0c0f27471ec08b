/** Why people got in touch as a flat table, for CSV: one row a figure, with the section that says of what kind it is. */
import type { ReasonsAnswer, SaidShare } from './contract/reasons.ts';
import { type CsvValue, formatCsv } from './csv.ts';

const NAMES = [
  ...['section', 'name', 'channel', 'from', 'to', 'time_zone', 'as_of', 'value', 'n', 'low', 'high', 'basis'],
  ...['status', 'comparison', 'difference', 'difference_low', 'difference_high', 'direction'],
] as const;
type Row = Partial<Record<(typeof NAMES)[number], CsvValue>>;

export function reasonsCsv(answer: ReasonsAnswer): string {
  const { from, to, timeZone, asOf } = answer;
  const about: Row = { channel: answer.channel, from, to, time_zone: timeZone, as_of: asOf };
  const rows: Row[] = [];
  const add = (section: string, name: string, row: Row) => rows.push({ ...about, section, name, ...row });
  const addShare = (section: string, name: string, { changes, ...share }: SaidShare) => {
    add(section, name, share);
    for (const { comparison, direction, ...change } of changes) {
      const range = answer.compared.find((one) => one.comparison === comparison);
      add(section, name, {
        ...{ from: range?.from, to: range?.to, value: change.value, low: change.low, high: change.high },
        ...{ comparison, difference: change.difference, direction },
        ...{ difference_low: change.differenceLow, difference_high: change.differenceHigh },
      });
    }
  };
  for (const { category, count, status, share, rates } of answer.categories) {
    add('contacts', category, { value: count, status });
    addShare('share', category, share);
    for (const { per, value, low, high, perYear } of rates) {
      add(`per_1000_${per}`, category, { value, low, high, status });
      if (perYear !== null) add(`per_1000_${per}_a_year`, category, { value: perYear, status });
    }
  }
  answer.months.start.forEach((start, i) => {
    for (const { category, share, low, high, status } of answer.months.categories)
      add('month_share', category, {
        from: start,
        to: null,
        value: share[i],
        low: low[i],
        high: high[i],
        status: status[i],
      });
    add('month_customers', 'customers', { from: start, to: null, value: answer.months.customers[i] });
    add('month_orders', 'orders', { from: start, to: null, value: answer.months.orders[i] });
  });
  for (const { metric, share } of answer.demand) addShare('demand', metric, share);
  for (const { metric, share } of answer.resolution) addShare('resolution', metric, share);
  for (const { channel, figures } of answer.coverage)
    for (const { metric, value, n, status } of figures)
      add('coverage', metric, { channel, value, n, status });
  for (const check of answer.coding.checks) {
    const { about: kind, n, state } = check;
    const sample = { from: check.from, to: check.to, n, status: state };
    add('agreement', kind, {
      ...sample,
      value: check.agreement,
      low: check.agreementLow,
      high: check.agreementHigh,
    });
    add('kappa', kind, { ...sample, value: check.kappa, low: check.kappaLow, high: check.kappaHigh });
    for (const { first, second, count } of check.pairs)
      add('coded_as', `${first} / ${second}`, { ...sample, n: null, value: count });
  }
  add('ideas', 'received', { value: answer.ideas.received, status: answer.ideas.status });
  for (const { slug, stage } of answer.ideas.actions) add('ideas', slug, { status: stage });
  return formatCsv(
    [{ rows: rows.length, columns: NAMES.map((name) => [name, rows.map((row) => row[name])] as const) }],
    NAMES,
  );
}
