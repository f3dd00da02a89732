import type { Entry } from '../../log/entry.ts';
import { addTo } from '../add-to.ts';
import { eachSilentPush } from '../each-silent-push.ts';
import type { History } from '../history.ts';
import { latestTime } from '../latest-time.ts';
import type { Rule } from '../rule.ts';
import { wasBlind } from '../watched-since.ts';

const DAY = 86_400_000;

/** `dom.push.maxQuotaPerSubscription` */
const MOST = 16;

/** Silent pushes that Firefox lets pass when the first push after a visit comes so many days after it. */
const quotaAfter = (days: number): number => Math.min(Math.round(8 * Math.max(days, 0) ** -0.8), MOST);

/** What a subscription has spent since the last visit. */
interface Account {
  /** Epoch milliseconds; undefined when the log has no page of the site. */
  readonly visit: number | undefined;
  readonly silent: Entry[];
}

/**
 * How much of Firefox's quota silent pushes have used up: `updateQuota()` and `reduceQuota()` of `PushRecord.sys.mjs`,
 * called by `PushService.sys.mjs`. Pushes that show a notification cost nothing.
 */
export const firefoxQuota: Rule = {
  id: 'D33',
  title: 'Silent pushes use up the quota that Firefox gives the push subscription',
  severity: 'warning',
  link: 'Push_API',
  find(history, found, each) {
    if (!history.engines_.has('firefox')) return;
    const visits = visitTimes(history);
    /** By scope, what was spent since the newest visit before the newest silent push; a later visit settles it. */
    const spent = new Map<string, Account>();
    eachSilentPush(
      history,
      each,
      ({ push, engine }) => {
        if (engine !== 'firefox') return;
        const { told_: told } = push;
        const visit = latestTime(visits.get(told.origin) ?? [], push.start);
        const known = spent.get(told.scope);
        if (known && known.visit === visit) known.silent.push(told);
        else spent.set(told.scope, { visit, silent: [told] });
      },
      report,
    );

    function report(): void {
      for (const [scope, { visit, silent }] of spent) {
        const [newest, ...before] = [...silent].reverse() as [Entry, ...Entry[]];
        const quota = quotaSince(visit, scope, history);
        const left = Math.max(quota - silent.length, 0);
        // Without a page in the log the last visit is not known: it may have been a minute ago.
        const half =
          visit !== undefined && left * 2 <= quota && !wasBlind(history, 'serviceWorker', visit, newest.time);
        found({
          proof_: [newest, ...before],
          words_: () => ({
            severity: !half ? 'info' : left > 0 ? 'warning' : 'error',
            title:
              half && left === 0
                ? 'Firefox expires the push subscription: its quota for silent pushes is used up'
                : `Firefox: ${silent.length} of ${visit === undefined ? 'at most ' : ''}${quota} silent pushes used up`,
            cause: `Firefox lets about ${quota} pushes pass that show no notification; ${left} of them ${visit === undefined ? '(or fewer) ' : ''}are left, and at 0 it drops the subscription. It shrinks with the days since the last visit, and the next visit fills it up.`,
            fix: 'Show a notification for every push.',
          }),
        });
      }
    }
  },
};

/** The first push after a visit sets the quota, be it silent or not. */
function quotaSince(visit: number | undefined, scope: string, history: History): number {
  if (visit === undefined) return MOST;
  const first = history.events_('push').find((push) => push.start >= visit && push.scope === scope);
  return quotaAfter(((first?.start ?? visit) - visit) / DAY);
}

/** By origin, every time at which a page of the site was open. */
function visitTimes(history: History): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>();
  for (const { context, origin, time } of history.entries) {
    if (context !== 'page') continue;
    addTo(times, origin, time);
  }
  return times;
}
