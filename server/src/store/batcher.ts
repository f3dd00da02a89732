import { OffstageError } from '../errors.ts';
import type { Added } from './store.ts';

export interface BatchLimits {
  /** Items in one write. */
  readonly batch: number;
  /** Items that one sender gets into a write when it is alone: not all, as another one may be on its way. */
  readonly slice: number;
  /** The same while others send too, unless they have more waiting: few, as everybody waits for the whole write. */
  readonly share: number;
  /** Items per second that a sender gets written whatever others send: where writes take long, each takes more. */
  readonly perSecond: number;
  /** Items that may wait; beyond that `STORE_BUSY`. */
  readonly waiting: number;
  /** Writes under way at once. */
  readonly writes: number;
}

/**
 * Group commit: the next batch is written as soon as a previous one is durable, with what came meanwhile. No timer:
 * waiting for more would only add latency. Senders take turns, so that a flood from one of them delays only itself.
 */
export interface Batcher<Item> {
  /** Resolves when all items are durable; rejects when some may not be. */
  add(items: readonly Item[], sender: string): Promise<Added>;
  /** Resolves once nothing waits any more. */
  drained(): Promise<void>;
}

/** Milliseconds for which a sender counts as there after another one has sent. */
const PRESENCE = 1_000;
/** Writes over which their duration is averaged. */
const AVERAGED = 20;

interface Waiting<Item> {
  readonly items: readonly Item[];
  /** Items taken into a write. */
  taken: number;
  /** Items of finished writes. */
  done: number;
  stored: number;
  failure?: unknown;
  readonly resolve: (added: Added) => void;
  readonly reject: (error: unknown) => void;
}

interface Queue<Item> {
  readonly line: Waiting<Item>[];
  /** Items in it that no write has taken. */
  count: number;
}

interface Part<Item> {
  readonly waiting: Waiting<Item>;
  readonly items: readonly Item[];
}

export function createBatcher<Item>(
  /** Makes the items durable; answers, per item, whether it was new: true, or 1. */
  write: (items: readonly Item[]) => Promise<ArrayLike<boolean | number>>,
  limits: BatchLimits,
  now: () => number = () => performance.now(),
): Batcher<Item> {
  const queues = new Map<string, Queue<Item>>();
  const idle = new Set<() => void>();
  /** Items that are not durable yet, and those of them that no write has taken. */
  let count = 0;
  let queued = 0;
  let running = 0;
  /** Milliseconds that a write takes, on average of late. */
  let average = 0;
  let latest: string | undefined;
  /** When items last came from another sender than those before. */
  let changed = Number.NEGATIVE_INFINITY;

  /** Takes turns: a part of what each sender has waiting, until the batch is full. */
  function take(): Part<Item>[] {
    const parts: Part<Item>[] = [];
    let room = limits.batch;
    const crowded = now() - changed < PRESENCE;
    const brought = queued;
    const sure = Math.floor((average / 1_000) * limits.perSecond);
    for (const [sender, queue] of [...queues]) {
      if (room === 0) break;
      const fair = Math.max(limits.share, sure, brought - queue.count);
      const most = crowded ? Math.min(fair, limits.slice) : limits.slice;
      room -= takeFrom(queue, Math.min(room, most), parts);
      // Back of the line; a sender with nothing left leaves it.
      queues.delete(sender);
      if (queue.count > 0) queues.set(sender, queue);
    }
    return parts;
  }

  function takeFrom(queue: Queue<Item>, wanted: number, parts: Part<Item>[]): number {
    const { line } = queue;
    let got = 0;
    let whole = 0;
    while (got < wanted && whole < line.length) {
      const waiting = line[whole] as Waiting<Item>;
      const items = waiting.items.slice(waiting.taken, waiting.taken + wanted - got);
      parts.push({ waiting, items });
      waiting.taken += items.length;
      got += items.length;
      if (waiting.taken === waiting.items.length) whole++;
    }
    line.splice(0, whole);
    queue.count -= got;
    queued -= got;
    return got;
  }

  async function run(): Promise<void> {
    // One turn later, so that what arrives in the same turn shares the commit.
    await new Promise((resolve) => setImmediate(resolve));
    for (let parts = take(); parts.length > 0; parts = take()) {
      let fresh: ArrayLike<boolean | number> = [];
      let failure: unknown;
      const started = now();
      try {
        fresh = await write(
          parts.length === 1 ? (parts[0]?.items ?? []) : parts.flatMap((part) => part.items),
        );
      } catch (error) {
        failure = error ?? new OffstageError('STORE_CLOSED');
      }
      average += (now() - started - average) / AVERAGED;
      let at = 0;
      for (const { waiting, items } of parts) {
        for (const _ of items) if (fresh[at++]) waiting.stored++;
        waiting.done += items.length;
        waiting.failure ??= failure;
        count -= items.length;
        if (waiting.done === waiting.items.length) settle(waiting);
      }
    }
    running--;
    if (running === 0) {
      for (const resolve of idle) resolve();
      idle.clear();
    }
  }

  return {
    add(items, sender) {
      if (count + items.length > limits.waiting) {
        return Promise.reject(new OffstageError('STORE_BUSY', { limit: limits.waiting }));
      }
      if (sender !== latest) {
        if (latest !== undefined) changed = now();
        latest = sender;
      }
      return new Promise((resolve, reject) => {
        const waiting: Waiting<Item> = { items, taken: 0, done: 0, stored: 0, resolve, reject };
        if (items.length === 0) return settle(waiting);
        count += items.length;
        const queue = queues.get(sender);
        queued += items.length;
        if (queue === undefined) queues.set(sender, { line: [waiting], count: items.length });
        else {
          queue.line.push(waiting);
          queue.count += items.length;
        }
        if (running < limits.writes) {
          running++;
          void run();
        }
      });
    },
    drained: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => idle.add(resolve))),
  };
}

function settle<Item>({ items, stored, failure, resolve, reject }: Waiting<Item>): void {
  if (failure === undefined) resolve({ stored, duplicates: items.length - stored });
  else reject(failure);
}
