import type { Page } from 'playwright-core';
import type { Chromium } from '../../browser/launch-chromium.ts';
import { ask } from './ask.ts';
import { type Start, scopeOf } from './bench-host.ts';
import { fillLog } from './fill-log.ts';
import { push } from './push.ts';
import { shuffled } from './samples.ts';
import { median, medianInterval, printTable, quantile } from './statistics.ts';

const ROUNDS = 40;
/** Characters of a payload. It is stored twice, as DevTools shows it and as it came; its push has an end, too. */
const PAYLOAD = 4_096;
const BYTES = 64 * 1024 * 1024;

/** Names that all lead to the bench's host: an origin, and so a log, each. The two empty ones are each other's control. */
const LOGS = ['empty-a', 'empty-b', 'full'] as const;
type Log = (typeof LOGS)[number];

/** Today's plugin, and that of an earlier commit. */
const PLUGINS = ['plugin', 'before'] as const satisfies readonly Start[];

/**
 * A push that starts the worker, with an empty log and with one of 64 MiB of entries as apps have them, in turn. Prints the
 * medians of the ratios within one round.
 */
export async function realisticLog(browser: Chromium, host: string): Promise<void> {
  const origins = {} as Record<Log, string>;
  const pages = {} as Record<Log, Page>;
  for (const log of LOGS) {
    origins[log] = host.replace('localhost', `${log}.localhost`);
    const page = await browser.context.newPage();
    pages[log] = page;
    await browser.grantPermissions(origins[log]);
    await page.goto(`${origins[log]}/`);
    for (const plugin of PLUGINS)
      await page.evaluate(async (scope) => {
        const { installing } = await navigator.serviceWorker.register(`${scope}sw.js`, { scope });
        while (installing?.state !== 'activated') await new Promise((resolve) => setTimeout(resolve, 10));
      }, scopeOf(plugin));
  }
  // A push is two entries, of which the first has the payload twice.
  const count = Math.floor(BYTES / (PAYLOAD + 450));
  await fillLog(pages.full, count, 'x'.repeat(PAYLOAD));
  await new Promise((resolve) => setTimeout(resolve, 3_000));

  for (const plugin of PLUGINS) {
    const toHandler: Record<Log, number[]> = { 'empty-a': [], 'empty-b': [], full: [] };
    const toSettled: Record<Log, number[]> = { 'empty-a': [], 'empty-b': [], full: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const log of shuffled<Log>(LOGS)) {
        await browser.workers.stopAll();
        const data = `realistic ${plugin} ${log} ${round}`;
        const { dispatched, completed } = await push(browser, origins[log], plugin, data);
        const { handled } = await ask(pages[log], plugin);
        const at = handled.find(([text]) => text === data)?.[1] ?? Number.NaN;
        toHandler[log].push(at - dispatched);
        toSettled[log].push(completed - dispatched);
      }
    }
    const rows = (what: string, samples: Record<Log, number[]>): (string | number)[][] =>
      LOGS.map((log) => {
        const ratios = samples[log].map((value, round) => value / (samples['empty-a'][round] ?? Number.NaN));
        const of = [`${what}, ${log}`, median(samples[log]), quantile(samples[log], 0.9)];
        return log === 'empty-a'
          ? [...of, '–', '–', '–']
          : [...of, median(ratios), ...medianInterval(ratios)];
      });
    printTable(
      `A push that starts the worker, ${plugin}, ms; full: ${count} entries, 64 MiB (n = ${ROUNDS}; aim: ratio ≤ 1.1, empty-b is the control)`,
      ['from the browser’s dispatch to', 'median', 'p90', 'ratio', '95% from', 'to'],
      [...rows('the handler', toHandler), ...rows('settled and on disk', toSettled)],
    );
  }
  for (const log of LOGS) await pages[log].close();
}
