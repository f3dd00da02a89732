import { CATALOGUE, type Service } from '@offstage/sw-plugin/log';

/** A place in the sidebar. `all` and `state` are ours; the rest has DevTools' names and order. */
export type PanelId = 'all' | Service | 'state';

export interface Panel {
  readonly id: PanelId;
  /** Path segment under the viewer's base. */
  readonly slug: string;
  /** The service's name as DevTools writes it; undefined for our own panels, which the string table names. */
  readonly title: string | undefined;
}

const service = (id: Service, slug: string): Panel => ({ id, slug, title: CATALOGUE[id].title });

export const PANELS: readonly Panel[] = [
  { id: 'all', slug: '', title: undefined },
  service('backgroundFetch', 'background-fetch'),
  service('backgroundSync', 'background-sync'),
  service('notifications', 'notifications'),
  service('paymentHandler', 'payment-handler'),
  service('periodicBackgroundSync', 'periodic-background-sync'),
  service('pushMessaging', 'push-messaging'),
  service('reporting', 'reporting-api'),
  service('serviceWorker', 'service-worker'),
  { id: 'state', slug: 'state', title: undefined },
];

/** The service behind a panel; undefined for those that show all of them. */
export const serviceOf = (panel: PanelId): Service | undefined =>
  panel === 'all' || panel === 'state' ? undefined : panel;
