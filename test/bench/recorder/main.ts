import { type Chromium, launchChromium } from '../../browser/launch-chromium.ts';
import { scopeOf, startBenchHost, VARIANTS, type Variant } from './bench-host.ts';
import { fillLog } from './fill-log.ts';
import { median, printTable, quantile } from './statistics.ts';

const COLD_ROUNDS = 25;
const WARM_ROUNDS = 200;
const BURST = 1_000;
const MANY = 100_000;

const variants = Object.keys(VARIANTS) as Variant[];

type Samples = Record<Variant, number[]>;

const perVariant = (): Samples => ({ plugin: [], 'none (A)': [], 'none (B)': [] });

interface Answer {
  readonly evaluation: number;
  readonly handled: readonly (readonly [data: string, time: number])[];
}

interface Push {
  readonly dispatched: number;
  readonly completed: number;
}

/** Runs every part in one browser and prints one table each. */
export async function main(): Promise<void> {
  const host = await startBenchHost();
  const browser = await launchChromium();
  try {
    await browser.grantPermissions(host.origin);
    await browser.page.goto(`${host.origin}/`);
    for (const variant of variants) await registerWorker(browser, scopeOf(variant));

    console.log(
      `Chromium ${browser.version}, medians; "none" is the same worker with an empty script in the plugin's place.`,
    );
    await evaluation(browser, host.origin);
    await dispatch(browser, host.origin);
    await burst(browser, host.origin);
    await manyEntries(browser, host.origin);
  } finally {
    await browser.close();
    await host.close();
  }
}

async function registerWorker({ page }: Chromium, scope: string): Promise<void> {
  await page.evaluate(async (scope) => {
    const registration = await navigator.serviceWorker.register(`${scope}sw.js`, { scope });
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    while (worker?.state !== 'activated') await new Promise((resolve) => setTimeout(resolve, 10));
  }, scope);
}

const ask = ({ page }: Chromium, variant: Variant): Promise<Answer> =>
  page.evaluate(
    (scope) => (globalThis as unknown as { ask(scope: string): Promise<Answer> }).ask(scope),
    scopeOf(variant),
  );

/** What the browser's own recorder says of the push with this payload: epoch milliseconds. */
async function recordedPush({ recorder }: Chromium, data: string): Promise<Push> {
  const timeOf = async (eventName: string, from = 0): Promise<readonly [number, number]> => {
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline) {
      const index = recorder.events.findIndex(
        (event, at) =>
          at >= from &&
          event.eventName === eventName &&
          (from > 0 || event.eventMetadata.some(({ value }) => value === data)),
      );
      if (index >= 0) return [(recorder.events[index]?.timestamp ?? 0) * 1_000, index];
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    throw new Error(`NOT_RECORDED: ${eventName} of ${data}`);
  };
  const [dispatched, index] = await timeOf('Push event dispatched');
  const [completed] = await timeOf('Push event completed', index + 1);
  return { dispatched, completed };
}

async function push(browser: Chromium, origin: string, variant: Variant, data: string): Promise<Push> {
  await browser.workers.deliverPush(`${origin}${scopeOf(variant)}`, data);
  return recordedPush(browser, data);
}

