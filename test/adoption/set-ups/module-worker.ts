import type { SetUp } from '../set-up.ts';
import { HANDLERS } from './react-app.ts';

export const moduleWorker: SetUp = {
  name: 'Vite, a module worker of its own',
  packages: { vite: '8.3.8' },
  ours: ['sw-plugin', 'sdk', 'viewer'],
  files: {
    'index.html': '<!doctype html><title>App</title><script type="module" src="/src/main.js"></script>',
    'src/main.js': `import { start } from '@offstage/sdk';
start({ worker: { url: import.meta.env.DEV ? '/src/sw.js' : '/sw.js', type: 'module', scope: '/' } });
`,
    'src/sw.js': HANDLERS,
    'vite.config.js': `import { offstage } from '@offstage/sw-plugin/vite';
export default {
  plugins: [offstage({ worker: 'src/sw.js' })],
  server: { headers: { 'service-worker-allowed': '/' } },
  build: {
    rolldownOptions: {
      input: { main: 'index.html', sw: 'src/sw.js' },
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
};
`,
    'public/viewer': '@our/@offstage/viewer/dist/standalone',
  },
  build: [['vite', 'build']],
  runs: [{ served: 'dist' }, { server: ['vite', '--port', 'PORT', '--strictPort'] }],
};
