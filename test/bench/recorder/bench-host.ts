import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { serve } from '../../kit/src/loopback/serve.ts';
import { root } from '../../run/root.mjs';
import { buildBefore } from './build-before.ts';

/** The same worker, loaded in three ways. The two without the plugin are each other's control. */
export const VARIANTS = {
  plugin: '/offstage-sw.js',
  'none (A)': '/empty.js',
  'none (B)': '/empty.js',
} as const;

/** And in two more, where it is about starting: the plugin as it was, and as many bytes that do nothing. */
export const STARTS = { ...VARIANTS, before: '/before.js', inert: '/inert.js' } as const;

/** And with the second script: the first two are each other's control. */
export const UPLOADS = {
  'plugin (A)': '/offstage-sw.js',
  'plugin (B)': '/offstage-sw.js',
  'with upload': '/both.js',
} as const;

export type Variant = keyof typeof VARIANTS;
export type Start = keyof typeof STARTS;
export type Uploading = keyof typeof UPLOADS;

export const scopeOf = (variant: Start | Uploading): string => `/${variant.replace(/\W/g, '')}/`;

/** Notes when it was asked and when its handler ran, and nothing else. */
const workerSource = (script: string): string => `
  const before = performance.now();
  importScripts('${script}');
  const evaluation = performance.now() - before;
  const handled = [];
  addEventListener('install', () => skipWaiting());
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('push', (event) => {
    handled.push([event.data.text(), performance.timeOrigin + performance.now()]);
    event.waitUntil(Promise.resolve());
  });
  addEventListener('message', (event) => event.source.postMessage({ evaluation, whole, handled: handled.splice(0) }));
  const whole = performance.now() - before;
`;

/** Each push gets its key then, as in an app that is pushed to. */
const SUBSCRIBED = `
  PushManager.prototype.getSubscription = async () => ({
    endpoint: 'https://fcm.googleapis.com/fcm/send/' + 'x'.repeat(152),
    options: { applicationServerKey: new ArrayBuffer(65) },
  })`;

const PAGE = `<!doctype html><title>bench</title><script src="/offstage.js"></script><script>
  globalThis.ask = async (scope) => {
    const { active } = await navigator.serviceWorker.getRegistration(scope);
    const answer = new Promise((resolve) => navigator.serviceWorker.addEventListener('message', ({ data }) => resolve(data), { once: true }));
    navigator.serviceWorker.startMessages();
    active.postMessage('?');
    return answer;
  };
</script>`;

export async function startBenchHost() {
  const built = (file: string) => readFile(path.join(root, file));
  const plugin = await built('sw-plugin/dist/offstage-sw.js');
  const files: Record<string, string | Buffer> = {
    '/offstage-sw.js': plugin,
    '/offstage.js': await built('sdk/dist/offstage.js'),
    // What is uploaded goes to the host itself, at once after each push.
    '/both.js': `${SUBSCRIBED};self.offstageOptions = { upload: { url: '/reports', within: 500 } };${plugin};${await built('sw-plugin/dist/offstage-upload.js')}`,
    '/push-key.js': await built('sw-plugin/dist/upload/push-key.js'),
    '/empty.js': '',
    '/before.js': await buildBefore(),
    '/inert.js': `const inert = () => {${plugin}};`,
  };
  for (const [variant, script] of Object.entries({ ...STARTS, ...UPLOADS })) {
    files[`${scopeOf(variant as Start | Uploading)}sw.js`] = workerSource(script);
  }
  let posts = 0;
  const { port, close } = await serve((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    // A first visit has a scope of its own each time: `/plugin/7/sw.js`.
    const file = files[pathname.replace(/\/\d+\//, '/')];
    response.setHeader('content-type', file === undefined ? 'text/html' : 'text/javascript');
    // For a clock of 5 µs, instead of 100: https://w3c.github.io/hr-time/#dfn-coarsen-time
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    if (request.method === 'POST') {
      posts += 1;
      response.statusCode = 204;
    }
    response.end(request.method === 'POST' ? undefined : (file ?? PAGE));
  });
  return {
    origin: `http://localhost:${port}`,
    close,
    /** Posts of entries that came so far. */
    get posts() {
      return posts;
    },
  };
}
