import type { Position } from '../relay/is-recreated.ts';

/** How far the upload to one address has come. Kept in `localStorage`, so that a reload goes on from there. */
export interface Cursor {
  read(): Position;
  write(position: Position): void;
}

/** Where `localStorage` is denied the cursor lasts as long as the page, and a reload sends what is still in the log. */
export function openCursor(scope: Window, url: string): Cursor {
  const name = `offstage:upload:${url}`;
  let position: Position = { seq: 0, at: 0 };
  return {
    read() {
      try {
        const { seq, at } = JSON.parse(scope.localStorage.getItem(name) ?? '') as Position;
        if (typeof seq === 'number' && typeof at === 'number') position = { seq, at };
      } catch {
        // Absent, denied, or somebody else's: what this page knows counts.
      }
      return position;
    },
    write(next) {
      position = next;
      try {
        scope.localStorage.setItem(name, JSON.stringify(next));
      } catch {
        // Denied or full.
      }
    },
  };
}
