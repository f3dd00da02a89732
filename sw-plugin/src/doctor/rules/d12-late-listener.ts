import type { Entry } from '../../log/entry.ts';
import { detailOf, number, text } from '../detail-readers.ts';
import type { History } from '../history.ts';
import type { Rule } from '../rule.ts';

/** Events for which a browser starts a worker. Others (`message`, `error`) only reach one that is running already. */
const FUNCTIONAL: ReadonlySet<string> = new Set([
  'push',
  'pushsubscriptionchange',
  'sync',
  'periodicsync',
  'notificationclick',
  'notificationclose',
  'backgroundfetchsuccess',
  'backgroundfetchfail',
  'backgroundfetchabort',
  'backgroundfetchclick',
  'canmakepayment',
  'paymentrequest',
  'abortpayment',
  'install',
  'activate',
  'fetch',
]);

/** A listener that was added after the worker's script had run: an event that starts the worker does not wait for it. */
export const lateListener: Rule = {
  id: 'D12',
  title: 'An event listener was added after start-up',
  severity: 'error',
  checks: 'Listeners for functional events are added while the worker script is being evaluated.',
  needs: 'Listeners that were added after the first evaluation of the script.',
  link: 'https://github.com/w3c/ServiceWorker/issues/1156',
  find(history, found) {
    const late = history.named('Listener added after start-up');
    const dispatches = firstDispatches(late, history);
    for (const entry of late) {
      const detail = detailOf(entry);
      const type = text(detail.type) ?? entry.instanceId;
      if (entry.context !== 'worker' || !FUNCTIONAL.has(type)) continue;
      // Where another listener was there in time, the event is not lost.
      const { heard, lost } = dispatches.get(entry.boot)?.get(type) ?? {};
      if ((number(detail.listeners) ?? 0) > 1 || (heard && heard.time < entry.time)) continue;
      const sinceBoot = number(detail.sinceBoot);
      found({
        key: type,
        proof: lost && lost.time < entry.time ? [lost, entry] : [entry],
        words: () => ({
          title: `The ${type} listener was added after start-up`,
          cause: `It was added ${sinceBoot === undefined ? '' : `${Math.round(sinceBoot)} ms `}after the worker had started. When the browser starts the worker to deliver a ${type} event it does not wait for late listeners: the event is lost, and counts as a success.`,
          fix: `Call addEventListener('${type}', …) at the top level of the worker script, before any await, import() or timer, and wait inside the handler instead.`,
        }),
      });
    }
  },
};

interface Dispatches {
  heard?: Entry;
  lost?: Entry;
}

/** Per boot and type of a late listener: the first dispatch that met a listener, and the first that met none. */
function firstDispatches(
  late: readonly Entry[],
  history: History,
): ReadonlyMap<string, ReadonlyMap<string, Dispatches>> {
  const first = new Map<string, Map<string, Dispatches>>();
  for (const { boot, detail } of late) {
    const types = first.get(boot) ?? new Map<string, Dispatches>();
    first.set(boot, types.set(String(detail?.type), {}));
  }
  for (const [boot, types] of first) {
    for (const event of history.boots.get(boot)?.events ?? []) {
      const known = event.trusted ? types.get(event.kind) : undefined;
      if (!known || !event.opening || (known.heard && known.lost)) continue;
      const listeners = number(detailOf(event.opening).listeners);
      if (listeners === 0) known.lost ??= event.opening;
      else if (listeners !== undefined) known.heard ??= event.opening;
    }
  }
  return first;
}
