import type { WindowClientLike } from '../platform.ts';
import { type Calls, type EventDefinition, type Events, own } from './definition.ts';
import { string } from './plain.ts';

const service = 'serviceWorker';

const life = (type: string): EventDefinition => ({ service, start_: () => own(`${type} event dispatched`) });

/** The worker's own life. https://w3c.github.io/ServiceWorker/ */
export const serviceWorkerEvents = (): Events => ({
  // Neither is held: other registrations and unregistrations wait for the one, the app's requests for the other.
  install: life('install'),
  activate: life('activate'),
});

/** The windows that a worker opens, focuses and navigates. */
export const serviceWorkerCalls = (): Calls => ({
  'Clients.openWindow': {
    service,
    prefix_: 'clients.',
    facts_: (_clients, [url]) => ({ url: string(url) }),
    // `null` where the window belongs to another origin.
    fulfilledWith_: (client) => ({ opened: (client as WindowClientLike | null)?.url ?? null }),
  },
  'WindowClient.focus': {
    service,
    facts_: (client) => ({ url: (client as WindowClientLike).url }),
  },
  'WindowClient.navigate': {
    service,
    facts_: (_client, [url]) => ({ url: string(url) }),
  },
});
