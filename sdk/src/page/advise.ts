import { advice } from './advice.ts';
import type { PageWriter } from './page-writer.ts';

/** Enough to find the newest start of the worker, and this page's own first seconds. */
const LOOK = 300;

/** Says in the console what keeps this app from being recorded, when the page has been loaded. */
export async function advise(
  scope: Window & typeof globalThis,
  log: Pick<PageWriter, 'read'>,
): Promise<void> {
  const { navigator } = scope;
  const entries = (await log.read(-LOOK)) ?? [];
  const registration = await navigator.serviceWorker?.getRegistration();
  const words = advice({
    entries: [...entries].reverse(),
    script: registration?.active?.scriptURL,
    userAgent: navigator.userAgent,
    push: 'PushManager' in scope,
    since: scope.performance.timeOrigin,
  });
  for (const one of words) scope.console.warn(`Offstage: ${one}`);
}
