import type { Entry } from '../../log/entry.ts';
import type { History } from '../history.ts';
import { latestTime } from '../latest-time.ts';
import { proofOf } from '../proof-of.ts';
import type { Rule } from '../rule.ts';
import { silentPushes } from '../silent-pushes.ts';

const DAY = 86_400_000;

/** `dom.push.maxQuotaPerSubscription` */
const MOST = 16;

/** Silent pushes that Firefox lets pass after a visit that many days ago: `PushRecord.sys.mjs`, updateQuota(). */
const quotaAfter = (days: number): number => Math.min(Math.round(8 * Math.max(days, 0) ** -0.8), MOST);

/** Silent pushes that have used up most of Firefox's quota. Pushes that show a notification cost nothing. */
export const firefoxQuota: Rule = {
  id: 'D33',
  title: 'Firefox is about to expire the push subscription',
  severity: 'warning',
  checks: 'In Firefox, silent pushes since the last visit leave half of the quota.',
  needs: 'Push events with their end from Firefox, and page loads.',
  link: 'https://developer.mozilla.org/en-US/docs/Web/API/Push_API#quota',
  find(history, found) {
    if (!history.engines.has('firefox')) return;
    const silent = silentPushes(history).filter((push) => history.engineOf(push.boot) === 'firefox');
    if (silent.length === 0) return;
    const visits = visitTimes(history);
    const spent = new Map<string, { readonly visit: number; readonly pushes: Entry[] }>();
    for (const push of silent) {
      const [told] = proofOf(push);
      // No visit in the log: then the last one is at least as old as the log.
      const visit =
        latestTime(visits.get(told.origin) ?? [], push.start) ?? history.entries[0]?.time ?? push.start;
      const known = spent.get(told.scope);
      if (known?.visit === visit) known.pushes.push(told);
      else spent.set(told.scope, { visit, pushes: [told] });
    }
    for (const { visit, pushes } of spent.values()) {
      const [first] = pushes as [Entry];
      const quota = quotaAfter((first.time - visit) / DAY);
      if (pushes.length * 2 < quota) continue;
      const [newest, ...before] = [...pushes].reverse() as [Entry, ...Entry[]];
      found({
        proof: [newest, ...before],
        words: () => ({
          cause: `${pushes.length} ${pushes.length === 1 ? 'push' : 'pushes'} since the last visit showed no notification. Firefox lets about ${quota} pass after a visit that long ago, then the subscription expires until the user comes back.`,
          fix: 'Show a notification for every push; those are exempt from the quota. Or send fewer silent pushes to users who have not visited for days.',
        }),
      });
    }
  },
};

/** By origin, every time at which a page of the site was open. */
function visitTimes(history: History): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>();
  for (const { context, origin, time } of history.entries) {
    if (context !== 'page') continue;
    const same = times.get(origin);
    if (same) same.push(time);
    else times.set(origin, [time]);
  }
  return times;
}
