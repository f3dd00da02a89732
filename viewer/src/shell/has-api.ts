import type { Service } from '@offstage/sw-plugin/log';

/** Whether this browser has the API behind a service, as far as a page can tell. */
export function hasApi(service: Service): boolean {
  switch (service) {
    case 'backgroundFetch':
      return 'BackgroundFetchManager' in globalThis;
    case 'backgroundSync':
      return 'SyncManager' in globalThis;
    case 'notifications':
      return 'Notification' in globalThis;
    case 'paymentHandler':
      return 'PaymentRequest' in globalThis && 'PaymentManager' in globalThis;
    case 'periodicBackgroundSync':
      return 'PeriodicSyncManager' in globalThis;
    case 'pushMessaging':
      return 'PushManager' in globalThis;
    case 'reporting':
      return 'ReportingObserver' in globalThis || 'SecurityPolicyViolationEvent' in globalThis;
    case 'serviceWorker':
      return 'serviceWorker' in navigator;
    default:
      return service satisfies never;
  }
}
