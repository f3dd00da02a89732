import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { getChromium } from '../browser/get-chromium.ts';
import { ensureSystemPackages } from '../browser/system-packages.ts';

// `offstage init` in apps that need no tool, then `check --browser`, which looks at what really runs.

const MAIN = fileURLToPath(new URL('../../viewer/cli/dist/main.js', import.meta.url));
const NGSW = createRequire(import.meta.url).resolve('@angular/service-worker/ngsw-worker.js');

const undo: (() => void)[] = [];
afterEach(() => {
  for (const one of undo.splice(0).reverse()) one();
});

function makeApp(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-command-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  html: 'text/html',
  css: 'text/css',
  json: 'application/json',
  svg: 'image/svg+xml',
};

/** Serves a folder, and other paths by a table, as an app's own server would. */
async function serve(folder: string, also: Readonly<Record<string, string>> = {}): Promise<string> {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const name = also[pathname] ?? (pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    try {
      const body = readFileSync(path.join(folder, name));
      response
        .writeHead(200, {
          'content-type': TYPES[path.extname(name).slice(1)] ?? 'text/plain',
          'cache-control': 'no-store',
        })
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

const init = (folder: string, ...words: readonly string[]): void =>
  void execFileSync(process.execPath, [MAIN, 'init', '--yes', ...words], { cwd: folder });

interface Checked {
  readonly code: number | null;
  readonly bad: readonly string[];
  readonly good: readonly string[];
}

async function checkInBrowser(url: string, ...words: readonly string[]): Promise<Checked> {
  ensureSystemPackages();
  // The server is in this process, so that one must not be waited for.
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, [MAIN, 'check', url, '--browser', '--json', ...words], {
    env: { ...process.env, CHROME_PATH: getChromium() },
  });
  let out = '';
  let notes = '';
  child.stdout.on('data', (piece) => {
    out += piece;
  });
  child.stderr.on('data', (piece) => {
    notes += piece;
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  expect(notes).toBe('');
  const { results } = JSON.parse(out) as {
    results: readonly { code: string; severity: string; says: string }[];
  };
  return {
    code,
    bad: results
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map((one) => `${one.code}: ${one.says}`),
    good: results.filter(({ severity }) => severity === 'ok').map((one) => one.code),
  };
}

const IN_ORDER = expect.arrayContaining([
  'PLUGIN_FIRST',
  'BROWSER_WORKER',
  'BROWSER_RECORDED',
  'BROWSER_VIEWER',
]);
const page = (register: string): string =>
  `<!doctype html>\n<html>\n  <head>\n    <title>App</title>\n  </head>\n  <body>\n    <script>${register}</script>\n  </body>\n</html>\n`;
const PUSH =
  "self.addEventListener('push', (event) => event.waitUntil(self.registration.showNotification('x')));\n";

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string | Buffer>>;
  /** The folder that is served. */
  readonly served: string;
  /** Paths that another file answers. */
  readonly also?: Readonly<Record<string, string>>;
  readonly words?: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'a plain site with a module worker',
    files: {
      'public/index.html': page("navigator.serviceWorker.register('/sw.js', { type: 'module' })"),
      'public/sw.js': `import { show } from './show.js';\n${PUSH}show();\n`,
      'public/show.js': 'export const show = () => {};\n',
    },
    served: 'public',
  },
  {
    name: 'a vendor’s one line, in a folder of its own',
    files: {
      'public/index.html': page(
        "navigator.serviceWorker.register('/push/OneSignalSDKWorker.js', { scope: '/push/' })",
      ),
      'public/push/index.html': page(''),
      'public/push/OneSignalSDKWorker.js': 'importScripts("/vendor.js");',
      'public/vendor.js': PUSH,
    },
    served: 'public',
    words: ['--worker', '/push/OneSignalSDKWorker.js'],
  },
  {
    name: 'Angular’s own worker',
    files: {
      'package.json': '{ "dependencies": { "@angular/core": "21.2.0" } }\n',
      'angular.json': JSON.stringify({
        projects: {
          app: { architect: { build: { options: { assets: [{ glob: '**/*', input: 'public' }] } } } },
        },
      }),
      'ngsw-config.json': '{ "index": "/index.html" }\n',
      'src/main.ts':
        "import { provideServiceWorker } from '@angular/service-worker';\nprovideServiceWorker('ngsw-worker.js');\n",
      // As a build puts them there.
      'public/index.html': page("navigator.serviceWorker.register('/sw.js')"),
      'public/ngsw-worker.js': readFileSync(NGSW),
      'public/ngsw.json': JSON.stringify({
        configVersion: 1,
        timestamp: 1,
        index: '/index.html',
        assetGroups: [],
        dataGroups: [],
        hashTable: {},
        navigationUrls: [
          { positive: true, regex: '^\\/.*$' },
          { positive: false, regex: '^\\/viewer(?:\\/.*)?$' },
        ],
      }),
    },
    served: 'public',
  },
  {
    name: 'Rails, whose worker is a view',
    files: {
      Gemfile: 'gem "rails"\n',
      'config/routes.rb': 'get "service-worker" => "rails/pwa#service_worker"\n',
      'app/views/pwa/service-worker.js': PUSH,
      'public/index.html': page("navigator.serviceWorker.register('/service-worker.js')"),
    },
    served: '.',
    also: {
      '/': 'public/index.html',
      '/service-worker.js': 'app/views/pwa/service-worker.js',
      '/offstage-sw.js': 'public/offstage-sw.js',
    },
    words: ['--viewer', '/public/viewer/'],
  },
];

test.each(CASES.map((one) => [one.name, one] as const))(
  '%s: after init the worker records, and the viewer is shown',
  async (_, { files, served, also, words = [] }) => {
    const folder = makeApp(files);
    const url = await serve(path.join(folder, served), also);
    // Rails' layout is left to be done by hand.
    spawnSync(process.execPath, [MAIN, 'init', '--yes'], { cwd: folder });
    const start = words.includes('/push/OneSignalSDKWorker.js') ? `${url}/push/` : `${url}/`;
    if (start !== `${url}/`)
      writeFileSync(
        path.join(folder, 'public/push/index.html'),
        page("navigator.serviceWorker.register('/push/OneSignalSDKWorker.js')"),
      );
    const { code, bad, good } = await checkInBrowser(start, ...words);
    expect(bad).toEqual([]);
    expect(good).toEqual(IN_ORDER);
    expect(code).toBe(0);
  },
  60_000,
);

test('a worker that answers every navigation is seen in the browser, as is what init has taken back', async () => {
  const folder = makeApp({
    'public/index.html': page("navigator.serviceWorker.register('/sw.js')"),
    'public/sw.js': `${PUSH}
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.respondWith(fetch('/index.html'));
});
`,
  });
  const url = await serve(path.join(folder, 'public'));
  init(folder);
  const taken = await checkInBrowser(`${url}/`);
  expect(taken.bad).toEqual([expect.stringContaining('BROWSER_NO_VIEWER')]);
  expect(taken.good).toContain('BROWSER_RECORDED');
  expect(taken.code).toBe(2);
  init(folder, '--undo');
  const gone = await checkInBrowser(`${url}/`, '--worker', '/sw.js');
  expect(gone.bad.map((one) => one.split(':')[0])).toEqual(
    expect.arrayContaining([
      'PLUGIN_MISSING',
      'VIEWER_NOT_THERE',
      'BROWSER_NOT_RECORDED',
      'BROWSER_NO_VIEWER',
    ]),
  );
}, 90_000);
