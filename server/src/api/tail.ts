import type { Report } from '../store/report.ts';
import type { Store } from '../store/store.ts';

/** A report as it is sent. */
export interface Line {
  readonly report: Report;
  readonly json: string;
}

/** The newest reports of a store, read once for all who follow it. */
export interface Tail {
  /** Id up to which it has read. */
  readonly last: number;
  /** All reports beyond this id up to `last`; `undefined` where it does not go back so far. */
  since(id: number): readonly Line[] | undefined;
  /** Resolves once `last` is beyond this id, or after so many milliseconds. */
  beyond(id: number, time: number): Promise<void>;
  /** One more, or one less, follows. */
  join(): void;
  leave(): void;
  /** Resolves once it reads; begins with it, also again after the store was away. */
  reading(): Promise<void>;
}

const PAGE = 500;
/** Milliseconds between two reads: what is read has to be put in order first, which is cheaper for many reports at once. */
const PAUSE = 100;
/** What is kept for those who are a little behind: reports, and characters. */
const LINES = 1_000;
const LENGTH = 2 ** 21;

const tails = new WeakMap<Store, Tail>();

export function tailOf(store: Store): Tail {
  let tail = tails.get(store);
  if (tail === undefined) {
    tail = createTail(store);
    tails.set(store, tail);
  }
  return tail;
}

function createTail(store: Store): Tail {
  let lines: Line[] = [];
  let length = 0;
  /** Nothing between this id and the first line is missing. */
  let first = 0;
  let last = 0;
  let followers = 0;
  let started: Promise<void> | undefined;
  const waiting = new Set<() => void>();
  let wakeUp = () => {};

  function add(reports: readonly Report[]): void {
    for (const report of reports) {
      const json = JSON.stringify(report);
      lines.push({ report, json });
      length += json.length;
      last = report.id;
    }
    let gone = 0;
    for (; lines.length - gone > LINES || length > LENGTH; gone++) {
      const line = lines[gone] as Line;
      length -= line.json.length;
      first = line.report.id;
    }
    lines = lines.slice(gone);
    for (const wake of waiting) wake();
  }

  /** Reads for as long as somebody follows. */
  async function run(): Promise<void> {
    let more = false;
    const forget = store.onAdded(() => {
      more = true;
      wakeUp();
    });
    try {
      while (followers > 0) {
        more = false;
        const page = await store.after(last, PAGE);
        if (page.length > 0) add(page);
        if (page.length === PAGE) continue;
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        if (more || followers === 0) continue;
        await new Promise<void>((resolve) => {
          wakeUp = resolve;
        });
      }
    } finally {
      forget();
      lines = [];
      length = 0;
      started = undefined;
    }
  }

  async function start(): Promise<void> {
    last = await store.lastId();
    first = last;
    void run().catch(() => {
      // The store is away: those who follow ask it themselves, and say so.
    });
  }

  return {
    get last() {
      return last;
    },
    since: (id) => {
      if (started === undefined || id < first) return undefined;
      const index = lines.findIndex(({ report }) => report.id > id);
      return index < 0 ? [] : lines.slice(index);
    },
    beyond(id, time) {
      if (last > id) return Promise.resolve();
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, time);
        waiting.add(done);
      });
    },
    join() {
      followers++;
    },
    leave() {
      followers--;
      if (followers === 0) wakeUp();
    },
    reading() {
      started ??= start().catch((error: unknown) => {
        started = undefined;
        throw error;
      });
      return started;
    },
  };
}
