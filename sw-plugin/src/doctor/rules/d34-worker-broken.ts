import type { LoggedError } from '../../log/entry.ts';
import { clip } from '../clip.ts';
import { detailOf, errorOf, text } from '../detail-readers.ts';
import type { History } from '../history.ts';
import { perLog } from '../per-log.ts';
import { proofOf } from '../proof-of.ts';
import { meaningOf } from '../refusals.ts';
import type { Rule } from '../rule.ts';
import { sayError } from '../say-error.ts';
import { scriptPath } from '../script-path.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** The worker and the page that waits for it tell of a failure within this time, ms. */
const SOON = 1_000;

/** A worker that could not be registered; a script that fails while it is evaluated is one of the reasons. */
export const workerBroken: Rule = {
  id: 'D34',
  link: 'ServiceWorkerContainer/register',
  find(history, found) {
    for (const call of history.calls_('register()')) {
      if (call.outcome !== 'failed') continue;
      const error = errorOf(call.closing_);
      const network = error?.name === 'TypeError';
      // What the server sends in place of the script keeps new versions away, and the worker that is there goes on.
      const update = (network || /redirect|mime/i.test(error?.message ?? '')) && isUpdate(call, history);
      found({
        key: `register ${update} ${error?.name} ${error?.message}`,
        proof_: proofOf(call),
        words_: () => {
          const url = clip(text(detailOf(call.opening_).url) ?? '', 120);
          const { cause, fix, severity } = meaningOf(call.kind, error);
          const behind = errorBehind(call, history);
          return {
            severity: update ? (network ? 'info' : 'warning') : (severity ?? 'error'),
            title: `The service worker could not be ${update ? 'updated' : 'registered'}`,
            cause: `register(${url && `"${url}"`}) was rejected with ${sayError(error)}. ${cause}${behind ? ` In it: ${sayError(behind)}.` : ''}${update ? ' The worker that is there goes on.' : ''}`,
            fix,
          };
        },
      });
    }
  },
};

/** What a worker of this script threw while it was tried, and so before it had an event. */
function errorBehind(call: TracedLifetime, history: History): LoggedError | undefined {
  const path = pathOf(call);
  return errorOf(
    history
      .named_('Uncaught error')
      .find(
        ({ context, scriptURL, time, boot }) =>
          context === 'worker' &&
          Math.abs(time - call.told_.time) <= SOON &&
          scriptPath(scriptURL) === path &&
          !history.boots_.get(boot)?.events_[0],
      ),
  );
}

/** Path of the script that was to be registered. */
const pathOf = ({ first, opening_: opening, scope }: TracedLifetime): string | undefined =>
  scriptPath(text(detailOf(opening).url) ?? '', scope || first.origin);

/**
 * Is there a worker of this script already, which goes on? Offline every visit looks like this. A page can have a worker
 * and still fail to register another.
 */
function isUpdate(call: TracedLifetime, history: History): boolean {
  const { first, opening_: opening, scope } = call;
  if (text(detailOf(opening).url) === undefined) return scope !== '';
  const path = pathOf(call);
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
