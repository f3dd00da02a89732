import type { Entry } from '@offstage/sw-plugin/log';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import type { Source } from '../sources/source.ts';
import type { Strings } from '../text/strings.ts';
import { viewerRoutes } from '../viewer-routes.tsx';
import { sampleLog } from './sample-log.ts';
import { type SampleSource, sampleSource } from './sample-source.ts';

/** A viewer that is shown within a test. */
export interface Shown<Kind extends Source = SampleSource> {
  readonly source: Kind;
  readonly router: ReturnType<typeof createMemoryRouter>;
  readonly user: ReturnType<typeof userEvent.setup>;
}

/** Shows a source at an address, and waits until it is loaded. */
export async function showSource<Kind extends Source>(
  path: string,
  source: Kind,
  strings?: Strings,
): Promise<Shown<Kind>> {
  const router = createMemoryRouter(viewerRoutes({ strings, sources: [source], isolate: 'none' }), {
    initialEntries: [path],
  });
  render(<RouterProvider router={router} />);
  await screen.findByRole('navigation');
  await waitFor(() => {
    const [empty] = document.querySelectorAll('.os-empty-title');
    if (empty?.textContent === 'Loading…') throw new Error('still loading');
  });
  return { source, router, user: userEvent.setup() };
}

/** Shows a log in memory. */
export const showViewer = (
  path = '/viewer',
  entries: readonly Entry[] = sampleLog({ count: 120 }),
): Promise<Shown> => showSource(path, sampleSource(entries));
