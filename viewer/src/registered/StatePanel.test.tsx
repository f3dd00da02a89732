import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { sampleLog } from '../samples/sample-log.ts';
import { showViewer } from '../samples/show-viewer.tsx';

beforeAll(() => import('../LoadedViewer.tsx'), 60_000);
afterEach(() => vi.unstubAllGlobals());

test('what is registered: a key with its name, an update that waits, a refusal with the way out, the plugin', async () => {
  const worker = (state: string) => ({ state, scriptURL: 'https://notes.example/sw.js' });
  const registration = {
    scope: 'https://notes.example/',
    active: worker('activated'),
    waiting: worker('installed'),
    installing: null,
    getNotifications: async () => [],
    pushManager: {
      getSubscription: async () => ({
        endpoint: 'https://push.example/secret',
        options: { applicationServerKey: new Uint8Array([4, 1, 2]).buffer },
      }),
    },
  };
  vi.stubGlobal('PushManager', class {});
  vi.stubGlobal('navigator', {
    ...navigator,
    platform: '',
    serviceWorker: { getRegistrations: async () => [registration] },
    permissions: {
      query: async ({ name }: { name: string }) => ({ state: name === 'push' ? 'denied' : 'granted' }),
    },
  });
  await showViewer('/viewer/state', sampleLog({ count: 60 }));
  const said = (): string => document.querySelector('.os-state')?.textContent ?? '';
  await waitFor(() => expect(said()).toContain('push.example applicationServerKey BAEC'));
  expect(said()).not.toContain('secret');
  expect(said()).toContain('activated: /sw.js, installed: /sw.js');
  expect(screen.getByText('update waiting')).toBeTruthy();
  expect(document.querySelectorAll('[data-permission=denied]')).toHaveLength(1);
  expect(document.querySelector('[data-permission=denied]')?.textContent).toMatch(
    /Only the person can allow it again/,
  );
  expect(said()).toContain('Opened in a tab');
  expect(said()).toContain('plugin 0.1.0 in the worker');
  // The list of panels and the page call it the same.
  expect(document.querySelector('.os-state h2')?.textContent).toBe('Registered now');
});

test('the context of crash reports: whether this browser has it, and that no page reads it', async () => {
  const said = (): string =>
    [...document.querySelectorAll('.os-state-card dl div')].find((one) =>
      one.textContent?.startsWith('Crash report context'),
    )?.textContent ?? '';
  await showViewer('/viewer/state', sampleLog({ count: 20 }));
  await waitFor(() => expect(said()).toContain('This browser does not have it'));
  cleanup();
  vi.stubGlobal('crashReport', { set: () => {} });
  await showViewer('/viewer/state', sampleLog({ count: 20 }));
  await waitFor(() => expect(said()).toContain('A page writes it and cannot read it'));
});
