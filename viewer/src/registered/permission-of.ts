import type { Service } from '@offstage/sw-plugin/log';

const NAMES: Partial<Record<Service, string>> = {
  backgroundFetch: 'background-fetch',
  backgroundSync: 'background-sync',
  notifications: 'notifications',
  paymentHandler: 'payment-handler',
  periodicBackgroundSync: 'periodic-background-sync',
  pushMessaging: 'push',
};

/** `granted`, `denied`, `prompt`; undefined where the browser does not know the name, or the service needs none. */
export async function permissionOf(service: Service): Promise<PermissionState | undefined> {
  const name = NAMES[service];
  if (name === undefined || !('permissions' in navigator)) return undefined;
  try {
    const descriptor = { name, ...(name === 'push' && { userVisibleOnly: true }) };
    return (await navigator.permissions.query(descriptor as PermissionDescriptor)).state;
  } catch {
    return undefined;
  }
}
