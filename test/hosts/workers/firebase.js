// Firebase Cloud Messaging: shows what comes with a notification, hands on what comes without.
import { initializeApp } from '@firebase/app';
import { getMessaging, onBackgroundMessage } from '@firebase/messaging/sw';

const app = initializeApp({ apiKey: 'key', appId: '1:1:web:1', messagingSenderId: '1', projectId: 'host' });
onBackgroundMessage(getMessaging(app), (payload) => {
  seen('background message', payload.data, payload.notification);
  if (payload.notification === undefined) return registration.showNotification(payload.data.title);
});
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
