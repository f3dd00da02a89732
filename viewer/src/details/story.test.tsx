import type { Entry } from '@offstage/sw-plugin/log';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { sampleLog } from '../samples/sample-log.ts';
import { showViewer } from '../samples/show-viewer.tsx';

beforeAll(() => import('../LoadedViewer.tsx'), 60_000);

const log = sampleLog({ count: 200 });
const stations = async (): Promise<string[]> =>
  within(await screen.findByRole('list', { name: 'What became of it' }))
    .getAllByRole('listitem')
    .map((one) => one.textContent ?? '');
const endOf = (outcome: string): Entry =>
  log.find((one) => one.service === 'pushMessaging' && one.detail.outcome === outcome) as Entry;

test('details of a click begin with the story of its push, which leads to each of its events', async () => {
  const click = log.find(({ event }) => event === 'Notification clicked') as Entry;
  const { router } = await showViewer(`/viewer?e=${click.id}`, log);
  const told = await stations();
  expect(told.map((one) => /^.([A-Z][a-z]+)/.exec(one)?.[1])).toEqual([
    'Received',
    'Handled',
    'Shown',
    'Clicked',
    'Window',
  ]);
  expect(told[3]).toMatch(/\+\d(\.\d+)? sec$/);
  expect(screen.getByRole('button', { name: 'Clicked', current: true })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Received' }));
  await waitFor(() => {
    const id = new URLSearchParams(router.state.location.search).get('e');
    expect(log.find((one) => one.id === id)?.event).toBe('Push event dispatched');
  });
});

test('a station that broke says why, and carries what the doctor found', async () => {
  await showViewer(`/viewer?e=${endOf('failed').id}`, log);
  await waitFor(async () => expect((await stations())[1]).toMatch(/^✕Handled.*threw SyntaxError/));
  expect((await stations())[2]).toBe('○ShownThe handler failed before that');
});

test('a silent push says that showNotification() was never called', async () => {
  await showViewer(`/viewer?e=${endOf('silent').id}`, log);
  expect((await stations())[2]).toMatch(/^✕ShownThe handler never called showNotification\(\)/);
});

test('the row of a lifetime has the same in a line', async () => {
  await showViewer('/viewer', log);
  const lines = [...document.querySelectorAll('.os-story-line')].map((one) => one.getAttribute('aria-label'));
  expect(lines).toContain('Received: reached → Handled: failed → Shown: not reached');
  expect(lines).toContain(
    'Received: reached → Handled: reached → Shown: reached → Clicked: reached → Window: reached',
  );
  expect(lines.some((one) => one?.startsWith('Registered: reached → Attempt 1: failed'))).toBe(true);
  expect(lines).toContain('Asked: reached → Answered: reached → Paid: reached');
});

test('a push that a script dispatched says so in the head of its details and at its stations, and no other does', async () => {
  const { id } = endOf('failed');
  const simulated = log.map((one) => (one.service === 'pushMessaging' ? { ...one, trusted: false } : one));
  const told = async (entries: readonly Entry[]): Promise<number[]> => {
    await showViewer(`/viewer?e=${id}`, entries);
    const details = await screen.findByRole('region', { name: 'Details' });
    const list = await screen.findByRole('list', { name: 'What became of it' });
    const head = details.querySelector('header') as HTMLElement;
    return [head, list].map((one) => within(one).queryAllByText('simulated').length);
  };
  const [head, stationsTold] = await told(simulated);
  expect(head).toBe(1);
  expect(stationsTold).toBeGreaterThan(0);
  cleanup();
  expect(await told(log)).toEqual([0, 0]);
});
