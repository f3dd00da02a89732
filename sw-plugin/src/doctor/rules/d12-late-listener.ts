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
      const { heard, lost } = dispatches.get(`${entry.boot} ${type}`) ?? {};
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

/** Per boot and type of a late listener: the first dispatch that met a listener, and the first that met none. */
function firstDispatches(
  late: readonly Entry[],
  history: History,
): ReadonlyMap<string, { heard?: Entry; lost?: Entry }> {
  const first = new Map<string, { heard?: Entry; lost?: Entry }>();
  const types = new Map<string, Set<string>>();
  for (const { boot, detail } of late) {
    const known = types.get(boot) ?? new Set();
    types.set(boot, known.add(String(detail?.type)));
  }
  for (const [boot, wanted] of types) {
    for (const { opening, kind, trusted } of history.boots.get(boot)?.events ?? []) {
      if (!opening || !trusted || !wanted.has(kind)) continue;
      const listeners = number(detailOf(opening).listeners);
      const key = `${boot} ${kind}`;
      const known = first.get(key) ?? {};
      first.set(key, known);
      if (listeners === 0) known.lost ??= opening;
      else if (listeners !== undefined) known.heard ??= opening;
    }
  }
  return first;
}
