import type { Calls } from './definition.ts';

/** What ends a registration, and with it its push subscription: https://w3c.github.io/push-api/#dfn-push-subscription */
export const registrationCalls: Calls = {
  'ServiceWorkerRegistration.unregister': {
    service: 'serviceWorker',
    facts: (registration) => ({ scope: (registration as ServiceWorkerRegistration).scope }),
    // False where there was none to end.
    fulfilledWith: (unregistered) => ({ unregistered }),
  },
};
