// @vitest-environment happy-dom
import { releaseProxy, wrap } from 'comlink';
import { afterEach, expect, test, vi } from 'vitest';
import type { LogWriter } from '../log/log.ts';
import { faultsSoFar, installed, type Scope } from '../platform.ts';
import { PROTOCOL, type RelayApi } from './protocol.ts';
import { serveRelay } from './serve.ts';

const ports: MessagePort[] = [];
afterEach(() => {
  expect(faultsSoFar()).toBe(0);
  for (const port of ports.splice(0)) port.close();
});

function served(log: Partial<LogWriter> = {}) {
  const scope = new EventTarget() as Scope;
  const state = { protocol: PROTOCOL, version: '1', boot: 'b', faults: 0 };
  const stop = installed({ scope, undos_: [] }, (stage) =>
    serveRelay(
      stage,
      () => ({ flush: async () => undefined, ...log }) as LogWriter,
      () => state,
    ),
  );
  const connect = () => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    const event = Object.assign(new Event('message'), {
      ports: [port2],
      data: { offstage: 'connect', protocol: 1 },
    });
    scope.dispatchEvent(event);
    return wrap<RelayApi>(port1);
  };
  return { scope, state, stop, connect };
}

test('answers the real Comlink', async () => {
  const read = vi.fn(async (after: number, limit?: number) => [{ seq: after + 1, limit }] as never);
  const { connect, state } = served({ read });
  const relay = connect();
  expect(await relay.hello()).toEqual(state);
  expect(await relay.read(4, 10)).toEqual([{ seq: 5, limit: 10 }]);
});

test('writes what is queued before it reads', async () => {
  const order: string[] = [];
  const { connect } = served({
    flush: async () => void order.push('flush'),
    read: async () => {
      order.push('read');
      return [];
    },
  });
  await connect().read(0, 1);
  expect(order).toEqual(['flush', 'read']);
});

test('a log that cannot be read is answered with nothing', async () => {
  const { connect } = served({ read: () => Promise.reject(new TypeError('no log')) });
  expect(await connect().read(0, 1)).toBeUndefined();
});

test('what it does not know, and a page that lets go, is answered with nothing', async () => {
  const { connect } = served();
  const relay = connect() as ReturnType<typeof connect> & { later(): Promise<unknown> };
  expect(await relay.later()).toBeUndefined();
  relay[releaseProxy]();
  await new Promise((resolve) => setTimeout(resolve, 5));
});

test('the host sees every message but the handshake, and its data stays unread', async () => {
  const { scope, connect } = served();
  const seen = vi.fn();
  scope.addEventListener('message', seen);
  connect();
  expect(seen).not.toHaveBeenCalled();

  const data = vi.fn();
  const plain = Object.defineProperty(Object.assign(new Event('message'), { ports: [] }), 'data', {
    get: data,
  });
  scope.dispatchEvent(plain);
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  scope.dispatchEvent(Object.assign(new Event('message'), { ports: [port1], data: { type: 'theirs' } }));
  expect(seen).toHaveBeenCalledTimes(2);
  expect(data).not.toHaveBeenCalled();
});

test('undone, it answers nobody', () => {
  const { scope, stop } = served();
  stop();
  const seen = vi.fn();
  scope.addEventListener('message', seen);
  scope.dispatchEvent(Object.assign(new Event('message'), { ports: [{}], data: { offstage: 'connect' } }));
  expect(seen).toHaveBeenCalledOnce();
});
