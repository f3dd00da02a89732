import type { ExtendableEventLike } from '../platform.ts';
import { type Calls, type Events, line, type Moment } from './definition.ts';
import { attributes, members, string, text } from './plain.ts';
import { sinceReplaced } from './replaced.ts';
import { secret } from './secret.ts';

interface NotificationEventLike extends ExtendableEventLike {
  readonly notification: Notification & { readonly actions?: readonly { readonly action: string }[] };
  readonly action?: string;
  readonly reply?: string | null;
}

const service = 'notifications';

/** Notifications of `new Notification()`, which no service worker hears of, and those that script closed already. */
const unlogged = new WeakSet<object>();

/** Remembers a notification as one that the browser's recorder does not log. */
export const markOfPage = (notification: object): unknown => unlogged.add(notification);

/** Finds the lifetime in which this notification was shown: by this start of the worker, or by an earlier one. */
const findCause = (
  { tag, title }: Notification,
  { recent_: recent, causedBy_: causedBy, attempt_: attempt }: Moment,
): void =>
  attempt(async () => {
    for (const { event, instanceId, metadata, parent, span } of await recent()) {
      const cause = parent ?? span;
      if (event === 'Notification displayed' && instanceId === tag && metadata.Title === title && cause)
        causedBy(cause);
    }
  });

const describe = (notification: object) => ({ notification: attributes(notification) });

/**
 * Notifications, as Chromium's `notification_event_dispatcher_impl.cc` and its neighbours log them.
 * https://notifications.spec.whatwg.org/
 */
export const notificationsEvents = (): Events => ({
  notificationclick: {
    service,
    instance_: ({ notification }: NotificationEventLike) => notification.tag,
    start_({ notification, action = '', reply: answer }: NotificationEventLike, moment) {
      const reply = answer && secret(answer);
      const index = (notification.actions ?? []).findIndex((one) => action && one.action === action);
      findCause(notification, moment);
      return line(
        'Notification clicked',
        { ...(index >= 0 && { 'Action Index': `${index}` }), ...(reply && { Reply: reply }) },
        { action, ...(reply && { reply }), ...describe(notification) },
      );
    },
  },
  notificationclose: {
    service,
    holdable_: true,
    instance_: ({ notification }: NotificationEventLike) => notification.tag,
    start_({ notification }: NotificationEventLike, moment) {
      const since = sinceReplaced(notification);
      // The latest one that looks like it may be the one in its place.
      if (since === undefined) findCause(notification, moment);
      return line(
        'Notification closed',
        {},
        {
          ...describe(notification),
          ...(since === undefined ? { reason: 'user' } : { reason: 'replaced', sinceReplaced: since }),
        },
      );
    },
  },
});

/** Apart from the rest, since a push counts as silent by it: it is watched from the first moment on. */
export const showCalls = (): Calls => ({
  'ServiceWorkerRegistration.showNotification': {
    service,
    shows_: true,
    instance_: (_registration, [, dictionary]) => text(dictionary, 'tag'),
    facts_: (_registration, [title, dictionary]) => ({
      notification: { title: string(title), ...members(dictionary) },
    }),
    fulfilled_: (_value, _registration, [title, dictionary]) =>
      line('Notification displayed', { Title: string(title), Body: text(dictionary, 'body') }),
  },
});

export const notificationsCalls = (): Calls => ({
  'Notification.close': {
    service,
    instance_: (notification) => (notification as Notification).tag,
    // No notificationclose comes of it, yet the browser's recorder has the line.
    called_(notification, _args, { write }) {
      if (!unlogged.has(notification as object))
        write(line('Notification closed', {}, { ...describe(notification as object), reason: 'script' }));
      unlogged.add(notification as object);
      return null;
    },
  },
});
