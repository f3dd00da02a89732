import { afterEach, expect, test } from 'vitest';
import { type Folder, makeFolder } from '../init/folder.fixture.ts';
import { pluginScript, viewerFiles } from '../init/our-files.ts';
import { run } from '../run.ts';
import { fakeTerminal } from '../terminal/fake-terminal.fixture.ts';

const open: Folder[] = [];
afterEach(() => {
  for (const folder of open.splice(0)) folder.remove();
});

async function check(files: Readonly<Record<string, string | Buffer>>, place = '.') {
  const folder = makeFolder(files);
  open.push(folder);
  const terminal = fakeTerminal(folder.path);
  const code = await run(['check', place, '--json'], terminal);
  const { results } = JSON.parse(terminal.printed());
  const codes = (bad: boolean): readonly string[] =>
    results
      .filter(({ severity }: { severity: string }) => (severity !== 'ok') === bad)
      .map((one: { code: string; where?: string }) => (bad ? `${one.code} ${one.where}` : one.code));
  return { code, bad: codes(true), good: codes(false) };
}

/** As Workbox writes it. @param first what its options import */
const built = (first: string, route = ',{denylist:[/^\\/viewer/]}'): string =>
  `if(!self.define){self.define=1}define(["./workbox-1a2b3c4d"],function(e){"use strict";importScripts(${first}),self.skipWaiting(),e.precacheAndRoute([{url:"index.html",revision:"1"}],{}),e.registerRoute(new e.NavigationRoute(e.createHandlerBoundToURL("index.html")${route}))});`;
const SITE = {
  'dist/index.html': '<!doctype html><title>App</title>',
  'dist/offstage-sw.js': pluginScript(import.meta.dirname),
};

test('a built folder, as Workbox writes its worker', async () => {
  const good = await check({ ...SITE, 'dist/sw.js': built('"offstage-sw.js","handlers.js"') }, 'dist');
  expect(good).toEqual({ code: 0, bad: [], good: ['PLUGIN_FIRST', 'PLUGIN_CURRENT', 'FALLBACK'] });
  const late = await check({ ...SITE, 'dist/sw.js': built('"handlers.js","offstage-sw.js"') }, 'dist');
  expect([late.code, late.bad]).toEqual([2, ['PLUGIN_LATE sw.js:1']]);
  const taken = await check({ ...SITE, 'dist/sw.js': built('"offstage-sw.js"', '') }, 'dist');
  expect([taken.code, taken.bad]).toEqual([2, ['FALLBACK_TAKES_VIEWER sw.js:1']]);
});

test('a module worker that a bundler made one file of', async () => {
  const code =
    'class R{listen(){self.addEventListener("fetch",()=>{})}}const m=Symbol.for("offstage");new R().listen();';
  expect((await check({ 'dist/sw.js': code }, 'dist')).bad).toEqual([]);
});

test('a copy that is missing, and one file by itself', async () => {
  const files = { 'sw.js': "importScripts('offstage-sw.js');\n" };
  expect((await check(files)).bad).toEqual(['PLUGIN_NOT_THERE offstage-sw.js']);
  expect((await check(files, 'sw.js')).bad).toEqual(['PLUGIN_NOT_THERE offstage-sw.js']);
  const whole = { ...files, 'offstage-sw.js': pluginScript(import.meta.dirname) };
  expect((await check(whole, 'sw.js')).good).toEqual(['PLUGIN_FIRST', 'PLUGIN_CURRENT']);
  expect((await check(whole, 'offstage-sw.js')).good).toEqual(['PLUGIN_CURRENT']);
  expect(
    (await check({ 'offstage-sw.js': 'var a="0.0.1",b=Symbol.for("offstage")' }, 'offstage-sw.js')).code,
  ).toBe(1);
});

test('two workers that take one scope from each other are told, with the line', async () => {
  const first = "try { importScripts('offstage-sw.js'); } catch {}\n";
  const { bad, code } = await check({
    'index.html':
      '<!doctype html>\n<script>\nnavigator.serviceWorker.register("/sw.js");\nnavigator.serviceWorker.register("/push.js");\n</script>',
    'sw.js': first,
    'push.js': first,
    'offstage-sw.js': pluginScript(import.meta.dirname),
  });
  expect([code, bad]).toEqual([2, ['WORKERS_COMPETE index.html:4']]);
});

