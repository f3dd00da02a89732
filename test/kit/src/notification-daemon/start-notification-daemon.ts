import dbus from 'dbus-next';
import { type EventuallyOptions, eventually } from '../eventually.ts';
import { NotificationsInterface } from './notifications-interface.ts';
import { startPrivateBus } from './private-bus.ts';
import type { ShownNotification } from './shown-notification.ts';

export interface NotificationDaemon {
  /** For `DBUS_SESSION_BUS_ADDRESS` of the browser. */
  readonly address: string;
  readonly shown: ReadonlyMap<number, ShownNotification>;
  /** Everything that was ever shown, in order. */
  readonly all: readonly ShownNotification[];
  /** The newest notification on screen with this title; waits for it. */
  waitFor(title: string, options?: EventuallyOptions): Promise<ShownNotification>;
  /** Clicks as a person does: on the notification itself, or on the button with this index or this label. */
  click(id: number, button?: number | string): void;
  /** Dismisses it as a person does. */
  dismiss(id: number): void;
  close(): void;
}

const DISMISSED_BY_USER = 2;

/** The desktop's notification daemon, in place of a real one, on a private bus: clicks and dismissals are trusted. */
export async function startNotificationDaemon(): Promise<NotificationDaemon> {
  const privateBus = await startPrivateBus();
  const bus = dbus.sessionBus({ busAddress: privateBus.address });
  const notifications = new NotificationsInterface('org.freedesktop.Notifications');
  // Each browser names the keys of its buttons in its own way.
  const keyOf = (id: number, label: string): string => {
    const actions = notifications.shown.get(id)?.actions ?? [];
    const key = actions.find((_, index) => index % 2 === 0 && actions[index + 1] === label);
    if (key === undefined) throw new Error(`NO_BUTTON: ${label} is not among ${actions.join(', ')}`);
    return key;
  };
  bus.export('/org/freedesktop/Notifications', notifications);
  await bus.requestName('org.freedesktop.Notifications', 0);
  return {
    address: privateBus.address,
    shown: notifications.shown,
    all: notifications.all,
    waitFor: (title, options) =>
      eventually(() => [...notifications.shown.values()].reverse().find(({ summary }) => summary === title), {
        what: `notification "${title}" on screen`,
        ...options,
      }),
    click(id, button) {
      const key = typeof button === 'string' ? keyOf(id, button) : (button?.toString() ?? 'default');
      notifications.ActionInvoked(id, key);
    },
    dismiss(id) {
      notifications.shown.delete(id);
      notifications.NotificationClosed(id, DISMISSED_BY_USER);
    },
    close() {
      bus.disconnect();
      privateBus.close();
    },
  };
}
