import { committed, result, writable } from './database.ts';
import type { SweepRow } from './is-due.ts';
import { DAY, MAX_AGE } from './limits.ts';
import { sweep } from './sweep.ts';
import { GO, STOP, walk } from './walk.ts';

/**
 * Makes room where the disk is full, once a day and no more: it is somebody else who fills it, and the log must not be
 * eaten up by that. Of the oldest entries `count` go, and are counted. Returns the newest key that went, or 0.
 */
async function makeRoom(db: IDBDatabase, count: number, now: number): Promise<number> {
  const settings = writable(db, 'settings');
  const spared: number = (await result(settings.get('spared'))) ?? 0;
  if (now < spared && spared <= now + DAY) return 0;
  settings.put(now + DAY, 'spared');
  settings.put(((await result(settings.get('dropped'))) ?? 0) + count, 'dropped');
  await committed(settings);
  return (await walk(db, () => (count-- > 0 ? GO : STOP)))[1];
}

/** Younger ones stand before an entry of that time: whoever sweeps looks for it, when it is too old. */
async function noteMixed(db: IDBDatabase, time: number): Promise<SweepRow> {
  const settings = writable(db, 'settings');
  const row = await result<SweepRow | undefined>(settings.get('sweep'));
  const next = { ...(row as SweepRow), due: Math.min(row?.due ?? 0, time + MAX_AGE), mixed: true };
  settings.put(next, 'sweep');
  return next;
}

/** What keeps the log small, and what must not be in it out. Needed some time after the start: a page loads it then. */
export interface Keeper {
  readonly sweep_: typeof sweep;
  readonly makeRoom_: typeof makeRoom;
  readonly noteMixed_: typeof noteMixed;
}

export const keeper: Keeper = { sweep_: sweep, makeRoom_: makeRoom, noteMixed_: noteMixed };
