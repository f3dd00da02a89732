// Pusher Beams' own worker, as its package has it.
import '@pusher/push-notifications-web/src/service-worker.js';

self.addEventListener('install', () => self.skipWaiting());
