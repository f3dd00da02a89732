import { PROTOCOL, type RelayApi, type WorkerState } from '@offstage/sw-plugin/internal/relay';
import type { Entry } from '@offstage/sw-plugin/log';
import { expose } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import type { RelayState } from '../log-client.ts';
import { createLink, type LinkOptions } from './link.ts';

const LIMIT = 60;
const HELLO: WorkerState = {
  protocol: PROTOCOL,
  version: '0.1.0',
  boot: 'boot-1',
  faults: 0,
};

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** A worker with the plugin: answers the handshake on its port. `kill()` makes it silent, as a killed worker is. */
function pluginWorker(hello: Partial<WorkerState> = {}, delay = 0) {
  const served: MessagePort[] = [];
  const api: RelayApi = {
    hello: () => ({ ...HELLO, ...hello }),
    read: async (after) => {
      if (after < 0) throw new Error('database failed');
      return [{ seq: after + 1 } as Entry];
    },
  };
  return {
    messages: [] as unknown[],
    postMessage(message: unknown, transfer: unknown) {
      this.messages.push(message);
      const [port] = transfer as MessagePort[];
      if (!port) throw new Error('no port');
      ports.push(port);
      served.push(port);
      setTimeout(() => expose(api, port as unknown as Parameters<typeof expose>[1]), delay);
    },
    kill() {
      for (const port of served) port.close();
    },
  };
}

/** Web Locks, as far as the link uses them. */
function locksOf(held: Set<string>) {
  const waiting = new Map<string, () => void>();
  const manager = {
    query: async () => ({ held: [...held].map((name) => ({ name, mode: 'exclusive' })) }),
    request: (name: string, _options: unknown, granted: () => void) =>
      new Promise<void>((resolve) => {
        waiting.set(name, () => {
          granted();
          resolve();
        });
        if (!held.has(name)) waiting.get(name)?.();
      }),
  };
  return {
    manager: manager as unknown as LockManager,
    release(name: string) {
      held.delete(name);
      waiting.get(name)?.();
    },
  };
}

/** Nothing waits for it in vain. */
const LONG = 30_000;

const linkTo = (workers: { postMessage(m: unknown, t: unknown): void }[], more: Partial<LinkOptions> = {}) =>
  createLink({
    findWorkers_: async () => workers as unknown as ServiceWorker[],
    locks: undefined,
    limit: LIMIT,
    ...more,
  });

describe('the handshake', () => {
  it('connects to a worker with the plugin and asks it', async () => {
    const worker = pluginWorker();
    const link = linkTo([worker], { limit: LONG });
    const states: RelayState[] = [link.state];
    link.onState((state) => states.push(state));
    await link.look();
    expect(states).toEqual(['connecting', 'connected']);
    expect(worker.messages).toEqual([{ offstage: 'connect', protocol: PROTOCOL }]);
    expect(await link.ask((api) => api.read(6, 1))).toMatchObject([{ seq: 7 }]);
    link.close();
  });

  it('says that there is no worker', async () => {
    const link = linkTo([]);
    await link.look();
    expect(link.state).toBe('no-worker');
  });

  it('says within its limit that a worker does not load the plugin', async () => {
    const link = linkTo([{ postMessage: () => {} }]);
    const began = Date.now();
    await link.look();
    expect(link.state).toBe('no-plugin');
    // Not the half minute that others are waited for.
    expect(Date.now() - began).toBeLessThan(LONG / 2);
  });

  it('tries the next worker when the first one has no plugin', async () => {
    const link = linkTo([{ postMessage: () => {} }, pluginWorker()]);
    await link.look();
    expect(link.state).toBe('connected');
    link.close();
  });

  it('takes an answer that comes late', async () => {
    const link = linkTo([pluginWorker({}, LIMIT * 2)]);
    await link.look();
    expect(link.state).toBe('no-plugin');
    await expect.poll(() => link.state).toBe('connected');
    link.close();
  });

  it('tells an older plugin', async () => {
    const link = linkTo([pluginWorker({ protocol: PROTOCOL - 1 })], { limit: LONG });
    await link.look();
    expect(link.state).toBe('older-plugin');
    link.close();
  });

  it('tells a newer plugin', async () => {
    const link = linkTo([pluginWorker({ protocol: PROTOCOL + 1 })], { limit: LONG });
    await link.look();
    expect(link.state).toBe('newer-plugin');
    link.close();
  });

  it('survives a worker that cannot be posted to, and a search that hangs', async () => {
    const throwing = {
      postMessage: () => {
        throw new DOMException('redundant', 'InvalidStateError');
      },
    };
    const link = linkTo([throwing]);
    await link.look();
    expect(link.state).toBe('no-plugin');
    const hanging = linkTo([], { findWorkers_: () => new Promise(() => {}) });
    await hanging.look();
    expect(hanging.state).toBe('no-worker');
  });
});

describe('a worker that dies', () => {
  it('is noticed by its lock, at once, and no question waits for its limit', async () => {
    const worker = pluginWorker();
    const locks = locksOf(new Set(['offstage:boot-1']));
    const link = linkTo([worker], { locks: locks.manager, limit: 5_000 });
    await link.look();
    await new Promise((resolve) => setTimeout(resolve, 10));
    worker.kill();
    const began = Date.now();
    const question = link.ask((api) => api.read(6, 1));
    locks.release('offstage:boot-1');
    expect(await question).toBeUndefined();
    expect(link.state).toBe('asleep');
    expect(Date.now() - began).toBeLessThan(1_000);
  });

  it('is noticed by its silence where there are no locks', async () => {
    const worker = pluginWorker();
    const link = linkTo([worker]);
    await link.look();
    worker.kill();
    expect(await link.ask((api) => api.read(6, 1))).toBeUndefined();
    expect(link.state).toBe('asleep');
  });

  it('is not declared dead because it has not got its lock yet', async () => {
    const held = new Set<string>();
    const locks = locksOf(held);
    const link = linkTo([pluginWorker()], { locks: locks.manager });
    await link.look();
    await new Promise((resolve) => setTimeout(resolve, LIMIT / 2));
    expect(link.state).toBe('connected');
    held.add('offstage:boot-1');
    await new Promise((resolve) => setTimeout(resolve, LIMIT * 2));
    locks.release('offstage:boot-1');
    expect(link.state).toBe('asleep');
  });

  it('stays connected when it only refuses', async () => {
    const link = linkTo([pluginWorker()]);
    await link.look();
    expect(await link.ask((api) => api.read(-1, 1))).toBeUndefined();
    expect(link.state).toBe('connected');
    link.close();
  });
});
