// Workbox: a precache, a runtime route, and posts that are queued and sent again when the network is back.
import { BackgroundSyncPlugin } from 'workbox-background-sync';
import { precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { NetworkFirst, NetworkOnly } from 'workbox-strategies';

precacheAndRoute([{ url: 'page.html', revision: '1' }]);
registerRoute(({ url }) => url.pathname.endsWith('/data.json'), new NetworkFirst());
registerRoute(
  ({ url }) => url.pathname.endsWith('/post'),
  new NetworkOnly({ plugins: [new BackgroundSyncPlugin(registration.scope)] }),
  'POST',
);
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
