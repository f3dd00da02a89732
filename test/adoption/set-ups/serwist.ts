import type { SetUp } from '../set-up.ts';
import { HANDLERS, INDEX, main, REACT, VITE } from './react-app.ts';

export const serwist: SetUp = {
  name: 'Serwist',
  packages: { ...VITE, ...REACT, '@serwist/vite': '9.5.12', serwist: '9.5.12' },
  ours: ['sw-plugin', 'sdk', 'viewer'],
  files: {
    'index.html': INDEX,
    'src/main.jsx': main("start({ worker: '/sw.js' });"),
    'src/sw.js': `import '@offstage/sw-plugin/auto';
import { Serwist } from 'serwist';
new Serwist({ precacheEntries: self.__SW_MANIFEST, skipWaiting: true, clientsClaim: true }).addEventListeners();
${HANDLERS}`,
    'vite.config.js': `import { offstage, withoutOffstage } from '@offstage/sw-plugin/vite';
import { serwist } from '@serwist/vite';
import react from '@vitejs/plugin-react';

export default {
  plugins: [
    react(),
    offstage({ worker: 'src/sw.js' }),
    serwist({ swSrc: 'src/sw.js', swDest: 'sw.js', globDirectory: 'dist', injectionPoint: 'self.__SW_MANIFEST', rollupFormat: 'iife', manifestTransforms: [withoutOffstage] }),
  ],
};
`,
  },
  build: [['vite', 'build']],
  runs: [{ served: 'dist', singlePage: true }],
  notPrecached: /LoadedViewer|doctor-worker|offstage-sw/,
};
