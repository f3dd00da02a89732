import type { Entry } from '../log/entry.ts';
import { type EventKind, kindOf } from './kind.ts';

/** One event name: what it says, and where its entries are. */
export interface Shelf extends EventKind {
  readonly event: string;
  /** Position of its last entry. */
  last: number;
  count: number;
}

export interface Shelves {
  /** Puts the next entry on the shelf of its name, made when the name is new. */
  readonly put: (at: number) => Shelf;
  /** All entries of one event name, in order. */
  readonly named: (event: string) => readonly Entry[];
}

export function shelves(entries: readonly Entry[]): Shelves {
  const byEvent = new Map<string, Shelf>();
  const lists = new Map<string, readonly Entry[]>();
  // Rules ask for the entries of few names, and seldom for one of the many: so what is kept of each entry is a number.
  const previous = new Int32Array(entries.length);
  // Strings out of a database are all different objects: a map has to hash each of a million. There are few names, and
  // few of the same length, so the last one of that length is tried first.
  const byLength: (Shelf | undefined)[] = Array.from({ length: 64 }, () => undefined);

  function lookUp(event: string): Shelf {
    let shelf = byEvent.get(event);
    if (!shelf) {
      shelf = { ...kindOf(event), event, last: -1, count: 0 };
      byEvent.set(event, shelf);
    }
    if (event.length < byLength.length) byLength[event.length] = shelf;
    return shelf;
  }

  function collect({ last, count }: Shelf): readonly Entry[] {
    const list = new Array<Entry>(count);
    for (let at = last; at >= 0; at = previous[at] as number) list[--count] = entries[at] as Entry;
    return list;
  }

  return {
    put(at) {
      const { event } = entries[at] as Entry;
      const known = byLength[event.length];
      const shelf = known?.event === event ? known : lookUp(event);
      previous[at] = shelf.last;
      shelf.last = at;
      shelf.count++;
      return shelf;
    },
    named(event) {
      let list = lists.get(event);
      if (!list) {
        const shelf = byEvent.get(event);
        list = shelf ? collect(shelf) : [];
        lists.set(event, list);
      }
      return list;
    },
  };
}
