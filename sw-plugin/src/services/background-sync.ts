import type { ExtendableEventLike } from '../platform.ts';
import { type Calls, type EventDefinition, line, type Moment, own } from './definition.ts';
import { string } from './plain.ts';

interface SyncEventLike extends ExtendableEventLike {
  readonly tag: string;
  readonly lastChance: boolean;
}

interface SyncManagerLike {
  getTags(): Promise<readonly string[]>;
}

const service = 'backgroundSync';

/** Tags being synced, and whether they were registered anew meanwhile. */
const firing = new Map<string, boolean>();

/** Per call of `register()`: was the tag registered already? */
const known = new WeakMap<object, Promise<boolean>>();

/** The browser does not say which attempt an event is; the log knows those before it. */
async function countAttempts(tag: string, { id, recent_: recent, write }: Moment): Promise<void> {
  let attempt = 1;
  for (const { event, instanceId, span } of await recent()) {
    if (instanceId !== tag || span === id) continue;
    if (event === 'Dispatched sync event') attempt += 1;
    if (event === 'Sync completed' || event === 'Sync event reregistered') attempt = 1;
  }
  if (attempt > 1) write({ ...own('Sync retried', { attempt }), inferred: true });
}

/**
 * Background Sync, as Chromium's `background_sync_manager.cc` logs it.
 * https://wicg.github.io/background-sync/spec/
 */
export const backgroundSyncEvents = (): Readonly<Record<string, EventDefinition<SyncEventLike>>> => ({
  sync: {
    service,
    holdable_: true,
    instance_: ({ tag }) => tag,
    start_({ tag, lastChance }, moment) {
      firing.set(tag, false);
      moment.attempt_(() => countAttempts(tag, moment));
      return line('Dispatched sync event', { 'Last Chance': lastChance ? 'Yes' : 'No' }, { lastChance });
    },
    end_({ tag, lastChance }, { rejection_: rejection }) {
      const again = firing.get(tag);
      firing.delete(tag);
      if (again) return line('Sync event reregistered');
      const reason = 'waitUntil rejected';
      if (rejection && !lastChance) return line('sync event failed', { 'Failure Reason': reason });
      // A permanent failure, too, is called completed.
      return line('Sync completed', { Status: rejection ? reason : 'succeeded' }, { lastChance });
    },
  },
});

export const backgroundSyncCalls = (): Calls => ({
  'SyncManager.register': {
    service,
    prefix_: 'sync.',
    // The sync can be dispatched before the page hears that it is registered.
    atCall_: true,
    instance_: (_manager, [tag]) => string(tag),
    called_(manager, [argument], moment) {
      const tag = string(argument);
      if (firing.has(tag)) firing.set(tag, true);
      // Asked before the registration is, so the answer is how it stood: the same tag once more is not logged.
      const tags = (manager as SyncManagerLike).getTags();
      known.set(
        moment,
        tags.then(
          (all) => all.includes(tag),
          () => false,
        ),
      );
      return undefined;
    },
    async fulfilled_(_value, _manager, _args, moment) {
      return (await known.get(moment)) ? undefined : line('Registered sync');
    },
  },
});
