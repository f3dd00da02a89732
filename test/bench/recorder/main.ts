import { type Chromium, launchChromium } from '../../browser/launch-chromium.ts';
import { scopeOf, startBenchHost } from './bench-host.ts';
import { burst } from './burst.ts';
import { dispatch } from './dispatch.ts';
import { evaluation } from './evaluation.ts';
import { firstVisit } from './first-visit.ts';
import { manyEntries } from './many-entries.ts';
import { newestEntries } from './newest-entries.ts';
import { realisticLog } from './realistic-log.ts';
import { starts, uploads } from './samples.ts';
import { upload } from './upload.ts';

const MANY = 100_000;

/** Runs every part in one browser and prints one table each. */
export async function main(): Promise<void> {
  const host = await startBenchHost();
  const browser = await launchChromium();
  try {
    // One part alone: `pnpm bench recorder realistic`, `evaluation` or `upload`.
    const [, , part] = process.argv;
    if (part === 'realistic') return await realisticLog(browser, host.origin);
    await browser.grantPermissions(host.origin);
    await browser.page.goto(`${host.origin}/`);
    const uploading = async (): Promise<void> => {
      for (const variant of uploads) await registerWorker(browser, scopeOf(variant));
      await upload(browser, host);
    };
    if (part === 'upload') return await uploading();
    if (part !== 'evaluation') await firstVisit(browser);
    for (const variant of starts) await registerWorker(browser, scopeOf(variant));

    console.log(
      `Chromium ${browser.version}; "none" is the same worker with an empty script in the plugin's place, "inert" one with
as many bytes that do nothing, "before" the plugin of an earlier commit (OFFSTAGE_BEFORE). "added" is the
median of the differences to none (A) in the same round; what none (B) "adds", within its interval, is noise.`,
    );
    await evaluation(browser);
    if (part === 'evaluation') return;
    await dispatch(browser, host.origin);
    await burst(browser, host.origin);
    await uploading();
    await manyEntries(browser, host.origin, MANY);
    await newestEntries(browser, MANY);
    await realisticLog(browser, host.origin);
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
