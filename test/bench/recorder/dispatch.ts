import type { Chromium } from '../../browser/launch-chromium.ts';
import { ask } from './ask.ts';
import { COMPARED, compared } from './compared.ts';
import { push } from './push.ts';
import { perVariant, shuffled, variants } from './samples.ts';
import { printTable } from './statistics.ts';

const ROUNDS = 300;

/** Warm pushes in turn: from the browser's dispatch to the handler, and to the browser's "completed". */
export async function dispatch(browser: Chromium, origin: string): Promise<void> {
  const toHandler = perVariant();
  const toSettled = perVariant();
  const dispatched = perVariant();
  for (const variant of variants) await push(browser, origin, variant, `warm up ${variant}`);
  for (const variant of variants) await ask(browser.page, variant);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const variant of shuffled()) {
      const times = await push(browser, origin, variant, `warm ${round} ${variant}`);
      dispatched[variant].push(times.dispatched);
      toSettled[variant].push(times.completed - times.dispatched);
    }
  }
  for (const variant of variants) {
    const { handled } = await ask(browser.page, variant);
    toHandler[variant] = dispatched[variant].map((time, round) => (handled[round]?.[1] ?? Number.NaN) - time);
  }
  printTable(
    `A push in a warm worker, ms (n = ${ROUNDS}; aim: ≤ 0.2 added to the handler)`,
    ['from the browser’s dispatch to', ...COMPARED],
    [...compared('the handler, ', toHandler), ...compared('settled, ', toSettled)],
  );
}
