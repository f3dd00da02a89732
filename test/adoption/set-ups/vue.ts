import type { SetUp } from '../set-up.ts';
import { HANDLERS } from './react-app.ts';

export const vue: SetUp = {
  name: 'Vue with vue-router',
  packages: {
    vite: '8.3.8',
    vue: '3.5.45',
    'vue-router': '5.5.1',
    react: '19.3.1',
    'react-dom': '19.3.1',
    'react-router': '7.18.5',
  },
  ours: ['sw-plugin', 'sdk', 'viewer'],
  files: {
    'index.html':
      '<!doctype html><title>App</title><div id="app"></div><script type="module" src="/src/main.js"></script>',
    'src/main.js': `import { start } from '@offstage/sdk';
import { mountViewer } from '@offstage/viewer';
import { createApp, h, onBeforeUnmount, onMounted, ref } from 'vue';
import { createRouter, createWebHistory, RouterView } from 'vue-router';

start({ worker: '/sw.js' });
const Viewer = {
  setup() {
    const place = ref();
    let unmount;
    onMounted(() => { unmount = mountViewer(place.value, { basename: '/viewer' }); });
    onBeforeUnmount(() => unmount());
    return () => h('div', { ref: place, style: 'height: 100vh' });
  },
};
const routes = [
  { path: '/', component: { render: () => h('p', 'Home') } },
  { path: '/viewer/:rest(.*)*', component: Viewer },
];
const router = createRouter({ history: createWebHistory(), routes });
createApp({ render: () => h(RouterView) }).use(router).mount('#app');
`,
    'public/sw.js': `try { importScripts('/offstage-sw.js'); } catch {}\n${HANDLERS}`,
    'vite.config.js': `import { offstage } from '@offstage/sw-plugin/vite';
export default { plugins: [offstage({ viewer: false })] };
`,
  },
  build: [['vite', 'build']],
  runs: [{ served: 'dist', singlePage: true }, { server: ['vite', '--port', 'PORT', '--strictPort'] }],
};
