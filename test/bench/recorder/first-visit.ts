import type { Chromium } from '../../browser/launch-chromium.ts';
import { scopeOf } from './bench-host.ts';
import { COMPARED, compared } from './compared.ts';
import { perStart, shuffled, starts } from './samples.ts';
import { printTable } from './statistics.ts';

const ROUNDS = 40;

/** From `register()` to an active worker, on a first visit: there is neither a registration nor a log. */
export async function firstVisit({ page }: Chromium): Promise<void> {
  const samples = perStart();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const variant of shuffled(starts)) {
      const took = await page.evaluate(
        async (scope) => {
          const began = performance.now();
          const registration = await navigator.serviceWorker.register(`${scope}sw.js`, { scope });
          const worker = registration.installing ?? registration.waiting ?? registration.active;
          await new Promise<void>((resolve) => {
            const look = (): void => {
              if (worker?.state === 'activated') resolve();
            };
            worker?.addEventListener('statechange', look);
            look();
          });
          const took = performance.now() - began;
          // Whatever it is still writing is not to be part of the next one's time.
          await new Promise((resolve) => setTimeout(resolve, 100));
          await registration.unregister();
          await new Promise((resolve) => {
            const request = indexedDB.deleteDatabase('offstage');
            request.onsuccess = resolve;
            request.onerror = resolve;
          });
          return took;
        },
        `${scopeOf(variant)}${round}/`,
      );
      samples[variant].push(took);
    }
  }
  printTable(
    `A first visit, from register() to an active worker, ms (n = ${ROUNDS}; aim: plugin ≤ 5 over inert)`,
    ['worker', ...COMPARED],
    compared('', samples, 'inert'),
  );
}
