import { dataOf, type ExtendableEventLike, type WorkerScope } from '../platform.ts';
import { type Calls, type Events, line, type Moment, own, statusOf } from './definition.ts';
import { type MessageData, payloadOf } from './payload.ts';
import { members, string } from './plain.ts';
import { keyText, subscriptionShape } from './subscription.ts';

interface PushEventLike extends ExtendableEventLike {
  readonly data: MessageData | null;
  /** Declarative Web Push (WebKit): the notification that the payload describes. */
  readonly notification?: object | null;
}

interface SubscriptionChangeEventLike extends ExtendableEventLike {
  readonly oldSubscription?: PushSubscription | null;
  readonly newSubscription?: PushSubscription | null;
}

const service = 'pushMessaging';

/**
 * With a visible window, a push without a notification is allowed to pass. Without one, Chromium shows a notification
 * of its own (`push_messaging_notification_manager.cc`), unless the site has engagement enough: hence inferred.
 */
async function showedNothing({ scope, write }: Moment): Promise<void> {
  const clients = await (scope as WorkerScope).clients.matchAll({ includeUncontrolled: true });
  const visibleClients = clients.filter(({ visibilityState }) => visibilityState === 'visible').length;
  write(own('No notification shown', { visibleClients }));
  if (visibleClients || !scope.SyncManager) return;
  const displayed = { Title: scope.location.host, Body: 'This site has been updated in the background.' };
  write({
    ...line('Notification displayed', displayed),
    inferred: true,
    service: 'notifications',
    instanceId: 'user_visible_auto_notification',
  });
  write({ ...line('Generic notification shown'), inferred: true });
}

/**
 * Push, as Chromium's `push_messaging_router.cc` and `push_messaging_service_impl.cc` log it.
 * https://w3c.github.io/push-api/
 */
export const pushMessagingEvents = (): Events => ({
  push: {
    service,
    holdable_: true,
    start_(event: PushEventLike) {
      const payload = event.data && payloadOf(event.data);
      return line('Push event dispatched', payload ? { Payload: string(payload.text) } : {}, {
        ...(payload && { payload }),
        ...(event.notification && { declarative: true }),
      });
    },
    end_(event: PushEventLike, { rejection_: rejection, thrown_: thrown }, moment) {
      const { shown, unseen_: unseen } = moment;
      const guess = shown && moment.shownGuess;
      // Then the browser shows what the payload says: https://www.w3.org/TR/push-api/#declarative-push-message
      const done = event.notification || (shown && !guess);
      const silent = !shown && !unseen && !done;
      if (silent) moment.attempt_(() => showedNothing(moment));
      return line('Push event completed', statusOf(rejection), {
        ...((shown || !unseen) && { shown }),
        ...(guess && { shownGuess: true }),
        ...(!done && !rejection && !thrown && { outcome: silent ? 'silent' : undefined }),
      });
    },
  },
  pushsubscriptionchange: {
    service,
    holdable_: true,
    start_: ({ oldSubscription, newSubscription }: SubscriptionChangeEventLike) =>
      own('pushsubscriptionchange event dispatched', {
        oldSubscription: subscriptionShape(oldSubscription),
        subscription: subscriptionShape(newSubscription),
      }),
  },
});

export const pushMessagingCalls = (): Calls => ({
  'PushManager.subscribe': {
    service,
    prefix_: 'pushManager.',
    facts_(_manager, [argument]) {
      const key = dataOf(argument, 'applicationServerKey');
      return {
        options: {
          ...members(argument),
          ...(key instanceof Object && { applicationServerKey: keyText(key as ArrayBuffer) }),
        },
      };
    },
    fulfilledWith_: (subscription) => ({ subscription: subscriptionShape(subscription as PushSubscription) }),
  },
  'PushSubscription.unsubscribe': {
    service,
    facts_: (subscription) => ({ subscription: subscriptionShape(subscription as PushSubscription) }),
  },
});
