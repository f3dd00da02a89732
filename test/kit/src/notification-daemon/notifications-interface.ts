import dbus from 'dbus-next';
import type { ShownNotification } from './shown-notification.ts';

/**
 * `org.freedesktop.Notifications`, as far as browsers use it. A class, since dbus-next describes interfaces so.
 * https://specifications.freedesktop.org/notification-spec/latest/
 */
export class NotificationsInterface extends dbus.interface.Interface {
  readonly shown: Map<number, ShownNotification> = new Map();
  /** Everything that was ever shown, in order. */
  readonly all: ShownNotification[] = [];
  #last = 0;

  GetCapabilities(): string[] {
    return ['actions', 'body', 'body-hyperlinks', 'body-markup', 'icon-static', 'persistence'];
  }

  GetServerInformation(): string[] {
    return ['offstage-test', 'offstage', '1.0', '1.2'];
  }

  Notify(
    _app: string,
    replaces: number,
    _icon: string,
    summary: string,
    body: string,
    actions: string[],
  ): number {
    if (replaces === 0) this.#last += 1;
    const id = replaces === 0 ? this.#last : replaces;
    const shown = { id, summary, body, actions };
    this.all.push(shown);
    this.shown.set(id, shown);
    return id;
  }

  CloseNotification(id: number): void {
    this.shown.delete(id);
    this.NotificationClosed(id, 3);
  }

  ActionInvoked(id: number, key: string): [number, string] {
    return [id, key];
  }

  NotificationClosed(id: number, reason: number): [number, number] {
    return [id, reason];
  }
}

NotificationsInterface.configureMembers({
  methods: {
    GetCapabilities: { outSignature: 'as' },
    GetServerInformation: { outSignature: 'ssss' },
    Notify: { inSignature: 'susssasa{sv}i', outSignature: 'u' },
    CloseNotification: { inSignature: 'u' },
  },
  signals: {
    ActionInvoked: { signature: 'us' },
    NotificationClosed: { signature: 'uu' },
  },
});
