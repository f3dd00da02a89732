import { type Context, Hono } from 'hono';
import type { Access } from '../access/create-access.ts';
import { OffstageError } from '../errors.ts';
import { clientAddress } from '../ingest/client-address.ts';
import type { Ingest } from '../ingest/ingest.ts';
import { mayBeProxy, networkOf } from '../ingest/network-of.ts';
import { parsedBody } from '../ingest/parsed-body.ts';
import { readBody } from '../ingest/read-body.ts';
import type { ShapeOf } from '../shapes.ts';
import type { NewSend } from '../store/ledger/send.ts';
import type { Store } from '../store/store.ts';
import { MOST_SENDS, sendOf } from './send-schema.ts';

type Reason = ShapeOf<'RejectionReason'> | ShapeOf<'RefusalReason'>;

/** Under which name what is refused here is counted. */
const ENDPOINT = 'sends';

const WHY: Readonly<Partial<Record<number, Reason>>> = {
  400: 'broken-off',
  408: 'too-slow',
  413: 'too-large',
  415: 'unknown-encoding',
};

/** `POST /api/sends`: senders tell what they have handed to push services. Answers once that is durable. */
export function sendRoutes(store: Store, ingest: Ingest, access: Access): Hono {
  const app = new Hono();

  /** Counted like what is no report; without a sample, since an endpoint may have got into it by mistake. */
  function refuse(
    c: Context,
    status: 400 | 408 | 413 | 415 | 503,
    reason: Reason | undefined,
    message: string,
    size: number,
  ): Response {
    if (reason !== undefined) ingest.reject(reason, 1, ENDPOINT, size);
    if (status === 503) c.header('retry-after', '30');
    const code = status === 503 ? message : 'BAD_SENDS';
    return c.json({ code, message } satisfies ShapeOf<'ApiError'>, status);
  }

  app.options('/api/sends', access.crossOrigin);
  app.post('/api/sends', access.crossOrigin, access.api('send', '/api'), async (c) => {
    const received = Date.now();
    const { client } = clientAddress(c, ingest.policy.trustProxy === true);
    const holder = mayBeProxy(client) ? '' : networkOf(client);
    const body = parsedBody(c, ingest.limits) ?? (await readBody(c, ingest, holder));
    if (typeof body !== 'string') return refuse(c, body.status, WHY[body.status], body.message, 0);
    const given = listOf(body);
    if (given === undefined) return refuse(c, 400, 'not-json', 'Send {"sends": […]} as JSON', body.length);
    if (given.length > MOST_SENDS)
      return refuse(c, 400, 'too-many', `At most ${MOST_SENDS} sends in one request`, body.length);
    const sends: NewSend[] = [];
    const rejected: ShapeOf<'SendRejection'>[] = [];
    for (const [index, one] of given.entries()) {
      const send = sendOf(one);
      if ('problem' in send) rejected.push({ index, code: 'BAD_SEND', message: send.problem });
      else sends.push({ ...send, received });
    }
    if (rejected.length > 0) ingest.reject('bad-send', rejected.length, ENDPOINT, body.length);
    try {
      const added = await store.ledger.add(sends, client);
      return c.json({ ...added, rejected } satisfies ShapeOf<'SendsTaken'>);
    } catch (error) {
      const code = error instanceof OffstageError ? error.code : 'STORE_FAILED';
      return refuse(c, 503, undefined, code, body.length);
    }
  });
  return app;
}

function listOf(text: string): readonly unknown[] | undefined {
  try {
    const { sends } = JSON.parse(text) as { readonly sends?: unknown };
    return Array.isArray(sends) ? sends : undefined;
  } catch {
    return undefined;
  }
}
