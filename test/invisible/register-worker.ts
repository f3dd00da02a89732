import type { BrowserStage } from '../browsers/browser-stage.ts';

declare global {
  /** In the page: the registrations that were made there, by scope. */
  var registrations: Record<string, ServiceWorkerRegistration>;
}

/** Registers a case's worker and waits until it is active; returns its scope. */
export const registerWorker = (
  evaluate: BrowserStage['evaluate'],
  script: string,
  type: WorkerType,
): Promise<string> =>
  evaluate(
    async ({ script, type }) => {
      const registration = await navigator.serviceWorker.register(script, { type });
      const worker = registration.installing ?? registration.waiting ?? registration.active;
      await new Promise<void>((resolve, reject) => {
        const look = (): void => {
          if (worker?.state === 'activated') resolve();
          if (worker?.state === 'redundant') reject(new Error('The worker did not install.'));
        };
        worker?.addEventListener('statechange', look);
        look();
      });
      // Kept: `getRegistration()` does not always find one that was made a moment ago.
      globalThis.registrations ??= {};
      globalThis.registrations[registration.scope] = registration;
      return registration.scope;
    },
    { script, type },
  );
