import type { ExtendableEventLike } from '../platform.ts';
import type { WatchedEvent } from '../watch/index.ts';
import { type CallDefinition, type Calls, type Events, type Line, line } from './definition.ts';
import { json, members, string } from './plain.ts';
import { secret } from './secret.ts';

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

/** Requests being answered, the newest last: an abort does not say which it means. */
const requests = new Set<string>();

/** `dependentLocality` as Chromium writes it behind other words: ` Dependent Locality`. */
const title = (name: string): string => name.replace(/^.|[A-Z]/g, (letter) => ` ${letter.toUpperCase()}`);

/**
 * Plain data as Chromium lays it out in metadata: `Total Currency`, `Total Value`; with a number where a list has
 * several, `Address Line #0`, `Address Line #1`; nothing for what is not there.
 */
function describe(
  name: string,
  value: unknown,
  after = '',
  textOf: (value: unknown) => string = string,
): Metadata {
  if (value === undefined) return {};
  if (!(value instanceof Object)) return { [(name + after).trim()]: textOf(value) };
  const parts = Array.isArray(value)
    ? value.map((item, index) => describe(value.length > 1 ? `${name} #${index}` : name, item, after, textOf))
    : Object.entries(value).map(([key, item]) => describe(name + title(key), item, after, textOf));
  return Object.assign({}, ...parts);
}

/** What the payer, or what they pay with, is known by. */
const secretText = (value: unknown): string => secret(string(value));
const secretJson = (value: unknown): string => secret(json(value));

/** As `describe` names them: `Modifier #0 Method Name` … */
const modifiersOf = (list: readonly MethodData[] = []): readonly object[] =>
  list.map(({ supportedMethods, data, total }) => ({
    methodName: supportedMethods,
    methodData: secretJson(data),
    total: members(total?.amount),
  }));

/** What a `respondWith()` came to. */
function settled({
  response_: response,
}: WatchedEvent): readonly [type: 'NO_RESPONSE' | 'REJECT' | 'SUCCESS', value?: unknown] {
  if (!response) return ['NO_RESPONSE'];
  return response.failed_ ? ['REJECT'] : ['SUCCESS', response.outcome_];
}

const requestId = (event: unknown): string => (event as PaymentRequestEventLike).paymentRequestId;

/**
 * Payment handlers, as Chromium's `payment_app_provider_impl.cc` and its neighbours log them.
 * https://w3c.github.io/payment-handler/
 */
export const paymentHandlerEvents = (): Events => ({
  canmakepayment: {
    service,
    // The event carries no data: https://w3c.github.io/payment-handler/#the-canmakepaymentevent
    start_: () => line('Can make payment'),
    end_(_event: ExtendableEventLike, lifetime) {
      const [type, value] = settled(lifetime);
      const can = type === 'NO_RESPONSE' || !!value;
      return line('Can make payment response', { Type: type, 'Can Make Payment': `${can}` });
    },
  },
  paymentrequest: {
    service,
    instance_: requestId,
    start_(event: PaymentRequestEventLike) {
      const { methodData: methods } = event;
      requests.add(requestId(event));
      return line('Payment request', {
        'Merchant Top Origin': event.topOrigin,
        'Merchant Payment Request Origin': event.paymentRequestOrigin,
        'Instrument Key': '',
        ...describe('', {
          total: members(event.total),
          // `Method Name #0` here, `Modifier #0 Method Name` there.
          method: {
            name: methods.map(({ supportedMethods }) => supportedMethods),
            data: methods.map(({ data }) => secretJson(data)),
          },
          modifier: modifiersOf(event.modifiers),
        }),
      });
    },
    end_(event: PaymentRequestEventLike, lifetime) {
      requests.delete(requestId(event));
      const [answered, value] = settled(lifetime);
      const { methodName, details } = members(value);
      // `details` is an `object`: with anything else the answer is none at all
      // (https://w3c.github.io/payment-handler/#the-paymenthandlerresponse-dictionary).
      const type = details === undefined || Object(details) === details ? answered : 'REJECT';
      // `PaymentEventResponseType`, in the order in which Chromium checks.
      const absent = methodName ? !details && 'PAYMENT_DETAILS_ABSENT' : 'PAYMENT_METHOD_NAME_EMPTY';
      return line('Payment response', {
        'Method Name': absent || type !== answered ? '' : string(methodName),
        Details: absent || type !== answered ? '' : secretJson(details),
        Type: (type === 'SUCCESS' && absent) || `PAYMENT_EVENT_${type}`,
      });
    },
  },
  abortpayment: {
    service,
    instance_: () => [...requests].pop() ?? '',
    start_: () => line('Abort payment'),
    end_: (_event: ExtendableEventLike, lifetime) =>
      line('Abort payment response', { 'Payment Aborted': `${!!settled(lifetime)[1]}` }),
  },
});

/** The merchant's answer: https://w3c.github.io/payment-handler/#the-paymentrequestdetailsupdate */
function answer(update: unknown): Line | undefined {
  if (!(update instanceof Object)) return undefined;
  const { paymentMethodErrors: errors, ...more } = members(update);
  return line('Update with', {
    ...describe('', {
      error: secretText(more.error),
      total: more.total,
      paymentMethodErrors: errors && secretJson(errors),
      shippingOption: more.shippingOptions,
      modifier: modifiersOf(more.modifiers as readonly MethodData[]),
    }),
    ...describe('Shipping Address', more.shippingAddressErrors, ' Error', secretText),
  });
}

/** A question of the payment handler to the merchant: its own line when asked, `Update with` when answered. */
const change = (event: string, metadata: (args: readonly unknown[]) => Metadata): CallDefinition => ({
  service,
  instance_: requestId,
  called_: (_event, args) => line(event, metadata(args)),
  fulfilled_: answer,
});

export const paymentHandlerCalls = (): Calls => ({
  'PaymentRequestEvent.changePaymentMethod': change('Change payment method', ([name, data]) =>
    describe('Method', { name: string(name), data: secretJson(data) }),
  ),
  'PaymentRequestEvent.changeShippingOption': change('Change shipping option', ([id]) =>
    describe('Shipping Option', { id: string(id) }),
  ),
  'PaymentRequestEvent.changeShippingAddress': change('Change shipping address', ([value]) =>
    describe('', members(value), '', secretText),
  ),
  'PaymentRequestEvent.openWindow': {
    service,
    instance_: requestId,
    facts_: (_event, [url]) => ({ url: string(url) }),
  },
});
