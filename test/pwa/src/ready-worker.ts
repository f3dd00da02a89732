import type { BackgroundRegistration } from './platform.ts';
import { within } from './within.ts';

/** The app's registration once its worker is active. */
export function readyWorker(): Promise<BackgroundRegistration> {
  return within(
    10_000,
    'The service worker',
    navigator.serviceWorker.ready as unknown as Promise<BackgroundRegistration>,
  );
}

/** Why this page can have no service worker at all; undefined when it can. */
export function workerLacks(): string | undefined {
  if ('serviceWorker' in navigator) return undefined;
  return isSecureContext
    ? 'This browser has no service workers.'
    : 'Service workers need https or localhost.';
}
