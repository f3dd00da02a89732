import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeAll, expect, test, vi } from 'vitest';
import { createFailureCount } from './model/failures-in.ts';
import { createLogModel } from './model/log-model.ts';
import { sampleLog } from './samples/sample-log.ts';
import { sampleSource } from './samples/sample-source.ts';
import { showSource, showViewer } from './samples/show-viewer.tsx';
import { formatAgo, formatTimestamp } from './text/format.ts';

beforeAll(() => import('./LoadedViewer.tsx'), 60_000);

const log = sampleLog({ count: 120 });
const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.os-rows-shown > [role=row]')];
const chosen = (): HTMLElement | undefined =>
  rows().find((row) => row.ariaSelected === 'true' || row.getAttribute('aria-selected') === 'true');

test('o goes to the next row that went wrong, O to the one before, around the end', async () => {
  const { user } = await showViewer('/viewer/push-messaging', log);
  await waitFor(() => expect(rows().length).toBeGreaterThan(5));
  const seen: (string | undefined)[] = [];
  for (const key of ['o', 'o', 'o', 'O', 'O', 'O']) {
    await user.keyboard(key);
    await waitFor(() => expect(chosen()?.dataset.tone).toMatch(/^(failed|silent|terminated)$/));
    seen.push(chosen()?.getAttribute('aria-rowindex') ?? undefined);
  }
  expect(new Set(seen.slice(0, 3)).size).toBe(3);
  expect(seen.slice(3, 5)).toEqual([seen[1], seen[0]]);
  expect(Number(seen[5])).toBeGreaterThan(Number(seen[2]));
});

test('the title of the page counts failures, and is the app’s again afterwards', async () => {
  document.title = 'Notes';
  const source = sampleSource(log);
  await showSource('/viewer', source);
  const model = createLogModel();
  model.append(log);
  const count = createFailureCount(model)();
  expect(count).toBe(log.filter(({ detail }) => detail.outcome === 'failed').length);
  await waitFor(() => expect(document.title).toBe(`✕ ${count} · Notes`));
  const failed = log.find(({ detail }) => detail.outcome === 'failed');
  act(() =>
    source.push({ ...(failed as (typeof log)[number]), id: 'new', span: 'new', time: Date.now(), seq: 9999 }),
  );
  await waitFor(() => expect(document.title).toBe(`✕ ${count + 1} · Notes`));
  const { cleanup } = await import('@testing-library/react');
  cleanup();
  expect(document.title).toBe('Notes');
});

test('a line runs between what was there and what is new since somebody last looked', async () => {
  const looked = (log[60] as (typeof log)[number]).time;
  localStorage.setItem('offstage-viewer:looked:log', String(looked));
  await showViewer('/viewer?view=flat', log);
  await waitFor(() => expect(rows().length).toBeGreaterThan(5));
  // Outside of the rows that are drawn it is not looked for: the filter brings it in.
  fireEvent.change(screen.getByRole('combobox', { name: 'Filter' }), {
    target: { value: 'service:pushMessaging' },
  });
  await waitFor(() => {
    const [line, ...others] = rows().filter((row) => row.dataset.since !== undefined);
    expect(others).toEqual([]);
    expect(line?.dataset.since).toBe('↓ New since you last looked');
    const time = line?.querySelector('[data-column=time]')?.textContent ?? '';
    const first = log.find((one) => one.service === 'pushMessaging' && one.time > looked);
    expect(time).toBe(formatTimestamp(first?.time ?? 0));
  });
});

test('times are told as how long ago when that is wanted; when it was stays there, and is what is copied', async () => {
  const { user } = await showViewer(
    '/viewer?view=flat',
    sampleLog({ count: 120, end: Date.now() - 130_000 }),
  );
  await user.click(await screen.findByRole('button', { name: 'Relative times' }));
  await waitFor(() => {
    const last = rows().at(-1)?.querySelector('[data-column=time]');
    expect(last?.querySelector('.os-when-ago')?.textContent).toMatch(/^\d min\. ago$/);
    expect(last?.querySelector('.os-when-at')?.textContent).toMatch(/^\d{4}-\d\d-\d\d \d\d:/);
  });
  expect(JSON.parse(localStorage.getItem('offstage-viewer:relative') ?? '')).toBe(true);
  expect([formatAgo(0, 5000), formatAgo(0, 7_200_000), formatAgo(0, 86_400_000)]).toEqual([
    '5 sec. ago',
    '2 hr. ago',
    'yesterday',
  ]);
});

test('a note stays at its event, and goes into the file that is saved', async () => {
  const { user } = await showViewer('/viewer?e=e5', log);
  const note = await screen.findByRole('textbox', { name: 'Note' });
  await user.type(note, 'o p: here it began');
  fireEvent.blur(note);
  const saved: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved.push(blob as Blob);
    return 'blob:x';
  });
  await user.click(screen.getByRole('button', { name: 'Save events' }));
  await user.click(screen.getByRole('menuitem', { name: /Offstage log/ }));
  await waitFor(() => expect(saved).toHaveLength(1));
  const [header] = (await (saved[0] as Blob).text()).split('\n');
  expect(JSON.parse(header as string).notes).toEqual({ e5: 'o p: here it began' });
  await user.click(rows()[8] as HTMLElement);
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note' }).value).toBe('');
});

test('details have two sides; the payload is on one of them, once', async () => {
  const push = log.find(({ detail }) => detail.payload !== undefined);
  const { user } = await showViewer(`/viewer?e=${push?.id}`, log);
  const details = await screen.findByRole('region', { name: 'Details' });
  const times = (): number => (details.textContent ?? '').split(/New note/).length - 1;
  expect(times()).toBe(1);
  const story = screen.getByRole('tab', { name: 'Story', selected: true });
  story.focus();
  await user.keyboard('{ArrowRight}');
  expect(screen.getByRole('tab', { name: 'Raw', selected: true })).toBe(document.activeElement);
  expect(times()).toBe(0);
  expect(details.textContent).toContain('pushMessaging');
  await user.keyboard('{ArrowRight}');
  expect(screen.getByRole('tab', { name: 'Story', selected: true })).toBe(document.activeElement);
});

test('an empty table has a button that makes one happen', async () => {
  vi.stubGlobal('SyncManager', class {});
  const register = vi.fn(async () => {});
  vi.stubGlobal('navigator', {
    ...navigator,
    platform: '',
    serviceWorker: { getRegistrations: async () => [{ sync: { register } }] },
  });
  const { user } = await showViewer('/viewer/background-sync', []);
  await user.click(await screen.findByRole('button', { name: 'Register a test sync' }));
  expect(register).toHaveBeenCalledWith('offstage-test');
  expect(await screen.findByText('Done; see the log.')).toBeTruthy();
  vi.unstubAllGlobals();
});

test('a skip link is the first stop, and leads to the events', async () => {
  const { user } = await showViewer('/viewer', log);
  await user.tab();
  expect(document.activeElement?.textContent).toBe('Skip to the events');
  await user.keyboard('{Enter}');
  expect(document.activeElement?.classList.contains('os-grid')).toBe(true);
});
