import type { Rule } from '../rule.ts';
import { sayTime } from '../say-time.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** Syncs of one tag that follow each other within this time (ms): no browser waits so short before another attempt. */
const PAUSE = 10_000;

/** So many in a row: fewer may be a queue that is sent piece by piece. */
const ROW = 10;

/** A sync that registers its own tag again, whatever came of it: there is no pause and no end. */
export const syncStorm: Rule = {
  id: 'D41',
  title: 'A sync registers itself again and again, without a pause',
  severity: 'warning',
  link: 'https://github.com/GoogleChrome/workbox/issues/1937',
  find(history, found) {
    const rows = new Map<string, TracedLifetime[]>();
    const storms = new Map<string, readonly TracedLifetime[]>();
    for (const sync of history.events('sync')) {
      const again = startsOver(sync);
      // Nearly no log has one.
      if (!again && rows.size === 0) continue;
      const key = `${sync.scope} ${sync.instanceId}`;
      const before = rows.get(key)?.at(-1);
      // What ends without starting over was a queue that is empty now.
      const goesOn = before && sync.start - (before.end ?? before.start) <= PAUSE;
      if (!again) rows.delete(key);
      else if (goesOn) rows.get(key)?.push(sync);
      else rows.set(key, [sync]);
      const row = rows.get(key) ?? [];
      if (row.length >= ROW && row.length >= (storms.get(key)?.length ?? 0)) storms.set(key, row);
    }
    for (const row of storms.values()) {
      const [first, last] = [row[0], row.at(-1)];
      if (!first || !last) continue;
      found({
        key: last.instanceId,
        proof: [
          last.told,
          ...row
            .slice(0, -1)
            .reverse()
            .slice(0, 100)
            .map(({ told }) => told),
        ],
        words: () => ({
          title: `Sync “${last.instanceId}” registers itself again and again, without a pause`,
          cause: `“${last.instanceId}” was synced ${row.length} times in ${sayTime((last.end ?? last.start) - first.start)}: its handler registers the same tag again while it is being synced. To the browser that is a success and a new registration, so it starts over at once, without back-off.`,
          fix: 'When the work fails, reject: let the promise given to waitUntil() fail (throw again what you catch). The browser then waits 5 and 15 minutes before it tries again.',
        }),
      });
    }
  },
};

/** Was its tag registered anew while it was being handled? */
function startsOver(sync: TracedLifetime): boolean {
  const { closing, signs } = sync;
  if (closing?.event === 'Sync event reregistered') return true;
  if (!sync.fruitful) return false;
  const { instanceId } = sync;
  return (
    (signs & SIGN.failed) === 0 &&
    sync.children.some(
      (child) =>
        child.kind === 'sync.register()' && child.instanceId === instanceId && child.outcome !== 'failed',
    )
  );
}
