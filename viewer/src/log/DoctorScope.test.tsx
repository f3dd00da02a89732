import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { DoctorWorkerHere } from '../samples/doctor-worker-here.ts';
import { ofInstall } from '../samples/of-install.ts';
import { sampleLog } from '../samples/sample-log.ts';
import { type SampleSource, sampleSource } from '../samples/sample-source.ts';
import { showSource } from '../samples/show-viewer.tsx';
import type { Sink, SourceState } from '../sources/source.ts';

const WELL = 'a'.repeat(32);
const ILL = 'b'.repeat(32);
const log = sampleLog({ count: 400 });
const sick = log.filter(({ service }) => service === 'backgroundSync');
const fine = log.find(({ event, detail }) => event === 'Push event completed' && detail.outcome === 'ok');
const well = log.filter(({ span, parent }) => span === fine?.span || parent === fine?.span);

beforeAll(() => import('../LoadedViewer.tsx'), 60_000);
beforeEach(() => vi.stubGlobal('Worker', DoctorWorkerHere));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** What a server has of two installations. */
function server(state: Partial<SourceState> = {}): SampleSource {
  const { alive, origin, ...sample } = sampleSource([
    ...ofInstall(sick, ILL, '2.0.0'),
    ...ofInstall(well, WELL, '1.0.0'),
  ]);
  return {
    ...sample,
    id: 'server',
    kind: 'server',
    open(sink: Sink) {
      const close = sample.open(sink);
      sink.state({ phase: 'live', ...state });
      return close;
    },
  };
}

const scope = (): string => document.querySelector('.os-doctor-scope')?.textContent ?? '';
const line = (): string => document.querySelector('.os-doctor-line')?.textContent ?? '';

test('one installation is chosen from a list; address, findings and rows are about it, and it says so', async () => {
  const shown = await showSource('/viewer', server());
  const address = () => decodeURIComponent(shown.router.state.location.search);
  await waitFor(() => expect(scope()).toContain('All installations'));
  await waitFor(() => expect(scope()).toContain(`${sick.length + well.length} entries, from 20`));
  await waitFor(() => expect(line()).toMatch(/\d+ (error|warning|note)/));
  await shown.user.click(screen.getByRole('button', { name: 'All installations' }));
  const choices = screen.getAllByRole('radio');
  expect(choices.map((one) => one.closest('label')?.textContent)).toEqual([
    'All installations',
    expect.stringMatching(/^(a{8} · Chrome 141 · 1.0.0|b{8} · Chrome 141 · 2.0.0)\d+ entries, last /),
    expect.stringMatching(/^(a{8} · Chrome 141 · 1.0.0|b{8} · Chrome 141 · 2.0.0)\d+ entries, last /),
  ]);
  await shown.user.click(screen.getByRole('radio', { name: /aaaaaaaa/ }));
  await waitFor(() => expect(address()).toContain(`f=install:${WELL}`));
  await waitFor(() =>
    expect(scope()).toMatch(new RegExp(`^Installation aaaaaaaa.*${well.length} entries, from`)),
  );
  await waitFor(() => expect(line()).toContain('Nothing found'));
  await shown.user.click(screen.getByRole('radio', { name: /bbbbbbbb/ }));
  await waitFor(() => expect(scope()).toContain(`${sick.length} entries, from`));
  await waitFor(() => expect(line()).toMatch(/\d+ (error|warning|note)/));
  expect(address()).toContain(`f=install:${ILL}`);
  // What else is asked for stays.
  const filter = screen.getByRole('combobox', { name: 'Filter' });
  await shown.user.type(filter, ' outcome:failed');
  await shown.user.click(screen.getByRole('button', { name: 'Installation bbbbbbbb' }));
  await shown.user.click(screen.getByRole('radio', { name: 'All installations' }));
  await waitFor(() => expect((filter as HTMLInputElement).value.trim()).toBe('outcome:failed'));
  await waitFor(() => expect(scope()).toContain(`${sick.length + well.length} entries`));
});

test('a link opens one installation; of one that nothing is known of the doctor says nothing', async () => {
  await showSource(`/viewer?f=install%3A${ILL}`, server());
  await waitFor(() => expect(scope()).toMatch(/^Installation bbbbbbbb/));
  await waitFor(() => expect(scope()).toContain(`${sick.length} entries, from`));
  cleanup();
  await showSource(`/viewer?f=install%3A${'c'.repeat(32)}`, server());
  await waitFor(() => expect(scope()).toBe('Installation cccccccc0 entries'));
  await waitFor(() => expect(line()).toContain('Not checked'));
});

test('what was not loaded, or not asked for, is said', async () => {
  const older = { loaded: 5000, total: 20_000, load() {} };
  await showSource('/viewer', server({ older, question: { text: 'x', from: 1, to: 2 } }));
  await waitFor(() =>
    expect(scope()).toContain('5,000 of 20,000 are loaded: what is older was not looked at'),
  );
  expect(scope()).toContain('only what the filter lets the server send');
  expect(scope()).toContain('only of the chosen time');
  const button = screen.getByRole('button', { name: 'All installations' });
  expect(within(button.closest('section') as HTMLElement).queryByText(/write install:/)).toBeNull();
  button.click();
  await screen.findByText(/write install:/);
});

test('a log without installations has no such line', async () => {
  await showSource('/viewer', sampleSource(log));
  await screen.findByRole('button', { name: 'Show findings' });
  expect(document.querySelector('.os-doctor-scope')).toBeNull();
});
