import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { createDial } from './dial.ts';

const GONE = { host: ['127.0.0.1', '127.0.0.1'], port: [1, 1] };

test('goes to the next host when one does not answer, and stays with one that does', async () => {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const dial = createDial();
  const addresses = { host: ['127.0.0.1', '127.0.0.1'], port: [1, port] };
  const first = await dial(addresses);
  first.on('error', () => {});
  await new Promise((resolve) => first.once('close', resolve));
  const sockets = [await dial(addresses), await dial(addresses)];
  for (const socket of sockets) {
    if (socket.connecting) await once(socket, 'connect');
    expect(socket.remotePort).toBe(port);
  }
  for (const socket of sockets) socket.destroy();
  server.close();
});

test('tries at once for a while, and then slowly', async () => {
  let time = 0;
  const dial = createDial(() => time);
  let tries = 0;
  for (; tries < 20; tries++) (await dial(GONE)).on('error', () => {}).destroy();
  const started = performance.now();
  (await dial(GONE)).on('error', () => {}).destroy();
  expect(performance.now() - started).toBeGreaterThan(200);
  time += 10_000;
  const again = performance.now();
  for (; tries < 40; tries++) (await dial(GONE)).on('error', () => {}).destroy();
  expect(performance.now() - again).toBeLessThan(200);
});
