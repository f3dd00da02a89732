import { readBody, serve } from '../kit/src/loopback/serve.ts';

/** A push service that takes whatever is posted, or answers as the last part of the endpoint's path says: `/410`, `/hang`, `/cut`. */
export interface PushStandIn {
  readonly origin: string;
  /** Requests so far: what a sender without the ledger sends, too. */
  readonly taken: readonly {
    readonly path: string;
    readonly headers: Readonly<Record<string, unknown>>;
    readonly bytes: number;
  }[];
  close(): Promise<void>;
}

export async function startPushStandIn(tls: {
  readonly key: string;
  readonly cert: string;
}): Promise<PushStandIn> {
  const taken: PushStandIn['taken'][number][] = [];
  const { port, close } = await serve(
    async (request, response) => {
      const path = request.url ?? '';
      const body = await readBody(request);
      taken.push({ path, headers: request.headers, bytes: body.length });
      const how = path.split('/').at(-1) ?? '';
      if (how === 'hang') return;
      if (how === 'cut') return void request.socket.destroy();
      const status = /^\d{3}$/.test(how) ? Number(how) : 201;
      response
        .writeHead(status, status === 429 ? { 'retry-after': '7' } : {})
        .end(status === 201 ? '' : `said ${status} of ${path}`);
    },
    { tls },
  );
  return { origin: `https://localhost:${port}`, taken, close };
}
