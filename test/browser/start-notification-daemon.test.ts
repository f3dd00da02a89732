import { once } from 'node:events';
import dbus from 'dbus-next';
import { beforeAll, expect, test } from 'vitest';
import {
  type NotificationDaemon,
  startNotificationDaemon,
} from '../kit/src/notification-daemon/start-notification-daemon.ts';
import { ensureSystemPackages } from './system-packages.ts';

beforeAll(() => ensureSystemPackages(), 300_000);

/** What a browser does: shows a notification with buttons, and listens. */
async function browserOf({ address }: NotificationDaemon): Promise<{
  readonly clicked: Promise<unknown[]>;
  readonly id: number;
  disconnect(): void;
}> {
  const bus = dbus.sessionBus({ busAddress: address });
  const name = 'org.freedesktop.Notifications';
  const notifications = (await bus.getProxyObject(name, '/org/freedesktop/Notifications')).getInterface(name);
  const clicked = once(notifications, 'ActionInvoked');
  const actions = ['0', 'Open', 'default', 'Activate', 'later-moz', 'default'];
  const id = await notifications.Notify?.('Browser', 0, '', 'Title', 'Body', actions, {}, -1);
  return { clicked, id, disconnect: () => bus.disconnect() };
}

test.each([
  ['the notification itself', undefined, 'default'],
  ['a button by its index', 0, '0'],
  ['a button by its label', 'Open', '0'],
  ['a button whose label is a key', 'default', 'later-moz'],
])('a click on %s reaches the browser', async (_, button, key) => {
  const daemon = await startNotificationDaemon();
  const { id, clicked, disconnect } = await browserOf(daemon);
  expect((await daemon.waitFor('Title')).id).toBe(id);
  daemon.click(id, button);
  expect(await clicked).toEqual([id, key]);
  expect(() => daemon.click(id, 'Nowhere')).toThrow('NO_BUTTON');
  disconnect();
  daemon.close();
});
