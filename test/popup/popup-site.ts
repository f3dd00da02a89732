import { readFileSync } from 'node:fs';
import { type Served, serve } from '../kit/src/loopback/serve.ts';

/** What makes a document, or a worker, isolated. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** A database that never opens, and no patience that ends: what waits for the log, however short, waits for ever. */
const HANGS = `
  IDBFactory.prototype.open = () => new EventTarget();
  { const native = setTimeout; self.setTimeout = (run, delay) => (delay ? 0 : native(run)); }`;

/** Where it is loaded from, in the worker's first line. */
export const WORKERS: Readonly<Record<string, string>> = {
  without: '',
  with: `importScripts('/offstage-sw.js');`,
  'with a hanging log': `${HANGS}importScripts('/offstage-sw.js');`,
};

/** Says where it comes from, and whether it has an opener. */
const popup = (from: string): string =>
  `<!doctype html><title>popup</title><script>
    new BroadcastChannel('popup').postMessage('${from}, ' + (opener ? 'opener' : 'no opener'));
    window.close();
  </script>`;

/** Answers every request by itself, from the message on that says with which headers. */
const HOST = `
  let headers;
  addEventListener('message', ({ data, ports: [port] }) => {
    headers = data;
    port.postMessage('done');
  });
  addEventListener('fetch', (event) => {
    if (headers) event.respondWith(new Response(${JSON.stringify(popup('worker'))}, { headers }));
  });`;

/**
 * Pages `/opener` and `/opener-isolated`; workers `/WORKER/sw.js` and `/WORKER/isolated-sw.js`, by number in `WORKERS`; and
 * a page of the server's own for whatever a worker did not answer.
 */
export async function popupSite(): Promise<Served> {
  const plugin = readFileSync(new URL('../../sw-plugin/dist/offstage-sw.js', import.meta.url), 'utf8');
  return serve((request, response) => {
    const url = request.url ?? '';
    if (url.includes('isolated'))
      for (const header of Object.entries(ISOLATED)) response.setHeader(...header);
    const [, worker] = /^\/(\d)\/(?:isolated-)?sw\.js$/.exec(url) ?? [];
    response.setHeader('content-type', url.endsWith('.js') ? 'text/javascript' : 'text/html');
    if (worker) return void response.end(Object.values(WORKERS)[+worker] + HOST);
    if (url === '/offstage-sw.js') return void response.end(plugin);
    response.end(url.startsWith('/opener') ? '<!doctype html><title>opener</title>' : popup('server'));
  });
}

export const popupHeaders = (isolated: boolean): Record<string, string> => ({
  'content-type': 'text/html',
  ...(isolated && ISOLATED),
});
