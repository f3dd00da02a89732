import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import type { Access } from '../access/create-access.ts';
import type { PushSender } from '../push/push-sender.ts';
import type { ApiError, PushAnswer, PushKey } from './schema.ts';

/** Bytes of a request: a subscription is some 400, a message 3,992 at most. */
const LONGEST = 8_192;

const REQUEST = v.object({
  subscription: v.object({
    endpoint: v.pipe(v.string(), v.maxLength(2_048)),
    keys: v.object({
      p256dh: v.pipe(v.string(), v.maxLength(200)),
      auth: v.pipe(v.string(), v.maxLength(100)),
    }),
  }),
  payload: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => Buffer.byteLength(text) <= 3_992),
    ),
    '',
  ),
});

/** `/api/push`: which key pushes are signed with, and sending one. Without a sender there is none. */
export function pushRoutes(sender: PushSender | undefined, access: Access): Hono {
  const app = new Hono();
  const failed = (c: Context, status: 400 | 404 | 429 | 502, code: string, message: string): Response =>
    c.json({ code, message } satisfies ApiError, status);
  const off = (c: Context): Response =>
    failed(c, 404, 'NO_PUSH_KEY', 'This server has no key to send pushes with. See --push-subject');

  app.options('/api/push', access.crossOrigin);
  app.get('/api/push', access.crossOrigin, access.api('read', '/api'), (c) =>
    sender === undefined ? off(c) : c.json({ publicKey: sender.publicKey } satisfies PushKey),
  );
  app.post('/api/push', access.crossOrigin, access.api('send', '/api'), async (c) => {
    if (sender === undefined) return off(c);
    const text = await bounded(c.req.raw.body);
    const parsed = v.safeParse(REQUEST, text === undefined ? undefined : jsonOf(text));
    if (!parsed.success) {
      const message = `Send {subscription: {endpoint, keys: {p256dh, auth}}, payload}: ${LONGEST} bytes at most`;
      return failed(c, 400, 'BAD_PUSH', message);
    }
    const { subscription, payload } = parsed.output;
    const result = await sender.send(subscription, payload);
    switch (result.kind) {
      case 'answered':
        return c.json({ status: result.status, said: result.said } satisfies PushAnswer);
      case 'refused':
        return failed(c, 400, 'BAD_PUSH', result.why);
      case 'unreached':
        return failed(c, 502, 'PUSH_SERVICE_UNREACHED', `The push service was not reached: ${result.why}`);
      case 'limited':
        return failed(c, 429, 'PUSHED_TOO_OFTEN', 'Too many pushes in a short time. Try again in a while');
      default:
        return result satisfies never;
    }
  });
  return app;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Undefined where it is longer than it may be. */
async function bounded(body: ReadableStream<Uint8Array> | null): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > LONGEST) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
