/** Service levels as a flat table, for CSV: one row a figure, with what it is of. */
import type { SaidCell } from './contract/cell.ts';
import type { ServiceLevelsAnswer } from './contract/service-levels.ts';
import { type CsvValue, csvOf, type Table } from './csv.ts';

interface Row {
  part:
    | 'clock'
    | 'target'
    | 'todays_rule'
    | 'budget'
    | 'bridge'
    | 'half_hours'
    | 'formula'
    | 'score'
    | 'component';
  id?: string;
  clock?: string | null;
  words?: string;
  /** the days it is of, where those are not the window */
  from?: string;
  to?: string;
  unit: 'share' | 'count' | 'points' | 'ratio';
  said: Partial<SaidCell>;
  low?: number | null;
  high?: number | null;
  aim?: number | null;
  thresholdSeconds?: number | null;
  verdict?: string | null;
  weight?: number | null;
}

export function serviceLevelsCsv(answer: ServiceLevelsAnswer): string {
  const rows = rowsOf(answer);
  const of = (value: (row: Row) => CsvValue) => rows.map(value);
  const columns: Table['columns'] = [
    ['part', of(({ part }) => part)],
    ['id', of(({ id }) => id)],
    ['words', of(({ words }) => words)],
    ['clock', of(({ clock }) => clock)],
    ['channel', answer.channel],
    ['from', of(({ from }) => from ?? answer.from)],
    ['to', of(({ to }) => to ?? answer.to)],
    ['time_zone', answer.timeZone],
    ['as_of', answer.asOf],
    ['unit', of(({ unit }) => unit)],
    ['value', of(({ said }) => said.value)],
    ['low', of(({ low }) => low)],
    ['high', of(({ high }) => high)],
    ['n', of(({ said }) => said.n)],
    ['status', of(({ said }) => said.status)],
    ['aim', of(({ aim }) => aim)],
    ['threshold_s', of(({ thresholdSeconds }) => thresholdSeconds)],
    ['verdict', of(({ verdict }) => verdict)],
    ['weight', of(({ weight }) => weight)],
  ];
  return csvOf({ rows: rows.length, columns });
}

function rowsOf({ clocks, bridge, halfHours, formulas, score }: ServiceLevelsAnswer): Row[] {
  const rows: Row[] = [];
  for (const { clock, metric, attained, rules, underTodaysRule, budget, ...about } of clocks) {
    rows.push({ part: 'clock', id: metric, clock, unit: 'share', said: attained, ...measured(about) });
    for (const rule of rules) {
      const { id, words, heldFrom: from, heldTo: to, thresholdSeconds } = rule;
      const of = { part: 'target', id, words, clock, from, to, thresholdSeconds } as const;
      rows.push({ ...of, unit: 'share', said: rule.attained, ...measured(rule) });
    }
    if (underTodaysRule !== null) {
      const { id, thresholdSeconds, aim, attained: said } = underTodaysRule;
      rows.push({ part: 'todays_rule', id, clock, thresholdSeconds, aim, unit: 'share', said });
    }
    if (budget === null) continue;
    const counted = (id: string, value: number | null, unit: Row['unit'], days: Partial<Row> = {}) =>
      rows.push({ part: 'budget', id, clock, unit, said: { value } as Partial<SaidCell>, ...days });
    counted('budget', budget.budget, 'count');
    counted('spent', budget.spent, 'count');
    counted('remaining', budget.remaining, 'share');
    counted('burn', budget.burn, 'ratio');
    for (const [id, stretch] of [
      ['burn_last_day', budget.lastDay],
      ['burn_last_week', budget.lastWeek],
    ] as const)
      if (stretch !== null) counted(id, stretch.burn, 'ratio', { from: stretch.from, to: stretch.to });
    budget.days.date.forEach((day, i) => {
      const status = budget.days.status[i];
      const said = (value: number | null | undefined) => ({ value, status }) as Partial<SaidCell>;
      const of = { part: 'budget', clock, unit: 'count', from: day, to: day } as const;
      rows.push({ ...of, id: 'missed_on_day', said: said(budget.days.missed[i]) });
      rows.push({ ...of, id: 'allowed_on_day', said: said(budget.days.allowed[i]) });
    });
  }
  for (const { part: id, points: value, n } of bridge.steps)
    rows.push({ part: 'bridge', id, unit: 'share', said: { value, n } as Partial<SaidCell> });
  if (halfHours !== null)
    rows.push({ part: 'half_hours', id: 'half_hours_met', unit: 'share', said: halfHours });
  formulas.formula.forEach((_, i) => {
    const said = { value: formulas.value[i], n: formulas.n[i], status: formulas.status[i] };
    rows.push({ part: 'formula', id: formulas.metric[i], unit: 'share', said: said as Partial<SaidCell> });
  });
  rows.push({ part: 'score', unit: 'points', said: { value: score.score } as Partial<SaidCell> });
  for (const component of score.components) {
    const { id, words, clock, thresholdSeconds, attained, weight } = component;
    const of = { part: 'component', id, words, clock, thresholdSeconds, weight } as const;
    rows.push({ ...of, unit: 'share', said: attained, ...measured(component) });
  }
  return rows;
}

function measured({ low, high, aim, verdict }: Pick<Row, 'low' | 'high' | 'aim' | 'verdict'>) {
  return { low, high, aim, verdict };
}
