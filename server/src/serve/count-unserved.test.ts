import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { countUnserved } from './count-unserved.ts';

async function open(handle: RequestListener) {
  const counted: string[] = [];
  const server = createServer(handle);
  countUnserved(server, (reason) => counted.push(reason));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    server,
    counted,
    /** A connection, and all that it was answered when it ended. */
    send(bytes: string) {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1');
      });
      socket.on('error', () => {});
      socket.write(bytes);
      return { socket, ended: new Promise<string>((resolve) => socket.once('close', () => resolve(text))) };
    },
  };
}

test('Node still answers what it refuses, and it is counted behind an answered request as well', async () => {
  const { server, counted, send } = await open((_, response) => response.end('ok'));
  expect(await send('NONSENSE\r\n\r\n').ended).toMatch(/^HTTP\/1\.1 400 /);
  expect(await send('GET / HTTP/1.1\r\nHost: a\r\n\r\nNONSENSE\r\n\r\n').ended).toMatch(/^HTTP\/1\.1 200 /);
  expect(counted).toEqual(['not-http', 'not-http']);
  server.close();
});

test('a connection beyond the limit is counted; one that breaks off in a body is not', async () => {
  const { server, counted, send } = await open((request) => void request.resume());
  server.maxConnections = 1;
  const first = send('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
  await once(server, 'request');
  await send('GET / HTTP/1.1\r\n').ended;
  expect(counted).toEqual(['too-many-connections']);
  first.socket.write('no size\r\n');
  await first.ended;
  expect(counted).toEqual(['too-many-connections']);
  server.close();
});
