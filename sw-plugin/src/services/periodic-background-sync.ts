import type { ExtendableEventLike } from '../platform.ts';
import { type Calls, type EventDefinition, line } from './definition.ts';
import { string, text } from './plain.ts';

interface PeriodicSyncEventLike extends ExtendableEventLike {
  readonly tag: string;
}

const service = 'periodicBackgroundSync';

/**
 * Periodic Background Sync, as Chromium's `background_sync_manager.cc` logs it.
 * https://wicg.github.io/periodic-background-sync/
 */
export const periodicBackgroundSyncEvents = (): Readonly<
  Record<string, EventDefinition<PeriodicSyncEventLike>>
> => ({
  periodicsync: {
    service,
    holdable_: true,
    instance_: ({ tag }) => tag,
    start_: () => line('Dispatched periodicsync event'),
    end_: (_event, { rejection_: rejection }) =>
      rejection
        ? line('periodicsync event failed', { 'Failure Reason': 'waitUntil rejected' })
        : line('periodicsync event completed'),
  },
});

export const periodicBackgroundSyncCalls = (): Calls => ({
  'PeriodicSyncManager.register': {
    service,
    prefix_: 'periodicSync.',
    instance_: (_manager, [tag]) => string(tag),
    // The platform's default is 0: https://wicg.github.io/periodic-background-sync/#dictdef-backgroundsyncoptions
    fulfilled_: (_value, _manager, [, options]) =>
      line('Registered periodicsync', { minInterval: text(options, 'minInterval') || '0' }),
  },
  'PeriodicSyncManager.unregister': {
    service,
    prefix_: 'periodicSync.',
    instance_: (_manager, [tag]) => string(tag),
    fulfilled_: () => line('Unregistered periodicsync'),
  },
});
