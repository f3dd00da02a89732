import { aliveLock } from '@offstage/sw-plugin/relay';
import { onShown } from './on-shown.ts';

/** Milliseconds in the background after which the page lets go. */
const GRACE = 60_000;

/**
 * Holds the lock that says "this page load is alive", so that a call that is still running is told from one whose
 * page is gone.
 *
 * Let go after a while in the background, because browsers do not freeze a page that holds a lock, and on the way
 * into the back/forward cache, which does not take one. Returns its undo.
 */
export function holdAliveLock(scope: Window, locks: LockManager | undefined, boot: string): () => void {
  let release: (() => void) | undefined;
  let timer: number | undefined;

  function hold(): void {
    scope.clearTimeout(timer);
    if (release || !locks) return;
    const { promise, resolve } = withResolve();
    release = resolve;
    locks.request(aliveLock(boot), () => promise).catch(() => {});
  }

  function letGo(): void {
    scope.clearTimeout(timer);
    release?.();
    release = undefined;
  }

  function onVisibility(): void {
    if (scope.document.visibilityState === 'visible') hold();
    else timer = scope.setTimeout(letGo, GRACE);
  }

  hold();
  scope.document.addEventListener('visibilitychange', onVisibility);
  const stop = onShown(scope, (shown) => (shown ? hold() : letGo()));
  return () => {
    stop();
    scope.document.removeEventListener('visibilitychange', onVisibility);
    letGo();
  };
}

function withResolve(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
