import type { SetUp } from '../set-up.ts';
import { HANDLERS } from './react-app.ts';

/** The newest Nuxt that says that it runs on Node 20. */
export const nuxt: SetUp = {
  name: 'Nuxt',
  packages: { nuxt: '4.3.0', vue: '3.5.45' },
  ours: ['sw-plugin', 'sdk', 'viewer'],
  files: {
    'nuxt.config.js':
      "export default defineNuxtConfig({ compatibilityDate: '2026-01-01', telemetry: false, vite: { optimizeDeps: { include: ['@offstage/sdk'] } } });\n",
    'app/app.vue': '<template><p>Home</p></template>\n',
    'app/plugins/offstage.client.js': `import { start } from '@offstage/sdk';

export default defineNuxtPlugin(() => { start({ worker: '/sw.js' }); });
`,
    'public/sw.js': `try { importScripts('/offstage-sw.js'); } catch {}\n${HANDLERS}`,
    'public/offstage-sw.js': '@our/@offstage/sw-plugin/dist/offstage-sw.js',
    'public/viewer': '@our/@offstage/viewer/dist/standalone',
  },
  build: [['nuxt', 'build']],
  runs: [{ server: ['nuxt', 'preview', '--port', 'PORT'] }, { server: ['nuxt', 'dev', '--port', 'PORT'] }],
  viewer: '/viewer/index.html',
};