test('Angular’s built worker that answers the viewer’s address', async () => {
  const files = {
    'sw.js': "importScripts('offstage-sw.js', 'ngsw-worker.js');\n",
    'offstage-sw.js': pluginScript(import.meta.dirname),
  };
  const urls = (...more: readonly object[]): string =>
    JSON.stringify({ navigationUrls: [{ positive: true, regex: '^\\/.*$' }, ...more] });
  expect((await check({ ...files, 'ngsw.json': urls() })).bad).toEqual([
    'FALLBACK_TAKES_VIEWER ngsw-config.json',
  ]);
  expect(
    (await check({ ...files, 'ngsw.json': urls({ positive: false, regex: '^\\/viewer\\/.*$' }) })).bad,
  ).toEqual([]);
});

const OURS = {
  'offstage-sw.js': pluginScript(import.meta.dirname),
  'viewer/index.html': (viewerFiles(import.meta.dirname).get('index.html') as Buffer).toString(),
};
const FIRST = "try { importScripts('offstage-sw.js'); } catch {}\n";
const ngsw = (...urls: readonly string[]): string =>
  JSON.stringify({
    navigationUrls: [],
    assetGroups: [{ name: 'app', urls: ['/index.html', ...urls] }, null],
  });

test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
  [
    'Workbox’s',
    { 'sw.js': built('"offstage-sw.js"').replace('url:"index.html"', 'url:"viewer/assets/a.js"') },
    'sw.js:1',
  ],
  [
    'Workbox’s with the plugin',
    { 'sw.js': built('"offstage-sw.js"').replace('url:"index.html"', 'url:"/offstage-sw.js"') },
    'sw.js:1',
  ],
  [
    'a list that is handed over',
    {
      'sw.js': `${FIRST}onInstall(() => caches.open('a').then((c) => c.addAll(['/', '/offstage-sw.js'])));\n`,
    },
    'sw.js:2',
  ],
  [
    'names that lead to a list, as SvelteKit’s',
    {
      'sw.js': `${FIRST}const base = '', a = [base + "/x.js"];\nconst b = ["/icon.svg", "/viewer/index.html"], c = [...a, ...b];\ncache.addAll(c);\n`,
    },
    'sw.js:3',
  ],
  [
    'Angular’s',
    { 'sw.js': `${FIRST}importScripts('ngsw-worker.js');\n`, 'ngsw.json': ngsw('/viewer/assets/icon.svg') },
    'ngsw.json',
  ],
  [
    'Angular’s without them',
    {
      'sw.js': `${FIRST}importScripts('ngsw-worker.js');\n`,
      'ngsw.json': ngsw('/viewer.js', '/assets/viewer/a.js'),
    },
    undefined,
  ],
  ['Workbox’s without them', { 'sw.js': built('"offstage-sw.js"') }, undefined],
  [
    'a list of what is never kept',
    {
      'sw.js': `${FIRST}const NEVER = ['/offstage-sw.js', '/viewer/index.html'];\nif (NEVER.includes(path)) fetch(path);\n`,
    },
    undefined,
  ],
  [
    'another host’s',
    { 'sw.js': `${FIRST}cache.addAll(['https://cdn.example/viewer/index.html']);\n` },
    undefined,
  ],
  [
    'the app’s own viewer',
    {
      'sw.js': `${FIRST}cache.addAll(['/viewer/index.html']);\n`,
      'viewer/index.html': '<title>Pictures</title>',
    },
    undefined,
  ],
])('a precache that holds what is Offstage’s own: %s', async (_, files, where) => {
  const { bad, code } = await check({ ...OURS, ...files });
  const told = bad.filter((one) => one.startsWith('PRECACHE_HOLDS'));
  expect(told).toEqual(where === undefined ? [] : [`PRECACHE_HOLDS ${where}`]);
  expect(code).toBe(where === undefined && !bad.some((one) => one.startsWith('VIEWER_OLD')) ? 0 : 1);
  for (const name of Object.keys(files)) {
    const one = await check({ ...OURS, ...files }, name);
    if (where?.startsWith(name)) expect(one.bad).toContain(`PRECACHE_HOLDS ${where}`);
    else expect(one.bad.filter((said) => said.startsWith('PRECACHE'))).toEqual([]);
  }
});

