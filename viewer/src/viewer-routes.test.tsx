// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider, redirect } from 'react-router';
import { afterEach, expect, test, vi } from 'vitest';
import { sampleLog } from './samples/sample-log.ts';
import { sampleSource } from './samples/sample-source.ts';
import { type ViewerRoutesOptions, viewerRoutes } from './viewer-routes.tsx';

afterEach(cleanup);

function open(allow: ViewerRoutesOptions['allow']) {
  const source = sampleSource(sampleLog({ count: 20 }));
  const router = createMemoryRouter(
    [
      {
        path: '/',
        errorElement: <p>No such page here</p>,
        children: [
          { path: 'login', element: <p>Log in</p> },
          ...viewerRoutes({ allow, sources: [source], isolate: 'none' }),
        ],
      },
    ],
    { initialEntries: ['/viewer/push-messaging'] },
  );
  render(<RouterProvider router={router} />);
  return router;
}

test('whom the app allows, sees the viewer', async () => {
  open(async (request) => new URL(request.url).pathname.startsWith('/viewer'));
  await screen.findByRole('combobox', { name: 'Filter' });
});

test.each([
  ['says no', () => false],
  ['says anything but yes', () => 'no' as never],
])('where the app %s, the address is one that it does not have', async (_what, allow) => {
  open(allow);
  await screen.findByText('No such page here');
  expect(document.querySelector('.os-viewer')).toBeNull();
});

test('the app may send people to another place', async () => {
  open(() => {
    throw redirect('/login');
  });
  await screen.findByText('Log in');
});

test('who is no longer allowed is asked at the next visit', async () => {
  let allowed = true;
  const router = open(() => allowed);
  await screen.findByRole('combobox', { name: 'Filter' });
  allowed = false;
  await router.navigate('/login');
  await router.navigate('/viewer/');
  await waitFor(() => screen.getByText('No such page here'));
});

test('in a router that is mounted under a path, links and copied links have that path', async () => {
  const entries = sampleLog({ count: 20 });
  const id = entries.at(-1)?.id ?? '';
  const router = createMemoryRouter(
    viewerRoutes({ basename: '/tools/viewer', sources: [sampleSource(entries)], isolate: 'none' }),
    { basename: '/app', initialEntries: [`/app/tools/viewer?e=${id}`] },
  );
  render(<RouterProvider router={router} />);
  const details = await screen.findByRole('region', { name: 'Details' });
  const links = [...document.querySelectorAll('nav a')].map((link) => link.getAttribute('href') ?? '');
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((href) => !href.startsWith('/app/tools/viewer'))).toEqual([]);
  const copied: string[] = [];
  vi.stubGlobal('navigator', {
    ...navigator,
    clipboard: { writeText: async (text: string) => void copied.push(text) },
  });
  await userEvent.click(await within(details).findByRole('button', { name: /link/i }));
  vi.unstubAllGlobals();
  const [link = ''] = copied;
  expect([new URL(link).pathname, new URL(link).searchParams.get('e')]).toEqual(['/app/tools/viewer', id]);
  await router.navigate(link.slice(new URL(link).origin.length).replace(/^\/app/, ''));
  await screen.findByRole('region', { name: 'Details' });
});
