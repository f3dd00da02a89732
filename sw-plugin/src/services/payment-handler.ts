import type { ExtendableEventLike } from '../platform.ts';
import type { Lifetime } from '../watch/index.ts';
import { type CallDefinition, type Calls, type Events, line, own } from './definition.ts';
import { json, members, string, text } from './plain.ts';

interface MethodData {
  readonly supportedMethods: string;
  readonly data?: unknown;
  readonly total?: { readonly amount?: unknown };
}

interface PaymentRequestEventLike extends ExtendableEventLike {
  readonly topOrigin: string;
  readonly paymentRequestOrigin: string;
  readonly paymentRequestId: string;
  readonly methodData: readonly MethodData[];
  readonly total: unknown;
  readonly modifiers?: readonly MethodData[];
}

type Metadata = Record<string, string>;

const service = 'paymentHandler';

/** Requests being answered: an abort does not say which it means. */
const requests: string[] = [];

/** ` #0`, ` #1` … where there are several. */
const numbered = (list: readonly unknown[], index: number): string => (list.length > 1 ? ` #${index}` : '');

/** `Total Currency` and `Total Value`, of an amount that is there. */
const amount = (prefix: string, value: unknown): Metadata =>
  value instanceof Object
    ? {
        [`${prefix}Total Currency`]: (value as Metadata).currency ?? '',
        [`${prefix}Total Value`]: (value as Metadata).value ?? '',
      }
    : {};

function methods(prefix: string, list: readonly MethodData[] = []): Metadata {
  const metadata: Metadata = {};
  list.forEach(({ supportedMethods, data, total }, index) => {
    // `Method Name #0` but `Modifier #0 Method Name`.
    const [before, after] = prefix ? [`${prefix}${numbered(list, index)} `, ''] : ['', numbered(list, index)];
    metadata[`${before}Method Name${after}`] = supportedMethods;
    metadata[`${before}Method Data${after}`] = json(data);
    Object.assign(metadata, amount(before, total?.amount));
  });
  return metadata;
}

/** What a `respondWith()` came to. */
function settled({
  response,
}: Lifetime): readonly [type: 'NO_RESPONSE' | 'REJECT' | 'SUCCESS', value?: unknown] {
  if (!response) return ['NO_RESPONSE'];
  return 'value' in response ? ['SUCCESS', response.value] : ['REJECT'];
}

const requestId = (event: unknown): string => (event as PaymentRequestEventLike).paymentRequestId;

/**
 * Payment handlers, as Chromium's `payment_app_provider_impl.cc` and its neighbours log them.
 * https://w3c.github.io/payment-handler/
 */
export const paymentHandlerEvents: Events = {
  canmakepayment: {
    service,
    // The event carries no data: https://w3c.github.io/payment-handler/#the-canmakepaymentevent
    start: () => line('Can make payment'),
    end(_event: ExtendableEventLike, lifetime) {
      const [type, value] = settled(lifetime);
      const can = type === 'NO_RESPONSE' || Boolean(value);
      return line('Can make payment response', { Type: type, 'Can Make Payment': `${can}` });
    },
  },
  paymentrequest: {
    service,
    instanceId: requestId,
    start(event: PaymentRequestEventLike) {
      requests.push(event.paymentRequestId);
      return line('Payment request', {
        'Merchant Top Origin': event.topOrigin,
        'Merchant Payment Request Origin': event.paymentRequestOrigin,
        'Instrument Key': '',
        ...amount('', event.total),
        ...methods('', event.methodData),
        ...methods('Modifier', event.modifiers),
      });
    },
    end(event: PaymentRequestEventLike, lifetime) {
      requests.splice(requests.indexOf(event.paymentRequestId), 1);
      const [type, value] = settled(lifetime);
      const { methodName, details } = members(value);
      const metadata = { 'Method Name': '', Details: '', Type: `PAYMENT_EVENT_${type}` };
      if (type !== 'SUCCESS') return line('Payment response', metadata);
      // `PaymentEventResponseType`, in the order in which Chromium checks.
      if (!methodName) return line('Payment response', { ...metadata, Type: 'PAYMENT_METHOD_NAME_EMPTY' });
      if (!details) return line('Payment response', { ...metadata, Type: 'PAYMENT_DETAILS_ABSENT' });
      return line('Payment response', {
        ...metadata,
        'Method Name': string(methodName),
        Details: json(details),
      });
    },
  },
  abortpayment: {
    service,
    instanceId: () => requests.at(-1) ?? '',
    start: () => line('Abort payment'),
    end: (_event: ExtendableEventLike, lifetime) =>
      line('Abort payment response', { 'Payment Aborted': `${Boolean(settled(lifetime)[1])}` }),
  },
};

/** A question of the payment handler to the merchant: its own line when asked, `Update with` when answered. */
function change(
  method: string,
  event: string,
  metadata: (args: readonly unknown[]) => Metadata,
): CallDefinition {
  return {
    service,
    instanceId: requestId,
    called: (_event, args) => line(event, metadata(args)),
    fulfilled: (update) =>
      update instanceof Object
        ? line('Update with', { Error: text(update, 'error'), ...amount('', members(update).total) })
        : own(`${method}() fulfilled`),
  };
}

/** `dependentLocality` as Chromium writes it: `Dependent Locality`. */
const title = (name: string): string =>
  name.replace(/^.|[A-Z]/g, (letter, index) => (index ? ` ${letter}` : letter.toUpperCase()));

/** https://w3c.github.io/payment-request/#physical-addresses */
const address = ([value]: readonly unknown[]): Metadata =>
  Object.fromEntries(
    Object.entries(members(value)).map(([name, text]) => [title(name), [text].flat().join('\n')]),
  );

export const paymentHandlerCalls: Calls = {
  'PaymentRequestEvent.changePaymentMethod': change(
    'changePaymentMethod',
    'Change payment method',
    ([name, data]) => ({
      'Method Name': string(name),
      'Method Data': json(data),
    }),
  ),
  'PaymentRequestEvent.changeShippingOption': change(
    'changeShippingOption',
    'Change shipping option',
    ([id]) => ({
      'Shipping Option Id': string(id),
    }),
  ),
  'PaymentRequestEvent.changeShippingAddress': change(
    'changeShippingAddress',
    'Change shipping address',
    address,
  ),
  'PaymentRequestEvent.openWindow': {
    service,
    instanceId: requestId,
    detail: (_event, [url]) => ({ url: string(url) }),
  },
};
