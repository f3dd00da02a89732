export type { NotificationDaemon } from './notification-daemon/start-notification-daemon.ts';
export { startNotificationDaemon } from './notification-daemon/start-notification-daemon.ts';
export type { PushService, SubscriptionJSON } from './push-service/start-push-service.ts';
export { startPushService } from './push-service/start-push-service.ts';
