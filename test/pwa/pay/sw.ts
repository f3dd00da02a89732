/** The payment handler's own service worker. The browser installs it, just in time; see `server/pay/pay-routes.ts`. */
import { type PaymentRequestEvent, scope } from '../worker/scope.ts';
import { askPerson } from './ask-person.ts';
import type { PayMode } from './mode.ts';

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('canmakepayment', (event) => event.respondWith(Promise.resolve(true)));
scope.addEventListener('abortpayment', (event) => event.respondWith(Promise.resolve(true)));
scope.addEventListener('paymentrequest', (event) => event.respondWith(pay(event)));

async function pay(
  event: PaymentRequestEvent,
): Promise<{ methodName: string; details: { receipt: string } }> {
  const [method] = event.methodData;
  const mode = (method?.data as { mode?: PayMode } | undefined)?.mode ?? 'ask';
  if (mode === 'refuse') throw new Error('Acorn Pay refuses, on purpose');
  if (mode === 'ask') await askPerson(event);
  return { methodName: method?.supportedMethods ?? '', details: { receipt: crypto.randomUUID() } };
}
