import type { BrowserStage } from './browser-stage.ts';

/** Opens the host and waits until its worker is active. */
export async function wake(stage: BrowserStage): Promise<void> {
  await stage.goto(stage.origin);
  await stage.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}
