import { result } from '../log/database.ts';
import type { Entry } from '../log/index.ts';
import type { SweepRow } from '../log/is-due.ts';
import { MAX_AGE } from '../log/limits.ts';
import { type RecordingRow, recordingEnd } from '../log/recording.ts';

/** What the log says of what it has lost, since it began. */
export interface Losses {
  /** Entries that were never written: the database failed, or the disk was full. */
  readonly unwritten: number;
  /** Those, and what was removed for a cap or a full quota. */
  readonly dropped: number;
  /** Room was made on a full disk: epoch milliseconds until which that is not done again. */
  readonly spared: number;
  /** Entries that were too old, within the day of the last sweep. */
  readonly expired: number;
  /** Services that are not recorded, in order; `others` for all that nobody switched. */
  readonly off: readonly string[];
}

/**
 * Why entries are missing: too old; over a cap; a full disk; never written; removed by somebody; a recording that was
 * switched off, or on again.
 */
export type GapReason = 'age' | 'cap' | 'quota' | 'unwritten' | 'removed' | 'switched';

/** From one transaction over `settings`. */
export async function lossesIn(settings: IDBObjectStore, now: number): Promise<Losses> {
  const [unwritten = 0, dropped = 0, spared = 0, swept, row] = await Promise.all(
    ['unwritten', 'dropped', 'spared', 'sweep', 'recording'].map((name) => result(settings.get(name))),
  );
  const switches: RecordingRow = row ?? {};
  return {
    unwritten,
    dropped,
    spared,
    expired: (swept as SweepRow | undefined)?.expired ?? 0,
    off: Object.keys(switches)
      .filter((name) => recordingEnd(switches, name as never) <= now)
      .map((name) => (name === 'since' ? 'others' : name))
      .sort(),
  };
}

/**
 * What is to be told of the time since `at`, when all was sent; undefined where nothing is missing, and what is recorded is
 * the same. `removed`: so many entries are not in the log any more that had not been sent.
 */
export function gapSince(
  at: number,
  before: Losses,
  { unwritten, dropped, spared, expired, off }: Losses,
  removed: number,
  now: number,
): Entry['detail'] | undefined {
  const lost = Math.max(0, unwritten - before.unwritten);
  const switched = `${off}` !== `${before.off}`;
  let reason: GapReason | undefined;
  if (switched) reason = 'switched';
  if (lost) reason = 'unwritten';
  if (removed) {
    reason = expired || at < now - MAX_AGE ? 'age' : 'removed';
    if (dropped - before.dropped > lost) reason = spared === before.spared ? 'cap' : 'quota';
  }
  return (
    reason && { reason, count: removed + lost, from: at, to: now, ...((switched || off.length) && { off }) }
  );
}
