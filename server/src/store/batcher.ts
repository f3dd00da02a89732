import { OffstageError } from '../errors.ts';
import type { Added } from './store.ts';

export interface BatchLimits {
  /** Items in one write. */
  readonly batch: number;
  /** Items that one sender gets into a write: also when it is alone, as another one may be on its way. */
  readonly slice: number;
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

interface Part<Item> {
  readonly waiting: Waiting<Item>;
  readonly items: readonly Item[];
}

export function createBatcher<Item>(
  /** Makes the items durable; answers, per item, whether it was new. */
  write: (items: readonly Item[]) => Promise<readonly boolean[]>,
  limits: BatchLimits,
): Batcher<Item> {
  const queues = new Map<string, Waiting<Item>[]>();
  const idle = new Set<() => void>();
  let count = 0;
  let running = 0;

  /** Takes turns: a slice of what each sender has waiting, until the batch is full. */
  function take(): Part<Item>[] {
    const parts: Part<Item>[] = [];
    let room = limits.batch;
    for (const [sender, queue] of [...queues]) {
      if (room === 0) break;
      room -= takeFrom(queue, Math.min(room, limits.slice), parts);
      // Back of the line; a sender with nothing left leaves it.
      queues.delete(sender);
      if (queue.length > 0) queues.set(sender, queue);
    }
    return parts;
  }

  function takeFrom(queue: Waiting<Item>[], wanted: number, parts: Part<Item>[]): number {
    let got = 0;
    while (got < wanted && queue.length > 0) {
      const waiting = queue[0] as Waiting<Item>;
      const items = waiting.items.slice(waiting.taken, waiting.taken + wanted - got);
      parts.push({ waiting, items });
      waiting.taken += items.length;
      got += items.length;
      if (waiting.taken === waiting.items.length) queue.shift();
    }
    return got;
  }

  async function run(): Promise<void> {
    // One turn later, so that what arrives in the same turn shares the commit.
    await new Promise((resolve) => setImmediate(resolve));
    for (let parts = take(); parts.length > 0; parts = take()) {
      let fresh: readonly boolean[] = [];
      let failure: unknown;
      try {
        fresh = await write(
          parts.length === 1 ? (parts[0]?.items ?? []) : parts.flatMap((part) => part.items),
        );
      } catch (error) {
        failure = error ?? new OffstageError('STORE_CLOSED');
      }
      let at = 0;
      for (const { waiting, items } of parts) {
        for (const _ of items) if (fresh[at++] === true) waiting.stored++;
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
      return new Promise((resolve, reject) => {
        const waiting: Waiting<Item> = { items, taken: 0, done: 0, stored: 0, resolve, reject };
        if (items.length === 0) return settle(waiting);
        count += items.length;
        const queue = queues.get(sender);
        if (queue === undefined) queues.set(sender, [waiting]);
        else queue.push(waiting);
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
