import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SendOnTheWire } from './wire.ts';

/** How a receiver answers one request; undefined: not at all. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Receiver {
  readonly url: string;
  /** What was taken, by id. */
  readonly taken: Map<string, SendOnTheWire>;
  /** Each request: when it came (`performance.now()`), its sends, its token. */
  readonly requests: {
    readonly at: number;
    readonly sends: readonly SendOnTheWire[];
    readonly token: string | undefined;
  }[];
  /** In place of taking all. */
  answer: ((sends: readonly SendOnTheWire[]) => Reply | undefined) | undefined;
}

/** `POST /api/sends` on loopback, as the server has it. `whenDone` is handed what ends it. */
export async function startReceiver(whenDone: (end: () => void) => void): Promise<Receiver> {
  const receiver: Omit<Receiver, 'url'> = { taken: new Map(), requests: [], answer: undefined };
  const server = createServer(async (request, response) => {
    const { sends } = JSON.parse(await bodyOf(request)) as { readonly sends: readonly SendOnTheWire[] };
    receiver.requests.push({ at: performance.now(), sends, token: request.headers.authorization });
    const reply = receiver.answer ? receiver.answer(sends) : take(receiver.taken, sends);
    if (reply) response.writeHead(reply.status, reply.headers).end(reply.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/sends`,
  });
}

export function take(taken: Map<string, SendOnTheWire>, sends: readonly SendOnTheWire[]): Reply {
  for (const send of sends) taken.set(send.id, send);
  return { status: 200, body: JSON.stringify({ accepted: sends.length, known: 0, rejected: [] }) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
