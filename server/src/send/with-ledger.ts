import type { SentPush } from './describe-send.ts';
import { type Ledger, type LedgerOptions, openLedger } from './open-ledger.ts';
import { watchAnswer } from './watch-answer.ts';

/** `web-push`'s `sendNotification`, or a function like it. */
// biome-ignore lint/suspicious/noExplicitAny: the types are those of the function that is given
export type SendNotification = (subscription: any, payload?: any, options?: any) => Promise<any>;

/** What a push is sent for, as its sender would look for it later. */
export type Labels = Pick<SentPush, 'campaign' | 'labels'>;

/** The function that was given, and what comes with it. */
export type WithLedger<Send extends SendNotification> = Send &
  Pick<Ledger, 'counts' | 'flush' | 'record'> & {
    /** The same function, whose pushes have these labels besides those that they had. */
    labelled(more: Labels): WithLedger<Send>;
  };

/** What `web-push` sends where no option says it: four weeks. https://github.com/web-push-libs/web-push */
const DEFAULT_TTL = 2_419_200;

interface PushOptions {
  readonly TTL?: unknown;
  readonly urgency?: string;
  readonly topic?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly vapidDetails?: { readonly publicKey?: string } | null;
}

/**
 * Wraps `sendNotification` of `web-push` so that a server knows what was sent, and what the push service answered. Arguments, `this`, the
 * outcome and the error object stay what they are; no push waits for the ledger or fails because of it. What a push is sent for is said by
 * `labelled()` rather than by an argument: `web-push` refuses options that it does not know, and code that knows nothing of the ledger
 * can be handed the labelled function.
 *
 * @example
 * import webPush from 'web-push';
 * import { withLedger } from '@offstage/server/send';
 *
 * const send = withLedger(webPush.sendNotification, { url: 'https://reports.example.com/api/sends', token, salt: vapidPublicKey });
 * await send.labelled({ campaign: 'spring' })(subscription, payload, { TTL: 3600 });
 * await send.flush(); // at shutdown
 */
export function withLedger<Send extends SendNotification>(
  sendNotification: Send,
  options: LedgerOptions | Ledger,
): WithLedger<Send> {
  return 'record' in options
    ? wrap(sendNotification, options, {})
    : wrap(sendNotification, openLedger(options), {});
}

function wrap<Send extends SendNotification>(
  sendNotification: Send,
  ledger: Ledger,
  mine: Labels,
): WithLedger<Send> {
  function send(this: unknown, ...args: Parameters<Send>): unknown {
    const time = Date.now();
    // Throws what it throws.
    const result: unknown = Reflect.apply(sendNotification, this, args);
    // Only now, when the push is on its way; in the same turn, before anybody changes what was given.
    const [subscription, payload, options] = args;
    return watchAnswer(
      result,
      ledger.begin(() => ({ ...described(subscription, payload, options ?? {}), ...mine, time })),
    );
  }
  return Object.defineProperties(send, {
    counts: { get: () => ledger.counts },
    flush: { value: ledger.flush },
    record: { value: ledger.record },
    labelled: {
      value: ({ campaign = mine.campaign, labels }: Labels) =>
        wrap(sendNotification, ledger, { campaign, labels: { ...mine.labels, ...labels } }),
    },
    name: { value: sendNotification.name },
    length: { value: sendNotification.length },
  }) as unknown as WithLedger<Send>;
}

function described(
  { endpoint }: { readonly endpoint: string },
  payload: string | Uint8Array | null | undefined,
  { TTL, urgency = 'normal', topic, headers = {}, vapidDetails }: PushOptions,
): SentPush {
  const header = (name: string): unknown =>
    Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
  return {
    endpoint,
    payload,
    ttl: Number(header('ttl') ?? TTL ?? DEFAULT_TTL),
    urgency,
    topic: topic ?? (header('topic') as string | undefined),
    publicKey: vapidDetails?.publicKey,
  };
}
