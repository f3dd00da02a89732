import type { Store } from '../store/store.ts';
import type { Log } from './log.ts';

export interface RetentionOptions {
  /** Days that reports are kept. */
  readonly keepDays: number;
  /** Bytes that the store may take; beyond it the oldest reports go first. */
  readonly maxBytes: number;
}

export const DEFAULT_RETENTION: RetentionOptions = { keepDays: 30, maxBytes: 10 * 1024 ** 3 };

const DAY = 24 * 60 * 60 * 1000;
const FIRST = 60_000;
const INTERVAL = 10 * 60_000;

/** Removes what is too old or too much, a minute after the start and then every ten. Returns its undo. */
export function startRetention(store: Store, { keepDays, maxBytes }: RetentionOptions, log: Log): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function sweep(): Promise<void> {
    try {
      const removed = await store.retain({ before: Date.now() - keepDays * DAY, maxBytes });
      if (removed > 0) log({ level: 'info', event: 'retention', removed });
    } catch (error) {
      // Next time; another server on the same store may just be doing the same.
      log({ level: 'warning', event: 'retention-failed', message: String(error) });
    }
    if (!stopped) wait(INTERVAL);
  }

  function wait(time: number): void {
    timer = setTimeout(() => void sweep(), time);
    timer.unref();
  }

  wait(FIRST);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
