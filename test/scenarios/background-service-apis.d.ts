// The APIs that TypeScript's DOM library lacks, since only one engine has them.

interface SyncManager {
  register(tag: string): Promise<void>;
  getTags(): Promise<string[]>;
}

interface PeriodicSyncManager {
  register(tag: string, options?: { minInterval: number }): Promise<void>;
  unregister(tag: string): Promise<void>;
  getTags(): Promise<string[]>;
}

interface BackgroundFetchRegistration extends EventTarget {
  readonly id: string;
  abort(): Promise<boolean>;
}

interface BackgroundFetchManager {
  fetch(
    id: string,
    requests: RequestInfo | RequestInfo[],
    options?: { title?: string; downloadTotal?: number },
  ): Promise<BackgroundFetchRegistration>;
  get(id: string): Promise<BackgroundFetchRegistration | undefined>;
}

interface ServiceWorkerRegistration {
  readonly sync: SyncManager;
  readonly periodicSync: PeriodicSyncManager;
  readonly backgroundFetch: BackgroundFetchManager;
}
