import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { sampleLog } from '../samples/sample-log.ts';
import { sampleSource } from '../samples/sample-source.ts';
import { showSource, showViewer } from '../samples/show-viewer.tsx';
import type { ServerReports } from '../sources/server-reports.ts';

beforeAll(() => Promise.all([import('../LoadedViewer.tsx'), import('./WhyDialog.tsx')]), 60_000);
afterEach(() => vi.unstubAllGlobals());

const log = sampleLog({ count: 200 });
const QUESTION = 'Why did my push not show?';
const line = (name: string): HTMLElement =>
  within(screen.getByRole('list', { name: 'Check-list' }))
    .getAllByRole('listitem')
    .find((one) => one.textContent?.includes(name)) as HTMLElement;

/** A page with an active worker and a subscription. */
function stubBrowser(): void {
  const key = new Uint8Array([4, 1, 2]).buffer;
  const subscription = {
    endpoint: 'https://push.example/secret',
    options: { applicationServerKey: key },
    toJSON: () => ({
      endpoint: 'https://push.example/secret',
      keys: { p256dh: 'BPub', auth: 'auth' },
    }),
  };
  const registration = {
    active: { state: 'activated', scriptURL: 'https://notes.example/sw.js' },
    pushManager: { getSubscription: async () => subscription },
  };
  vi.stubGlobal('PushManager', class {});
  vi.stubGlobal('navigator', {
    ...navigator,
    platform: '',
    onLine: true,
    serviceWorker: { getRegistrations: async () => [registration] },
    permissions: { query: async () => ({ state: 'denied' }) },
  });
}

test('the head of the push panel leads to a check-list, which leads to the event that proves a line', async () => {
  stubBrowser();
  const { user, router } = await showViewer('/viewer/push-messaging', log);
  await user.click(await screen.findByRole('button', { name: QUESTION }));
  const dialog = await screen.findByRole('dialog', { name: QUESTION });
  await waitFor(() => expect(line('The permission is granted').dataset.state).toBe('no'));
  // The first that is not so is where the way ends.
  expect(within(dialog).getAllByRole('listitem', { current: 'step' })).toEqual([
    line('The permission is granted'),
  ]);
  expect(line('The permission is granted').textContent).toContain('Only the person can allow it again');
  expect(line('There is a push subscription').textContent).toContain('push.example');
  expect(dialog.textContent).not.toContain('/secret');
  const system = line('What only the system knows');
  expect(system.dataset.state).toBe('unknown');
  expect(within(system).getByRole('img', { name: 'not checked' })).toBeTruthy();
  await user.click(within(line('A push arrived')).getByRole('button', { name: 'Show the event' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  await waitFor(() => {
    const id = new URLSearchParams(router.state.location.search).get('e');
    expect(log.find((one) => one.id === id)?.event).toBe('Push event dispatched');
  });
});

test.each([
  ['background-sync', 'Why did my sync not run?', 'The worker listens'],
  ['periodic-background-sync', 'Why did my periodic sync not run?', 'The app is installed'],
  ['background-fetch', 'Why did my background fetch fail?', 'The fetch was started'],
  ['payment-handler', 'Why was nothing paid?', 'The browser took the answer'],
  ['reporting-api', 'Why do no reports arrive?', 'Nothing is left out on purpose'],
  ['notifications', QUESTION, 'A notification was shown'],
])('%s: has its own, also where there is nothing yet', async (slug, question, last) => {
  for (const entries of [log, []]) {
    const { user } = await showViewer(`/viewer/${slug}`, entries);
    const [button] = await screen.findAllByRole('button', { name: question });
    await user.click(button as HTMLElement);
    await screen.findByRole('dialog', { name: question });
    await waitFor(() => expect(line(last)).toBeTruthy());
    cleanup();
  }
});

test('without a server the command line is copied, with the subscription filled in', async () => {
  stubBrowser();
  const { user } = await showViewer('/viewer/push-messaging', log);
  await user.click(await screen.findByRole('button', { name: QUESTION }));
  await user.click(await screen.findByRole('button', { name: 'Copy the command line' }));
  const command = await navigator.clipboard.readText();
  await user.click(screen.getByRole('button', { name: 'Copy the subscription' }));
  expect(command).toMatch(
    /^npx web-push send-notification --endpoint=https:\/\/push.example\/secret --key=BPub --auth=auth /,
  );
  expect(command).toContain('--vapid-pubkey=BAEC');
  expect(JSON.parse(await navigator.clipboard.readText())).toEqual({
    endpoint: 'https://push.example/secret',
    expirationTime: null,
    keys: { p256dh: 'BPub', auth: 'auth' },
  });
  expect(screen.queryByRole('button', { name: 'Send a test push' })).toBeNull();
});

test('a server with keys sends it, and says what the push service answered; its key is compared', async () => {
  stubBrowser();
  const sent: unknown[] = [];
  const reports = {
    pushKey: async () => 'BOther',
    sendPush: async (...given: unknown[]) => {
      sent.push(given);
      return { status: 403, said: 'the VAPID key does not match' };
    },
  } as unknown as ServerReports;
  const { user } = await showSource('/viewer/push-messaging', { ...sampleSource(log), reports });
  await user.click(await screen.findByRole('button', { name: QUESTION }));
  await user.click(await screen.findByRole('button', { name: 'Send a test push' }));
  await screen.findByText('The push service refused it (403). the VAPID key does not match');
  expect(sent).toMatchObject([[{ endpoint: 'https://push.example/secret' }, expect.any(String)]]);
  await waitFor(() => expect(line('Its key is the server’s').dataset.state).toBe('no'));
});
