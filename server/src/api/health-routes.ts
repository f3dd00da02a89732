import { Hono } from 'hono';
import type { Access } from '../access/create-access.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { Store } from '../store/store.ts';
import { type Kept, metricsText } from './metrics.ts';

/** Milliseconds for which an answer of the store holds: who asks more often gets it again. */
const FRESH = 500;

/** `/healthz`, open to everybody and so cheap and without words, and `/metrics`. */
export function healthRoutes(
  store: Store,
  ingest: Ingest,
  access: Access,
  kept?: Kept,
  pushes?: Readonly<Record<string, number>>,
): Hono {
  const app = new Hono();
  let asked = Number.NEGATIVE_INFINITY;
  let answer: Promise<boolean> = Promise.resolve(false);

  function isWell(): Promise<boolean> {
    const now = performance.now();
    if (now - asked > FRESH) {
      asked = now;
      // The reason is in the log and, for those with the token, in what the API answers: hosts are nobody's business.
      answer = store.ping().then(
        () => true,
        () => false,
      );
    }
    return answer;
  }

  app.get('/healthz', async (c) => {
    const ok = await isWell();
    return c.json({ ok, store: store.kind }, ok ? 200 : 503, { 'cache-control': 'no-store' });
  });
  app.get('/metrics', access.api('read', '/metrics'), async (c) =>
    c.text(await metricsText(ingest, store, kept, pushes), 200, {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    }),
  );
  return app;
}
