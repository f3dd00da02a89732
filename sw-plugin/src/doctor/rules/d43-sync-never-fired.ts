import type { Entry } from '../../log/entry.ts';
import type { History } from '../history.ts';
import { latestBefore } from '../latest-before.ts';
import { meaningOf } from '../refusals.ts';
import type { Rule } from '../rule.ts';
import { sayTime } from '../say-time.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';
import { wasBlind } from '../watched-since.ts';

const HOUR = 3_600_000;

/** With a network a sync fires within seconds, and its last attempt comes 20 minutes after the first. */
const PATIENCE = 3 * HOUR;

/** Two signs of a network are two when they are so far apart, ms. */
const APART = HOUR;

/** A sync that was registered, with a network, and for which no event came. */
export const syncNeverFired: Rule = {
  id: 'D43',
  severity: 'warning',
  link: 'https://github.com/brave/brave-browser/issues/4709',
  patience: PATIENCE,
  find(history, found) {
    const registered = history.named_('Registered sync');
    if (registered.length === 0) return;
    /** By tag, the last that was dispatched: by the clock, and by the order in which they were written. */
    const fired = new Map<string, { time: number; seq: number }>();
    for (const { instanceId, time, seq } of history.named_('Dispatched sync event')) {
      const last = fired.get(instanceId);
      if (!last) fired.set(instanceId, { time, seq });
      else {
        last.time = time;
        last.seq = Math.max(last.seq, seq);
      }
    }
    const waiting = new Map<string, Entry>();
    for (const entry of registered) {
      const { instanceId } = entry;
      const { time = 0, seq = 0 } = fired.get(instanceId) ?? {};
      // Clocks are set back; and a sync can be dispatched before the page hears that it is registered.
      if (time >= entry.time || seq > entry.seq) continue;
      // A page that is not controlled yet has no scope to tell, so it is the origin that counts.
      const key = `${entry.origin} ${instanceId}`;
      if (!waiting.has(key)) waiting.set(key, entry);
    }
    const signs = new Map<string, readonly TracedLifetime[]>();
    for (const first of waiting.values()) {
      const where = `${first.origin} ${first.scope}`;
      const all = signs.get(where) ?? signsOfNetwork(history, first);
      signs.set(where, all);
      const from = latestBefore(all, first.time) + 1;
      const [since, last] = [all[from]?.first, all.at(-1)?.first];
      if (!since || !last || last.time - since.time < APART) continue;
      const age = last.time - first.time;
      if (age < PATIENCE || wasBlind(history, first.service, first.time, last.time)) continue;
      found({
        key: first.instanceId,
        proof_: [first, last, since],
        words_: () => ({
          title: `Sync “${first.instanceId}” was registered and has not fired`,
          cause: `It was registered ${sayTime(age)} before the newest push and no sync event has come since, although the device was online: ${all.length - from} pushes arrived. sync.register() is fulfilled also where background sync is switched off (Brave by default).`,
          fix: meaningOf('sync.register()', undefined).fix,
        }),
      });
    }
  },
};

/** Pushes (and events of other syncs) that reached the same scope: without a network there are none. */
function signsOfNetwork(history: History, { scope, origin }: Entry): readonly TracedLifetime[] {
  return ['push', 'sync', 'periodicsync']
    .flatMap((kind) => history.events_(kind))
    .filter((sign) => sign.opening_ && sign.first.origin === origin && (scope === '' || sign.scope === scope))
    .sort((a, b) => a.start - b.start);
}
