import { CATALOGUE, type Service } from '@offstage/sw-plugin/log';
import type { Strings } from './strings.ts';

/** A place in the sidebar. `all`, `pushes` and `state` are ours; the rest has DevTools' names and order. */
export type PanelId = 'all' | Service | 'pushes' | 'state';

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
  { id: 'pushes', slug: 'pushes', title: undefined },
  { id: 'state', slug: 'state', title: undefined },
];

/** The service behind a panel; undefined for those that show all of them. */
export const serviceOf = (panel: PanelId): Service | undefined =>
  Object.hasOwn(CATALOGUE, panel) ? (panel as Service) : undefined;

/** What a panel is called. */
export const panelTitle = ({ id, title }: Panel, t: Strings): string =>
  title ?? t[id as Exclude<PanelId, Service>];
