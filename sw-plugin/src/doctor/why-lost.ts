import type { Entry } from '../log/entry.ts';
import { detailOf, text } from './detail-readers.ts';
import type { History } from './history.ts';
import { perLog } from './per-log.ts';
import { withdrawals } from './permission-history.ts';
import { sayTime } from './say-time.ts';
import { silentPushes } from './silent-pushes.ts';

/** What the log shows of why a push subscription is gone. */
export interface Loss {
  readonly key: 'unregistered' | 'permission' | 'strikes';
  readonly cause: string;
  readonly fix: string;
  readonly proof: readonly Entry[];
}

/** `maxSilentPushCount` in WebKit's WebPushDaemonConstants.h. */
const STRIKES = 3;

/** Snapshots of one page load are taken within this time, ms, in any order. */
const SAME_MOMENT = 10_000;

const webkitStrikes = perLog((history) =>
  history.remarkable_.filter((push) => silentPushes(history)(push)?.engine === 'webkit'),
);

/** The subscription of `scope` was there at `since` and is gone in the snapshot `gone`; undefined where nothing tells why. */
export function whyLost(history: History, scope: string, gone: Entry, since: number): Loss | undefined {
  const happened = ({ time, origin }: Entry): boolean =>
    origin === gone.origin && time >= since && time <= gone.time;
  const unregistered = history
    .named_('unregister() called', 'unregister() fulfilled')
    .find((entry) => happened(entry) && (text(detailOf(entry).scope) ?? entry.scope) === scope);
  if (unregistered) {
    const by = unregistered.context === 'page' ? 'a page' : 'the worker';
    return {
      key: 'unregistered',
      cause: `unregister() was called by ${by}, ${sayTime(gone.time - unregistered.time)} before this was seen: the subscription belongs to the registration and went with it.`,
      fix: 'Do not unregister a worker that has a push subscription: update it in place.',
      proof: [unregistered],
    };
  }
  const withdrawn = withdrawals(history).find(
    ({ entry: { origin, time } }) =>
      origin === gone.origin && time >= since && time <= gone.time + SAME_MOMENT,
  );
  if (withdrawn) {
    const { permission } = withdrawn;
    return {
      key: 'permission',
      cause: `The permission for notifications went from "granted" to "${permission}" meanwhile, by the user or by the browser, and the subscription went with it.`,
      fix: 'Explain in the app how to allow notifications again.',
      proof: [withdrawn.entry],
    };
  }
  const strikes = webkitStrikes(history).filter(
    ({ told_: told, start }) => told.origin === gone.origin && start <= gone.time,
  );
  if (strikes.length < STRIKES) return undefined;
  return {
    key: 'strikes',
    cause: `${strikes.length} pushes before had ended without a notification: WebKit removes the subscription at the third.`,
    fix: 'Show a notification for every push.',
    proof: strikes.slice(-STRIKES).map(({ told_: told }) => told),
  };
}
