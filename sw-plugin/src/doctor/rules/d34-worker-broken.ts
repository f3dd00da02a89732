import { detailOf, errorOf, text } from '../detail-readers.ts';
import type { History } from '../history.ts';
import { perLog } from '../per-log.ts';
import { proofOf } from '../proof-of.ts';
import type { Rule } from '../rule.ts';
import { sayError } from '../say-error.ts';
import { scriptPath } from '../script-path.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** A worker that could not be registered; a script that fails while it is evaluated is one of the reasons. */
export const workerBroken: Rule = {
  id: 'D34',
  link: 'https://developer.mozilla.org/en-US/docs/Web/API/ServiceWorkerContainer/register',
  find(history, found) {
    for (const call of history.calls_('register()')) {
      if (call.outcome !== 'failed') continue;
      const error = errorOf(call.closing_);
      const update = error?.name === 'TypeError' && isUpdate(call, history);
      const url = text(detailOf(call.opening_).url) ?? '';
      found({
        key: `register ${update} ${error?.name} ${error?.message}`,
        proof_: proofOf(call),
        words_: () => ({
          severity: update ? 'info' : 'error',
          title: `The service worker could not be ${update ? 'updated' : 'registered'}`,
          cause: `register(${url ? `"${url.slice(0, 120)}"` : ''}) was rejected with ${sayError(error)}.${update ? ' The worker that is there goes on.' : ''}`,
          fix: 'Open the script URL: it has to answer 200 with a JavaScript MIME type, without a redirect; then look for errors in it (importScripts() included).',
        }),
      });
    }
  },
};

/**
 * Is there a worker of this script already, which goes on? Offline every visit looks like this. A page can have a worker
 * and still fail to register another.
 */
function isUpdate({ first, opening_: opening, scope }: TracedLifetime, history: History): boolean {
  const url = text(detailOf(opening).url);
  if (url === undefined) return scope !== '';
  const path = scriptPath(url, scope || first.origin);
  if (path === undefined) return false;
  return (scope !== '' && path === scriptPath(first.scriptURL)) || activeScripts(history).has(path);
}

/** Paths of the scripts whose workers were installed: they have handled events. */
const activeScripts = perLog(({ boots_: boots }) => {
  const active = [...boots.values()].filter(
    ({ context, events_: events }) => context === 'worker' && events.some(({ kind }) => kind !== 'install'),
  );
  return new Set(active.map(({ scriptURL }) => scriptPath(scriptURL)));
});
