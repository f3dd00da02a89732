import type { Chromium } from '../../browser/launch-chromium.ts';
import { fillLog } from './fill-log.ts';
import { push } from './push.ts';
import { median, printTable, quantile } from './statistics.ts';

const ROUNDS = 25;

/** A cold push with an empty log and with a full one; and reading the newest entries of that. */
export async function manyEntries(browser: Chromium, origin: string, many: number): Promise<void> {
  const cold = async (): Promise<number[]> => {
    const sample: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await browser.workers.stopAll();
      const { dispatched, completed } = await push(browser, origin, 'plugin', `cold ${Math.random()}`);
      sample.push(completed - dispatched);
    }
    return sample;
  };
  await fillLog(browser.page, 0);
  const empty = [await cold()];
  await fillLog(browser.page, many);
  const full = [await cold()];
  await fillLog(browser.page, 0);
  empty.push(await cold());
  await fillLog(browser.page, many);
  full.push(await cold());
  const base = median(empty.flat());
  printTable(
    `A push that starts the worker, dispatch to settled and on disk, ms (n = ${2 * ROUNDS}; aim: the same)`,
    ['log', 'median', 'p90', 'ratio to empty'],
    [
      ['empty', median(empty.flat()), quantile(empty.flat(), 0.9), 1],
      [`${many} entries`, median(full.flat()), quantile(full.flat(), 0.9), median(full.flat()) / base],
    ],
  );
}
