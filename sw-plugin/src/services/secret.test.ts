import { afterEach, expect, it } from 'vitest';
import type { Moment } from './definition.ts';
import { notificationsEvents } from './notifications.ts';
import { paymentHandlerCalls, paymentHandlerEvents } from './payment-handler.ts';
import { secret, showContents } from './secret.ts';

afterEach(() => showContents(false));

const moment = { recent_: async () => [], attempt_: () => undefined } as unknown as Moment;
const request = {
  paymentRequestId: 'r',
  methodData: [
    { supportedMethods: 'https://pay.example', data: { card: '4111' } },
    { supportedMethods: 'basic', data: undefined },
  ],
  total: { currency: 'EUR', value: '1' },
  modifiers: [{ supportedMethods: 'basic', data: {}, total: { amount: { currency: 'EUR', value: '2' } } }],
};
const metadataOf = (name: string, ...args: unknown[]) =>
  paymentHandlerCalls()[name]?.called_?.(request, args, moment)?.metadata;
const answer = (response: unknown) =>
  paymentHandlerEvents().paymentrequest?.end_?.(
    request,
    { response_: { outcome_: response, failed_: undefined } } as never,
    moment,
  ).metadata ?? {};

it('leaves of payments and replies their sizes', () => {
  expect(paymentHandlerEvents().paymentrequest?.start_(request, moment).metadata).toMatchObject({
    'Method Name #0': 'https://pay.example',
    'Method Data #0': 'string(15)',
    'Method Data #1': '',
    'Modifier Method Data': 'string(2)',
    'Modifier Total Currency': 'EUR',
    'Total Currency': 'EUR',
  });
  expect(answer({ methodName: 'basic', details: { card: '4111' } })).toEqual({
    'Method Name': 'basic',
    Details: 'string(15)',
    Type: 'PAYMENT_EVENT_SUCCESS',
  });
  expect(answer({}).Details).toBe('');
  expect(
    metadataOf('PaymentRequestEvent.changeShippingAddress', {
      addressLine: ['1 Main St'],
      recipient: 'Anna',
    }),
  ).toEqual({
    'Address Line': 'string(9)',
    Recipient: 'string(4)',
  });
  expect(metadataOf('PaymentRequestEvent.changePaymentMethod', 'basic', { id: 7 })).toEqual({
    'Method Name': 'basic',
    'Method Data': 'string(8)',
  });
  const click = { notification: { tag: 't', title: 'T' }, action: 'a', reply: 'yes' };
  const clicked = notificationsEvents().notificationclick?.start_(click as never, moment);
  expect([clicked?.metadata, clicked?.detail]).toMatchObject([
    { Reply: 'string(3)' },
    { reply: 'string(3)', action: 'a' },
  ]);
});

it('what the app wants to see is written down', () => {
  showContents(true);
  expect(answer({ methodName: 'basic', details: { card: '4111' } }).Details).toBe('{"card":"4111"}');
  expect([secret('yes'), secret('')]).toEqual(['yes', '']);
});
