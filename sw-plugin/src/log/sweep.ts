import { committed, newestKey, result, writable } from './database.ts';
import type { Entry } from './entry.ts';
import { SLACK, type SweepRow, wasAhead } from './is-due.ts';
import { DAY, type Limits, MAX_AGE } from './limits.ts';
import type { RecordingRow } from './recording.ts';
import { GO, KEEP, STOP, WITH_NEXT, walk } from './walk.ts';

/** Entries written between two looks at the caps. */
const EVERY = 500;
/** Entries by which the size of all is estimated. */
const SAMPLE = 32;

/**
 * Removes what is older than `maxAge`, and the oldest of what is over a cap. Both a few entries at a time; nothing is read
 * that stays but some samples. With `wanted` all goes of which nobody pressed Record: it was recorded before anybody knew
 * that the app does not want it. `lost` entries are counted as dropped with those that went too early. Returns what is to
 * be remembered, and is written down already, and the newest key that went, or 0.
 *
 * Contexts write past each other, and a clock can be wrong: what is too old goes wherever it stands before the first that is
 * young, and what claims to be from the future goes with what was written after it. Only where whoever wrote it has noted
 * that something older stands behind what is young (`mixed`: a clock was set back for a while, a page was put aside), or the
 * samples show it, every entry is looked at.
 */
export async function sweep(
  db: IDBDatabase,
  { maxAge = MAX_AGE, maxEntries = 200_000, maxBytes = 64 * 1024 * 1024 }: Limits,
  now: number,
  lost: number,
  wanted?: RecordingRow | false | undefined,
  mixed?: boolean,
): Promise<readonly [row: SweepRow, last: number]> {
  const unwritten = lost;
  const oldestKept = now - Math.min(maxAge, MAX_AGE);
  const store = db.transaction('entries').objectStore('entries');
  const newest = await newestKey(store);
  const oldest = await newestKey(store, 'next');
  let bytes = 1;
  let young: boolean | undefined;
  let misplaced = mixed;
  for (let n = 0; n < SAMPLE; n += 1) {
    const from = oldest + ((newest - oldest) * n) / SAMPLE;
    const entry: Entry | undefined = await result(store.get(IDBKeyRange.lowerBound(from)));
    bytes += JSON.stringify(entry ?? 0).length / SAMPLE;
    if ((entry as Entry)?.time >= oldestKept) young = true;
    else misplaced ||= young;
  }

  let due = now + DAY;
  let latest = 0;
  let older = false;
  let [expired, last] = await walk(db, ({ time, service }) => {
    if (!(time >= oldestKept)) return GO;
    if (wanted) return (wanted[service] ?? 0) > 0 ? KEEP : GO;
    if (time > now) return WITH_NEXT;
    due = Math.min(due, time + now - oldestKept);
    older ||= time < latest - SLACK;
    latest = Math.max(latest, time);
    return misplaced ? KEEP : STOP;
  });

  let over = -Math.min(maxEntries, maxBytes / bytes);
  // Keys that were cleared are none: so it is counted.
  if (newest - oldest + over > -1) {
    over += await result(db.transaction('entries').objectStore('entries').count());
    const [cut, cutTo] = await walk(db, () => (over-- > 0 ? GO : STOP));
    lost += cut;
    last = cutTo || last;
  }

  const settings = writable(db, 'settings');
  const dropped: number = (await result(settings.get('dropped'))) ?? 0;
  // Another context may have swept at the same time.
  const before: SweepRow | undefined = await result(settings.get('sweep'));
  if (before) {
    if (wasAhead(before, now)) lost += before.expired;
    else if (now - before.at < DAY) expired += before.expired;
  }
  const row: SweepRow = {
    at: now,
    due,
    next: newest + EVERY,
    expired,
    // Where not every entry was looked at, it is as it was.
    mixed: misplaced && !wanted ? older : before?.mixed,
  };
  settings.put(row, 'sweep');
  if (lost) settings.put(dropped + lost, 'dropped');
  if (unwritten) settings.put(((await result(settings.get('unwritten'))) ?? 0) + unwritten, 'unwritten');
  if (wanted) settings.delete('wipe');
  await committed(settings);
  return [row, last];
}