test('in sources what init would write is told by what it is for', async () => {
  const angular = {
    'package.json': '{ "dependencies": { "@angular/core": "21.2.0" } }',
    'angular.json':
      '{ "projects": { "a": { "architect": { "build": { "options": { "assets": [{ "glob": "**/*", "input": "public" }] } } } } } }',
    'ngsw-config.json':
      '{\n  "assetGroups": [{ "resources": { "files": ["/*.js"] } }],\n  "navigationUrls": ["/**", "!/viewer", "!/viewer/**"]\n}\n',
    'public/sw.js': `${FIRST}importScripts('ngsw-worker.js');\n`,
    'public/offstage-sw.js': OURS['offstage-sw.js'],
    'src/main.ts': "import { start } from '@offstage/sdk';\nprovideServiceWorker('sw.js');\nstart();\n",
  };
  expect((await check(angular)).bad).toEqual(['PRECACHE_HOLDS ngsw-config.json:2']);
  const fallback = angular['ngsw-config.json']
    .replace(', "!/viewer", "!/viewer/**"', '')
    .replace('*.js', '*.css');
  expect((await check({ ...angular, 'ngsw-config.json': fallback })).bad).toEqual([
    'FALLBACK_TAKES_VIEWER ngsw-config.json:3',
  ]);
  const kit = {
    'package.json': '{ "dependencies": { "@sveltejs/kit": "2.70.4" } }',
    'vite.config.js':
      "import { sveltekit } from '@sveltejs/kit/vite';\nexport default { plugins: [sveltekit()] };\n",
    'svelte.config.js': 'export default {\n  kit: {},\n};\n',
    'src/hooks.client.js': "import { start } from '@offstage/sdk';\nstart();\n",
    'src/service-worker.js': "import '@offstage/sw-plugin/auto';\nimport { files } from '$service-worker';\n",
  };
  const found = await check(kit);
  expect([found.code, found.bad]).toEqual([
    1,
    ['DEV_LACKS vite.config.js:2', 'PRECACHE_HOLDS svelte.config.js:2'],
  ]);
});

const PWA = {
  'package.json': '{ "devDependencies": { "vite": "8", "vite-plugin-pwa": "2" } }',
  'index.html': '<!doctype html><script type="module" src="/src/main.js"></script>',
  'src/main.js': "import { start } from '@offstage/sdk';\nstart();\n",
  'src/sw.js':
    "import { precacheAndRoute } from 'workbox-precaching';\nprecacheAndRoute(self.__WB_MANIFEST);\n",
};
const config = (call: string): string =>
  `import { offstage, withOffstage } from '@offstage/sw-plugin/vite';\nimport { VitePWA } from 'vite-plugin-pwa';\nexport default { plugins: [offstage(), ${call}] };\n`;
const INJECT = "{ strategies: 'injectManifest', srcDir: 'src', filename: 'sw.js' }";

test('a worker whose tool puts the plugin in is right without it; nothing that was not understood is called right', async () => {
  const told = await check({ ...PWA, 'vite.config.js': config(`VitePWA(withOffstage(${INJECT}))`) });
  expect([told.code, told.bad, told.good]).toEqual([0, [], ['CONFIG', 'PLUGIN_FIRST']]);
  const untold = await check({ ...PWA, 'vite.config.js': config(`VitePWA(${INJECT})`) });
  expect([untold.code, untold.bad]).toEqual([2, ['CONFIG_LACKS vite.config.js:3']]);
  const unclear = await check({
    ...PWA,
    'vite.config.js': `import { make } from './make';\nexport default make({ pwa: VitePWA(${INJECT}) });\n`,
  });
  expect(unclear.code).toBe(2);
  expect(unclear.good).toEqual([]);
  const late = await check({
    ...PWA,
    'src/sw.js': `${PWA['src/sw.js']}importScripts('/offstage-sw.js');\n`,
    'vite.config.js': config(`VitePWA(withOffstage(${INJECT}))`),
  });
  expect([late.code, late.bad[0]]).toEqual([2, 'PLUGIN_LATE src/sw.js:1']);
});
