import { expect, test } from 'vitest';
import { ownFiles } from './own-files.ts';

const chunk = (fileName: string, moduleIds: string[], more: object = {}) => ({
  [fileName]: { type: 'chunk', fileName, moduleIds, imports: [], ...more },
});
const viewer = '/app/node_modules/@offstage/viewer/dist/chunks/LoadedViewer.js';
const library = '/app/node_modules/valibot/dist/index.mjs';

test('the viewer’s chunk with its libraries, and its worker, are nobody else’s', () => {
  const bundle = {
    ...chunk('index.js', ['/app/src/main.jsx', '/app/node_modules/@offstage/viewer/dist/index.js'], {
      isEntry: true,
    }),
    ...chunk('LoadedViewer.js', [viewer, library, '\0rolldown/runtime.js'], { imports: ['index.js'] }),
    'doctor-worker-1.js': { type: 'asset', fileName: 'doctor-worker-1.js' },
    'index.css': { type: 'asset', fileName: 'index.css' },
  };
  expect(ownFiles(bundle)).toEqual(['LoadedViewer.js', 'doctor-worker-1.js']);
});

test('what the app cannot do without, or has put its own into, is the app’s', () => {
  const bundle = {
    ...chunk('index.js', ['/app/src/main.jsx'], { isEntry: true, imports: ['shared.js'] }),
    ...chunk('shared.js', [viewer, library]),
    ...chunk('admin.js', ['/app/src/admin.jsx', viewer]),
  };
  expect(ownFiles(bundle)).toEqual([]);
});
