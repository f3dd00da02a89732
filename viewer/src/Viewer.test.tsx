import { type Entry, SERVICES } from '@offstage/sw-plugin/log';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, expect, test, vi } from 'vitest';
import { kindOf } from './model/housekeeping.ts';
import { sampleLog } from './samples/sample-log.ts';
import { type Shown, showViewer as show } from './samples/show-viewer.tsx';

// In one file: each loads the whole viewer, which is what takes time.
// The viewer is a module of its own; no test's time should run while it is loaded.
beforeAll(() => import('./LoadedViewer.tsx'), 60_000);

const cells = (column: string): string[] =>
  [...document.querySelectorAll(`[role=gridcell][data-column=${column}]`)].map(
    (cell) => cell.textContent ?? '',
  );
const grid = (): HTMLElement =>
  document.querySelector<HTMLElement>('[role=grid], [role=treegrid]') as HTMLElement;
const address = ({ router }: Shown): string => router.state.location.pathname + router.state.location.search;

test('the sidebar has the names and the order of the browser', async () => {
  await show();
  const links = within(screen.getByRole('navigation', { name: 'Panels' })).getAllByRole('link');
  expect(links.map((link) => link.querySelector('.os-panel-name')?.textContent)).toEqual([
    'All services',
    'Background fetch',
    'Background sync',
    'Notifications',
    'Payment handler',
    'Periodic background sync',
    'Push messaging',
    'Reporting API',
    'Service worker',
    'Registered now',
  ]);
});

test('a panel has the columns of the browser, and details below', async () => {
  const shown = await show('/viewer/background-sync');
  const headers = screen
    .getAllByRole('columnheader')
    .map((header) => header.textContent?.replace(/[▴▾]/, ''));
  expect(headers).toEqual([
    '#',
    'Timestamp',
    'Event',
    'Origin',
    'Storage Key',
    'Service Worker Scope',
    'Instance ID',
  ]);
  const row = screen.getAllByText('sync event failed')[0] as HTMLElement;
  await shown.user.click(row);
  const details = await screen.findByRole('region', { name: 'Details' });
  const lines = [...details.querySelectorAll('dl > div')].map((line) => line.textContent);
  expect(lines).toEqual(['Failure Reason: waitUntil rejected', 'Next Attempt Delay (ms): 300000']);
  expect(details.textContent).toContain('TypeError: Failed to fetch');
  expect(details.textContent).toContain('Attempts with this tag');
});

test('a link opens panel, filter and entry; Back goes to the panel before', async () => {
  const [entry] = sampleLog({ count: 120 }).filter(({ event }) => event === 'sync event failed');
  const shown = await show(`/viewer/background-sync?f=outcome%3Afailed&e=${entry?.id}`);
  await screen.findByRole('region', { name: 'Details' });
  expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter' }).value).toBe('outcome:failed');
  await shown.user.click(screen.getByText('Push messaging'));
  expect(shown.router.state.location.pathname).toBe('/viewer/push-messaging');
  await act(() => shown.router.navigate(-1));
  expect(await screen.findByRole('region', { name: 'Details' })).toBeTruthy();
});

test('an entry that is gone says so', async () => {
  await show('/viewer/push-messaging?e=nosuch');
  expect(await screen.findByText('This log does not have this event')).toBeTruthy();
});

test('typing filters, completes, and ends up in the address', async () => {
  const shown = await show();
  const input = screen.getByRole('combobox', { name: 'Filter' });
  await shown.user.click(input);
  await shown.user.keyboard('outc');
  await shown.user.keyboard('{ArrowDown}{Enter}');
  await shown.user.keyboard('fai{ArrowDown}{Enter}');
  expect((input as HTMLInputElement).value.trim()).toBe('outcome:failed');
  await waitFor(() => expect(document.querySelector('.os-filter-count')?.textContent).toMatch(/^\d+ of /));
  await waitFor(() =>
    expect(cells('outcome').filter((text) => text.includes('failed')).length).toBeGreaterThan(2),
  );
  await waitFor(() => expect(address(shown)).toContain('f=outcome%3Afailed'), { timeout: 2000 });
});

