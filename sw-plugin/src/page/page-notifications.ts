import type { Outcome } from '../log/index.ts';
import { dataOf, descriptorOf, guarded, type Scope, type Undo } from '../platform.ts';
import type { Journal, Span } from '../record/journal.ts';
import { recordCalls } from '../record/record-calls.ts';
import { attributes, markOfPage, own } from '../services/index.ts';
import { string, text } from '../services/plain.ts';
import { loggedError } from '../watch/index.ts';

const EVENTS = { show: 'shown', click: 'clicked', close: 'closed', error: 'failed' } as const;

/**
 * `new Notification()` and its events, of which no service worker and no recorder of a browser hears, and
 * `Notification.requestPermission()`. https://notifications.spec.whatwg.org/#dom-notification-notification
 */
export function watchPageNotifications(journal: Journal): void {
  const { scope, undos_: undos } = journal;
  const Native = scope.Notification as (NotificationConstructor & { prototype: object }) | undefined;
  if (typeof Native !== 'function') return;

  let active = true;
  const Patched: typeof Native = new Proxy(Native, {
    construct(target, args, newTarget) {
      const span = active ? guarded(() => called(args)) : undefined;
      try {
        const notification = Reflect.construct(target, args, newTarget === Patched ? target : newTarget);
        if (span) guarded(() => follow(notification as Notification, span));
        return notification;
      } catch (error) {
        guarded(() => {
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
  function called([title, options]: readonly unknown[]): Span {
    const span = journal.open('notifications', text(options, 'tag'));
    const notification = { title: string(title) };
    span.write(own('new Notification() called', { phase: 'start', type: 'Notification', notification }));
    return span;
  }

  undos.push(
    () => {
      active = false;
    },
    replace(scope, 'Notification', Patched),
    replace(Native.prototype, 'constructor', Patched),
  );
  recordCalls(
    // A static method: the interface object itself has it.
    { ...journal, scope: { Notification: { prototype: Native } } as unknown as Scope },
    {
      'Notification.requestPermission': {
        service: 'notifications',
        prefix_: 'Notification.',
        fulfilledWith_: (permission) => ({ permission: `${permission}` }),
      },
    },
  );
}

type NotificationConstructor = new (title: string, options?: NotificationOptions) => Notification;

const END = { phase: 'end', type: 'Notification' } as const;

/** Gives a property another value, if it may be; the undo gives it back, if it is still ours. */
function replace(owner: object, name: string, value: unknown): Undo {
  const descriptor = descriptorOf(owner, name);
  if (!descriptor.configurable) return () => undefined;
  Object.defineProperty(owner, name, { ...descriptor, value });
  return () => {
    if (dataOf(owner, name) === value) Object.defineProperty(owner, name, descriptor);
  };
}

function follow(notification: Notification, span: Span): void {
  markOfPage(notification);
  for (const [type, what] of Object.entries(EVENTS)) {
    notification.addEventListener(type, () => {
      const last = type === 'close' || type === 'error';
      const outcome: Outcome = type === 'error' ? 'failed' : 'ok';
      const end = last && { ...END, outcome };
      span.write(own(`Page notification ${what}`, { ...end, notification: attributes(notification) }));
    });
  }
}
