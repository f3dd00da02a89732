import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer } from '@offstage/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { GIVEN } from '../docs/given.ts';
import { type Place, placeOf } from '../docs/place-of.ts';
import { type Block, readDocuments, root } from '../docs/read-documents.ts';
import { type Served, serve } from '../kit/src/loopback/serve.ts';
import { bundle } from '../size/bundle.mjs';

// Every block of code of every document runs where it belongs: in a service worker, a page, or Node.

const blocks = readDocuments().flatMap((document) => document.blocks);
const inPlace = (...places: readonly Place[]): readonly Block[] =>
  blocks.filter((block) => /^(js|tsx?)$/.test(block.language) && places.includes(placeOf(block)));
const WORKERS = inPlace('classic worker', 'module worker');
const PAGES = [...inPlace('page'), ...blocks.filter(({ language }) => language === 'html')];
const byPlace = (some: readonly Block[]): readonly [string, Block][] =>
  some.map((block) => [block.place, block]);

const values = Object.entries(GIVEN).flatMap(([name, { value }]) =>
  value === undefined ? [] : [`globalThis.${name} ??= ${value};`],
);

/** As the reader's bundler would make it; the files by their names, the script itself first. */
async function bundled({ code, language }: Block): Promise<readonly { fileName: string; code: string }[]> {
  const id = path.join(root, `test/docs/app.${language === 'tsx' ? 'tsx' : 'ts'}`);
  const app = {
    name: 'app',
    resolveId: (name: string) => (name === id ? id : undefined),
    load: (name: string) => (name === id ? code : undefined),
  };
  const chunks: { fileName: string; code: string; isEntry: boolean }[] = await bundle(id, { plugins: [app] });
  return chunks.sort((a, b) => Number(b.isEntry) - Number(a.isEntry));
}

const built = (name: string): string => readFileSync(path.join(root, name), 'utf8');

/** What the site answers, by path; a test puts its own there. */
const routes = new Map<string, { readonly type: string; readonly body: string }>();
let chromium: Chromium;
let site: Served;
let origin = '';

beforeAll(async () => {
  chromium = await launchChromium();
  site = await serve(
    (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'https://app.test');
      const found = routes.get(pathname);
      response.writeHead(found ? 200 : 404, { 'content-type': `text/${found?.type ?? 'plain'}` });
      response.end(found?.body ?? 'nothing');
    },
    { tls: chromium.certificates },
  );
  origin = `https://app.test:${site.port}`;
  return async () => {
    await chromium.close();
    await site.close();
  };
});

/** Opens a page of the site and gives what went wrong in it. */
async function open(name: string, body: string): Promise<{ readonly errors: string[] }> {
  routes.set(name, { type: 'html', body });
  const errors: string[] = [];
  const page = await chromium.context.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(origin + name);
  await page.waitForLoadState('networkidle');
  // An error event of an unhandled rejection comes in a task of its own.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  await page.close();
  return { errors };
}

beforeAll(() => {
  routes.set('/offstage-sw.js', { type: 'javascript', body: built('sw-plugin/dist/offstage-sw.js') });
  for (const name of readdirSync(path.join(root, 'viewer/dist/module')))
    routes.set(`/module/${name}`, { type: 'javascript', body: built(`viewer/dist/module/${name}`) });
  routes.set('/offstage.js', { type: 'javascript', body: built('sdk/dist/offstage.js') });
  routes.set('/sw.js', { type: 'javascript', body: "importScripts('/offstage-sw.js');" });
});

describe('workers', () => {
  test.each(byPlace(WORKERS))('%s: the worker becomes active and is recorded', async (place, block) => {
    const module = placeOf(block) === 'module worker';
    const [script] = module ? await bundled(block) : [{ code: block.code }];
    const name = `/${place.replace(/\W/g, '-')}`;
    routes.set(`${name}.js`, { type: 'javascript', body: `${values.join('\n')}\n${script?.code}` });
    routes.set(`${name}.html`, { type: 'html', body: '<!doctype html><title>Worker</title>' });
    const page = await chromium.context.newPage();
    await page.goto(`${origin}${name}.html`);
    const started = await page.evaluate(
      async ({ url, type }) => {
        const { installing, waiting, active } = await navigator.serviceWorker.register(url, {
          type,
          scope: url,
        });
        const worker = installing ?? waiting ?? active;
        while (worker?.state !== 'activated' && worker?.state !== 'redundant')
          await new Promise((resolve) => setTimeout(resolve, 20));
        return worker.state;
      },
      { url: `${name}.js`, type: module ? ('module' as const) : ('classic' as const) },
    );
    expect(started).toBe('activated');
    await expect
      .poll(() =>
        page.evaluate(
          (script) =>
            new Promise<number>((resolve, reject) => {
              const request = indexedDB.open('offstage');
              request.onerror = () => reject(request.error);
              request.onsuccess = () => {
                const db = request.result;
                if (!db.objectStoreNames.contains('entries')) {
                  db.close();
                  resolve(0);
                  return;
                }
                const all = db.transaction('entries').objectStore('entries').getAll();
                all.onsuccess = () => {
                  db.close();
                  resolve(all.result.filter(({ scriptURL }) => String(scriptURL).endsWith(script)).length);
                };
              };
            }),
          `${name}.js`,
        ),
      )
      .toBeGreaterThan(0);
    await page.close();
  });
});

describe('pages', () => {
  test.each(byPlace(PAGES))('%s: the page takes it without an error', async (place, block) => {
    const name = `/${place.replace(/\W/g, '-')}`;
    if (block.language === 'html') {
      expect((await open(name, `<!doctype html><title>Page</title>${block.code}`)).errors).toEqual([]);
      return;
    }
    const [script, ...others] = await bundled(block);
    for (const { fileName, code } of [script, ...others].filter((file) => file !== undefined))
      routes.set(`/${fileName}`, { type: 'javascript', body: code });
    const body = `<!doctype html><title>Page</title><div id="root"></div><script>${values.join('')}</script>
      <script type="module" src="/${script?.fileName}"></script>`;
    expect((await open(name, body)).errors).toEqual([]);
  });
});

describe('Node', () => {
  let folder = '';
  const home = process.cwd();
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'offstage-docs-'));
    symlinkSync(path.join(root, 'test/node_modules'), path.join(folder, 'node_modules'), 'junction');
    process.chdir(folder);
  });
  afterAll(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(byPlace(inPlace('node')))('%s: it runs', async (place, block) => {
    const token = 'a-token-of-the-reader-that-is-long-enough';
    const server = await startServer({ port: 0, store: path.join(folder, 'server.sqlite'), token });
    try {
      Object.assign(globalThis, {
        expect,
        token,
        log: { read: async () => [], alive: async () => new Set<string>() },
      });
      const file = path.join(root, 'test/docs/.run', `${place.replace(/\W/g, '-')}.ts`);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, block.code.replaceAll('http://127.0.0.1:4321', server.url));
      await import(file);
    } finally {
      await server.close();
      rmSync(path.join(root, 'test/docs/.run'), { recursive: true, force: true });
    }
  });
});
