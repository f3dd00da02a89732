import { eventually } from '../kit/src/eventually.ts';
import { recorded } from './recorded.ts';
import type { Scenario, Stage } from './stage.ts';

/** Buys for this amount with a real click, which `show()` demands. The amount says what the handler does. */
async function buy({ merchantPage, merchant }: Stage, amount: string): Promise<void> {
  await merchantPage.bringToFront();
  await merchantPage.goto(`${merchant}/?amount=${amount}`);
  await merchantPage.click('#buy');
}

const abort = ({ merchantPage }: Stage): Promise<void> =>
  merchantPage.evaluate(async () => {
    await (window as unknown as { request: PaymentRequest }).request.abort().catch(() => {});
  });

const paid = ({ merchantPage }: Stage): Promise<unknown> =>
  eventually(() => merchantPage.evaluate(() => (window as unknown as { result?: string }).result), {
    what: 'result of the payment',
  });

/** The last event's instance id is the payment request's id. */
export const paymentHandler: readonly Scenario[] = [
  {
    name: 'a payment that succeeds, its handler installed just in time',
    service: 'paymentHandler',
    logs: [
      'Install payment handler',
      'Install payment handler result',
      'Payment request',
      'Payment response',
    ],
    async play(stage) {
      await buy(stage, '1.00');
      await recorded(stage, 'Payment response', 'order-1.00');
      await paid(stage);
    },
  },
  {
    name: 'a payment with the handler already installed',
    service: 'paymentHandler',
    logs: ['Can make payment', 'Can make payment response', 'Payment request', 'Payment response'],
    async play(stage) {
      await buy(stage, '1.50');
      await recorded(stage, 'Payment response', 'order-1.50');
      await paid(stage);
    },
  },
  {
    name: 'a payment that the handler rejects',
    service: 'paymentHandler',
    logs: ['Can make payment', 'Can make payment response', 'Payment request', 'Payment response'],
    async play(stage) {
      await buy(stage, '2.00');
      await recorded(stage, 'Payment response', 'order-2.00');
    },
  },
  {
    name: 'a payment that the handler does not answer',
    service: 'paymentHandler',
    logs: ['Can make payment', 'Can make payment response', 'Payment request', 'Payment response'],
    async play(stage) {
      await buy(stage, '4.00');
      await recorded(stage, 'Payment response', 'order-4.00');
    },
  },
  {
    name: 'a payment that the merchant aborts',
    service: 'paymentHandler',
    logs: [
      'Can make payment',
      'Can make payment response',
      'Payment request',
      'Abort payment',
      'Abort payment response',
    ],
    async play(stage) {
      await buy(stage, '3.00');
      await recorded(stage, 'Payment request', 'order-3.00');
      await abort(stage);
      await recorded(stage, 'Abort payment response', undefined);
    },
  },
  {
    name: 'a payment whose method changes',
    service: 'paymentHandler',
    logs: [
      'Can make payment',
      'Can make payment response',
      'Payment request',
      'Change payment method',
      'Update with',
      'Payment response',
    ],
    async play(stage) {
      await buy(stage, '5.00');
      await recorded(stage, 'Update with', undefined);
      await recorded(stage, 'Payment response', 'order-5.00');
    },
  },
  {
    name: 'a payment whose shipping address and option change',
    service: 'paymentHandler',
    logs: [
      'Can make payment',
      'Can make payment response',
      'Payment request',
      'Change shipping option',
      'Update with',
      'Change shipping address',
      'Update with',
      'Payment response',
    ],
    async play(stage) {
      await buy(stage, '6.00');
      await recorded(stage, 'Change shipping address', undefined);
      await recorded(stage, 'Payment response', 'order-6.00');
    },
  },
];
