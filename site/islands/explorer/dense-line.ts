/**
 * A line of far more points than pixels: first, least, largest and last of each device pixel column, on a canvas.
 * Owns the columns and how they are filled; they join as the points do, and no gap is bridged.
 */

/** Runs of values within columns, side by side; reused from frame to frame, so that panning allocates nothing. */
export class DenseLine {
  /** how many runs there are: one a column, more where a gap lies inside it */
  count = 0;
  column = new Int32Array(0);
  /** index of its first point */
  start = new Int32Array(0);
  least = new Float64Array(0);
  largest = new Float64Array(0);
  first = new Float64Array(0);
  last = new Float64Array(0);
  /** 1 where the line comes from the run before it */
  joins = new Uint8Array(0);

  /**
   * Cuts the points [first, beyond) into columns. `position` ascends; column 0 begins at `from`, each is `perColumn`
   * of the same unit wide; points before belong to the first and those after to the last. `parts` is 1 at points to
   * which no line comes, though the one before has a value.
   */
  collect(
    position: Float64Array,
    value: Float64Array,
    parts: Uint8Array,
    { first, beyond, from, perColumn, columns }: DenseRange,
  ): void {
    this.#reserve(Math.min(beyond - first, 4 * columns));
    let count = 0;
    let isJoined = false;
    let i = first;
    while (i < beyond) {
      let here = value[i]!;
      // biome-ignore lint/suspicious/noSelfCompare: only NaN is not itself, and calling isNaN would be most of the loop
      if (here !== here) {
        isJoined = false;
        i++;
        continue;
      }
      if (parts[i] === 1) isJoined = false;
      const column = Math.min(columns - 1, Math.max(0, Math.floor((position[i]! - from) / perColumn)));
      const edge = column === columns - 1 ? Number.POSITIVE_INFINITY : from + (column + 1) * perColumn;
      const start = i;
      let least = here;
      let largest = here;
      let last = here;
      for (i++; i < beyond && position[i]! < edge && parts[i] === 0; i++) {
        here = value[i]!;
        // biome-ignore lint/suspicious/noSelfCompare: only NaN is not itself, and this is the innermost loop
        if (here !== here) break;
        if (here < least) least = here;
        else if (here > largest) largest = here;
        last = here;
      }
      if (count === this.column.length) this.#reserve(2 * count);
      this.column[count] = column;
      this.start[count] = start;
      this.least[count] = least;
      this.largest[count] = largest;
      this.first[count] = value[start]!;
      this.last[count] = last;
      this.joins[count] = isJoined ? 1 : 0;
      count++;
      isJoined = true;
    }
    this.count = count;
  }

  /**
   * Fills each run from its least to its largest, reaching to where the line comes from: device pixels throughout,
   * `y = zero + value × perUnit`. A colour for each run, so that provisional ones can differ.
   */
  fill(
    context: CanvasRenderingContext2D,
    { left, zero, perUnit, breadth }: DensePlace,
    inkOf: (start: number, column: number) => string,
  ): void {
    let ink = '';
    for (let k = 0; k < this.count; k++) {
      let least = this.least[k]!;
      let largest = this.largest[k]!;
      if (this.joins[k] === 1) {
        const from = this.last[k - 1]!;
        if (from < least) least = from;
        else if (from > largest) largest = from;
      }
      const column = this.column[k]!;
      const wanted = inkOf(this.start[k]!, column);
      if (wanted !== ink) {
        ink = wanted;
        context.fillStyle = ink;
      }
      const top = Math.round(zero + largest * perUnit - breadth / 2);
      const bottom = Math.round(zero + least * perUnit + breadth / 2);
      context.fillRect(left + column, top, 1, Math.max(1, bottom - top));
    }
  }

  #reserve(length: number): void {
    if (length <= this.column.length) return;
    this.column = grown(this.column, new Int32Array(length));
    this.start = grown(this.start, new Int32Array(length));
    this.least = grown(this.least, new Float64Array(length));
    this.largest = grown(this.largest, new Float64Array(length));
    this.first = grown(this.first, new Float64Array(length));
    this.last = grown(this.last, new Float64Array(length));
    this.joins = grown(this.joins, new Uint8Array(length));
  }
}

export interface DenseRange {
  first: number;
  beyond: number;
  from: number;
  perColumn: number;
  columns: number;
}

export interface DensePlace {
  /** device pixel of column 0 */
  left: number;
  zero: number;
  perUnit: number;
  /** of a line that stands still */
  breadth: number;
}

function grown<Numbers extends Int32Array | Float64Array | Uint8Array>(old: Numbers, next: Numbers): Numbers {
  next.set(old);
  return next;
}
