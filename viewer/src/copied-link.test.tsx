import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { sampleLog } from './samples/sample-log.ts';
import { sampleSource } from './samples/sample-source.ts';
import { viewerRoutes } from './viewer-routes.tsx';

beforeAll(() => import('./LoadedViewer.tsx'), 60_000);
afterEach(() => vi.unstubAllGlobals());

test('a link that is copied below a basename leads back below it', async () => {
  const writeText = vi.fn(async (_: string) => {});
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText }, platform: '' });
  const [entry] = sampleLog({ count: 1 });
  const routes = viewerRoutes({ sources: [sampleSource(sampleLog({ count: 60 }))], isolate: 'none' });
  const router = createMemoryRouter(routes, {
    basename: '/shop',
    initialEntries: [`/shop/viewer?view=flat&e=${entry?.id}`],
  });
  render(<RouterProvider router={router} />);
  fireEvent.click(await screen.findByRole('button', { name: /^Copy a? ?link/i }));
  await waitFor(() => expect(writeText).toHaveBeenCalled());
  const link = new URL(writeText.mock.calls[0]?.[0] ?? '');
  expect(link.pathname + link.search).toBe(`/shop/viewer?e=${entry?.id}&view=flat`);
});
