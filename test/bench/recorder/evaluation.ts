import type { Chromium } from '../../browser/launch-chromium.ts';
import { ask } from './ask.ts';
import { COMPARED, compared } from './compared.ts';
import { perStart, shuffled, starts } from './samples.ts';
import { printTable } from './statistics.ts';

const ROUNDS = 60;

/** Time of the `importScripts()` call in a worker that starts cold. */
export async function evaluation({ page, workers }: Chromium): Promise<void> {
  const samples = perStart();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const variant of shuffled(starts)) {
      await workers.stopAll();
      samples[variant].push((await ask(page, variant)).evaluation);
    }
  }
  printTable(
    `Evaluation in a cold worker, ms (n = ${ROUNDS}; aim: the plugin adds half of what it added before)`,
    ['worker', ...COMPARED],
    compared('', samples),
  );
}
