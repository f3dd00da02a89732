/** The value below which this share of the sample lies. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (sample: readonly number[]): number => quantile(sample, 0.5);

/** The order statistics that hold the true median with 95% certainty, whatever the distribution. */
export function medianInterval(sample: readonly number[]): readonly [from: number, to: number] {
  const reach = (0.98 * Math.sqrt(sample.length)) / sample.length;
  return [quantile(sample, 0.5 - reach), quantile(sample, 0.5 + reach)];
}

const cell = (value: string | number): string =>
  typeof value === 'number' ? value.toFixed(value < 100 ? 3 : 0) : value;

/** Prints a table with aligned columns. */
export function printTable(
  title: string,
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const lines = [head, ...rows.map((row) => row.map(cell))];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => String(line[column] ?? '').length)));
  console.log(`\n${title}`);
  for (const line of lines) {
    const cells = line.map((text, column) =>
      column ? String(text).padStart(widths[column] ?? 0) : String(text).padEnd(widths[0] ?? 0),
    );
    console.log(`  ${cells.join('  ')}`);
  }
}
