import type { Identity } from '@offstage/sw-plugin/page';

/** Who writes in this page load. Scope and script are those of the page's registration, once it is known. */
export function pageIdentity(scope: Window, boot: string): Identity {
  const origin = `${scope.location.origin}/`;
  const identity = { context: 'page', boot, origin, storageKey: origin, scope: '', scriptURL: '' } as const;
  const known: { -readonly [Member in keyof Identity]: Identity[Member] } = { ...identity };
  try {
    const container = scope.navigator.serviceWorker as ServiceWorkerContainer | undefined;
    void container?.ready.then((registration) => {
      known.scope = registration.scope;
      known.scriptURL = registration.active?.scriptURL ?? '';
    });
  } catch {
    // A sandboxed frame: the getter itself throws.
  }
  return known;
}
