import type { Service } from '@offstage/sw-plugin/log';
import type { StepName } from '../model/story/step-name.ts';

export interface FunnelStep {
  readonly name: StepName;
  /** What it counts, in the filter language: the number is what this filter lists. */
  readonly filter: string;
  /** Beside the way: what went wrong. */
  readonly beside?: true;
}

const step = (name: StepName, filter: string): FunnelStep => ({ name, filter });
const beside = (name: StepName, filter: string): FunnelStep => ({ name, filter, beside: true });

const DISPATCHED = 'detail.phase:start -event:called';

/** From what came in to what came of it, for each service and for all of them. */
export const FUNNELS: Readonly<Record<Service | 'all', readonly FunnelStep[]>> = {
  // What the browser dispatched, one entry each: calls of the app's own are no part of it.
  all: [
    step('events', DISPATCHED),
    step('done', `${DISPATCHED} outcome:ok`),
    beside('failed', `${DISPATCHED} outcome:failed`),
    beside('silent', `${DISPATCHED} outcome:silent`),
    beside('cutOff', `${DISPATCHED} outcome:terminated`),
    beside('reports', 'service:reporting has:report'),
  ],
  pushMessaging: [
    step('received', 'event:"push event dispatched"'),
    step('shown', 'story:shown'),
    step('clicked', 'story:clicked'),
    beside('failed', 'event:"push event dispatched" outcome:failed'),
    beside('silent', 'event:"push event dispatched" outcome:silent'),
  ],
  notifications: [
    step('shown', 'event:"notification displayed"'),
    step('clicked', 'event:"notification clicked"'),
    // By a person: what a script closes is no answer.
    beside('dismissed', 'event:"notification closed" -type:notification.close'),
  ],
  backgroundSync: [
    step('registered', 'event:"registered sync"'),
    step('fired', 'event:"dispatched sync event"'),
    step('done', 'event:"dispatched sync event" outcome:ok'),
    beside('failed', 'event:"dispatched sync event" outcome:failed'),
    beside('givenUp', 'event:"dispatched sync event" outcome:failed meta.lastchance:yes'),
  ],
  periodicBackgroundSync: [
    step('registered', 'event:"registered periodicsync"'),
    step('fired', 'event:"dispatched periodicsync event"'),
    step('done', 'event:"dispatched periodicsync event" outcome:ok'),
    beside('failed', 'event:"dispatched periodicsync event" outcome:failed'),
  ],
  backgroundFetch: [
    step('started', 'event:"background fetch started"'),
    step('done', 'event:"background fetch completed" outcome:ok'),
    beside('failed', 'event:"background fetch completed" outcome:failed'),
  ],
  paymentHandler: [
    step('asked', 'event:"payment request"'),
    step('paid', 'event:"payment response" meta.type:success'),
    beside('unpaid', 'event:"payment response" -meta.type:success'),
  ],
  reporting: [step('ours', 'noise:no'), beside('noise', 'noise:yes')],
  serviceWorker: [
    step('starts', 'event:"worker started"'),
    beside('errors', 'event:"uncaught error","unhandled rejection"'),
  ],
};
