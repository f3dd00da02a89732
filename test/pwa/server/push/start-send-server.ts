import { createServer } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { close, listen } from '../listen.ts';
import { localOnly } from '../local-only.ts';

export interface SendServer {
  /** Where senders tell of their pushes. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The one route of the report server that the sender needs, over http on loopback: over https it would need the demo's own certificate
 * authority, which Node trusts only when it is started so.
 */
export async function startSendServer(reports: {
  fetch(request: Request, env: HttpBindings): Response | Promise<Response>;
}): Promise<SendServer> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(localOnly);
  app.post('/api/sends', (context) => reports.fetch(context.req.raw, context.env));
  const server = createAdaptorServer({ fetch: app.fetch, createServer });
  const port = await listen(server, 0);
  return { url: `http://127.0.0.1:${port}/api/sends`, close: () => close(server) };
}
