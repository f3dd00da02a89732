import type { ShapeOf } from '../../../shapes.ts';
import type { GoneFact, GoneReason } from './why-gone.ts';

export interface ReasonText {
  readonly severity: ShapeOf<'PushFinding'>['severity'];
  readonly title: string;
  readonly detail: string;
  /** The next step. */
  readonly cure: string;
  /** The doctor's rule about it, `''` for none. */
  readonly doctor: string;
}

const ANEW =
  'At every page load call pushManager.getSubscription(); where there is none and the permission is granted, subscribe and send the new endpoint to your server.';

/** What there is to say of each reason: all of it stands here. */
export const REASON_TEXTS: Readonly<Record<GoneReason, ReasonText>> = {
  unregistered: {
    severity: 'error',
    title: 'The app unregistered the worker',
    detail: 'unregister() was called. A push subscription belongs to its registration and goes with it.',
    cure: 'Do not unregister a worker that has a push subscription: update it in place.',
    doctor: 'D18',
  },
  unsubscribed: {
    severity: 'info',
    title: 'The app unsubscribed',
    detail: 'unsubscribe() was called, and the app did not subscribe again.',
    cure: 'Delete the endpoint at your server when the app unsubscribes, so that nothing is sent to it any more.',
    doctor: '',
  },
  permission: {
    severity: 'warning',
    title: 'The permission was withdrawn',
    detail:
      'The permission for notifications had been granted and was not any more, by the user or by the browser. The subscription goes with it.',
    cure: 'Send less, and what people wait for; explain in the app how to allow notifications again.',
    doctor: 'D22',
  },
  'silent-pushes': {
    severity: 'error',
    title: 'WebKit removed the subscription: three pushes showed nothing',
    detail:
      'The last push and two before it ended without a notification. WebKit removes the subscription at the third.',
    cure: 'Show a notification for every push, also where the handler fails; then subscribe again from a user gesture.',
    doctor: 'D2',
  },
  quota: {
    severity: 'error',
    title: 'Firefox’s quota for silent pushes was used up',
    detail:
      'As many pushes as Firefox allows since the last visit ended without a notification. It drops the subscription then.',
    cure: 'Show a notification for every push: those cost nothing.',
    doctor: 'D33',
  },
  'key-changed': {
    severity: 'error',
    title: 'The VAPID key is another one',
    detail:
      'The device has subscribed with another applicationServerKey since, or the push service refused the key of the sends before.',
    cure: 'Sign with the key that subscriptions were made for, or have every device subscribe with the new one and delete the old endpoints.',
    doctor: 'D20',
  },
  replaced: {
    severity: 'info',
    title: 'The app has another subscription now',
    detail: 'The same installation subscribed anew: it has another endpoint since.',
    cure: 'When a device sends a new endpoint, delete the one that it had.',
    doctor: 'D48',
  },
  changed: {
    severity: 'warning',
    title: 'The browser replaced or ended the subscription',
    detail: 'The worker got a pushsubscriptionchange event.',
    cure: 'Subscribe again in a pushsubscriptionchange listener, inside event.waitUntil(), and send the new endpoint to your server.',
    doctor: 'D19',
  },
  lost: {
    severity: 'warning',
    title: 'The device found its subscription gone',
    detail: 'It was there at one visit and not at a later one. Nothing in the device’s log tells why.',
    cure: ANEW,
    doctor: 'D18',
  },
  'log-ends': {
    severity: 'info',
    title: 'The device has told nothing since',
    detail:
      'Its log ended a day or more before. It does so when site data is cleared, the browser is removed or the device is off: nobody can tell which.',
    cure: 'Delete the endpoint. Who comes back gets a new subscription at the next visit.',
    doctor: '',
  },
  away: {
    severity: 'info',
    title: 'The device had been away for weeks',
    detail: 'It had told nothing for two weeks or more when the push service gave it up.',
    cure: 'Delete the endpoint. Send the less to a device, the longer it has told nothing.',
    doctor: '',
  },
  alive: {
    severity: 'warning',
    title: 'The device still has this subscription',
    detail:
      'It named it as its own, or got a push on it, after the push service had said that it is gone: the service has dropped it, and the browser does not know.',
    cure: 'Tell the app, so that at the next visit it calls unsubscribe(), subscribes and sends the new endpoint.',
    doctor: '',
  },
  unknown: {
    severity: 'info',
    title: 'Nothing tells why',
    detail: 'The device reports, or did until shortly before, and there is no evidence of a cause.',
    cure: ANEW,
    doctor: '',
  },
  'not-reporting': {
    severity: 'info',
    title: 'The device has never told anything',
    detail: 'It does not upload its log, so there is nothing to tell a cause by.',
    cure: 'Have workers upload their log to learn why: the option upload.',
    doctor: '',
  },
};

/** One line for each kind of evidence. */
export const FACT_TEXTS: Readonly<Record<GoneFact['what'], string>> = {
  unregistered: 'unregister() was called',
  unsubscribed: 'unsubscribe() was called',
  changed: 'The worker got a pushsubscriptionchange event',
  withdrawn: 'The permission was not granted any more',
  subscribed: 'The app had subscribed anew',
  none: 'There was no subscription any more',
  unshown: 'A push ended without a notification',
  'key-refused': 'The push service refused the key',
  'other-device': 'The installation named another subscription as its own',
  'last-told': 'The last that the device told',
  'still-there': 'The device named this subscription as its own, or got a push on it',
};
