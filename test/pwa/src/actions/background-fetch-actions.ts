import { BROKEN_GUIDE, GUIDE } from '../../notebook/tags.ts';
import { PLATE_BYTES } from '../../server/guide/plate.ts';
import type { BackgroundFetchProgress } from '../platform.ts';
import { readyWorker } from '../ready-worker.ts';
import type { Action } from './action.ts';
import { lacksBackgroundFetch } from './lacks.ts';

export const PLATES: readonly string[] = [1, 2, 3, 4].map((number) => `/demo/guide/${number}.svg`);
const MISSING_PLATE = '/demo/guide/9.svg';

async function fetchInBackground(
  id: string,
  urls: readonly string[],
  downloadTotal: number,
): Promise<BackgroundFetchProgress> {
  const { backgroundFetch } = await readyWorker();
  if (!backgroundFetch) throw new DOMException('This browser has no Background Fetch', 'NotSupportedError');
  return backgroundFetch.fetch(id, urls, {
    title: 'Field guide',
    downloadTotal,
    icons: [{ src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' }],
  });
}

export const BACKGROUND_FETCH_ACTIONS: readonly Action[] = [
  {
    id: 'background-fetch',
    label: 'Download the field guide',
    lacks: lacksBackgroundFetch,
    async run() {
      await fetchInBackground(GUIDE, PLATES, PLATES.length * PLATE_BYTES);
      return 'Started: four plates. You may close this tab.';
    },
  },
  {
    id: 'background-fetch-abort',
    label: 'Start and abort',
    lacks: lacksBackgroundFetch,
    async run() {
      const download = await fetchInBackground(`${GUIDE}-aborted`, PLATES, PLATES.length * PLATE_BYTES);
      return (await download.abort()) ? 'Started, then aborted.' : 'It was over before it could be aborted.';
    },
  },
];

/** The browser reports bad-status: the plate is not there. */
export const FAILING_FETCH: Action = {
  id: 'background-fetch-fails',
  label: 'A background fetch that fails',
  lacks: lacksBackgroundFetch,
  async run() {
    await fetchInBackground(BROKEN_GUIDE, [MISSING_PLATE], PLATE_BYTES);
    return 'Started: a plate that does not exist.';
  },
};
