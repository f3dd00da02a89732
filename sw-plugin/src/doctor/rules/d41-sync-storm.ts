import type { Rule } from '../rule.ts';
import { sayTime } from '../say-time.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** Syncs of one tag that follow each other within this time (ms): no browser waits so short before another attempt. */
const PAUSE = 10_000;

/** So many in a row: fewer may be a queue that is sent piece by piece. */
const ROW = 10;

/** A sync that registers its own tag again, or another one, whatever came of it: there is no pause and no end. */
export const syncStorm: Rule = {
  id: 'D41',
  severity: 'warning',
  link: 'https://github.com/GoogleChrome/workbox/issues/1937',
  find(history, found) {
    /** By scope and tag that was registered in a sync: the row that this sync is the last of. */
    const rows = new Map<string, TracedLifetime[]>();
    const storms = new Set<TracedLifetime[]>();
    for (const sync of history.events_('sync')) {
      const tags = registeredIn(sync);
      // Nearly no log has one.
      if (tags.length === 0 && rows.size === 0) continue;
      const key = `${sync.scope} ${sync.instanceId}`;
      let row = rows.get(key) ?? [];
      rows.delete(key);
      // What ends without starting over was a queue that is empty now.
      if (tags.length === 0) continue;
      const before = row.at(-1);
      if (before && sync.start - (before.end ?? before.start) > PAUSE) row = [];
      row.push(sync);
      for (const tag of tags) rows.set(`${sync.scope} ${tag}`, row);
      if (row.length === ROW) storms.add(row);
    }
    for (const row of storms) {
      const [first, last] = [row[0], row.at(-1)];
      if (!first || !last) continue;
      const same = row.every(({ instanceId }) => instanceId === last.instanceId);
      found({
        key: same ? last.instanceId : '',
        proof_: [
          last.told_,
          ...row
            .slice(-100, -1)
            .reverse()
            .map(({ told_: told }) => told),
        ],
        words_: () => {
          const time = sayTime((last.end ?? last.start) - first.start);
          return {
            title: `Sync “${last.instanceId}” registers ${same ? 'itself' : 'the next one'} again and again, without a pause`,
            cause: `${
              same
                ? `“${last.instanceId}” was synced ${row.length} times in ${time}: its handler registers the same tag again`
                : `${row.length} syncs, from “${first.instanceId}” to “${last.instanceId}”, followed each other in ${time}: the handler registers another tag`
            } while it is being synced. To the browser that is a success and a new registration, so it starts over at once.`,
            fix: 'When the work fails, reject the promise given to waitUntil() (throw again what you catch). The browser then waits 5 and 15 minutes.',
          };
        },
      });
    }
  },
};

/** The tags that were registered while it was being handled, its own among them where it was. */
function registeredIn(sync: TracedLifetime): readonly string[] {
  const { closing_: closing, signs_: signs, instanceId } = sync;
  const own = closing?.event === 'Sync event reregistered' ? [instanceId] : [];
  if (!sync.fruitful_ || signs & SIGN.failed) return own;
  const calls = sync.children_.filter(
    ({ kind, outcome }) => kind === 'sync.register()' && outcome !== 'failed',
  );
  return [...new Set([...own, ...calls.map((call) => call.instanceId)])];
}
