// In one file: every set-up that init knows, as its author has it and as init leaves it, to be read side by side.
/** An app as its author has it, and what init makes of it. */
export interface FixtureApp {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** What is said of it. */
  readonly found: readonly string[];
  /** Every line that is added, by file, as the diff shows it; in other files none is. */
  readonly added: Readonly<Record<string, readonly string[]>>;
  /** Files that are copied; of the viewer its page. */
  readonly copied: readonly string[];
  /** What is left to do by hand: a word of each. */
  readonly left?: readonly string[];
  readonly needed?: readonly string[];
  /** The worker's source, where there is one to look at. */
  readonly worker?: string;
}

const PUSH = "self.addEventListener('push', (event) => event.waitUntil(show(event)));\n";
const LOAD = "try { importScripts('offstage-sw.js'); } catch {}";
const MODULE = "import '@offstage/sw-plugin/auto';";
const START = ["import { start } from '@offstage/sdk';", '', 'start();'];
const INDEX =
  '<!doctype html>\n<title>App</title>\n<div id="root"></div>\n<script type="module" src="/src/main.js"></script>\n';
const manifest = (packages: Readonly<Record<string, string>>): string =>
  `${JSON.stringify({ name: 'app', private: true, devDependencies: packages }, undefined, 2)}\n`;
const SITE =
  '<!doctype html>\n<html lang="en">\n  <head>\n    <meta charset="utf-8" />\n    <title>App</title>\n  </head>\n  <body></body>\n</html>\n';
const SCRIPT = '    <script src="offstage.js"></script>';
const VIEWER = 'public/viewer/index.html';
const IN_PUBLIC = ['public/offstage-sw.js', VIEWER];
const WITH_VITE = "import { offstage, withOffstage } from '@offstage/sw-plugin/vite';";
const ONLY_VITE = "import { offstage } from '@offstage/sw-plugin/vite';";

