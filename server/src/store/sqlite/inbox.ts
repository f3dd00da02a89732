import { type Batch, COLUMNS } from './batch.ts';
import type { Database, SqlValue } from './driver.ts';

/** A batch on disk that is not in its place yet. */
export interface Entry extends Pick<Batch, 'keys' | 'numbers' | 'lengths' | 'text'> {
  /** Id of its first new report; the others follow. */
  readonly first: number;
  /** Per report: 1 where it was new, else 0. */
  readonly isNew: Uint8Array;
}

/** A new report of an entry; the hash and what it shares with others by their ids. */
export interface EntryReport {
  readonly id: number;
  readonly hash: bigint;
  readonly kind: bigint;
  readonly agent: bigint;
  readonly received: number;
  readonly time: number;
  readonly weight: number;
  readonly url: string;
  readonly body: string;
}

/**
 * Where reports are durable first: a batch is one row, and so a commit a handful of pages. To put each report at once
 * where it is looked for would touch a page for every index and kind.
 */
export interface Inbox {
  /** Reports in it. */
  readonly count: number;
  /** Makes the memory anew from the file: at first, and after a rollback. */
  load(): void;
  /** In the transaction that acknowledges them. `count` is how many are new. */
  put(entry: Entry, count: number): void;
  /** In order of id. */
  entries(): readonly Entry[];
  /** In the transaction that puts them in their places. */
  clear(): void;
}

export function createInbox(database: Database): Inbox {
  const insert = database.prepare('INSERT INTO inbox VALUES (?, ?, ?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM inbox');
  const select = database.prepare('SELECT * FROM inbox ORDER BY first');
  let entries: Entry[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    load() {
      entries = select.all().map(entryOf);
      count = entries.reduce((sum, { isNew }) => sum + isNew.filter((one) => one === 1).length, 0);
    },
    put(entry, added) {
      const { first, isNew, keys, numbers, lengths, text } = entry;
      insert.run(first, isNew, bytesOf(keys), bytesOf(numbers), bytesOf(lengths), text);
      entries.push(entry);
      count += added;
    },
    entries: () => entries,
    clear() {
      remove.run();
      entries = [];
      count = 0;
    },
  };
}

/** The new reports of an entry. */
export function* reportsIn({
  first,
  isNew,
  keys,
  numbers,
  lengths,
  text,
}: Entry): Generator<EntryReport, void> {
  let id = first;
  let end = 0;
  for (const [index, wanted] of isNew.entries()) {
    const start = end;
    const middle = start + (lengths[index * 2] as number);
    end = middle + (lengths[index * 2 + 1] as number);
    if (wanted === 0) continue;
    const at = index * COLUMNS;
    yield {
      id: id++,
      hash: keys[at] as bigint,
      kind: keys[at + 1] as bigint,
      agent: keys[at + 2] as bigint,
      received: numbers[at] as number,
      time: numbers[at + 1] as number,
      weight: numbers[at + 2] as number,
      url: text.slice(start, middle),
      body: text.slice(middle, end),
    };
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function entryOf(row: Record<string, SqlValue>): Entry {
  // A copy: typed arrays want their memory aligned.
  const memory = (name: string) => Uint8Array.from(row[name] as Uint8Array).buffer;
  return {
    first: Number(row.first),
    isNew: new Uint8Array(memory('is_new')),
    keys: new BigInt64Array(memory('keys')),
    numbers: new Float64Array(memory('numbers')),
    lengths: new Uint32Array(memory('lengths')),
    text: String(row.text),
  };
}
