import type { ParityRow } from './compare.ts';

const pad = (text: string | number, width: number): string =>
  typeof text === 'number' ? String(text).padStart(width) : text.padEnd(width);

const line = (cells: readonly (readonly [string | number, number])[]): string =>
  cells.map(([text, width]) => pad(text, width)).join('  ');

/** Service by service, event by event; what differs and what can't be seen below its row. */
export function printTable(rows: readonly ParityRow[], print: (line: string) => void = console.log): void {
  print(
    line([
      ['service', 22],
      ['event', 34],
      ['browser', 7],
      ['ours', 7],
      ['same', 7],
      ['inferred', 8],
      ['values', 9],
      ['max ms', 7],
      ['verdict', 7],
    ]),
  );
  for (const row of rows) {
    print(
      line([
        [row.service, 22],
        [row.event, 34],
        [row.browser, 7],
        [row.ours, 7],
        [row.paired, 7],
        [row.inferred, 8],
        [`${row.agreeing}/${row.values}`.padStart(9), 9],
        [row.clock.toFixed(1).padStart(7), 7],
        [row.differences.length > 0 ? 'DIFFERS' : row.paired === 0 ? 'unseen' : 'same', 7],
      ]),
    );
    for (const difference of row.differences) print(`${' '.repeat(24)}≠ ${difference}`);
    for (const unseen of row.unseen) print(`${' '.repeat(24)}· unseen: ${unseen}`);
  }
}
