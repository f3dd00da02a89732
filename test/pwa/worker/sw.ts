/**
 * The app's service worker. The build puts `try { importScripts('/offstage-sw.js'); } catch {}` before everything else: Offstage has to
 * be there before the first listener is added. With it comes its upload, so that the server knows what became of a push. See `vite.config.ts`.
 */
import { answerFromCache, fillCache } from './app-cache.ts';
import { onBackgroundFetch } from './on-background-fetch.ts';
import { onNotificationClick } from './on-notification-click.ts';
import { onPeriodicSync } from './on-periodic-sync.ts';
import { onPush } from './on-push.ts';
import { onSync } from './on-sync.ts';
import { scope } from './scope.ts';
import { tellPages } from './tell-pages.ts';

scope.addEventListener('install', (event) => event.waitUntil(fillCache().then(() => scope.skipWaiting())));
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('fetch', answerFromCache);

scope.addEventListener('sync', onSync);
scope.addEventListener('periodicsync', onPeriodicSync);

scope.addEventListener('push', onPush);
scope.addEventListener('pushsubscriptionchange', () => tellPages({ news: 'subscription changed' }));
scope.addEventListener('notificationclick', onNotificationClick);
scope.addEventListener('notificationclose', () => tellPages({ news: 'notification closed' }));

scope.addEventListener('backgroundfetchsuccess', onBackgroundFetch);
scope.addEventListener('backgroundfetchfail', onBackgroundFetch);
scope.addEventListener('backgroundfetchabort', onBackgroundFetch);
scope.addEventListener('backgroundfetchclick', (event) =>
  event.waitUntil(scope.clients.openWindow('/services')),
);
