/** Parts of the platform that TypeScript's DOM library leaves out. Every one of them is missing in some browser. */

export interface BackgroundFetchProgress extends EventTarget {
  readonly id: string;
  readonly downloaded: number;
  readonly downloadTotal: number;
  abort(): Promise<boolean>;
}

type Missing = 'sync' | 'periodicSync' | 'backgroundFetch';

export interface BackgroundRegistration extends Omit<ServiceWorkerRegistration, Missing> {
  readonly sync?: { register(tag: string): Promise<void> };
  readonly periodicSync?: {
    register(tag: string, options: { minInterval: number }): Promise<void>;
    unregister(tag: string): Promise<void>;
  };
  readonly backgroundFetch?: {
    fetch(
      id: string,
      requests: readonly string[],
      options: { title: string; downloadTotal?: number; icons?: readonly object[] },
    ): Promise<BackgroundFetchProgress>;
    get(id: string): Promise<BackgroundFetchProgress | undefined>;
  };
}

/** Whether the registration's class has a member, without having a registration. */
export function registrationHas(member: string): boolean {
  return typeof ServiceWorkerRegistration === 'function' && member in ServiceWorkerRegistration.prototype;
}
