import { type EventuallyOptions, eventually } from '../eventually.ts';
import type { ProtocolSession } from './protocol-session.ts';

/** The services of DevTools' own recorder, by their protocol ids. */
export const RECORDED_SERVICES = [
  'backgroundFetch',
  'backgroundSync',
  'pushMessaging',
  'notifications',
  'paymentHandler',
  'periodicBackgroundSync',
] as const;

export type RecordedService = (typeof RECORDED_SERVICES)[number];

/** One line of the browser's own recorder. https://chromedevtools.github.io/devtools-protocol/tot/BackgroundService/ */
export interface RecordedEvent {
  /** Epoch seconds with fraction. */
  readonly timestamp: number;
  readonly origin: string;
  readonly serviceWorkerRegistrationId: string;
  readonly service: RecordedService;
  readonly eventName: string;
  readonly instanceId: string;
  /** In no stable order. */
  readonly eventMetadata: readonly { readonly key: string; readonly value: string }[];
  readonly storageKey: string;
}

export interface BackgroundServiceRecorder {
  /** Everything so far, of all origins of the profile, in order of arrival. */
  readonly events: readonly RecordedEvent[];
  /** The first event for which `matches` holds; waits for it. */
  waitFor(matches: (event: RecordedEvent) => boolean, options?: EventuallyOptions): Promise<RecordedEvent>;
}

/**
 * Switches the browser's own recorder on. The domain exists on page targets only; one page's session receives the
 * events of all origins, as long as that page is open.
 */
export async function recordBackgroundServices(page: ProtocolSession): Promise<BackgroundServiceRecorder> {
  const events: RecordedEvent[] = [];
  page.on<{ backgroundServiceEvent: RecordedEvent }>(
    'BackgroundService.backgroundServiceEventReceived',
    ({ backgroundServiceEvent }) => {
      events.push(backgroundServiceEvent);
    },
  );
  for (const service of RECORDED_SERVICES) {
    await page.send('BackgroundService.startObserving', { service });
    await page.send('BackgroundService.setRecording', { service, shouldRecord: true });
  }
  return {
    events,
    waitFor: (matches, options) => eventually(() => events.find(matches), { timeout: 15_000, ...options }),
  };
}
