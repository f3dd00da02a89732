import { once } from 'node:events';
import { connect } from 'node:net';
import dbus from 'dbus-next';
import { beforeAll, expect, test } from 'vitest';
import { startPrivateBus } from '../kit/src/notification-daemon/private-bus.ts';
import { ensureSystemPackages } from './system-packages.ts';

beforeAll(() => ensureSystemPackages(), 300_000);

test('answers on its address', async () => {
  const bus = await startPrivateBus();
  const client = dbus.sessionBus({ busAddress: bus.address });
  const object = await client.getProxyObject('org.freedesktop.DBus', '/org/freedesktop/DBus');
  expect(await object.getInterface('org.freedesktop.DBus').ListNames?.()).toContain('org.freedesktop.DBus');
  client.disconnect();
  bus.close();
});

test('its process ends when it is closed', async () => {
  const bus = await startPrivateBus();
  const socket = connect(/unix:path=([^,]+)/.exec(bus.address)?.[1] ?? '');
  await once(socket, 'connect');
  // By an end, or by a reset: `once` would take the latter for a failure.
  socket.on('error', () => undefined);
  const hungUp = new Promise((resolve) => socket.once('close', resolve));
  bus.close();
  await hungUp;
});
