import type { Action } from '../actions/action.ts';
import { BACKGROUND_FETCH_ACTIONS } from '../actions/background-fetch-actions.ts';
import { FAILING_ACTIONS } from '../actions/failing-actions.ts';
import { NOTIFICATION_ACTIONS } from '../actions/notification-actions.ts';
import { PAYMENT_ACTIONS } from '../actions/payment-actions.ts';
import { PUSH_ACTIONS } from '../actions/push-actions.ts';
import { PERIODIC_SYNC_ACTIONS, SYNC_ACTIONS } from '../actions/sync-actions.ts';

export interface ServiceCard {
  readonly id: string;
  readonly title: string;
  readonly story: string;
  /** Name for `navigator.permissions.query()`, where the service has one. */
  readonly permission?: string;
  /** Over the whole width. */
  readonly wide?: true;
  readonly actions: readonly Action[];
}

export const SERVICE_CARDS: readonly ServiceCard[] = [
  {
    id: 'background-sync',
    title: 'Background sync',
    story: 'Notes written offline reach the server later, even when this tab is closed by then.',
    permission: 'background-sync',
    actions: SYNC_ACTIONS,
  },
  {
    id: 'periodic-sync',
    title: 'Periodic background sync',
    story: 'A new prompt waits for you each day. Chrome allows it to installed apps.',
    permission: 'periodic-background-sync',
    actions: PERIODIC_SYNC_ACTIONS,
  },
  {
    id: 'background-fetch',
    title: 'Background fetch',
    story: 'The field guide’s plates come down while you do something else.',
    permission: 'background-fetch',
    actions: BACKGROUND_FETCH_ACTIONS,
  },
  {
    id: 'notifications',
    title: 'Notifications',
    story: 'A reminder to write today’s note.',
    permission: 'notifications',
    actions: NOTIFICATION_ACTIONS,
  },
  {
    id: 'push',
    title: 'Push messaging',
    story: 'The server sends you a message through your browser’s push service.',
    permission: 'push',
    actions: PUSH_ACTIONS,
  },
  {
    id: 'payment',
    title: 'Payment handler',
    story: 'Acorn Pay, a payment handler of our own, is installed when you first pay.',
    actions: PAYMENT_ACTIONS,
  },
  {
    id: 'failing',
    title: 'Things that go wrong',
    story: 'Press these, then look at the viewer: the browser’s own panel calls some of them a success.',
    wide: true,
    actions: FAILING_ACTIONS,
  },
];
