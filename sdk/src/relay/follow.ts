import { isRecreated } from '@offstage/sw-plugin/internal/upload';
import { guarded } from '@offstage/sw-plugin/internal/watch';
import type { Entry, ReadOptions } from '@offstage/sw-plugin/log';
import { fromNow } from './from-now.ts';

/** How many entries one read asks for. */
const BATCH = 1_000;

export interface Follower {
  /** The log may have grown: catch up. */
  poke(): void;
  stop(): void;
}

export interface FollowOptions {
  read(options: ReadOptions): Promise<readonly Entry[]>;
  /** Epoch milliseconds. */
  now(): number;
  /** Where a listener's own exception goes. */
  onError(error: unknown): void;
  /** Default: from now on. */
  readonly after?: number | undefined | Promise<number | undefined>;
}

/**
 * Hands every entry after `after` to `listener`, each once and in order of `seq`. Entries of one transaction become
 * visible together and transactions on one store run one after another, so "everything after the last one that I
 * have" misses nothing. One read is under way at a time; what happens meanwhile causes another one.
 */
export function follow(listener: (batch: readonly Entry[]) => void, options: FollowOptions): Follower {
  const { read, now, onError, after } = options;
  let last: number | undefined;
  let seenAt = now();
  let running = false;
  let again = false;
  let stopped = false;

  async function catchUp(): Promise<void> {
    last ??= (await after) ?? (await fromNow((limit) => read({ limit }), seenAt));
    while (!stopped) {
      const batch = await read({ after: last, limit: BATCH });
      const end = batch[batch.length - 1];
      if (stopped) return;
      if (!end) {
        const [newest] = await read({ limit: 1 });
        if (!newest || !isRecreated(newest, { seq: last, at: seenAt })) return;
        last = 0;
        continue;
      }
      last = end.seq;
      // The newest time as well, lest a clock that was set back make old entries look new.
      seenAt = Math.max(now(), ...batch.map((entry) => entry.time));
      guarded(() => listener(batch), onError);
    }
  }

  async function run(): Promise<void> {
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      // A failed read costs nothing but time: the next signal starts from the same place.
      await catchUp().catch(() => {});
    } while (again && !stopped);
    running = false;
  }

  void run();
  return {
    poke: () => void run(),
    stop: () => {
      stopped = true;
    },
  };
}
