import type { Entry } from '@offstage/sw-plugin/log';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { LogModel } from '../model/log-model.ts';
import { sampleLog } from '../samples/sample-log.ts';
import { sampleSource } from '../samples/sample-source.ts';
import type { SourceReason } from '../sources/source.ts';
import { viewerRoutes } from '../viewer-routes.tsx';

// Here is no worker for the doctor's rules: it found nothing.
vi.mock('../doctor/ask-doctor.ts', () => ({
  DOCTOR_URL: '/doctor-worker.js',
  createDoctor: (model: LogModel) => ({
    ask: async () => ({ findings: [], checked: model.size, rules: 40, unchecked: false, events: [] }),
    stop() {},
  }),
}));

// The viewer is a module of its own; no test's time should run while it is loaded.
beforeAll(() => import('../LoadedViewer.tsx'), 60_000);
afterEach(cleanup);

async function show(reason: SourceReason, entries: readonly Entry[]): Promise<HTMLElement> {
  const sample = sampleSource(entries);
  const source = {
    ...sample,
    open: (sink: Parameters<typeof sample.open>[0]) => {
      const close = sample.open(sink);
      sink.state({ phase: 'live', reason });
      return close;
    },
  };
  const router = createMemoryRouter(viewerRoutes({ sources: [source], isolate: 'none' }), {
    initialEntries: ['/viewer'],
  });
  render(<RouterProvider router={router} />);
  await screen.findByRole('navigation', { name: 'Panels' });
  const state = document.querySelector('.os-source-state') as HTMLElement;
  await waitFor(() => expect(state.dataset.phase).toBe('live'));
  return state;
}

test('a worker without the plugin: the next step, no green dot, and no doctor who found nothing', async () => {
  const state = await show('no-plugin', sampleLog({ count: 20 }));
  expect(state.dataset).toMatchObject({ phase: 'live', trouble: 'no-plugin' });
  expect(document.querySelector('.os-notice')?.textContent).toMatch(
    /does not load the Offstage plugin.*importScripts\('\/offstage-sw\.js'\) the first line/,
  );
  await screen.findByText(/Not checked: nothing is recorded in the worker/);
  expect(document.querySelector('.os-doctor-clean')).toBeNull();
});

test('and nothing in the log yet: it does not say that it records', async () => {
  await show('no-worker', []);
  await waitFor(() =>
    expect(document.querySelector('.os-empty')?.textContent).toMatch(
      /no active service worker.*start\(\{ worker: '\/sw\.js' \}\)/,
    ),
  );
  expect(screen.queryByText(/^Recording .* activity/)).toBeNull();
});

test('a live one has its dot and no notice', async () => {
  const state = await show('connected', sampleLog({ count: 20 }));
  expect(state.dataset.trouble).toBeUndefined();
  expect(document.querySelector('.os-notice')).toBeNull();
  await screen.findByText(/Nothing found/);
});
