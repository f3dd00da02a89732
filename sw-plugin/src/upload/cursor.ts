import { openDatabase, result } from '../log/database.ts';
import type { Doubts } from './doubts.ts';
import type { Position } from './is-recreated.ts';
import { type Losses, lossesIn } from './losses.ts';
import { withStore } from './with-store.ts';

/** How far the upload to one address has come. */
export interface Place extends Position, Doubts {
  /** The server asked not to be asked before this moment, epoch milliseconds. */
  readonly until?: number | undefined;
  /** What the log had lost by then. @since 0.2.0 */
  readonly losses?: Losses | undefined;
  /** Entries up to this `seq` that are missing have been counted. @since 0.2.0 */
  readonly counted?: number | undefined;
}

/** Kept beside the log, under `upload:<url>` in `settings`, where pages and workers find it. */
export interface Cursor {
  read(): Promise<Place>;
  write(place: Place): Promise<void>;
  /** What the log says now of what it has lost; undefined where it cannot be asked. */
  losses(now: number): Promise<Losses | undefined>;
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

  return {
    async read() {
      const before = older && placeIn(older, `offstage:${name}`);
      try {
        const stored = await withStore(open, 'settings', async (store) => {
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
      await withStore(open, 'settings', (store) => store.put(place, name)).catch(() => undefined);
    },
    losses: (now) => withStore(open, 'settings', (store) => lossesIn(store, now)).catch(() => undefined),
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
  const { seq, at } = (value ?? {}) as Partial<Record<keyof Place, unknown>>;
  return typeof seq === 'number' && typeof at === 'number' ? (value as Place) : undefined;
}
