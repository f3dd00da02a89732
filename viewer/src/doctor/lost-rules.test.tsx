import { waitFor } from '@testing-library/react';
import { beforeAll, expect, test, vi } from 'vitest';
import { showViewer } from '../samples/show-viewer.tsx';

// What a bundler that does not know `new URL(…, import.meta.url)` makes of it: the file is not there.
vi.mock('./ask-doctor.ts', () => ({
  DOCTOR_URL: 'https://app.example/assets/chunks/doctor-worker.js',
  createDoctor: () => ({
    ask: () => Promise.reject(new TypeError('Failed to fetch dynamically imported module')),
    stop() {},
  }),
}));

beforeAll(() => import('../LoadedViewer.tsx'), 60_000);

test('where the file of the rules is missing, the viewer says which, why, and what to do', async () => {
  await showViewer();
  const said = (): string => document.querySelector('.os-doctor')?.textContent ?? '';
  await waitFor(() => expect(said()).toContain('https://app.example/assets/chunks/doctor-worker.js'));
  expect(said()).toMatch(/esbuild/);
  expect(said()).toContain('@offstage/viewer/dist/chunks');
  expect(document.querySelector('.os-doctor-clean')).toBeNull();
});
