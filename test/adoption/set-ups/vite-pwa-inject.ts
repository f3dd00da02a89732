import type { SetUp } from '../set-up.ts';
import { HANDLERS, INDEX, main, REACT, VITE } from './react-app.ts';

export const vitePwaInject: SetUp = {
  name: 'vite-plugin-pwa, injectManifest',
  packages: { ...VITE, ...REACT, 'vite-plugin-pwa': '2.0.0', 'workbox-precaching': '7.4.1' },
  ours: ['sw-plugin', 'sdk', 'viewer'],
  files: {
    'index.html': INDEX,
    'src/main.jsx': main(
      "import { registerSW } from 'virtual:pwa-register';\nstart();\nregisterSW({ immediate: true });",
    ),
    'src/sw.js': `import { precacheAndRoute } from 'workbox-precaching';
precacheAndRoute(self.__WB_MANIFEST);
${HANDLERS}`,
    'vite.config.js': `import { offstage, withOffstage } from '@offstage/sw-plugin/vite';
import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';

export default {
  plugins: [
    react(),
    offstage({ worker: 'src/sw.js' }),
    VitePWA(withOffstage({ strategies: 'injectManifest', srcDir: 'src', filename: 'sw.js', devOptions: { enabled: true, type: 'module' } })),
  ],
};
`,
  },
  build: [['vite', 'build']],
  runs: [{ served: 'dist', singlePage: true }, { server: ['vite', '--port', 'PORT', '--strictPort'] }],
  notPrecached: /LoadedViewer|doctor-worker|offstage-sw/,
};
