import type { Entry } from '@offstage/sw-plugin/log';

/**
 * Does this entry say that the thing itself failed, whatever became of its handler: a background fetch, a payment whose
 * answer the browser refused, the last attempt of a sync? Names and values are the browser's own.
 */
export function thingFailed({ event, metadata }: Entry): boolean {
  switch (event) {
    case 'Background Fetch completed':
      return metadata['Event Type'] === 'BackgroundFetchFailEvent';
    case 'Payment response':
      return metadata.Type !== undefined && metadata.Type !== 'PAYMENT_EVENT_SUCCESS';
    case 'Sync completed':
      return metadata.Status === 'waitUntil rejected';
    default:
      return false;
  }
}
