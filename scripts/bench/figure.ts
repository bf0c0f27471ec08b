/** One measured figure beside its target, and the table of them. Refuses to measure. */

export interface Figure {
  name: string;
  /** null: it could not be measured here; `note` says why */
  value: number | null;
  unit: string;
  /** at least (or at most) this; null: told for information */
  target: { least: number } | { most: number } | null;
  note?: string;
}

/** Null where there is nothing to meet. */
export function isMet({ value, target }: Figure): boolean | null {
  if (value === null || target === null) return null;
  return 'least' in target ? value >= target.least : value <= target.most;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** name | figure | target | met? */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { name, value, unit, target, note } = figure;
    const shown = value === null ? 'not measured' : `${show(value)} ${unit}`.trim();
    const wanted =
      target === null
        ? ''
        : 'least' in target
          ? `at least ${show(target.least)}`
          : `at most ${show(target.most)}`;
    const met = isMet(figure);
    return [
      name,
      note === undefined ? shown : `${shown} (${note})`,
      wanted,
      met === null ? '' : met ? 'yes' : 'NO',
    ];
  });
  const all = [['', 'figure', 'target', 'met?'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((text, i) => text.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function show(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
