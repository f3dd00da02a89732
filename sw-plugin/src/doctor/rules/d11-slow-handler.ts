import type { Engine } from '../engine.ts';
import type { Rule } from '../rule.ts';
import { sayEvent } from '../say-event.ts';
import { sayTime } from '../say-time.ts';
import { SIGN } from '../sign.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * When the browser stops an event, ms. Chromium: 5 minutes, `background_sync_parameters.cc` 3 minutes, and
 * `kPushEventTimeoutSeconds` 90 seconds.
 */
const LIMITS: Readonly<Record<string, number>> = {
  push: 90 * SECOND,
  sync: 3 * MINUTE,
  periodicsync: 3 * MINUTE,
};
const LIMIT = 5 * MINUTE;

/** WebKit: push handlers that took about this long were seen to cost the subscription (OneSignal, iPadOS 16.4). */
const WEBKIT_PUSH = 10 * SECOND;

/** Payments wait for a person. */
const WAITING: ReadonlySet<string> = new Set(['canmakepayment', 'paymentrequest', 'abortpayment']);

/** An event that used more than half of the time that it has. */
export const slowHandler: Rule = {
  id: 'D11',
  severity: 'warning',
  link: 'ExtendableEvent/waitUntil',
  find(history, found, each) {
    each(SIGN.slow, (event) => {
      if (!event.dispatched_ || WAITING.has(event.kind)) return;
      const { duration = 0 } = event;
      const [limit, warnAt] = budget(event.kind, history.engineOf_(event.home_));
      if (duration < warnAt) return;
      found({
        key: event.kind,
        proof_: event,
        words_: () => ({
          title: `A ${sayEvent(event.kind)} took ${sayTime(duration)}`,
          cause: `${limit === WEBKIT_PUSH ? 'WebKit was seen to remove subscriptions whose push events took' : 'The browser stops the worker after'} about ${sayTime(limit)}.`,
          fix: 'Do less in the event: show the notification first, and limit every request (AbortSignal.timeout()).',
        }),
      });
    });
  },
};

function budget(kind: string, engine: Engine | undefined): readonly [limit: number, warnAt: number] {
  if (kind === 'push' && engine === 'webkit') return [WEBKIT_PUSH, WEBKIT_PUSH];
  const limit = LIMITS[kind] ?? LIMIT;
  return [limit, limit / 2];
}
