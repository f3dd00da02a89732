/**
 * Bytes that came and wait for more. What comes in one piece is never copied; pieces are put together in memory that
 * doubles, so that a request that comes byte by byte costs no more than in proportion to its length.
 */
export interface ByteHold {
  readonly length: number;
  add(bytes: Buffer): void;
  /** Where the first empty line begins, -1 where there is none yet. Looks at no byte twice. */
  endOfHead(): number;
  /** All of it, without a copy. */
  view(): Buffer;
  latin1(start: number, end: number): string;
  /** UTF-8. */
  text(start: number, end: number): string;
  /** Forgets the first so many bytes. */
  drop(count: number): void;
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

  function makeRoom(count: number): void {
    if (own && end + count <= memory.length) return;
    const length = end - start;
    const larger = Buffer.allocUnsafe(Math.max(1_024, 2 * (length + count)));
    memory.copy(larger, 0, start, end);
    memory = larger;
    start = 0;
    end = length;
    own = true;
  }

  return {
    get length() {
      return end - start;
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
      if (start < end) return;
      memory = EMPTY;
      start = 0;
      end = 0;
      own = false;
    },
  };
}
