import type { LogWriter } from '../log/log.ts';
import { fault, type Stage } from '../platform.ts';
import { listen } from '../watch/listen.ts';
import type { RelayApi, WorkerState } from './protocol.ts';

/**
 * What Comlink sends: a plain call, or `RELEASE` (without path) when the page is done.
 * https://github.com/GoogleChromeLabs/comlink/blob/main/src/protocol.ts
 */
interface ComlinkMessage {
  readonly id: string;
  readonly path?: readonly [keyof RelayApi];
  readonly argumentList?: readonly { readonly value: unknown }[];
}

/**
 * Answers pages that ask for the log. The handshake is taken off the `message` stream before the host sees it; all
 * else goes over the port that came with it. A port keeps no worker alive, so an open page costs nothing.
 * Without a log it still says who it is, and what failed.
 *
 * The page's side is Comlink; this side answers Comlink's plain calls by itself, because `expose()` brings Comlink's
 * whole client along, and a worker's start-up pays for every byte (a test holds it against the real Comlink).
 */
export function serveRelay(
  stage: Stage,
  log: () => Pick<LogWriter, 'flush' | 'read'> | undefined,
  hello: () => WorkerState,
): void {
  const api: RelayApi = {
    hello,
    async read(after, limit) {
      await log()?.flush();
      return log()
        ?.read(after, limit)
        .catch(() => undefined);
    },
  };
  const onMessage = (event: MessageEvent): void => {
    const [port, another] = event.ports;
    // `data` is deserialised when it is read: messages without a port are not ours, and stay untouched.
    if (!port || another || event.data?.offstage !== 'connect') return;
    event.stopImmediatePropagation();
    port.onmessage = async (message: MessageEvent<ComlinkMessage>) => {
      try {
        const { id, path, argumentList = [] } = message.data;
        const method = api[path?.[0] as keyof RelayApi] as
          | ((...args: readonly unknown[]) => unknown)
          | undefined;
        const value = await method?.(...argumentList.map(({ value }) => value));
        port.postMessage({ id, type: 'RAW', value });
      } catch {
        fault();
      }
    };
  };
  listen(stage, ['message'], onMessage, true);
}
