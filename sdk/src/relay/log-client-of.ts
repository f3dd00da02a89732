import {
  type Change,
  type Entry,
  type LogReader,
  OffstageError,
  type ReadOptions,
} from '@offstage/sw-plugin/log';
import type { LogClient } from '../log-client.ts';
import { type Follower, follow } from './follow.ts';
import type { Link } from './link.ts';
import { within } from './time-limit.ts';

/** Milliseconds. Clearing a very long log takes its time; a database that does not open takes for ever. */
const PATIENCE = 30_000;
/** Milliseconds. Opening the log takes 3 to 50. */
const SLOW = 1_000;
/** How many of the newest entries are searched for a sign of a worker's life. */
const SIGN = 20;

export interface LogClientParts {
  /** Opens the page's own handle on the log: at once, and again each time the page comes back. */
  openLog(): LogReader;
  readonly link: Link;
  /** Told when the page is frozen or goes into the back/forward cache (`false`), and when it comes back (`true`). */
  onShown(listener: (shown: boolean) => void): () => void;
  /** Told when signals may have been missed: the page became visible, or a few seconds went by. */
  onMayHaveMissed(listener: () => void): () => void;
  /** Told when there is a worker that was not there before. It runs. */
  onNewWorker(listener: () => void): () => void;
  alive(): Promise<ReadonlySet<string> | undefined>;
  /** Epoch milliseconds. */
  now(): number;
  /** The log takes long to open. */
  onSlow(): void;
  /** Where a listener's own exception goes. */
  onError(error: unknown): void;
  /** Shake hands at once, which starts a sleeping worker; else wait for a sign of life. */
  readonly wake: boolean;
}

/** With what `start()` alone needs: to remember something until the next visit. */
export type LocalClient = LogClient & Pick<LogReader, 'exchange'>;

/** A page's view of the log: through the worker's relay while there is one, by itself otherwise. */
export function logClientOf(parts: LogClientParts): LocalClient {
  const { link, now, onError } = parts;
  const followers = new Set<Follower>();
  const clearListeners = new Set<() => void>();
  let shown = true;
  let log = open();
  /** The last boot that a handshake was tried with because it gave a sign of life. */
  let triedBoot: string | undefined;

  async function patiently<T>(promise: Promise<T>): Promise<T> {
    const settled = await within(
      promise.then(
        (value) => () => value,
        (error: unknown) => () => {
          throw error;
        },
      ),
      PATIENCE,
    );
    if (!settled) throw new OffstageError('log-unavailable');
    return settled.value();
  }

  /** What the worker answers includes what it has not written yet. All but this the page can do as well by itself. */
  async function read(options: ReadOptions = {}): Promise<readonly Entry[]> {
    const { after, limit = 1_000 } = options;
    const asked = after !== undefined && after >= 0 && link.state === 'connected';
    const answer = asked ? await link.ask((api) => api.read(after, limit)) : undefined;
    return answer ? answer.value : patiently(log.read(options));
  }

  /** A worker that writes is awake: shaking hands with it starts nothing. */
  async function lookForLife(): Promise<void> {
    if (link.state === 'connected' || link.state === 'connecting') return;
    const newest = (await log.read({ limit: SIGN })).findLast((entry) => entry.context === 'worker');
    if (!newest || newest.boot === triedBoot) return;
    const boots = await parts.alive();
    if (boots && !boots.has(newest.boot)) return;
    triedBoot = newest.boot;
    await link.look(newest.scope);
  }

  function guarded(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      onError(error);
    }
  }

  /** Nothing may be asked of the browser while the page is put aside: the answer would evict it from the cache. */
  async function readOn(options: ReadOptions): Promise<readonly Entry[]> {
    if (!shown) throw new OffstageError('log-unavailable');
    return read(options);
  }

  function catchUp(): void {
    for (const follower of followers) follower.poke();
  }

  function open(): LogReader {
    const opened = parts.openLog();
    opened.onChange(onChange);
    return opened;
  }

  function onChange(change: Change): void {
    if (change === 'cleared') for (const listener of clearListeners) guarded(listener);
    if (change === 'switched') return;
    catchUp();
    lookForLife().catch(() => {});
  }

  async function comeBack(): Promise<void> {
    const boots = await parts.alive();
    const { worker } = link;
    if (worker && boots?.has(worker.boot)) await link.again();
    else await lookForLife();
  }

  const undos = [
    parts.onShown((now) => {
      shown = now;
      // A page that holds a channel is thrown out of the back/forward cache by the first message that comes in.
      if (!shown) {
        log.close();
        return link.close('asleep');
      }
      log = open();
      catchUp();
      comeBack().catch(() => {});
    }),
    parts.onMayHaveMissed(catchUp),
    parts.onNewWorker(() => void link.look()),
    // What a worker wrote and did not live to signal is read when it is known to be gone.
    link.onState((state) => state === 'asleep' && catchUp()),
  ];
  if (parts.wake) void link.look();
  else link.close('asleep');
  const first = log.read({ limit: 1 });
  first.then(
    () => lookForLife().catch(() => {}),
    () => link.close('no-log'),
  );
  const slow = setTimeout(parts.onSlow, SLOW);
  first.finally(() => clearTimeout(slow)).catch(() => {});

  return {
    get state() {
      return link.state;
    },
    onState: (listener) => link.onState((state) => guarded(() => listener(state))),
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
    recording: () => patiently(log.recording()),
    setRecording: (service, on) => patiently(log.setRecording(service, on)),
    clear: (service) => patiently(log.clear(service)),
    usage: () => patiently(log.usage()),
    exchange: (name, value) => patiently(log.exchange(name, value)),
    worker: async () => (await link.ask((api) => api.hello()))?.value,
    alive: parts.alive,
    close() {
      for (const undo of undos) undo();
      for (const follower of followers) follower.stop();
      followers.clear();
      clearListeners.clear();
      link.close();
      log.close();
    },
  };
}
