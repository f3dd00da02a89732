import type { Service } from '@offstage/sw-plugin/log';

/** One line of what is registered. */
export interface Registered {
  readonly name: string;
  readonly value: string;
  /** 0 to 1, of something that is going on. */
  readonly progress?: number;
  /** A newer worker is installed, and waits for the old one's pages to go. */
  readonly waiting?: true;
}

interface SyncRegistration extends ServiceWorkerRegistration {
  readonly sync?: { getTags(): Promise<readonly string[]> };
  readonly periodicSync?: { getTags(): Promise<readonly string[]> };
  readonly backgroundFetch?: {
    getIds(): Promise<readonly string[]>;
    get(id: string): Promise<BackgroundFetch | undefined>;
  };
}

interface BackgroundFetch {
  readonly downloaded: number;
  readonly downloadTotal: number;
  readonly result: string;
  readonly failureReason: string;
}

/** Asks the browser what a service has registered in every registration of this origin. Never rejects. */
export async function registeredOf(service: Service): Promise<readonly Registered[]> {
  if (!('serviceWorker' in navigator)) return [];
  try {
    const registrations = await navigator.serviceWorker.getRegistrations();
    const found = await Promise.all(registrations.map((one) => ask(service, one).catch(() => [])));
    return found.flat();
  } catch {
    return [];
  }
}

async function ask(service: Service, registration: SyncRegistration): Promise<readonly Registered[]> {
  switch (service) {
    case 'backgroundFetch':
      return fetches(registration);
    case 'backgroundSync':
      return tags(await registration.sync?.getTags());
    case 'periodicBackgroundSync':
      return tags(await registration.periodicSync?.getTags());
    case 'notifications': {
      const shown = await registration.getNotifications();
      return shown.map(({ tag, title }) => ({ name: title, value: tag }));
    }
    case 'pushMessaging':
      return subscription(await registration.pushManager?.getSubscription());
    case 'serviceWorker':
      return [
        {
          name: registration.scope,
          value: workers(registration),
          ...(registration.waiting && { waiting: true as const }),
        },
      ];
    case 'paymentHandler':
    case 'reporting':
      return [];
    default:
      return service satisfies never;
  }
}

const tags = (found: readonly string[] | undefined): readonly Registered[] =>
  (found ?? []).map((tag) => ({ name: tag, value: '' }));

async function fetches({ backgroundFetch }: SyncRegistration): Promise<readonly Registered[]> {
  const ids = (await backgroundFetch?.getIds()) ?? [];
  const running = await Promise.all(ids.map(async (id) => [id, await backgroundFetch?.get(id)] as const));
  return running.map(([name, one]) => ({
    name,
    value: one?.failureReason || one?.result || '',
    ...(one && one.downloadTotal > 0 && { progress: one.downloaded / one.downloadTotal }),
  }));
}

/** The endpoint's host only: its path is the secret that lets anyone send. */
function subscription(found: PushSubscription | null | undefined): readonly Registered[] {
  if (!found) return [];
  const key = found.options.applicationServerKey;
  return [
    {
      name: new URL(found.endpoint).host,
      value: key === null ? '' : `applicationServerKey ${base64url(key)}`,
    },
  ];
}

export const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

function workers({ active, waiting, installing }: ServiceWorkerRegistration): string {
  return [active, waiting, installing]
    .filter((worker) => worker !== null)
    .map(({ state, scriptURL }) => `${state}: ${new URL(scriptURL).pathname}`)
    .join(', ');
}