test('a facet chooses by ticking', async () => {
  const shown = await show('/viewer?view=flat');
  await shown.user.click(document.querySelector('.os-chip') as HTMLElement);
  await shown.user.click(screen.getByRole('checkbox', { name: /Payment handler/ }));
  await waitFor(() => expect(new Set(cells('service'))).toEqual(new Set(['Payment handler'])));
  expect(screen.getByRole('button', { name: 'Service: Payment handler' })).toBeTruthy();
});

test('keys alone: move, open a lifetime, close, help, palette', async () => {
  const { user } = await show();
  grid().focus();
  await user.keyboard('{Home}');
  expect(document.querySelector('[aria-selected=true]')?.getAttribute('aria-rowindex')).toBe('2');
  await user.keyboard('jj');
  expect(document.querySelector('[aria-selected=true]')?.getAttribute('aria-rowindex')).toBe('4');
  await user.keyboard('{ArrowUp}');
  const row = () => document.querySelector('[role=row][aria-selected=true]');
  expect(row()?.getAttribute('aria-expanded')).toBe('false');
  const before = grid().getAttribute('aria-rowcount');
  await user.keyboard('{ArrowRight}');
  expect(row()?.getAttribute('aria-expanded')).toBe('true');
  expect(Number(grid().getAttribute('aria-rowcount'))).toBeGreaterThan(Number(before));
  await user.keyboard('{ArrowLeft}');
  expect(row()?.getAttribute('aria-expanded')).toBe('false');
  expect(grid().getAttribute('aria-activedescendant')).toBe(row()?.id);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Details' })).toBeNull());
  await user.keyboard('?');
  expect(screen.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy();
});

test('Ctrl+E stops and starts recording of the panel', async () => {
  const shown = await show('/viewer/push-messaging');
  const button = () => screen.getByRole('button', { name: /^(Start|Stop) recording events$/ });
  await waitFor(() => expect(button().getAttribute('aria-label')).toBe('Stop recording events'));
  await shown.user.keyboard('{Control>}e{/Control}');
  await waitFor(() => expect(button().getAttribute('aria-label')).toBe('Start recording events'));
  const states = await shown.source.recording?.();
  expect(SERVICES.filter((service) => !states?.[service].recording)).toEqual(['pushMessaging']);
});

test('Clear asks first, and clears the service of the panel', async () => {
  const shown = await show('/viewer/notifications');
  await shown.user.click(screen.getByRole('button', { name: 'Clear' }));
  expect(shown.source.cleared).toEqual([]);
  await shown.user.click(screen.getByRole('button', { name: 'Remove' }));
  expect(shown.source.cleared).toEqual(['notifications']);
  await waitFor(() => expect(grid()).toBeNull());
});

test('what arrives appears by itself; paused it does not', async () => {
  const shown = await show('/viewer/push-messaging');
  const count = () => Number(grid().getAttribute('aria-rowcount'));
  const before = count();
  const [sample] = sampleLog({ count: 120 }).filter(({ service }) => service === 'pushMessaging');
  const fresh = (id: string): Entry => ({
    ...(sample as Entry),
    id,
    span: id,
    detail: {},
    time: 1_795_500_000_500,
  });
  act(() => shown.source.push(fresh('x1')));
  await waitFor(() => expect(count()).toBe(before + 1));
  await shown.user.click(screen.getByRole('button', { name: 'Pause' }));
  // So much later that the timeline gets other bars; and another filter must not let it in either.
  act(() => shown.source.push({ ...fresh('x2'), time: 1_795_600_000_000 }));
  await screen.findByText('Paused · 1 new');
  expect(count()).toBe(before + 1);
  await shown.user.type(screen.getByRole('combobox', { name: 'Filter' }), 'push');
  await waitFor(() => expect(address(shown)).toContain('f=push'), { timeout: 2000 });
  expect(count()).toBe(before + 1);
  await shown.user.click(screen.getByRole('button', { name: 'Resume' }));
  await waitFor(() => expect(count()).toBe(before + 2));
});

test('the Reporting API panel lists reports, their bodies and endpoints', async () => {
  const shown = await show('/viewer/reporting-api', [
    ...sampleLog({ count: 120 }),
    {
      ...(sampleLog({ count: 1 })[0] as Entry),
      id: 'endpoints',
      service: 'reporting',
      event: 'Reporting endpoints',
      detail: {
        endpoints: [
          {
            name: 'default',
            url: 'https://c.example/reports',
            origin: 'https://notes.example',
            header: 'Reporting-Endpoints',
          },
        ],
      },
    },
  ]);
  const headers = screen.getAllByRole('columnheader').map((header) => header.textContent);
  expect(headers.slice(0, 6)).toEqual(['URL', 'Type', 'Status', 'Destination', 'Generated at', 'Body']);
  expect(screen.getByText('https://c.example/reports')).toBeTruthy();
  await shown.user.click(screen.getAllByText('csp-violation')[0] as HTMLElement);
  const details = await screen.findByRole('region', { name: 'Details' });
  expect(details.textContent).toContain("script-src 'self' https://cdn.example");
  await shown.user.click(screen.getByRole('button', { name: 'Groups' }));
  await waitFor(() => expect(cells('event')).toContain('script-src-elem blocked https://cdn.example'));
});

test('housekeeping is folded; one click or a word shows it, and a failure never is', async () => {
  const [sample] = sampleLog({ count: 1 });
  const noted = (id: string, event: string): Entry =>
    ({ ...sample, id, event, service: 'serviceWorker', detail: {}, own: true }) as Entry;
  const { user } = await show('/viewer/service-worker', [
    noted('n1', 'register() called'),
    noted('n2', 'Registration state'),
    noted('n3', 'register() rejected'),
  ]);
  expect(cells('event')).toEqual(['register() rejected']);
  expect(document.querySelector('[aria-current=page] .os-count')?.textContent).toBe('1');
  await user.click(screen.getByRole('button', { name: 'Housekeeping 2' }));
  await waitFor(() => expect(cells('event').length).toBe(3));
  await user.click(screen.getByRole('button', { name: 'Housekeeping 2' }));
  await waitFor(() => expect(cells('event').length).toBe(1));
  await user.type(screen.getByRole('combobox', { name: 'Filter' }), 'state');
  await waitFor(() => expect(cells('event')).toEqual(['Registration state']));
});

test('columns are shown and hidden, and the choice is remembered', async () => {
  const { user } = await show('/viewer/background-sync');
  await user.click(screen.getByRole('button', { name: 'Columns' }));
  await user.click(screen.getByRole('menuitemcheckbox', { name: 'Origin' }));
  await user.click(screen.getByRole('menuitemcheckbox', { name: 'Outcome' }));
  expect(cells('origin')).toEqual([]);
  cleanup();
  const again = await show('/viewer/background-sync');
  expect(cells('origin')).toEqual([]);
  expect(cells('outcome')).toContain('✕failed');
  await again.user.click(screen.getByRole('button', { name: 'Columns' }));
  await again.user.click(screen.getByRole('menuitem', { name: 'Reset columns' }));
  expect(cells('origin').length).toBeGreaterThan(0);
  expect(cells('outcome')).toEqual([]);
});

test('two events are compared, and the link says with which', async () => {
  const shown = await show('/viewer/background-sync');
  await shown.user.click(screen.getAllByText('sync event failed')[0] as HTMLElement);
  await shown.user.click(await screen.findByRole('button', { name: 'Compare with another event' }));
  expect(screen.getByText('Now choose the event to compare with this one.')).toBeTruthy();
  await shown.user.click(screen.getAllByText('Sync completed')[0] as HTMLElement);
  const table = await screen.findByRole('table');
  expect(table.textContent).toMatch(/outcome"failed".*"ok"|outcome"failed"/);
  await waitFor(() => expect(address(shown)).toMatch(/[?&]c=e\d+/), { timeout: 2000 });
  await shown.user.click(screen.getByRole('button', { name: 'End the comparison' }));
  expect(screen.queryByRole('table')).toBeNull();
});

test('hostile text is shown, and nothing of it becomes an element', async () => {
  const [sample] = sampleLog({ count: 120 }).filter(({ service }) => service === 'notifications');
  const evil = '<img src=x onerror=alert(1)>\u202e\u0000';
  await show('/viewer/notifications?e=evil', [
    {
      ...(sample as Entry),
      id: 'evil',
      event: evil,
      instanceId: evil,
      metadata: { [evil]: evil },
      detail: { payload: { bytes: 1e6, text: evil + 'x'.repeat(1e6) }, [evil]: evil },
    },
  ]);
  const details = await screen.findByRole('region', { name: 'Details' });
  expect(document.querySelector('img')).toBeNull();
  expect(details.textContent).toContain('<img src=x onerror=alert(1)>‹U+202E›␀');
});

test('B1: a log that is scanned in several slices: bars, counts and table agree', async () => {
  const entries = sampleLog({ count: 30_000 });
  // Every slice ends after its first step.
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 100));
  const shown = await show('/viewer?view=flat', entries);
  const listed = entries.filter(({ event }) => kindOf(event) === 'activity').length;
  await waitFor(() => expect(grid().getAttribute('aria-rowcount')).toBe(String(listed + 1)), {
    timeout: 15_000,
  });
  expect(document.querySelector('.os-filter-count')?.textContent).toBe(
    `${listed.toLocaleString('en')} events`,
  );
  const columns = new Set(
    [...document.querySelectorAll('.os-histogram-field path')].flatMap((path) =>
      [...(path.getAttribute('d') ?? '').matchAll(/M(\d+)/g)].map(([, bucket]) => bucket),
    ),
  );
  await shown.user.click(screen.getByRole('button', { name: 'As a table' }));
  await waitFor(() => expect(document.querySelector('.os-bucket-table')).toBeTruthy());
  const rows = [...document.querySelectorAll('.os-bucket-table tbody tr')];
  expect(columns.size).toBe(rows.length);
  const numbers = rows.flatMap((row) =>
    [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent?.replace(/\D/g, ''))),
  );
  expect(numbers.reduce((sum, one) => sum + one, 0)).toBe(listed);
}, 60_000);

