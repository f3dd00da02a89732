import { PROTOCOL, type RelayApi } from '@offstage/sw-plugin/internal/relay';
import type { Remote } from 'comlink';
import type { RelayState } from '../log-client.ts';
import { alive, whenDead } from './alive.ts';
import { type Connection, connect } from './connect.ts';
import { TIME_LIMIT, within } from './time-limit.ts';

export interface LinkOptions {
  /** Likeliest first; with `scope`, only the worker registered there. */
  findWorkers_(scope?: string): Promise<readonly Pick<ServiceWorker, 'postMessage'>[]>;
  readonly locks: LockManager | undefined;
  readonly limit?: number;
}

/** The page's side of the handshake, and what it knows about the worker at its other end. */
export interface Link {
  readonly state: RelayState;
  onState(listener: (state: RelayState) => void): () => void;
  /** Shakes hands. This starts a sleeping worker, so call it once per page and per proof of life. */
  look(scope?: string): Promise<void>;
  /** Asks the connected worker. Undefined when there is none, or no answer in time: then it counts as asleep. */
  ask<T>(question: (api: Remote<RelayApi>) => Promise<T>): Promise<T | undefined>;
  /** Boots that are alive now; undefined where nobody knows. */
  alive(): Promise<ReadonlySet<string> | undefined>;
  /** Closes the port; the worker is none the wiser. */
  close(state?: RelayState): void;
}

export function createLink({ findWorkers_: findWorkers, locks, limit = TIME_LIMIT }: LinkOptions): Link {
  const listeners = new Set<(state: RelayState) => void>();
  let state: RelayState = 'connecting';
  let connection: Connection | undefined;
  /** Aborted with each look and each close: what an earlier one still waits for is no longer of interest. */
  let round = new AbortController();

  function close(next: RelayState = state): void {
    round.abort();
    round = new AbortController();
    connection = undefined;
    become(next);
  }

  function become(next: RelayState): void {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(next);
  }

  const fallAsleep = (): void => close('asleep');

  function adopt(found: Connection, { signal }: AbortController): void {
    // One that is slow to start answers after the limit: better late than `no-plugin`, but not instead of another.
    if (signal.aborted || connection) return;
    connection = found;
    watchForDeath(found.worker.boot, signal);
    const { protocol } = found.worker;
    become(protocol === PROTOCOL ? 'connected' : protocol > PROTOCOL ? 'newer-plugin' : 'older-plugin');
  }

  async function watchForDeath(boot: string, signal: AbortSignal): Promise<void> {
    const boots = await alive(locks);
    if (!boots || signal.aborted) return;
    if (boots.has(boot)) whenDead(locks, boot, signal, fallAsleep);
    // It answers, so it only has not got hold of its lock yet.
    else if (await ask((api) => api.hello())) setTimeout(watchForDeath, limit, boot, signal);
  }

  async function look(scope?: string): Promise<void> {
    close('connecting');
    const mine = round;
    const { signal } = mine;
    const workers = (await within(findWorkers(scope), limit, signal))?.value ?? [];
    for (const worker of workers) {
      if (signal.aborted || connection) return;
      const answer = connect(worker, signal).then((found) => adopt(found, mine));
      await within(answer, limit, signal);
    }
    if (!signal.aborted && !connection) become(workers.length ? 'no-plugin' : 'no-worker');
  }

  async function ask<T>(question: (api: Remote<RelayApi>) => Promise<T>): Promise<T | undefined> {
    if (!connection) return undefined;
    const { signal } = round;
    // A refusal is an answer too: the worker lives.
    const answer = question(connection.api).catch(() => undefined);
    const settled = await within(answer, limit, signal);
    if (!settled && !signal.aborted) fallAsleep();
    return settled?.value;
  }

  return {
    get state() {
      return state;
    },
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look,
    ask,
    alive: () => alive(locks),
    close,
  };
}
