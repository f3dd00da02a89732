import { CATALOGUE, type Entry, SERVICES, type Service } from '@offstage/sw-plugin/log';

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

/** Reads one event of a file that DevTools saved; undefined when it is none. */
export function fromDevTools(value: unknown, seq: number): Entry | undefined {
  if (!isDevToolsEvent(value)) return undefined;
  return {
    seq,
    id: `devtools:${seq}`,
    time: value.timestamp * 1000,
    service: value.service as Service,
    event: value.eventName,
    instanceId: String(value.instanceId ?? ''),
    metadata: Object.fromEntries((value.eventMetadata ?? []).map(({ key, value }) => [key, String(value)])),
    detail: {
      ...(value.serviceWorkerRegistrationId && {
        serviceWorkerRegistrationId: value.serviceWorkerRegistrationId,
      }),
    },
    context: 'worker',
    boot: '',
    origin: String(value.origin ?? ''),
    storageKey: String(value.storageKey ?? ''),
    scope: '',
    scriptURL: '',
    trusted: true,
  };
}

function isDevToolsEvent(value: unknown): value is DevToolsEvent {
  if (typeof value !== 'object' || value === null) return false;
  const event = value as Partial<DevToolsEvent>;
  return (
    typeof event.timestamp === 'number' &&
    typeof event.eventName === 'string' &&
    SERVICES.includes(event.service as Service) &&
    (event.eventMetadata === undefined || Array.isArray(event.eventMetadata))
  );
}
