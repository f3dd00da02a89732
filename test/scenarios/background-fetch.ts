import type { Page } from 'playwright-core';
import { recorded } from './recorded.ts';
import type { Scenario } from './stage.ts';

/** Starts a background fetch from the page. `downloadTotal` is in bytes. */
export const startFetch = (
  page: Page,
  id: string,
  urls: string[],
  options: { title?: string; downloadTotal?: number } = {},
): Promise<void> =>
  page.evaluate(
    async ({ id, urls, options }) => {
      const registration = await navigator.serviceWorker.ready;
      await registration.backgroundFetch.fetch(id, urls, options);
    },
    { id, urls, options },
  );

export const backgroundFetch: readonly Scenario[] = [
  {
    name: 'a background fetch of two files',
    service: 'backgroundFetch',
    logs: [
      'Background Fetch registered',
      'Background Fetch started',
      'Request processing started',
      'Request processing started',
      'Request processing completed',
      'Request processing completed',
      'Background Fetch completed',
    ],
    async play(stage) {
      await startFetch(stage.page, 'two files', ['/blob?n=5000', '/blob?n=7000&chunked'], {
        title: 'Two',
        downloadTotal: 12_000,
      });
      // The first download in a browser's life takes its seconds.
      await recorded(stage, 'Background Fetch completed', 'two files', { timeout: 30_000 });
    },
  },
  {
    name: 'a background fetch with a bad status',
    service: 'backgroundFetch',
    logs: [
      'Background Fetch registered',
      'Background Fetch started',
      'Request processing started',
      'Request processing completed',
      'Background Fetch completed',
    ],
    async play(stage) {
      // Not 5xx: the download service would try again and again.
      await startFetch(stage.page, 'bad status', ['/blob?n=10&s=404']);
      await recorded(stage, 'Background Fetch completed', 'bad status');
    },
  },
  {
    name: 'a background fetch that exceeds its total',
    service: 'backgroundFetch',
    logs: [
      'Background Fetch registered',
      'Background Fetch started',
      'Request processing started',
      'Request processing completed',
      'Background Fetch completed',
    ],
    async play(stage) {
      await startFetch(stage.page, 'too big', ['/blob?n=50000'], { downloadTotal: 1000 });
      await recorded(stage, 'Background Fetch completed', 'too big');
    },
  },
  {
    name: 'a background fetch that script aborts',
    service: 'backgroundFetch',
    logs: [
      'Background Fetch registered',
      'Background Fetch started',
      'Request processing started',
      'Background Fetch completed',
    ],
    async play(stage) {
      await startFetch(stage.page, 'aborted', ['/sleep?ms=8000']);
      await recorded(stage, 'Request processing started', 'aborted');
      await stage.page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        await (await registration.backgroundFetch.get('aborted'))?.abort();
      });
      await recorded(stage, 'Background Fetch completed', 'aborted');
    },
  },
];
