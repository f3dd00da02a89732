import { initializeApp } from '@firebase/app';
import { getMessaging } from '@firebase/messaging/sw';

getMessaging(initializeApp({ apiKey: 'key', appId: '1:1:web:1', messagingSenderId: '1', projectId: 'app' }));
self.addEventListener('install', () => self.skipWaiting());
