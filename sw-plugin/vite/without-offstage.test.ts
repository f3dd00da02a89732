import { expect, test } from 'vitest';
import { rememberOwn, withoutOffstage } from './without-offstage.ts';

test('what is Offstage’s own is taken out, with or without a slash before it, and nothing else', async () => {
  rememberOwn(['offstage-sw.js', 'assets/LoadedViewer-1.js'], ['viewer/']);
  const entries = [
    'offstage-sw.js',
    '/offstage-sw.js',
    'assets/LoadedViewer-1.js',
    'viewer/index.html',
    'viewer/assets/a.js',
    'viewer.html',
    'assets/index-1.js',
    'docs/viewer/index.html',
  ].map((url) => ({ url, revision: '1' }));
  const { manifest } = await withoutOffstage(entries);
  expect(manifest.map(({ url }) => url)).toEqual([
    'viewer.html',
    'assets/index-1.js',
    'docs/viewer/index.html',
  ]);
  expect(manifest[0]).toBe(entries[5]);
});
