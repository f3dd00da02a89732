import { OffstageError } from '../errors.ts';
import type { Added } from './store.ts';

export interface BatchLimits {
  /** Items in one write. */
  readonly batch: number;
  /** Size of what is in one write, as `sizeOf` gives it; a single item may be larger. */
  readonly size: number;
  /** Items of one sender before the next one's turn. */
  readonly turn: number;
  /** Items that may wait; beyond that `STORE_BUSY`. */
  readonly waiting: number;
  /** Writes under way at once. */
  readonly writes: number;
}

/**
 * Group commit: the next batch is written as soon as a previous one is durable, with what came meanwhile. No timer:
 * waiting for more would only add latency. Writes are small enough not to be waited for, and senders take turns in them.
 */
export interface Batcher<Item> {
  /** Resolves when all items are durable; rejects when some of them may not be. */
  add(items: readonly Item[], sender: string): Promise<Added>;
  /** Resolves once nothing waits any more. */
  drained(): Promise<void>;
}

/** Places in a queue that are done before they are removed. */
const DONE = 1_000;

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
  readonly line: (Waiting<Item> | undefined)[];
  /** Where in `line` the first is of which something waits. */
  at: number;
}

interface Part<Item> {
  readonly waiting: Waiting<Item>;
  readonly items: readonly Item[];
}

export function createBatcher<Item>(
  /**
   * Makes the items durable. Returns, per item, whether it was new: true, or 1; an error for one that alone could not be
   * stored.
   */
  write: (items: readonly Item[]) => Promise<ArrayLike<boolean | number | Error>>,
  limits: BatchLimits,
  sizeOf: (item: Item) => number = () => 0,
): Batcher<Item> {
  const queues = new Map<string, Queue<Item>>();
  const idle = new Set<() => void>();
  /** Items that are not durable yet. */
  let count = 0;
  let running = 0;

  /**
   * A sender goes to the back of the line after its turn. Who is alone has turns until the batch is full; of several each
   * has one, so that nobody's single item waits for a write that is full of somebody else's.
   */
  function take(): Part<Item>[] {
    const parts: Part<Item>[] = [];
    let room = limits.batch;
    let size = limits.size;
    let turns = queues.size === 1 ? Number.POSITIVE_INFINITY : queues.size;
    // Who is put at the end of the line meanwhile is met again. To ask for the first one anew each time would pass the places of
    // all who left.
    for (const [sender, queue] of queues) {
      if (turns-- <= 0 || room <= 0 || size <= 0) break;
      const items = nextOf(queue, Math.min(room, limits.turn), size, parts);
      room -= items.length;
      for (const item of items) size -= sizeOf(item);
      queues.delete(sender);
      if (queue.line.length > queue.at) queues.set(sender, queue);
    }
    return parts;
  }

  /** The next items of a sender: at most `most`, at least one, and otherwise no more than fit. */
  function nextOf(queue: Queue<Item>, most: number, size: number, parts: Part<Item>[]): readonly Item[] {
    const all: Item[] = [];
    let left = size;
    while (all.length < most && left > 0 && queue.at < queue.line.length) {
      const waiting = queue.line[queue.at] as Waiting<Item>;
      const from = waiting.taken;
      while (all.length < most && left > 0 && waiting.taken < waiting.items.length) {
        const item = waiting.items[waiting.taken++] as Item;
        left -= sizeOf(item);
        all.push(item);
      }
      parts.push({
        waiting,
        items:
          from === 0 && waiting.taken === waiting.items.length
            ? waiting.items
            : waiting.items.slice(from, waiting.taken),
      });
      if (waiting.taken === waiting.items.length) queue.line[queue.at++] = undefined;
    }
    // What is done goes a lot at a time.
    if (queue.at > DONE) {
      queue.line.splice(0, queue.at);
      queue.at = 0;
    }
    return all;
  }

  async function run(): Promise<void> {
    for (;;) {
      // One turn later, so that what arrives in the same turn shares the commit.
      await new Promise((resolve) => setImmediate(resolve));
      const parts = take();
      if (parts.length === 0) break;
      let fresh: ArrayLike<boolean | number | Error> = [];
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
        for (const _ of items) {
          const one = fresh[at++];
          if (one instanceof Error) waiting.failure ??= one;
          else if (one) waiting.stored++;
        }
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
        if (queue === undefined) queues.set(sender, { line: [waiting], at: 0 });
        else queue.line.push(waiting);
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
