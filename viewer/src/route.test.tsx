import { render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, test } from 'vitest';
import ViewerRoute, { basenameOf, ErrorBoundary } from './route.tsx';

test.each([
  ['/viewer', '', '/viewer'],
  ['/viewer/', '', '/viewer'],
  ['/viewer/push-messaging', 'push-messaging', '/viewer'],
  ['/tools/offstage/a/b/', 'a/b/', '/tools/offstage'],
  ['/push-messaging', 'push-messaging', ''],
])('at %s with the rest %j it is mounted at %j', (pathname, rest, basename) => {
  expect(basenameOf(pathname, rest)).toBe(basename);
});

test('it learns its path from the router, and its links stay below that', async () => {
  const router = createMemoryRouter(
    [{ path: '/tools/viewer/*', element: <ViewerRoute />, errorElement: <ErrorBoundary /> }],
    { initialEntries: ['/tools/viewer/push-messaging'] },
  );
  render(<RouterProvider router={router} />);
  const host = await screen.findByText(
    (_, element) => element?.getAttribute('data-offstage-viewer') === '',
    {},
    { timeout: 20_000 },
  );
  const links = [...(host.shadowRoot?.querySelectorAll('nav a') ?? [])].map((a) => a.getAttribute('href'));
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((href) => !href?.startsWith('/tools/viewer'))).toEqual([]);
});
