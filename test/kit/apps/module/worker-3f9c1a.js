import { show } from './show-81b2e0.js';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('push', show);
