import type { Chromium } from '../../browser/launch-chromium.ts';
import { ask } from './ask.ts';
import { COMPARED, compared } from './compared.ts';
import { perStart, shuffled, starts } from './samples.ts';
import { printTable } from './statistics.ts';

const ROUNDS = 60;

/**
 * Time of the `importScripts()` call in a worker that starts cold, and of all of its script: whoever adds the first listener
 * pays for what the browser makes then.
 */
export async function evaluation({ page, workers }: Chromium): Promise<void> {
  const samples = perStart();
  const whole = perStart();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const variant of shuffled(starts)) {
      await workers.stopAll();
      const answer = await ask(page, variant);
      samples[variant].push(answer.evaluation);
      whole[variant].push(answer.whole);
    }
  }
  printTable(
    `Evaluation in a cold worker, ms (n = ${ROUNDS}; aim: the plugin adds half of what it added before)`,
    ['worker', ...COMPARED],
    [...compared('importScripts(), ', samples), ...compared('all of the script, ', whole)],
  );
}
