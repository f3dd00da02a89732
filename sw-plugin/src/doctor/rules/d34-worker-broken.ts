import { detailOf, errorOf, text } from '../detail-readers.ts';
import type { History } from '../history.ts';
import { proofOf } from '../proof-of.ts';
import type { Rule } from '../rule.ts';
import { sayError } from '../say-error.ts';
import { scriptPath } from '../script-path.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** A worker that could not be registered, or whose script failed while it was evaluated. */
export const workerBroken: Rule = {
  id: 'D34',
  title: 'The service worker could not be started',
  severity: 'error',
  checks: 'register() succeeds, and the worker script runs through.',
  needs: 'register() calls in pages, and uncaught errors in the worker that are marked as of its evaluation.',
  link: 'https://developer.mozilla.org/en-US/docs/Web/API/ServiceWorkerContainer/register',
  find(history, found) {
    for (const call of history.calls('register()')) {
      if (call.outcome !== 'failed') continue;
      const error = errorOf(call.closing);
      const update = error?.name === 'TypeError' && isUpdate(call, history);
      const url = text(detailOf(call.opening).url) ?? '';
      found({
        key: `register ${update} ${error?.name} ${error?.message}`,
        proof: proofOf(call),
        words: () => ({
          severity: update ? 'info' : 'error',
          title: update
            ? 'The service worker could not be updated'
            : 'The service worker could not be registered',
          cause: `register(${url ? `"${url.slice(0, 120)}"` : ''}) was rejected with ${sayError(error)}.${update ? ' The worker that is there goes on.' : ''}`,
          fix: 'Open the script URL: it has to answer 200 with a JavaScript MIME type, from the same origin, without a redirect, and cover the scope; then look for errors while it is evaluated (a failing importScripts() counts).',
        }),
      });
    }
    for (const entry of history.named('Uncaught error')) {
      // An error later on is a matter of the event that it happened in, or of D38.
      if (entry.context !== 'worker' || detailOf(entry).evaluating !== true) continue;
      const error = errorOf(entry);
      found({
        key: `evaluation ${error?.name} ${error?.message}`,
        proof: [entry],
        words: () => ({
          title: 'The worker script failed while it was evaluated',
          cause: `It stopped with ${sayError(error)}. The start failed, and an event that it was started for was lost; a new worker that fails so is not installed.`,
          fix: 'Correct the error; if it is an import, check that every imported script can be loaded, also offline.',
        }),
      });
    }
  },
};

/**
 * Is there a worker of this script already, which goes on? Offline every visit looks like this. A page can have a worker
 * and still fail to register another.
 */
function isUpdate({ first, opening, scope }: TracedLifetime, history: History): boolean {
  const url = text(detailOf(opening).url);
  if (url === undefined) return scope !== '';
  const path = scriptPath(url, scope || first.origin);
  if (path === undefined) return false;
  return (scope !== '' && path === scriptPath(first.scriptURL)) || activeScripts(history).has(path);
}

const known = new WeakMap<History, ReadonlySet<string | undefined>>();

/** Paths of the scripts whose workers were installed: they have handled events. */
function activeScripts(history: History): ReadonlySet<string | undefined> {
  let scripts = known.get(history);
  if (!scripts) {
    const boots = [...history.boots.values()].filter(
      ({ context, events }) => context === 'worker' && events.some(({ kind }) => kind !== 'install'),
    );
    scripts = new Set(boots.map(({ scriptURL }) => scriptPath(scriptURL)));
    known.set(history, scripts);
  }
  return scripts;
}
