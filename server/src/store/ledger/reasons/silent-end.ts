import type { Life } from '../life.ts';
import { arrivedAt } from '../pair-in-order.ts';
import type { PushEngine } from './engine-of.ts';
import { momentsOf } from './moments.ts';
import type { Sign } from './sign.ts';

const DAY = 86_400_000;
/** `maxSilentPushCount` in WebKit's WebPushDaemonConstants.h. */
const STRIKES = 3;
/** `dom.push.maxQuotaPerSubscription` of Firefox. */
const MOST = 16;

/**
 * The pushes that showed nothing and took the subscription with them, as the browser counts them; none where there were too
 * few, or a push came after them. Doctor: D2 and D33.
 *
 * @param arrivals those that came before the subscription was gone
 */
export function silentEnd(
  arrivals: readonly Life[],
  engine: PushEngine | undefined,
  signs: readonly Sign[],
): readonly Life[] {
  const came = [...arrivals].sort((a, b) => arrivedAt(a) - arrivedAt(b) || (a.span < b.span ? -1 : 1));
  const last = came.at(-1);
  if (engine === undefined || last === undefined || !isUnshown(last)) return [];
  const unshown = came.filter(isUnshown);
  if (engine === 'webkit') return unshown.length >= STRIKES ? unshown.slice(-STRIKES) : [];
  const visit = lastVisit(signs, arrivedAt(last));
  const since = unshown.filter((life) => visit === undefined || arrivedAt(life) > visit);
  const first = came.find((life) => visit === undefined || arrivedAt(life) > visit);
  const days = visit === undefined || first === undefined ? 0 : (arrivedAt(first) - visit) / DAY;
  return since.length > 0 && since.length >= quotaAfter(days) ? since : [];
}

/** Its handler has ended, and nothing was shown. */
function isUnshown({ received, shown, failed, silent }: Life): boolean {
  return received !== null && shown === null && (failed ?? silent) !== null;
}

/** Silent pushes that Firefox lets pass when the first push after a visit comes so many days after it: `PushRecord.sys.mjs`. */
function quotaAfter(days: number): number {
  return Math.min(Math.round(8 * Math.max(days, 0) ** -0.8), MOST);
}

/** The last before `time`; within an hour with several it may have been just before. */
function lastVisit(signs: readonly Sign[], time: number): number | undefined {
  const inside = signs.some(({ kind, first, last }) => kind === 'visit' && first <= time && last >= time);
  if (inside) return time;
  return momentsOf(signs, 'visit')
    .filter((moment) => moment.time <= time)
    .at(-1)?.time;
}