test('B7: a file that was open before a reload is asked for, and nothing else is shown in its place', async () => {
  const shown = await show('/viewer?source=file%3Afrom-a-phone.jsonl%3A17');
  expect(await screen.findByText('from-a-phone.jsonl was open here')).toBeTruthy();
  expect(document.querySelector('[role=row]')).toBeNull();
  await shown.user.click(screen.getByRole('button', { name: 'Close it' }));
  await waitFor(() => expect(document.querySelectorAll('[role=row]').length).toBeGreaterThan(3));
});

test('B6: a link to another device says so', async () => {
  await show('/viewer?e=c5fd0a1e-54');
  expect(await screen.findByText('This log does not have this event')).toBeTruthy();
});

test('B18: a filter that cannot match says why, and what was probably meant', async () => {
  const shown = await show();
  const input = screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter' });
  await shown.user.click(input);
  expect(screen.getByRole('option', { name: /what went wrong/ })).toBeTruthy();
  await shown.user.keyboard('outcome:faild');
  expect(document.querySelector('.os-filter-problem')?.textContent).toContain(
    '“faild” is no value of outcome.',
  );
  expect(document.querySelector('.os-filter-ink u')?.textContent).toBe('outcome:faild');
  await shown.user.click(screen.getByRole('button', { name: 'Did you mean failed?' }));
  expect(input.value).toBe('outcome:failed');
  expect(document.querySelector('.os-filter-problem')).toBeNull();
});

