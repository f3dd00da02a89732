import { Hono } from 'hono';
import type { SendPush, Subscription } from './send-push.ts';

/** What the app's worker does with a push; see `worker/on-push.ts`. */
export type PushKind = 'show' | 'silent' | 'throw';

const PAYLOADS: Readonly<Record<PushKind, object>> = {
  show: { kind: 'show', title: 'A note for you', body: 'Somebody saw a kingfisher at the lower bridge.' },
  silent: { kind: 'silent' },
  throw: { kind: 'throw' },
};

/** `GET /key`: the public VAPID key. `POST /send {subscription, kind}`: one push, and what the push service said. */
export function pushRoutes(publicKey: string, sendPush: SendPush): Hono {
  return new Hono()
    .get('/key', (context) => context.json({ publicKey }))
    .post('/send', async (context) => {
      const { subscription, kind } = (await context.req.json().catch(() => ({}))) ?? {};
      if (!isSubscription(subscription) || !Object.hasOwn(PAYLOADS, String(kind))) {
        const next = 'Send {subscription, kind: "show" | "silent" | "throw"}.';
        return context.json({ code: 'NOT_A_PUSH', message: 'No subscription, or no such kind.', next }, 400);
      }
      try {
        const answer = await sendPush(subscription, JSON.stringify(PAYLOADS[kind as PushKind]), {
          campaign: 'Field notes',
          labels: { kind: String(kind) },
        });
        return context.json(answer, answer.status < 300 ? 200 : 502);
      } catch (error) {
        const next = 'Check that this machine reaches the push service, then subscribe again.';
        return context.json({ code: 'PUSH_NOT_SENT', message: reasonOf(error), next }, 502);
      }
    });
}

function isSubscription(value: unknown): value is Subscription {
  if (typeof value !== 'object' || value === null) return false;
  const { endpoint, keys } = value as { endpoint?: unknown; keys?: { p256dh?: unknown; auth?: unknown } };
  if (typeof endpoint !== 'string' || !URL.canParse(endpoint)) return false;
  return (
    new URL(endpoint).protocol === 'https:' &&
    typeof keys?.p256dh === 'string' &&
    typeof keys.auth === 'string'
  );
}

/** `fetch` says only "fetch failed"; the reason is its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
