/**
 * The record: what one line of the log is.
 *
 * Entries are immutable and only ever appended. A worker that is killed can lose the tail of the log but never
 * corrupt it, and a start without an end is itself a finding.
 */

/** The protocol's own service ids (CDP `BackgroundService.ServiceName`), plus the two that DevTools keeps elsewhere. */
export type Service =
  | 'backgroundFetch'
  | 'backgroundSync'
  | 'notifications'
  | 'paymentHandler'
  | 'periodicBackgroundSync'
  | 'pushMessaging'
  | 'reporting'
  | 'serviceWorker';

/**
 * How a lifetime ended. `silent` is a push that was handled without any notification being shown. A start without an
 * end is a lifetime that still runs, or that was cut off with its worker: its boot's Web Lock tells which.
 */
export type Outcome = 'ok' | 'failed' | 'silent';

/** An error as plain data. Anything can be thrown, so `name` may be a type's name (`string`, `undefined`). */
export interface LoggedError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

/** One call of `event.waitUntil(promise)` or `event.respondWith(promise)`. Times are milliseconds after dispatch. */
export interface Extension {
  readonly method: 'waitUntil' | 'respondWith';
  readonly at: number;
  /** `late` means that the browser refused the call with an InvalidStateError. */
  readonly state: 'fulfilled' | 'rejected' | 'pending' | 'late';
  readonly settled?: number;
  readonly error?: LoggedError;
  /** Type of what was given in place of a promise: `function`, `undefined` … `array` for a list; absent for other objects, which may be one. @since 0.2.0 */
  readonly given?: string;
}

/** What a push (or any other body) carried. `text` or `base64` hold at most 64 KiB; `bytes` is the true size. */
export interface Payload {
  readonly bytes: number;
  readonly text?: string;
  readonly base64?: string;
  readonly truncated?: true;
}

/** A push subscription without its secret: the endpoint's host, never its path. */
export interface SubscriptionShape {
  readonly endpointHost: string;
  /** base64url of the VAPID public key (65 bytes, uncompressed P-256 point). */
  readonly applicationServerKey?: string;
}

/**
 * What we know beyond DevTools. Every member is optional; which ones are present depends on the event, see
 * `CATALOGUE`. Values are plain JSON. A member is there since 0.1.0, unless it says otherwise.
 */
