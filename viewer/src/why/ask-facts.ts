import { readEndpoints } from '@offstage/sdk';
import type { AskedService } from '../model/why/asked-service.ts';
import type { Facts, KnownSubscription } from '../model/why/facts.ts';
import { permissionOf } from '../registered/permission-of.ts';
import { base64url, registeredOf } from '../registered/registered.ts';
import { hasApi } from '../shell/has-api.ts';
import { isInstalled } from '../shell/is-installed.ts';
import type { Source } from '../sources/source.ts';

/** What does not answer counts as not asked. Milliseconds. */
const PATIENCE = 5_000;

/** Asks this browser and, where there is one, the server for what a check-list needs. Never rejects. */
export async function askFacts(service: AskedService, source: Source): Promise<Facts> {
  const { reports } = source;
  const received = service === 'reporting' ? inTime(reports?.counts().then(({ total }) => total)) : undefined;
  // Of a file, or of what a server holds, this browser says nothing.
  if (source.kind !== 'log') return { received: await received };
  const push = service === 'pushMessaging';
  const [permission, registrations, registered, endpoints, serverKey] = await Promise.all([
    inTime(permissionOf(push ? 'notifications' : service)),
    inTime(registrationsHere()),
    service === 'backgroundSync' || service === 'periodicBackgroundSync'
      ? inTime(registeredOf(service).then((all) => all.map(({ name }) => name)))
      : undefined,
    service === 'reporting' ? inTime(readEndpoints(location.href)) : undefined,
    push ? inTime(reports?.pushKey()) : undefined,
  ]);
  return {
    api: hasApi(service),
    permission,
    installed: isInstalled(),
    online: navigator.onLine,
    workers: registrations?.flatMap(({ active }) => (active ? [new URL(active.scriptURL).pathname] : [])),
    subscriptions: push && registrations ? await inTime(subscriptionsOf(registrations)) : undefined,
    registered,
    endpoints,
    serverKey,
    received: await received,
  };
}

const registrationsHere = async (): Promise<readonly ServiceWorkerRegistration[]> =>
  'serviceWorker' in navigator ? navigator.serviceWorker.getRegistrations() : [];

async function subscriptionsOf(
  registrations: readonly ServiceWorkerRegistration[],
): Promise<readonly KnownSubscription[]> {
  const found = await Promise.all(registrations.map((one) => one.pushManager?.getSubscription()));
  return found.flatMap((one) => {
    if (!one) return [];
    const key = one.options.applicationServerKey;
    return [{ host: new URL(one.endpoint).host, key: key ? base64url(key) : undefined }];
  });
}

const inTime = <T>(asked: Promise<T> | undefined): Promise<T | undefined> =>
  Promise.race([
    (asked ?? Promise.resolve(undefined)).catch(() => undefined),
    new Promise<undefined>((done) => setTimeout(done, PATIENCE, undefined)),
  ]);
