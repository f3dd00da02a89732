import WebSocket from 'ws';
import type { ProtocolSession } from '../chromium/protocol-session.ts';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: string | { readonly message: string };
  /** Of WebDriver BiDi, where `error` is a code. */
  readonly message?: string;
  readonly sessionId?: string;
}

export interface Protocol extends ProtocolSession {
  /** One target of the same connection. */
  session(sessionId: string): ProtocolSession;
  close(): void;
}

/** A connection that speaks JSON with ids: Chromium's protocol, and WebDriver BiDi alike. */
export function connectProtocol(url: string): Promise<Protocol> {
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 512 * 1024 * 1024 });
  const pending = new Map<
    number,
    { readonly settle: (message: Message) => void; readonly fail: (why: Error) => void }
  >();
  const listeners = new Map<string, Set<(params: never) => void>>();
  let last = 0;
  let gone: Error | undefined;

  socket.on('message', (data) => {
    const message: Message = JSON.parse(String(data));
    if (message.id !== undefined && message.id !== null) pending.get(message.id)?.settle(message);
    else
      for (const listener of listeners.get(keyOf(message.sessionId, message.method ?? '')) ?? [])
        listener(message.params as never);
  });
  socket.on('close', () => {
    gone = new Error('BROWSER_GONE: the connection to the browser has ended.');
    for (const { fail } of pending.values()) fail(gone);
    pending.clear();
  });

  const session = (sessionId?: string): ProtocolSession => ({
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        if (gone) return reject(gone);
        last += 1;
        const id = last;
        pending.set(id, {
          settle({ result, error, message }) {
            pending.delete(id);
            if (!error) return resolve(result as never);
            reject(
              new Error(`${method}: ${typeof error === 'string' ? `${error}: ${message}` : error.message}`),
            );
          },
          fail: reject,
        });
        socket.send(JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }));
      }),
    on(event, listener) {
      const key = keyOf(sessionId, event);
      const heard = listeners.get(key) ?? new Set();
      listeners.set(key, heard.add(listener as (params: never) => void));
    },
  });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve({ ...session(), session, close: () => socket.close() }));
    socket.once('error', reject);
  });
}

const keyOf = (sessionId: string | undefined, method: string): string => `${sessionId ?? ''} ${method}`;
