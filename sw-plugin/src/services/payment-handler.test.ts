import { expect, test } from 'vitest';
import { paymentHandlerEvents } from './payment-handler.ts';

const end = (value: unknown) =>
  paymentHandlerEvents().paymentrequest?.end_?.(
    { paymentRequestId: 'r' } as never,
    { response_: { outcome_: value } } as never,
    {} as never,
  )?.metadata;

test('an answer is told as Chromium takes it', () => {
  expect(end({ methodName: 'https://pay.test', details: { token: 'abc' } })).toEqual({
    'Method Name': 'https://pay.test',
    Details: 'string(15)',
    Type: 'PAYMENT_EVENT_SUCCESS',
  });
  expect(end({ details: {} })?.Type).toBe('PAYMENT_METHOD_NAME_EMPTY');
  expect(end({ methodName: 'https://pay.test' })?.Type).toBe('PAYMENT_DETAILS_ABSENT');
});

test.each([
  ['a text', '{"token":"abc"}'],
  ['a number', 5],
  ['null', null],
])('details that are no object, but %s, are no answer', (_, details) => {
  expect(end({ methodName: 'https://pay.test', details })).toEqual({
    'Method Name': '',
    Details: '',
    Type: 'PAYMENT_EVENT_REJECT',
  });
});
