import type { SetUp } from '../set-up.ts';
import { HANDLERS } from './react-app.ts';

export const workboxCli: SetUp = {
  name: 'Workbox CLI, generateSW',
  packages: { 'workbox-cli': '7.4.1' },
  ours: ['sw-plugin', 'sdk', 'viewer'],
  files: {
    'public/index.html':
      '<!doctype html><title>App</title><script src="/offstage.js" data-worker="/sw.js"></script>',
    'public/handlers.js': HANDLERS,
    'public/offstage-sw.js': '@our/@offstage/sw-plugin/dist/offstage-sw.js',
    'public/offstage.js': '@our/@offstage/sdk/dist/offstage.js',
    'public/viewer': '@our/@offstage/viewer/dist/standalone',
    'workbox-config.cjs': `module.exports = {
  globDirectory: 'public',
  globPatterns: ['**/*.{html,js}'],
  globIgnores: ['viewer/**', 'offstage-sw.js'],
  swDest: 'public/sw.js',
  importScripts: ['offstage-sw.js', 'handlers.js'],
  navigateFallback: '/index.html',
  navigateFallbackDenylist: [/^\\/viewer/],
};
`,
  },
  build: [['workbox', 'generateSW', 'workbox-config.cjs']],
  runs: [{ served: 'public' }],
  notPrecached: /viewer|offstage-sw/,
};
