import { GUIDE, GUIDE_CACHE } from '../notebook/tags.ts';
import type { BackgroundFetchEvent } from './scope.ts';
import { tellPages } from './tell-pages.ts';

export function onBackgroundFetch(event: BackgroundFetchEvent): void {
  const state =
    event.type === 'backgroundfetchsuccess' ? 'success' : event.type.endsWith('abort') ? 'abort' : 'fail';
  event.waitUntil(
    (state === 'success' ? keep(event) : Promise.resolve()).then(() =>
      tellPages({ news: 'guide', state, reason: event.registration.failureReason }),
    ),
  );
}

/** What was fetched is gone after this event unless it is put away. */
async function keep(event: BackgroundFetchEvent): Promise<void> {
  const cache = await caches.open(GUIDE_CACHE);
  const records = await event.registration.matchAll();
  await Promise.all(records.map(async (record) => cache.put(record.request, await record.responseReady)));
  if (event.registration.id === GUIDE) await event.updateUI({ title: 'Field guide is ready' });
}
