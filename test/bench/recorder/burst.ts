import type { Chromium } from '../../browser/launch-chromium.ts';
import { scopeOf } from './bench-host.ts';
import { recordedPush } from './push.ts';
import { variants } from './samples.ts';
import { printTable } from './statistics.ts';

const BURST = 1_000;

/** Many pushes at once. */
export async function burst(browser: Chromium, origin: string): Promise<void> {
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