export const APPS: readonly FixtureApp[] = [
  {
    name: 'plain, at the root',
    files: {
      'index.html': SITE.replace(
        '</body>',
        "<script>navigator.serviceWorker.register('worker.js')</script></body>",
      ),
      'worker.js': PUSH,
    },
    found: ['a plain site', 'the worker worker.js'],
    added: { 'index.html': [SCRIPT], 'worker.js': [LOAD] },
    copied: ['offstage.js', 'offstage-sw.js', 'viewer/index.html'],
    worker: 'worker.js',
  },
  {
    name: 'plain, with comments and a directive at the top of its worker',
    files: {
      'public/index.html': SITE,
      'public/sw.js': `/*! @license MIT */\n'use strict';\n\n// What a push shows.\n${PUSH}`,
    },
    found: ['a plain site', 'the worker public/sw.js'],
    added: { 'public/index.html': [SCRIPT], 'public/sw.js': [LOAD] },
    copied: ['public/offstage.js', ...IN_PUBLIC],
    worker: 'public/sw.js',
  },
  {
    name: 'plain, a module worker',
    files: {
      'public/index.html': SITE.replace(
        '</body>',
        "<script>navigator.serviceWorker.register('/sw.js', { type: 'module' })</script></body>",
      ),
      'public/sw.js': `import { show } from './show.js';\n${PUSH}`,
      'public/show.js': 'export const show = () => {};\n',
    },
    found: ['a plain site', 'the worker public/sw.js'],
    added: {
      'public/index.html': [SCRIPT.replace('offstage', '/offstage')],
      'public/sw.js': ["import './offstage-sw.js';"],
    },
    copied: ['public/offstage.js', ...IN_PUBLIC],
    worker: 'public/sw.js',
  },
  {
    name: 'plain, with a navigation route of Workbox in its worker',
    files: {
      'public/index.html': SITE,
      'public/sw.js': `importScripts('https://storage.googleapis.com/workbox-cdn/releases/7.4.1/workbox-sw.js');\nworkbox.routing.registerRoute(new workbox.routing.NavigationRoute(workbox.precaching.createHandlerBoundToURL('/index.html')));\n`,
    },
    found: ['a plain site', 'the worker public/sw.js'],
    added: {
      'public/index.html': [SCRIPT],
      'public/sw.js': [
        LOAD,
        "workbox.routing.registerRoute(new workbox.routing.NavigationRoute(workbox.precaching.createHandlerBoundToURL('/index.html'), { denylist: [/^\\/viewer/] }));",
      ],
    },
    copied: ['public/offstage.js', ...IN_PUBLIC],
    worker: 'public/sw.js',
  },
  {
    name: 'Workbox CLI, generateSW',
    files: {
      'package.json': manifest({ 'workbox-cli': '7.4.1' }),
      'public/index.html': SITE,
      'workbox-config.js': `module.exports = {\n  globDirectory: 'public',\n  swDest: 'public/sw.js',\n  importScripts: ['handlers.js'],\n  navigateFallback: '/index.html',\n};\n`,
    },
    found: ['a plain site', 'Workbox, generateSW in workbox-config.js'],
    added: {
      'public/index.html': [SCRIPT],
      'workbox-config.js': [
        "  globIgnores: ['**/node_modules/**/*', '**/offstage-sw.js', '**/viewer/**'],",
        '  navigateFallbackDenylist: [/^\\/viewer/],',
        "  importScripts: ['offstage-sw.js', 'handlers.js'],",
      ],
    },
    copied: ['public/offstage.js', ...IN_PUBLIC],
  },
  {
    name: 'Workbox CLI, injectManifest',
    files: {
      'package.json': manifest({ 'workbox-cli': '7.4.1' }),
      'public/index.html': SITE,
      'workbox-config.cjs':
        "module.exports = { globDirectory: 'public', swSrc: 'worker/sw.js', swDest: 'public/sw.js' };\n",
      'worker/sw.js': `importScripts('https://storage.googleapis.com/workbox-cdn/releases/7.4.1/workbox-sw.js');\n${PUSH}workbox.precaching.precacheAndRoute(self.__WB_MANIFEST);\n`,
    },
    found: ['a plain site', 'Workbox, injectManifest of worker/sw.js'],
    added: {
      'public/index.html': [SCRIPT],
      'workbox-config.cjs': [
        "module.exports = { globIgnores: ['**/node_modules/**/*', '**/offstage-sw.js', '**/viewer/**'], globDirectory: 'public', swSrc: 'worker/sw.js', swDest: 'public/sw.js' };",
      ],
      'worker/sw.js': [LOAD],
    },
    copied: ['public/offstage.js', ...IN_PUBLIC],
    worker: 'worker/sw.js',
  },
  {
    name: 'webpack with GenerateSW',
    files: {
      'package.json': manifest({ webpack: '5.113.0', 'workbox-webpack-plugin': '7.4.1' }),
      'public/index.html': SITE,
      'webpack.config.js':
        "const { GenerateSW } = require('workbox-webpack-plugin');\nmodule.exports = {\n  plugins: [new GenerateSW({})],\n};\n",
    },
    found: ['a plain site', 'Workbox, generateSW in webpack.config.js'],
    added: {
      'public/index.html': [SCRIPT],
      'webpack.config.js': [
        "  plugins: [new GenerateSW({ importScripts: ['offstage-sw.js'], exclude: [/\\.map$/, /^manifest.*\\.js$/, /offstage-sw\\.js$/, /^viewer\\//] })],",
      ],
    },
    copied: ['public/offstage.js', ...IN_PUBLIC],
  },
  {
    name: 'webpack with InjectManifest',
    files: {
      'package.json': manifest({ webpack: '5.113.0', 'workbox-webpack-plugin': '7.4.1' }),
      'public/index.html': SITE,
      'webpack.config.cjs':
        "const path = require('node:path');\nconst { InjectManifest } = require('workbox-webpack-plugin');\nmodule.exports = { plugins: [new InjectManifest({ swSrc: path.resolve(__dirname, 'src/sw.js') })] };\n",
      'src/sw.js': `import { precacheAndRoute } from 'workbox-precaching';\nprecacheAndRoute(self.__WB_MANIFEST);\n`,
    },
    found: ['a plain site', 'Workbox, injectManifest of src/sw.js'],
    added: {
      'webpack.config.cjs': [
        "module.exports = { plugins: [new InjectManifest({ exclude: [/\\.map$/, /^manifest.*\\.js$/, /offstage-sw\\.js$/, /^viewer\\//], swSrc: path.resolve(__dirname, 'src/sw.js') })] };",
      ],
      'public/index.html': [SCRIPT],
      'src/sw.js': [MODULE],
    },
    copied: ['public/offstage.js', VIEWER],
    needed: ['@offstage/sw-plugin'],
    worker: 'src/sw.js',
  },
  {
    name: 'vite-plugin-pwa, generateSW',
    files: {
      'package.json': manifest({ vite: '8.3.8', 'vite-plugin-pwa': '2.0.0' }),
      'index.html': INDEX,
      'src/main.js': "import { registerSW } from 'virtual:pwa-register';\n\nregisterSW();\n",
      'vite.config.js':
        "import { defineConfig } from 'vite';\nimport { VitePWA } from 'vite-plugin-pwa';\n\nexport default defineConfig({\n  plugins: [VitePWA({ registerType: 'autoUpdate' })],\n});\n",
    },
    found: ['Vite', 'vite-plugin-pwa, generateSW'],
    added: {
      'vite.config.js': [
        WITH_VITE,
        "  plugins: [offstage(), VitePWA(withOffstage({ registerType: 'autoUpdate' }))],",
      ],
      'src/main.js': ["import { start } from '@offstage/sdk';", 'start();', ''],
    },
    copied: [VIEWER],
    needed: ['@offstage/sw-plugin', '@offstage/sdk'],
  },
  {
    name: 'vite-plugin-pwa, injectManifest, TypeScript',
    files: {
      'package.json': manifest({ vite: '8.3.8', 'vite-plugin-pwa': '2.0.0' }),
      'index.html': INDEX.replace('main.js', 'main.tsx'),
      'src/main.tsx': 'const root = document.querySelector<HTMLElement>("#root")!;\nroot.hidden = false;\n',
      'src/sw.ts': `/// <reference lib="webworker" />\nimport { precacheAndRoute } from 'workbox-precaching';\n\ndeclare const self: ServiceWorkerGlobalScope;\nprecacheAndRoute(self.__WB_MANIFEST);\n`,
      'vite.config.ts': `import react from "@vitejs/plugin-react";\nimport { defineConfig } from "vite";\nimport { VitePWA } from "vite-plugin-pwa";\n\nexport default defineConfig(({ mode }) => {\n  return {\n    plugins: [\n      react(),\n      VitePWA({\n        strategies: "injectManifest",\n        srcDir: "src",\n        filename: "sw.ts",\n      }),\n    ],\n  };\n});\n`,
    },
    found: ['Vite', 'vite-plugin-pwa, injectManifest'],
    added: {
      'vite.config.ts': [
        WITH_VITE.replaceAll("'", '"'),
        '      offstage({ worker: "src/sw.ts" }),',
        '      VitePWA(withOffstage({',
        '      })),',
      ],
      'src/main.tsx': START.map((line) => line.replaceAll("'", '"')),
    },
    copied: [VIEWER],
    needed: ['@offstage/sw-plugin', '@offstage/sdk'],
  },
  {
    name: 'Vite with a module worker of its own',
    files: {
      'package.json': manifest({ vite: '8.3.8' }),
      'index.html': INDEX,
      'src/main.js':
        "import './app.css';\nnavigator.serviceWorker.register(new URL('./sw.js', import.meta.url), { type: 'module' });\n",
      'src/app.css': '',
      'src/sw.js': PUSH,
      'vite.config.js': 'export default {};\n',
    },
    found: ['Vite', 'a worker of its own, src/sw.js'],
    added: {
      'vite.config.js': [ONLY_VITE, "export default { plugins: [offstage({ worker: 'src/sw.js' })] };"],
      'src/main.js': START,
      'src/sw.js': [MODULE],
    },
    copied: [VIEWER],
    needed: ['@offstage/sw-plugin', '@offstage/sdk'],
    worker: 'src/sw.js',
  },
  {
    name: 'Serwist with Vite',
    files: {
      'package.json': manifest({ vite: '8.3.8', serwist: '9.5.12', '@serwist/vite': '9.5.12' }),
      'index.html': INDEX,
      'src/main.js': "navigator.serviceWorker.register('/sw.js');\n",
      'src/sw.ts': `import { Serwist } from 'serwist';\nnew Serwist({ precacheEntries: self.__SW_MANIFEST }).addEventListeners();\n`,
      'vite.config.ts':
        "import { serwist } from '@serwist/vite';\n\nexport default { plugins: [serwist({ swSrc: 'src/sw.ts', swDest: 'sw.js' })] };\n",
    },
    found: ['Vite', 'Serwist'],
    added: {
      'vite.config.ts': [
        ONLY_VITE,
        "export default { plugins: [offstage({ worker: 'src/sw.ts' }), serwist({ globIgnores: ['**/node_modules/**/*', '**/offstage-sw.js', '**/viewer/**'], swSrc: 'src/sw.ts', swDest: 'sw.js' })] };",
      ],
      'src/main.js': ["import { start } from '@offstage/sdk';", '', 'start();'],
      'src/sw.ts': [MODULE],
    },
    copied: [VIEWER],
    needed: ['@offstage/sw-plugin', '@offstage/sdk'],
    worker: 'src/sw.ts',
  },
  {
    name: 'Serwist with Next.js',
    files: {
      'package.json': manifest({ next: '16.4.0', '@serwist/next': '9.5.12' }),
      'tsconfig.json': '{}\n',
      'next.config.ts':
        "import withSerwistInit from '@serwist/next';\n\nconst withSerwist = withSerwistInit({ swSrc: 'app/sw.ts', swDest: 'public/sw.js' });\nexport default withSerwist({});\n",
      'app/sw.ts':
        "import { Serwist } from 'serwist';\nnew Serwist({ precacheEntries: self.__SW_MANIFEST }).addEventListeners();\n",
      'app/page.tsx': 'export default () => null;\n',
    },
    found: ['Next.js', 'Serwist, app/sw.ts'],
    added: {
      'next.config.ts': [
        "const withSerwist = withSerwistInit({ globPublicPatterns: ['!(offstage-sw.js)', '!(viewer)/**/*'], swSrc: 'app/sw.ts', swDest: 'public/sw.js' });",
      ],
      'app/sw.ts': [MODULE],
      'instrumentation-client.ts': ["import { start } from '@offstage/sdk';", 'start();'],
    },
    copied: [VIEWER],
    needed: ['@offstage/sw-plugin', '@offstage/sdk'],
    worker: 'app/sw.ts',
  },
  {
    name: 'Serwist with Next.js and Turbopack',
    files: {
      'package.json': manifest({ next: '16.4.0', '@serwist/turbopack': '9.5.12' }),
      'next.config.mjs': 'export default {};\n',
      'src/app/serwist/[path]/route.js':
        "import { createSerwistRoute } from '@serwist/turbopack';\n\nexport const { GET } = createSerwistRoute({\n  swSrc: 'src/app/sw.js',\n});\n",
      'src/app/sw.js':
        "import { Serwist } from 'serwist';\nnew Serwist({ precacheEntries: self.__SW_MANIFEST }).addEventListeners();\n",
      'src/app/page.jsx': 'export default () => null;\n',
    },
    found: ['Next.js', 'Serwist, src/app/sw.js'],
    added: {
      'src/app/serwist/[path]/route.js': [
        "  globIgnores: ['**/node_modules/**/*', '**/offstage-sw.js', '**/viewer/**'],",
      ],
      'src/app/sw.js': [MODULE],
      'src/instrumentation-client.js': ["import { start } from '@offstage/sdk';", 'start();'],
    },
    copied: [VIEWER],
    needed: ['@offstage/sw-plugin', '@offstage/sdk'],
    worker: 'src/app/sw.js',
  },
  {
    name: 'Next.js with a worker of its own',
    files: {
      'package.json': manifest({ next: '^16.4.0' }),
      'public/sw.js': PUSH,
      'src/app/page.jsx':
        "'use client';\nnavigator.serviceWorker?.register('/sw.js');\nexport default () => null;\n",
      'src/instrumentation-client.js': "console.log('app');\n",
    },
    found: ['Next.js', 'the worker public/sw.js'],
    added: { 'public/sw.js': [LOAD], 'src/instrumentation-client.js': START },
    copied: IN_PUBLIC,
    needed: ['@offstage/sdk'],
    worker: 'public/sw.js',
  },
  {
    name: 'Next.js with next-pwa',
    files: {
      'package.json': manifest({ next: '15.5.0', '@ducanh2912/next-pwa': '10.2.9' }),
      'next.config.mjs':
        "import withPWAInit from '@ducanh2912/next-pwa';\n\nconst withPWA = withPWAInit({\n  dest: 'public',\n});\n\nexport default withPWA({});\n",
      'pages/index.js': 'export default () => null;\n',
    },
    found: ['Next.js', '@ducanh2912/next-pwa'],
    added: {
      'next.config.mjs': [
        "  publicExcludes: ['!noprecache/**/*', '!offstage-sw.js', '!viewer/**/*'],",
        "  workboxOptions: { importScripts: ['/offstage-sw.js'] },",
      ],
      'instrumentation-client.js': ["import { start } from '@offstage/sdk';", 'start();'],
    },
    copied: IN_PUBLIC,
    needed: ['@offstage/sdk'],
  },
  {
    name: 'Next.js with next-pwa and a worker of its own',
    files: {
      'package.json': manifest({ next: '16.4.6', 'next-pwa': '5.6.0' }),
      'next.config.js':
        "import withPWA from 'next-pwa';\n\nexport default withPWA({ dest: 'public', publicExcludes: ['!big/**'] })({});\n",
      'pages/index.jsx': 'export default () => null;\n',
      'worker/index.js': PUSH,
    },
    found: ['Next.js', 'next-pwa'],
    added: {
      'worker/index.js': ["try { importScripts('/offstage-sw.js'); } catch {}"],
      'next.config.js': [
        "export default withPWA({ dest: 'public', publicExcludes: ['!big/**', '!offstage-sw.js', '!viewer/**/*'] })({});",
      ],
      'instrumentation-client.js': ["import { start } from '@offstage/sdk';", 'start();'],
    },
    copied: IN_PUBLIC,
    needed: ['@offstage/sdk'],
    worker: 'worker/index.js',
  },
  {
    name: 'Nuxt with @vite-pwa/nuxt',
    files: {
      'package.json': manifest({ nuxt: '4.4.0', '@vite-pwa/nuxt': '1.0.0' }),
      'tsconfig.json': '{}\n',
      'nuxt.config.ts':
        "export default defineNuxtConfig({\n  modules: ['@vite-pwa/nuxt'],\n  pwa: {\n    registerType: 'autoUpdate',\n  },\n});\n",
      'app/app.vue': '<template><NuxtPage /></template>\n',
    },
    found: ['Nuxt', '@vite-pwa/nuxt, generateSW'],
    added: {
      'nuxt.config.ts': [
        "    workbox: { importScripts: ['offstage-sw.js'], globIgnores: ['**/node_modules/**/*', '**/offstage-sw.js', '**/viewer/**'], navigateFallbackDenylist: [/^\\/viewer/] },",
      ],
      'app/plugins/offstage.client.ts': [
        "import { start } from '@offstage/sdk';",
        '',
        'export default defineNuxtPlugin(() => {',
        '  start();',
        '});',
      ],
    },
    copied: IN_PUBLIC,
    needed: ['@offstage/sdk'],
  },
  {
    name: 'Nuxt with @vite-pwa/nuxt, injectManifest',
    files: {
      'package.json': manifest({ nuxt: '4.4.0', '@vite-pwa/nuxt': '1.0.0' }),
      'nuxt.config.js':
        "export default defineNuxtConfig({\n  modules: ['@vite-pwa/nuxt'],\n  pwa: { strategies: 'injectManifest', srcDir: 'service-worker', filename: 'sw.js' },\n});\n",
      'service-worker/sw.js':
        "import { precacheAndRoute } from 'workbox-precaching';\nprecacheAndRoute(self.__WB_MANIFEST);\n",
      'app/app.vue': '<template><NuxtPage /></template>\n',
    },
    found: ['Nuxt', '@vite-pwa/nuxt, injectManifest of service-worker/sw.js'],
    added: {
      'nuxt.config.js': [
        "  pwa: { injectManifest: { globIgnores: ['**/node_modules/**/*', '**/offstage-sw.js', '**/viewer/**'] }, strategies: 'injectManifest', srcDir: 'service-worker', filename: 'sw.js' },",
      ],
      'service-worker/sw.js': [MODULE],
      'app/plugins/offstage.client.js': [
        "import { start } from '@offstage/sdk';",
        '',
        'export default defineNuxtPlugin(() => {',
        '  start();',
        '});',
      ],
    },
    copied: [VIEWER],
    needed: ['@offstage/sw-plugin', '@offstage/sdk'],
    worker: 'service-worker/sw.js',
  },
  {
    name: 'Nuxt with a worker of its own',
    files: {
      'package.json': manifest({ nuxt: '3.19.0' }),
      'public/sw.js': PUSH,
      'plugins/sw.client.js':
        "export default defineNuxtPlugin(() => navigator.serviceWorker.register('/sw.js'));\n",
    },
    found: ['Nuxt', 'the worker public/sw.js'],
    added: {
      'public/sw.js': [LOAD],
      'plugins/offstage.client.js': [
        "import { start } from '@offstage/sdk';",
        '',
        'export default defineNuxtPlugin(() => {',
        '  start();',
        '});',
      ],
    },
    copied: IN_PUBLIC,
    needed: ['@offstage/sdk'],
    worker: 'public/sw.js',
  },
  {
    name: 'SvelteKit',
    files: {
      'package.json': manifest({ '@sveltejs/kit': '2.70.0', vite: '8.3.8' }),
      'vite.config.ts':
        "import { sveltekit } from '@sveltejs/kit/vite';\n\nexport default { plugins: [sveltekit()] };\n",
      'tsconfig.json': '{}\n',
      'src/service-worker.ts':
        '/// <reference types="@sveltejs/kit" />\nimport { build, files } from \'$service-worker\';\nconst all: string[] = [...build, ...files];\n',
    },
    found: ['SvelteKit', 'SvelteKit’s src/service-worker.ts'],
    added: {
      'vite.config.ts': [ONLY_VITE, 'export default { plugins: [offstage(), sveltekit()] };'],
      'svelte.config.js': [
        '/** Of static files all but the viewer are for the worker’s precache. */',
        'export default { kit: { serviceWorker: { files: (file) => !/^viewer\\/|\\.DS_Store/.test(file) } } };',
      ],
      'src/service-worker.ts': [MODULE],
      'src/hooks.client.ts': ["import { start } from '@offstage/sdk';", 'start();'],
    },
    copied: ['static/viewer/index.html'],
    needed: ['@offstage/sw-plugin', '@offstage/sdk'],
    worker: 'src/service-worker.ts',
  },
  {
    name: 'SvelteKit that is configured in Vite’s config',
    files: {
      'package.json': manifest({ '@sveltejs/kit': '2.70.4', vite: '7.3.8' }),
      'vite.config.js':
        "import { sveltekit } from '@sveltejs/kit/vite';\n\nexport default {\n  plugins: [sveltekit({ serviceWorker: { register: true } })],\n};\n",
      'src/service-worker/index.js': "import * as kit from '$service-worker';\nconst { files } = kit;\n",
    },
    found: ['SvelteKit', 'SvelteKit’s src/service-worker/index.js'],
    added: {
      'vite.config.js': [
        ONLY_VITE,
        '  plugins: [offstage(), sveltekit({ serviceWorker: { files: (file) => !/^viewer\\/|\\.DS_Store/.test(file), register: true } })],',
      ],
      'src/service-worker/index.js': [MODULE],
      'src/hooks.client.js': ["import { start } from '@offstage/sdk';", 'start();'],
    },
    copied: ['static/viewer/index.html'],
    needed: ['@offstage/sw-plugin', '@offstage/sdk'],
    worker: 'src/service-worker/index.js',
  },
  {
    name: 'Angular',
    files: {
      'package.json': manifest({ '@angular/core': '21.2.0' }),
      'angular.json': `${JSON.stringify({ version: 1, projects: { app: { architect: { build: { options: { assets: [{ glob: '**/*', input: 'public' }], serviceWorker: 'ngsw-config.json' } } } } } }, undefined, 2)}\n`,
      'ngsw-config.json': `{
  "index": "/index.html",
  "assetGroups": [
    {
      "name": "app",
      "installMode": "prefetch",
      "resources": {
        "files": [
          "/favicon.ico",
          "/index.html",
          "/*.css",
          "/*.js"
        ]
      }
    },
    {
      "name": "assets",
      "installMode": "lazy",
      "resources": { "files": ["/**/*.(svg|png|woff2)", "!/big/**"] }
    },
    { "name": "fonts", "resources": { "urls": ["https://fonts.example/**"] } },
    { "name": "docs", "resources": { "files": ["/docs/**"] } }
  ]
}
`,
      'src/app/app.config.ts':
        "import { provideServiceWorker } from '@angular/service-worker';\n\nexport const appConfig = {\n  providers: [\n    provideServiceWorker('ngsw-worker.js', { enabled: true }),\n  ],\n};\n",
      'src/main.ts': "import { bootstrapApplication } from '@angular/platform-browser';\n",
    },
    found: ['Angular', 'Angular’s service worker'],
    added: {
      'public/sw.js': [LOAD, "importScripts('ngsw-worker.js');"],
      'src/app/app.config.ts': ["    provideServiceWorker('sw.js', { enabled: true }),"],
      'ngsw-config.json': [
        '          "/*.js",',
        '          "!/offstage-sw.js"',
        '      "resources": { "files": ["/**/*.(svg|png|woff2)", "!/big/**", "!/viewer/**"] }',
        '  ],',
        '  "navigationUrls": [',
        '    "/**",',
        '    "!/**/*.*",',
        '    "!/**/*__*",',
        '    "!/**/*__*/**",',
        '    "!/viewer",',
        '    "!/viewer/**"',
      ],
      'src/main.ts': START,
    },
    copied: IN_PUBLIC,
    needed: ['@offstage/sdk'],
    worker: 'public/sw.js',
  },
  {
    name: 'Angular of before 18',
    files: {
      'package.json': manifest({ '@angular/core': '16.2.0' }),
      'angular.json': `${JSON.stringify({ projects: { app: { architect: { build: { options: { assets: ['src/favicon.ico', 'src/assets'] } } } } } }, undefined, 2)}\n`,
      'ngsw-config.json':
        '{\n  "assetGroups": [{ "name": "all", "resources": { "files": ["/**"] } }],\n  "navigationUrls": ["/**", "!/api/**"]\n}\n',
      'src/app/app.module.ts':
        "import { ServiceWorkerModule } from '@angular/service-worker';\n@NgModule({ imports: [ServiceWorkerModule.register('/ngsw-worker.js', { enabled: true })] })\nexport class AppModule {}\n",
      'src/main.ts': "import { AppModule } from './app/app.module';\n",
    },
    found: ['Angular'],
    added: {
      'src/sw.js': [LOAD, "importScripts('ngsw-worker.js');"],
      'src/app/app.module.ts': [
        "@NgModule({ imports: [ServiceWorkerModule.register('/sw.js', { enabled: true })] })",
      ],
      'angular.json': [
        '              "src/assets",',
        '              "src/sw.js",',
        '              "src/offstage-sw.js",',
        '              "src/viewer"',
      ],
      'ngsw-config.json': [
        '  "assetGroups": [{ "name": "all", "resources": { "files": ["/**", "!/offstage-sw.js", "!/viewer/**"] } }],',
        '  "navigationUrls": ["/**", "!/api/**", "!/viewer", "!/viewer/**"]',
      ],
      'src/main.ts': START,
    },
    copied: ['src/offstage-sw.js', 'src/viewer/index.html'],
    needed: ['@offstage/sdk'],
    worker: 'src/sw.js',
  },
  {
    name: 'Angular, a workspace whose second project has the worker',
    files: {
      'package.json': manifest({ '@angular/core': '21.2.0' }),
      'angular.json': `${JSON.stringify({ projects: { lib: { architect: { build: { options: {} } } }, shop: { root: 'projects/shop', architect: { build: { options: { browser: 'projects/shop/src/main.ts', assets: [{ glob: '**/*', input: 'projects/shop/public' }], serviceWorker: 'projects/shop/ngsw-config.json' } } } } } }, undefined, 2)}\n`,
      'projects/shop/ngsw-config.json': '{\n  "navigationUrls": ["/**", "!/viewer", "!/viewer/**"]\n}\n',
      'projects/shop/src/main.ts':
        "import { bootstrapApplication } from '@angular/platform-browser';\nbootstrapApplication(App, { providers: [provideServiceWorker('ngsw-worker.js')] });\n",
    },
    found: ['Angular', 'Angular’s service worker'],
    added: {
      'projects/shop/public/sw.js': [LOAD, "importScripts('ngsw-worker.js');"],
      'projects/shop/src/main.ts': [
        ...START,
        "bootstrapApplication(App, { providers: [provideServiceWorker('sw.js')] });",
      ],
    },
    copied: ['projects/shop/public/offstage-sw.js', 'projects/shop/public/viewer/index.html'],
    needed: ['@offstage/sdk'],
    worker: 'projects/shop/public/sw.js',
  },
  {
    name: 'Angular with a worker of its own',
    files: {
      'package.json': manifest({ '@angular/core': '17.3.0' }),
      'angular.json': `${JSON.stringify({ projects: { app: { sourceRoot: 'src', architect: { build: { options: { main: 'src/main.ts', assets: ['src/push-sw.js', 'src/sw.js'] } } } } } }, undefined, 2)}\n`,
      'src/sw.js': PUSH,
      'src/index.html': '<!doctype html>\n<title>App</title>\n<base href="/">\n',
      'src/main.ts': "import { App } from './app';\nnavigator.serviceWorker.register('/sw.js');\n",
    },
    found: ['Angular', 'the worker src/sw.js'],
    added: {
      'angular.json': [
        '              "src/sw.js",',
        '              "src/offstage-sw.js",',
        '              "src/viewer"',
      ],
      'src/sw.js': [LOAD],
      'src/main.ts': START,
    },
    copied: ['src/offstage-sw.js', 'src/viewer/index.html'],
    needed: ['@offstage/sdk'],
    worker: 'src/sw.js',
  },
  {
    name: 'Create React App, whose worker has a fallback of its own',
    files: {
      'package.json': manifest({ 'react-scripts': '5.0.1' }),
      'public/index.html':
        '<!doctype html>\n<html lang="en">\n  <head>\n    <link rel="icon" href="%PUBLIC_URL%/favicon.ico" />\n  </head>\n</html>\n',
      'src/service-worker.js':
        "import { createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';\nimport { registerRoute } from 'workbox-routing';\n\nprecacheAndRoute(self.__WB_MANIFEST);\nregisterRoute(({ request }) => request.mode === 'navigate', createHandlerBoundToURL(process.env.PUBLIC_URL + '/index.html'));\n",
      'src/serviceWorkerRegistration.js':
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the app's own template
        'navigator.serviceWorker.register(`${process.env.PUBLIC_URL}/service-worker.js`);\n',
    },
    found: ['the worker src/service-worker.js'],
    added: {
      'public/index.html': ['    <script src="%PUBLIC_URL%/offstage.js"></script>'],
      'src/service-worker.js': [MODULE],
    },
    copied: ['public/offstage.js', VIEWER],
    needed: ['@offstage/sw-plugin'],
    left: ["url.pathname.startsWith('/viewer')"],
    worker: 'src/service-worker.js',
  },
  {
    name: 'Firebase Cloud Messaging',
    files: {
      'public/index.html': SITE,
      'public/firebase-messaging-sw.js':
        "importScripts('https://www.gstatic.com/firebasejs/13.2.0/firebase-app-compat.js');\nimportScripts('https://www.gstatic.com/firebasejs/13.2.0/firebase-messaging-compat.js');\nfirebase.initializeApp({});\nfirebase.messaging();\n",
    },
    found: ['a plain site', 'Firebase Cloud Messaging’s worker, public/firebase-messaging-sw.js'],
    added: { 'public/index.html': [SCRIPT], 'public/firebase-messaging-sw.js': [LOAD] },
    copied: ['public/offstage.js', ...IN_PUBLIC],
    worker: 'public/firebase-messaging-sw.js',
  },
  {
    name: 'OneSignal, in a folder of its own',
    files: {
      'public/index.html': SITE,
      'public/push/onesignal/OneSignalSDKWorker.js':
        'importScripts("https://cdn.onesignal.com/sdks/web/v16/OneSignalSDK.sw.js");',
    },
    found: ['a plain site', 'OneSignal’s worker, public/push/onesignal/OneSignalSDKWorker.js'],
    added: {
      'public/index.html': [SCRIPT],
      'public/push/onesignal/OneSignalSDKWorker.js': [LOAD.replaceAll("'", '"')],
    },
    copied: ['public/offstage.js', 'public/push/onesignal/offstage-sw.js', VIEWER],
    worker: 'public/push/onesignal/OneSignalSDKWorker.js',
  },
  {
    name: 'another vendor’s one line, by no known name',
    files: {
      'public/index.html': SITE,
      'public/vendor-push-4711.js': "importScripts('https://cdn.vendor.example/worker.js?id=4711');\n",
    },
    found: ['a plain site', 'the worker public/vendor-push-4711.js'],
    added: { 'public/index.html': [SCRIPT], 'public/vendor-push-4711.js': [LOAD] },
    copied: ['public/offstage.js', ...IN_PUBLIC],
    worker: 'public/vendor-push-4711.js',
  },
  {
    name: 'Rails',
    files: {
      Gemfile: 'source "https://rubygems.org"\ngem "rails", "~> 8.0"\n',
      'config/application.rb': '# app\n',
      'config/routes.rb':
        'Rails.application.routes.draw do\n  get "service-worker" => "rails/pwa#service_worker", as: :pwa_service_worker\nend\n',
      'app/views/pwa/service-worker.js':
        '// Add a service worker for processing Web Push notifications:\n//\n// self.addEventListener("push", async (event) => {})\n',
      'public/404.html': '<!doctype html>\n',
    },
    found: ['Rails', 'Rails’ app/views/pwa/service-worker.js'],
    added: { 'app/views/pwa/service-worker.js': ['try { importScripts("/offstage-sw.js"); } catch {}'] },
    copied: ['public/offstage.js', ...IN_PUBLIC],
    left: ['application.html.erb'],
    worker: 'app/views/pwa/service-worker.js',
  },
  {
    name: 'Laravel',
    files: {
      artisan: '#!/usr/bin/env php\n',
      'composer.json': '{"require":{"laravel/framework":"^12.0"}}\n',
      'public/index.php': '<?php\n',
      'public/serviceworker.js': PUSH,
    },
    found: ['Laravel', 'the worker public/serviceworker.js'],
    added: { 'public/serviceworker.js': [LOAD] },
    copied: ['public/offstage.js', ...IN_PUBLIC],
    left: ['resources/views'],
    worker: 'public/serviceworker.js',
  },
  {
    name: 'Laravel with Vite and vite-plugin-pwa',
    files: {
      artisan: '#!/usr/bin/env php\n',
      'composer.json': '{"require":{"laravel/framework":"^12.0"}}\n',
      'package.json': manifest({ vite: '7.3.8', 'laravel-vite-plugin': '2.0.0', 'vite-plugin-pwa': '1.2.0' }),
      'public/index.php': '<?php\n',
      'resources/js/app.js': "import './bootstrap';\n",
      'vite.config.js':
        "import laravel from 'laravel-vite-plugin';\nimport { VitePWA } from 'vite-plugin-pwa';\n\nexport default {\n    plugins: [\n        laravel({ input: ['resources/js/app.js'] }),\n        VitePWA({ outDir: 'public', buildBase: '/build/' }),\n    ],\n};\n",
    },
    found: ['Laravel', 'vite-plugin-pwa'],
    added: {
      'vite.config.js': [
        WITH_VITE,
        '        offstage(),',
        "        VitePWA(withOffstage({ outDir: 'public', buildBase: '/build/' })),",
      ],
      'resources/js/app.js': START,
    },
    copied: IN_PUBLIC,
    needed: ['@offstage/sw-plugin', '@offstage/sdk'],
  },
];
