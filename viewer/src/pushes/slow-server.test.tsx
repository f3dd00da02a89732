import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { askedFor, countsOf, FUNNEL, funnel, json, LONG, push, show } from '../samples/show-pushes.ts';

// What is on screen while a server takes its time, or is not looked at.

beforeAll(() => Promise.all([import('../LoadedViewer.tsx'), import('./PushPanel.tsx')]), 60_000);
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Answers that wait until they are let go. */
function held(answer: () => Response): { answer(): Promise<Response>; letGo(): void; hold(): void } {
  let open = true;
  const waiting: (() => void)[] = [];
  return {
    answer: () =>
      open ? Promise.resolve(answer()) : new Promise((resolve) => waiting.push(() => resolve(answer()))),
    hold: () => {
      open = false;
    },
    letGo: () => {
      open = true;
      for (const one of waiting.splice(0)) one();
    },
  };
}

test('numbers of the question before say that they are: until the answer to what is chosen now is there', async () => {
  const server = held(FUNNEL);
  const { user } = await show({ '/api/funnel': server.answer });
  expect((await funnel()).getAttribute('aria-busy')).toBe('false');
  server.hold();
  await user.selectOptions(screen.getByRole('combobox', { name: 'Time' }), 'The last 24 hours');
  await waitFor(() => expect(document.querySelector('.os-push-funnel[aria-busy=true]')).toBeTruthy(), LONG);
  expect(document.querySelector('.os-push-bar')?.textContent).toContain('Loading');
  server.letGo();
  await waitFor(() => expect(document.querySelector('.os-push-funnel[aria-busy=false]')).toBeTruthy(), LONG);
  expect(document.querySelector('.os-push-bar')?.textContent).not.toContain('Loading');
});

test('nothing in the chosen time is not said to be nothing at all while all of it is asked for', async () => {
  const server = held(() => json({ ...countsOf({}), rows: [], behind: false }));
  const { user } = await show({ '/api/funnel': server.answer });
  const all = await screen.findByRole('button', { name: 'Look at all that is stored' }, LONG);
  server.hold();
  await user.click(all);
  await waitFor(() => expect(document.querySelector('.os-pushes')?.textContent).toContain('Loading'), LONG);
  expect(screen.queryByText('No sender has told of a push yet')).toBeNull();
  server.letGo();
  await screen.findByText('No sender has told of a push yet', {}, LONG);
});

test('findings of other filters are not shown as those of the chosen ones', async () => {
  const finding = { rule: 'ttl-zero', title: 'Sent with TTL 0', severity: 'info', filter: {} };
  const server = held(() => json({ findings: [finding], behind: false }));
  const { user } = await show(
    { '/api/funnel': FUNNEL, '/api/push-findings': server.answer },
    '/viewer/pushes?show=findings&campaign=spring',
  );
  await screen.findByText('Sent with TTL 0', { exact: false }, LONG);
  server.hold();
  await user.click(screen.getByRole('button', { name: 'Campaign: spring' }));
  await waitFor(() => expect(screen.queryByText('Sent with TTL 0', { exact: false })).toBeNull(), LONG);
  server.letGo();
  await screen.findByText('Sent with TTL 0', { exact: false }, LONG);
});

test('older pushes are asked for once, and their button keeps the keyboard meanwhile', async () => {
  const server = held(() => json({ pushes: [push(7)], next: null, behind: false }));
  const { user, asked } = await show(
    {
      '/api/funnel': FUNNEL,
      '/api/pushes': (url) =>
        url.searchParams.has('cursor')
          ? server.answer()
          : json({ pushes: [push(1)], next: 'older', behind: false }),
    },
    '/viewer/pushes?show=list',
  );
  const more = await screen.findByRole('button', { name: 'Load older ones' }, LONG);
  server.hold();
  more.focus();
  await user.keyboard('{Enter}');
  expect(document.activeElement).toBe(more);
  await waitFor(() => expect(more.getAttribute('aria-disabled')).toBe('true'), LONG);
  await user.keyboard('{Enter}');
  expect(asked.filter(({ searchParams }) => searchParams.has('cursor'))).toHaveLength(1);
  server.letGo();
  await screen.findByText('All: 2 pushes', {}, LONG);
});

test('a page that is looked at again is told what came meanwhile', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  let hidden = false;
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
  const { asked } = await show({ '/api/funnel': FUNNEL });
  await funnel();
  const count = (): number => asked.filter(({ pathname }) => pathname === '/api/funnel').length;
  const before = count();
  hidden = true;
  // Its next round comes after 15 seconds, and finds nobody there.
  await act(() => vi.advanceTimersByTimeAsync(20_000));
  expect(count()).toBe(before);
  hidden = false;
  document.dispatchEvent(new Event('visibilitychange'));
  await waitFor(() => expect(count()).toBe(before + 1), LONG);
});

test('the choice of a label is over once something else splits the table', async () => {
  const rows = [{ value: 'red', ...countsOf({ shown: 6 }) }];
  const { user, router, asked } = await show({
    '/api/funnel': () => json({ ...countsOf({ shown: 6 }), rows, behind: false }),
    '/api/pushes': () => json({ pushes: [push(1)], next: null, behind: false }),
  });
  await user.selectOptions(await screen.findByRole('combobox', { name: 'By' }, LONG), 'label');
  await user.type(screen.getByRole('combobox', { name: 'Name of the label' }), 'color');
  await user.click(screen.getByRole('button', { name: 'Show' }));
  const grid = await screen.findByRole('grid', { name: /^By Label/ }, LONG);
  await user.click(await within(grid).findByRole('button', { name: 'red' }, LONG));
  await waitFor(() => expect(askedFor(asked, '/api/funnel').get('label')).toBe('color:red'), LONG);
  const by = screen.getByRole<HTMLSelectElement>('combobox', { name: 'By' });
  expect(by.value).toBe('campaign');
  expect(screen.queryByRole('combobox', { name: 'Name of the label' })).toBeNull();
  await router.navigate(-1);
  await screen.findByRole('combobox', { name: 'Name of the label' }, LONG);
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'By' }).value).toBe('label');
});

test('a time that goes on is no new question: the table stays, and nothing is said again', async () => {
  const start = Date.UTC(2026, 10, 29, 8, 0, 50);
  let now = start;
  vi.spyOn(Date, 'now').mockImplementation(() => now);
  const { user, asked } = await show(
    {
      '/api/funnel': () =>
        json({ ...countsOf({ shown: 6 }), rows: [{ value: 'a', ...countsOf({ shown: 6 }) }], behind: false }),
    },
    '/viewer/pushes?last=1h',
  );
  const grid = await screen.findByRole('grid', { name: 'By Campaign' }, LONG);
  await within(grid).findByRole('button', { name: 'a' }, LONG);
  const first = askedFor(asked, '/api/funnel').get('from');
  now = start + 60_000;
  const rows: (string | null)[] = [];
  const watch = new MutationObserver(() => rows.push(grid.getAttribute('aria-rowcount')));
  watch.observe(document.body, { childList: true, subtree: true, attributes: true });
  await user.click(screen.getByRole('button', { name: 'Refresh' }));
  await waitFor(() => expect(askedFor(asked, '/api/funnel').get('from')).not.toBe(first), LONG);
  await within(grid).findByRole('button', { name: 'a' }, LONG);
  watch.disconnect();
  expect(rows.filter((count) => count !== '2')).toEqual([]);
});
