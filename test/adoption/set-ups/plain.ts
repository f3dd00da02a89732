import type { SetUp } from '../set-up.ts';
import { HANDLERS } from './react-app.ts';

export const plain: SetUp = {
  name: 'plain site',
  packages: {},
  ours: ['sw-plugin', 'sdk', 'viewer'],
  files: {
    'public/index.html':
      '<!doctype html><title>App</title><script src="/offstage.js" data-worker="/sw.js"></script>',
    'public/sw.js': `try { importScripts('/offstage-sw.js'); } catch {}\n${HANDLERS}`,
    'public/offstage-sw.js': '@our/@offstage/sw-plugin/dist/offstage-sw.js',
    'public/offstage.js': '@our/@offstage/sdk/dist/offstage.js',
    'public/viewer': '@our/@offstage/viewer/dist/standalone',
  },
  runs: [{ served: 'public' }],
};
