import { type EventuallyOptions, eventually } from '../eventually.ts';
import type { NotificationDaemon } from '../notification-daemon/start-notification-daemon.ts';

/** A notification on the (stand-in) desktop. */
export interface OnScreen {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  /** Labels of its buttons. */
  readonly buttons: readonly string[];
}

export interface Notifications {
  /** What is on screen now, oldest first. */
  read(): readonly OnScreen[];
  /** The newest one with this title; waits for it. */
  waitFor(title: string | RegExp, options?: EventuallyOptions): Promise<OnScreen>;
  /** Clicks as a person does, on the notification itself or on the button with this label; waits for it to appear. */
  click(title: string | RegExp, button?: string): Promise<void>;
  /** Dismisses it as a person does; waits for it to appear. */
  dismiss(title: string | RegExp): Promise<void>;
}

const NO_DESKTOP = (): Error =>
  new Error(
    process.platform === 'linux'
      ? 'NO_MESSAGE_BUS: notifications can be read and clicked only over D-Bus. Run: sudo apt-get install -y dbus-daemon'
      : `NOT_ON_THIS_SYSTEM: on ${process.platform} nobody but a person can read or click a notification. What was shown is in the log: expect(push).toHaveShownNotification().`,
  );

// Buttons of the browser's own.
const OWN = new Set(['default', 'settings', 'close']);

/** The desktop as a test sees it. */
export function notificationsOf(daemon: NotificationDaemon | undefined): Notifications {
  const read = (): OnScreen[] => {
    if (daemon === undefined) throw NO_DESKTOP();
    return [...daemon.shown.values()].map(({ id, summary, body, actions }) => ({
      id,
      title: summary,
      // Chromium puts a link to the app before what the app says.
      body: body.replace(/^<a href="[^"]*">[^<]*<\/a>\n+/, ''),
      buttons: actions.filter((_, at) => at % 2 === 1 && !OWN.has(actions[at - 1] ?? '')),
    }));
  };
  const waitFor: Notifications['waitFor'] = async (title, options) => {
    // Where there is no desktop, there is nothing to wait for.
    read();
    return eventually(
      () =>
        read().findLast((one) => (typeof title === 'string' ? one.title === title : title.test(one.title))),
      {
        timeout: 30_000,
        what: () =>
          `notification ${title} on screen, where there is: ${
            read()
              .map((one) => one.title)
              .join(', ') || 'none'
          }`,
        ...options,
      },
    );
  };
  return {
    read,
    waitFor,
    async click(title, button) {
      const { id } = await waitFor(title);
      daemon?.click(id, button);
    },
    async dismiss(title) {
      const { id } = await waitFor(title);
      daemon?.dismiss(id);
    },
  };
}
