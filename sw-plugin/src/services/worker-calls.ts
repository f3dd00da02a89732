import { backgroundFetchEventCalls } from './background-fetch.ts';
import type { Calls } from './definition.ts';
import { paymentHandlerCalls } from './payment-handler.ts';
import { serviceWorkerCalls } from './service-worker.ts';

/** Methods that only a worker has. A file of its own, so that no page carries it. */
export const workerCalls = (): Calls => ({
  ...backgroundFetchEventCalls(),
  ...paymentHandlerCalls(),
  ...serviceWorkerCalls(),
});
