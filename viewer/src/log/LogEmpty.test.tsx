import type { Service } from '@offstage/sw-plugin/log';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { showViewer } from '../samples/show-viewer.tsx';
import { PANELS } from '../text/panels.ts';
import { STRINGS } from '../text/strings.ts';

beforeAll(() => import('../LoadedViewer.tsx'), 60_000);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** What is asked of the browser by the Run button of each service; of the others why nothing can be. */
const RUNS: Readonly<Record<Service, string>> = {
  backgroundFetch: 'fetch',
  backgroundSync: 'register',
  notifications: 'showNotification',
  periodicBackgroundSync: 'register',
  reporting: 'abort',
  paymentHandler: STRINGS.provokeNot.paymentHandler,
  pushMessaging: STRINGS.provokeNot.pushMessaging,
  serviceWorker: STRINGS.provokeNot.serviceWorker,
};
const slugOf = (service: string): string => PANELS.find(({ id }) => id === service)?.slug ?? '';

test.each(Object.entries(RUNS))(
  'the empty panel of %s: code to copy, and to run or why not',
  async (service, runs) => {
    const asked: string[] = [];
    const does = (name: string) => async () => void asked.push(name);
    for (const api of ['SyncManager', 'PeriodicSyncManager', 'BackgroundFetchManager', 'ReportingObserver'])
      vi.stubGlobal(
        api,
        class {
          observe() {}
          disconnect() {}
        },
      );
    for (const api of ['PushManager', 'PaymentRequest', 'PaymentManager']) vi.stubGlobal(api, class {});
    vi.stubGlobal('Notification', { permission: 'granted' });
    vi.stubGlobal(
      'XMLHttpRequest',
      class {
        open() {}
        abort = () => void asked.push('abort');
      },
    );
    const registration = {
      scope: 'https://notes.example/',
      showNotification: does('showNotification'),
      sync: { register: does('register'), getTags: async () => [] },
      periodicSync: { register: does('register'), getTags: async () => [] },
      backgroundFetch: { fetch: does('fetch'), getIds: async () => [] },
      getNotifications: async () => [],
      pushManager: { getSubscription: async () => null },
    };
    vi.stubGlobal('navigator', {
      ...navigator,
      platform: '',
      serviceWorker: { getRegistrations: async () => [registration] },
    });
    await showViewer(`/viewer/${slugOf(service)}`, []);
    fireEvent.click(await screen.findByRole('button', { name: 'Copy the code' }));
    // The clipboard is user-event's own.
    await waitFor(async () =>
      expect(await navigator.clipboard.readText()).toBe(STRINGS.tryCode[service as Service]),
    );
    if (runs.includes(' ')) {
      expect(await screen.findByText(runs)).toBeTruthy();
      return;
    }
    const run = await screen.findByRole('button', {
      name: new RegExp(Object.values(STRINGS.provokeHow).join('|')),
    });
    expect(asked).toEqual([]);
    fireEvent.click(run);
    await screen.findByText(STRINGS.provoked);
    expect(asked).toEqual([runs]);
  },
);

test('what the empty push panel speaks of is there: the check-list that can send a push', async () => {
  vi.stubGlobal('PushManager', class {});
  await showViewer('/viewer/push-messaging', []);
  const question = STRINGS.whyNot.pushMessaging;
  expect(await screen.findAllByRole('button', { name: question })).not.toHaveLength(0);
  expect(STRINGS.provokeNot.pushMessaging).toContain(question);
});
