import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, test, vi } from 'vitest';
import type { LogModel } from '../model/log-model.ts';
import { sampleLog } from '../samples/sample-log.ts';
import { sampleSource } from '../samples/sample-source.ts';
import { viewerRoutes } from '../viewer-routes.tsx';
import { diagnosed } from './doctor-worker.ts';

// Here is no worker; the same rules answer at once.
vi.mock('./ask-doctor.ts', () => ({
  DOCTOR_URL: '/doctor-worker.js',
  createDoctor: (model: LogModel) => ({
    ask: async (alive: ReadonlySet<string> | undefined, now: number) =>
      diagnosed(
        Array.from({ length: model.size }, (_, index) => model.entry(model.low + index)),
        alive,
        now,
      ),
    stop() {},
  }),
}));

test('findings are counted, explained, and lead to the rows that prove them', async () => {
  const source = sampleSource(sampleLog({ count: 200 }));
  const router = createMemoryRouter(viewerRoutes({ sources: [source], isolate: 'none' }), {
    initialEntries: ['/viewer'],
  });
  render(<RouterProvider router={router} />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Show findings' }));
  const findings = screen.getByRole('list', { name: 'Findings' });
  expect(findings.children.length).toBeGreaterThan(2);
  expect(findings.textContent).toContain('What to do');
  // What "displayed" means, and where the log ends.
  const limits = (await screen.findByText('What this log cannot know')).closest('details');
  expect(limits?.textContent).toContain('The system may still hide it');
  const [show] = screen.getAllByRole('button', { name: /^Show \d+ events?$/ });
  await user.click(show as HTMLElement);
  await waitFor(() =>
    expect(document.querySelector('.os-filter-count')?.textContent).toMatch(
      /^\d+ of \d+ events( in \d+ rows)?$/,
    ),
  );
  expect(document.querySelectorAll('[role=gridcell] .os-mark').length).toBeGreaterThan(0);
  await user.keyboard(']');
  expect(await screen.findByRole('region', { name: 'Details' })).toBeTruthy();
});
