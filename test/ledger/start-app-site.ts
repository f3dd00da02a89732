import { readFileSync } from 'node:fs';
import { readBody, serve } from '../kit/src/loopback/serve.ts';

/** An app whose worker uploads, and what is between it, its sender and the server. */
export interface AppSite {
  readonly origin: string;
  /** Entries that devices have posted. */
  readonly told: readonly {
    readonly id: string;
    readonly event: string;
    readonly span?: string;
    readonly detail: Readonly<Record<string, unknown>>;
  }[];
  /** Bodies of all requests on their way to the server. */
  readonly passed: readonly string[];
  close(): Promise<void>;
}

const built = (name: string): Buffer => readFileSync(new URL(`../../${name}`, import.meta.url));
const UPLOAD = built('sw-plugin/dist/offstage-upload.js');

/** Shows what it is pushed, but for a few words, by which it fails, shows nothing, or takes its time. */
const WORKER = `
  self.offstageOptions = { upload: { url: '/reports/background', within: 600, install: true } };
  importScripts('/offstage-upload.js');
  addEventListener('install', () => skipWaiting());
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('notificationclick', (event) => event.notification.close());
  addEventListener('notificationclose', () => {});
  addEventListener('push', (event) => {
    const text = event.data ? event.data.text() : 'nothing';
    if (text.includes('throw')) throw new TypeError('no');
    if (text.includes('silent')) return;
    const late = text.includes('late') ? new Promise((resolve) => setTimeout(resolve, 500)) : Promise.resolve();
    const tag = text.slice(0, 40);
    const shown = late.then(() => registration.showNotification(tag, { tag }));
    event.waitUntil(
      !text.includes('shut') ? shown : shown
        .then(() => registration.getNotifications({ tag }))
        .then((all) => all.forEach((one) => one.close())));
  });`;
const PAGE = `<!doctype html><title>App</title><script type="module">navigator.serviceWorker.register('/sw.js')</script>`;

const FILES: Readonly<Record<string, readonly [type: string, body: string | Buffer]>> = {
  '/': ['text/html', PAGE],
  '/sw.js': ['text/javascript', WORKER],
  '/offstage-upload.js': ['text/javascript', UPLOAD],
  '/offstage.js': ['text/javascript', built('sdk/dist/offstage.js')],
};

/** Serves the app, and hands what is posted to the server behind it, which is at its origin for device and sender alike. */
export async function startAppSite(server: string): Promise<AppSite> {
  const told: AppSite['told'][number][] = [];
  const passed: string[] = [];
  const { port, close } = await serve(async (request, response) => {
    if (request.method !== 'POST') {
      const [type, body] = FILES[new URL(request.url ?? '', 'http://localhost').pathname] ?? [];
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': type ?? 'text/plain' }).end(body);
      return;
    }
    const body = (await readBody(request)).toString('utf8');
    passed.push(body);
    if (request.url?.startsWith('/reports/'))
      told.push(...(JSON.parse(body) as { body: AppSite['told'][number] }[]).map((report) => report.body));
    const { authorization = '', 'content-type': type = '' } = request.headers;
    const answer = await fetch(server + request.url, {
      method: 'POST',
      body,
      headers: { authorization, 'content-type': type },
    });
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  return { origin: `http://localhost:${port}`, told, passed, close };
}
