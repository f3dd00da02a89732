import type { LifetimeRow } from '../lifetime.ts';
import type { LogModel } from '../log-model.ts';
import { type Check, no, unknown, yes } from './check.ts';
import { apiCheck, handlerCheck, latestLife, listenerCheck, workerChecks } from './common-checks.ts';
import type { Facts } from './facts.ts';
import { newest } from './newest.ts';

/** Why was nothing paid? @param asked the request that is asked about; undefined: the latest */
export function whyPayment(model: LogModel, facts: Facts, asked: LifetimeRow | undefined): readonly Check[] {
  const request = asked ?? latestLife(model, 'Payment request');
  return [
    apiCheck(facts),
    ...workerChecks(model, facts),
    instrumentCheck(model),
    askedCheck(model, request),
    listenerCheck(model, request, 'paymentrequest'),
    handlerCheck(model, request),
    paidCheck(model, request),
    unknown('system', 'onlySystem', { next: 'lookMerchant' }),
  ];
}

/** Whether the handler says that it can pay: browsers ask before they offer it. */
function instrumentCheck(model: LogModel): Check {
  const at = newest(model, ['Can make payment response']);
  if (at === undefined) return unknown('instrument', 'noEvent');
  return model.entry(at).metadata['Can Make Payment'] === 'false'
    ? no('instrument', 'cannotPay', 'answerRight', { at })
    : yes('instrument', 'handled', { at });
}

function askedCheck(model: LogModel, request: LifetimeRow | undefined): Check {
  if (request?.start !== undefined) return yes('asked', 'arrived', { at: request.start });
  return newest(model, ['Worker started']) === undefined
    ? unknown('asked', 'elsewhere', { next: 'lookMerchant' })
    : no('asked', 'nothingArrived', 'lookMerchant');
}

function paidCheck(model: LogModel, request: LifetimeRow | undefined): Check {
  if (request?.end === undefined) return unknown('paid', request ? 'notYet' : 'noEvent');
  const at = request.end;
  const { Type } = model.entry(at).metadata;
  const rules = ['D45'];
  if (Type === undefined) return unknown('paid', 'unseen', { at, rules });
  return Type === 'PAYMENT_EVENT_SUCCESS' && model.standingOf(request) !== 'failed'
    ? yes('paid', 'paid', { at, rules })
    : no('paid', 'notPaid', 'answerRight', { at, rules, words: Type });
}
