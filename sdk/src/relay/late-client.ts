import { guarded } from '@offstage/sw-plugin/internal/watch';
import { type Entry, OffstageError } from '@offstage/sw-plugin/log';
import type { LogClient, RelayState } from '../log-client.ts';
import { fromNow } from './from-now.ts';
import type { LocalClient } from './log-client-of.ts';

export interface LateClientParts {
  /** Loads the client's code and makes it: asked for on the first use, and again on the next one after a failure. */
  open(): Promise<LocalClient>;
  /** The newest entries, at most `limit`, oldest first: what can be read before the client is there. */
  newest(limit: number): Promise<readonly Entry[]>;
  /** Epoch milliseconds. */
  now(): number;
  /** Where a listener's own exception goes. */
  onError(error: unknown): void;
}

type Question = 'read' | 'recording' | 'setRecording' | 'clear' | 'usage';
type Method = (...args: readonly unknown[]) => unknown;

/**
 * A client of the log that costs nothing until somebody uses it: most pages only write. No code is loaded before, no
 * hand shaken with the worker, nothing listened to. Where the code cannot be loaded (offline, a newer deploy, a content
 * security policy) the state is `no-log` and reads reject with `OffstageError` `LOG_UNAVAILABLE`, whose `cause`
 * names the file; what was subscribed to stays so, and begins with the next use that succeeds.
 */
export function lateClient({ open, newest, now, onError }: LateClientParts): LogClient {
  const listeners = new Set<(state: RelayState) => void>();
  const waiting = new Set<(client: LocalClient) => void>();
  let state: RelayState = 'connecting';
  let client: LocalClient | undefined;
  let opening: Promise<LocalClient> | undefined;
  let closed = false;

  function become(next: RelayState): void {
    if (next === state) return;
    state = next;
    for (const listener of listeners) guarded(() => listener(next), onError);
  }

  function adopt(opened: LocalClient): LocalClient {
    client = opened;
    client.onState(become);
    become(client.state);
    for (const attach of waiting) attach(client);
    waiting.clear();
    if (closed) client.close();
    return client;
  }

  function refuse(cause: unknown): never {
    opening = undefined;
    become('no-log');
    throw new OffstageError('LOG_UNAVAILABLE', cause);
  }

  function use(): Promise<LocalClient> {
    if (!opening) {
      opening = open().then(adopt, refuse);
      become('connecting');
    }
    return opening;
  }

  /** For those that nobody answers: a failure shows in the state. */
  const start = (): unknown => use().catch(() => undefined);

  function whenOpen(install: (client: LocalClient) => () => void): () => void {
    if (client) return install(client);
    let undo: (() => void) | undefined;
    const attach = (opened: LocalClient): void => {
      undo = install(opened);
    };
    waiting.add(attach);
    start();
    return () => {
      waiting.delete(attach);
      undo?.();
    };
  }

  /** One question to the log, which rejects where the client does not come. */
  const ask = <Name extends Question>(name: Name): LogClient[Name] =>
    (async (...args: readonly unknown[]) => ((await use())[name] as Method)(...args)) as LogClient[Name];
  /** One about the worker, to which there is no answer then. */
  const look = <Name extends 'worker' | 'alive'>(name: Name): LogClient[Name] =>
    (() =>
      use().then(
        (opened) => (opened[name] as Method)(),
        () => undefined,
      )) as LogClient[Name];

  return {
    get state() {
      return state;
    },
    onState(listener) {
      listeners.add(listener);
      start();
      return () => listeners.delete(listener);
    },
    subscribe(listener, options = {}) {
      const after = options.after ?? (client ? undefined : fromNow(newest, now()).catch(() => undefined));
      return whenOpen((opened) => opened.subscribe(listener, { after }));
    },
    onClear: (listener) => whenOpen((opened) => opened.onClear(listener)),
    read: ask('read'),
    recording: ask('recording'),
    setRecording: ask('setRecording'),
    clear: ask('clear'),
    usage: ask('usage'),
    worker: look('worker'),
    alive: look('alive'),
    close() {
      closed = true;
      waiting.clear();
      client?.close();
    },
  };
}
