import type { PaymentRequestEvent } from '../worker/scope.ts';
import { channelOf, type Verdict } from './mode.ts';

const PATIENCE = 3 * 60_000;

/** Opens the handler's window. Resolves when the person pays, rejects when not, or when nothing came for 3 minutes. */
export function askPerson(event: PaymentRequestEvent): Promise<void> {
  const { paymentRequestId: id, total } = event;
  const channel = new BroadcastChannel(channelOf(id));
  const answer = new Promise<void>((resolve, reject) => {
    channel.addEventListener('message', ({ data }: MessageEvent<Verdict>) => {
      if (data === 'pay') resolve();
      if (data === 'cancel') reject(new DOMException('The person did not want to pay', 'AbortError'));
    });
    setTimeout(() => reject(new DOMException('Nobody answered for 3 minutes', 'TimeoutError')), PATIENCE);
  });
  const query = new URLSearchParams({ id, value: total.value, currency: total.currency });
  const opened = event.openWindow(`/pay/confirm.html?${query}`).then((window) => {
    if (!window) throw new Error('The browser opened no window for the payment');
    return answer;
  });
  return opened.finally(() => channel.close());
}
