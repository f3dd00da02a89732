import { type Identity, workersOf } from '@offstage/sw-plugin/internal/page';

/** Who writes in this page load. Scope and script are those of the page's registration, once it is known. */
export function pageIdentity({ location, navigator }: Window): Identity {
  const origin = `${location.origin}/`;
  const identity: Identity = {
    context: 'page',
    // Not `crypto.randomUUID()`, which insecure contexts lack; 50 bits, and nobody has to guess them.
    boot: Math.random().toString(36).slice(2),
    origin,
    storageKey: origin,
    scope: '',
    scriptURL: '',
  };
  workersOf(navigator)?.ready.then(
    ({ scope, active }) => Object.assign(identity, { scope, scriptURL: active?.scriptURL ?? '' }),
    // Firefox rejects it where site data is blocked.
    () => undefined,
  );
  return identity;
}
