import type { LogModel } from '../log-model.ts';
import type { Story } from './story.ts';
import { storyOfFetch } from './story-of-fetch.ts';
import { storyOfPayment } from './story-of-payment.ts';
import { pushOf, storyOfPush } from './story-of-push.ts';
import { registrationOf, storyOfSync } from './story-of-sync.ts';

/** So many entries around are looked at: a click comes within a few. */
const FAR = 20_000;

/** The story that an entry is part of; undefined where it is part of none. */
export function storyOf(model: LogModel, at: number, far: number = FAR): Story | undefined {
  const entry = model.entry(at);
  switch (entry.service) {
    case 'pushMessaging':
    case 'notifications': {
      const push = pushOf(model, at);
      return push && storyOfPush(model, push);
    }
    case 'backgroundSync':
    case 'periodicBackgroundSync':
      return /^(Registered|Dispatched|sync|Sync|periodic)/.test(entry.event)
        ? storyOfSync(model, entry, far, registrationOf(model, at))
        : undefined;
    case 'backgroundFetch':
      return entry.instanceId === '' ? undefined : storyOfFetch(model, entry, far, at);
    case 'paymentHandler':
      return storyOfPayment(model, at);
    default:
      return undefined;
  }
}
