import type { Entry } from '@offstage/sw-plugin/log';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { sampleLog } from '../samples/sample-log.ts';
import { type Shown, showViewer } from '../samples/show-viewer.tsx';
import { readViewState } from '../state/view-state.ts';
import { capPath } from './stack-path.ts';

beforeAll(() => import('../LoadedViewer.tsx'), 60_000);
afterEach(() => vi.restoreAllMocks());

const address = ({ router }: Shown): string => router.state.location.pathname + router.state.location.search;
const input = (): HTMLInputElement => screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter' });
const bars = (): Promise<void> =>
  waitFor(() => expect(document.querySelector('.os-histogram-field path')).toBeTruthy());

test('a bar that is pointed at says when, how many of what, and how many failed', async () => {
  await showViewer('/viewer', sampleLog({ count: 400 }));
  await bars();
  // There is no layout here: the field is made as wide as it has bars.
  const field = document.querySelector('.os-histogram-field') as HTMLElement;
  const [, , wide] = (field.querySelector('svg')?.getAttribute('viewBox') ?? '').split(' ').map(Number);
  vi.spyOn(field, 'getBoundingClientRect').mockReturnValue({ left: 0, width: wide } as DOMRect);
  const failing = document.querySelector('.os-bar[data-color=failed]')?.getAttribute('d') ?? '';
  const bucket = Number(/^M(\d+)/.exec(failing)?.[1]);
  fireEvent.pointerMove(field, { clientX: bucket + 0.5, pointerType: 'mouse' });
  const tip = document.querySelector('.os-bucket-tip');
  expect(tip?.textContent).toMatch(/2026-11-24 \d\d:\d\d:\d\d\.\d+ – \d\d:\d\d/);
  expect(tip?.textContent).toMatch(/(Push messaging|Background sync) \d+/);
  expect(tip?.textContent).toMatch(/\d+ failures?/);
  fireEvent.pointerLeave(field);
  expect(document.querySelector('.os-bucket-tip')).toBeNull();
});

test('the legend counts, and filters by what it names', async () => {
  const { user } = await showViewer('/viewer', sampleLog({ count: 120 }));
  await bars();
  const item = (): HTMLElement => screen.getByRole('button', { name: /^Notifications \d+$/ });
  expect(item().getAttribute('aria-pressed')).toBe('false');
  await user.click(item());
  await waitFor(() => expect(input().value).toBe('service:notifications'));
  await waitFor(() => expect(item().getAttribute('aria-pressed')).toBe('true'));
  await user.click(item());
  await waitFor(() => expect(input().value).toBe(''));
});

test('failures are a red cap on bars of services, as high as they need to be seen', () => {
  const counts = [
    [4, 0, 2],
    [0, 1, 2],
  ];
  expect(capPath(counts, [0, 0, 0])).toBe('');
  // In units of the field: the second bar is a quarter as high as the highest, the third all of it.
  expect(capPath(counts, [0, 1, 2])).toBe('M1.08 0.75h.84v0.075h-.84zM2.08 0h.84v0.075h-.84z');
});

test('"Last 5 minutes" and a lifetime zoom; the address has it, and gives it back', async () => {
  const log = sampleLog({ count: 400 });
  const shown = await showViewer('/viewer', log);
  await bars();
  await shown.user.click(screen.getByRole('button', { name: 'Zoom to the last…' }));
  await shown.user.click(screen.getByRole('menuitem', { name: 'Last 5 minutes' }));
  const end = (log.at(-1) as Entry).time;
  await waitFor(() => expect(address(shown)).toContain('z='), { timeout: 2000 });
  const { zoom } = readViewState('/', shown.router.state.location.search);
  expect((zoom?.[1] ?? 0) - (zoom?.[0] ?? 0)).toBeCloseTo(5 * 60_000, -2);
  expect(Math.abs((zoom?.[1] ?? 0) - end)).toBeLessThan(5);
  await shown.user.click(screen.getByRole('button', { name: 'Zoom out' }));
  await waitFor(() => expect(address(shown)).not.toContain('z='), { timeout: 2000 });
});
