import { errorOf } from '../detail-readers.ts';
import { neverSettled } from '../never-settled.ts';
import type { Rule } from '../rule.ts';
import { sayError } from '../say-error.ts';

const WHY: Readonly<Record<string, string>> = {
  NotAllowedError:
    'Background sync is blocked: by a site setting, in private browsing, or altogether (Brave, Electron).',
  InvalidStateError: 'The registration has no active worker yet.',
  InvalidAccessError: 'No window of the site is open, or the tag is too long.',
};

/** `sync.register()` that the browser refused, or never answered. */
export const syncRegister: Rule = {
  id: 'D27',
  title: 'sync.register() did not succeed',
  severity: 'error',
  checks: 'Calls of sync.register() succeed.',
  needs: 'Calls of sync.register() with their outcome.',
  link: 'https://github.com/WICG/background-sync/issues/153',
  find(history, found) {
    for (const call of history.calls('sync.register()')) {
      const error = call.outcome === 'failed' ? errorOf(call.closing) : undefined;
      if (call.outcome !== 'failed' && !neverSettled(call, history)) continue;
      found({
        key: error?.name ?? 'never',
        proof: call,
        words: () => ({
          title: error ? 'sync.register() was rejected' : 'sync.register() never settled',
          cause: error
            ? `It was rejected with ${sayError(error)}. ${WHY[error.name] ?? ''}`.trim()
            : 'The promise was neither fulfilled nor rejected although the page or worker lived on.',
          fix: 'Do not rely on background sync alone: send at once, and again at the next page load (in Workbox: forceSyncFallback); give register() a time limit.',
        }),
      });
    }
  },
};
