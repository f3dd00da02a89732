import type { Entry } from '@offstage/sw-plugin/log';

/** How far back is looked for entries that were written while the read was under way. */
const OVERLAP = 100;

/**
 * Where "from now on" begins in the log: the `seq` before the first entry that came at `now` (epoch milliseconds) or
 * later, else the newest one's. `newest` reads the newest `limit` entries, oldest first.
 */
export async function fromNow(
  newest: (limit: number) => Promise<readonly Entry[]>,
  now: number,
): Promise<number> {
  const entries = await newest(OVERLAP);
  const first = entries.find((entry) => entry.time >= now);
  return first ? first.seq - 1 : (entries[entries.length - 1]?.seq ?? 0);
}
