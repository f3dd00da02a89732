import type { Service } from '@offstage/sw-plugin/log';

/** Services with a check-list of their own; notifications ask what pushes ask. */
export type AskedService = Exclude<Service, 'notifications' | 'serviceWorker'>;

/** The check-list of a panel; undefined where there is none. */
export const askedServiceOf = (service: Service | undefined): AskedService | undefined =>
  service === 'notifications' ? 'pushMessaging' : service === 'serviceWorker' ? undefined : service;
