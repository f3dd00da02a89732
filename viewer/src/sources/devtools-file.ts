import { CATALOGUE, type Entry, SERVICES } from '@offstage/sw-plugin/log';
import * as v from 'valibot';
import { readEntry } from './read-entry.ts';

/** One event as DevTools saves it: CDP `BackgroundService.BackgroundServiceEvent`. */
export interface DevToolsEvent {
  /** Epoch seconds. */
  readonly timestamp: number;
  readonly origin: string;
  readonly serviceWorkerRegistrationId: string;
  readonly service: string;
  readonly eventName: string;
  readonly instanceId: string;
  readonly eventMetadata: readonly { readonly key: string; readonly value: string }[];
  readonly storageKey: string;
}

/**
 * The entries as "Save events" of DevTools writes them; the file is this array with two spaces of indentation. What
 * DevTools has no line for is left out.
 */
export function toDevTools(entries: readonly Entry[]): readonly DevToolsEvent[] {
  const known = entries.filter(({ own, service }) => !own && CATALOGUE[service].browser.length > 0);
  return known.map((entry) => ({
    timestamp: entry.time / 1000,
    origin: entry.origin,
    // The browser numbers registrations; no page can know that number, but a file of DevTools has it.
    serviceWorkerRegistrationId: String(entry.detail.serviceWorkerRegistrationId ?? ''),
    service: entry.service,
    eventName: entry.event,
    instanceId: entry.instanceId,
    eventMetadata: Object.entries(entry.metadata).map(([key, value]) => ({ key, value })),
    storageKey: entry.storageKey,
  }));
}

/** Name of the file as DevTools gives it: `<service>-YYYYMMDDTHHMMSS.json`, local time. */
export function devToolsFileName(service: string, now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${service}-${day}T${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}.json`;
}

/** One event of a file that DevTools saved. */
const DEVTOOLS_EVENT = v.object({
  timestamp: v.pipe(v.number(), v.finite()),
  eventName: v.string(),
  service: v.picklist(SERVICES),
  origin: v.optional(v.string(), ''),
  storageKey: v.optional(v.string(), ''),
  instanceId: v.optional(v.string(), ''),
  serviceWorkerRegistrationId: v.optional(v.string()),
  eventMetadata: v.optional(v.array(v.object({ key: v.string(), value: v.unknown() })), []),
});

/** Reads one event of a file that DevTools saved; undefined when it is none. */
export function fromDevTools(value: unknown, seq: number): Entry | undefined {
  const { success, output } = v.safeParse(DEVTOOLS_EVENT, value);
  if (!success) return undefined;
  const { timestamp, eventName, eventMetadata, serviceWorkerRegistrationId, ...rest } = output;
  const written = (one: unknown): string => (typeof one === 'string' ? one : JSON.stringify(one));
  return readEntry(
    {
      ...rest,
      id: `devtools:${seq}`,
      time: timestamp * 1000,
      event: eventName,
      metadata: Object.fromEntries(eventMetadata.map(({ key, value: one }) => [key, written(one)])),
      detail: { ...(serviceWorkerRegistrationId && { serviceWorkerRegistrationId }) },
    },
    seq,
  );
}
