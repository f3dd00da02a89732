/** What one event name of the catalogue says about the lifetime that it belongs to. */
export interface EventKind {
  /** DOM event type, or the call as the log names it: `push`, `sync.register()`. */
  readonly kind: string;
  /** Where it stands in its lifetime, for entries that carry no `phase`. */
  readonly role_: 'start' | 'end' | undefined;
  readonly failed: boolean;
  /** An event dispatched to a worker; false for a call. */
  readonly dispatched_: boolean;
}

/** Names that do not follow the pattern `X event dispatched` … `X event completed`. */
const EVENTS: Readonly<Record<string, readonly [kind: string, role?: 'start' | 'end']>> = {
  'Push message received': ['push'],
  'Push event dispatched': ['push', 'start'],
  'Push event completed': ['push', 'end'],
  'Dispatched sync event': ['sync', 'start'],
  'sync event failed': ['sync', 'end'],
  'Sync completed': ['sync', 'end'],
  'Dispatched periodicsync event': ['periodicsync', 'start'],
  'Notification clicked': ['notificationclick', 'start'],
  'Notification closed': ['notificationclose'],
  'Notification displayed': ['showNotification()'],
  'Notification scheduled': ['showNotification()'],
  'Registered sync': ['sync.register()'],
  'Registered periodicsync': ['periodicSync.register()'],
  'Unregistered periodicsync': ['periodicSync.unregister()'],
  'Background Fetch registered': ['backgroundFetch.fetch()'],
  'Background Fetch completed': ['background fetch event'],
  'backgroundfetchsuccess event completed': ['background fetch event', 'end'],
  'backgroundfetchfail event completed': ['background fetch event', 'end'],
  'backgroundfetchabort event completed': ['background fetch event', 'end'],
  'Can make payment': ['canmakepayment', 'start'],
  'Can make payment response': ['canmakepayment', 'end'],
  'Payment request': ['paymentrequest', 'start'],
  'Payment response': ['paymentrequest', 'end'],
  'Abort payment': ['abortpayment', 'start'],
  'Abort payment response': ['abortpayment', 'end'],
};

const PATTERN: RegExp = /^(.+?) (?:event )?(dispatched|completed|failed|called|fulfilled|rejected|threw)$/;

function read(event: string): Pick<EventKind, 'kind' | 'role_' | 'failed'> {
  const named = Object.hasOwn(EVENTS, event) ? EVENTS[event] : undefined;
  if (named) return { kind: named[0], role_: named[1], failed: event.endsWith(' failed') };
  const [, kind, verb] = PATTERN.exec(event) ?? [];
  const ofCall = kind?.endsWith(')') === true;
  // 'Request processing completed' and the like end something that is no lifetime.
  if (!kind || !verb || !(ofCall || / event (dispatched|completed|failed)$/.test(event))) {
    return { kind: event, role_: undefined, failed: false };
  }
  const begins = verb === 'dispatched' || verb === 'called';
  return {
    kind,
    role_: begins ? 'start' : 'end',
    failed: verb === 'rejected' || verb === 'threw' || verb === 'failed',
  };
}

/** Reads an event name. A name that says nothing about a lifetime is a kind of its own. */
export function kindOf(event: string): EventKind {
  const kind = read(event);
  // A name that says nothing of a lifetime is its own kind, and calls end in parentheses.
  return { ...kind, dispatched_: kind.kind !== event && !kind.kind.endsWith(')') };
}
