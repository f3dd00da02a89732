import { join } from 'node:path';
import { createApp, startServer } from '@offstage/server';
import { expect, test } from 'vitest';
import { openTempStore } from './open-temp-store.ts';

const { store, folder } = await openTempStore();

test('the viewer is served under a policy that lets nothing run but its own files', async () => {
  const files = new Map([
    ['index.html', { bytes: new TextEncoder().encode('<!doctype html>'), type: 'text/html', etag: '"1"' }],
  ]);
  const app = createApp({ store, allowAnonymous: true, viewer: files });
  for (const path of ['/viewer/', '/viewer/reports/deep/link']) {
    const response = await app.request(path);
    expect(response.status).toBe(200);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  }
  expect((await app.request('/viewer')).headers.get('location')).toBe('/viewer/');
  expect((await app.request('/viewer/assets/missing.js')).status).toBe(404);
  expect((await app.request('/viewer/', { headers: { 'if-none-match': '"1"' } })).status).toBe(304);
  expect(await (await app.request('/viewer/..%2f..%2fetc/passwd')).text()).toBe('<!doctype html>');
  await expect(
    startServer({ allowAnonymous: true, store: join(folder, 'v.sqlite'), viewer: folder }),
  ).rejects.toMatchObject({
    code: 'VIEWER_NOT_BUILT',
  });
});
