import type { Entry } from '@offstage/sw-plugin/log';
import { screen, waitFor } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { sampleLog } from '../samples/sample-log.ts';
import { sampleSource } from '../samples/sample-source.ts';
import { showSource, showViewer } from '../samples/show-viewer.tsx';
import { hatched } from './hatched.ts';

beforeAll(() => import('../LoadedViewer.tsx'), 60_000);

const entries = sampleLog({ count: 120 });
const first = (entries[0] as Entry).time;
const span = (entries.at(-1) as Entry).time - first;
const switched = (word: 'started' | 'stopped', share: number): Entry => ({
  ...(entries[0] as Entry),
  id: word,
  service: 'pushMessaging',
  event: `Recording ${word}`,
  time: first + span * share,
  own: true,
  detail: {},
});
const withHole = [...entries, switched('stopped', 0.4), switched('started', 0.6)];
const holes = (): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('.os-histogram-field > .os-hole'),
];

test('where the recording was off the timeline is hatched, and says whose; the table has both lines', async () => {
  const { user } = await showViewer('/viewer/push-messaging', withHole);
  await waitFor(() => expect(holes()).toHaveLength(1));
  const [left, width] = [holes()[0]?.style.left, holes()[0]?.style.width].map((text) =>
    Number.parseFloat(text ?? ''),
  );
  expect(left).toBeGreaterThan(30);
  expect(left).toBeLessThan(50);
  expect(width).toBeGreaterThan(10);
  expect(width).toBeLessThan(30);
  expect(document.querySelector('.os-legend-hole')?.getAttribute('title')).toBe(
    'Not recorded: Push messaging',
  );
  const lines = [...document.querySelectorAll('[role=gridcell][data-column=event]')].map(
    (one) => one.textContent,
  );
  expect(lines).toContain('Recording stopped');
  expect(lines).toContain('Recording started');
  await user.click(screen.getByRole('button', { name: 'As a table' }));
  expect(await screen.findByRole('columnheader', { name: 'Not recorded' })).toBeTruthy();
  expect(document.querySelector('.os-bucket-table')?.textContent).toContain('Not recorded: Push messaging');
});

test('another service has no hole, all services together do', async () => {
  const shown = await showViewer('/viewer/background-sync', withHole);
  await waitFor(() => expect(document.querySelector('.os-histogram-field path')).toBeTruthy());
  expect(holes()).toEqual([]);
  await shown.user.click(screen.getByRole('link', { name: /All services/ }));
  await waitFor(() => expect(holes()).toHaveLength(1));
});

test('a recording that is off now is a hole up to now, as soon as the switch is pressed', async () => {
  const shown = await showViewer('/viewer/push-messaging', entries);
  await waitFor(() => expect(document.querySelector('.os-histogram-field path')).toBeTruthy());
  await shown.source.setRecording?.('pushMessaging', false);
  shown.source.push(switched('stopped', 1.5));
  // Something of another time, so that there is something after it.
  shown.source.push({
    ...(entries[1] as Entry),
    id: 'later',
    service: 'pushMessaging',
    time: first + span * 2,
  });
  await waitFor(() => expect(holes()).toHaveLength(1));
  expect(Number.parseFloat(holes()[0]?.style.left ?? '')).toBeGreaterThan(50);
});

test('where older entries went because there were too many, the timeline begins with that', async () => {
  const source = sampleSource(entries);
  const usage = async () => ({ entries: 1, bytes: 1, dropped: 1234, oldest: first });
  await showSource('/viewer', { ...source, usage });
  await waitFor(() => expect(holes()).toHaveLength(1));
  expect(Number.parseFloat(holes()[0]?.style.left ?? '')).toBe(0);
  expect(document.querySelector('.os-legend-hole')?.getAttribute('title')).toBe(
    'The log begins later: 1,234 entries were dropped, the oldest first',
  );
});

test('the last 3 days are 3 days, also of a shorter log: what is before it is hatched', async () => {
  const { user } = await showViewer('/viewer', entries);
  await waitFor(() => expect(document.querySelector('.os-histogram-field path')).toBeTruthy());
  expect(holes()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Zoom to the last…' }));
  await user.click(screen.getByRole('menuitem', { name: 'Last 3 days' }));
  await waitFor(() => expect(holes()).toHaveLength(1));
  expect(Number.parseFloat(holes()[0]?.style.width ?? '')).toBeGreaterThan(90);
});

test('holes that touch are drawn once; less than a bar before the log is none', () => {
  const hole = (from: number, to: number) => ({ service: 'reporting' as const, from, to });
  expect(hatched([hole(10, 30), hole(20, 40), hole(60, Infinity)], [0, 100], 5)).toEqual([
    [10, 40],
    [60, 100],
  ]);
  const before = (to: number) => ({ service: undefined, from: -Infinity, to });
  expect(hatched([before(4)], [0, 100], 5)).toEqual([]);
  expect(hatched([before(6)], [0, 100], 5)).toEqual([[0, 6]]);
});
