import type { Page } from 'playwright-core';

/** What the code of a page's worker has seen so far, asked of the worker itself. */
export const observationsOf = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    const observations = new Promise<unknown>((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
    });
    active?.postMessage('observations', [port2]);
    return observations;
  });
