import {
  type Handshake,
  PROTOCOL,
  type RelayApi,
  type WorkerState,
} from '@offstage/sw-plugin/internal/relay';
import { type Remote, releaseProxy, wrap } from 'comlink';

/** One port to one worker that has answered. It may be dead at any moment without anybody saying so. */
export interface Connection {
  readonly api: Remote<RelayApi>;
  readonly worker: WorkerState;
}

/**
 * Offers a port to the worker, until `signal` is aborted. `postMessage` starts a sleeping worker; nothing that is said
 * over the port afterwards does, nor does it keep the worker alive: messages on a port are not service worker events.
 *
 * Settles when the plugin answers: late, or never, where the worker is slow or does not load the plugin.
 */
export async function connect(
  worker: Pick<ServiceWorker, 'postMessage'>,
  signal: AbortSignal,
): Promise<Connection> {
  const { port1, port2 } = new MessageChannel();
  const api = wrap<RelayApi>(port1);
  signal.addEventListener('abort', () => api[releaseProxy]());
  worker.postMessage({ offstage: 'connect', protocol: PROTOCOL } satisfies Handshake, [port2]);
  return { api, worker: await api.hello() };
}
