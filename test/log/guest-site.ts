import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OpenSite } from '../browsers/site.ts';
import { readBody, serve } from '../kit/src/loopback/serve.ts';
import { bundleApp } from '../size/bundle-app.mjs';

const built = (name: string): Buffer => readFileSync(new URL(`../../${name}`, import.meta.url));

/** How the collector answers a post. */
export type CollectorAnswer = (response: ServerResponse) => void;

/** What is deployed; a test changes it while a browser is there. */
export interface Deployment {
  /** The app has Offstage: the worker loads the plugin, the page starts the SDK. Without: the page uninstalls it. */
  offstage: boolean;
  /** What is found under the plugin's address. */
  plugin: 'built' | 'missing' | 'page';
  /** Names of requests that came: `HEAD /`. */
  readonly requests: string[];
  /** Ids of the entries that were taken. */
  readonly taken: Set<string>;
  /** Of each post when it came (milliseconds of this process), and the address of the page that sent it. */
  readonly posts: { readonly at: number; readonly from: string }[];
  /** Undefined: 204. */
  answer: CollectorAnswer | undefined;
}

export const deployment = (): Deployment => ({
  offstage: true,
  plugin: 'built',
  requests: [],
  taken: new Set(),
  posts: [],
  answer: undefined,
});

const APP =
  "import { start } from '@offstage/sdk'; globalThis.offstage = start({ worker: '/sw.js', upload: { url: '/collect' } });";

const HOST = `
  addEventListener('install', () => skipWaiting());
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('message', (event) => event.source?.postMessage('the host lives'));`;

/** Under which mere strings are no addresses of scripts. */
const TRUSTED = "require-trusted-types-for 'script'; trusted-types offstage app";

const REMOVE = `
  import { uninstall } from '/uninstall.js';
  await navigator.serviceWorker.register('/sw.js');
  await uninstall();
  document.title = 'uninstalled';`;

/** An app whose deployments change. Of the plugin's line it has what the README says. */
export function guestSite(now: Deployment): OpenSite {
  return async ({ certificates }) => {
    const { first, later } = await bundleApp(APP);
    const files = new Map([...first, ...later].map(({ fileName, code }) => [`/${fileName}`, code]));

    function fileOf(pathname: string): readonly [type: string, body: string | Buffer] | undefined {
      const script = 'text/javascript';
      if (pathname === '/old') {
        const script = `<script type="module" src="/${first[0].fileName}"></script>`;
        const more = "import { uninstall } from '/uninstall.js'; globalThis.uninstall = uninstall;";
        return [
          'text/html',
          `<!doctype html><title>Old</title>${script}<script type="module">${more}</script>`,
        ];
      }
      if (pathname === '/trusted') {
        const tag =
          '<script src="/offstage.js" data-worker="/trusted-sw.js" data-scope="/trusted/"></script>';
        return ['text/html', `<!doctype html><title>Trusted</title>${tag}`];
      }
      if (pathname === '/trusted-sw.js') {
        const policy = "self.trustedTypes?.createPolicy('app', { createScriptURL: (url) => url })";
        const address = "policy ? policy.createScriptURL('/offstage-sw.js') : '/offstage-sw.js'";
        return [script, `const policy = ${policy}; try { importScripts(${address}); } catch {}${HOST}`];
      }
      // A page that comes out of the browser's cache is an older one.
      if (pathname === '/offstage.js')
        return now.offstage ? [script, built('sdk/dist/offstage.js')] : undefined;
      if (pathname === '/') {
        const source = now.offstage ? `src="/${first[0].fileName}">` : `>${REMOVE}`;
        return ['text/html', `<!doctype html><title>App</title><script type="module" ${source}</script>`];
      }
      // Records, and has no worker.
      if (pathname === '/aside') {
        const script = now.offstage ? '<script src="/offstage.js"></script>' : '';
        return ['text/html', `<!doctype html><title>Aside</title>${script}`];
      }
      if (pathname === '/leave') {
        const module = "import { uninstall } from '/uninstall.js'; globalThis.uninstall = uninstall;";
        return ['text/html', `<!doctype html><title>Leave</title><script type="module">${module}</script>`];
      }
      if (pathname === '/blank') return ['text/html', '<!doctype html><title>Blank</title>'];
      if (pathname === '/sw.js') {
        const line = now.offstage ? "try { importScripts('/offstage-sw.js'); } catch {}" : '';
        return [script, line + HOST];
      }
      if (pathname === '/bare-sw.js') return [script, `importScripts('/offstage-sw.js');${HOST}`];
      if (pathname === '/guarded-sw.js')
        return [script, `try { importScripts('/offstage-sw.js'); } catch {}${HOST}`];
      if (pathname === '/uninstall.js') return [script, built('sdk/dist/uninstall.js')];
      if (pathname === '/offstage-sw.js') {
        if (now.plugin === 'built') return [script, built('sw-plugin/dist/offstage-sw.js')];
        return now.plugin === 'page' ? ['text/html', '<!doctype html><title>App</title>'] : undefined;
      }
      const code = files.get(pathname);
      return code === undefined ? undefined : [script, code];
    }

    async function collect(request: IncomingMessage, response: ServerResponse): Promise<void> {
      now.posts.push({ at: performance.now(), from: request.headers.referer ?? '' });
      const body = String(await readBody(request));
      if (now.answer) return now.answer(response);
      for (const { body: entry } of JSON.parse(body)) now.taken.add(entry.id);
      response.writeHead(204).end();
    }

    const { port, close } = await serve(
      async (request, response) => {
        const { pathname } = new URL(request.url ?? '/', 'https://localhost');
        now.requests.push(`${request.method} ${pathname}`);
        if (pathname === '/collect' && request.method === 'POST') return collect(request, response);
        const file = fileOf(pathname);
        response.writeHead(file ? 200 : 404, {
          'content-type': file?.[0] ?? 'text/plain',
          // What may not be stored is kept in no back/forward cache either.
          'cache-control': ['/aside', '/leave'].includes(pathname) ? 'no-cache' : 'no-store',
          ...(pathname.startsWith('/trusted') && { 'content-security-policy': TRUSTED }),
        });
        response.end(file?.[1]);
      },
      { tls: certificates },
    );
    return { origin: `https://localhost:${port}`, close };
  };
}
