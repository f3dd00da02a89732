import type { Entry } from '@offstage/sw-plugin/log';
import type { RecordedEvent } from '../kit/src/chromium/background-service-recorder.ts';

/** One event, from either side, in one shape. */
export interface Observation {
  readonly service: string;
  readonly event: string;
  readonly instanceId: string;
  readonly origin: string;
  readonly storageKey: string;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** Ours only: concluded rather than seen, so its time need not be exact. */
  readonly inferred: boolean;
}

export const fromBrowser = (event: RecordedEvent): Observation => ({
  service: event.service,
  event: event.eventName,
  instanceId: event.instanceId,
  origin: event.origin,
  storageKey: event.storageKey,
  time: event.timestamp * 1000,
  metadata: Object.fromEntries(event.eventMetadata.map(({ key, value }) => [key, value])),
  inferred: false,
});

export const fromLog = (entry: Entry): Observation => ({
  service: entry.service,
  event: entry.event,
  instanceId: entry.instanceId,
  origin: entry.origin,
  storageKey: entry.storageKey,
  time: entry.time,
  metadata: entry.metadata,
  inferred: entry.inferred === true,
});
