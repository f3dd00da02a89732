import { guarded } from '@offstage/sw-plugin/internal/watch';
import {
  type Change,
  type Entry,
  type LogReader,
  OffstageError,
  type ReadOptions,
  type Removed,
} from '@offstage/sw-plugin/log';
import type { LogClient, RelayState } from '../log-client.ts';
import { type Follower, type FollowOptions, follow } from './follow.ts';
import type { Link } from './link.ts';

/** How many of the newest entries are searched for a sign of a worker's life. */
const SIGN = 20;

export interface LogClientParts {
  /** The page's own handle on the log, closed while the page is put aside. */
  readonly log: LogReader;
  readonly link: Link;
  /** Told when the page is frozen or goes into the back/forward cache (`false`), and when it comes back (`true`). */
  onShown_(listener: (shown: boolean) => void): () => void;
  /** Told now and then: signals may have been missed. */
  onMayHaveMissed_(listener: () => void): () => void;
  /** Told when there may be a worker that was not there before. */
  onNewWorker_(listener: () => void): () => void;
  /** Epoch milliseconds. */
  now(): number;
  /** Where a listener's own exception goes. */
  onError(error: unknown): void;
  /** Shake hands at once, which starts a sleeping worker; else wait for a sign of life. */
  readonly wake: boolean;
}

/** With what `start()` alone needs: somebody may have subscribed before there was a client. */
export interface LocalClient extends LogClient {
  subscribe(listener: (batch: readonly Entry[]) => void, options?: Pick<FollowOptions, 'after'>): () => void;
}

/** A page's view of the log: through the worker's relay while there is one, by itself otherwise. */
export function logClientOf(parts: LogClientParts): LocalClient {
  const { log, link, now, onError } = parts;
  const followers = new Set<Follower>();
  const clearListeners = new Set<(removed?: Removed) => void>();
  let shown = true;
  /** The last boot that a handshake was tried with because it gave a sign of life. */
  let triedBoot: string | undefined;

  const is = (...states: readonly RelayState[]): boolean => states.includes(link.state);

  /** What the worker answers includes what it has not written yet. All but this the page can do as well by itself. */
  async function read(options: ReadOptions = {}): Promise<readonly Entry[]> {
    const { after = -1, limit = 1_000 } = options;
    const asked = after >= 0 && is('connected') && link.ask((api) => api.read(after, limit));
    return (await asked) || log.read(options);
  }

  /** A worker that has written and still holds its lock is awake: shaking hands with it starts nothing. */
  async function lookForLife(): Promise<void> {
    if (is('connected', 'connecting')) return;
    const newest = [...(await readOn({ limit: SIGN }))].reverse().find((entry) => entry.context === 'worker');
    if (!newest || newest.boot === triedBoot || !(await link.alive())?.has(newest.boot)) return;
    triedBoot = newest.boot;
    await link.look(newest.scope);
  }

  /** Nothing may be asked of the browser while the page is put aside: the answer would evict it from the cache. */
  async function readOn(options: ReadOptions): Promise<readonly Entry[]> {
    if (!shown) throw new OffstageError('LOG_UNAVAILABLE');
    return read(options);
  }

  function catchUp(): void {
    for (const follower of followers) follower.poke();
  }

  function onChange(change: Change = 'grew'): void {
    if (change === 'switched') return;
    if (change !== 'grew') tellRemoved(typeof change === 'object' ? change : undefined);
    catchUp();
    lookForLife().catch(() => {});
  }

  function tellRemoved(removed?: Removed): void {
    for (const listener of clearListeners) guarded(() => listener(removed), onError);
  }

  /** Nobody told this page what went while it was put aside. */
  async function lookForRemoved(): Promise<void> {
    if (clearListeners.size === 0) return;
    const [first] = await log.read({ after: 0, limit: 1 });
    tellRemoved(first && { below: first.seq });
  }

  /** A page that holds a channel is thrown out of the back/forward cache by the first message that comes in. */
  function letGo(): void {
    log.close();
    link.close('asleep');
  }

  function putAside(): void {
    log.abort();
    link.close('asleep');
  }

  function comeBack(): void {
    log.onChange(onChange);
    triedBoot = undefined;
    onChange();
    lookForRemoved().catch(() => {});
  }

  const undos = [
    parts.onShown_((now) => {
      shown = now;
      if (now) comeBack();
      else putAside();
    }),
    parts.onMayHaveMissed_(onChange),
    parts.onNewWorker_(() => is('asleep', 'connecting', 'no-log') || link.look()),
    // What a worker wrote and did not live to signal is read when it is known to be gone.
    link.onState((state) => state === 'asleep' && catchUp()),
  ];
  /** Until the first handshake is over nobody knows whether there is a worker to ask. */
  const looked = parts.wake ? link.look() : Promise.resolve(link.close('asleep'));
  comeBack();
  log.read({ limit: 1 }).catch(() => link.close('no-log'));

  return {
    // Switches, clearing, usage: these the page does by itself.
    ...log,
    get state() {
      return link.state;
    },
    onState: (listener) => link.onState((state) => guarded(() => listener(state), onError)),
    read,
    subscribe(listener, options = {}) {
      const follower = follow(listener, { read: readOn, now, onError, after: options.after });
      followers.add(follower);
      return () => {
        follower.stop();
        followers.delete(follower);
      };
    },
    onClear(listener) {
      clearListeners.add(listener);
      return () => clearListeners.delete(listener);
    },
    worker: () => looked.then(() => link.ask((api) => api.hello())),
    alive: link.alive,
    close() {
      for (const undo of undos) undo();
      for (const follower of followers) follower.stop();
      letGo();
    },
  };
}
