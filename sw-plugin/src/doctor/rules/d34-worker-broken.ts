import { detailOf, errorOf, text } from '../detail-readers.ts';
import { proofOf } from '../proof-of.ts';
import type { Rule } from '../rule.ts';
import { sayError } from '../say-error.ts';

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
      // A page that is controlled already goes on with the worker it has; offline this is what every visit looks like.
      const update = call.scope !== '' && error?.name === 'TypeError';
      const url = text(detailOf(call.opening).url) ?? '';
      found({
        key: `register ${error?.name} ${error?.message}`,
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
