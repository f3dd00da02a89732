import type { SetUp } from '../set-up.ts';
import { HANDLERS, INDEX, main, REACT, VITE } from './react-app.ts';

export const vitePwaGenerate: SetUp = {
  name: 'vite-plugin-pwa, generateSW',
  packages: { ...VITE, ...REACT, 'vite-plugin-pwa': '2.0.0' },
  ours: ['sw-plugin', 'sdk', 'viewer'],
  files: {
    'index.html': INDEX,
    'src/main.jsx': main(
      "import { registerSW } from 'virtual:pwa-register';\nstart();\nregisterSW({ immediate: true });",
    ),
    'public/handlers.js': HANDLERS,
    'vite.config.js': `import { offstage, withOffstage } from '@offstage/sw-plugin/vite';
import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';

export default {
  plugins: [
    react(),
    offstage(),
    VitePWA(withOffstage({ registerType: 'autoUpdate', devOptions: { enabled: true }, workbox: { importScripts: ['handlers.js'] } })),
  ],
};
`,
  },
  build: [['vite', 'build']],
  runs: [{ served: 'dist', singlePage: true }, { server: ['vite', '--port', 'PORT', '--strictPort'] }],
  notPrecached: /LoadedViewer|doctor-worker|offstage-sw/,
};
