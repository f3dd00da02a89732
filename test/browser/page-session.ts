import WebSocket from 'ws';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** A bare protocol session with one target, without anything that a driver does on its own. */
export interface PageSession {
  send<Result = unknown>(method: string, params?: object): Promise<Result>;
  on(method: string, listener: (params: never) => void): void;
  close(): void;
}

export function connectTo(url: string): Promise<PageSession> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  const pending = new Map<number, (message: Message) => void>();
  const listeners = new Map<string, (params: never) => void>();
  let last = 0;
  socket.on('message', (data) => {
    const message: Message = JSON.parse(String(data));
    if (message.id !== undefined) pending.get(message.id)?.(message);
    else listeners.get(message.method ?? '')?.(message.params as never);
  });
  const session: PageSession = {
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        last += 1;
        const id = last;
        pending.set(id, ({ result, error }) => {
          pending.delete(id);
          if (error) reject(new Error(`${method}: ${error.message}`));
          else resolve(result as never);
        });
        socket.send(JSON.stringify({ id, method, params }));
      }),
    on: (method, listener) => void listeners.set(method, listener),
    close: () => socket.close(),
  };
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(session));
    socket.once('error', reject);
  });
}
