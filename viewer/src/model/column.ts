type Cells = Float64Array | Int32Array | Uint32Array | Uint8Array;

/** A column of numbers that grows at both ends. Positions below zero hold what was loaded later but is older. */
export interface Column {
  get(at: number): number;
  set(at: number, value: number): void;
}

/** @param make makes cells of the wanted width, e.g. `(n) => new Int32Array(n)`; unset cells read as 0 */
export function createColumn(make: (length: number) => Cells): Column {
  let newer = make(1024);
  let older = make(0);
  const grown = (cells: Cells, needed: number): Cells => {
    const larger = make(Math.max(1024, needed, cells.length * 2));
    larger.set(cells);
    return larger;
  };
  return {
    get: (at) => (at >= 0 ? newer[at] : older[~at]) ?? 0,
    set(at, value) {
      if (at >= 0) {
        if (at >= newer.length) newer = grown(newer, at + 1);
        newer[at] = value;
      } else {
        const index = ~at;
        if (index >= older.length) older = grown(older, index + 1);
        older[index] = value;
      }
    },
  };
}
