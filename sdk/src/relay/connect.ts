import { type Handshake, PROTOCOL, type RelayApi, type WorkerState } from '@offstage/sw-plugin/relay';
import { type Remote, releaseProxy, wrap } from 'comlink';

/** One port to one worker. It may be dead at any moment without anybody saying so. */
export interface Connection {
  readonly api: Remote<RelayApi>;
  /** Settles when the plugin answers: late, or never, where the worker is slow or does not load the plugin. */
  readonly hello: Promise<WorkerState>;
  close(): void;
}

/**
 * Offers a port to the worker. `postMessage` starts a sleeping worker; nothing that is said over the port afterwards
 * does, nor does it keep the worker alive: messages on a port are not service worker events.
 */
export function connect(worker: Pick<ServiceWorker, 'postMessage'>): Connection {
  const { port1, port2 } = new MessageChannel();
  const api = wrap<RelayApi>(port1);
  const handshake: Handshake = { offstage: 'connect', protocol: PROTOCOL };
  worker.postMessage(handshake, [port2]);
  return { api, hello: api.hello(), close: () => api[releaseProxy]() };
}
