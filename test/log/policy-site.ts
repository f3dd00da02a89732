import { readFileSync } from 'node:fs';
import type { OpenSite } from '../browsers/site.ts';
import { serve } from '../kit/src/loopback/serve.ts';

const built = (name: string): Buffer => readFileSync(new URL(`../../${name}`, import.meta.url));

const ROUTES: Readonly<Record<string, string | Buffer>> = {
  '/': '<!doctype html><title>Policy</title><script src="/offstage.js" data-worker="/sw.js"></script>',
  '/offstage.js': built('sdk/dist/offstage.js'),
  '/offstage-sw.js': built('sw-plugin/dist/offstage-sw.js'),
  '/sw.js': `
    importScripts('/offstage-sw.js');
    fetch('/while-it-starts').catch(() => {});
    addEventListener('install', () => skipWaiting());
    addEventListener('activate', (event) => event.waitUntil(clients.claim()));
    addEventListener('message', ({ data }) => fetch(data).catch(() => {}));`,
};

/** A site whose worker, not its page, has a content security policy that keeps it from fetching anything. */
export const policySite: OpenSite = async ({ certificates }) => {
  const { port, close } = await serve(
    ({ url = '/' }, response) => {
      response.setHeader('content-type', url.endsWith('.js') ? 'text/javascript' : 'text/html');
      if (url === '/sw.js') response.setHeader('content-security-policy', "connect-src 'none'");
      response.end(ROUTES[url]);
    },
    { tls: certificates },
  );
  return { origin: `https://localhost:${port}`, close };
};
