import { expect, it } from 'vitest';
import { newEntry } from '../log/entry.fixture.ts';
import { asShapes } from './as-shapes.ts';

it('leaves of payments and replies their sizes', () => {
  const payment = asShapes(
    newEntry({
      service: 'paymentHandler',
      metadata: {
        Type: 'PAYMENT_EVENT_SUCCESS',
        'Method Name': 'https://pay.example',
        Details: '{"card":"4111"}',
        'Method Data #1': '{"id":7}',
        'Modifier #0 Method Data': '{}',
        'Address Line #0': '1 Main St',
        Recipient: 'Anna',
        'Total Currency': 'EUR',
      },
    }),
  );
  expect(payment.metadata).toEqual({
    Type: 'PAYMENT_EVENT_SUCCESS',
    'Method Name': 'https://pay.example',
    Details: 'string(15)',
    'Method Data #1': 'string(8)',
    'Modifier #0 Method Data': 'string(2)',
    'Address Line #0': 'string(9)',
    Recipient: 'string(4)',
    'Total Currency': 'EUR',
  });
  const clicked = asShapes(
    newEntry({ service: 'notifications', metadata: { Reply: 'yes' }, detail: { reply: 'yes', action: 'a' } }),
  );
  expect([clicked.metadata, clicked.detail]).toEqual([
    { Reply: 'string(3)' },
    { reply: 'string(3)', action: 'a' },
  ]);
});

it('leaves an absent answer absent, and other services alone', () => {
  expect(asShapes(newEntry({ service: 'paymentHandler', metadata: { Details: '' } })).metadata).toEqual({
    Details: '',
  });
  const push = newEntry({ metadata: { Payload: 'Data' } });
  expect(asShapes(push).metadata).toEqual({ Payload: 'Data' });
});
