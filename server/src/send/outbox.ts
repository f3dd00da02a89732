import type { SendOnTheWire } from './wire.ts';

/** A send, as it waits: written out, so that its bytes are known. */
export interface Waiting {
  readonly text: string;
  readonly bytes: number;
}

export interface OutboxLimits {
  readonly maxSends: number;
  readonly maxBytes: number;
}

/** What waits to be sent, oldest first, within bounds. */
export interface Outbox {
  readonly size: number;
  readonly bytes: number;
  /** False where there is no room for it. */
  add(send: SendOnTheWire): boolean;
  /** The oldest ones, up to so many, and so many bytes (one in any case). They stay until they are removed. */
  first(most: number, bytes: number): readonly Waiting[];
  removeFirst(count: number): void;
}

/** Taken off at the front so many at a time: an array's own `shift()` moves all that are behind. */
const TIDY = 4_096;

export function createOutbox({ maxSends, maxBytes }: OutboxLimits): Outbox {
  let all: Waiting[] = [];
  let start = 0;
  let bytes = 0;
  return {
    get size() {
      return all.length - start;
    },
    get bytes() {
      return bytes;
    },
    add(send) {
      const text = JSON.stringify(send);
      const waiting = { text, bytes: Buffer.byteLength(text) };
      if (all.length - start >= maxSends || bytes + waiting.bytes > maxBytes) return false;
      bytes += waiting.bytes;
      all.push(waiting);
      return true;
    },
    first(most, mostBytes) {
      let end = start;
      for (let sum = 0; end < all.length && end - start < most; end += 1) {
        sum += (all[end] as Waiting).bytes + 1;
        if (end > start && sum > mostBytes) break;
      }
      return all.slice(start, end);
    },
    removeFirst(count) {
      for (const each of all.slice(start, start + count)) bytes -= each.bytes;
      start += count;
      if (start < Math.min(TIDY, all.length)) return;
      all = all.slice(start);
      start = 0;
    },
  };
}
