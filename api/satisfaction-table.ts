/** Satisfaction as a flat table, for CSV: one row a figure, of all, of a point, of a part, or of a period compared to. */
import type { Bounds, SatisfactionAnswer } from './contract/satisfaction.ts';
import { type CsvValue, csvOf, type Table } from './csv.ts';

interface Row extends Partial<Bounds> {
  figure: string;
  comparison?: string;
  by?: string;
  member?: CsvValue;
  label?: string | undefined;
  value: CsvValue;
  share?: CsvValue;
  n?: CsvValue;
  sd?: CsvValue;
  status: string;
  difference?: CsvValue;
  differenceLow?: CsvValue;
  differenceHigh?: CsvValue;
  change?: CsvValue;
}

export function satisfactionCsv(answer: SatisfactionAnswer): string {
  const rows = [...ownRows(answer), ...comparedRows(answer), ...partRows(answer)];
  const ranges = new Map(
    answer.compared.map(({ comparison, from, to }) => [comparison as string, { from, to }]),
  );
  const of = (value: (row: Row) => CsvValue) => rows.map(value);
  const rangeOf = ({ comparison }: Row) => ranges.get(comparison ?? '') ?? answer;
  const columns: Table['columns'] = [
    ['figure', of(({ figure }) => figure)],
    ['from', of((row) => rangeOf(row).from)],
    ['to', of((row) => rangeOf(row).to)],
    ['channel', answer.channel],
    ['time_zone', answer.timeZone],
    ['as_of', answer.asOf],
    ['comparison', of(({ comparison }) => comparison)],
    ['by', of(({ by }) => by)],
    ['member', of(({ member }) => member)],
    ['label', of(({ label }) => label)],
    ['value', of(({ value }) => value)],
    ['share', of(({ share }) => share)],
    ['low', of(({ low }) => low)],
    ['high', of(({ high }) => high)],
    ['n', of(({ n }) => n)],
    ['sd', of(({ sd }) => sd)],
    ['status', of(({ status }) => status)],
    ['difference', of(({ difference }) => difference)],
    ['difference_low', of(({ differenceLow }) => differenceLow)],
    ['difference_high', of(({ differenceHigh }) => differenceHigh)],
    ['change', of(({ change }) => change)],
  ];
  return csvOf({ rows: rows.length, columns });
}

function ownRows({
  score,
  mean,
  meanOriginal,
  points,
  recommend,
  response,
  contacts,
  targets,
}: SatisfactionAnswer): Row[] {
  const { promoters, passives, detractors, isWidest: _, ...recommended } = recommend;
  const counted = (figure: string, value: number | null): Row => ({
    figure,
    value,
    status: value === null && recommended.status !== 'missing' ? 'suppressed' : recommended.status,
  });
  return [
    { figure: 'csat_top2', ...score },
    { figure: 'csat_mean', ...mean },
    { figure: 'csat_mean_original', ...meanOriginal },
    ...points.point.map(
      (point, i): Row => ({
        figure: 'answers_at_point',
        by: 'point',
        member: point,
        value: points.answers[i],
        share: points.share[i],
        status: points.status[i]!,
      }),
    ),
    { figure: 'recommend_score', ...recommended },
    counted('promoters', promoters),
    counted('passives', passives),
    counted('detractors', detractors),
    { figure: 'response_rate', value: response.value, n: response.invited, status: response.status },
    { figure: 'offered', ...contacts.offered },
    { figure: 'abandoned', ...contacts.gaveUp },
    ...targets.map(
      ({ id, words, metric, aim, side }): Row => ({
        figure: `${metric}_target`,
        by: 'target',
        member: id,
        label: words,
        value: aim,
        status: 'final',
        change: side,
      }),
    ),
  ];
}

function comparedRows({ compared }: SatisfactionAnswer): Row[] {
  return compared.flatMap(({ comparison, score, mean, recommend, response }) => [
    ...(
      [
        ['csat_top2', score],
        ['csat_mean', mean],
        ['recommend_score', recommend],
      ] as const
    ).map(
      ([figure, { against, ...cell }]): Row => ({
        figure,
        comparison,
        ...cell,
        difference: against.difference,
        differenceLow: against.low,
        differenceHigh: against.high,
        change: against.change,
      }),
    ),
    { figure: 'response_rate', comparison, ...response },
  ]);
}

function partRows({ parts }: SatisfactionAnswer): Row[] {
  return parts.flatMap(({ by, member, label, score, mean }) =>
    member.flatMap((name, i) =>
      (
        [
          ['csat_top2', score],
          ['csat_mean', mean],
        ] as const
      ).map(
        ([figure, cells]): Row => ({
          figure,
          by,
          member: name,
          label: label[i],
          value: cells.value[i],
          low: cells.low[i] ?? null,
          high: cells.high[i] ?? null,
          n: cells.n[i],
          status: cells.status[i]!,
        }),
      ),
    ),
  );
}
