import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { openDatabase } from '../log/database.ts';
import type { NewEntry } from '../log/index.ts';
import type { Scope } from '../platform.ts';
import { createJournal, type Identity } from '../record/journal.ts';
import { reportStates } from './report-states.ts';

const SUBSCRIPTION = { endpoint: 'https://push.example/1', options: {}, expirationTime: null };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** A visit to a page whose one registration has the subscription that `subscribed` says at the time. */
function visit(subscribed: () => unknown) {
  const registration = {
    scope: '/',
    pushManager: { getSubscription: async () => subscribed() },
  };
  const navigator = { serviceWorker: { getRegistrations: async () => [registration] } };
  const states: unknown[] = [];
  let heard: ((entry: NewEntry) => void) | undefined;
  const journal = createJournal(
    {
      scope: { navigator, Notification: { permission: 'granted' } } as unknown as Scope,
      now: () => 0,
      undos_: [],
      log: () => ({
        append: ({ event, detail }) => states.push([event, detail]),
        flush: async () => {},
        read: async () => [],
        close: () => {},
      }),
    },
    () => ({ context: 'page' }) as Identity,
  );
  const undo = reportStates(journal, {
    open: openDatabase,
    onAppend_: (listener) => {
      heard = listener;
    },
  });
  return {
    states,
    append: (event: string) => heard?.({ event } as NewEntry),
    isHeard: () => heard !== undefined,
    undo,
  };
}

const remembered = async (): Promise<unknown> => {
  const db = await openDatabase(() => undefined);
  const request = db.transaction('settings').objectStore('settings').get('subscription:/');
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  db.close();
  return request.result;
};

test('one that is made while a first look is under way is not told as none', async () => {
  let looks = 0;
  const first = visit(() => (looks++ === 0 ? null : SUBSCRIPTION));
  await expect.poll(() => remembered()).toMatchObject({ endpointHost: 'push.example' });
  const told = (first.states as unknown[][]).filter(([event]) => event === 'Push subscription state');
  expect(told).toEqual([]);
  first.undo();
});

test('a subscription that was on its way when the states were told is missed when it is gone', async () => {
  let subscription: unknown = null;
  const first = visit(() => subscription);
  await expect.poll(() => remembered()).toBeNull();
  subscription = SUBSCRIPTION;
  first.append('pushManager.subscribe() called');
  first.append('pushManager.subscribe() fulfilled');
  await expect.poll(() => remembered()).toMatchObject({ endpointHost: 'push.example' });
  first.undo();
  // How it stood when it was looked at for the first time.
  expect(
    first.states.filter((call) => (call as readonly unknown[])[0] === 'Push subscription state'),
  ).toEqual([
    ['Push subscription state', expect.objectContaining({ subscription: null, oldSubscription: null })],
  ]);

  subscription = null;
  const second = visit(() => subscription);
  await expect
    .poll(() => second.states)
    .toContainEqual([
      'Push subscription state',
      expect.objectContaining({
        subscription: null,
        oldSubscription: expect.objectContaining({ endpointHost: 'push.example' }),
      }),
    ]);
});

test('what the page itself ended is not missed', async () => {
  let subscription: unknown = SUBSCRIPTION;
  const first = visit(() => subscription);
  await expect.poll(() => remembered()).toMatchObject({ endpointHost: 'push.example' });
  subscription = null;
  first.append('unsubscribe() fulfilled');
  await expect.poll(() => remembered()).toBeNull();
  const asked = vi.fn(() => subscription);
  const second = visit(asked);
  await expect.poll(() => asked).toHaveBeenCalledOnce();
  // Its own exchange comes after that one's.
  subscription = SUBSCRIPTION;
  second.append('pushManager.subscribe() fulfilled');
  await expect.poll(() => remembered()).toMatchObject({ endpointHost: 'push.example' });
  expect(second.states).toEqual([]);
});

test('after the undo nothing is listened to', async () => {
  const { isHeard, undo } = visit(() => null);
  expect(isHeard()).toBe(true);
  undo();
  expect(isHeard()).toBe(false);
});
