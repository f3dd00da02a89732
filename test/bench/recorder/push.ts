import type { Chromium } from '../../browser/launch-chromium.ts';
import { type Start, scopeOf, type Uploading } from './bench-host.ts';

/** Epoch milliseconds. */
export interface Push {
  readonly dispatched: number;
  readonly completed: number;
}

/** What the browser's own recorder says of the push with this payload: epoch milliseconds. */
export async function recordedPush({ recorder }: Chromium, data: string): Promise<Push> {
  const timeOf = async (eventName: string, from = 0): Promise<readonly [number, number]> => {
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline) {
      const index = recorder.events.findIndex(
        (event, at) =>
          at >= from &&
          event.eventName === eventName &&
          (from > 0 || event.eventMetadata.some(({ value }) => value === data)),
      );
      if (index >= 0) return [(recorder.events[index]?.timestamp ?? 0) * 1_000, index];
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    throw new Error(`NOT_RECORDED: ${eventName} of ${data}`);
  };
  const [dispatched, index] = await timeOf('Push event dispatched');
  const [completed] = await timeOf('Push event completed', index + 1);
  return { dispatched, completed };
}

/** Delivers a push and waits until it is over. */
export async function push(
  browser: Chromium,
  origin: string,
  variant: Start | Uploading,
  data: string,
): Promise<Push> {
  await browser.workers.deliverPush(`${origin}${scopeOf(variant)}`, data);
  return recordedPush(browser, data);
}
