import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compare } from './compare.ts';
import { compareOrder } from './compare-order.ts';
import { fromBrowser, fromLog } from './observation.ts';
import { observe } from './observe.ts';
import { printTable } from './print-table.ts';
import { UNSEEN } from './unseen.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/**
 * `pnpm parity [--json FILE]`. Prints the table; the file gets everything, the raw observations of both sides included.
 *
 * @returns exit code: 1 when something differs that script could see, or when a scenario did not play
 */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...argv], options: { json: { type: 'string' } } });
  const observed = await observe((scenario) => console.log(`▸ ${scenario}`));
  const browser = observed.recorded.map(fromBrowser);
  const ours = observed.entries.filter(({ own }) => own !== true).map(fromLog);
  const services = new Set(browser.map(({ service }) => service));
  // Reports and worker life have no line in the browser's recorder at all.
  const comparable = ours.filter(({ service }) => services.has(service as never));
  const rows = compare(browser, comparable);
  const order = compareOrder(browser, comparable);

  console.log(`\nChromium ${observed.chromium}, its own recorder beside ours, in one run\n`);
  printTable(rows);
  const visible = rows.filter(({ paired, unseen }) => paired > 0 || unseen.length === 0);
  const differing = rows.filter(({ differences }) => differences.length > 0);
  console.log(
    `\n${sum(rows.map(({ paired }) => paired))} of ${sum(visible.map((row) => row.browser))} visible events, ` +
      `${sum(rows.map(({ agreeing }) => agreeing))} of ${sum(rows.map((row) => row.values))} visible values, ` +
      `largest clock difference ${Math.max(0, ...rows.map(({ clock }) => clock)).toFixed(1)} ms, ` +
      `${order.length} out of order, ${differing.length} of ${rows.length} event names differ`,
  );
  for (const sentence of order) console.log(`≠ order: ${sentence}`);
  for (const { scenario, error } of observed.failures) console.log(`≠ did not play: ${scenario}: ${error}`);
  if (values.json !== undefined) {
    writeFileSync(values.json, JSON.stringify({ rows, order, unseen: UNSEEN, ...observed }, null, 1));
    console.log(`Written to ${values.json}`);
  }
  return differing.length + order.length + observed.failures.length === 0 ? 0 : 1;
}
