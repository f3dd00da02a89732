import { type NotificationEvent, scope } from './scope.ts';
import { tellPages } from './tell-pages.ts';

export function onNotificationClick(event: NotificationEvent): void {
  event.notification.close();
  tellPages({ news: 'notification clicked', action: event.action });
  if (event.action !== 'done') event.waitUntil(showApp());
}

async function showApp(): Promise<void> {
  const [open] = await scope.clients.matchAll({ type: 'window' });
  await (open ? open.focus() : scope.clients.openWindow('/'));
}
