import type { SetUp } from '../set-up.ts';
import { HANDLERS } from './react-app.ts';

/** The newest SvelteKit that runs on Node 20. */
export const svelteKit: SetUp = {
  name: 'SvelteKit',
  packages: {
    '@sveltejs/kit': '2.70.4',
    '@sveltejs/vite-plugin-svelte': '6.2.3',
    svelte: '5.57.3',
    vite: '7.3.8',
  },
  ours: ['sw-plugin', 'sdk', 'viewer'],
  files: {
    'src/app.html':
      '<!doctype html><html lang="en"><head>%sveltekit.head%</head><body><div>%sveltekit.body%</div></body></html>',
    'src/routes/+page.svelte': '<p>Home</p>\n',
    'src/hooks.client.js': `import { start } from '@offstage/sdk';

start();
`,
    'src/service-worker.js': `import '@offstage/sw-plugin/auto';
import { build, files, version } from '$service-worker';
self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(version).then((cache) => cache.addAll([...build, ...files])));
});
${HANDLERS}`,
    'svelte.config.js':
      "export default { kit: { serviceWorker: { files: (file) => !file.startsWith('viewer/') } } };\n",
    'static/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'static/viewer': '@our/@offstage/viewer/dist/standalone',
    'vite.config.js': `import { offstage } from '@offstage/sw-plugin/vite';
import { sveltekit } from '@sveltejs/kit/vite';

export default { plugins: [offstage(), sveltekit()] };
`,
  },
  build: [['vite', 'build']],
  notPrecached: /\/viewer\//,
  precacheIn: '.svelte-kit/output/client',
  runs: [
    { server: ['vite', 'preview', '--port', 'PORT', '--strictPort'] },
    { server: ['vite', '--port', 'PORT', '--strictPort'] },
  ],
};
