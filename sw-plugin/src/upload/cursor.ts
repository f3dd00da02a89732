import { committed, openDatabase, result, writable } from '../log/database.ts';
import type { Position } from './is-recreated.ts';

/** How far the upload to one address has come. */
export interface Place extends Position {
  /** The server asked not to be asked before this moment, epoch milliseconds. */
  readonly until?: number | undefined;
}

/** Kept beside the log, under `upload:<url>` in `settings`, where pages and workers find it. */
export interface Cursor {
  read(): Promise<Place>;
  write(place: Place): Promise<void>;
}

/** `localStorage`, as far as it is needed: no worker has it. */
export interface OlderPlace {
  getItem(name: string): string | null;
  removeItem(name: string): void;
}

export interface CursorOptions {
  /** Of the server's address. */
  readonly url: string;
  /** Opens the database, where somebody keeps account of its transactions. */
  readonly open?: typeof openDatabase | undefined;
  /** Where an older version kept it, as JSON text: taken over once, and removed there. */
  readonly older?: OlderPlace | undefined;
}

/**
 * Its connection is open for just as long as it takes. Where the database cannot be had the cursor lasts as long as this
 * page or worker, and the next one sends what is still in the log.
 */
export function openCursor({ url, open = openDatabase, older }: CursorOptions): Cursor {
  const name = `upload:${url}`;
  let known: Place | undefined;

  async function within<T>(work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
    const db = await open(() => undefined);
    try {
      const store = writable(db, 'settings');
      const done = await work(store);
      await committed(store);
      return done;
    } finally {
      db.close();
    }
  }

  return {
    async read() {
      const before = older && placeIn(older, `offstage:${name}`);
      try {
        const stored = await within(async (store) => {
          const place = checked(await result(store.get(name)));
          if (!place && before) store.put(before, name);
          return place ?? before;
        });
        if (before) older?.removeItem(`offstage:${name}`);
        known = stored;
      } catch {
        // Not to be had: what this context knows counts.
        known ??= before;
      }
      return known ?? { seq: 0, at: 0 };
    },
    async write(place) {
      known = place;
      await within(async (store) => store.put(place, name)).catch(() => undefined);
    },
  };
}

function placeIn(storage: OlderPlace, name: string): Place | undefined {
  try {
    return checked(JSON.parse(storage.getItem(name) ?? 'null'));
  } catch {
    // Denied, or somebody else's.
    return undefined;
  }
}

function checked(value: unknown): Place | undefined {
  const { seq, at, until } = (value ?? {}) as Partial<Record<keyof Place, unknown>>;
  if (typeof seq !== 'number' || typeof at !== 'number') return undefined;
  return { seq, at, ...(typeof until === 'number' && { until }) };
}
