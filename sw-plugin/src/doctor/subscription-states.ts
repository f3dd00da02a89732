import type { Entry } from '../log/entry.ts';
import { addTo } from './add-to.ts';
import { detailOf, record, text } from './detail-readers.ts';
import type { History } from './history.ts';
import { perLog } from './per-log.ts';

/** What was known of a scope's push subscription at one moment. */
export interface SubscriptionState {
  readonly entry: Entry;
  readonly subscribed_: boolean;
  /** There is none, and was one before: by the state before it or, where that is not this scope's for sure, by its own word. */
  readonly lost_: boolean;
  /** base64url of the VAPID public key, where the browser tells. */
  readonly key: string | undefined;
}

/**
 * By scope, in order of time: what snapshots and subscribe() saw. A page that no registration controls has nothing
 * to say about any subscription, and is left out.
 */
export const subscriptionStates: (history: History) => ReadonlyMap<string, readonly SubscriptionState[]> =
  perLog(read);

function read(history: History): ReadonlyMap<string, readonly SubscriptionState[]> {
  const scopes = new Map<string, SubscriptionState[]>();
  const started = new Set(history.named_('Worker started').map(({ scope }) => scope));
  for (const entry of history.named_('Push subscription state', 'pushManager.subscribe() fulfilled')) {
    const detail = detailOf(entry);
    // A page may tell of registrations that do not control it.
    const scope = text(detail.scope) ?? entry.scope;
    if (detail.subscription === undefined || !scope) continue;
    const shape = record(detail.subscription);
    const before = scopes.get(scope)?.at(-1);
    // Where there are several registrations, a page's subscribe() does not tell for which.
    const isSure = before?.entry.event === entry.event || started.size === +started.has(scope);
    const state = {
      entry,
      subscribed_: shape !== undefined,
      lost_: !shape && (before && isSure ? before.subscribed_ : record(detail.oldSubscription) !== undefined),
      key: text(shape?.applicationServerKey),
    };
    addTo(scopes, scope, state);
  }
  return scopes;
}
