import type { RecordedEvent } from '../kit/src/chromium/background-service-recorder.ts';
import type { EventuallyOptions } from '../kit/src/eventually.ts';
import { eventually } from '../kit/src/eventually.ts';
import type { Stage } from './stage.ts';

/** Waits until the browser's own recorder has logged `times` events of this name and instance. */
export async function recorded(
  { recorder }: Stage,
  eventName: string,
  instanceId: string | undefined,
  { times = 1, ...options }: EventuallyOptions & { readonly times?: number } = {},
): Promise<RecordedEvent> {
  const matching = (): RecordedEvent[] =>
    recorder.events.filter(
      (event) =>
        event.eventName === eventName && (instanceId === undefined || event.instanceId === instanceId),
    );
  return eventually(() => matching()[times - 1], {
    timeout: 15_000,
    what: () => `"${eventName}" of "${instanceId}" ${times} times, but ${matching().length}`,
    ...options,
  });
}
