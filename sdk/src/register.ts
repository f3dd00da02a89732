import { workersOf } from '@offstage/sw-plugin/internal/page';
import { Workbox } from 'workbox-window/build/workbox-window.prod.mjs';
import type { ScriptURL } from './page/trusted-script-url.ts';

/**
 * Registers the service worker through `workbox-window`: when the page has loaded, or at once with `immediate`.
 * Resolves undefined where the browser has no service workers here; rejects as `navigator.serviceWorker.register()`
 * does. The package's own entry is written for browsers without classes and twice the size: hence the import of its build.
 */
export async function register(
  scriptURL: ScriptURL,
  { immediate = false, ...options }: RegistrationOptions & { readonly immediate?: boolean | undefined } = {},
): Promise<ServiceWorkerRegistration | undefined> {
  if (!workersOf(navigator)) return undefined;
  // As it is: a `TrustedScriptURL` would be a mere string afterwards, which a page may be forbidden to register.
  const url = scriptURL instanceof URL ? scriptURL.href : scriptURL;
  return new Workbox(url as string, options).register({ immediate });
}
