import { PROTOCOL, type RelayApi, type WorkerState } from '@offstage/sw-plugin/relay';
import type { Remote } from 'comlink';
import type { RelayState } from '../log-client.ts';
import { alive, whenDead } from './alive.ts';
import { type Connection, connect } from './connect.ts';
import { TIME_LIMIT, within } from './time-limit.ts';

/** Whom to shake hands with. */
type Target = Pick<ServiceWorker, 'postMessage'>;

export interface LinkOptions {
  /** Likeliest first; with `scope`, only the worker registered there. Never rejects. */
  findWorkers(scope?: string): Promise<readonly Target[]>;
  readonly locks: LockManager | undefined;
  readonly limit?: number;
}

/** The page's side of the handshake, and what it knows about the worker at its other end. */
export interface Link {
  readonly state: RelayState;
  /** The last worker that answered, dead or alive. */
  readonly worker: WorkerState | undefined;
  onState(listener: (state: RelayState) => void): () => void;
  /** Shakes hands. This starts a sleeping worker, so call it once per page and per proof of life. */
  look(scope?: string): Promise<void>;
  /** Shakes hands with the last worker that answered, which has to be alive. */
  again(): Promise<void>;
  /** Asks the connected worker. Undefined when there is none, or no answer in time: then it counts as asleep. */
  ask<T>(question: (api: Remote<RelayApi>) => PromiseLike<T>): Promise<{ value: T } | undefined>;
  /** Closes the port; the worker is none the wiser. */
  close(state?: RelayState): void;
}

export function createLink({ findWorkers, locks, limit = TIME_LIMIT }: LinkOptions): Link {
  const listeners = new Set<(state: RelayState) => void>();
  let state: RelayState = 'connecting';
  let worker: WorkerState | undefined;
  let target: Target | undefined;
  let connection: Connection | undefined;
  let stopWaiting = (): void => {};
  /** Resolves when the connection is gone, so that no question waits for its time limit in vain. */
  let lost: Promise<undefined> = Promise.resolve(undefined);
  let lose = (_?: undefined): void => {};
  /** Grows with each look and each close: an answer to an earlier question is no longer of interest. */
  let round = 0;

  function become(next: RelayState): void {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(next);
  }

  function drop(): number {
    stopWaiting();
    lose();
    connection?.close();
    connection = undefined;
    return ++round;
  }

  function fallAsleep(): void {
    drop();
    become('asleep');
  }

  function adopt(found: Connection, hello: WorkerState): void {
    connection = found;
    worker = hello;
    lost = new Promise((resolve) => {
      lose = resolve;
    });
    void watchForDeath(found, hello.boot);
    become(hello.protocol === PROTOCOL ? 'connected' : 'older-plugin');
  }

  async function watchForDeath(found: Connection, boot: string): Promise<void> {
    const boots = await alive(locks);
    if (!boots || found !== connection) return;
    if (boots.has(boot)) {
      stopWaiting = whenDead(locks, boot, fallAsleep);
    } else if (await ask((api) => api.hello())) {
      // It answers, so it only has not got hold of its lock yet.
      setTimeout(() => found === connection && void watchForDeath(found, boot), limit);
    }
  }

  async function look(find: Promise<readonly Target[]>): Promise<void> {
    const mine = drop();
    become('connecting');
    const workers = (await within(find, limit))?.value ?? [];
    for (const candidate of workers) {
      if (mine !== round) return;
      const found = tryConnect(candidate);
      const hello = found && (await within(found.hello, limit));
      if (mine !== round) return found?.close();
      target = candidate;
      if (hello) return adopt(found, hello.value);
      // A worker that is slow to start answers after the limit; better late than `no-plugin`.
      found?.hello.then(
        (late) => (mine === round && !connection ? adopt(found, late) : found.close()),
        () => {},
      );
    }
    if (mine === round && !connection) become(workers.length ? 'no-plugin' : 'no-worker');
  }

  async function ask<T>(
    question: (api: Remote<RelayApi>) => PromiseLike<T>,
  ): Promise<{ value: T } | undefined> {
    const asked = connection;
    if (!asked) return undefined;
    const answer = Promise.resolve(question(asked.api)).then(
      (value) => ({ value }),
      // A refusal is an answer too: the worker lives.
      () => undefined,
    );
    const settled = await within(Promise.race([answer, lost]), limit);
    if (!settled && asked === connection) fallAsleep();
    return settled?.value;
  }

  return {
    get state() {
      return state;
    },
    get worker() {
      return worker;
    },
    onState: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look: (scope) => look(findWorkers(scope)),
    again: () => look(Promise.resolve(target ? [target] : [])),
    ask,
    close: (next) => {
      drop();
      if (next) become(next);
    },
  };
}

function tryConnect(worker: Target): Connection | undefined {
  try {
    return connect(worker);
  } catch {
    return undefined;
  }
}
