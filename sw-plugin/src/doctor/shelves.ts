import type { Entry } from '../log/entry.ts';
import { type Kind, kindOf } from './kind.ts';

/** All entries of one event name, in order, and what the name says. */
export interface Shelf extends Kind {
  readonly event: string;
  readonly entries: Entry[];
}

export interface Shelves {
  readonly byEvent: ReadonlyMap<string, Shelf>;
  /** The shelf for an event name, made when it is new. */
  readonly shelfOf: (event: string) => Shelf;
}

export function shelves(): Shelves {
  const byEvent = new Map<string, Shelf>();
  // Strings out of a database are all different objects: a map has to hash each of a million. There are few names, and
  // few of the same length, so the last one of that length is tried first.
  const byLength: (Shelf | undefined)[] = new Array(64);
  const lookUp = (event: string): Shelf => {
    let shelf = byEvent.get(event);
    if (!shelf) {
      shelf = { ...kindOf(event), event, entries: [] };
      byEvent.set(event, shelf);
    }
    if (event.length < byLength.length) byLength[event.length] = shelf;
    return shelf;
  };
  return {
    byEvent,
    shelfOf: (event) => {
      const last = byLength[event.length];
      return last?.event === event ? last : lookUp(event);
    },
  };
}
