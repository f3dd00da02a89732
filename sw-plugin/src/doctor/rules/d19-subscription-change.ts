import { detailOf, record } from '../detail-readers.ts';
import type { Rule } from '../rule.ts';
import { wasBlind } from '../watched-since.ts';

/**
 * `pushsubscriptionchange` that nobody acted upon.
 * Browsers differ in when they fire it, and most send no new subscription along: https://github.com/whatwg/notifications/issues/112
 */
export const subscriptionChange: Rule = {
  id: 'D19',
  title: 'The push subscription changed and nobody renewed it',
  link: 'ServiceWorkerGlobalScope/pushsubscriptionchange_event',
  find(history, found) {
    const renewed = new Map<string, number>();
    for (const { origin, time, detail } of history.named_(
      'pushManager.subscribe() fulfilled',
      'Push subscription state',
    )) {
      if (record(detail?.subscription)) renewed.set(origin, Math.max(time, renewed.get(origin) ?? 0));
    }
    for (const event of history.events_('pushsubscriptionchange')) {
      if (!event.closing_ || record(detailOf(event.opening_).subscription)) continue;
      if ((renewed.get(event.closing_.origin) ?? 0) >= event.start) continue;
      if (wasBlind(history, event.service, event.start, history.now)) continue;
      const unheard = detailOf(event.opening_).listeners === 0;
      found({
        key: `${unheard}`,
        proof_: event,
        words_: () => ({
          title: unheard ? 'The worker has no pushsubscriptionchange listener' : this.title,
          cause: `The browser replaced or revoked the push subscription, and ${
            unheard ? 'no listener was there to hear of it' : 'the handler ended without a new one'
          }. Your server still sends to the old endpoint.`,
          fix: 'In a pushsubscriptionchange listener subscribe again and send the new endpoint to your server, inside event.waitUntil().',
        }),
      });
    }
  },
};