export interface Detail {
  /** First and last entry of a lifetime. A single entry (neither) stands for a moment. */
  readonly phase?: 'start' | 'end';
  /** DOM event type (`push`) or method (`SyncManager.register`) behind the entry. */
  readonly type?: string;
  /** Absent at the end of a push where what it showed could not be seen. */
  readonly outcome?: Outcome | undefined;
  /** Milliseconds from dispatch (or call) to the last settled promise. */
  readonly duration?: number;
  readonly error?: LoggedError;
  /** A listener threw synchronously: the browser's own recorder says "Success" to this. */
  readonly threw?: true;
  readonly extensions?: readonly Extension[];
  /** Host listeners registered for this event type at dispatch, `on…` handler included. */
  readonly listeners?: number;
  /** A listener stopped the event (`stopImmediatePropagation()`), so that the last one at least was not called. @since 0.2.0 */
  readonly stopped?: true;
  /** Unwatched events that the host listens to, one of which may have been going on: `fetch`, `message`. @since 0.2.0 */
  readonly unwatched?: readonly string[];
  readonly payload?: Payload;
  /** Notifications shown during this lifetime; absent where none was seen, and could not be. */
  readonly shown?: number;
  /** Each of them was shown while another lifetime was open, and may be that one's. @since 0.2.0 */
  readonly shownGuess?: boolean;
  /** The push carries its notification, which the browser shows when the handler shows none. @since 0.2.0 */
  readonly declarative?: boolean;
  /**
   * Of 'Push message identified' and 'Push device identified': the message and this device as the sender can name them too (salted
   * hashes, 22 characters of base64url), and the id that the sender has put into the payload. @since 0.2.0
   */
  readonly messageKey?: string;
  readonly device?: string;
  readonly messageId?: string;
  /** Of 'Recording started': when it ends by itself, epoch milliseconds. Absent: it does not. @since 0.2.0 */
  readonly until?: number;
  /**
   * Of 'Entries lost before upload': the time of which they are, epoch milliseconds (`from` absent: since before the log; `to` absent:
   * until the entry's own time). @since 0.2.0
   */
  readonly from?: number;
  readonly to?: number;
  /** Of 'Entries lost before upload': `false` where they are of the entry's own service alone. @since 0.2.0 */
  readonly all?: boolean;
  /** Of 'Plugin loaded late': how it is known. @since 0.2.0 */
  readonly evidence?: string;
  /** Window clients that were visible when the push ended; on 'No notification shown'. */
  readonly visibleClients?: number;
  readonly notification?: Readonly<Record<string, unknown>>;
  /** Id of the notification button, `''` for the body of the notification. */
  readonly action?: string;
  readonly reply?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly subscription?: SubscriptionShape | null;
  readonly oldSubscription?: SubscriptionShape | null;
  readonly permission?: string;
  /** Window client or URL that openWindow / focus / navigate was about, and what came of it. */
  readonly url?: string;
  readonly tag?: string;
  readonly lastChance?: boolean;
  /** Of a sync, counted from the log; on 'Sync retried'. */
  readonly attempt?: number;
  readonly fetch?: Readonly<Record<string, unknown>>;
  readonly payment?: Readonly<Record<string, unknown>>;
  /** The report, for service `reporting`: `{type, url, body, endpoint?}`. */
  readonly report?: Readonly<Record<string, unknown>>;
  /** Where the host's listeners for the event were added: stacks, cut short. At its end; on 'Listener added after start-up'. @since 0.2.0 */
  readonly sources?: readonly string[];
  /** Milliseconds after the worker's first statement that a listener was added. */
  readonly sinceBoot?: number;
  /**
   * Milliseconds after the call for the notification that took this one's place, on 'Notification closed' with the reason
   * `replaced`: Firefox dispatches `notificationclose` for it. @since 0.2.0
   */
  readonly sinceReplaced?: number;
  readonly count?: number;
  readonly reason?: string;
  readonly [more: string]: unknown;
}

/** An entry as a watcher makes it; the log adds `seq`. */
export interface NewEntry {
  /** Unique across workers and pages. */
  readonly id: string;
  /** Epoch milliseconds with fraction. */
  readonly time: number;
  readonly service: Service;
  /** Exactly the string that DevTools shows, where DevTools has one. */
  readonly event: string;
  /** Tag, background-fetch id, payment request id, notification tag … as DevTools fills it; else `''`. */
  readonly instanceId: string;
  /** Keys and values as DevTools shows them. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly detail: Detail;
  /** The lifetime (one dispatched event, or one call) that this entry belongs to. */
  readonly span?: string;
  /** The lifetime during which, or because of which, this one happened. */
  readonly parent?: string;
  /** `parent` is our best guess: several lifetimes were open at that moment. */
  readonly parentGuess?: true;
  /** The browser's own recorder has no such line: this one is ours. */
  readonly own?: true;
  /** Not seen but concluded, e.g. the generic notification that a silent push makes Chromium show. */
  readonly inferred?: true;
  readonly context: 'worker' | 'page';
  /** Id of this worker start, or of this page load. */
  readonly boot: string;
  /** As the browser's recorder writes it, with a trailing slash: `https://example.com/`. */
  readonly origin: string;
  readonly storageKey: string;
  /** Scope URL of the registration; `''` in a page that no registration controls. */
  readonly scope: string;
  readonly scriptURL: string;
  /** `event.isTrusted`; true for calls. A simulated event is false. */
  readonly trusted: boolean;
}

/** An entry as it stands in the log. */
export interface Entry extends NewEntry {
  /** Autoincrement key: the cursor for resuming. */
  readonly seq: number;
}