const shuffled = <T>(list: readonly T[]): T[] =>
  list
    .map((item) => [Math.random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);

/** Time of the `importScripts()` call in a worker that starts cold. */
async function evaluation(browser: Chromium, _origin: string): Promise<void> {
  const samples = perVariant();
  for (let round = 0; round < COLD_ROUNDS; round += 1) {
    for (const variant of shuffled(variants)) {
      await browser.workers.stopAll();
      const { evaluation } = await ask(browser, variant);
      samples[variant].push(evaluation);
    }
  }
  const base = median(samples['none (A)']);
  printTable(
    `Evaluation in a cold worker, ms (n = ${COLD_ROUNDS}; aim: plugin ≤ 1 more)`,
    ['worker', 'median', 'p90', 'more than none (A)'],
    variants.map((variant) => {
      const sample = samples[variant];
      return [variant, median(sample), quantile(sample, 0.9), median(sample) - base];
    }),
  );
}

/** Warm pushes in turn: from the browser's dispatch to the handler, and to the browser's "completed". */
async function dispatch(browser: Chromium, origin: string): Promise<void> {
  const toHandler = perVariant();
  const toSettled = perVariant();
  const pushes = new Map<string, Push>();
  for (const variant of variants) await push(browser, origin, variant, `warm up ${variant}`);
  for (const variant of variants) await ask(browser, variant);
  for (let round = 0; round < WARM_ROUNDS; round += 1) {
    for (const variant of shuffled(variants)) {
      const data = `warm ${round} ${variant}`;
      const times = await push(browser, origin, variant, data);
      pushes.set(data, times);
      toSettled[variant].push(times.completed - times.dispatched);
    }
  }
  for (const variant of variants) {
    const { handled } = await ask(browser, variant);
    toHandler[variant] = handled.flatMap(([data, time]) => {
      const times = pushes.get(data);
      return times ? [time - times.dispatched] : [];
    });
  }
  const row = (name: string, samples: Samples) => {
    const base = median(samples['none (A)']);
    return variants.map((variant) => {
      const sample = samples[variant];
      return [`${name}, ${variant}`, median(sample), quantile(sample, 0.9), median(sample) - base];
    });
  };
  printTable(
    `A push in a warm worker, ms (n = ${WARM_ROUNDS}; aim: ≤ 0.2 more to the handler)`,
    ['from the browser’s dispatch to', 'median', 'p90', 'more than none (A)'],
    [...row('the handler', toHandler), ...row('settled', toSettled)],
  );
}

/** Many pushes at once. */
async function burst(browser: Chromium, origin: string): Promise<void> {
  const times: Record<string, number> = {};
  for (const variant of variants) {
    const began = performance.now();
    const all = Array.from({ length: BURST }, (_, n) => `burst ${n} ${variant}`);
    await Promise.all(all.map((data) => browser.workers.deliverPush(`${origin}${scopeOf(variant)}`, data)));
    await recordedPush(browser, all.at(-1) as string);
    times[variant] = performance.now() - began;
  }
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const found = await browser.page.evaluate(async () => {
    const { offstage } = globalThis as unknown as { offstage: typeof import('@offstage/sdk') };
    const log = offstage.openLog();
    const entries = await log.read({ limit: 1_000_000 });
    log.close();
    const of = (event: string) =>
      entries.filter((entry) => entry.event === event && entry.scope.endsWith('/plugin/'));
    const starts = of('Push event dispatched').filter(({ metadata }) =>
      metadata.Payload?.startsWith('burst'),
    );
    const spans = new Set(starts.map(({ span }) => span));
    return {
      starts: starts.length,
      ends: of('Push event completed').filter(({ span }) => spans.has(span)).length,
    };
  });
  const base = times['none (A)'] ?? 1;
  printTable(
    `${BURST} pushes in a burst`,
    ['worker', 'ms', 'ratio to none (A)', 'starts found', 'ends found', 'expected'],
    variants.map((variant) => [
      variant,
      times[variant] ?? 0,
      (times[variant] ?? 0) / base,
      ...(variant === 'plugin' ? [String(found.starts), String(found.ends), String(BURST)] : ['–', '–', '–']),
    ]),
  );
}

/** A cold push with an empty log and with a full one; and reading the newest entries of that. */
async function manyEntries(browser: Chromium, origin: string): Promise<void> {
  const cold = async (): Promise<number[]> => {
    const sample: number[] = [];
    for (let round = 0; round < COLD_ROUNDS; round += 1) {
      await browser.workers.stopAll();
      const { dispatched, completed } = await push(browser, origin, 'plugin', `cold ${Math.random()}`);
      sample.push(completed - dispatched);
    }
    return sample;
  };
  await fillLog(browser.page, 0);
  const empty = [await cold()];
  await fillLog(browser.page, MANY);
  const full = [await cold()];
  await fillLog(browser.page, 0);
  empty.push(await cold());
  await fillLog(browser.page, MANY);
  full.push(await cold());
  const base = median(empty.flat());
  printTable(
    `A push that starts the worker, dispatch to settled and on disk, ms (n = ${2 * COLD_ROUNDS}; aim: the same)`,
    ['log', 'median', 'p90', 'ratio to empty'],
    [
      ['empty', median(empty.flat()), quantile(empty.flat(), 0.9), 1],
      [`${MANY} entries`, median(full.flat()), quantile(full.flat(), 0.9), median(full.flat()) / base],
    ],
  );

  const { ours, cursor } = await browser.page.evaluate(async () => {
    const { offstage } = globalThis as unknown as { offstage: typeof import('@offstage/sdk') };
    const log = offstage.openLog();
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('offstage');
      request.onsuccess = () => resolve(request.result);
    });
    const walk = () =>
      new Promise<void>((resolve) => {
        let left = 100;
        const request = db.transaction('entries').objectStore('entries').openCursor(null, 'prev');
        request.onsuccess = () => {
          left -= 1;
          if (request.result && left > 0) request.result.continue();
          else resolve();
        };
      });
    const time = async (run: () => Promise<unknown>): Promise<number> => {
      const began = performance.now();
      await run();
      return performance.now() - began;
    };
    const result = { ours: [] as number[], cursor: [] as number[] };
    for (let round = 0; round < 30; round += 1) {
      result.ours.push(await time(() => log.read({ limit: 100 })));
      result.cursor.push(await time(walk));
    }
    db.close();
    log.close();
    return result;
  });
  printTable(
    `The last 100 of ${MANY} entries, ms (n = 30)`,
    ['how', 'median', 'p90', 'ratio to the cursor'],
    [
      ['log.read()', median(ours), quantile(ours, 0.9), median(ours) / median(cursor)],
      ['a cursor backwards', median(cursor), quantile(cursor, 0.9), 1],
    ],
  );
}
