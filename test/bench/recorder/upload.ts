import type { Chromium } from '../../browser/launch-chromium.ts';
import { ask } from './ask.ts';
import { COMPARED, compared } from './compared.ts';
import { push } from './push.ts';
import { perUpload, shuffled, uploads } from './samples.ts';
import { median, printTable, quantile } from './statistics.ts';

declare global {
  var pushKey: typeof import('../../../sw-plugin/src/upload/push-key.ts');
}

const ROUNDS = 200;

interface Host {
  readonly origin: string;
  readonly posts: number;
}

/** Warm pushes in turn, with the worker's upload and without: it sends in between, and must not be in anybody's way. */
export async function upload(browser: Chromium, host: Host): Promise<void> {
  const toHandler = perUpload();
  const toSettled = perUpload();
  const dispatched = perUpload();
  for (const variant of uploads) await push(browser, host.origin, variant, `warm up ${variant}`);
  for (const variant of uploads) await ask(browser.page, variant);
  const before = host.posts;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const variant of shuffled(uploads)) {
      const times = await push(browser, host.origin, variant, `upload ${round} ${variant}`);
      dispatched[variant].push(times.dispatched);
      toSettled[variant].push(times.completed - times.dispatched);
    }
    // Time in which a worker sends what has come.
    if (round % 10 === 9) await new Promise((resolve) => setTimeout(resolve, 700));
  }
  for (const variant of uploads) {
    const { handled } = await ask(browser.page, variant);
    toHandler[variant] = dispatched[variant].map((time, round) => (handled[round]?.[1] ?? Number.NaN) - time);
  }
  printTable(
    `A push in a warm worker with the upload and without, ms (n = ${ROUNDS}, ${host.posts - before} posts meanwhile; aim: nothing)`,
    ['from the browser’s dispatch to', ...COMPARED],
    [
      ...compared('the handler, ', toHandler, 'plugin (A)'),
      ...compared('settled, ', toSettled, 'plugin (A)'),
    ],
  );
  await printKey(browser);
}

/** What is computed per push for its key and its device, in a context like the worker's: after the host's promises, so that nothing waits. */
async function printKey({ page }: Chromium): Promise<void> {
  // As text: the bundler would make an import of its own of it.
  await page.evaluate("import('/push-key.js').then((made) => void (globalThis.pushKey = made))");
  const rows = [];
  for (const bytes of [100, 4_096]) {
    const times = await page.evaluate(
      async ([bytes, rounds]) => {
        const { keyOf, deviceOf } = globalThis.pushKey;
        const endpoint = `https://fcm.googleapis.com/fcm/send/${'x'.repeat(152)}`;
        const plaintext = crypto.getRandomValues(new Uint8Array(bytes)).buffer;
        const times: number[] = [];
        for (let round = 0; round < rounds; round += 1) {
          const started = performance.now();
          await keyOf(endpoint, 'salt', plaintext);
          await deviceOf(endpoint, 'salt');
          times.push(performance.now() - started);
        }
        return times;
      },
      [bytes, ROUNDS] as const,
    );
    rows.push([`payload of ${bytes} bytes`, median(times), quantile(times, 0.95)]);
  }
  printTable(
    `Key and device of a push, ms (n = ${ROUNDS}; after the host's promises, nothing waits for it)`,
    ['', 'median', '95 %'],
    rows,
  );
}
