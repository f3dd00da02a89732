import { freeBytes } from './free-bytes.ts';

/**
 * Bytes that came and wait for more. What comes in one piece is never copied; pieces are put together in memory that
 * doubles, so that a request that comes byte by byte costs no more than in proportion to its length. What is given to it
 * is its own: memory that is not needed any more is given back at once.
 */
export interface ByteHold {
  readonly length: number;
  /** Bytes of memory that it takes. */
  readonly size: number;
  add(bytes: Buffer): void;
  /** So many will be all: there need not be room for more. */
  expect(length: number): void;
  /** Where the first empty line begins, -1 where there is none yet. Looks at no byte twice. */
  endOfHead(): number;
  /** All of it, without a copy. */
  view(): Buffer;
  latin1(start: number, end: number): string;
  /** UTF-8. */
  text(start: number, end: number): string;
  /** Forgets the first so many bytes. */
  drop(count: number): void;
  /** Gives all of it away, and has none any more. */
  take(): Buffer;
}

const EMPTY = Buffer.alloc(0);
const END = '\r\n\r\n';

export function createByteHold(): ByteHold {
  /** The bytes are from `start` to `end`; `own`: the memory behind `end` is ours to write to. */
  let memory: Buffer = EMPTY;
  let start = 0;
  let end = 0;
  let own = false;
  /** Bytes in which no head ends. */
  let looked = 0;
  let expected = Number.POSITIVE_INFINITY;

  function makeRoom(count: number): void {
    if (own && end + count <= memory.length) return;
    const length = end - start;
    const needed = length + count;
    const larger = Buffer.allocUnsafe(Math.max(1_024, needed, Math.min(2 * needed, expected)));
    memory.copy(larger, 0, start, end);
    freeBytes(memory);
    memory = larger;
    start = 0;
    end = length;
    own = true;
  }

  function forget(): void {
    memory = EMPTY;
    start = 0;
    end = 0;
    own = false;
    looked = 0;
    expected = Number.POSITIVE_INFINITY;
  }

  return {
    get length() {
      return end - start;
    },
    get size() {
      return start === end ? 0 : memory.length;
    },
    expect(length) {
      expected = length;
    },
    add(bytes) {
      if (start === end) {
        memory = bytes;
        start = 0;
        end = bytes.length;
        own = false;
        looked = 0;
        return;
      }
      makeRoom(bytes.length);
      bytes.copy(memory, end);
      end += bytes.length;
      freeBytes(bytes);
    },
    endOfHead() {
      // The first three bytes of an empty line may have been there before.
      const found = memory.subarray(start, end).indexOf(END, Math.max(0, looked - 3));
      if (found < 0) looked = end - start;
      return found;
    },
    view: () => memory.subarray(start, end),
    latin1: (from, to) => memory.toString('latin1', start + from, start + to),
    text: (from, to) => memory.toString('utf8', start + from, start + to),
    drop(count) {
      start += count;
      looked = 0;
      expected = Number.POSITIVE_INFINITY;
      if (start < end) return;
      const done = memory;
      forget();
      freeBytes(done);
    },
    take() {
      const all = memory.subarray(start, end);
      forget();
      return all;
    },
  };
}
