import type { SetUp } from '../set-up.ts';
import { HANDLERS } from './react-app.ts';

export const firebase: SetUp = {
  name: 'Firebase messaging, compat',
  packages: { firebase: '13.2.0' },
  ours: ['sw-plugin', 'sdk', 'viewer'],
  files: {
    'public/index.html':
      '<!doctype html><title>App</title><script src="/offstage.js" data-worker="/firebase-messaging-sw.js"></script>',
    'public/firebase-messaging-sw.js': `try { importScripts('/offstage-sw.js'); } catch {}
importScripts('/firebase-app-compat.js', '/firebase-messaging-compat.js');
firebase.initializeApp({ apiKey: 'k', projectId: 'p', messagingSenderId: '1', appId: '1:1:web:1' });
firebase.messaging();
${HANDLERS}`,
    'public/firebase-app-compat.js': '@our/firebase/firebase-app-compat.js',
    'public/firebase-messaging-compat.js': '@our/firebase/firebase-messaging-compat.js',
    'public/offstage-sw.js': '@our/@offstage/sw-plugin/dist/offstage-sw.js',
    'public/offstage.js': '@our/@offstage/sdk/dist/offstage.js',
    'public/viewer': '@our/@offstage/viewer/dist/standalone',
  },
  runs: [{ served: 'public' }],
};
