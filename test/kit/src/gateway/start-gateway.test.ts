import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { authorityOfRun } from '../certificates/authority-of-run.ts';
import { type Gateway, type GatewayOptions, startGateway } from './start-gateway.ts';

const authority = await authorityOfRun();
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const gatewayWith = async (options: Partial<GatewayOptions> = {}): Promise<Gateway> => {
  const { certificateOf } = authority;
  const gateway = await startGateway({ certificateOf, hosts: [], plugin: 'self.plugin = 1;', ...options });
  ends.push(gateway.close);
  return gateway;
};

async function appOf(
  handler: http.RequestListener,
  secure = false,
): Promise<http.Server & { origin: string }> {
  const server = secure ? https.createServer(authority.local, handler) : http.createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return Object.assign(server as http.Server, { origin: `http${secure ? 's' : ''}://localhost:${port}` });
}

const bodyOf = async (response: http.IncomingMessage): Promise<string> => {
  let body = '';
  for await (const chunk of response) body += chunk;
  return body;
};

/** As a browser asks a proxy for an http URL. */
const ask = (
  gateway: Gateway,
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const request = http.get({
      host: '127.0.0.1',
      port: gateway.port,
      path: url,
      headers: { host: new URL(url).host, ...headers },
    });
    request.on('error', reject);
    request.on('response', async (response) =>
      resolve({ status: response.statusCode ?? 0, body: await bodyOf(response) }),
    );
  });

/** As a browser makes a tunnel through one. */
const tunnel = (gateway: Gateway, authorityOfUrl: string): Promise<import('node:net').Socket> =>
  new Promise((resolve, reject) => {
    const request = http.request({
      host: '127.0.0.1',
      port: gateway.port,
      method: 'CONNECT',
      path: authorityOfUrl,
    });
    request.on('connect', (response, socket) =>
      response.statusCode === 200
        ? resolve(socket as import('node:net').Socket)
        : reject(new Error(`${response.statusCode}`)),
    );
    request.on('error', reject);
    request.end();
  });

const WORKER = { 'service-worker': 'script' };

test('a worker gets the plugin first, under whatever name; everything else stays as it is', async () => {
  const gateway = await gatewayWith();
  const app = await appOf((_, response) => response.end('work();'));
  const { body } = await ask(gateway, `${app.origin}/assets/worker-1f3b.js`, WORKER);
  expect(body).toBe('self.plugin = 1;;work();');
  expect([...gateway.workers]).toEqual([`${app.origin}/assets/worker-1f3b.js`]);
  expect((await ask(gateway, `${app.origin}/assets/worker-1f3b.js`)).body).toBe('work();');
});

test('one that was asked for by its date, or is compressed all the same, comes whole and readable', async () => {
  const gateway = await gatewayWith();
  const app = await appOf((request, response) => {
    expect(request.headers['if-none-match']).toBeUndefined();
    response.writeHead(200, { 'content-encoding': 'gzip', etag: '"1"' }).end(gzipSync('work();'));
  });
  const { body } = await ask(gateway, `${app.origin}/sw.js`, { ...WORKER, 'if-none-match': '"1"' });
  expect(body).toBe('self.plugin = 1;;work();');
});

test('a worker that is not there stays away, and without a plugin none is changed', async () => {
  const app = await appOf((request, response) =>
    response.writeHead(request.url === '/gone.js' ? 404 : 200).end('x'),
  );
  expect(await ask(await gatewayWith(), `${app.origin}/gone.js`, WORKER)).toEqual({ status: 404, body: 'x' });
  expect((await ask(await gatewayWith({ plugin: undefined }), `${app.origin}/sw.js`, WORKER)).body).toBe('x');
});

test('nothing but the app and this machine is reached, and what is refused is counted', async () => {
  const gateway = await gatewayWith({ hosts: ['app.example'] });
  expect((await ask(gateway, 'http://fcm.example/x')).status).toBe(502);
  await expect(tunnel(gateway, 'fcm.example:443')).rejects.toThrow('502');
  expect(Object.fromEntries(gateway.refused)).toEqual({ 'http://fcm.example': 1, 'https://fcm.example': 1 });
});

test('a name leads where the test says', async () => {
  const app = await appOf((request, response) => response.end(request.headers.host));
  for (const place of [new URL(app.origin).host, app.origin]) {
    const gateway = await gatewayWith({ at: { 'app.example': place } });
    expect((await ask(gateway, 'http://app.example/')).body).toBe('app.example');
  }
});

test('https is read with a certificate of the run, the worker in it included', async () => {
  const gateway = await gatewayWith();
  const app = await appOf((_, response) => response.end('work();'), true);
  const { host, hostname } = new URL(app.origin);
  const socket = await tunnel(gateway, host);
  const secure = tls.connect({ socket, servername: hostname, ca: authority.ca.cert });
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const request = http.get(
      { createConnection: () => secure, path: '/sw.js', headers: { host, ...WORKER } },
      resolve,
    );
    request.on('error', reject);
  });
  expect(await bodyOf(response)).toBe('self.plugin = 1;;work();');
});

test('what the browser asks for by https may be a stand-in by http', async () => {
  const app = await appOf((request, response) => response.end(`stands in for ${request.headers.host}`));
  const gateway = await gatewayWith({ at: { 'api.example': app.origin } });
  const socket = await tunnel(gateway, 'api.example:443');
  const secure = tls.connect({ socket, servername: 'api.example', ca: authority.ca.cert });
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const headers = { host: 'api.example' };
    http.get({ createConnection: () => secure, path: '/', headers }, resolve).on('error', reject);
  });
  expect(await bodyOf(response)).toBe('stands in for api.example');
});

test('a WebSocket goes through, as that of a development server', async () => {
  const gateway = await gatewayWith();
  const app = await appOf((_, response) => response.end());
  const sockets = new WebSocketServer({ server: app });
  sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(`echo ${data}`)));
  const { host } = new URL(app.origin);
  const socket = await tunnel(gateway, host);
  const client = new WebSocket(`ws://${host}/`, { createConnection: () => socket });
  const answer = new Promise((resolve, reject) => {
    client.on('message', (data) => resolve(String(data)));
    client.on('error', reject);
  });
  client.on('open', () => client.send('hello'));
  expect(await answer).toBe('echo hello');
  client.terminate();
  sockets.close();
});

test('offline, nothing comes but its own pages', async () => {
  const gateway = await gatewayWith();
  const app = await appOf((_, response) => response.end('here'));
  gateway.setOffline(true);
  await expect(ask(gateway, `${app.origin}/`)).rejects.toThrow();
  expect((await ask(gateway, app.origin + gateway.blank)).status).toBe(200);
  gateway.setOffline(false);
  expect((await ask(gateway, `${app.origin}/`)).body).toBe('here');
});

test('an app that is down is down for the browser, too', async () => {
  await expect(ask(await gatewayWith(), 'http://localhost:1/')).rejects.toThrow(/hang up|ECONNRESET/);
});
