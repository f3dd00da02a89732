import type { Undo } from '../platform.ts';
import type { Journal, Span } from '../record/journal.ts';
import { attributes, markOfPage, own } from '../services/index.ts';
import { follower, guarded, isPromise, loggedError, patchMethod } from '../watch/index.ts';

const EVENTS = { show: 'shown', click: 'clicked', close: 'closed', error: 'failed' } as const;

/**
 * `new Notification()` and its events, of which no service worker and no recorder of a browser hears, and
 * `Notification.requestPermission()`. https://notifications.spec.whatwg.org/#dom-notification-notification
 */
export function watchPageNotifications(journal: Journal): Undo {
  const { scope, fault } = journal;
  const Native = scope.Notification as (NotificationConstructor & { prototype: object }) | undefined;
  const descriptor = Object.getOwnPropertyDescriptor(scope, 'Notification');
  if (typeof Native !== 'function' || !descriptor?.configurable) return () => undefined;

  let active = true;
  const Patched: typeof Native = new Proxy(Native, {
    construct(target, args, newTarget) {
      const span = active ? guarded(fault, () => called(args)) : undefined;
      try {
        const notification = Reflect.construct(target, args, newTarget === Patched ? target : newTarget);
        if (span) guarded(fault, () => follow(notification as Notification, span));
        return notification;
      } catch (error) {
        guarded(fault, () => {
          span?.write(own('new Notification() threw'), {
            ...END,
            outcome: 'failed',
            error: loggedError(error),
          });
        });
        throw error;
      }
    },
  });
  const owner = Native.prototype;
  const link = Object.getOwnPropertyDescriptor(owner, 'constructor');
  Object.defineProperty(scope, 'Notification', { ...descriptor, value: Patched });
  if (link?.configurable) Object.defineProperty(owner, 'constructor', { ...link, value: Patched });

  const undoRequest = patchMethod(Native, 'requestPermission', (call, _target, args) => {
    const span = guarded(fault, () => journal.open('notifications'));
    const type = 'Notification.requestPermission';
    const write = (what: string, detail: object) =>
      guarded(fault, () => span?.write(own(`${type}() ${what}`), { type, ...detail }));
    write('called', { phase: 'start' });
    const result = call(args);
    if (!isPromise(result)) return result;
    return follower(
      result,
      (permission) => write('fulfilled', { phase: 'end', outcome: 'ok', permission }),
      (reason) => write('rejected', { phase: 'end', outcome: 'failed', error: loggedError(reason) }),
    );
  });

  function called([title, options]: readonly unknown[]): Span {
    const span = journal.open('notifications', tagOf(options));
    const notification = { title: `${title}` };
    span.write(own('new Notification() called', { phase: 'start', type: 'Notification', notification }));
    return span;
  }

  return () => {
    active = false;
    undoRequest();
    if (scope.Notification !== Patched) return;
    Object.defineProperty(scope, 'Notification', descriptor);
    if (link) Object.defineProperty(owner, 'constructor', link);
  };
}

type NotificationConstructor = new (title: string, options?: NotificationOptions) => Notification;

const END = { phase: 'end', type: 'Notification' } as const;

function tagOf(options: unknown): string {
  const { value } = Object.getOwnPropertyDescriptor(options ?? {}, 'tag') ?? {};
  return typeof value === 'string' ? value : '';
}

function follow(notification: Notification, span: Span): void {
  markOfPage(notification);
  for (const [type, what] of Object.entries(EVENTS)) {
    notification.addEventListener(type, () => {
      const last = type === 'close' || type === 'error';
      const end = last ? { ...END, outcome: type === 'error' ? 'failed' : 'ok' } : {};
      const detail = { ...end, notification: attributes(notification) } as const;
      span.write(own(`Page notification ${what}`), detail as never);
    });
  }
}
