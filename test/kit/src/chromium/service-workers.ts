import { eventually } from '../eventually.ts';
import type { ProtocolSession } from './protocol-session.ts';

/** One version of a worker, as the browser's own inspector sees it. */
export interface WorkerVersion {
  readonly versionId: string;
  readonly scriptURL: string;
  readonly runningStatus: 'stopped' | 'starting' | 'running' | 'stopping';
  readonly status: string;
}

export interface ServiceWorkers {
  readonly versions: ReadonlyMap<string, WorkerVersion>;
  /** Registration id by scope URL. */
  readonly registrations: ReadonlyMap<string, string>;
  /** Stops every worker of the profile by force, and waits until all have stopped (waiting events may start them again). */
  stopAll(): Promise<void>;
  /** Starts the worker of a scope without any event, and waits until it runs. */
  start(scope: string): Promise<void>;
  /** Dispatches a push without any push service or permission. Resolves before it is dispatched. */
  deliverPush(scope: string, data: string): Promise<void>;
}

interface Registration {
  readonly registrationId: string;
  readonly scopeURL: string;
  readonly isDeleted: boolean;
}

/** Watches and steers all service workers through one page's session. */
export async function watchServiceWorkers(page: ProtocolSession): Promise<ServiceWorkers> {
  const versions = new Map<string, WorkerVersion>();
  const registrations = new Map<string, string>();
  const stops = new Map<string, number>();
  const stopsOf = (versionId: string): number => stops.get(versionId) ?? 0;
  page.on<{ versions: readonly WorkerVersion[] }>('ServiceWorker.workerVersionUpdated', (event) => {
    for (const version of event.versions) {
      versions.set(version.versionId, version);
      if (version.runningStatus === 'stopped') stops.set(version.versionId, stopsOf(version.versionId) + 1);
    }
  });
  page.on<{ registrations: readonly Registration[] }>('ServiceWorker.workerRegistrationUpdated', (event) => {
    for (const { scopeURL, registrationId, isDeleted } of event.registrations) {
      if (isDeleted) registrations.delete(scopeURL);
      else registrations.set(scopeURL, registrationId);
    }
  });
  await page.send('ServiceWorker.enable');
  const running = (): WorkerVersion[] =>
    [...versions.values()].filter(({ runningStatus }) => runningStatus !== 'stopped');
  const told = (): string => JSON.stringify([...versions.values()]);
  return {
    versions,
    registrations,
    async stopAll() {
      const before = running().map(({ versionId }) => [versionId, stopsOf(versionId)] as const);
      await page.send('ServiceWorker.stopAllWorkers');
      await eventually(() => before.every(([versionId, count]) => stopsOf(versionId) > count), {
        every: 5,
        what: () => `all workers stopped: ${told()}`,
      });
    },
    async deliverPush(scope, data) {
      const registrationId = registrations.get(scope);
      if (registrationId === undefined) throw new Error(`NO_REGISTRATION: none has the scope ${scope}`);
      await page.send('ServiceWorker.deliverPushMessage', {
        origin: new URL(scope).origin,
        registrationId,
        data,
      });
    },
    async start(scope) {
      await page.send('ServiceWorker.startWorker', { scopeURL: scope });
      await eventually(() => running().some(({ runningStatus }) => runningStatus === 'running'), {
        every: 10,
        what: () => `worker of ${scope} running: ${told()}`,
      });
    },
  };
}
