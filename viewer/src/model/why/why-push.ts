import type { Entry } from '@offstage/sw-plugin/log';
import type { LifetimeRow } from '../lifetime.ts';
import type { LogModel } from '../log-model.ts';
import { storyOfPush } from '../story/story-of-push.ts';
import { type Check, no, unknown, yes } from './check.ts';
import {
  apiCheck,
  errorWords,
  handlerCheck,
  latestLife,
  listenerCheck,
  permissionCheck,
  workerChecks,
} from './common-checks.ts';
import type { Facts } from './facts.ts';
import { isLater, newest } from './newest.ts';

/**
 * Why did my push not show?
 *
 * @param asked the push that is asked about; undefined: the latest
 */
export function whyPush(model: LogModel, facts: Facts, asked: LifetimeRow | undefined): readonly Check[] {
  const push = asked ?? latestLife(model, 'Push event dispatched');
  const subscription = subscriptionCheck(model, facts);
  return [
    apiCheck(facts),
    ...workerChecks(model, facts),
    permissionCheck(model, facts, 'notifications'),
    subscription,
    ...(subscription.state === 'yes' ? [keyCheck(model, facts)] : []),
    listenerCheck(model, push, 'push'),
    receivedCheck(model, facts, push),
    handlerCheck(model, push),
    shownCheck(model, push),
    unknown('system', 'onlySystem', { next: 'lookSystem' }),
  ];
}

const STATES = [
  'Push subscription state',
  'pushManager.subscribe() fulfilled',
  'unsubscribe() fulfilled',
  'Unsubscribed due to error',
];

const tellsOne = ({ event, detail }: Entry): boolean =>
  !event.startsWith('unsubscribe()') &&
  (event.endsWith('subscribe() fulfilled') || Boolean(detail.subscription));

/** What was said last of a subscription. A registration that never had one says nothing of another, which has. */
function latestState(model: LogModel): number | undefined {
  const last = newest(model, STATES);
  const said = last === undefined ? undefined : model.entry(last);
  if (said === undefined || said.event !== STATES[0] || tellsOne(said) || said.detail.oldSubscription)
    return last;
  const scopeOf = ({ detail, scope }: Entry): unknown => detail.scope ?? scope;
  const other = newest(model, STATES, (entry) => ![scopeOf(said), ''].includes(scopeOf(entry)));
  return other !== undefined && tellsOne(model.entry(other)) ? other : last;
}

function subscriptionCheck(model: LogModel, { subscriptions }: Facts): Check {
  const rules = ['D18', 'D19', 'D2', 'D33'];
  const at = latestState(model);
  const said = at === undefined ? undefined : model.entry(at);
  const ended = said?.event.startsWith('unsubscribe()') === true;
  const isThere = said !== undefined && tellsOne(said);
  const gone = said !== undefined && !isThere && !said.event.endsWith('subscribe() fulfilled');
  const [known] = subscriptions ?? [];
  if (known !== undefined)
    return yes('subscription', 'subscribed', { words: known.host, at: isThere ? at : undefined });
  const refused = newest(model, ['pushManager.subscribe() rejected']);
  if (isLater(model, refused, at)) {
    const { error } = model.entry(refused as number).detail;
    return no('subscription', 'refused', 'readError', {
      at: refused,
      words: errorWords(error),
      rules: ['D39', 'D20'],
    });
  }
  if (ended) return no('subscription', 'unsubscribed', 'subscribe', { at });
  const lost = gone && (said.detail.oldSubscription != null || said.event !== STATES[0]);
  if (lost) return no('subscription', 'subscriptionLost', 'subscribeAgain', { at, rules });
  // One that the log knows of, and the browser no longer has.
  if (subscriptions !== undefined && isThere)
    return no('subscription', 'subscriptionLost', 'subscribeAgain', { at, rules });
  if (subscriptions !== undefined || gone)
    return no('subscription', 'neverSubscribed', 'subscribe', { at: gone ? at : undefined, rules });
  if (isThere)
    return yes('subscription', 'subscribed', { at, words: said.detail.subscription?.endpointHost });
  return unknown('subscription', 'elsewhere', { rules });
}

function keyCheck(model: LogModel, { subscriptions, serverKey }: Facts): Check {
  const rules = ['D20'];
  const told = newest(model, STATES, ({ detail }) => detail.subscription?.applicationServerKey !== undefined);
  const have =
    subscriptions?.[0]?.key ??
    (told === undefined ? undefined : model.entry(told).detail.subscription?.applicationServerKey);
  const refused = newest(model, ['pushManager.subscribe() rejected'], ({ detail }) =>
    /applicationServerKey|gcm_sender_id/.test(detail.error?.message ?? ''),
  );
  if (have !== undefined && serverKey !== undefined)
    return have === serverKey
      ? yes('key', 'keySame', { words: have, at: told })
      : no('key', 'keyOther', 'unsubscribeFirst', { words: have, at: told, rules });
  if (isLater(model, refused, told))
    return no('key', 'keyOther', 'unsubscribeFirst', {
      at: refused,
      rules,
      words: errorWords(model.entry(refused as number).detail.error),
    });
  return unknown('key', 'keyUnknown', { words: have, next: 'compareKey', rules });
}

function receivedCheck(model: LogModel, facts: Facts, push: LifetimeRow | undefined): Check {
  if (push?.start !== undefined) return yes('received', 'arrived', { at: push.start });
  // Nothing can be said where nobody wrote it down.
  if (facts.recording === false || newest(model, ['Worker started']) === undefined)
    return unknown('received', 'elsewhere', { next: 'sendTest' });
  return no('received', 'nothingArrived', 'sendTest');
}

function shownCheck(model: LogModel, push: LifetimeRow | undefined): Check {
  if (push?.start === undefined) return unknown('shown', 'noEvent');
  const rules = ['D1', 'D17', 'D3', 'D4', 'D5', 'D14', 'D42', 'D39'];
  const station = storyOfPush(model, push).find(({ name }) => name === 'shown');
  const at = station?.at ?? push.end;
  switch (station?.state) {
    case 'reached':
    case 'guess':
      return yes('shown', 'shown', { at, rules });
    case 'failed': {
      const error = station.at === undefined ? undefined : model.entry(station.at).detail.error;
      return station.reason === undefined
        ? no('shown', 'refused', 'readError', { at, rules, words: errorWords(error) })
        : no('shown', 'silent', 'showAlways', { at, rules });
    }
    default:
      if (station?.reason === 'not-yet') return unknown('shown', 'running', { at });
      if (station?.reason === 'unseen') return unknown('shown', 'unseen', { at, rules, next: 'lookThere' });
      return no('shown', 'notShown', 'showAlways', { at, rules });
  }
}
