import type { Entry } from '../../log/entry.ts';
import { errorOf, metadataOf } from '../detail-readers.ts';
import type { Rule } from '../rule.ts';
import { sayError } from '../say-error.ts';
import { sayTime } from '../say-time.ts';

/** Chromium fires no tag of any site more often: `kMinPeriodicSyncEventsInterval`. */
const SHORTEST = 12 * 3_600_000;

/** Engagement and network make a sync late; this many intervals late is not late any more. */
const PATIENCE = 3;

/** A periodic sync that may not be registered, or was and does not fire. */
export const periodicSync: Rule = {
  id: 'D29',
  title: 'Periodic background sync does not fire',
  severity: 'warning',
  checks: 'Periodic syncs can be registered, and fire.',
  needs: 'periodicSync.register() calls and periodicsync events, over more than a day.',
  link: 'https://developer.mozilla.org/en-US/docs/Web/API/Web_Periodic_Background_Synchronization_API',
  find(history, found) {
    for (const call of history.calls('periodicSync.register()')) {
      if (call.outcome !== 'failed') continue;
      const error = errorOf(call.closing);
      found({
        key: `rejected ${error?.name}`,
        proof: call,
        words: () => ({
          title: 'periodicSync.register() was rejected',
          cause: `It was rejected with ${sayError(error)}.${error?.name === 'NotAllowedError' ? ' Chromium grants the permission only to an installed app that is used often enough.' : ''}`,
          fix: 'Register after the app was installed (appinstalled, display-mode: standalone), check permissions.query({ name: "periodic-background-sync" }) first, and refresh at page load otherwise.',
        }),
      });
    }
    const waiting = new Map<string, Entry>();
    const steps = history.named(
      'Registered periodicsync',
      'Dispatched periodicsync event',
      'Unregistered periodicsync',
    );
    for (const entry of [...steps].sort((a, b) => a.time - b.time)) {
      const key = `${entry.scope} ${entry.instanceId}`;
      if (entry.event !== 'Registered periodicsync') waiting.delete(key);
      else if (!waiting.has(key)) waiting.set(key, entry);
    }
    // What the log has not seen the browser live through, the browser may have slept through.
    const seen = history.entries.at(-1)?.time ?? 0;
    for (const registered of waiting.values()) {
      const interval = Math.max(SHORTEST, Number(metadataOf(registered, 'minInterval')) || 0);
      if (!(seen - registered.time > PATIENCE * interval)) continue;
      found({
        key: registered.instanceId,
        proof: [registered],
        words: () => ({
          title: `Periodic sync “${registered.instanceId}” has not fired`,
          cause: `It was registered ${sayTime(seen - registered.time)} ago and no periodicsync event has come since. Chromium fires it at most every 12 hours, only for an installed app that is used, and on a network that was used before.`,
          fix: 'Treat it as a bonus: refresh at page load as well, and expect days between two events.',
        }),
      });
    }
  },
};
