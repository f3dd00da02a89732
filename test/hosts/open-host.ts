import type { Page } from 'playwright-core';
import type { Chromium } from '../browser/launch-chromium.ts';
import { evaluateIn } from '../browsers/evaluate-in.ts';
import { registerWorker } from '../invisible/register-worker.ts';
import type { RecordedEvent } from '../kit/src/chromium/background-service-recorder.ts';
import { eventually } from '../kit/src/eventually.ts';

declare global {
  /** In the page: the messages that the worker sent. */
  var messages: unknown[];
}

/** A host's worker in charge of a page. */
export interface OpenHost {
  readonly browser: Chromium;
  readonly scope: string;
  readonly page: Page;
  /** What the browser's own recorder has of this registration so far. */
  readonly recorded: () => readonly RecordedEvent[];
  /** Does something, and waits until the browser has logged its last event once more. */
  until(last: string, act: () => unknown): Promise<void>;
}

export async function openHost(browser: Chromium, scope: string): Promise<OpenHost> {
  const page = await browser.context.newPage();
  await page.goto(`${scope}page.html`);
  await registerWorker(evaluateIn(page), 'sw.js', 'classic');
  await page.reload();
  await page.evaluate(async () => {
    globalThis.messages = [];
    navigator.serviceWorker.addEventListener('message', ({ data }) => messages.push(data));
    await navigator.serviceWorker.ready;
  });
  const id = browser.workers.registrations.get(scope);
  const recorded = (): RecordedEvent[] =>
    browser.recorder.events.filter((event) => event.serviceWorkerRegistrationId === id);
  return {
    browser,
    scope,
    page,
    recorded,
    async until(last, act) {
      const count = (): number => recorded().filter(({ eventName }) => eventName === last).length;
      const before = count();
      await act();
      await eventually(() => count() > before, { every: 10, what: `${last} in ${scope}` });
    },
  };
}
