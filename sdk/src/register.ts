import { workersOf } from '@offstage/sw-plugin/page';
import * as workboxWindow from 'workbox-window';

/**
 * Registers the service worker through `workbox-window`: when the page has loaded, or at once with `immediate`.
 * Resolves undefined where the browser has no service workers here; rejects as `navigator.serviceWorker.register()`
 * does. The namespace import is on purpose: in Node the package is CommonJS and has no named export.
 */
export async function register(
  scriptURL: string | URL,
  { immediate = false, ...options }: RegistrationOptions & { readonly immediate?: boolean } = {},
): Promise<ServiceWorkerRegistration | undefined> {
  if (!workersOf(navigator)) return undefined;
  return new workboxWindow.Workbox(String(scriptURL), options).register({ immediate });
}
