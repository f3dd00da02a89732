import type { Entry, Service } from '../log/entry.ts';

const SERVICES: ReadonlySet<unknown> = new Set<Service>([
  'backgroundFetch',
  'backgroundSync',
  'notifications',
  'paymentHandler',
  'periodicBackgroundSync',
  'pushMessaging',
  'serviceWorker',
]);

/** Is it a line as the recorder writes it, of a service that rules are about? A file can hold anything. */
export function isWatched(entry: Entry | undefined): boolean {
  return (
    SERVICES.has(entry?.service) &&
    typeof entry?.time === 'number' &&
    typeof entry.event === 'string' &&
    typeof entry.boot === 'string'
  );
}