test('B22: clearing says how many; Escape keeps them', async () => {
  const shown = await show('/viewer/push-messaging');
  const count = sampleLog({ count: 120 }).filter(({ service }) => service === 'pushMessaging').length;
  await shown.user.click(screen.getByRole('button', { name: 'Clear' }));
  expect(screen.getByRole('alertdialog').textContent).toContain(`${count} recorded events of Push messaging`);
  await shown.user.keyboard('{Escape}');
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(shown.source.cleared).toEqual([]);
});

test('a declarative push message is called one', async () => {
  const [sample] = sampleLog({ count: 120 }).filter(({ service }) => service === 'pushMessaging');
  const text = JSON.stringify({ web_push: 8030, notification: { title: 'Hi', navigate: 'https://a.test/' } });
  const push = { ...(sample as Entry), id: 'declared', detail: { payload: { bytes: text.length, text } } };
  await show('/viewer/push-messaging?e=declared', [push]);
  const details = await screen.findByRole('region', { name: 'Details' });
  expect(details.textContent).toContain('Declarative push message');
});

test('taken away, nothing of it stays', async () => {
  const adopted = document.adoptedStyleSheets.length;
  await show();
  expect(document.adoptedStyleSheets.length).toBeGreaterThan(adopted);
  cleanup();
  expect(document.adoptedStyleSheets.length).toBe(adopted);
  expect(document.querySelector('.os-viewer')).toBeNull();
});
