/** Names of the platform that browsers quote in their messages: interfaces, then methods and members. */
export const PLATFORM_NAMES: ReadonlySet<string> = new Set(
  (
    'AbortController AbortSignal BackgroundFetchManager BackgroundFetchRegistration BackgroundFetchUpdateUIEvent Blob ' +
    'BroadcastChannel Cache CacheStorage Client Clients DedicatedWorkerGlobalScope Event EventTarget ExtendableEvent ' +
    'ExtendableMessageEvent FetchEvent FormData Headers IDBCursor IDBDatabase IDBFactory IDBIndex IDBKeyRange ' +
    'IDBObjectStore IDBTransaction JSON MessagePort Navigator Notification NotificationEvent PaymentRequestEvent ' +
    'PeriodicSyncManager Permissions PushEvent PushManager PushMessageData PushSubscription ReadableStream Request Response ' +
    'ServiceWorker ServiceWorkerContainer ServiceWorkerGlobalScope ServiceWorkerRegistration Storage StorageManager ' +
    'SyncEvent SyncManager URL URLSearchParams WebSocket Window WindowClient Worker WorkerGlobalScope WorkerNavigator ' +
    'XMLHttpRequest abort add addAll arrayBuffer atob blob btoa changePaymentMethod claim clone close createIndex ' +
    'createObjectStore delete deleteDatabase fetch focus formData get getAll getRegistration getSubscription importScripts ' +
    'index json keys match matchAll navigate objectStore open openCursor openWindow parse permissionState postMessage put ' +
    'query register registration requestPermission respondWith setItem showNotification skipWaiting start structuredClone ' +
    'subscribe text transaction unregister unsubscribe update updateUI waitUntil'
  ).split(' '),
);
