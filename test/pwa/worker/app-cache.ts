import type { FetchEvent } from './scope.ts';

const CACHE = 'app';
/** Made by the build: every file that the app needs to open without a network. */
const LIST = '/precache.json';
const OUR_FILES = /^\/(assets|icons)\/|^\/manifest\.webmanifest$/;
/** Documents of their own, with headers of their own. */
const NOT_THE_APP = /^\/(reports-demo|pay|demo|api|reports\/|healthz|metrics)/;

export async function fillCache(): Promise<void> {
  const cache = await caches.open(CACHE);
  const paths: string[] = await (await fetch(LIST, { cache: 'no-cache' })).json();
  await cache.addAll(paths);
}

/** Documents from the network while there is one; its own files from the cache; the rest is none of our business. */
export function answerFromCache(event: FetchEvent): void {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || NOT_THE_APP.test(url.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => cached('/')));
  else if (OUR_FILES.test(url.pathname)) event.respondWith(cachedFirst(event));
}

async function cached(path: string): Promise<Response> {
  return (await caches.match(path)) ?? Response.error();
}

async function cachedFirst({ request }: FetchEvent): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}
