import { backgroundFetchCall, type FetchRegistration, progressOf } from './background-fetch.ts';
import { type Calls, line, own } from './definition.ts';
import { members, string } from './plain.ts';
import { unregisterCall } from './registration.ts';

/** https://w3c.github.io/trusted-types/dist/spec/#trusted-type-policy-factory */
type TrustingScope = { readonly trustedTypes?: { isScriptURL(value: unknown): boolean } };

const count = (requests: unknown): number => (Array.isArray(requests) ? requests.length : 1);

/** Methods that only a page has. A file of its own, so that no worker carries it. */
export const pageCalls = (): Calls => ({
  'BackgroundFetchManager.fetch': {
    ...backgroundFetchCall(),
    facts_: (_manager, [, requests, dictionary]) => ({
      count: count(requests),
      options: members(dictionary),
    }),
    fulfilled_(value, _manager, [, requests], { write }) {
      const registration = value as FetchRegistration;
      watchProgress(registration, () => write(own('Background Fetch progress', progressOf(registration))));
      return line(
        'Background Fetch registered',
        { 'Total Requests': `${count(requests)}`, 'Start Paused': 'No' },
        progressOf(registration),
      );
    },
  },
  // A page may end any registration of its origin; a worker, its own.
  'ServiceWorkerRegistration.unregister': {
    ...unregisterCall,
    facts_: (registration) => ({ scope: (registration as ServiceWorkerRegistration).scope }),
    // False where there was none to end.
    fulfilledWith_: (unregistered) => ({ unregistered }),
  },
  'ServiceWorkerContainer.register': {
    service: 'serviceWorker',
    // What a policy of Trusted Types made is no object of the host's.
    facts_: (_container, [url]) => ({
      url: (globalThis as TrustingScope).trustedTypes?.isScriptURL(url) ? `${url}` : string(url),
    }),
    fulfilledWith_: (registration) => ({ scope: (registration as ServiceWorkerRegistration).scope }),
  },
});

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
