import { backgroundFetchCall, type FetchRegistration, progressOf } from './background-fetch.ts';
import { type Calls, own } from './definition.ts';
import { string } from './plain.ts';

/** Methods that only a page has. A file of its own, so that no worker carries it. */
export const PAGE_CALLS: Calls = {
  'BackgroundFetchManager.fetch': {
    ...backgroundFetchCall,
    fulfilled(value, manager, args, moment) {
      const registration = value as FetchRegistration;
      watchProgress(registration, () =>
        moment.write(own('Background Fetch progress', progressOf(registration))),
      );
      return backgroundFetchCall.fulfilled(value, manager, args);
    },
  },
  'ServiceWorkerContainer.register': {
    service: 'serviceWorker',
    facts: (_container, [url]) => ({ url: string(url) }),
    fulfilledWith: (registration) => ({ scope: (registration as ServiceWorkerRegistration).scope }),
  },
};

/** Calls back once a second at most, and when the fetch has its result. */
function watchProgress(registration: FetchRegistration, report: () => void): void {
  let last = Number.NEGATIVE_INFINITY;
  registration.addEventListener('progress', () => {
    const now = performance.now();
    if (now - last < 1_000 && registration.result === '') return;
    last = now;
    report();
  });
}
