import type { PushKind } from '../../server/push/push-routes.ts';
import { readyWorker } from '../ready-worker.ts';
import { within } from '../within.ts';
import type { Action } from './action.ts';
import { lacksPush } from './lacks.ts';
import { needNotifications } from './notification-actions.ts';

const SUBSCRIBE_LIMIT = 20_000;

/** The server's public key as bytes: WebKit before 18 takes no string. */
async function serverKey(): Promise<Uint8Array<ArrayBuffer>> {
  const { publicKey } = await (await fetch('/demo/push/key')).json();
  const base64 = String(publicKey).replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

async function sendPush(kind: PushKind): Promise<string> {
  const subscription = await (await readyWorker()).pushManager.getSubscription();
  if (!subscription) throw new Error('Not subscribed yet: press Subscribe first');
  const response = await fetch('/demo/push/send', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ subscription, kind }),
  });
  const answer = await response.json();
  if (response.ok)
    return `The push service took it (${answer.status}). What became of it: Pushes, in the viewer.`;
  throw new Error(answer.message ?? `The push service answered ${answer.status}: ${answer.text}`);
}

export const PUSH_ACTIONS: readonly Action[] = [
  {
    id: 'push-subscribe',
    label: 'Subscribe',
    lacks: lacksPush,
    async run() {
      await needNotifications();
      const [{ pushManager }, applicationServerKey] = await Promise.all([readyWorker(), serverKey()]);
      const subscribed = pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
      const { endpoint } = await within(SUBSCRIBE_LIMIT, 'The browser’s push service', subscribed);
      return `Subscribed at ${new URL(endpoint).host}.`;
    },
  },
  { id: 'push-send', label: 'Send me a push', lacks: lacksPush, run: () => sendPush('show') },
  {
    id: 'push-unsubscribe',
    label: 'Unsubscribe',
    lacks: lacksPush,
    async run() {
      const subscription = await (await readyWorker()).pushManager.getSubscription();
      if (!subscription) return 'There is no subscription.';
      await subscription.unsubscribe();
      return 'Unsubscribed.';
    },
  },
];

export const FAILING_PUSHES: readonly Action[] = [
  {
    id: 'push-throws',
    label: 'A push whose handler throws',
    lacks: lacksPush,
    run: () => sendPush('throw'),
  },
  { id: 'push-silent', label: 'A silent push', lacks: lacksPush, run: () => sendPush('silent') },
];
