import { workersOf } from '@offstage/sw-plugin/page';
import { Workbox } from 'workbox-window/build/workbox-window.prod.mjs';

/**
 * Registers the service worker through `workbox-window`: when the page has loaded, or at once with `immediate`.
 * Resolves undefined where the browser has no service workers here; rejects as `navigator.serviceWorker.register()`
 * does. The package's own entry is written for browsers without classes and twice the size: hence the import of its build.
 */
export async function register(
  scriptURL: string | URL,
  { immediate = false, ...options }: RegistrationOptions & { readonly immediate?: boolean } = {},
): Promise<ServiceWorkerRegistration | undefined> {
  if (!workersOf(navigator)) return undefined;
  return new Workbox(String(scriptURL), options).register({ immediate });
}
