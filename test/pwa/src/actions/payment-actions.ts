import type { PayMode } from '../../pay/mode.ts';
import { within } from '../within.ts';
import type { Action } from './action.ts';
import { lacksPayment } from './lacks.ts';

/** After a refusal Chromium leaves `show()` pending, so somebody has to give up. */
const REFUSED_AFTER = 8000;
const PATIENCE = 4 * 60_000;

async function pay(mode: PayMode): Promise<string> {
  const request = new PaymentRequest([{ supportedMethods: `${location.origin}/pay`, data: { mode } }], {
    total: { label: 'A cup of tea', amount: { currency: 'EUR', value: '3.50' } },
  });
  try {
    const limit = mode === 'refuse' ? REFUSED_AFTER : PATIENCE;
    const response = await within(limit, 'The payment handler', request.show());
    await response.complete('success');
    return `Paid, receipt ${String(response.details?.receipt ?? '').slice(0, 8)}. No money moved.`;
  } catch (error) {
    // Rejects when the request is over already, which is what we want.
    await request.abort().catch(() => {});
    if (mode === 'refuse')
      throw new DOMException('Acorn Pay refused, and the app gave up waiting', 'AbortError');
    throw error;
  }
}

export const PAYMENT_ACTIONS: readonly Action[] = [
  { id: 'pay', label: 'Pay for a cup of tea', lacks: lacksPayment, run: () => pay('ask') },
  { id: 'pay-approve', label: 'Pay without asking', lacks: lacksPayment, run: () => pay('approve') },
];

export const FAILING_PAYMENT: Action = {
  id: 'pay-refuse',
  label: 'A payment that is refused',
  lacks: lacksPayment,
  run: () => pay('refuse'),
};
